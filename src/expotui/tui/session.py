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
from expotui.store.opening import open_reading
from expotui.tui.actions import ACTIONS
from expotui.tui.aside import Aside
from expotui.tui.decided_card import Viewer

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
    takes long run on their own in threads, and one that may write is made for each decision.
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

    def __post_init__(self) -> None:
        self.db.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")

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
    def me(self) -> str:
        """The name that decisions are made under; '' where none can be made."""
        from expotui.curation.deciding import myself

        return "" if self.read_only else myself()

    @cached_property
    def viewer(self) -> Viewer:
        """Who looks at cards: of whom is told as "you", and by which key to undo."""
        undo = next(action for action in ACTIONS if action.id == "undo")
        return Viewer(self.me, "" if self.read_only else undo.label(self.keys))

    @cached_property
    def texts(self) -> Aside:
        """For the texts of documents, which are passed over."""
        return Aside(self._connect)

    def _connect(self) -> sqlite3.Connection:
        """A connection for reading in threads."""
        return open_reading(self.path, prepare=False, as_of=self.as_of)

    def explain(self, error: sqlite3.Error) -> str:
        """One line about what went wrong with the store."""
        return explain(self.path, error)

    def close(self) -> None:
        """Close every connection."""
        self._stop_reading()
        self.db.close()

    def _stop_reading(self) -> None:
        """Close what reads in threads, where it was ever asked for."""
        for name in ("finder", "aside", "reports", "texts"):
            if name in self.__dict__:
                getattr(self, name).close()
