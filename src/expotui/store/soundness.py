"""Whether the search index of a store is what its facts make it: a check of store/checkup.py."""

import sqlite3
from collections.abc import Iterator
from itertools import pairwise

from expotui.facts.search_fields import COLUMNS, field_tokens
from expotui.store.connection import is_behind
from expotui.store.identity import TOKENIZER
from expotui.store.indexing import LATEST_FIRST, SEARCHED

# Facts whose tokens are looked up one by one: all of a small store, every n-th of a large one.
SAMPLE = 1_000
# Pairs of words of one field that are looked up.
_LOOKED_AT = 6


def index_problems(db: sqlite3.Connection) -> list[str]:
    """Where the search index and its vocabulary differ from the facts, a line each."""
    settings = dict(db.execute("SELECT name, value FROM settings").fetchall())
    if settings.get("tokenizer") != TOKENIZER:
        return ["the index was made by another version of expotui"]
    if is_behind(db):
        written: int = db.execute("SELECT count(*) FROM unindexed").fetchone()[0]
        return [f"{written:,} facts were written by other programs and are not indexed yet"]
    return [*_rows(db), *_vocabulary(db), *_tokens(db)]


def _rows(db: sqlite3.Connection) -> Iterator[str]:
    """Each fact is indexed with one of two tags, which tell what rows the index has."""
    indexed = _keys(
        db,
        f'SELECT {LATEST_FIRST} - rowid FROM fact_index(\'"is_figure" OR "is_quote"\')'
        " ORDER BY rowid DESC",
    )
    facts = _keys(db, "SELECT key FROM facts ORDER BY key")
    missing = surplus = 0
    left, right = next(indexed, None), next(facts, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left < right):
            surplus, left = surplus + 1, next(indexed, None)
        elif left is None or right < left:
            missing, right = missing + 1, next(facts, None)
        else:
            left, right = next(indexed, None), next(facts, None)
    if missing:
        yield f"{missing:,} facts are not indexed"
    if surplus:
        yield f"{surplus:,} of the index are of facts that are gone"


def _keys(db: sqlite3.Connection, sql: str) -> Iterator[int]:
    return (row[0] for row in db.execute(sql))


def _vocabulary(db: sqlite3.Connection) -> Iterator[str]:
    """The terms of the vocabulary, each with its fields, are those of the index."""
    # The connection stays one to a read-only file: what is made here is temporary.
    db.execute("PRAGMA query_only = OFF")
    db.execute("CREATE VIRTUAL TABLE temp.indexed_terms USING fts5vocab(main, fact_index, 'col')")
    try:
        wrong = db.execute(
            """WITH i AS (SELECT term, sum(doc) AS fields FROM temp.indexed_terms GROUP BY term)
            SELECT coalesce((SELECT sum(fields) FROM i), 0), count(*) FROM i
            LEFT JOIN (SELECT term, sum(facts) AS facts FROM fact_terms GROUP BY term) t
            ON t.term = i.term WHERE t.facts IS NOT i.fields"""
        ).fetchone()
        kept = db.execute("SELECT coalesce(sum(facts), 0) FROM fact_terms").fetchone()[0]
        if wrong[1] or wrong[0] != kept:
            yield f"the vocabulary differs from the index ({max(wrong[1], 1):,} terms)"
    finally:
        db.execute("DROP TABLE temp.indexed_terms")
        db.execute("PRAGMA query_only = ON")


def _tokens(db: sqlite3.Connection) -> Iterator[str]:
    """The words of facts, as they are now, lead to them."""
    facts: int = db.execute("SELECT count(*) FROM facts").fetchone()[0]
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    step = max(1, facts // SAMPLE)
    wrong = 0
    for row in cursor.execute(f"{SEARCHED} WHERE f.key % {step} = 0"):
        found = db.execute(
            "SELECT 1 FROM fact_index WHERE fact_index MATCH ? AND rowid = ?",
            (_expression(field_tokens(row)), LATEST_FIRST - row["key"]),
        ).fetchone()
        wrong += found is None
    if wrong:
        of = f" of {facts // step:,} looked at" if step > 1 else ""
        yield f"{wrong:,} facts{of} are indexed with other words than they have"


def _expression(found: tuple[str, ...]) -> str:
    """What matches a fact with these tokens: all of them, each pair in its order."""
    parts = []
    for column, text in zip(COLUMNS, found, strict=True):
        tokens = text.split()
        phrases = {f'"{a} {b}"' for a, b in pairwise(tokens)} or {f'"{a}"' for a in tokens}
        parts += [f"{{{column}}} : {phrase}" for phrase in sorted(phrases)[:_LOOKED_AT]]
    return " AND ".join(parts)
