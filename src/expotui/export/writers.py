"""Rows → a text stream in one of the formats. Nothing is held but the row at hand."""

import csv
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any, Literal, TextIO

from expotui.export.guard import all_harmless, guard
from expotui.export.safe_json import dumps, record
from expotui.export.selection import Row, Selection, select
from expotui.export.tables import NUMBERS, TABLES
from expotui.facts.quantities import plain

Form = Literal["csv", "tsv", "json", "jsonl"]
Spell = Callable[[str], str]


def export(
    db: sqlite3.Connection,
    kind: str,
    selection: Selection,
    form: Form,
    stream: TextIO,
    *,
    raw: bool = False,
    spell: Spell | None = None,
) -> int:
    """Write the rows of `kind` that `selection` holds for to `stream`; return how many.

    `stream` must be opened with `newline=""`. Unless `raw`, cells of CSV and TSV that a
    spreadsheet would run are guarded. `spell` is applied to text cells: how a terminal shows them.
    """
    columns = list(TABLES[kind].columns)
    if form in ("json", "jsonl"):
        rows = select(db, kind, selection, blank=False)
        return _write_json(columns, rows, stream, lines=form == "jsonl")
    rows = select(db, kind, selection, blank=True)
    delimiter = "," if form == "csv" else "\t"
    return _write_delimited(columns, rows, stream, delimiter, raw=raw, spell=spell)


class _Counted:
    """Rows passed on, and how many there were."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


def _write_delimited(
    columns: list[str],
    rows: Iterable[Row],
    stream: TextIO,
    delimiter: str,
    *,
    raw: bool,
    spell: Spell | None,
) -> int:
    counted = _Counted(rows)
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(_delimited_rows(columns, counted, raw=raw, spell=spell))
    return counted.count


_AS_IS = frozenset({int, type(None)})


def _delimited_rows(
    columns: list[str], rows: Iterable[Row], *, raw: bool, spell: Spell | None
) -> Iterator[Row]:
    """Rows ready for csv.writer. Most need no change, which is found out for a row at once."""
    numbers = itemgetter(*(at for at, name in enumerate(columns) if name in NUMBERS))
    texts = itemgetter(*(at for at, name in enumerate(columns) if name not in NUMBERS))

    def shown(cell: Any) -> Any:
        if cell is None or type(cell) is int:
            return cell
        if type(cell) is float:
            return plain(cell)
        text = cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell
        text = text if raw else guard(text)
        return spell(text) if spell else text

    for row in rows:
        if (
            spell is None
            and _AS_IS.issuperset(map(type, numbers(row)))
            and _as_they_are(texts(row), raw=raw)
        ):
            yield row
        else:
            yield [shown(cell) for cell in row]


def _as_they_are(cells: tuple[Any, ...], *, raw: bool) -> bool:
    """Whether text cells can be written unchanged; SQLite may hold bytes among them."""
    if raw:
        return bytes not in map(type, cells)
    try:
        return all_harmless(cells)
    except TypeError:
        return False


def _write_json(columns: list[str], rows: Iterable[Row], stream: TextIO, *, lines: bool) -> int:
    records = (record(dict(zip(columns, row, strict=True))) for row in rows)
    return write_records(records, stream, lines=lines)


def write_records(records: Iterable[dict[str, Any]], stream: TextIO, *, lines: bool) -> int:
    """Write `records` as one JSON array, or as `lines` of one object each; return how many."""
    count = 0
    for found in records:
        if not lines:
            stream.write(",\n" if count else "[\n")
        stream.write(dumps(found))
        if lines:
            stream.write("\n")
        count += 1
    if not lines:
        stream.write("\n]\n" if count else "[]\n")
    return count
