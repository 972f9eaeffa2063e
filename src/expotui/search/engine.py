"""From a typed query to ranked facts, tier by tier."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from expotui.facts.model import Fact
from expotui.facts.text import fold
from expotui.facts.tokens import Token, number_token, tokens
from expotui.search.vocabulary import Expansion, Vocabulary
from expotui.store.queries import facts_page

# Characters of a text that count for its rank.
LONGEST = 2_000

# Rows looked at closely, however many match: what is shown, with room for ranking.
CANDIDATES = 400

PHRASE, EXACT, PREFIXES, TYPOS, SUBSEQUENCES, ONE_DROPPED = range(6)

# A tier is only asked while the ones before it found less than this share of what was wanted:
# a doubtful reading is better than none, and worse than silence beside sure ones.
_ROOM = {PHRASE: 1, EXACT: 1, PREFIXES: 1, TYPOS: 0.2, SUBSEQUENCES: 0.06, ONE_DROPPED: 0.01}


@dataclass(frozen=True, slots=True)
class Results:
    """Facts in order of rank, and what of them to highlight.

    `matched` maps each indexed word that counted as a match to the number of its letters that
    were typed (a prefix), or 0 for all of them.
    `unknown` are the words typed that are like no indexed one: why nothing was found.
    """

    facts: list[Fact] = field(default_factory=list)
    matched: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


def search(db: sqlite3.Connection, text: str, limit: int = 50) -> list[int]:
    """The keys of the facts that answer `text`, best first; empty where nothing does."""
    return [fact.key for fact in Searcher(db).search(text, limit).facts]


class Searcher:
    """Searches one store; holds its vocabulary between queries, or shares one that was read."""

    def __init__(self, db: sqlite3.Connection, vocabulary: Vocabulary | None = None) -> None:
        self._db = db
        self._vocabulary = vocabulary or Vocabulary(db)

    def search(self, text: str, limit: int = 50) -> Results:
        """The facts that answer `text`, best first, no more than `limit`.

        Of a tier that more than `CANDIDATES` facts match, the latest added are ranked.
        """
        terms = [self._vocabulary.expand(token.text, token.is_number) for token in _typed(text)]
        if not terms:
            return Results()
        tier_of: dict[int, int] = {}
        for tier, expression in _expressions(terms):
            if len(tier_of) >= _ROOM[tier] * limit:
                break
            for key in self._matching(expression):
                tier_of.setdefault(key, tier)
        if not tier_of:
            return Results(unknown=tuple(term.typed for term in terms if not term.upto(2)))
        rows = facts_page(self._db, list(tier_of))
        ranked = sorted(rows.values(), key=lambda fact: _rank(fact, tier_of[fact.key], terms))
        reached = max((tier_of[fact.key] for fact in ranked[:limit]), default=EXACT)
        return Results(ranked[:limit], _matched(terms, reached))

    def _matching(self, expression: str) -> list[int]:
        rows = self._db.execute(
            "SELECT rowid FROM fact_index WHERE fact_index MATCH ? ORDER BY rowid DESC LIMIT ?",
            (expression, CANDIDATES),
        )
        return [row[0] for row in rows]


def _typed(text: str) -> list[Token]:
    """The tokens of a query; a scaled number ("1.84 trillion") counts as the number it means."""
    found: list[Token] = []
    for token in tokens(text[:400]):
        while token.is_number and found and found[-1].start >= token.start:
            found.pop()
        found.append(token)
    telling = [token for token in found if token.text not in _IDLE]
    return (telling or found)[:12]


def _expressions(terms: list[Expansion]) -> Iterator[tuple[int, str]]:
    """The FTS5 expression of each tier that can match anything, the surest first."""
    if len(terms) > 1 and all(term.exact for term in terms):
        yield PHRASE, '"' + " ".join(term.typed for term in terms) + '"'
    for tier in (EXACT, PREFIXES, TYPOS, SUBSEQUENCES):
        if expression := _all_of(terms, tier - EXACT):
            yield tier, expression
    if len(terms) > 1:
        dropped = (_all_of(terms[:at] + terms[at + 1 :], 2) for at in range(len(terms)))
        if expressions := [expression for expression in dropped if expression]:
            yield ONE_DROPPED, " OR ".join(f"({expression})" for expression in expressions)


def _all_of(terms: list[Expansion], upto: int) -> str:
    allowed = [term.upto(upto) for term in terms]
    if not all(allowed):
        return ""
    return " AND ".join("(" + " OR ".join(f'"{word}"' for word in words) + ")" for words in allowed)


def _matched(terms: list[Expansion], tier: int) -> dict[str, int]:
    upto = 2 if tier == ONE_DROPPED else max(tier - EXACT, 1)
    matched: dict[str, int] = {}
    for term in terms:
        for word in term.upto(upto):
            matched[word] = len(term.typed) if word in term.prefixes else 0
    return matched


def _rank(fact: Fact, tier: int, terms: list[Expansion]) -> tuple[int, float, bool, bool, str, int]:
    """Lower is better: the tier, where the words were found, then claims whose passage is known.

    What is left is told apart by date, early claims first.
    """
    upto = {PHRASE: 0, ONE_DROPPED: 2}.get(tier, tier - EXACT)
    fields = _weighted_fields(fact)
    numbers = {number_token(n) for n in (fact.value, fact.upper) if n is not None}
    found = sum(_weight(term, upto, fields, numbers) for term in terms)
    numbers_met = all(term.typed in numbers for term in terms if term.is_number)
    unlocated = fact.span_start is None
    # A phrase is a match of the whole query like any other: only its place in the row tells more.
    return (
        max(tier, EXACT),
        -found,
        not numbers_met,
        unlocated,
        fact.published or "9999",
        fact.key,
    )


# Words of a question rather than of an answer: only looked for where there are no others.
_IDLE = frozenset(
    [
        "a",
        "an",
        "and",
        "about",
        "at",
        "by",
        "did",
        "do",
        "does",
        "for",
        "from",
        "how",
        "in",
        "is",
        "it",
        "many",
        "much",
        "of",
        "on",
        "or",
        "said",
        "say",
        "says",
        "than",
        "that",
        "the",
        "this",
        "to",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "why",
        "with",
    ]
)

_WORD = re.compile(r"\W+")


def _weighted_fields(fact: Fact) -> list[tuple[float, set[str]]]:
    spoken = 5.0 if fact.is_quote else 2.0
    texts = (
        (spoken, f"{fact.speaker or ''} {fact.role or ''}"),
        (4.0, fact.printed),
        (3.0, fact.measure_label or ""),
        (2.5, f"{fact.event_short or ''} {fact.subject or ''}"),
        (2.0, fact.scope_label or ""),
        (1.5, fact.counts or ""),
        (1.0, fact.publisher),
    )
    return [(weight, set(_WORD.split(fold(text[:LONGEST])))) for weight, text in texts if text]


def _weight(
    term: Expansion, upto: int, fields: list[tuple[float, set[str]]], numbers: set[str]
) -> float:
    if term.is_number and term.typed in numbers:
        return 6.0
    wanted = term.allowed(upto)
    for weight, words in fields:
        if term.typed in words:
            return weight + 0.5
        if words & wanted:
            return weight - (weight / 2 if term.is_number else 0.0)
    return 0.5
