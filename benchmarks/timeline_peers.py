"""Textual's own lists holding the rows of a timeline: what ours is measured beside."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from textual.app import ComposeResult
from textual.widgets import DataTable, OptionList

from headless import SIZE, Drawn, idle
from processes import resident

_ROWS = """
    SELECT coalesce(date, 'undated'), short, name, coalesce(city, '') FROM events
    ORDER BY sort_date IS NULL, sort_date LIMIT ?"""

Cells = tuple[str, str, str, str]
Measured = dict[str, Any]


class OptionListPeer(Drawn):
    """A line of text a row."""

    def compose(self) -> ComposeResult:
        yield OptionList()

    def fill(self, rows: Iterator[Cells]) -> None:
        """Put the rows into the list."""
        self.query_one(OptionList).add_options("  ".join(row) for row in rows)


class DataTablePeer(Drawn):
    """A cell a column."""

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def fill(self, rows: Iterator[Cells]) -> None:
        """Put the rows into the table."""
        table = self.query_one(DataTable)
        table.add_columns("date", "short", "name", "city")
        table.add_rows(rows)


_PEERS: dict[str, type[OptionListPeer] | type[DataTablePeer]] = {
    "OptionList": OptionListPeer,
    "DataTable": DataTablePeer,
}


@asynccontextmanager
async def filled(name: str, store: Path, rows: int) -> AsyncIterator[tuple[Drawn, Measured]]:
    """A peer with rows of a store in it: the app, ms until they were drawn, MB they added."""
    app = _PEERS[name]()
    db = sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True)
    async with app.run_test(size=SIZE):
        await idle()
        held, began, worked = resident(), perf_counter(), process_time()
        app.fill(db.execute(_ROWS, (rows,)))
        await idle()
        worked, added = process_time() - worked, (resident() - held) / 1e6
        shown = (app.frames[-1] - began) * 1000
        yield app, {"shown": shown, "worked": worked * 1000, "MB": added, "added MB": added}
    db.close()
