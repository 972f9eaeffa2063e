"""What the screens share: the store, how it may be used, and the user's keys."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from textual.app import App

from expotui.facts.model import Document, Event
from expotui.store.opening import open_reading, open_writing
from expotui.tui.themes import CYCLE

# Exports what belongs to a timeline row; returns one line about what was written where.
Exporter = Callable[[Event | Document], str]


@dataclass(slots=True)
class Session:
    """One reader's view of one store.

    Connections are opened as they are needed: the main one serves the event loop, searches run on
    their own in a thread, and one that may write is only made for a mark.
    """

    path: Path
    db: sqlite3.Connection
    read_only: bool = False
    exporter: Exporter | None = None
    keys: dict[str, str] = field(default_factory=dict)
    _writing: sqlite3.Connection | None = None

    def another(self) -> sqlite3.Connection:
        """A further reading connection, for use in a thread."""
        return open_reading(self.path, prepare=False)

    def writing(self) -> sqlite3.Connection:
        """The connection that may write.

        Raises:
            StoreError: the store may not be written.
        """
        if self._writing is None:
            self._writing = open_writing(self.path)
        return self._writing

    def next_theme(self, app: App[None]) -> None:
        at = CYCLE.index(app.theme) if app.theme in CYCLE else -1
        app.theme = CYCLE[(at + 1) % len(CYCLE)]

    def close(self) -> None:
        self.db.close()
        if self._writing is not None:
            self._writing.close()
