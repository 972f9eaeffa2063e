"""References of rows to rows: looked up by the chunk, or once the whole file has been read."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from expotui.importing.cells import Cell
from expotui.importing.reading import Table
from expotui.importing.records import Values


class Pending:
    """Rows that others refer to and that may yet come, in a later line of the same file."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._awaited: dict[str, tuple[int, str]] = {}

    def refer(self, name: Cell, line: int, column: str) -> None:
        if name is not None:
            self._awaited.setdefault(str(name), (line, column))

    def look_up(self, db: sqlite3.Connection) -> None:
        """Await no longer what is there by now."""
        sql = f"SELECT id FROM {self._table} WHERE id IN (SELECT value FROM json_each(?))"
        for name in rows_by_id(db, sql, self._awaited):
            del self._awaited[name]

    def finish(self, db: sqlite3.Connection, source: Table) -> None:
        """No more rows will come.

        Raises:
            LineError: one that is referred to is not there.
        """
        self.look_up(db)
        for name, (line, column) in self._awaited.items():
            problem = f"there is no {name!r}, neither in the file nor in the store"
            raise source.error(line, column, problem)


def rows_by_id(db: sqlite3.Connection, sql: str, ids: Iterable[object]) -> dict[str, sqlite3.Row]:
    """The rows that `sql` finds for a JSON array of ids, by the first of their columns."""
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    found: Iterable[sqlite3.Row] = cursor.execute(sql, (json.dumps(sorted(map(str, ids))),))
    return {row[0]: row for row in found}


def named(rows: Iterable[Values], column: str) -> set[str]:
    """What rows name in a column; one that a file has not, names nothing."""
    found = (values.get(column) for values in rows)
    return {str(name) for name in found if name is not None}


def difference(stored: Mapping[str, Any], values: Values, columns: Iterable[str]) -> str | None:
    """What a row says otherwise than the store: an empty cell says nothing."""
    for column in columns:
        given = values[column]
        if given is not None and given != stored[column]:
            return f"{column}: {given!r}, in the store {stored[column]!r}"
    return None
