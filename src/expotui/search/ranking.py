"""The order of what was found: by tier, then by where in a fact the words stand, and how sure.

Only what ranking looks at is read: the facts that are shown are fetched once they are known.
"""

import re
import sqlite3
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from expotui.facts.quantities import printable
from expotui.facts.text import folded_words
from expotui.facts.tokens import number_token
from expotui.search.query import is_run
from expotui.search.terms import BEGUN, Term
from expotui.search.tiers import WHOLE, Tier
from expotui.store.queries import decoded, keys_json

# Characters of a text that count for its rank.
LONGEST = 2_000

_RANKED = """
    SELECT f.key, f.kind = 'quote', f.speaker, f.role, coalesce(f.qualified_text, f.text),
           coalesce(m.label, f.measure_id), e.short, sub.name, f.scope, f.counts, d.publisher,
           f.value, f.upper, f.span_start IS NULL, d.published
    FROM facts f
    JOIN documents d ON d.id = f.document_id
    LEFT JOIN events e ON e.id = f.event_id
    LEFT JOIN measures m ON m.id = f.measure_id
    LEFT JOIN subjects sub ON sub.id = f.subject_id
    WHERE f.key IN (SELECT value FROM json_each(?))
"""


class Candidate(NamedTuple):
    """What ranking looks at."""

    key: int
    is_quote: int
    speaker: str | None
    role: str | None
    printed: str
    measure: str | None
    event: str | None
    subject: str | None
    scope: str | None
    counts: str | None
    publisher: str
    value: int | float | None
    upper: int | float | None
    unlocated: int
    published: str | None


@dataclass(frozen=True, slots=True)
class Sought:
    """A term as a reading allows it: the words, each with its place, the surest first."""

    typed: str
    is_number: bool
    is_run: bool
    places: Mapping[str, int]

    @property
    def words(self) -> Set[str]:
        return self.places.keys()


# What a fact says, part by part: how much that weighs, its words, and the text itself.
Parts = list[tuple[float, frozenset[str], str]]


def ranked(
    db: sqlite3.Connection, tier_of: Mapping[int, Tier], sought: Mapping[Tier, Sequence[Sought]]
) -> list[int]:
    """The keys of `tier_of`, best first; those of facts that have gone are left out."""
    cursor = db.cursor()
    cursor.row_factory = None
    candidates = (
        Candidate(*decoded(row)) for row in cursor.execute(_RANKED, (keys_json(tier_of),))
    )
    order = sorted(_rank(found, tier := tier_of[found.key], sought[tier]) for found in candidates)
    return [rank[-1] for rank in order]


def sought_in(tiers: Set[Tier], terms: Sequence[Term]) -> dict[Tier, list[Sought]]:
    """What is sought in each tier, without the vocabulary that it came from."""
    return {tier: _sought(terms, tier.reading) for tier in tiers}


def _sought(terms: Sequence[Term], reading: int) -> list[Sought]:
    return [
        Sought(
            term.typed,
            term.typed[:1].isdigit(),
            is_run(term.typed),
            {word: place for place, word in enumerate(term.words(max(reading, BEGUN)))},
        )
        for term in terms
    ]


def _rank(
    fact: Candidate, tier: Tier, sought: Sequence[Sought]
) -> tuple[int, float, bool, int, int, str, int]:
    """Lower is better: the tier, where the words were found, then what counts nothing beside what
    was asked for ("turnover" is no growth of it), then claims whose passage is known.

    What is left is told apart by date, early claims first.
    """
    parts = _parts(fact)
    numbers = _numbers(fact) if any(term.is_number for term in sought) else frozenset()
    found = sum(_weight(term, parts, numbers) for term in sought)
    numbers_met = all(term.typed in numbers for term in sought if term.is_number)
    return (
        # A phrase is a match of the whole query like any other: its place in the row tells more.
        max(tier.number, WHOLE),
        -found,
        not numbers_met,
        _beside(fact.measure or "", sought),
        fact.unlocated,
        fact.published or "9999",
        fact.key,
    )


def _beside(measure: str, sought: Sequence[Sought]) -> int:
    """How many words of a measure's name nobody asked for."""
    return len(folded_words(measure).difference(*(term.words for term in sought)))


def _only_a_part(number: str, text: str) -> bool:
    """Whether digits stand in a text as a part of other numbers alone: 6 in 6.7."""
    return not re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", text)


def _numbers(fact: Candidate) -> frozenset[str]:
    found = map(printable, (fact.value, fact.upper))
    return frozenset(number_token(number) for number in found if number is not None)


def _parts(fact: Candidate) -> Parts:
    return [
        (weight, folded_words(text[:LONGEST]), text)
        for weight, text in (
            (5.0 if fact.is_quote else 2.0, fact.speaker),
            (4.0, fact.printed),
            (3.0, fact.measure),
            (2.5, fact.event),
            (2.5, fact.subject),
            (2.0, fact.role),
            (2.0, fact.scope and fact.scope.replace("_", " ")),
            (1.5, fact.counts),
            (1.0, fact.publisher),
        )
        if text
    ]


def _weight(term: Sought, parts: Parts, numbers: frozenset[str]) -> float:
    """What a term adds to a fact's rank: by the part it stands in, and how it stands there."""
    if term.typed in numbers:
        return 6.0
    if term.is_run:
        return next((weight for weight, _, text in parts if term.typed in text), 0.5)
    best = 0.5
    for weight, words, text in parts:
        if term.typed in words and not (term.is_number and _only_a_part(term.typed, text)):
            return max(best, weight + 0.5)
        if met := words & term.words:
            place = min(term.places[word] for word in met)
            best = max(best, weight * (0.5 if term.is_number else 1) - min(place, 50) / 100)
    return best
