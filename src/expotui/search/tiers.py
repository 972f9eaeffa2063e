"""The FTS5 expressions that are asked one after another, the surest first."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from expotui.search.terms import BEGUN, EXACT, FAR, TYPOS, Term

PHRASE, WHOLE, BEGINNINGS, LIKE, FAR_OFF, ONE_DROPPED, TWO_DROPPED = range(7)
READINGS = {WHOLE: EXACT, BEGINNINGS: BEGUN, LIKE: TYPOS, FAR_OFF: FAR}

# A doubtful tier is only begun while those before it found fewer facts than this: a doubtful
# reading is better than none, and worse than silence beside sure ones.
ENOUGH = {LIKE: 5, FAR_OFF: 1, ONE_DROPPED: 1, TWO_DROPPED: 1}

# What the last word of a phrase may be on its way to, from so many letters on.
_ENDINGS = 4
_BEGUN_WITH = 3
# Where a word is left out, each of the others stands for so many indexed ones.
_FEW = 8


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
    yield from _dropped(terms, ONE_DROPPED, 1)
    yield from _dropped(terms, TWO_DROPPED, 2)


def _phrases(words: Sequence[str], endings: Sequence[str]) -> str:
    *lead, last = words
    further = endings[:_ENDINGS] if len(last) >= _BEGUN_WITH else ()
    return " OR ".join(f'"{" ".join((*lead, end))}"' for end in (last, *further))


def _all_of(terms: Sequence[Term], reading: int, most: int | None = None) -> str:
    found = [term.expression(reading, most) for term in terms]
    return " AND ".join(found) if all(found) else ""


def _dropped(terms: Sequence[Term], number: int, drop: int) -> Iterator[Tier]:
    """What is found without some of the words, the commonest first: they tell least of a fact.

    One question each: any of them may be the last there is time for.
    """
    loose = sorted((term for term in terms if not term.asked_for), key=lambda term: -term.facts)
    if len(loose) <= 2 * drop - 1 or len(terms) <= drop:
        return
    for dropped in combinations(loose, drop):
        kept = [term for term in terms if not any(term is gone for gone in dropped)]
        if expression := _all_of(kept, TYPOS, _FEW):
            yield Tier(number, expression)
