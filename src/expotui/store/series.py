"""One measure of one population across the editions of a fair, with what each is claimed to be."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from expotui.facts.model import Event, Fact
from expotui.facts.quantities import Qualifier, to_decimal
from expotui.facts.units import base_unit, in_base_unit, unlike
from expotui.facts.verdicts import FORECAST
from expotui.store import queries
from expotui.store.claims import Claims, claims_of
from expotui.store.compared import COMPARED

_SCOPES = f"""
    SELECT f.scope, count(*) AS figures FROM events e JOIN facts f ON f.event_id = e.id
    WHERE e.series_id = ? AND e.kind = 'edition' AND f.measure_id = ? AND f.kind = 'figure'
      AND {COMPARED}
    GROUP BY f.scope ORDER BY count(DISTINCT e.id) DESC, figures DESC, f.scope
"""
_EDITIONS = """
    SELECT id FROM events WHERE series_id = ? AND kind = 'edition' AND joint_with_id IS NULL
    ORDER BY sort_date IS NOT NULL, sort_date, edition, key
"""
_MEASURES = f"""
    SELECT f.measure_id, m.label, count(DISTINCT e.id) AS editions, count(*) AS figures
    FROM events e JOIN facts f ON f.event_id = e.id JOIN measures m ON m.id = f.measure_id
    WHERE e.series_id = ? AND e.kind = 'edition' AND f.kind = 'figure' AND {COMPARED}
    GROUP BY f.measure_id ORDER BY m.position, f.measure_id
"""


class Point(NamedTuple):
    """An edition, and what is claimed of it; without any, it is a gap."""

    event: Event
    of: Claims

    @property
    def told(self) -> Fact | None:
        """The figure that stands for it."""
        return self.of.told

    @property
    def disputed(self) -> bool:
        """Whether another claim excludes that."""
        return self.of.disputed

    @property
    def claims(self) -> list[Fact]:
        """All that are claimed."""
        return self.of.figures


class Told(NamedTuple):
    """A measure that some editions of a fair have figures of."""

    id: str
    label: str
    editions: int
    figures: int


def fairs(db: sqlite3.Connection) -> dict[str, str]:
    """The short names of all fairs by id, in the order they were added."""
    return {row[0]: row[1] for row in db.execute("SELECT id, short FROM series ORDER BY rowid")}


def measures(db: sqlite3.Connection, series: str) -> list[Told]:
    """The measures that editions of a fair have figures of, in the vocabulary's order."""
    return [Told(*row) for row in db.execute(_MEASURES, (series,))]


def scopes(db: sqlite3.Connection, series: str, measure: str) -> list[tuple[str | None, int]]:
    """The populations a measure is told of, that of most editions first, with how many figures."""
    return [(row[0], row[1]) for row in db.execute(_SCOPES, (series, measure))]


def editions(db: sqlite3.Connection, series: str) -> list[str]:
    """The ids of all editions of a fair, in order."""
    return [row[0] for row in db.execute(_EDITIONS, (series,))]


def points(db: sqlite3.Connection, series: str, measure: str, scope: str | None) -> Iterator[Point]:
    """All editions of a fair in order, those too of which nothing is claimed."""
    for event_id in editions(db, series):
        event = queries.find_event(db, event_id)
        if event is not None:
            yield Point(event, claims_of(db, event_id, measure, scope))


def changes(found: Sequence[Point]) -> list[float | None]:
    """The growth from the edition before to each; nothing leads to the first, to or from one whose
    year is not known, nor across editions that the store has not.
    """
    before: Point | None = None
    grown: list[float | None] = []
    for point in found:
        follows = before is not None and _follows(before.event, point.event)
        grown.append(change(before.told, point.told) if before and follows else None)
        before = point
    return grown


def _follows(before: Event, now: Event) -> bool:
    if before.date_start is None or now.date_start is None:
        return False
    return None in (before.edition, now.edition) or now.edition == (before.edition or 0) + 1


# A number that is only known to be more, or less, has grown by nobody knows how much.
_TOLD_WHOLE = {Qualifier.EXACT, Qualifier.ABOUT, Qualifier.NEARLY}


def change(before: Fact | None, now: Fact | None) -> float | None:
    """The growth from one figure to another, as a share.

    None where one is missing, 0, a range or known from one side alone, a forecast, or a share
    itself, and where their units can't be told in one another.
    """
    if not before or not now or not before.value or not now.value:
        return None
    if FORECAST in (before.stage, now.stage) or (before.upper, now.upper) != (None, None):
        return None
    if not {before.hedge, now.hedge} <= _TOLD_WHOLE or unlike(before.unit, now.unit):
        return None
    if base_unit(now.unit) in ("percent", "percentage_point"):
        return None
    first, second = (in_base_unit(to_decimal(f.value or 0), f.unit) for f in (before, now))
    return float(second / first) - 1
