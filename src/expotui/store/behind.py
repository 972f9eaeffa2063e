"""Facts that were written by SQL of somebody else's, and so are not in the index as they stand.

Triggers note them; while a `Writer` is at work, which indexes what it writes, they keep still. The
next start that may write to the store brings the index up to date.
"""

import sqlite3

from expotui.store.indexing import Index, Progress

_QUIET = "NOT EXISTS (SELECT 1 FROM settings WHERE name = 'indexing')"

# Of each table, the columns that facts are found by, and which facts those are.
_FACTS = (
    "kind", "value", "upper", "unit", "text", "qualified_text", "counts", "speaker", "role",
    "scope", "stage", "flags", "anonymous", "span_start", "edition_claimed", "measure_id",
    "event_id", "home_event_id", "series_id", "subject_id", "document_id", "period_start",
    "period_end",
)  # fmt: skip
_OTHERS = {
    "events": (
        ("name", "short", "city", "edition", "kind", "series_id", "date_start", "date_end"),
        "event_id = NEW.id OR home_event_id = NEW.id",
    ),
    "documents": (
        ("publisher", "title", "copy_of_id", "published_start", "published_end"),
        "document_id = NEW.id",
    ),
    "measures": (("label",), "measure_id = NEW.id"),
    "subjects": (("name",), "subject_id = NEW.id"),
    "series": (
        ("name", "short"),
        "series_id = NEW.id OR event_id IN (SELECT id FROM events WHERE series_id = NEW.id)",
    ),
}


def _note(what: str, *, stale: bool) -> str:
    # As if nothing had been said of these facts before: a fact that was added and then changed
    # was never in the index with other words.
    return (
        f" BEGIN INSERT INTO unindexed(key, stale) {what.format(stale=int(stale))}"
        " ON CONFLICT (key) DO NOTHING; END"
    )


BEHIND = (
    # `stale`: it is in the index, with words that are no longer known.
    "CREATE TABLE unindexed (key INTEGER PRIMARY KEY, stale INTEGER NOT NULL)",
    f"CREATE TRIGGER facts_unindexed AFTER INSERT ON facts WHEN {_QUIET}"
    + _note("VALUES (NEW.key, {stale})", stale=False),
    f"CREATE TRIGGER facts_gone AFTER DELETE ON facts WHEN {_QUIET}"
    + _note("VALUES (OLD.key, {stale})", stale=True),
    f"CREATE TRIGGER facts_stale AFTER UPDATE OF {', '.join(_FACTS)} ON facts WHEN {_QUIET}"
    + _note("VALUES (NEW.key, {stale})", stale=True),
    *(
        f"CREATE TRIGGER {table}_stale AFTER UPDATE OF {', '.join(columns)} ON {table}"
        f" WHEN {_QUIET} AND ({' OR '.join(f'OLD.{name} IS NOT NEW.{name}' for name in columns)})"
        + _note(f"SELECT key, {{stale}} FROM facts WHERE {facts}", stale=True)
        for table, (columns, facts) in _OTHERS.items()
    ),
)


# A measure is found by its synonyms, too, since it has any.
SYNONYMS = (
    "DROP TRIGGER measures_stale",
    f"CREATE TRIGGER measures_stale AFTER UPDATE OF label, synonyms ON measures WHEN {_QUIET}"
    " AND (OLD.label IS NOT NEW.label OR OLD.synonyms IS NOT NEW.synonyms)"
    + _note("SELECT key, {stale} FROM facts WHERE measure_id = NEW.id", stale=True),
)


def catch_up(db: sqlite3.Connection, index: Index, progress: Progress | None = None) -> None:
    """Index what others have written; all facts, where the words some had before are not known."""
    if db.execute("SELECT 1 FROM unindexed WHERE stale LIMIT 1").fetchone():
        index.rebuild(progress)
    else:
        index.put([row[0] for row in db.execute("SELECT key FROM unindexed")])
        index.flush()
    db.execute("DELETE FROM unindexed")
