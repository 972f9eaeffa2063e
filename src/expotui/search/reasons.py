"""Why a fact was found, where that is not plain to see: a typo, initials, a number rewritten."""

from collections.abc import Sequence

from expotui.facts.model import Fact
from expotui.facts.quantities import grouped
from expotui.facts.search_fields import FIELDS, Columns, field_tokens
from expotui.facts.tokens import acronym, words
from expotui.search.query import is_run
from expotui.search.terms import Term
from expotui.search.tiers import ONE_DROPPED, Tier


def reason(fact: Fact, searched: Columns, terms: Sequence[Term], tier: Tier) -> str:
    """One line, or '' where every word stands in the fact as it was typed.

    Args:
        searched: the fact's columns as they are indexed (store.indexing.SEARCHED).
    """
    indexed = {
        token for tokens in field_tokens(searched)[: len(FIELDS)] for token in tokens.split()
    }
    shown = set(words(" ".join(filter(None, _shown(fact)))))
    told = (_of_term(term, tier, indexed, shown, searched) for term in terms)
    return " · ".join(dict.fromkeys(filter(None, told)))


def _shown(fact: Fact) -> tuple[str | None, ...]:
    return (
        fact.printed, fact.measure_label, fact.event_short, fact.subject, fact.speaker, fact.role,
        fact.publisher, fact.scope_label, fact.stage, fact.counts,
    )  # fmt: skip


def _of_term(term: Term, tier: Tier, indexed: set[str], shown: set[str], searched: Columns) -> str:
    typed = term.typed
    if " " in typed or is_run(typed):
        return ""
    if typed in indexed:
        return "" if typed in shown else _elsewhere(typed, searched)
    met = next((word for word in term.words(tier.reading) if word in indexed), None)
    if met is None:
        return f"without “{typed}”" if tier.number >= ONE_DROPPED else ""
    if met.startswith(typed):
        return ""
    return f"“{typed}” read as “{met}”"


def _elsewhere(typed: str, searched: Columns) -> str:
    """Where a word stands that is not among those shown beside a fact."""
    if typed[0].isdigit() and typed.replace("_", "").isdigit():
        return _number(typed, searched)
    for name in (searched["series"], searched["event"]):
        if name and acronym(str(name)) == typed:
            return f"“{typed}” for {name}"
    for where in ("event", "series", "city", "title"):
        if searched[where] and typed in words(str(searched[where])):
            return f"“{typed}” in the {_NAMES.get(where, where)}: {searched[where]}"
    return ""


_NAMES = {"event": "event's name", "series": "fair's name", "title": "page's title"}


def _number(typed: str, searched: Columns) -> str:
    number = typed.replace("_", ".")
    for column in ("value", "upper"):
        value = searched[column]
        if isinstance(value, int | float) and grouped(value, "") == number:
            return f"{grouped(value)} in other words"
    return ""
