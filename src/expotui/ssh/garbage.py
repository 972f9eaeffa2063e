"""When Python looks for garbage: not between a key and its frame.

A reader's browser is some 25,000 objects, most of them in cycles. With 200 of them a full
collection takes half a second, and Python's own rule has one come whenever a quarter is new. So
young objects are looked through as usual, and all of them only when enough browsers have ended to
be worth it, in a moment when nobody types.
"""

import asyncio
import gc
from collections.abc import Callable

# Objects made until the youngest are looked through: about a millisecond's work.
_YOUNG = 10_000
_NEVER = 1_000_000_000

# What a session leaves behind, in thousands of objects, and how much of it is worth a collection.
_BROWSER, _COMMAND, _WORTH_IT = 25, 2, 200

# A moment is calm when nobody has typed for so long; it is waited for so long at most.
_CALM, _LONGEST_WAIT = 0.5, 20.0


class Garbage:
    """Collects after sessions have ended.

    Args:
        quiet_for: tells for how many seconds nobody has typed.
    """

    def __init__(self, quiet_for: Callable[[], float]) -> None:
        self._quiet_for = quiet_for
        self._left_behind = 0
        self._waiting: asyncio.Task[None] | None = None
        gc.set_threshold(_YOUNG, 10, _NEVER)

    def session_ended(self, browsed: bool, living: int) -> None:
        """Another one; `living` go on. The more there are to look through, the later."""
        self._left_behind += _BROWSER if browsed else _COMMAND
        if self._waiting is None and self._left_behind >= max(_WORTH_IT, _BROWSER * living // 4):
            self._waiting = asyncio.create_task(self._collect_when_calm())

    async def _collect_when_calm(self) -> None:
        waited = 0.0
        while self._quiet_for() < _CALM and waited < _LONGEST_WAIT:
            await asyncio.sleep(_CALM / 2)
            waited += _CALM / 2
        self._left_behind, self._waiting = 0, None
        gc.collect()
