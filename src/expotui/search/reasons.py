"""Why a fact was found, where that is not plain to see: a typo, initials, a number rewritten."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from expotui.facts.model import Fact
from expotui.facts.quantities import grouped
from expotui.facts.search_fields import Columns, field_tokens
from expotui.facts.text import fold, folded_words
from expotui.facts.tokens import acronym, number_token, words
from expotui.search.query import is_run
from expotui.search.ranking import LONGEST, Sought
from expotui.search.tiers import ONE_DROPPED, Tier
from expotui.store.indexing import searched_rows

# What is told of a word that stands where a row does not show it.
_PLACES = {
    "event": "the event's name", "series": "the fair's name", "city": "the event's city",
    "title": "the page's title",
}  # fmt: skip

# Letters from which on a word's whereabouts are worth telling.
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why the facts of one search were found; worked out for those that somebody looks at.

    Plain data, which another thread than the one that searched may ask.
    """

    tier_of: Mapping[int, Tier] = field(default_factory=dict)
    sought: Mapping[Tier, Sequence[Sought]] = field(default_factory=dict)

    def puzzling(self, fact: Fact) -> list[Sought]:
        """The terms that do not stand as they were typed in what is shown of a fact."""
        tier = self.tier_of.get(fact.key)
        return _puzzling(fact, self.sought[tier]) if tier else []

    def of(self, db: sqlite3.Connection, fact: Fact) -> str:
        """One line about what is puzzling; '' where there is nothing to tell."""
        puzzling = self.puzzling(fact)
        indexed = searched_rows(db, [fact.key]) if puzzling else {}
        if fact.key not in indexed:
            return ""
        return _reason(fact, indexed[fact.key], puzzling, self.tier_of[fact.key])


def _puzzling(fact: Fact, terms: Sequence[Sought]) -> list[Sought]:
    texts = [text[:LONGEST] for text in _shown(fact) if text]
    shown: frozenset[str] = frozenset().union(*map(folded_words, texts))
    odd = [term for term in terms if not _is_plain(term, shown, texts)]
    if any(term.is_number for term in odd):
        # A number that is printed in another spelling is marked there, and plain so far.
        printed = words(fact.printed)
        odd = [term for term in odd if term.typed not in printed]
    return odd


def _reason(fact: Fact, indexed: Columns, terms: Sequence[Sought], tier: Tier) -> str:
    held = frozenset(token for tokens in field_tokens(indexed) for token in tokens.split())
    elsewhere: dict[str, list[str]] = {}
    told: list[str] = []
    for term in terms:
        if term.typed not in held:
            told += _read_as(term, tier, held)
        elif term.is_number:
            told += _rewritten(term.typed, fact)
        elif place := next(_places(term.typed, indexed), ""):
            elsewhere.setdefault(place, []).append(f"“{term.typed}”")
    told += [f"{', '.join(typed)} {place}" for place, typed in elsewhere.items()]
    return " · ".join(dict.fromkeys(told))


def _shown(fact: Fact) -> tuple[str | None, ...]:
    return (
        fact.printed, fact.measure_label, fact.event_short, fact.subject, fact.speaker, fact.role,
        fact.publisher, fact.scope_label, fact.stage, fact.counts,
    )  # fmt: skip


def _is_plain(term: Sought, shown: frozenset[str], texts: Sequence[str]) -> bool:
    typed = term.typed
    if term.is_run or " " in typed:
        return typed in fold(" ".join(texts))
    if len(typed) < _TELLING and not term.is_number:
        return True  # a letter or two begin something anywhere
    return typed in shown or any(word.startswith(typed) for word in shown)


def _read_as(term: Sought, tier: Tier, held: frozenset[str]) -> Iterator[str]:
    """A word in the place of one that is not there: a typo, its beginning, its letters."""
    met = next((word for word in term.places if word in held), None)
    if met is not None and not is_run(met):
        yield f"“{term.typed}” read as “{met}”"
    elif tier.number >= ONE_DROPPED:
        yield f"without “{term.typed}”"


def _rewritten(typed: str, fact: Fact) -> Iterator[str]:
    for number in (fact.value, fact.upper):
        if number is not None and number_token(number) == typed:
            yield f"{grouped(number)} in other words"


def _places(typed: str, indexed: Columns) -> Iterator[str]:
    """Where a word stands that is shown nowhere, the likeliest place first."""
    for name in (indexed["series"], indexed["event"]):
        if name and acronym(str(name)) == typed:
            yield f"for {name}"
    for column, place in _PLACES.items():
        if indexed[column] and typed in words(str(indexed[column])):
            yield f"in {place}: {indexed[column]}"
