"""A run: files found, read by several processes, and stored by this one, in their order."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic
from typing import NamedTuple, Protocol

from expotui.ingest.article import Read
from expotui.ingest.finding import find
from expotui.ingest.looking import Again, Told
from expotui.ingest.source import Refused, Skipped
from expotui.ingest.storing import Shelf, Stored, known_in, shelf
from expotui.ingest.workers import SECONDS, Setup, Workers

# What is stored in one transaction, at the most; or what came within so many seconds.
_DOCUMENTS, _CHARACTERS, _SECONDS = 64, 8_000_000, 1.0
# Names that are kept of what was left out; the others are counted.
_NAMED = 20


class Options(NamedTuple):
    """What the user says of a run: `told` of the documents; how many processes; whether what is
    found is to be kept.
    """

    told: Told = Told()
    jobs: int = 1
    keep: bool = True
    seconds: float = SECONDS


@dataclass(slots=True)
class Summary:
    """What came of a run. Of documents that were there already, the first few names are kept."""

    stored: int = 0
    figures: int = 0
    quotes: int = 0
    copies: int = 0
    attached: int = 0
    joined: int = 0
    made: int = 0
    again: int = 0
    again_named: list[str] = field(default_factory=list)
    left_out: int = 0
    left_out_named: list[str] = field(default_factory=list)
    refused: int = 0
    interrupted: bool = False

    @property
    def looked_at(self) -> int:
        """How many files something came of."""
        return self.stored + self.again + self.refused

    def count(self, one: Stored) -> None:
        """Count a document that is in the store now."""
        if not one.new:
            self.attached += one.attached
            self._known(one.file_name, one.document)
            return
        self.stored += 1
        self.figures += one.figures
        self.quotes += one.quotes
        self.copies += one.copy_of is not None

    def count_again(self, one: Again) -> None:
        """Count a file whose content was in the store."""
        self._known(one.name, one.document)

    def _known(self, name: str, document: str) -> None:
        self.again += 1
        if len(self.again_named) < _NAMED:
            self.again_named.append(f"{name} is {document}")


class Watcher(Protocol):
    """Who is told of a run while it lasts."""

    def refused(self, one: Refused) -> None:
        """A file could not be read."""

    def stored(self, some: Iterable[Stored], so_far: Summary) -> None:
        """Some documents are in the store."""

    def settling(self) -> None:
        """All documents are stored; now their figures are compared with those of others."""


class Run:
    """Files that are read by several processes, and stored by this one. Made by `running`."""

    def __init__(self, store: Shelf, workers: Workers, summary: Summary, watcher: Watcher) -> None:
        self._store, self._workers = store, workers
        self._summary, self._watcher = summary, watcher
        self._batch: list[Read] = []
        self._characters = 0
        self._since = monotonic()

    def over(self, given: Iterable[str]) -> None:
        """Take in what these paths, folders and patterns stand for.

        Raises:
            StoreError: the store could not be written. Of the documents that the watcher was told
                of, all are stored; of the others none, or some, and each whole.
        """
        for outcomes in self._workers.results(find(given)):
            self.take(outcomes)
        self.put()
        self._watcher.settling()
        self._store.settle()

    def take(self, outcomes: Iterable[Read | Again | Refused | Skipped]) -> None:
        """See to what came of some files, in their order."""
        for one in outcomes:
            if isinstance(one, Read):
                if not self._batch:
                    self._since = monotonic()
                self._batch.append(one)
                self._characters += len(one.article.text)
                if len(self._batch) >= _DOCUMENTS or self._characters >= _CHARACTERS:
                    self.put()
            elif isinstance(one, Again):
                self._summary.count_again(one)
            elif isinstance(one, Refused):
                self._refuse(one)
            else:
                self._leave_out(one)
        if self._batch and monotonic() - self._since > _SECONDS:
            self.put()

    def put(self) -> None:
        """Store what was read so far."""
        batch, self._batch, self._characters = self._batch, [], 0
        if batch:
            stored = []
            for one in self._store.put(batch):
                if isinstance(one, Refused):
                    self._refuse(one)
                else:
                    stored.append(one)
                    self._summary.count(one)
            self._summary.joined = self._store.events.joined
            self._summary.made = self._store.events.made
            self._watcher.stored(stored, self._summary)

    def _refuse(self, one: Refused) -> None:
        self._summary.refused += 1
        self._watcher.refused(one)

    def _leave_out(self, one: Skipped) -> None:
        self._summary.left_out += 1
        if len(self._summary.left_out_named) < _NAMED:
            self._summary.left_out_named.append(f"{one.name}: {one.reason}")


@contextmanager
def running(path: Path, options: Options, summary: Summary, watcher: Watcher) -> Iterator[Run]:
    """The store at `path` and processes that read, for as long as it lasts.

    Raises:
        StoreError: the store could not be opened, or may not be written.
    """
    setup = Setup(options.told, partial(known_in, path), options.seconds)
    with (
        closing(Workers(options.jobs, setup)) as workers,
        shelf(path, keep=options.keep) as store,
    ):
        yield Run(store, workers, summary, watcher)


def ingest(path: Path, given: Iterable[str], options: Options, watcher: Watcher) -> Summary:
    """Take documents into the store at `path`.

    Ctrl-C ends it: what was stored stays, and the summary says so.

    Raises:
        StoreError: as `Run.over` and `running` do.
    """
    summary = Summary()
    try:
        with running(path, options, summary, watcher) as run:
            run.over(given)
    except KeyboardInterrupt:
        summary.interrupted = True
    return summary
