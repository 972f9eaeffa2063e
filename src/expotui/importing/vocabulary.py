"""Rows of `series`, `measures` and `scopes`: new ones become the user's own.

Rows that are there are held against the file, and stay as they are: others speak by them. But one
that facts alone have made, of which no more was known than its id, takes the words of the file.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from expotui.export.vocabulary import VOCABULARY
from expotui.importing import cells as read
from expotui.importing.cells import CellError, Read
from expotui.importing.outcome import DIFFERS, Outcome
from expotui.importing.reading import Numbered, Table
from expotui.importing.records import Cells, Part, Values
from expotui.importing.table import SEED, Record, same
from expotui.store.writing import Writer

_READ: dict[str, Read] = {
    "id": read.identifier, "first_year": read.whole, "position": read.whole,
    "decimals": read.count, "adds_up": read.yes_or_no, "growth_of": read.identifier,
    "change_of": read.identifier, "scopes": read.texts, "synonyms": read.texts,
}  # fmt: skip
# What differs from table to table.
_OWN: dict[str, dict[str, Read]] = {
    "series": {}, "measures": {"part_of": read.identifier}, "scopes": {"part_of": read.texts},
}  # fmt: skip
# Columns of `measures` that name another one, as the store has them.
_IN_STORE = {"part_of": "part_of_id", "growth_of": "growth_of_id", "change_of": "change_of_id"}
_REQUIRED = {
    "series": ("id", "name", "short"),
    "measures": ("id", "label", "position"),
    "scopes": ("id", "label"),
}


def _bare_series(row: Values) -> bool:
    return row["name"] == row["short"] == row["id"]


def _bare_measure(row: Values) -> bool:
    return row["label"] == str(row["id"]).replace("_", " ")


# Whether a row says no more than facts that name its id.
_BARE: dict[str, Callable[[Values], bool]] = {
    "series": _bare_series,
    "measures": _bare_measure,
    "scopes": lambda _row: False,
}


class VocabularyImport:
    """A table of words into the store.

    Raises, as its methods do:
        LineError: a cell is malformed, or an id is used twice.
    """

    def __init__(
        self,
        writer: Writer,
        source: Table,
        outcome: Outcome,
        *,
        raw: bool,
        fill: bool,  # noqa: ARG002
    ) -> None:
        self._writer, self._source, self._outcome = writer, source, outcome
        self._table = outcome.kind
        columns = VOCABULARY[outcome.kind].columns
        self._columns = [name for name in columns if name in source.header]
        self._renamed = _IN_STORE if self._table == "measures" else {}
        reads = read.readers(source.header, _READ | _OWN[self._table], raw=raw)
        required = _REQUIRED[self._table]
        self._part = Part(self._columns, source.header, reads, required, self._check)
        self._seen: set[str] = set()
        self._named: dict[str, tuple[int, str]] = {}
        # A measure may be part of one that comes later: what is missing is told by `finish`.
        writer.db.execute("PRAGMA defer_foreign_keys = ON")

    def put(self, chunk: Sequence[Numbered]) -> None:
        """Check the rows of a chunk, and write those that are new."""
        records = [self._record(line, cells) for line, cells in chunk]
        stored = self._stored([record.id for record in records])
        new, known = [], []
        for record in records:
            old = stored.get(record.id)
            if old is None:
                new.append(self._row(record))
            elif self._completes(record, *old):
                known.append(self._row(record))
        self._writer.insert(self._table, new)
        self._writer.upsert(self._table, known)
        self._outcome.new += len(new)
        self._outcome.changed += len(known)

    def finish(self) -> None:
        """All rows have been put.

        Raises:
            LineError: one names a measure that there is not.
        """
        there = self._stored([*self._named])
        for name, (line, column) in self._named.items():
            if name not in there:
                raise self._source.error(line, column, f"there is no measure {name!r}")

    def _row(self, record: Record) -> Values:
        values = record.cells.values
        for column in self._renamed:
            if (name := values.get(column)) is not None:
                self._named.setdefault(str(name), (record.line, column))
        return {self._renamed.get(column, column): values[column] for column in values}

    def _record(self, line: int, cells: Sequence[str]) -> Record:
        try:
            record = Record(line, self._part.own(cells))
            if record.id in self._seen:
                raise CellError("id", f"{record.id!r} is in an earlier line, too")
        except CellError as error:
            raise self._source.error(line, error.column, error.problem) from None
        self._seen.add(record.id)
        return record

    def _check(self, cells: Cells) -> None:
        if "unit" in cells.values:
            # Of a measure that has none, it is an empty text.
            cells.values["unit"] = cells.values["unit"] or ""
        for column in ("decimals", "adds_up"):
            if column in cells.values:
                cells.values[column] = cells.values[column] or 0

    def _stored(self, ids: Sequence[str]) -> dict[str, tuple[str, dict[str, Any]]]:
        """The owner and the columns of rows that are there, by id."""
        cursor = self._writer.db.cursor()
        cursor.row_factory = None
        found = cursor.execute(
            f"SELECT owner, {', '.join(self._renamed.get(c, c) for c in self._columns)}"
            f" FROM {self._table}"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        rows = ((owner, dict(zip(self._columns, row, strict=True))) for owner, *row in found)
        return {row["id"]: (owner, row) for owner, row in rows}

    def _completes(self, record: Record, owner: str, stored: dict[str, Any]) -> bool:
        """Count a row that is there; returns whether it is to be written."""
        outcome, values = self._outcome, record.cells.values
        differs = next(
            (name for name in self._columns if not same(stored[name], values[name])), None
        )
        if differs is not None and owner != SEED and _BARE[self._table](stored):
            return True
        if owner == SEED:
            outcome.shipped += 1
        else:
            outcome.unchanged += 1
        if differs is not None:
            says = f"{record.id}: {differs}: {values[differs]!r}, in the store {stored[differs]!r}"
            outcome.mind(DIFFERS, record.line, says)
        return False
