"""The browser without a terminal, measured: every frame is drawn as for one, and its time noted.

Pilot's own `press` and `pause` sleep for a fixed time and poll; here a key is posted and the
process left alone until it is idle, so that what is measured is the browser's.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple

from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.message import Message
from textual.screen import Screen

from expotui.store.opening import open_reading
from expotui.tui.app import ExpotuiApp
from expotui.tui.session import Session

SIZE = (120, 36)

# An idle process has worked for less than this share of a time slice, twice in a row.
_SLICE = 0.02
_IDLE = 0.04
_LONGEST = 60.0


class Drawn(App[None]):
    """An app that makes the bytes of its frames though nobody reads them, as in a terminal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frames: list[float] = []
        # Called after each frame, before its time is noted.
        self.on_frame: Callable[[], None] = lambda: None

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate) and self._running and not self._batch_count:
            renderable.render_segments(self.console)
            self.on_frame()
            self.frames.append(perf_counter())
        super()._display(screen, renderable)


class Browser(Drawn, ExpotuiApp):
    """Ours.

    `composing` is when its screen was asked for, `shown` when the timeline had rows,
    `worked` the processor time between.
    """

    # Of a subclass elsewhere, Textual would look for the style sheet beside that.
    CSS_PATH = str(Path(str(sys.modules[ExpotuiApp.__module__].__file__)).parent / "expotui.tcss")

    composing = shown = worked = 0.0

    def get_default_screen(self) -> Screen[None]:
        self.composing, self.worked = perf_counter(), process_time()
        return super().get_default_screen()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        super()._display(screen, renderable)
        if not self.shown and self.frames and self.timeline_rows:
            self.shown, self.worked = self.frames[-1], process_time() - self.worked

    @property
    def timeline_rows(self) -> int:
        """How many rows the timeline has so far."""
        found = self.screen_stack[0].query("#timeline")
        return int(getattr(found.first(), "row_count", 0)) if found else 0


@asynccontextmanager
async def browsing(
    store: Path, heard: Callable[[Message], None] | None = None
) -> AsyncIterator[Browser]:
    """The browser on a store, read-only, at 120×36, when it has become idle.

    `heard` is told of every message that comes to anybody.
    """
    app = Browser(Session(store, open_reading(store, prepare=False), read_only=True))
    async with app.run_test(size=SIZE, message_hook=heard):
        await idle()
        yield app


async def idle() -> None:
    """Wait until the process, all its threads, works no more."""
    quiet, began = 0, perf_counter()
    while quiet < 2 and perf_counter() - began < _LONGEST:
        before = process_time()
        await asyncio.sleep(_SLICE)
        quiet = quiet + 1 if process_time() - before < _IDLE * _SLICE else 0


def press(app: App[Any], key: str) -> None:
    """Post a key as a driver does: a character, or a name of Textual's such as `ctrl+d`."""
    character = key if len(key) == 1 else None
    name = _character_to_key(key) if character and not key.isalnum() else key
    event = events.Key(name, character)
    event.set_sender(app)
    assert app._driver is not None
    app._driver.send_message(event)


def resize(app: App[Any], width: int, height: int) -> None:
    """Give the terminal that is not there another size."""
    assert isinstance(app._driver, HeadlessDriver)
    app._driver._size = (width, height)
    size = Size(width, height)
    app.post_message(events.Resize(size, size))


class Stroke(NamedTuple):
    """What one key cost, in ms: processor time, and until its first and its last frame."""

    cpu: float
    first: float
    last: float


async def stroke(app: Drawn, send: Callable[[], None]) -> Stroke:
    """Do something and wait until everything that follows from it has been drawn."""
    drawn, began, worked = len(app.frames), perf_counter(), process_time()
    send()
    await idle()
    worked = process_time() - worked
    frames = [(at - began) * 1000 for at in app.frames[drawn:]]
    return Stroke(worked * 1000, frames[0] if frames else 0.0, frames[-1] if frames else 0.0)


async def idling(app: Drawn) -> float:
    """The processor time, in ms, that waiting for a key to be dealt with takes itself."""
    return median([(await stroke(app, lambda: None)).cpu for _ in range(20)])
