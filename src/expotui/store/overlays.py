"""Rows as decisions have them, while they are written to.

The tables of a store hold what everything reads: rows with their decisions in force on them, and
without those that were rejected or merged away. Who writes a row anew (a later edition of the
seeds, a document that is ingested again, an import) has to do with its base alone: so decisions are
lifted from a row before it is written, and laid on it again after.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from expotui.facts.decisions import DOCUMENT, EVENT, FACT, Decision, fold, in_force
from expotui.facts.reckoned import home
from expotui.store.decisions import add_decision, decided, decisions_on

_TABLES = {FACT: "facts", EVENT: "events", DOCUMENT: "documents"}
_OF = {table: of for of, table in _TABLES.items()}

# What follows from other rows: kept by triggers and by store/disputes.py.
_KEPT = {"contradicted", "support", "figures", "quotes", "at_home"}

Reindexing = Callable[[str, list[str]], AbstractContextManager[None]]
Values = dict[str, Any]


def base_of(db: sqlite3.Connection, of: str, name: str) -> Values:
    """What a row was before it was decided on: the columns that changed or, of one that is not in
    its table any more, all; nothing where no decision changed it.
    """
    row = db.execute("SELECT base FROM overlaid WHERE of = ? AND id = ?", (of, name)).fetchone()
    return json.loads(row[0], object_hook=_bytes) if row else {}


class Overlays:
    """Lifts decisions from rows and lays them on again, within a writer's transaction.

    Args:
        db: the writer's connection.
        reindexing: takes facts that are found by the rows of a table (its name, their ids) out of
            the index, and puts them in again after.
    """

    def __init__(self, db: sqlite3.Connection, reindexing: Reindexing) -> None:
        self._db, self._reindexing = db, reindexing
        self._columns: dict[str, list[str]] = {}
        self._lifted: set[tuple[str, str]] = set()
        # Most stores have no decisions, and ask once.
        self._any = bool(db.execute("SELECT EXISTS (SELECT 1 FROM decisions)").fetchone()[0])

    def decide(self, decision: Decision, of: str, name: str) -> None:
        """Add a decision on a row to the log, and see that the row follows it."""
        self._any = True
        self._lift(of, name)
        add_decision(self._db, decision)
        self.lay()

    def lift(self, table: str, ids: Iterable[str]) -> None:
        """Rows of a table are about to be written: those that were decided on become their base."""
        of = _OF.get(table)
        if of is None or not self._any:
            return
        for name in decided(self._db, of, ids):
            self._lift(of, name)

    def lift_all(self) -> None:
        """Any row may be about to be written, or to go."""
        for of, name in self._db.execute("SELECT of, id FROM overlaid").fetchall():
            self._lift(of, name)

    def expect(self, table: str, ids: Iterable[str]) -> None:
        """New rows of a table are about to be written, in the place of what was taken out of it."""
        of = _OF.get(table)
        if of is None or not self._any:
            return
        expected = decided(self._db, of, ids)
        self.forget(table, expected)
        self._lifted.update((of, name) for name in expected)

    def forget(self, table: str, ids: Iterable[str]) -> None:
        """Rows of a table are about to be deleted: nothing is to hold them."""
        if (of := _OF.get(table)) is not None and self._any:
            self._db.executemany(
                "DELETE FROM overlaid WHERE of = ? AND id = ?", [(of, name) for name in ids]
            )

    def lay(self) -> None:
        """Lay decisions on the rows that they were lifted from."""
        for of in _TABLES:
            names = sorted(name for kind, name in self._lifted if kind == of)
            log: dict[str, list[Decision]] = {name: [] for name in names}
            for decision in in_force(decisions_on(self._db, of, names)) if names else ():
                log[decision.target].append(decision)
            for name, decisions in log.items():
                self._lay(of, name, decisions)
        self._lifted.clear()

    # --- one row -------------------------------------------------------------------------------

    def _lift(self, of: str, name: str) -> None:
        if (of, name) in self._lifted:
            return
        self._lifted.add((of, name))
        row = self._db.execute(
            "SELECT base, laid FROM overlaid WHERE of = ? AND id = ?", (of, name)
        ).fetchone()
        if row is None:
            return
        base = json.loads(row[0], object_hook=_bytes)
        if row[1] is None:
            self._put_back(of, base)
            return
        now, laid = self._read(of, name), json.loads(row[1], object_hook=_bytes)
        if now is not None:
            # What somebody else's SQL has changed since is theirs: it stays, below the decisions.
            theirs = {column for column, value in laid.items() if now.get(column) != value}
            self._update(of, name, {c: value for c, value in base.items() if c not in theirs})

    def _lay(self, of: str, name: str, decisions: list[Decision]) -> None:
        self.forget(_TABLES[of], [name])
        row = self._read(of, name)
        if row is None:
            return
        changes, removed = fold(row, decisions)
        if removed:
            self._keep(of, name, row, None)
            self._take_out(of, name)
        elif changes := self._with_home(of, row, self._possible(of, changes)):
            self._keep(of, name, {column: row.get(column) for column in changes}, changes)
            self._update(of, name, changes)

    def _keep(self, of: str, name: str, base: Values, laid: Values | None) -> None:
        stands = None if laid is None else name
        self._db.execute(
            f"INSERT INTO overlaid(of, id, base, laid, {of}_id) VALUES (?, ?, ?, ?, ?)",
            (of, name, _json(base), None if laid is None else _json(laid), stands),
        )

    def _with_home(self, of: str, row: Values, changes: Values) -> Values:
        """A fact of another event is browsed under another one."""
        if of != FACT or "event_id" not in changes:
            return changes
        event = changes["event_id"] or self._about(row["document_id"])
        found = self._db.execute(
            "SELECT id, part_of_id, joint_with_id FROM events WHERE id = ?", (event,)
        ).fetchone()
        return {**changes, "home_event_id": home(*found) if found else None}

    def _about(self, document: str) -> str | None:
        row = self._db.execute(
            "SELECT about_event_id FROM documents WHERE id = ?", (document,)
        ).fetchone()
        return row[0] if row else None

    # --- rows of a table -------------------------------------------------------------------------

    def _read(self, of: str, name: str) -> Values | None:
        """A row by column, a fact's with when it was marked."""
        columns = self._columns_of(of)
        mark = ", (SELECT marked_at FROM marks WHERE fact_id = id)" if of == FACT else ""
        cursor = self._db.cursor()
        cursor.row_factory = None
        row = cursor.execute(
            f"SELECT {', '.join(columns)}{mark} FROM {_TABLES[of]} WHERE id = ?", (name,)
        ).fetchone()
        if row is None:
            return None
        return dict(zip([*columns, "marked_at"] if mark else columns, row, strict=True))

    def _columns_of(self, of: str) -> list[str]:
        """The columns that are written, of those a row has now; a text is never decided on."""
        if of not in self._columns:
            stored = self._db.execute(f"PRAGMA table_info({_TABLES[of]})").fetchall()
            left_out = _KEPT if of == FACT else {*_KEPT, "text"}
            self._columns[of] = [row[1] for row in stored if row[1] not in left_out]
        return self._columns[of]

    def _update(self, of: str, name: str, changes: Values) -> None:
        self._mark(name, changes)
        columns = [column for column in self._columns_of(of) if column in changes]
        if not columns:
            return
        sets = ", ".join(f"{column} = :{column}" for column in columns)
        with self._reindexing(_TABLES[of], [name]):
            self._db.execute(
                f"UPDATE {_TABLES[of]} SET {sets} WHERE id = :id", {**changes, "id": name}
            )

    def _mark(self, name: str, changes: Values) -> None:
        if "marked_at" in changes:
            self._db.execute("DELETE FROM marks WHERE fact_id = ?", (name,))
            if changes["marked_at"] is not None:
                self._db.execute(
                    "INSERT INTO marks(fact_id, marked_at) VALUES (?, ?)",
                    (name, changes["marked_at"]),
                )

    def _take_out(self, of: str, name: str) -> None:
        self._mark(name, {"marked_at": None})
        with self._reindexing(_TABLES[of], [name]):
            self._db.execute(f"DELETE FROM {_TABLES[of]} WHERE id = ?", (name,))

    def _put_back(self, of: str, base: Values) -> None:
        """A row that was taken out comes back, unless its document has left the store since."""
        row = {column: base[column] for column in self._columns_of(of) if column in base}
        if len(self._possible(of, row)) < len(row):
            return
        if self._db.execute(f"SELECT 1 FROM {_TABLES[of]} WHERE id = ?", (row["id"],)).fetchone():
            return  # somebody else's SQL has brought it back
        if self._db.execute(f"SELECT 1 FROM {_TABLES[of]} WHERE key = ?", (row["key"],)).fetchone():
            del row["key"]
        with self._reindexing(_TABLES[of], [row["id"]]):
            self._db.execute(
                f"INSERT INTO {_TABLES[of]}({', '.join(row)})"
                f" VALUES ({', '.join(f':{column}' for column in row)})",
                row,
            )
        self._mark(row["id"], base)

    def _possible(self, of: str, values: Values) -> Values:
        """Those of some values that refer to nothing, or to what is there."""
        return {
            column: value
            for column, value in values.items()
            if value is None
            or (parent := self._parents(of).get(column)) is None
            or self._db.execute(f"SELECT 1 FROM {parent} WHERE id = ?", (value,)).fetchone()
        }

    def _parents(self, of: str) -> dict[str, str]:
        """The table that each column refers to, of those that refer to one."""
        keys = self._db.execute(f"PRAGMA foreign_key_list({_TABLES[of]})").fetchall()
        return {key[3]: key[2] for key in keys}


def _json(values: Values) -> str:
    return json.dumps(values, ensure_ascii=False, default=lambda value: {"bytes": value.hex()})


def _bytes(value: Values) -> Values | bytes:
    """SQLite lets bytes stand in any column: they are kept as their digits."""
    return bytes.fromhex(value["bytes"]) if value.keys() == {"bytes"} else value
