"""Rows → a text stream in one of the formats. Nothing is held but the row at hand."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TextIO

from expotui.export.delimited import LINE_END, Cells, Spell, blocks
from expotui.export.markdown import Namer, write_table
from expotui.export.safe_json import dumps, record
from expotui.export.selection import Selection, select, select_documents
from expotui.export.tables import TABLES
from expotui.store.queries import find_document

if TYPE_CHECKING:
    from expotui.citations.forms import Name
    from expotui.citations.model import Citation

Form = Literal["csv", "tsv", "json", "jsonl", "markdown", "bibtex", "csl-json"]

# Forms with cells, which spreadsheets read.
DELIMITED: tuple[Form, ...] = ("csv", "tsv")
# Forms that list documents, whatever is selected.
BIBLIOGRAPHIES: tuple[Form, ...] = ("bibtex", "csl-json")


class Wanted(NamedTuple):
    """What is to be written: rows of a store, and how their cells are."""

    db: sqlite3.Connection
    kind: str
    selection: Selection
    raw: bool = False
    spell: Spell | None = None


Writer = Callable[[Wanted, TextIO], int]


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

    Of a bibliography, the documents they are from: there is none of events. `stream` must be
    opened with `newline=""`. Unless `raw`, cells of CSV and TSV that a spreadsheet would run are
    guarded. `spell` is applied to their text cells: how a terminal shows them.
    """
    return _WRITERS[form](Wanted(db, kind, selection, raw, spell), stream)


def _delimited(wanted: Wanted, stream: TextIO, *, delimiter: str) -> int:
    rows = select(wanted.db, wanted.kind, wanted.selection)
    stream.write(delimiter.join(TABLES[wanted.kind].columns) + LINE_END)
    count = 0
    cells = Cells(delimiter, raw=wanted.raw, spell=wanted.spell)
    for block, lines in blocks(rows, delimiter, cells):
        stream.write(block)
        count += lines
    return count


def _records(wanted: Wanted, stream: TextIO, *, lines: bool) -> int:
    columns = TABLES[wanted.kind].columns
    rows = select(wanted.db, wanted.kind, wanted.selection)
    records = (record(dict(zip(columns, row, strict=True))) for row in rows)
    return write_records(records, stream, lines=lines)


def _markdown(wanted: Wanted, stream: TextIO) -> int:
    columns = TABLES[wanted.kind].columns
    rows = select(wanted.db, wanted.kind, wanted.selection)
    named = (dict(zip(columns, row, strict=True)) for row in rows)
    return write_table(wanted.kind, named, Namer(wanted.db), stream)


def _bibliography(wanted: Wanted, stream: TextIO, *, name: "Name") -> int:
    from expotui.citations.forms import FORMS, bibliography
    from expotui.citations.model import of_document

    count = 0

    def citations() -> Iterator["Citation"]:
        nonlocal count
        for document_id in select_documents(wanted.db, wanted.kind, wanted.selection):
            document = find_document(wanted.db, document_id)
            if document is not None:
                count += 1
                yield of_document(document)

    # An empty one is no text at all, or an empty array.
    for piece in bibliography(FORMS[name], citations()):
        stream.write(piece)
    return count


_WRITERS: dict[Form, Writer] = {
    "csv": partial(_delimited, delimiter=","),
    "tsv": partial(_delimited, delimiter="\t"),
    "json": partial(_records, lines=False),
    "jsonl": partial(_records, lines=True),
    "markdown": _markdown,
    "bibtex": partial(_bibliography, name="bibtex"),
    "csl-json": partial(_bibliography, name="csl-json"),
}


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
