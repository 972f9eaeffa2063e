"""A Textual driver for a byte channel: many in one process, and none trusts what it is sent.

LinuxDriver belongs to one terminal of the process (its standard streams, its signals, a thread
each for keys and frames). This one has a channel and two duties towards the other readers: no
event is taken before the last one was dealt with, and nothing is kept for one who does not read.
"""

import asyncio
from codecs import getincrementaldecoder
from typing import Any, BinaryIO, Literal, Protocol, TextIO

from textual import constants, events, messages
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump

from expotui.tui.paste import PasteLimit
from expotui.tui.unshared import Parser

# Terminals are not larger, and a frame of what some client claims to have would be.
LARGEST = Size(500, 200)

# Characters kept of what was typed ahead; the client is asked to wait with more.
TYPED_AHEAD = 16_384

# What a terminal may tell the app. Not its size, say: that comes with the connection.
_TOLD = (
    events.Key,
    events.Paste,
    events.MouseEvent,
    events.AppFocus,
    events.AppBlur,
    messages.TerminalSupportsSynchronizedOutput,
)

# How long an event may take before the next is looked at all the same, in seconds.
_PATIENCE = 2.0

# Not "any motion" (1003): only presses, the wheel and dragging matter here, and each event would
# cross the network. Not the kitty keyboard protocol: a connection that is cut would leave the
# reader's terminal in it.
_ENTER = (
    "\x1b[?1049h"  # the alternate screen
    "\x1b[?1000h\x1b[?1002h\x1b[?1006h"  # mouse: presses, dragging, in the SGR encoding
    "\x1b[?25l"  # no cursor
    "\x1b[?2004h"  # bracketed paste
    "\x1b[?7l"  # no wrapping at the last column
    "\x1b[?2026$p"  # does it paint in one go? The answer arrives as input
)
_LEAVE = "\x1b[?7h\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1049l\x1b[?25h\x1b[0m"


class Channel(Protocol):
    """The other end, as the driver sees it."""

    def write(self, data: bytes) -> None:
        """Send; never blocks."""

    def hold(self, waiting: bool) -> None:
        """Ask the other end to wait with its input, or to go on."""


class ChannelDriver(Driver):
    """Reads keys from a channel and writes frames to it, on the event loop."""

    def __init__(
        self,
        app: Any,
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        within = _within(*(size or (0, 0)))
        super().__init__(app, debug=debug, mouse=mouse, size=(within.width, within.height))
        self._channel: Channel = app.channel
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = Parser()
        self._paste = PasteLimit()
        self._typed = ""
        self._new_size: Size | None = within
        self._wake = asyncio.Event()
        self._pump: asyncio.Task[None] | None = None
        self._frame: list[str] = []
        self._blocked = self._stale = self._holding = False

    # --- what the connection tells -------------------------------------------------------------

    def feed(self, data: bytes) -> None:
        """What was typed, as it came in."""
        self._typed += self._paste.feed(self._decode(data))
        if len(self._typed) > TYPED_AHEAD and not self._holding:
            self._holding = True
            self._channel.hold(True)
        self._wake.set()

    def resize(self, width: int, height: int) -> None:
        """The terminal's size in cells; of many that come at once the last counts."""
        self._new_size = _within(width, height)
        self._wake.set()

    def block(self, blocked: bool) -> None:
        """Leave frames out while nobody takes them; paint all anew when somebody does."""
        self._blocked = blocked
        if not blocked and self._stale:
            self._stale = False
            self._app.call_later(self._app.refresh, layout=True)

    # --- input: one event at a time ------------------------------------------------------------

    async def _take_input(self) -> None:
        # The app's own size is read from here before there is any input.
        while True:
            if self._new_size is not None:
                size, self._new_size = self._new_size, None
                await self._deliver(events.Resize(size, size))
            elif self._typed:
                piece, self._typed = self._typed[:256], self._typed[256:]
                for message in self._parse(piece):
                    await self._deliver(message)
            else:
                await self._rest()

    async def _rest(self) -> None:
        """Wait for more; an Escape that nothing follows in time is the key itself."""
        if self._holding:
            self._holding = False
            self._channel.hold(False)
        self._wake.clear()
        try:
            async with asyncio.timeout(constants.ESCAPE_DELAY + 0.01):
                await self._wake.wait()
        except TimeoutError:
            for message in list(self._parser.tick()):
                await self._deliver(message)
            await self._wake.wait()

    def _parse(self, text: str) -> list[Message]:
        try:
            found = list(self._parser.feed(text))
        except (ValueError, OverflowError):
            # Absurd numbers in a sequence: what was being read is dropped.
            self._parser = Parser()
            return []
        kept: list[Message] = []
        for message in found:
            moves = isinstance(message, events.MouseMove)
            if moves and kept and isinstance(kept[-1], events.MouseMove):
                kept.pop()
            if isinstance(message, _TOLD):
                kept.append(message)
        return kept

    async def _deliver(self, message: Message) -> None:
        """Hand a message to the app and wait until it was dealt with."""
        if isinstance(message, events.MouseEvent) and not self._on_screen(message):
            return
        self.process_message(message)
        app: Any = self._app
        await _dealt_with(app)
        if app.screen_stack:
            await _dealt_with(app.focused or app.screen)

    def _on_screen(self, event: events.MouseEvent) -> bool:
        size = self._app.size
        return 0 <= event.x < size.width and 0 <= event.y < size.height

    def send_message(self, message: Message) -> None:
        # We are on the event loop already.
        self._app.post_message(message)

    # --- output: a frame at a time -------------------------------------------------------------

    def write(self, data: str) -> None:
        if self._blocked:
            self._stale = True
            return
        if not self._frame:
            self._loop.call_soon(self._send_frame)
        self._frame.append(data)

    def _send_frame(self) -> None:
        if self._frame:
            data = "".join(self._frame)
            self._frame.clear()
            self._channel.write(data.encode("utf-8", "replace"))

    # --- Textual's side ------------------------------------------------------------------------

    def start_application_mode(self) -> None:
        self.write(_ENTER)
        self._pump = asyncio.create_task(self._take_input())

    def disable_input(self) -> None:
        if self._pump is not None:
            self._pump.cancel()

    def stop_application_mode(self) -> None:
        self.disable_input()
        self._blocked = False
        self.write(_LEAVE)
        self._send_frame()

    def suspend_application_mode(self) -> None:
        """Nothing: there is nowhere to go to."""

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Nothing: it would open on the server."""

    def deliver_binary(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,  # noqa: ARG002
        save_path: Any,  # noqa: ARG002
        open_method: Literal["browser", "download"] = "download",  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
        mime_type: str | None = None,  # noqa: ARG002
        name: str | None = None,  # noqa: ARG002
    ) -> None:
        """Nothing: it would be written on the server."""
        binary.close()


def _within(width: int, height: int) -> Size:
    """A size that a terminal may have; a client that has none to tell gets the usual one."""
    return Size(min(width or 80, LARGEST.width), min(height or 24, LARGEST.height))


async def _dealt_with(pump: MessagePump) -> None:
    """Wait until a widget, screen or app has answered all messages it has."""
    done = asyncio.Event()
    if not pump.call_later(done.set):
        return
    try:
        async with asyncio.timeout(_PATIENCE):
            await done.wait()
    except TimeoutError:
        return  # it left meanwhile, or is slow: others need not be
