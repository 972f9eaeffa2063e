"""Where a store does not fit together: listed the worst first, and opened one by one."""

import sqlite3
from collections.abc import Iterable
from itertools import combinations
from operator import attrgetter
from typing import NamedTuple

from expotui.facts.arithmetic import tens_apart
from expotui.facts.model import Fact
from expotui.facts.verdicts import Judgement, Verdict, judge
from expotui.store import queries
from expotui.store.claims import claims_of, different
from expotui.store.conflicts import claims, conversions, dates, editions, growths, parts, sums
from expotui.store.conflicts.growths import Evidence
from expotui.store.conflicts.heads import Asked, Head, Kind, Severity

__all__ = ["Asked", "Conflict", "Evidence", "Head", "Kind", "Pair", "Severity", "heads", "opened"]

# Numbers of which all pairs are told.
_ALL_PAIRS = 40

_FINDERS = {
    Kind.CLAIMS: claims.heads,
    Kind.EDITION: editions.heads,
    Kind.DATE: dates.heads,
    Kind.GROWTH: growths.heads,
    Kind.SUM: sums.heads,
    Kind.PART: parts.heads,
    Kind.CONVERSION: conversions.heads,
}


class Pair(NamedTuple):
    """Two claims that exclude each other, and why; `tens` is the power of ten they differ by where
    their digits are the same.
    """

    one: Fact
    other: Fact
    judgement: Judgement
    tens: int


class Conflict(NamedTuple):
    """All there is to know of a conflict.

    `figures` are all that it is about, those of a key by value; `contradicted` are the keys of
    those that do not fit, `evidence` what growths say of them.
    """

    head: Head
    figures: list[Fact]
    contradicted: frozenset[int]
    pairs: list[Pair]
    evidence: list[Evidence]


def heads(db: sqlite3.Connection, asked: Asked) -> list[Head]:
    """The conflicts that all filters hold for, the worst first."""
    finders = [find for kind, find in _FINDERS.items() if asked.kind in (None, kind)]
    return sorted((head for find in finders for head in find(db, asked)), key=attrgetter("order"))


def opened(db: sqlite3.Connection, head: Head) -> Conflict:
    """A conflict with its figures, why they exclude each other, and what growths say of them."""
    marks = claims.marks(db, head) if head.kind is Kind.CLAIMS else dict.fromkeys(head.keys, False)
    page = queries.facts_page(db, [*marks])
    figures = [page[key] for key in marks if key in page]
    excluded = frozenset(key for key, mark in marks.items() if mark) | head.misfits
    return Conflict(head, figures, excluded, _pairs(head, figures), _evidence(db, head))


def _pairs(head: Head, figures: list[Fact]) -> list[Pair]:
    """Which exclude each other; of very many numbers, each and the one farthest off."""
    if head.kind is not Kind.CLAIMS:
        return []
    rivals = different(figures)
    pairs: Iterable[tuple[Fact, Fact]] = combinations(rivals, 2)
    if len(rivals) > _ALL_PAIRS:
        ends = rivals[0], rivals[-1]
        pairs = ((end, fact) for fact in rivals for end in ends if fact is not end)
    judged = (Pair(one, other, judge(one, other), tens_apart(one, other)) for one, other in pairs)
    return [pair for pair in judged if pair.judgement.verdict is Verdict.CONTRADICT]


def _evidence(db: sqlite3.Connection, head: Head) -> list[Evidence]:
    if head.kind is not Kind.CLAIMS or head.event is None or head.measure is None:
        return []
    of_key = claims_of(db, head.event, head.measure, head.scope)
    return growths.evidence(db, head.event, head.measure, of_key)
