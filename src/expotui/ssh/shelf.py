"""The store as a worker holds it: one connection and one vocabulary for all its readers."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from expotui.errors import StoreError
from expotui.facts.model import Document, Event
from expotui.search.vocabulary import Vocabulary
from expotui.store.opening import open_reading
from expotui.tui.session import Session

if TYPE_CHECKING:
    from expotui.tui.finder import Finder

# Pages that a reader's own search connection keeps, in KiB: the operating system keeps the rest.
_SEARCH_CACHE = 512

Identity = tuple[int, int]


class SharedStore:
    """One file, open for as long as somebody reads it."""

    def __init__(self, path: Path, immutable: bool, identity: Identity) -> None:
        self.path = path
        self.identity = identity
        self._readers = 0
        self._retired = False
        self._immutable = immutable
        self.db = self.connect()
        self._watch = self.connect()
        self._lock = Lock()
        self._vocabulary: Vocabulary | None = None
        self._version = -1

    def connect(self) -> sqlite3.Connection:
        """A connection that can only read.

        Raises:
            StoreError: the store could not be opened.
        """
        return open_reading(self.path, prepare=False, immutable=self._immutable)

    def connect_for_reader(self) -> sqlite3.Connection:
        """A connection for what one reader searches, or reads in a thread."""
        db = self.connect()
        db.execute(f"PRAGMA cache_size = -{_SEARCH_CACHE}")
        return db

    def vocabulary(self, db: sqlite3.Connection) -> Vocabulary:
        """The vocabulary as it is now; read anew, over `db`, where somebody has changed it."""
        with self._lock:
            version = self._watch.execute("PRAGMA data_version").fetchone()[0]
            if self._vocabulary is None or version != self._version:
                self._vocabulary, self._version = Vocabulary(db), version
            return self._vocabulary

    def take(self) -> None:
        """One reader more."""
        self._readers += 1

    def give_back(self) -> None:
        """One reader less; the last one closes a store that another has replaced."""
        self._readers -= 1
        self._close_if_done()

    def retire(self) -> None:
        """No new readers; those who are in go on with what they have."""
        self._retired = True
        self._close_if_done()

    def _close_if_done(self) -> None:
        if self._retired and not self._readers:
            self.db.close()
            self._watch.close()


class Shelf:
    """Hands out the store as it lies there now: a file put in its place serves new readers."""

    def __init__(self, path: Path, *, immutable: bool) -> None:
        self.path = path
        self.immutable = immutable
        self._current: SharedStore | None = None

    def session(self, *, tmux: bool = False, passages: bool = False) -> Session:
        """A new reader's view of the store; with `passages`, of the texts in it too.

        Raises:
            StoreError: the store could not be opened.
        """
        return ReadersSession(self._now(), tmux=tmux, passages=passages)

    def _now(self) -> SharedStore:
        identity: Identity = (0, 0)
        with suppress(OSError):
            found = os.stat(self.path)
            identity = (found.st_dev, found.st_ino)
        if self._current is None or self._current.identity != identity:
            opened = SharedStore(self.path, self.immutable, identity)
            self.close()
            self._current = opened
        return self._current

    def close(self) -> None:
        """Let go of the store, once its last reader has."""
        if self._current is not None:
            self._current.retire()
            self._current = None


class ReadersSession(Session):
    """A session on a shared store: closing it closes only what is its own, and none can write."""

    def __init__(self, store: SharedStore, *, tmux: bool, passages: bool) -> None:
        super().__init__(
            store.path, store.db, read_only=True, exporter=_how_to_export, tmux=tmux,
            passages=passages,
        )  # fmt: skip
        self._store: SharedStore | None = store
        self._vocabulary = store.vocabulary
        self._connect_for_reader = store.connect_for_reader
        store.take()

    def _new_finder(self) -> "Finder":
        from expotui.tui.finder import Finder

        return Finder(self._connect, self._vocabulary)

    def _connect(self) -> sqlite3.Connection:
        return self._connect_for_reader()

    def writing(self) -> sqlite3.Connection:
        raise StoreError("the store is served for reading only")

    def close(self) -> None:
        self._stop_reading()
        if self._store is not None:
            self._store.give_back()
            self._store = None


def _how_to_export(row: Event | Document) -> str:
    """Files are written where the reader is: by the command that does it."""
    if isinstance(row, Event):
        return f"in your shell: ssh HOST export --csv --event {row.id} > {row.id}.csv"
    return f"in your shell: ssh HOST export --csv --document {row.id} > {row.id}.csv"
