"""The application: composition only. Screens do the work."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.events import Key
from textual.screen import Screen

from expotui.config import Config
from expotui.errors import InputError
from expotui.tui.actions import ACTIONS, EVERY_ACTION, MOVE
from expotui.tui.screens.browser import BrowserScreen
from expotui.tui.screens.typing_ahead import TypedAhead
from expotui.tui.session import Session
from expotui.tui.themes import FALLBACK, NIGHT, PAPER


class ExpotuiApp(App[None]):
    """The browser over one store."""

    TITLE = "expotui"
    CSS_PATH = "expotui.tcss"
    COMMAND_PALETTE_BINDING: ClassVar[str] = "ctrl+backslash"

    def __init__(
        self, session: Session, config: Config | None = None, *, no_color: bool = False
    ) -> None:
        # Textual's answer to NO_COLOR is shades of grey, but for ANSI colours: there it is none.
        super().__init__(ansi_color=True if no_color else None)
        config = config or Config()
        self._session = session
        check_keys(session.keys)
        self.register_theme(NIGHT)
        self.register_theme(PAPER)
        if config.theme not in self.available_themes:
            raise InputError(f"there is no theme {config.theme!r}: try night, paper or ansi-dark")
        # Not `self.theme = ...`, whose watcher would have all style sheets parsed twice.
        self.set_reactive(ExpotuiApp.theme, config.theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_keymap(session.keys)

    def get_default_screen(self) -> Screen[None]:
        return BrowserScreen(self._session)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return FALLBACK

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        for action in ACTIONS:
            if (
                action.section is not MOVE
                and action.id != "commands"
                and not (action.writes and self._session.read_only)
            ):
                name = action.name
                yield SystemCommand(
                    action.id.replace("-", " "),
                    f"{action.help}  ({action.label(self._session.keys)})",
                    lambda name=name: self.call_later(screen.run_action, name),
                )

    def on_key(self, event: Key) -> None:
        """Give a key that nobody had a use for to the field of the screen on top, if it has one."""
        top = self.screen
        if isinstance(top, TypedAhead) and top.type_ahead(event):
            event.prevent_default()

    def on_unmount(self) -> None:
        self._session.close()

    def pop_screen(self) -> AwaitComplete:
        """Pop a screen, but never the last: two keys in one burst may both ask for it."""
        if len(self.screen_stack) < 2:
            return AwaitComplete()
        return super().pop_screen()

    @property
    def failure(self) -> Exception | None:
        """What ended the app, where that was not the user."""
        return self._exception

    def _fatal_error(self) -> None:
        # Textual's own prints the traceback with all locals: the contents of the store among them.
        self.bell()
        self._close_messages_no_wait()


def check_keys(keys: Mapping[str, str]) -> None:
    """Refuse keys for actions there are not.

    Raises:
        InputError: config.toml names one.
    """
    known = {action.id for action in EVERY_ACTION}
    for action_id in keys:
        if action_id not in known:
            raise InputError(f"[keys] names no action {action_id!r}: the ? screen lists them")
