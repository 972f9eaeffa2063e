"""Why a fact was found, where that is not plain to see: a typo, initials, a number rewritten."""

from collections.abc import Iterator, Sequence

from expotui.facts.model import Fact
from expotui.facts.quantities import grouped
from expotui.facts.search_fields import Columns, told_words
from expotui.facts.text import fold, folded_words
from expotui.facts.tokens import acronym, number_token, words
from expotui.search.query import is_run
from expotui.search.ranking import LONGEST
from expotui.search.terms import Term
from expotui.search.tiers import ONE_DROPPED, Tier

# What is told of a word that stands where a row does not show it.
_PLACES = {
    "event": "the event's name", "series": "the fair's name", "city": "the event's city",
    "title": "the page's title",
}  # fmt: skip


def puzzling(fact: Fact, terms: Sequence[Term]) -> list[Term]:
    """The terms that do not stand as they were typed in what is shown of a fact."""
    texts = [text[:LONGEST] for text in _shown(fact) if text]
    shown: frozenset[str] = frozenset().union(*map(folded_words, texts))
    odd = [term for term in terms if not _is_plain(term.typed, shown, texts)]
    if any(term.typed[0].isdigit() for term in odd):
        # A number that is printed in another spelling is marked there, and plain so far.
        printed = words(fact.printed)
        odd = [term for term in odd if term.typed not in printed]
    return odd


def held_words(fact: Fact, indexed: Columns) -> frozenset[str]:
    """The words that a fact is found by, as good as.

    Args:
        indexed: the fact's columns as they are indexed (store.indexing.SEARCHED).
    """
    told = (token for tokens in told_words(indexed) for token in tokens.split())
    numbers = (number_token(n) for n in (fact.value, fact.upper) if n is not None)
    own = (folded_words(text[:LONGEST]) for text in (fact.printed, fact.counts or ""))
    return frozenset().union(told, numbers, *own)


def reason(
    fact: Fact, indexed: Columns, held: frozenset[str], terms: Sequence[Term], tier: Tier
) -> str:
    """One line about the puzzling terms; '' where there is nothing to tell.

    Args:
        indexed: the fact's columns as they are indexed (store.indexing.SEARCHED).
        held: the words that it is found by.
    """
    elsewhere: dict[str, list[str]] = {}
    told: list[str] = []
    for term in terms:
        if term.typed not in held:
            told += _read_as(term, tier, held)
        elif term.typed[0].isdigit():
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


def _is_plain(typed: str, shown: frozenset[str], texts: Sequence[str]) -> bool:
    if is_run(typed) or " " in typed:
        return typed in fold(" ".join(texts))
    return typed in shown or any(word.startswith(typed) for word in shown)


def _read_as(term: Term, tier: Tier, held: frozenset[str]) -> Iterator[str]:
    """A word in the place of one that is not there: a typo, its beginning, its letters."""
    met = next((word for word in term.words(tier.reading) if word in held), None)
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
