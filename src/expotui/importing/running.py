"""One file into a store: which table it is, and its rows, chunk by chunk."""

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import BinaryIO

from expotui.export.tables import TABLES
from expotui.importing.documents import DocumentsImport
from expotui.importing.events import EventsImport
from expotui.importing.facts import FactsImport
from expotui.importing.outcome import Outcome
from expotui.importing.reading import Table, long_cells
from expotui.store.writing import Writer

_IMPORTS: dict[str, type[FactsImport | EventsImport | DocumentsImport]] = {
    "facts": FactsImport,
    "figures": FactsImport,
    "quotes": FactsImport,
    "events": EventsImport,
    "documents": DocumentsImport,
}

# Of the pages of the store, while rows are written: SQLite itself keeps 2 MB.
_CACHE_KB = 24_000

# Told how many bytes of the file have been read.
Progress = Callable[[int], None]


def import_table(
    writer: Writer,
    stream: BinaryIO,
    file: str,
    *,
    raw: bool = False,
    fill: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Take what an export wrote to `stream` into the store of `writer`, within its transaction.

    Args:
        writer: of a transaction that is undone when this raises.
        stream: CSV or TSV in UTF-8.
        file: what the file is called in errors.
        raw: the cells are not guarded.
        fill: add what is empty and follows from the rest.
        progress: is told of each chunk.

    Raises:
        LineError: a line is malformed.
        InputError: the file could not be read.
    """
    with long_cells():
        table = Table(stream, file)
        kind = _kind(table)
        outcome = Outcome(kind)
        # Rows go to places all over the indexes of a large store: they are to stay at hand.
        writer.db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        # Wholes may come after their parts, originals after their copies.
        writer.db.execute("PRAGMA defer_foreign_keys = ON")
        into = _IMPORTS[kind](writer, table, outcome, raw=raw, fill=fill)
        for chunk in table.chunks():
            into.put(chunk)
            # Its cells are not to stay while the next are read.
            chunk.clear()
            if progress is not None:
                progress(table.bytes_read)
        into.finish()
    return outcome


def _kind(table: Table) -> str:
    """The kind of export that has these columns.

    Raises:
        LineError: none has; names the column that is too many or too few of the closest.
    """
    header = table.header
    named = set(header)
    if len(named) < len(header):
        twice = Counter(header).most_common(1)[0][0]
        raise table.error(1, twice, "two columns go by this name")
    kind = min(TABLES, key=lambda kind: len(named ^ set(TABLES[kind].columns)))
    columns = TABLES[kind].columns
    if not named & set(columns):
        kinds = ", ".join(TABLES)
        raise table.error(1, "", f"the columns are none of those of an export ({kinds})")
    for name in header:
        if name not in columns:
            raise table.error(1, name, _unknown(name, kind, [*columns]))
    for name in columns:
        if name not in named:
            raise table.error(1, name, f"this column of {kind} is missing")
    return kind


def _unknown(name: str, kind: str, columns: Sequence[str]) -> str:
    close = get_close_matches(name, columns, 1)
    return f"{kind} have no such column" + (f": is it {close[0]}?" if close else "")
