"""The claims of one key (event or subject, measure, scope), and the one that stands for them."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from expotui.facts.model import Fact
from expotui.facts.origins import independent, voices_of
from expotui.facts.quantities import Qualifier
from expotui.facts.verdicts import FORECAST, Verdict, allowed, judge
from expotui.store import queries

_OF_EVENT = """
    SELECT f.key, f.contradicted, coalesce(whole.origin, d.origin, whole.id, d.id) AS origin
    FROM facts f JOIN documents d ON d.id = f.document_id
    LEFT JOIN documents whole ON whole.id = d.copy_of_id
    WHERE f.event_id = ? AND f.measure_id = ? AND f.scope IS ? AND f.kind = 'figure'
      AND f.value IS NOT NULL ORDER BY f.key
"""


class Claims(NamedTuple):
    """All figures of a key that have a number, in the order they were stored.

    `told` is the one that stands for them: it fits the claims of most origins, a forecast or a
    number with a hedge only where there is nothing else; of those that fit as many, the one printed
    with most digits. It settles nothing: `contradicted` are those that another claim excludes.
    """

    figures: list[Fact]
    contradicted: frozenset[int]
    told: Fact | None

    @property
    def disputed(self) -> bool:
        """Whether another claim excludes the one that stands for all."""
        return self.told is not None and self.told.key in self.contradicted

    @property
    def outcomes(self) -> list[Fact]:
        """Those that are no forecasts."""
        return [fact for fact in self.figures if fact.stage != FORECAST]


def claims_of(db: sqlite3.Connection, event: str, measure: str, scope: str | None) -> Claims:
    """The claims of one measure and population of an event."""
    rows = db.execute(_OF_EVENT, (event, measure, scope)).fetchall()
    if not rows:
        return Claims([], frozenset(), None)
    page = queries.facts_page(db, [row["key"] for row in rows])
    figures = [page[row["key"]] for row in rows]
    excluded = frozenset(row["key"] for row in rows if row["contradicted"])
    origins = origins_of(figures, {row["key"]: row["origin"] for row in rows})
    return Claims(figures, excluded, _told(figures, origins))


def origins_of(figures: Sequence[Fact], names: Mapping[int, str | None]) -> dict[int, int]:
    """By key, a number for whose word each figure is: reprints of one origin have the same."""
    voices = voices_of((names[fact.key], fact.printed) for fact in figures)
    return {
        fact.key: origin
        for fact, origin in zip(figures, independent(voices), strict=True)
    }  # fmt: skip


def different(figures: Iterable[Fact]) -> list[Fact]:
    """One figure, the first, for each of those that say the same at the same stage."""
    return list({value_and_stage(fact): fact for fact in reversed([*figures])}.values())[::-1]


def value_and_stage(fact: Fact) -> tuple[float, float, str, str]:
    return fact.value or 0, fact.upper or 0, fact.hedge, fact.stage or ""


def _told(claims: Sequence[Fact], origins: Mapping[int, int]) -> Fact | None:
    outcomes = [fact for fact in claims if fact.stage != FORECAST] or claims
    if not outcomes:
        return None

    def rank(fact: Fact) -> tuple[bool, int, float, str, int]:
        fitting = {origins[other.key] for other in outcomes if _fits(fact, other)}
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
