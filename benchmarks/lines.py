"""Facts as lines of text: what a person would pipe into `fzf --filter`."""

import sqlite3
from collections.abc import Iterator
from typing import TextIO

_SELECT = """
    SELECT f.id, coalesce(f.qualified_text, f.text), f.counts, m.label,
           coalesce(sc.label, f.scope), f.stage, e.name, e.city, s.short, f.speaker, f.role,
           d.publisher, substr(coalesce(e.date_start, d.published_start), 1, 4)
    FROM facts f
    JOIN documents d ON d.id = f.document_id
    LEFT JOIN measures m ON m.id = f.measure_id
    LEFT JOIN scopes sc ON sc.id = f.scope
    LEFT JOIN events e ON e.id = f.event_id
    LEFT JOIN series s ON s.id = coalesce(e.series_id, f.series_id)
    ORDER BY f.key"""


def lines(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """The id and the line of every fact, newest last."""
    for key, text, counts, *names, speaker, role, publisher, year in db.execute(_SELECT):
        said = ", ".join(filter(None, (speaker, role)))
        parts = (text, counts, *names, said, publisher, year)
        yield key, " · ".join(filter(None, parts)).replace("\n", " ").replace("\t", " ")


def write_lines(db: sqlite3.Connection, stream: TextIO) -> None:
    """Write `id<TAB>text` for every fact."""
    for key, line in lines(db):
        stream.write(f"{key}\t{line}\n")
