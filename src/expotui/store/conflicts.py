"""Where claims of the same thing exclude each other: the keys that hold such figures, and those."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from expotui.facts.model import Fact
from expotui.store import queries

_KEYS = """
    SELECT f.event_id, f.subject_id, f.measure_id, f.scope,
           max(f.value) * 1.0 / max(min(f.value), 1e-300) AS spread
    FROM facts f LEFT JOIN events e ON e.id = f.event_id
    WHERE f.contradicted
      AND (:series IS NULL OR coalesce(e.series_id, f.series_id) = :series)
      AND (:event IS NULL OR :event IN (f.event_id, f.home_event_id))
      AND (:measure IS NULL OR f.measure_id = :measure)
    GROUP BY f.event_id, iif(f.event_id IS NULL, f.subject_id, NULL), f.measure_id, f.scope
    ORDER BY spread DESC, min(f.key)
"""
_FIGURES = """
    SELECT key FROM facts f
    WHERE f.event_id IS :event AND (f.event_id IS NOT NULL OR f.subject_id IS :subject)
      AND f.measure_id = :measure AND f.scope IS :scope AND f.kind = 'figure'
    ORDER BY f.value, f.key
"""


class Conflict(NamedTuple):
    """All figures of one key, by value; `contradicted` are those that another one excludes.

    `spread` is the largest of the excluded values, divided by the least.
    """

    spread: float
    figures: list[Fact]
    contradicted: frozenset[int]


def conflicts(
    db: sqlite3.Connection,
    *,
    series: str | None = None,
    event: str | None = None,
    measure: str | None = None,
) -> Iterator[Conflict]:
    """The conflicts that all filters hold for, those farthest apart first."""
    asked = {"series": series, "event": event, "measure": measure}
    keys = db.execute(_KEYS, asked).fetchall()
    for of_event, subject, of_measure, scope, spread in keys:
        key = {"event": of_event, "subject": subject, "measure": of_measure, "scope": scope}
        found = [row[0] for row in db.execute(_FIGURES, key)]
        page = queries.facts_page(db, found)
        yield Conflict(spread, [page[each] for each in found], _contradicted(db, found))


def _contradicted(db: sqlite3.Connection, keys: list[int]) -> frozenset[int]:
    rows = db.execute(
        "SELECT key FROM facts WHERE key IN (SELECT value FROM json_each(?)) AND contradicted",
        (queries.keys_json(keys),),
    )
    return frozenset(row[0] for row in rows)
