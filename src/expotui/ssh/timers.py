"""A timer that is cheap to put off, for what happens with every key."""

import asyncio
from collections.abc import Callable


class Timer:
    """Calls `when_over` once, `seconds` after the last `touch`; 0 seconds is never."""

    def __init__(self, seconds: float, when_over: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._seconds = seconds
        self._when_over = when_over
        self._touched = self._loop.time()
        self._handle: asyncio.TimerHandle | None = None
        if seconds:
            self._handle = self._loop.call_later(seconds, self._look)

    def touch(self) -> None:
        """Something happened: the time begins anew."""
        self._touched = self._loop.time()

    def stop(self) -> None:
        """Never mind."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _look(self) -> None:
        # Only now is looked at when the last touch was: touching schedules nothing.
        left = self._touched + self._seconds - self._loop.time()
        if left > 0:
            self._handle = self._loop.call_later(left, self._look)
        else:
            self._handle = None
            self._when_over()
