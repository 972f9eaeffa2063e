"""The order of what was found: by tier, then by where in a fact the words stand, and how sure.

Only what ranking looks at is read: the facts that are shown are fetched once they are known.
"""

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from expotui.facts.text import fold
from expotui.facts.tokens import number_token
from expotui.search.query import is_run
from expotui.search.terms import EXACT, Term
from expotui.search.tiers import WHOLE, Tier

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


def ranked(db: sqlite3.Connection, tier_of: Mapping[int, Tier], terms: Sequence[Term]) -> list[int]:
    """The keys of `tier_of`, best first; those of facts that have gone are left out."""
    cursor = db.cursor()
    cursor.row_factory = None
    keys = f"[{','.join(map(str, tier_of))}]"
    candidates = (Candidate(*map(_decoded, row)) for row in cursor.execute(_RANKED, (keys,)))
    order = sorted(_rank(found, tier_of[found.key], terms) for found in candidates)
    return [rank[-1] for rank in order]


def _rank(
    fact: Candidate, tier: Tier, terms: Sequence[Term]
) -> tuple[int, float, bool, int, str, int]:
    """Lower is better: the tier, where the words were found, then claims whose passage is known.

    What is left is told apart by date, early claims first.
    """
    fields = _fields(fact)
    numbers = {number_token(n) for n in (fact.value, fact.upper) if n is not None and _sane(n)}
    found = sum(_weight(term, tier.reading, fields, numbers) for term in terms)
    numbers_met = all(term.typed in numbers for term in terms if term.typed[:1].isdigit())
    return (
        # A phrase is a match of the whole query like any other: its place in the row tells more.
        max(tier.number, WHOLE),
        -found,
        not numbers_met,
        fact.unlocated,
        fact.published or "9999",
        fact.key,
    )


def _fields(fact: Candidate) -> list[tuple[float, frozenset[str], str]]:
    """(weight, words, text) of what a fact says, the telling first."""
    return [
        (weight, _words(text[:LONGEST]), text)
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


def _weight(
    term: Term,
    reading: int,
    fields: Iterable[tuple[float, frozenset[str], str]],
    numbers: set[str],
) -> float:
    """What a term adds to a fact's rank: by the field it stands in, and how it stands there."""
    typed = term.typed
    if typed in numbers:
        return 6.0
    if is_run(typed):
        return next((weight for weight, _, text in fields if typed in text), 0.5)
    allowed = term.words(reading) if reading > EXACT else ()
    best = 0.5
    for weight, words, _ in fields:
        if typed in words:
            return max(best, weight + 0.5)
        for place, word in enumerate(allowed):
            if word in words:
                halved = weight / 2 if typed[0].isdigit() else 0.0
                best = max(best, weight - halved - min(place, 50) / 100)
                break
    return best


@lru_cache(maxsize=4_096)
def _words(text: str) -> frozenset[str]:
    return frozenset(_BREAKS.split(fold(text)))


_BREAKS = re.compile(r"\W+")


def _decoded(value: Any) -> Any:
    return value.decode("utf-8", "replace") if type(value) is bytes else value


def _sane(number: object) -> bool:
    return isinstance(number, int | float) and abs(number) < 1e300
