"""Ways to break a store, each with what `expotui doctor` is to say of it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from expotui.store.indexing import Index

Broken = Callable[[sqlite3.Connection], object]
ROWS = 'SELECT rowid FROM fact_index(\'"is_figure" OR "is_quote"\')'


class Break(NamedTuple):
    """How to break a store, the check that is to see it, and words of what it is to say."""

    how: Broken
    check: str
    said: str


def run(*statements: str) -> Broken:
    def how(db: sqlite3.Connection) -> None:
        for statement in statements:
            db.execute(statement)

    return how


def forget_a_fact(db: sqlite3.Connection) -> None:
    index = Index(db)
    index.take([db.execute("SELECT max(key) FROM facts").fetchone()[0]])
    index.flush()


def index_other_words(db: sqlite3.Connection) -> None:
    before = set(db.execute(ROWS))
    forget_a_fact(db)
    [(row,)] = before - set(db.execute(ROWS))
    db.execute(
        "INSERT INTO fact_index(rowid, words, tags) VALUES (?, 'plugh', 'is_figure')", (row,)
    )


# What a rebuild mends.
OF_THE_INDEX = {
    "entry missing": Break(forget_a_fact, "index", "1 facts are not indexed"),
    "entry of other words": Break(index_other_words, "index", "with other words than they have"),
    "entry of no fact": Break(
        run("INSERT INTO fact_index(rowid, words, tags) VALUES (7, 'plugh', 'is_quote')"),
        "index", "of facts that are gone",
    ),
    "vocabulary": Break(
        run("UPDATE fact_terms SET facts = facts + 1 WHERE term = 'booths'"),
        "index", "the vocabulary differs",
    ),
    "index emptied": Break(
        run("INSERT INTO fact_index(fact_index) VALUES ('delete-all')"), "index", "not indexed"
    ),
    "index unreadable": Break(
        run("DELETE FROM fact_index_data"), "index", "it cannot be read: "
    ),
    "index of no format": Break(
        run("DELETE FROM fact_index_config"), "index", "it cannot be read: "
    ),
    "index without its tables": Break(
        run("DROP TABLE fact_index_idx", "DROP TABLE fact_index_config"),
        "index", "it cannot be read: ",
    ),
    "counts of events": Break(
        run("UPDATE events SET figures = figures + 1 WHERE id = 'ciie-6'"), "counts", "in events"
    ),
    "counts of documents": Break(run("UPDATE documents SET quotes = 9"), "counts", "in documents"),
    "counts of days": Break(run("DELETE FROM days"), "counts", "in days"),
    "counts of all": Break(run("UPDATE totals SET figures = 1"), "counts", "in totals"),
    "marks of contradicted": Break(
        run("UPDATE facts SET contradicted = 1 WHERE id = 'ciie-1-001'"), "verdicts", ": 1"
    ),
    "nothing noted": Break(
        run("INSERT INTO settings VALUES ('indexing', 'yes')"), "unindexed", "is not noted"
    ),
}  # fmt: skip

# What the next start mends.
BEHIND = {
    "fact of others": Break(
        run("INSERT INTO facts(id, kind, document_id, text)"
            " VALUES ('o', 'quote', 'shine23', 'plugh')"),
        "unindexed", "by other programs: 1",
    ),
    "seeds": Break(
        run("UPDATE settings SET value = 'old' WHERE name = 'seed'"), "seeds", "another version"
    ),
    "tokens": Break(
        run("UPDATE settings SET value = '1' WHERE name = 'tokenizer'"), "tokens", "another version"
    ),
}  # fmt: skip

# What only its owner, or a backup, mends.
BEYOND = {
    "mark of nothing": Break(
        run("INSERT INTO marks(fact_id) VALUES ('gone')"),
        "references", "of marks refers to a row of facts that is not there (fact_id)",
    ),
    "facts of no document": Break(
        run("DELETE FROM documents WHERE id = 'wcifit-attraction'"),
        "references", "and more rows do",
    ),
    "table of somebody else's": Break(
        run('CREATE TABLE "\x1b[31m\u202e" (x REFERENCES facts(id))',
            'INSERT INTO "\x1b[31m\u202e" VALUES (\'gone\')'),
        "references", "␛[31m‹U+202E›",
    ),
    "trigger gone": Break(run("DROP TRIGGER facts_come"), "structure", "trigger facts_come is not"),
    "view gone": Break(run("DROP VIEW figures"), "structure", "the view figures is not there"),
    "settings gone": Break(run("DROP TABLE settings"), "structure", "table settings is not there"),
    "counts gone": Break(run("DROP TABLE totals"), "counts", "no such table"),
    "nulls": Break(
        run("PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, 'note TEXT', 'note TEXT NOT NULL')"
            " WHERE name = 'series'"),
        "file", "NULL value in series.note",
    ),
    "older schema": Break(run("PRAGMA user_version = 1"), "schema", "an older expotui (1, this"),
}  # fmt: skip

ALL = {**OF_THE_INDEX, **BEHIND, **BEYOND}


def broken(path: Path, *ways: str) -> Path:
    """Break the store at `path`; foreign keys are not enforced, as sqlite3 leaves them."""
    with closing(sqlite3.connect(path)) as db, db:
        for way in ways:
            ALL[way].how(db)
    return path
