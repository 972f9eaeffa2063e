"""A table of a store, and the rows of a file for it: what is new, changed, or to be left alone."""

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from expotui.importing.cells import Cell, CellError
from expotui.importing.outcome import SHIPPED_DIFFERS, Outcome
from expotui.importing.reading import Numbered, Table
from expotui.importing.records import Cells, Values
from expotui.importing.seen import Seen
from expotui.store.writing import Writer

SEED = "seed"


class Record:
    """A row of a file, checked."""

    __slots__ = ("cells", "id", "line")

    def __init__(self, line: int, cells: Cells) -> None:
        self.line, self.cells = line, cells
        self.id = str(cells.values["id"])


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of the store that goes by the id of a row of the file."""

    key: int
    owner: str
    # Of the columns of a row, in their order; and of those besides, by name.
    cells: tuple[Any, ...]
    values: Values


class TableImport(ABC, Generic[R]):
    """Takes the rows of one file, a chunk at a time, into one table.

    Raises, as its methods do:
        LineError: a cell is malformed, an id is used twice, or a row refers to nothing.
    """

    # Of the store, and the columns of it that are needed besides those of a row.
    table: str
    besides: tuple[str, ...] = ()

    def __init__(self, writer: Writer, source: Table, outcome: Outcome) -> None:
        self.writer, self.source, self.outcome = writer, source, outcome
        self._seen = Seen()
        top = writer.db.execute(f"SELECT coalesce(max(key), 0) FROM {self.table}").fetchone()
        self._top: int = top[0]

    def put(self, chunk: Sequence[Numbered]) -> None:
        """Check the rows of a chunk, and write those that are new or changed."""
        if not chunk:
            return
        records = self._records(chunk)
        stored = self._stored(records)
        self._refuse_twice(records, stored)
        mine = [
            record
            for record in records
            if (old := stored.get(record.id)) is None or old.owner != SEED
        ]
        self.look_up(records)
        line = 0
        new: list[Values] = []
        changed: list[Values] = []
        try:
            for record in mine:
                line = record.line
                self.settle(record)
            for record in records:
                line, old = record.line, stored.get(record.id)
                row = self.row(record, old)
                if old is None:
                    new.append(row)
                elif self._changes(record, row, old):
                    changed.append(row)
        except CellError as error:
            raise self.source.error(line, error.column, error.problem) from None
        # Not all by `upsert`: it would look up again what is known to be new.
        self.writer.insert(self.table, new)
        self.writer.upsert(self.table, changed)
        self.outcome.new += len(new)
        self.written([*new, *changed])

    def finish(self) -> None:
        """All rows have been put."""

    @abstractmethod
    def record(self, line: int, cells: Sequence[str]) -> R:
        """The cells of a row, checked; CellError: one is malformed."""

    @abstractmethod
    def columns(self) -> Sequence[str]:
        """The columns of the store that a row of the file fills and is compared by."""

    @abstractmethod
    def look_up(self, records: Sequence[R]) -> None:
        """Find in the store what these rows refer to."""

    @abstractmethod
    def settle(self, record: R) -> None:
        """See that all exists which this row refers to; CellError: it cannot be made."""

    @abstractmethod
    def row(self, record: R, old: Stored | None) -> Values:
        """The row of the store that a row of the file makes; CellError: it cannot be one."""

    def begin_chunk(self) -> None:
        """Forget what was only for the last chunk."""

    def written(self, rows: Sequence[Values]) -> None:
        """Rows have been written: see to what follows from them."""

    def _records(self, chunk: Sequence[Numbered]) -> list[R]:
        records: list[R] = []
        line = 0
        try:
            for line, cells in chunk:
                records.append(self.record(line, cells))
        except CellError as error:
            raise self.source.error(line, error.column, error.problem) from None
        return records

    def _stored(self, records: Sequence[R]) -> dict[str, Stored]:
        columns = self.columns()
        names = ("key", "owner", "id", *columns, *self.besides)
        end = 3 + len(columns)
        cursor = self.writer.db.cursor()
        cursor.row_factory = None
        found = cursor.execute(
            f"SELECT {', '.join(names)} FROM {self.table}"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([record.id for record in records]),),
        )
        return {
            row[2]: Stored(
                row[0], row[1], row[3:end], dict(zip(self.besides, row[end:], strict=True))
            )
            for row in found
        }

    def _refuse_twice(self, records: Sequence[R], stored: dict[str, Stored]) -> None:
        """An id that is used twice would quietly lose the first of its rows."""
        here: set[str] = set()
        for record in records:
            old = stored.get(record.id)
            # What has a later key than all had when this file was begun, this file has brought.
            twice = old is not None and (old.key > self._top or self._seen.add(old.key))
            if twice or record.id in here:
                problem = f"{record.id!r} is in an earlier line, too"
                raise self.source.error(record.line, "id", problem)
            here.add(record.id)

    def _changes(self, record: R, row: Values, old: Stored) -> bool:
        """Count a row that is there; returns whether it is to be written."""
        outcome = self.outcome
        differs = self._difference(row, old)
        if old.owner == SEED:
            outcome.shipped += 1
            if differs is not None:
                outcome.mind(SHIPPED_DIFFERS, record.line, f"{record.id}: {differs}")
            return False
        if differs is None:
            outcome.unchanged += 1
            return False
        outcome.changed += 1
        return True

    def _difference(self, row: Values, old: Stored) -> str | None:
        """The first column that the store has otherwise."""
        columns = self.columns()
        if tuple(map(row.__getitem__, columns)) == old.cells:
            return None
        pairs = zip(columns, old.cells, strict=True)
        return next((name for name, stored in pairs if not same(stored, row[name])), None)


def same(stored: Any, new: Cell) -> bool:
    """Whether an export shows both alike: it tells no empty text from none, nor bytes from text."""
    if stored == new:
        return True
    if isinstance(stored, bytes):
        stored = stored.decode("utf-8", "replace")
    return (stored or None) == new if isinstance(stored, str) else False
