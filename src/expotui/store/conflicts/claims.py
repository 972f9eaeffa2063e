"""Claims of one event, measure and scope that exclude each other (store/disputes.py marks them)."""

import sqlite3
from collections.abc import Iterator

from expotui.facts.units import EXACTLY, MEASURED, base_unit
from expotui.store.conflicts.heads import Asked, Head, Kind, id_of, named, severity_of
from expotui.store.queries import decoded

# What figures are compared in, and how many of that one of theirs is: see facts/units.py.
_FACTOR = " ".join(f"WHEN '{unit}' THEN {factor}" for unit, (_, factor) in EXACTLY.items())
_BASE = " ".join(f"WHEN '{unit}' THEN '{base_unit(unit)}'" for unit in sorted(MEASURED))
_NUMBER = f"f.{{0}} * CASE f.unit {_FACTOR} ELSE 1.0 END"
_MOST, _LEAST = _NUMBER.format("value"), f"coalesce({_NUMBER.format('upper')}, {{0}})"
# Of a forecast and what came, and of two currencies, neither is far from the other.
_COMPARED = f"f.stage IS 'forecast', CASE f.unit {_BASE} ELSE '' END"
_KEYS = f"""
    WITH compared AS (
        SELECT f.event_id, f.subject_id, f.measure_id, f.scope, f.series_id, f.home_event_id,
               iif(min({_LEAST.format(_MOST)}) > 0,
                   max({_MOST}) / min({_LEAST.format(_MOST)}), NULL) AS spread
        FROM facts f WHERE f.contradicted
        GROUP BY f.event_id, iif(f.event_id IS NULL, f.subject_id, NULL), f.measure_id, f.scope,
                 {_COMPARED})
    SELECT f.event_id, f.subject_id, f.measure_id, f.scope, max(f.spread) AS spread,
           coalesce(e.series_id, f.series_id) AS series,
           coalesce(e.short, sub.name) AS about, coalesce(m.label, f.measure_id) AS label,
           coalesce(sc.label, replace(f.scope, '_', ' ')) AS population
    FROM compared f LEFT JOIN events e ON e.id = f.event_id
    LEFT JOIN subjects sub ON sub.id = f.subject_id
    LEFT JOIN measures m ON m.id = f.measure_id
    LEFT JOIN scopes sc ON sc.id = f.scope
    WHERE (:series IS NULL OR coalesce(e.series_id, f.series_id) = :series)
      AND (:event IS NULL OR :event IN (f.event_id, f.home_event_id))
      AND (:measure IS NULL OR f.measure_id = :measure)
    GROUP BY f.event_id, iif(f.event_id IS NULL, f.subject_id, NULL), f.measure_id, f.scope
"""
_FIGURES = """
    SELECT key, contradicted FROM facts f
    WHERE f.event_id IS :event AND (f.event_id IS NOT NULL OR f.subject_id IS :subject)
      AND f.measure_id = :measure AND f.scope IS :scope AND f.kind = 'figure'
    ORDER BY f.value, f.key
"""


def heads(db: sqlite3.Connection, asked: Asked) -> Iterator[Head]:
    """One for each key that holds claims which exclude each other."""
    for row in db.execute(_KEYS, asked._asdict()):
        event, subject, measure, scope, spread, series, about, label, population = decoded(row)
        yield Head(
            id_of(event or subject, measure, scope), Kind.CLAIMS, severity_of(spread), spread,
            series, event, subject, measure, scope, named(about, label, population),
        )  # fmt: skip


def marks(db: sqlite3.Connection, head: Head) -> dict[int, bool]:
    """The keys of all figures of a conflict's key by value, and whether another excludes each."""
    rows = db.execute(_FIGURES, head._asdict())
    return {row["key"]: bool(row["contradicted"]) for row in rows}
