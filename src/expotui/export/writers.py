"""Rows → a text stream in one of the formats. Nothing is held but the row at hand."""

import sqlite3
from collections.abc import Iterable
from typing import Any, Literal, TextIO

from expotui.export.delimited import LINE_END, Cells, Spell, blocks
from expotui.export.markdown import Namer, write_table
from expotui.export.safe_json import dumps, record
from expotui.export.selection import Selection, select
from expotui.export.tables import TABLES

Form = Literal["csv", "tsv", "json", "jsonl", "markdown"]


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
    columns = TABLES[kind].columns
    if form == "markdown":
        names = Namer(db)
        named = (dict(zip(columns, row, strict=True)) for row in select(db, kind, selection))
        return write_table(kind, named, names, stream)
    rows = select(db, kind, selection)
    if form in ("json", "jsonl"):
        records = (record(dict(zip(columns, row, strict=True))) for row in rows)
        return write_records(records, stream, lines=form == "jsonl")
    delimiter = "," if form == "csv" else "\t"
    stream.write(delimiter.join(columns) + LINE_END)
    count = 0
    for block, lines in blocks(rows, delimiter, Cells(delimiter, raw=raw, spell=spell)):
        stream.write(block)
        count += lines
    return count


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
