"""The browser for a reader at the other end of a connection: many of them in one process."""

import sys
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from rich.console import Console
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import NoColor

from expotui.config import Config
from expotui.errors import StoreError
from expotui.tui.actions import EVERY_ACTION
from expotui.tui.app import ExpotuiApp
from expotui.tui.channel_driver import Channel, ChannelDriver
from expotui.tui.fewer_colours import SYSTEMS, FewerColours
from expotui.tui.session import Session
from expotui.tui.themes import NIGHT, TERMINAL
from expotui.tui.unshared import share_by_colour

# What a reader may do: moving, reading, typing in a field, choosing from a list. Whatever else
# Textual, a widget or a later version of either can do (screenshots, suspending, opening URLs,
# simulating keys...) is not here, so it is refused.
_OF_OUR_SCREENS = {"leave", "scroll", "choose", "complete"}
_OF_FIELDS = {
    "cursor_left", "cursor_right", "cursor_left_word", "cursor_right_word", "home", "end",
    "delete_left", "delete_right", "delete_left_word", "delete_right_word", "delete_left_all",
    "delete_right_all", "select_all", "submit",
}  # fmt: skip
_OF_THE_PALETTE = {
    "command_palette", "command_list", "cursor_up", "cursor_down", "page_up", "page_down",
    "first", "last", "select", "escape",
}  # fmt: skip
ALLOWED = frozenset(
    {action.method for action in EVERY_ACTION if not action.writes}
    | _OF_OUR_SCREENS
    | _OF_FIELDS
    | _OF_THE_PALETTE
)


share_by_colour()


class Terminal(NamedTuple):
    """A reader's terminal, as the client describes it; `width` and `height` in cells."""

    term: str
    width: int
    height: int
    colorterm: str = ""
    no_color: bool = False

    @property
    def color_system(self) -> Literal["truecolor", "256", "standard"] | None:
        """The colours it can show, as Rich names them."""
        if self.colorterm in ("truecolor", "24bit") or self.term.endswith("-direct"):
            return "truecolor"
        if self.term.startswith(_TRUECOLOR):
            return "truecolor"
        if "256color" in self.term:
            return "256"
        return None if self.term.startswith(_COLOURLESS) or not self.term else "standard"

    @property
    def theme(self) -> str:
        """Sixteen colours are not enough for a theme of ours: there it is the terminal's own."""
        return NIGHT.name if self.color_system in ("truecolor", "256") else TERMINAL

    @property
    def multiplexed(self) -> bool:
        """Whether tmux or screen stands between, which has its own way to the clipboard."""
        return self.term.startswith(("tmux", "screen"))


# Terminals whose name says enough; most others say COLORTERM=truecolor, if asked to send it.
_TRUECOLOR = ("xterm-kitty", "xterm-ghostty", "alacritty", "wezterm", "foot", "contour", "iterm2")
_COLOURLESS = ("vt1", "vt2", "vt3", "vt4", "vt5", "ansi-m", "xterm-mono", "dumb", "unknown")


class RemoteApp(ExpotuiApp):
    """The browser on a channel: it knows no terminal, no signal and no environment of its own."""

    def __init__(self, session: Session, terminal: Terminal, channel: Channel) -> None:
        colors = terminal.color_system
        no_color = terminal.no_color or colors is None
        super().__init__(session, Config(theme=terminal.theme), no_color=no_color)
        self.channel = channel
        self._started = self._unwanted = False
        # What Textual found out about the server's own terminal is not the reader's.
        self.console = Console(
            color_system="truecolor",
            file=self.console.file, force_terminal=True, legacy_windows=False, markup=True,
            highlight=False, emoji=False, safe_box=False, soft_wrap=False, _environ={},
        )  # fmt: skip
        self.no_color = no_color
        if no_color:
            self._filters.append(NoColor())
        elif colors in SYSTEMS:
            self._filters.append(FewerColours(SYSTEMS[colors]))
        # Textual lends sys.stdout and sys.stderr to an app while it runs, and gives them back in
        # the order of a stack: with many apps, one would be left with what another has ended.
        self._capture_stdout, self._capture_stderr = sys.stdout, sys.stderr  # type: ignore[assignment]

    def on_ready(self) -> None:
        self._started = True
        if self._unwanted:
            self.exit()

    def leave(self) -> None:
        """End as on `q`; an app that is still being put together ends when it is."""
        self._unwanted = True
        if self._started:
            self.exit()

    def get_driver_class(self) -> type[Driver]:
        return ChannelDriver

    @property
    def driver(self) -> ChannelDriver | None:
        """The driver, once the app has started."""
        return self._driver if isinstance(self._driver, ChannelDriver) else None

    async def run_action(
        self,
        action: Any,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action that is on the list; any other has no effect."""
        if action_name(action) not in ALLOWED:
            return False
        return await super().run_action(action, default_namespace, namespaces)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Nothing: a URL would open on the server."""

    def copy_to_clipboard(self, text: str) -> None:
        # Textual keeps a copy to paste from: one for each reader, as long as they stay.
        super().copy_to_clipboard(text)
        self._clipboard = ""


def action_name(action: Any) -> str:
    """The name of an action without its namespace and parameters: `app.zoom(1)` is `zoom`."""
    if isinstance(action, str):
        return action.partition("(")[0].rpartition(".")[2].strip()
    return str(action[1])


class Reader:
    """One reader's browser: started with `run`, and told of what arrives meanwhile.

    Args:
        session: the reader's view of the store; closed at the end.
        terminal: what the reader looks at.
        channel: where frames go.
    """

    def __init__(self, session: Session, terminal: Terminal, channel: Channel) -> None:
        self._session = session
        self._app = RemoteApp(session, terminal, channel)
        self._size = (terminal.width, terminal.height)

    async def run(self) -> None:
        """Browse until the reader quits, or `leave` is called.

        Raises:
            StoreError: the store could not be read any more.
        """
        import sqlite3

        await self._app.run_async(size=self._size)
        failure = self._app.failure
        if isinstance(failure, sqlite3.Error):
            raise StoreError(self._session.explain(failure)) from failure
        if failure is not None:
            raise failure

    def feed(self, data: bytes) -> None:
        """What the reader typed."""
        self._tell(lambda driver: driver.feed(data))

    def resize(self, width: int, height: int) -> None:
        """The reader's terminal has another size."""
        self._size = (width, height)
        self._tell(lambda driver: driver.resize(width, height))

    def block(self, blocked: bool) -> None:
        """Whether what is written stays unread for now: frames are left out until it is read."""
        self._tell(lambda driver: driver.block(blocked))

    def notice(self, text: str) -> None:
        """Show a line in passing."""
        if self._app.is_running:
            self._app.notify(text, severity="warning", timeout=30, markup=False)

    def leave(self) -> None:
        """End as on `q`."""
        self._app.leave()

    def _tell(self, what: Callable[[ChannelDriver], Any]) -> None:
        if (driver := self._app.driver) is not None:
            what(driver)
