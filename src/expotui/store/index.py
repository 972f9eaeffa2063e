"""The search index of the facts: an FTS5 table of tokens and the vocabulary beside it."""

import sqlite3
from collections import Counter
from collections.abc import Iterator

from expotui.facts.tokens import acronym, number_token, words

_SOURCE = """
    SELECT f.key, f.value, f.upper, f.unit, f.text, f.qualified_text, f.counts, f.speaker, f.role,
           f.scope, f.stage, f.period, m.label AS measure, e.name AS event, e.short AS event_short,
           e.city, s.name AS series, s.short AS series_short, sub.name AS subject,
           d.publisher, d.title, substr(coalesce(e.date_start, f.period_start), 1, 4) AS year
    FROM facts f
    JOIN documents d ON d.id = f.document_id
    LEFT JOIN measures m ON m.id = f.measure_id
    LEFT JOIN events e ON e.id = f.event_id
    LEFT JOIN series s ON s.id = coalesce(e.series_id, f.series_id)
    LEFT JOIN subjects sub ON sub.id = f.subject_id
"""

# Beyond it a number is no figure anybody printed (and may be infinite).
MOST = 1e300

_WORDS = (
    "text", "qualified_text", "measure", "scope", "counts", "speaker", "role", "subject",
    "event_short", "event", "series", "series_short", "city", "year", "publisher", "title",
)  # fmt: skip


def build_index(connection: sqlite3.Connection) -> None:
    """Fill the index and its vocabulary anew from the facts, inside the caller's transaction."""
    connection.execute("INSERT INTO fact_index(fact_index) VALUES ('delete-all')")
    connection.execute("DELETE FROM fact_terms")
    frequency: Counter[str] = Counter()
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    for row in cursor.execute(_SOURCE):
        found = list(_tokens(row))
        frequency.update(set(found))
        connection.execute(
            "INSERT INTO fact_index(rowid, tokens) VALUES (?, ?)", (row["key"], " ".join(found))
        )
    connection.executemany(
        "INSERT INTO fact_terms(term, facts, is_number) VALUES (?, ?, ?)",
        ((term, count, term[0].isdigit()) for term, count in frequency.items()),
    )


def _tokens(row: sqlite3.Row) -> Iterator[str]:
    for column in _WORDS:
        if row[column]:
            yield from words(str(row[column]).replace("_", " "))
    if row["series"] and (initials := acronym(row["series"])):
        yield initials
    for column in ("value", "upper"):
        # A value read from "48亿" or "sixth" is found by its digits too.
        number = row[column]
        if isinstance(number, int | float) and abs(number) < MOST:
            yield number_token(number)
