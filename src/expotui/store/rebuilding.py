"""Making what follows from the facts of a store anew: search index, counts and verdicts.

In one transaction.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from expotui.store.aggregates import RECOUNT, kept_wrongly
from expotui.store.disputes import EVERY_KEY
from expotui.store.identity import TOKENIZER
from expotui.store.indexing import Progress
from expotui.store.opening import refuse_what_is_not_there
from expotui.store.writing import writing

# What FTS5 keeps an index in.
_PARTS = ("data", "idx", "content", "docsize", "config")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was done: how many facts were indexed, and in which tables counts were wrong."""

    facts: int
    miscounted: tuple[str, ...]


def rebuild(path: Path, progress: Progress | None = None) -> Rebuilt:
    """Rebuild the index and the counts of the store at `path`: all of it happens, or nothing.

    Rows stay as they are, of whatever seeds. `progress` is told of the facts indexed.

    Raises:
        StoreError: there is no store of today's schema, or it may not be written, is locked or
            damaged; it is as it was.
    """
    refuse_what_is_not_there(path)
    with writing(path) as writer:
        db = writer.db
        miscounted = tuple(kept_wrongly(db))
        for statement in RECOUNT if miscounted else ():
            db.execute(statement)
        db.execute("DELETE FROM settings WHERE name = 'counting'")
        _empty_index(db)
        db.execute(EVERY_KEY)
        writer.reindex(progress)
        db.execute("INSERT OR REPLACE INTO settings VALUES ('tokenizer', ?)", (TOKENIZER,))
        facts: int = db.execute("SELECT count(*) FROM facts").fetchone()[0]
        return Rebuilt(facts, miscounted)


def _empty_index(db: sqlite3.Connection) -> None:
    """A new index in the place of the old: one that is broken can't be emptied."""
    kept = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'fact_index'").fetchone()
    if kept is None:
        raise sqlite3.OperationalError("no such table: fact_index")
    try:
        db.execute("DROP TABLE fact_index")
    except sqlite3.DatabaseError:
        # FTS5 opens no table whose own tables are not as it left them, not even to drop it.
        for part in _PARTS:
            db.execute(f"DROP TABLE IF EXISTS fact_index_{part}")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_schema WHERE name = 'fact_index'")
        db.execute("PRAGMA writable_schema = RESET")
    db.execute(kept[0])
