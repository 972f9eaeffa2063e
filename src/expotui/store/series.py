"""One measure of one population across the editions of a fair, with what each is claimed to be."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from expotui.facts.model import Event, Fact
from expotui.facts.quantities import Qualifier
from expotui.facts.verdicts import FORECAST, Verdict, allowed, judge
from expotui.store import queries

_SCOPES = """
    SELECT f.scope, count(*) AS figures FROM events e JOIN facts f ON f.event_id = e.id
    WHERE e.series_id = ? AND e.kind = 'edition' AND f.measure_id = ? AND f.kind = 'figure'
    GROUP BY f.scope ORDER BY count(DISTINCT e.id) DESC, figures DESC, f.scope
"""
_EDITIONS = """
    SELECT id FROM events WHERE series_id = ? AND kind = 'edition' AND joint_with_id IS NULL
    ORDER BY sort_date IS NULL, sort_date, edition, key
"""
_FIGURES = """
    SELECT f.key, d.origin, f.contradicted FROM facts f JOIN documents d ON d.id = f.document_id
    WHERE f.event_id = ? AND f.measure_id = ? AND f.scope IS ? AND f.kind = 'figure'
      AND f.value IS NOT NULL ORDER BY f.key
"""


class Point(NamedTuple):
    """An edition: the figure that stands for it, and all that are claimed; None is a gap.

    `told` is the one that fits the claims of most origins, a forecast or a number with a hedge only
    where there is nothing else; of those that fit as many, the one printed with most digits. It
    settles nothing: `disputed` says whether another claim excludes it.
    """

    event: Event
    told: Fact | None
    disputed: bool
    claims: list[Fact]


def scopes(db: sqlite3.Connection, series: str, measure: str) -> list[tuple[str | None, int]]:
    """The populations a measure is told of, that of most editions first, with how many figures."""
    return [(row[0], row[1]) for row in db.execute(_SCOPES, (series, measure))]


def points(db: sqlite3.Connection, series: str, measure: str, scope: str | None) -> Iterator[Point]:
    """All editions of a fair in order, those too of which nothing is claimed."""
    for (event_id,) in db.execute(_EDITIONS, (series,)).fetchall():
        event = queries.find_event(db, event_id)
        if event is None:
            continue
        rows = db.execute(_FIGURES, (event_id, measure, scope)).fetchall()
        page = queries.facts_page(db, [key for key, _, _ in rows])
        claims = [page[key] for key, _, _ in rows]
        told = _told(claims, {key: origin for key, origin, _ in rows})
        excluded = {key for key, _, mark in rows if mark}
        yield Point(event, told, told is not None and told.key in excluded, claims)


def _told(claims: Sequence[Fact], origins: dict[int, str | None]) -> Fact | None:
    outcomes = [fact for fact in claims if fact.stage != FORECAST] or claims
    if not outcomes:
        return None

    def rank(fact: Fact) -> tuple[bool, int, float, str, int]:
        fitting = {origins[other.key] or other.key for other in outcomes if _fits(fact, other)}
        # "Over 83 billion" fits whatever anybody claims beyond it.
        hedged = fact.hedge is not Qualifier.EXACT
        return hedged, -len(fitting), _width(fact), fact.published or "9999", fact.key

    return min(outcomes, key=rank)


def _fits(one: Fact, other: Fact) -> bool:
    return one is other or judge(one, other).verdict in (Verdict.AGREE, Verdict.COMPATIBLE)


def _width(fact: Fact) -> float:
    """How much a claim leaves open."""
    found = allowed(fact)
    if found.low is None or found.high is None:
        return float("inf")
    return float(found.high - found.low)
