"""Where claims of the same thing exclude each other: the keys that hold such figures, and those."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from expotui.facts.model import Fact
from expotui.store import queries

_KEYS = """
    SELECT f.event_id, f.subject_id, f.measure_id, f.scope,
           iif(min(f.value) > 0, max(f.value) * 1.0 / min(f.value), NULL) AS spread
    FROM facts f LEFT JOIN events e ON e.id = f.event_id
    WHERE f.contradicted
      AND (:series IS NULL OR coalesce(e.series_id, f.series_id) = :series)
      AND (:event IS NULL OR :event IN (f.event_id, f.home_event_id))
      AND (:measure IS NULL OR f.measure_id = :measure)
    GROUP BY f.event_id, iif(f.event_id IS NULL, f.subject_id, NULL), f.measure_id, f.scope
    ORDER BY spread IS NOT NULL, spread DESC, min(f.key)
"""
_FIGURES = """
    SELECT key, contradicted FROM facts f
    WHERE f.event_id IS :event AND (f.event_id IS NOT NULL OR f.subject_id IS :subject)
      AND f.measure_id = :measure AND f.scope IS :scope AND f.kind = 'figure'
    ORDER BY f.value, f.key
"""


class Conflict(NamedTuple):
    """All figures of one key, by value; `contradicted` are those that another one excludes.

    `spread` is the largest of the excluded values, divided by the least; None where that is 0 or
    less.
    """

    spread: float | None
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
        marks = dict(db.execute(_FIGURES, key).fetchall())
        page = queries.facts_page(db, [*marks])
        excluded = frozenset(each for each, mark in marks.items() if mark)
        yield Conflict(spread, [page[each] for each in marks], excluded)
