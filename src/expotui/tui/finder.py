"""Searching beside the event loop: one query at a time, the newest wins."""

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from expotui.search.completion import Completion
from expotui.search.engine import Results, Searcher
from expotui.search.vocabulary import Vocabulary
from expotui.tui.aside import Aside


class Found(NamedTuple):
    """What a query found, and what its last word may become."""

    results: Results
    completions: list[Completion]


class Finder(Aside):
    """A searcher for use in threads, made on first use and kept for the session.

    Args:
        connect: makes the connection that searches run on; theirs alone.
        vocabulary: the vocabulary as it is now, where somebody else keeps it.
    """

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        vocabulary: Callable[[sqlite3.Connection], Vocabulary] = Vocabulary,
    ) -> None:
        super().__init__(connect)
        self._vocabulary = vocabulary
        self._searcher: Searcher | None = None
        self._version = 0

    def find(self, text: str, number: int, limit: int) -> Found | None:
        """What answers `text`, and what its end may become; None where `number` is not the newest
        any more.

        Raises:
            StoreError, sqlite3.Error: the store could not be read.
        """

        def search(_: sqlite3.Connection) -> Found:
            assert self._searcher is not None
            completions = self._searcher.complete(text)
            return Found(self._searcher.search(text, limit), completions)

        return self.read(number, search)

    def _get_ready(self, db: sqlite3.Connection) -> None:
        version = db.execute("PRAGMA data_version").fetchone()[0]
        if self._searcher is None or version != self._version:
            self._searcher, self._version = Searcher(db, self._vocabulary(db)), version
