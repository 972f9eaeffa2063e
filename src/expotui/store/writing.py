"""Writing rows: with each change the index and its vocabulary change too, or nothing does.

Counts are kept by the store's own triggers (store/aggregates.py). What else writes to the tables
of a store, its owner's SQL for one, leaves the index behind (see store/behind.py).
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

from expotui.facts.decisions import Decision
from expotui.store.aggregates import COUNTED, COUNTING
from expotui.store.behind import catch_up
from expotui.store.disputes import settle
from expotui.store.explaining import explained
from expotui.store.indexing import Index, Progress
from expotui.store.opening import open_writing
from expotui.store.overlays import Overlays

Row = Mapping[str, Any]

_CHUNK = 5_000
# Rows of one statement: for each, SQLite gets triggers and foreign keys ready anew, which takes
# longer than a row. It may be built to take no more than 999 variables; no table has 50 columns.
_TOGETHER = 20

# Which facts are found by the words of a row of another table.
_FOUND_BY = {
    "events": "event_id IN ({0}) OR home_event_id IN ({0})",
    "documents": "document_id IN ({0})",
    "measures": "measure_id IN ({0})",
    "subjects": "subject_id IN ({0})",
    "series": "series_id IN ({0}) OR event_id IN (SELECT id FROM events WHERE series_id IN ({0}))",
    "facts": "id IN ({0})",
}
_IDS = "SELECT value FROM json_each(:ids)"


@contextmanager
def writing(path: Path) -> Iterator["Writer"]:
    """One transaction on the store at `path`: all of it happens, or nothing.

    Raises:
        StoreError: the store may not be written, is locked or corrupt, or refuses a row.
    """
    connection = open_writing(path)
    try:
        with explained(path), transaction(connection) as writer:
            yield writer
    finally:
        connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection, *, judged: bool = True) -> Iterator["Writer"]:
    """One transaction of several on a connection: all of it happens, or nothing.

    Where it is not `judged`, what the figures written are to others waits for the next that is, or
    for the next start: their keys are noted (store/disputes.py).
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        writer = Writer(connection, judged=judged)
        yield writer
        writer.flush()
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


