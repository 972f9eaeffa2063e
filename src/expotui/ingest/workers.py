"""Processes that read documents and look through them, while this one stores what they found.

A document that kills its process, or keeps it too long, is refused; the others go on. Results come
in the order of what was asked for, and no more than a few documents are held at a time.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from time import monotonic
from typing import NamedTuple

from expotui.facts.text import visible
from expotui.ingest.article import Read
from expotui.ingest.content import STDIN, content_of
from expotui.ingest.finding import Found
from expotui.ingest.looking import Again, Known, Told, look
from expotui.ingest.reading import shown
from expotui.ingest.source import Refused, Skipped, Unreadable

Outcome = Read | Again | Refused | Skipped

# Documents that a process has before it, and that are held for each in all: enough that none waits
# while others are stored.
_BEFORE, _HELD = 8, 40
# How long one document may take: seconds, and seconds for each million bytes of it.
SECONDS, SECONDS_PER_MB = 120.0, 15.0
# Seconds after which what is there is handed on, and clocks are looked at.
_TICK = 0.5

# A process with threads (the progress bar has one) is not to be forked: each starts anew.
_CONTEXT = get_context("spawn")


class Setup(NamedTuple):
    """What each process is told first. `known` makes, in the process, what knows the store."""

    told: Told
    known: Callable[[], Known]
    seconds: float = SECONDS


@dataclass(slots=True)
class _Slot:
    """A document that was asked for, and what came of it."""

    path: str
    content: bytes | None = None
    outcome: Outcome | None = None


@dataclass(slots=True)
class _Worker:
    """A process, and the documents before it; once it is `ready`, it is at the first, `since`."""

    process: SpawnProcess
    pipe: Connection
    tasks: deque[_Slot] = field(default_factory=deque)
    since: float = 0.0
    ready: bool = False


class Workers:
    """`jobs` processes; they end when it is closed."""

    def __init__(self, jobs: int, setup: Setup) -> None:
        self._setup = setup
        self._jobs = max(1, jobs)
        self._workers: list[_Worker] = []

    def results(self, items: Iterator[Found | Refused | Skipped]) -> Iterator[list[Outcome]]:
        """What comes of `items`, in their order: those that are done, as often as there are any."""
        window: deque[_Slot] = deque()
        waiting: deque[_Slot] = deque()
        more = True
        while more or window:
            while more and len(window) < _HELD * self._jobs:
                item = next(items, None)
                more = item is not None
                if item is not None:
                    window.append(slot := _slot(item, self._setup.told.limits.size))
                    if slot.outcome is None:
                        waiting.append(slot)
            self._assign(waiting)
            if window and window[0].outcome is None:
                self._receive()
            done = []
            while window and (outcome := window[0].outcome) is not None:
                done.append(outcome)
                window.popleft()
            yield done

    def close(self) -> None:
        """End all processes, whatever they are at."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def _assign(self, waiting: deque[_Slot]) -> None:
        while waiting:
            if len(self._workers) < self._jobs and all(one.tasks for one in self._workers):
                self._workers.append(_started(self._setup))
            worker = min(self._workers, key=lambda one: len(one.tasks))
            if len(worker.tasks) >= _BEFORE:
                return
            slot = waiting.popleft()
            if not worker.tasks:
                worker.since = monotonic()
            worker.tasks.append(slot)
            with suppress(OSError):  # it has just died: that is seen below
                worker.pipe.send((slot.path, slot.content))

    def _receive(self) -> None:
        """Take what processes have to tell, and see to those that died or are stuck."""
        ready = wait([worker.pipe for worker in self._workers if worker.tasks], _TICK)
        for worker in list(self._workers):
            if worker.pipe in ready:
                try:
                    outcome = worker.pipe.recv()
                except (EOFError, OSError):
                    self._lost(worker, _death(worker))
                    continue
                worker.since = monotonic()
                if worker.ready:
                    worker.tasks.popleft().outcome = outcome
                worker.ready = True
            elif worker.tasks and monotonic() - worker.since > self._most(worker):
                self._lost(worker, "took too long to look through")

    def _most(self, worker: _Worker) -> float:
        """How long a process may be silent: as its document is long, or until it has started."""
        if not worker.ready:
            return SECONDS
        slot = worker.tasks[0]
        try:
            size = os.stat(slot.path).st_size if slot.content is None else len(slot.content)
        except (OSError, ValueError):
            size = 0
        return self._setup.seconds + SECONDS_PER_MB * size / 1e6

    def _lost(self, worker: _Worker, why: str) -> None:
        """Refuse the document that a process was at; another takes the rest of its documents."""
        _end(worker)
        self._workers.remove(worker)
        first, *rest = worker.tasks
        first.outcome = Refused(shown(first.path), why)
        if rest:
            another = _started(self._setup)
            another.tasks.extend(rest)
            another.since = monotonic()
            self._workers.append(another)
            for slot in rest:
                with suppress(OSError):
                    another.pipe.send((slot.path, slot.content))


def _slot(item: Found | Refused | Skipped, limit: int) -> _Slot:
    if not isinstance(item, Found):
        return _Slot(item.name, outcome=item)
    if item.path != STDIN:
        return _Slot(item.path)
    # Standard input is this process's own.
    try:
        return _Slot(item.path, content_of(item.path, limit))
    except Unreadable as refused:
        return _Slot(item.path, outcome=Refused(shown(item.path), visible(str(refused))))


def _started(setup: Setup) -> _Worker:
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_work, args=(theirs, setup), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _death(worker: _Worker) -> str:
    """What is known of how a process ended."""
    worker.process.join(1.0)
    code = worker.process.exitcode
    if code == -signal.SIGKILL:
        return "the process that read it was killed: it may take more memory than there is"
    return f"the process that read it ended ({code})"


def _work(pipe: Connection, setup: Setup) -> None:
    """The life of a process: look through what it is told, until nobody tells it any more."""
    # Ctrl-C is for whoever tells it what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    known = setup.known()
    with suppress(EOFError, OSError):
        pipe.send(None)  # ready
        while True:
            path, content = pipe.recv()
            pipe.send(look(path, content, setup.told, known))
