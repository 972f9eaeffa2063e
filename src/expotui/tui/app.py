"""The application: composition only. Screens do the work."""

import asyncio
import os
import signal
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.driver import Driver
from textual.screen import Screen

from expotui.config import Config, config_path, load_config
from expotui.errors import InputError, StoreError
from expotui.store.opening import open_reading
from expotui.tui.actions import ACTIONS, MOVE
from expotui.tui.driver import patient
from expotui.tui.screens.browser import BrowserScreen
from expotui.tui.session import Exporter, Session
from expotui.tui.themes import FALLBACK, NIGHT, PAPER


class ExpotuiApp(App[None]):
    """The browser over one store."""

    TITLE = "expotui"
    CSS_PATH = "expotui.tcss"
    COMMAND_PALETTE_BINDING: ClassVar[str] = "ctrl+backslash"

    def __init__(self, session: Session, config: Config | None = None) -> None:
        # Textual's answer to NO_COLOR is shades of grey, but for ANSI colours: there it is none.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
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

    def on_mount(self) -> None:
        """Leave on a signal as on `q`: with the terminal as it was."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            # Not in a thread other than the main one (tests), nor where there are no such signals.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._leave_on, number)

    def _leave_on(self, number: int) -> None:
        self.exit(return_code=128 + number)

    def on_unmount(self) -> None:
        self._session.close()

    def get_driver_class(self) -> type[Driver]:
        return patient(super().get_driver_class())

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
    known = {action.id for action in ACTIONS}
    for action_id in keys:
        if action_id not in known:
            raise InputError(f"[keys] names no action {action_id!r}: the ? screen lists them")


def browse(path: Path, *, read_only: bool = False, exporter: Exporter | None = None) -> None:
    """Run the browser on the store at `path` until the user quits.

    Raises:
        StoreError: the store could not be opened.
        InputError: config.toml is malformed.
    """
    config = load_config()
    db = open_reading(path, prepare=not read_only)
    session = Session(path, db, read_only=read_only, exporter=exporter, keys=dict(config.keys))
    try:
        app = ExpotuiApp(session, config)
    except InputError as error:
        session.close()
        raise InputError(f"{config_path()}: {error}") from error
    with _stderr_on_the_terminal():
        app.run()
    # Told by whoever called, as any other end is: one line and an exit code.
    if isinstance(app.failure, sqlite3.Error):
        raise StoreError(session.explain(app.failure)) from app.failure
    if app.failure is not None:
        raise app.failure
    if app.return_code:
        raise SystemExit(app.return_code)


@contextmanager
def _stderr_on_the_terminal() -> Iterator[None]:
    """Textual draws on stderr; where that is redirected (`expotui 2>log`), lend it stdout."""
    if os.isatty(2) or not os.isatty(1):
        yield
        return
    redirected = os.dup(2)
    os.dup2(1, 2)
    try:
        yield
    finally:
        os.dup2(redirected, 2)
        os.close(redirected)
