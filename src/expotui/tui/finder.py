"""Searching beside the event loop: one query at a time, the newest wins."""

import sqlite3
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from expotui.search.completion import Completion
from expotui.search.engine import Results, Searcher
from expotui.search.vocabulary import Vocabulary


class Found(NamedTuple):
    """What a query found, and what its last word may become."""

    results: Results
    completions: list[Completion]


class Finder:
    """A searcher for use in threads, made on first use and kept for the session.

    A query is numbered by whoever asks. `supersede` makes a number the newest one: what runs for
    an older number is interrupted, what waits for it never starts.

    Args:
        connect: makes the connection that searches run on; theirs alone.
        vocabulary: the vocabulary as it is now, where somebody else keeps it.
    """

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        vocabulary: Callable[[sqlite3.Connection], Vocabulary] = Vocabulary,
    ) -> None:
        self._connect = connect
        self._vocabulary = vocabulary
        self._one_at_a_time = Lock()
        self._db: sqlite3.Connection | None = None
        self._searcher: Searcher | None = None
        self._version = 0
        self._newest = 0
        self._searching = False

    def supersede(self) -> int:
        """A new newest number."""
        self._newest += 1
        # Loading the vocabulary is not interrupted: the next query needs it as much as this one.
        if self._db is not None and self._searching:
            self._db.interrupt()
        return self._newest

    def find(self, text: str, number: int, limit: int) -> Found | None:
        """What answers `text`, and what its end may become; None where `number` is not the newest
        any more.

        Raises:
            StoreError, sqlite3.Error: the store could not be read.
        """
        with self._one_at_a_time:
            if number != self._newest:
                return None
            searcher = self._ready()
            self._searching = True
            try:
                completions = searcher.complete(text)
                return Found(searcher.search(text, limit), completions)
            except sqlite3.OperationalError:
                if number != self._newest:
                    return None
                raise
            finally:
                self._searching = False

    def _ready(self) -> Searcher:
        if self._db is None:
            self._db = self._connect()
        version = self._db.execute("PRAGMA data_version").fetchone()[0]
        if self._searcher is None or version != self._version:
            self._searcher, self._version = Searcher(self._db, self._vocabulary(self._db)), version
        return self._searcher

    def close(self) -> None:
        """Stop what is running, and close the connection."""
        self.supersede()
        with self._one_at_a_time:
            if self._db is not None:
                self._db.close()
                self._db = self._searcher = None
