"""Pages and figures that speak of another edition than the calendar has for them.

Three things have to fit: the edition that a page names, the day it was published, and when editions
were held. A page of November 2025 on "this year's" sixth expo names one that was held in 2023.
"""

import sqlite3
from collections.abc import Iterator

from expotui.facts import wording
from expotui.facts.dates import describe
from expotui.facts.quantities import plural
from expotui.store.conflicts.heads import Asked, Head, Kind, Severity, id_of, json_keys, named

# Days after an edition within which pages still tell of it as of the latest.
_NEWS = 200

# The edition whose time it was when a page was published.
_HELD_THEN = f"""
    SELECT id, short, date, min(abs(julianday(date_start) - julianday(:published))) AS days
    FROM events WHERE series_id = :series AND kind = 'edition' AND joint_with_id IS NULL
      AND abs(julianday(date_start) - julianday(:published)) <= {_NEWS}
"""
_PAGES = """
    SELECT d.id, d.publisher, d.published, d.published_start, d.edition_claimed, e.id AS event,
           e.edition, e.short, e.date, e.series_id AS series
    FROM documents d JOIN events e ON e.id = d.about_event_id
    WHERE d.edition_claimed IS NOT NULL AND d.copy_of_id IS NULL
      AND (:series IS NULL OR e.series_id = :series)
      AND (:event IS NULL OR :event IN (e.id, e.part_of_id, e.joint_with_id))
      AND :measure IS NULL
    ORDER BY d.key
"""
_OF_PAGE = """
    SELECT key FROM facts WHERE document_id = ? AND event_id = ? AND edition_claimed IS NOT NULL
    ORDER BY key
"""
# But for those of a page which is told as a whole.
_FACTS = """
    SELECT f.document_id AS page, f.event_id AS event, f.edition_claimed AS claimed, e.edition,
           e.short, e.date, e.series_id AS series, d.publisher, d.published,
           json_group_array(f.key) AS keys, count(*) AS facts
    FROM facts f JOIN documents d ON d.id = f.document_id JOIN events e ON e.id = f.event_id
    WHERE f.edition_claimed <> e.edition AND d.copy_of_id IS NULL AND e.kind <> 'group'
      AND (:series IS NULL OR e.series_id = :series)
      AND (:event IS NULL OR :event IN (f.event_id, f.home_event_id))
      AND (:measure IS NULL OR f.measure_id = :measure)
      AND (:measure IS NOT NULL OR d.edition_claimed IS NULL OR d.about_event_id IS NOT f.event_id)
    GROUP BY f.document_id, f.event_id, f.edition_claimed ORDER BY min(f.key)
"""


def heads(db: sqlite3.Connection, asked: Asked) -> Iterator[Head]:
    """One for each page that names an edition it can't be of, and for what such pages claim."""
    for row in db.execute(_PAGES, asked._asdict()).fetchall():
        yield from _of_page(db, row)
    for row in db.execute(_FACTS, asked._asdict()).fetchall():
        yield _of_facts(row)


def _of_page(db: sqlite3.Connection, row: sqlite3.Row) -> Iterator[Head]:
    page, claimed, short = row["id"], row["edition_claimed"], row["short"]
    on, meant = _source(row), short
    if claimed != row["edition"]:
        reason = (
            f"{on} speaks of edition {claimed}; by its dates and figures it is of "
            f"{short}, {describe(row['date'] or '')}"
        )
    elif (then := _held_then(db, row)) and then["id"] != row["event"]:
        meant = then["short"]
        reason = (
            f"{on} speaks of edition {claimed}, which was held {describe(row['date'])}; when it "
            f"was published it was the time of {meant}, {describe(then['date'])}"
        )
    else:
        return
    keys = tuple(found[0] for found in db.execute(_OF_PAGE, (page, row["event"])))
    yield Head(
        id_of(page, "edition"), Kind.EDITION, Severity.SEVERE, None, row["series"], row["event"],
        None, None, None, named(meant, f"{on} says edition {claimed}", _counted(keys)),
        reason, keys, frozenset(keys), (page,),
    )  # fmt: skip


def _source(row: sqlite3.Row) -> str:
    """Who published a page, and when: `SHINE, 10 Nov 2023`."""
    when = describe(row["published"]) if row["published"] else "undated"
    return f"{wording.who(row['publisher'])}, {when}"


def _counted(keys: tuple[int, ...]) -> str:
    return f"{len(keys)} {plural('figure', len(keys))}" if keys else ""


def _held_then(db: sqlite3.Connection, row: sqlite3.Row) -> sqlite3.Row | None:
    asked = {"series": row["series"], "published": row["published_start"]}
    found: sqlite3.Row = db.execute(_HELD_THEN, asked).fetchone()
    return found if found["id"] else None


def _of_facts(row: sqlite3.Row) -> Head:
    keys = tuple(sorted(json_keys(row["keys"])))
    on = _source(row)
    return Head(
        id_of(row["page"], row["event"], f"edition-{row['claimed']}"), Kind.EDITION, Severity.CLEAR,
        None, row["series"], row["event"], None, None, None,
        named(row["short"], f"{on} says edition {row['claimed']}", _counted(keys)),
        f"{on} gives {'it' if len(keys) == 1 else 'them'} as of edition "
        f"{row['claimed']}; {row['short']}, {describe(row['date'] or '')}, is what fits",
        keys, frozenset(keys), (row["page"],),
    )  # fmt: skip
