"""The store as it would have been on a day: without what was not yet published then.

A lens over one connection: temporary views stand before the tables of the same name, so whatever
is read through it, by whichever query, is of documents that had certainly been published. A page
whose date is not known, or not known well enough, is hidden too. Events are there where such a page
tells of them; counts and verdicts are reckoned anew, for a claim is not contradicted by one that is
yet to come. The store itself is not written.

What the lens leaves is the words that search completes, which may be of hidden facts, and dates and
editions of events as they are known today. Our own remarks (notes, cautions, reasons) are hidden:
they may speak of what came later.
"""

import sqlite3
from datetime import date

from expotui.store.aggregates import RECOUNTED
from expotui.store.disputes import judged_anew

_PUBLISHED = "d.published_end IS NOT NULL AND d.published_end <= '{day}'"
_SEEN = f"EXISTS (SELECT 1 FROM main.documents d WHERE d.id = f.document_id AND {_PUBLISHED})"

# Which events some page tells of by then, with the facts they have of such pages.
_EVENTS_SEEN = f"""
    CREATE TEMP TABLE seen AS
    WITH RECURSIVE told(id) AS (
        SELECT f.event_id FROM main.facts f WHERE f.event_id IS NOT NULL AND {_SEEN}
        UNION SELECT f.home_event_id FROM main.facts f
              WHERE f.home_event_id IS NOT NULL AND {_SEEN}
        UNION SELECT d.about_event_id FROM main.documents d
              WHERE d.about_event_id IS NOT NULL AND {_PUBLISHED}
        UNION SELECT coalesce(e.part_of_id, e.joint_with_id) FROM main.events e
              JOIN told ON told.id = e.id WHERE coalesce(e.part_of_id, e.joint_with_id) NOT NULL)
    SELECT e.id, e.key FROM told JOIN main.events e ON e.id = told.id
"""
# What hidden figures are to others: only what they are compared with is judged anew. One that is
# nothing to any other has no verdict itself.
_WEIGHED = f"""
    CREATE TEMP TABLE weighed AS
    SELECT DISTINCT coalesce(f.event_id, f.subject_id) AS of_what, f.measure_id, f.scope
    FROM main.facts f WHERE (f.contradicted OR f.support IS NOT NULL) AND NOT {_SEEN}
"""
_WAS_WEIGHED = """EXISTS (SELECT 1 FROM temp.weighed w
    WHERE w.of_what = coalesce(f.event_id, f.subject_id) AND w.measure_id = f.measure_id
      AND w.scope IS f.scope)"""

# Columns that are reckoned anew, by table.
_RECKONED = {
    "facts": {
        "note": "NULL",
        "contradicted": "coalesce((SELECT r.contradicted FROM temp.rejudged r"
        " WHERE r.key = f.key), f.contradicted)",
        "support": "iif(EXISTS (SELECT 1 FROM temp.rejudged r WHERE r.key = f.key),"
        " (SELECT r.support FROM temp.rejudged r WHERE r.key = f.key), f.support)",
    },
    # Remarks of ours may speak of what came later.
    "documents": {"caution": "NULL"},
    "events": {
        "note": "NULL",
        "date_reason": "NULL",
    }
    | {
        name: f"(SELECT c.{name} FROM temp.counted c WHERE c.key = e.key)"
        for name in ("figures", "quotes", "at_home")
    },
}
_HELD = {
    "documents": ("d", _PUBLISHED),
    "facts": ("f", _SEEN),
    "events": ("e", "EXISTS (SELECT 1 FROM temp.seen s WHERE s.key = e.key)"),
    "date_claims": (
        "c",
        f"EXISTS (SELECT 1 FROM main.documents d WHERE d.id = c.document_id AND {_PUBLISHED})"
        " AND EXISTS (SELECT 1 FROM temp.seen s WHERE s.id = c.event_id)",
    ),
}


def look_back(db: sqlite3.Connection, day: date) -> None:
    """Have a connection read the store as of the end of a day.

    Takes time that grows with the facts of the store, once.
    """
    query_only = db.execute("PRAGMA query_only").fetchone()[0]
    db.execute("PRAGMA query_only = OFF")
    db.execute("CREATE TEMP TABLE rejudged(key INTEGER PRIMARY KEY, contradicted, support)")
    for statement in (
        _EVENTS_SEEN.format(day=day),
        "CREATE UNIQUE INDEX temp.seen_by_key ON seen(key)",
        "CREATE UNIQUE INDEX temp.seen_by_id ON seen(id)",
        _view(db, "facts", day),
        _view(db, "documents", day),
        _kept("events", "counted"),
        "CREATE UNIQUE INDEX temp.counted_by_key ON counted(key)",
        _view(db, "events", day),
        _view(db, "date_claims", day),
        _kept("days", "days"),
        _kept("totals", "totals"),
    ):
        db.execute(statement)
    db.execute(_WEIGHED.format(day=day))
    db.execute("CREATE INDEX temp.weighed_by_key ON weighed(of_what, measure_id, scope)")
    judged = [*judged_anew(db, _WAS_WEIGHED)]
    db.executemany("INSERT INTO temp.rejudged VALUES (?3, ?1, ?2)", judged)
    db.commit()
    db.execute(f"PRAGMA query_only = {query_only}")


def looks_back(db: sqlite3.Connection) -> bool:
    """Whether a connection reads the store as of a day."""
    found = db.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = 'rejudged'").fetchone()
    return found is not None


def _view(db: sqlite3.Connection, table: str, day: date) -> str:
    alias, condition = _HELD[table]
    anew = _RECKONED.get(table, {})
    columns = (
        f"{anew[name]} AS {name}" if name in anew else f"{alias}.{name}"
        for name in _columns(db, table)
    )
    return (
        f"CREATE TEMP VIEW {table} AS SELECT {', '.join(columns)} FROM main.{table} {alias}"
        f" WHERE {condition.format(day=day)}"
    )


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table, those that are reckoned from others too."""
    return [row[1] for row in db.execute(f"PRAGMA main.table_xinfo({table})")]


# The columns of what is counted, in the order of `RECOUNTED`.
_COUNTS = {
    "events": "key, figures, quotes, at_home",
    "days": "day, events, pages, events_of_years, pages_of_years, facts",
    "totals": "one, figures, quotes",
}


def _kept(counted: str, name: str) -> str:
    """The counts of events, days or totals, over the rows that are left, as a table."""
    counts = f"WITH c({_COUNTS[counted]}) AS ({RECOUNTED[counted]}) SELECT * FROM c"
    return f"CREATE TEMP TABLE {name} AS {counts}"
