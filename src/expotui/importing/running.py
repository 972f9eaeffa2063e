"""One file into a store: which table it is, and its rows, chunk by chunk."""

from collections.abc import Callable

from expotui.importing.columns import kind_of
from expotui.importing.documents import DocumentsImport
from expotui.importing.events import EventsImport
from expotui.importing.facts import FactsImport
from expotui.importing.outcome import Outcome
from expotui.importing.reading import Lines, Table, long_cells
from expotui.importing.vocabulary import VocabularyImport
from expotui.store.writing import Writer

_IMPORTS: dict[str, type[FactsImport | EventsImport | DocumentsImport | VocabularyImport]] = {
    "series": VocabularyImport,
    "measures": VocabularyImport,
    "scopes": VocabularyImport,
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
    stream: Lines,
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
        kind = kind_of(table)
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
