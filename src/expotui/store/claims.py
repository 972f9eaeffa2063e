"""The claims of one key (event or subject, measure, scope), and the one that stands for them."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from expotui.facts.arithmetic import meet
from expotui.facts.model import Fact
from expotui.facts.origins import independent, voices_of
from expotui.facts.quantities import Qualifier
from expotui.facts.units import unlike
from expotui.facts.verdicts import FORECAST, Allowed, allowed
from expotui.store import queries
from expotui.store.compared import COMPARED

_OF_EVENT = f"""
    SELECT f.key, f.contradicted, coalesce(whole.origin, d.origin, whole.id, d.id) AS origin
    FROM facts f JOIN documents d ON d.id = f.document_id
    LEFT JOIN documents whole ON whole.id = d.copy_of_id
    WHERE f.event_id = ? AND f.measure_id = ? AND f.scope IS ? AND f.kind = 'figure'
      AND f.value IS NOT NULL AND {COMPARED} ORDER BY f.key
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
    there = (page.get(row["key"]) for row in rows)
    figures = [fact for fact in there if fact is not None and fact.value is not None]
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


def value_and_stage(fact: Fact) -> tuple[float, float, str, str, str]:
    """What a figure says, and when; in the order of numbers."""
    return fact.signed or 0, fact.upper or 0, fact.hedge, fact.unit or "", fact.stage or ""


def by_value(figures: Iterable[Fact]) -> Iterator[list[Fact]]:
    """Figures that say the same at the same stage together, by value; the earliest first."""
    for _, same in groupby(sorted(figures, key=value_and_stage), value_and_stage):
        yield sorted(same, key=lambda fact: fact.published or "9999")


def _told(claims: Sequence[Fact], origins: Mapping[int, int]) -> Fact | None:
    """The one that stands for claims; of thousands of numbers, the most told are candidates."""
    outcomes = [fact for fact in claims if fact.stage != FORECAST] or claims
    said: dict[tuple[object, ...], _Said] = {}
    for fact in sorted(outcomes, key=_when):
        key = value_and_stage(fact)[:-1]
        one = said.setdefault(key, _Said(fact, allowed(fact), set()))
        one.origins.add(origins[fact.key])
    ranked = sorted(said.values(), key=_Said.rank)
    best = min(ranked[:_CANDIDATES], key=lambda one: one.standing([*said.values()]), default=None)
    return best and best.fact


def _when(fact: Fact) -> tuple[str, int]:
    return fact.published or "9999", fact.key


# Numbers that are looked at closely, however many are claimed.
_CANDIDATES = 50


class _Said(NamedTuple):
    """A number as it was claimed first, what it allows, and of which origins it is."""

    fact: Fact
    range: Allowed
    origins: set[int]

    def rank(self) -> tuple[bool, int, float, str, int]:
        # "Over 83 billion" fits whatever anybody claims beyond it.
        hedged = self.fact.hedge is not Qualifier.EXACT
        return self._ranked(hedged, len(self.origins))

    def standing(self, others: Sequence["_Said"]) -> tuple[bool, int, float, str, int]:
        """The least stands for all: of how many origins claims are that it fits."""
        fitting: set[int] = set()
        for other in others:
            if not unlike(self.fact.unit, other.fact.unit) and meet(self.range, other.range):
                fitting |= other.origins
        return self._ranked(self.fact.hedge is not Qualifier.EXACT, len(fitting))

    def _ranked(self, hedged: bool, fitting: int) -> tuple[bool, int, float, str, int]:
        low, high = self.range.low, self.range.high
        width = float("inf") if low is None or high is None else float(high - low)
        return hedged, -fitting, width, *_when(self.fact)
