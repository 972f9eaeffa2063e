"""What happens on the search screen, seen from outside: keys, answers, and the frames with them."""

import asyncio
from contextlib import suppress
from time import perf_counter
from typing import Any

from textual.message import Message
from textual.widgets import Input

from headless import Drawn, idle, press

# Of a hit, as much as surely stands on its line.
_SEEN = 24
_SIGNS = " ┃│▌"


class Watch:
    """Times each key of a query until the list of hits was drawn with its answer.

    A key whose answer never comes, since the next key came before, waits for that one's.
    """

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.overtaken = 0
        self.undrawn = 0
        # The text of the first hit after each key; '' where there is none, None where overtaken.
        self.firsts: list[str | None] = []
        self._keys: list[tuple[float, str]] = []
        self._painted = 0
        self._answered = 0
        self._drawn = False

    def begin(self, app: Drawn) -> None:
        """Watch the search screen that is open in `app`."""
        self._app, self._hits = app, app.screen.query_one("#hits")
        self._field = app.screen.query_one(Input)
        draw = self._render_line = self._hits.render_line

        def drawn(y: int) -> Any:
            self._drawn = True
            return draw(y)

        self._hits.render_line = drawn  # type: ignore[method-assign]
        app.on_frame = self._frame

    def heard(self, message: Message) -> None:
        """A message came to somebody: of the newest search's answer note which key it is of."""
        if type(message).__name__ != "Answer" or not self._keys:
            return
        asked = getattr(self._app.screen, "_number", None)
        if getattr(message, "number", asked) != asked:
            return
        for at in range(len(self._keys), self._painted, -1):
            if self._keys[at - 1][1] == self._field.value:
                self._answered, self._drawn = at, False
                return

    def _frame(self) -> None:
        if self._answered > self._painted and self._drawn:
            self._paint(self._answered, perf_counter())

    def _paint(self, until: int, when: float) -> None:
        waited = [(when - pressed) * 1000 for pressed, _ in self._keys[self._painted : until]]
        self.waits += waited
        self.overtaken += len(waited) - 1
        self.firsts[self._painted : until] = [*[None] * (len(waited) - 1), self._first()]
        self._painted = until

    def _first(self) -> str:
        row = getattr(self._hits, "cursor", 0) - self._hits.scroll_offset.y
        if not getattr(self._hits, "row_count", 1):
            return ""
        return str(self._render_line(row).text).strip(_SIGNS)[:_SEEN].strip()

    def key(self, character: str) -> None:
        """Type a character."""
        before = self._keys[-1][1] if self._keys else ""
        self._keys.append((perf_counter(), before + character))
        self.firsts.append(None)
        press(self._app, character)

    async def end(self) -> list[str | None]:
        """Wait for what was typed to be drawn, and empty the field. Returns the first hits."""
        await idle()
        self.undrawn += len(self._keys) - self._painted
        firsts, self.firsts, self._keys = self.firsts, [], []
        self._painted = self._answered = 0
        self._field.value = ""
        await idle()
        return firsts


class Lateness:
    """A task that wants to run every millisecond: how late it does is what a key would wait."""

    def __init__(self) -> None:
        self.late: list[float] = []

    async def __aenter__(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _run(self) -> None:
        while True:
            began = perf_counter()
            await asyncio.sleep(0.001)
            self.late.append((perf_counter() - began - 0.001) * 1000)
