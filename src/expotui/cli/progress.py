"""Work that lasts, shown on a terminal's stderr until it is done; elsewhere nothing is shown."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import Lock

    from rich.progress import Progress as Bars

    from expotui.store.indexing import Progress

# How long work may last before it is shown, in seconds.
PATIENCE = 1.0


@contextmanager
def watched(what: str) -> "Iterator[Progress | None]":
    """Show that `what` is being done once it has lasted a while; gone when it is done.

    Gives who is to be told how many facts are done, of how many; None where nobody watches.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from threading import Lock, Timer

    bar = _Bar(what, Lock())
    # A thread of its own: SQLite may be at work for long before it has something to tell.
    timer = Timer(PATIENCE, bar.show)
    timer.daemon = True
    timer.start()
    try:
        yield bar.tell
    finally:
        timer.cancel()
        bar.end()
        timer.join()


class _Bar:
    """One bar, of work that may be done before it is ever shown."""

    def __init__(self, what: str, lock: "Lock") -> None:
        self._what = what
        self._lock = lock
        self._bars: Bars | None = None
        self._done: tuple[int, int] | None = None
        self._ended = False

    def show(self) -> None:
        bars = _bars()
        with self._lock:
            if not self._ended:
                self._bars = bars
                bars.add_task(self._what, total=None, facts="")
                bars.start()
                self._draw()

    def tell(self, done: int, total: int) -> None:
        with self._lock:
            self._done = done, total
            self._draw()

    def end(self) -> None:
        with self._lock:
            self._ended = True
            if self._bars is not None:
                self._bars.stop()

    def _draw(self) -> None:
        if self._bars is not None and self._done is not None:
            done, total = self._done
            self._bars.update(
                self._bars.task_ids[0], completed=done, total=total,
                facts=f"{done:,} of {total:,} facts",
            )  # fmt: skip


def _bars() -> "Bars":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}", markup=False), BarColumn(),
        TextColumn("{task.fields[facts]}", markup=False), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False,
    )  # fmt: skip
