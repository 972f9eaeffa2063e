"""What the screens share: the store, how it may be used, and the user's keys."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from expotui.facts.model import Document, Event
from expotui.store.explaining import explain
from expotui.store.opening import open_reading, open_writing
from expotui.tui.aside import Aside

if TYPE_CHECKING:
    from expotui.tui.finder import Finder

# Exports what belongs to a timeline row; returns one line about what was written where.
Exporter = Callable[[Event | Document], str]

# How long the browser waits for a store that another program is writing, in milliseconds: it
# rather says so than stand still.
PATIENCE_MS = 200


@dataclass
class Session:
    """One reader's view of one store.

    Connections are opened as they are needed: `db` serves the event loop, searches and what else
    takes long run on their own in threads, and one that may write is only made for a mark.
    """

    path: Path
    db: sqlite3.Connection
    read_only: bool = False
    exporter: Exporter | None = None
    keys: dict[str, str] = field(default_factory=dict)
    tmux: bool = False
    as_of: date | None = None
    # Whether the texts of documents may be shown: they are their publishers', not ours to serve.
    passages: bool = True
    _writing: sqlite3.Connection | None = None

    def __post_init__(self) -> None:
        _impatient(self.db)

    @cached_property
    def finder(self) -> "Finder":
        """The search, kept between openings of its screen: its vocabulary is read once."""
        return self._new_finder()

    def _new_finder(self) -> "Finder":
        from expotui.tui.finder import Finder

        return Finder(self._connect)

    @cached_property
    def aside(self) -> Aside:
        """For what takes too long to be read by `db`."""
        return Aside(self._connect)

    @cached_property
    def reports(self) -> Aside:
        """For conflicts, series, comparisons and coverage: what is under them is still read."""
        return Aside(self._connect)

    @cached_property
    def texts(self) -> Aside:
        """For the texts of documents, which are passed over."""
        return Aside(self._connect)

    def _connect(self) -> sqlite3.Connection:
        """A connection for reading in threads."""
        return open_reading(self.path, prepare=False, as_of=self.as_of)

    def writing(self) -> sqlite3.Connection:
        """The connection that may write.

        Raises:
            StoreError: the store may not be written.
        """
        if self._writing is None:
            self._writing = _impatient(open_writing(self.path))
        return self._writing

    def explain(self, error: sqlite3.Error) -> str:
        """One line about what went wrong with the store."""
        return explain(self.path, error)

    def close(self) -> None:
        """Close every connection."""
        self._stop_reading()
        self.db.close()
        if self._writing is not None:
            self._writing.close()

    def _stop_reading(self) -> None:
        """Close what reads in threads, where it was ever asked for."""
        for name in ("finder", "aside", "reports", "texts"):
            if name in self.__dict__:
                getattr(self, name).close()


def _impatient(db: sqlite3.Connection) -> sqlite3.Connection:
    db.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    return db
