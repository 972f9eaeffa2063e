"""A text of our own with its facts, put into a store as the user's document."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

# Made up for the tests. Of its numbers 48, 7 and the Chinese 1340 are no facts, nor is 2,500, which
# stands in a quote.
TEXT = "\n\n".join(
    (
        "Harbour fair closes with record deals",
        "The harbour fair drew 1,340 exhibitors from 48 countries, and deals of over USD 2.5"
        " billion were signed. Visitors came by ferry, by train and on foot, and many of them"
        " stayed until the evening lights were out.",
        "“We shipped 2,500 crates in a single week,” said Ada Quay, who runs the northern pier. She"
        " had brought her whole crew of 7 along.",
        "港口博览会今年吸引了1340家企业参展，展览面积比上一届扩大了三成，来自各地的观众对展品表示满意。",
        "The next fair is planned for spring.\n",
    )
)
PAGE = "harbour-fair"
# Words, the paragraph, and what they are: measure, value and unit; the speaker.
FIGURES = (
    ("1,340 exhibitors", 2, ("exhibitors", 1340, "company")),
    ("USD 2.5 billion", 2, ("contract_value", 2_500_000_000, "USD")),
)
QUOTES = (("We shipped 2,500 crates in a single week,", 3, "Ada Quay"),)
NUMBERS_LEFT = ("48", "2,500", "7", "1340")


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def fact_id(words: str) -> str:
    """The id of the fact of these words."""
    kind = "q" if any(words == quote for quote, *_ in QUOTES) else "f"
    return f"{PAGE}-{kind}{TEXT.index(words)}"


def with_page(store: Path, path: Path, text: str | None) -> Path:
    """A copy of a store with the page and its facts, which are of TEXT, and some text or none."""
    shutil.copy(store, path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "INSERT INTO documents (id, collection, title, publisher, host_kind, language,"
            " published, published_start, published_end, sort_date, published_basis, zoom, sha256,"
            " text) VALUES (?1, 'user', 'Harbour fair closes', 'The Pier', 'own', 'en', ?2, ?2, ?2,"
            " ?2, 'stated', 1, ?3, ?4)",
            (PAGE, "2026-03-01", sha256(TEXT), text),
        )
        for words, paragraph, (measure, value, unit) in FIGURES:
            _add(db, words, paragraph, "figure", measure, value, unit, None)
        for words, paragraph, speaker in QUOTES:
            _add(db, words, paragraph, "quote", None, None, None, speaker)
    return path


def _add(db: sqlite3.Connection, words: str, paragraph: int, kind: str, *values: object) -> None:
    start = TEXT.index(words)
    db.execute(
        "INSERT INTO facts (id, kind, document_id, measure_id, value, unit, speaker, qualifier,"
        " text, paragraph, span_start, span_end) VALUES (?, ?, ?, ?, ?, ?, ?, 'exact', ?, ?, ?, ?)",
        (fact_id(words), kind, PAGE, *values, words, paragraph, start, start + len(words)),
    )