class Writer:
    """Rows into the tables of a store, within the transaction of whoever made it.

    Where the store is not `indexed`, rows alone are written: `reindex` is to follow. Where it is
    not `judged`, verdicts wait: see `transaction`.
    """

    def __init__(
        self, db: sqlite3.Connection, *, indexed: bool = True, judged: bool = True
    ) -> None:
        self.db = db
        self._judged = judged
        self._index = Index(db)
        self._indexed = indexed
        # Whoever writes rows has to do with them as their sources have them: see store/overlays.py.
        self._overlays = Overlays(db, self._reindexing)
        # Seen by nobody but this transaction's triggers: see store/behind.py.
        db.execute("INSERT OR REPLACE INTO settings VALUES ('indexing', 'yes')")

    def insert(self, table: str, rows: Iterable[Row]) -> int:
        """Add new rows; all must have the same columns. Returns how many.

        Raises:
            sqlite3.IntegrityError: an id is taken, or a row refers to nothing.
        """
        rows = iter(rows)
        first = next(rows, None)
        if first is None:
            return 0
        rows = chain((first,), rows)
        if table == "facts":
            return self._insert_facts(list(first), rows)
        return self._insert(table, list(first), rows)

    def upsert(self, table: str, rows: Iterable[Row], *, owner: str = "user") -> int:
        """Add rows, or change those of the same id that `owner` has; returns how many changed.

        Rows of another owner stay as they are. Facts are indexed anew where their own words
        change, or those of what they refer to.
        """
        rows = iter(rows)
        changed = 0
        while some := list(islice(rows, _CHUNK)):
            self._overlays.lift(table, [row["id"] for row in some])
            wanted = self._changed(table, some, owner)
            if wanted:
                self._upsert(table, wanted, owner)
                changed += len(wanted)
        return changed

    def update(self, table: str, ids: Sequence[str], changes: Row, *, owner: str = "user") -> int:
        """Change some columns of rows that are there, of those that `owner` has; returns how many.

        Facts that are found by them are indexed anew.
        """
        self._overlays.lift(table, ids)
        columns = ", ".join(f"{name} = :{name}" for name in changes)
        with self._reindexing(table, ids):
            return self.db.execute(
                f"UPDATE {table} SET {columns} WHERE id IN ({_IDS}) AND owner = :owner",
                {**changes, "owner": owner, "ids": json.dumps(list(ids))},
            ).rowcount

    def delete(self, table: str, ids: Sequence[str]) -> int:
        """Remove rows by id; returns how many.

        Raises:
            sqlite3.IntegrityError: others refer to one of them.
        """
        self._overlays.lift(table, ids)
        self._overlays.forget(table, ids)
        with self._reindexing(table, ids):
            return self.db.execute(
                f"DELETE FROM {table} WHERE id IN ({_IDS})", {"ids": json.dumps(list(ids))}
            ).rowcount

    def decide(self, decision: Decision, of: str, name: str) -> None:
        """Add a decision to the log, and have the row follow it that it has to do with.

        Args:
            decision: an undo or a redo, too.
            of: what that row is: a fact, an event or a document.
            name: its id.
        """
        self._overlays.decide(decision, of, name)

    def lift_decisions(self) -> None:
        """Have all rows as their sources have them until `flush`, and rejected ones in place."""
        self._overlays.lift_all()

    def _insert(self, table: str, columns: Sequence[str], rows: Iterator[Row]) -> int:
        names, one = ", ".join(columns), f"({', '.join('?' * len(columns))})"
        inserted = 0
        while some := list(islice(rows, _TOGETHER)):
            sql = f"INSERT INTO {table} ({names}) VALUES {', '.join([one] * len(some))}"
            if "id" in columns:
                self._overlays.expect(table, [row["id"] for row in some])
            self.db.execute(sql, [row[name] for row in some for name in columns])
            inserted += len(some)
        return inserted

    def _insert_facts(self, columns: Sequence[str], rows: Iterator[Row]) -> int:
        last: int = self.db.execute("SELECT coalesce(max(key), 0) FROM facts").fetchone()[0]
        self.db.execute(COUNTING)
        inserted = self._insert("facts", columns, rows)
        for statement in COUNTED:
            self.db.execute(statement, {"last": last} if ":last" in statement else {})
        if self._indexed:
            self._index.put_after(last)
        return inserted

    def flush(self) -> None:
        """Finish what belongs to the rows written so far; before the transaction is committed."""
        self._overlays.lay()
        self._index.flush()
        if self._judged:
            settle(self.db)
        self.db.execute("DELETE FROM settings WHERE name = 'indexing'")

    def reindex(self, progress: Progress | None = None) -> None:
        """Index all facts anew."""
        self._index.rebuild(progress)
        self.db.execute("DELETE FROM unindexed")
        self._indexed = True

    def catch_up(self, progress: Progress | None = None) -> None:
        """Index what others have written."""
        catch_up(self.db, self._index, progress)

    def _changed(self, table: str, rows: Sequence[Row], owner: str) -> list[Row]:
        """Those of `rows` that are new, or are not as the store has them and may be changed."""
        columns = list(rows[0])
        cursor = self.db.cursor()
        cursor.row_factory = None
        there = {
            row[0]: row[1:]
            for row in cursor.execute(
                f"SELECT id, owner, {', '.join(columns)} FROM {table} WHERE id IN ({_IDS})",
                {"ids": json.dumps([row["id"] for row in rows])},
            )
        }
        return [
            row
            for row in rows
            if (old := there.get(row["id"])) is None
            or (old[0] == owner and old[1:] != tuple(row[name] for name in columns))
        ]

    def _upsert(self, table: str, rows: Sequence[Row], owner: str) -> None:
        changes = ", ".join(f"{name} = excluded.{name}" for name in rows[0] if name != "id")
        with self._reindexing(table, [row["id"] for row in rows]):
            self.db.executemany(
                f"{_insertion(table, rows[0])} ON CONFLICT (id) DO UPDATE SET {changes}"
                f" WHERE {table}.owner = '{owner}'",
                rows,
            )

    @contextmanager
    def _reindexing(self, table: str, ids: Sequence[str]) -> Iterator[None]:
        """Take the facts that are found by these rows out of the index, and put them in after."""
        if table not in _FOUND_BY or not self._indexed:
            yield
            return
        of_them = (
            f"SELECT key FROM facts WHERE {_FOUND_BY[table].format(_IDS)}",
            {"ids": json.dumps(list(ids))},
        )
        self._index.take([row[0] for row in self.db.execute(*of_them)])
        yield
        self._index.put([row[0] for row in self.db.execute(*of_them)])


def _insertion(table: str, row: Row) -> str:
    values = ", ".join(f":{name}" for name in row)
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})"
