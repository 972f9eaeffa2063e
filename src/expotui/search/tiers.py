"""The FTS5 expressions that are asked one after another, the surest first."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from expotui.search.terms import BEGUN, EXACT, FAR, TYPOS, Term

PHRASE, WHOLE, BEGINNINGS, LIKE, FAR_OFF, ONE_DROPPED, TWO_DROPPED = range(7)
READINGS = {WHOLE: EXACT, BEGINNINGS: BEGUN, LIKE: TYPOS, FAR_OFF: FAR}

# A tier is only asked while the ones before it found less than this share of what was wanted:
# a doubtful reading is better than none, and worse than silence beside sure ones.
ROOM = {
    PHRASE: 1, WHOLE: 1, BEGINNINGS: 1, LIKE: 0.2, FAR_OFF: 0.06, ONE_DROPPED: 0.01,
    TWO_DROPPED: 0.01,
}  # fmt: skip

# What the last word of a phrase may be on its way to.
_ENDINGS = 8


class Tier(NamedTuple):
    """One question to the index."""

    number: int
    expression: str

    @property
    def reading(self) -> int:
        """How far the words of its hits may be from what was typed."""
        return READINGS.get(self.number, EXACT if self.number == PHRASE else TYPOS)


def tiers(terms: Sequence[Term], phrase: Sequence[str], endings: Sequence[str]) -> Iterator[Tier]:
    """The tiers of a query, those that can't match anything left out.

    Args:
        terms: what a fact has to hold.
        phrase: the words typed in a row, as they would stand in a text; with what they lead to.
        endings: what else the last of them may be, as it is being typed.
    """
    if len(phrase) > 1:
        yield Tier(PHRASE, _phrases(phrase, endings))
    asked = set()
    for number, reading in READINGS.items():
        expression = _all_of(terms, reading)
        if expression and expression not in asked:
            asked.add(expression)
            yield Tier(number, expression)
    if len(terms) > 1:
        yield from _dropped(ONE_DROPPED, [_but(terms, at) for at in range(len(terms))])
    if len(terms) > 3:
        pairs = [(a, b) for b in range(len(terms)) for a in range(b)]
        yield from _dropped(TWO_DROPPED, [_but(terms, *pair) for pair in pairs])


def _phrases(words: Sequence[str], endings: Sequence[str]) -> str:
    *lead, last = words
    return " OR ".join(f'"{" ".join((*lead, end))}"' for end in (last, *endings[:_ENDINGS]))


def _all_of(terms: Sequence[Term], reading: int) -> str:
    found = [term.expression(reading) for term in terms]
    return " AND ".join(found) if all(found) else ""


def _but(terms: Sequence[Term], *dropped: int) -> list[Term]:
    return [term for at, term in enumerate(terms) if at not in dropped]


def _dropped(number: int, choices: Sequence[Sequence[Term]]) -> Iterator[Tier]:
    expressions = [expression for some in choices if (expression := _all_of(some, TYPOS))]
    if expressions:
        yield Tier(number, " OR ".join(f"({expression})" for expression in expressions))
