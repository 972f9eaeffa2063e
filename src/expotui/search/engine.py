"""From a typed query to ranked facts, tier by tier."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from expotui.facts.model import Fact
from expotui.facts.tokens import Token, words
from expotui.search.completion import Completer, Completion
from expotui.search.filters import COLUMNS, EVERYTHING, Filter, QueryError, make_filter
from expotui.search.query import Part, Query, is_run, parse, typed_tokens
from expotui.search.ranking import ranked, sought_in
from expotui.search.reasons import Reasons
from expotui.search.terms import BEGUN, Number, Phrase, Run, Term, Word
from expotui.search.tiers import ENOUGH, LIKE, WHOLE, Tier, tiers
from expotui.search.vocabulary import StoredTerms, Vocabulary
from expotui.store.as_of import looks_back
from expotui.store.indexing import LATEST_FIRST
from expotui.store.queries import facts_page

# Rows looked at closely, however many match: what is shown, with room for ranking.
CANDIDATES = 200

# When no doubtful question is asked any more, in seconds.
PATIENCE = 0.05


@dataclass(frozen=True, slots=True)
class Results:
    """Facts in order of rank, and what of them to highlight.

    `matched` maps each indexed word that counted as a match to the number of its letters that
    were typed (a prefix), or 0 for all of them. `reasons` tells why a fact was found where that is
    not plain to see. `unknown` are the words typed that are like no indexed one: why
    nothing was found. `problem` says which filter means nothing; there are no facts then.
    """

    facts: list[Fact] = field(default_factory=list)
    matched: Mapping[str, int] = field(default_factory=dict)
    reasons: Reasons = field(default_factory=Reasons)
    unknown: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the vocabulary's help: terms to meet, filters to pass, expressions to avoid."""

    terms: list[Term]
    filters: list[Filter]
    avoided: list[str]
    phrase: tuple[str, ...]
    endings: tuple[str, ...]


def search(db: sqlite3.Connection, text: str, limit: int = 50) -> list[int]:
    """The keys of the facts that answer `text`, best first; empty where nothing does."""
    return [fact.key for fact in Searcher(db).search(text, limit).facts]


class Searcher:
    """Searches one store; holds its vocabulary between queries, or shares one that was read."""

    def __init__(self, db: sqlite3.Connection, vocabulary: Vocabulary | None = None) -> None:
        self._db = db
        self._vocabulary = vocabulary or Vocabulary(db)
        self._stored = StoredTerms(db)
        # A connection that looks back hides facts which the index still holds.
        self._hides = looks_back(db)
        self._completer = Completer(db, self._vocabulary)

    def complete(self, text: str) -> list[Completion]:
        """What a filter at the end of `text` may become."""
        return self._completer.complete(text)

    def search(self, text: str, limit: int = 50) -> Results:
        """The facts that answer `text`, best first, no more than `limit`.

        Of a tier that more than `CANDIDATES` facts match, the latest added are ranked.
        """
        query = parse(text)
        if query.empty:
            return Results()
        try:
            asked = self._asked(query)
        except QueryError as error:
            return Results(problem=str(error))
        tier_of = self._found(asked, limit)
        if not tier_of:
            return Results(unknown=tuple(t.typed for t in asked.terms if not t.known))
        sought = sought_in(set(tier_of.values()), asked.terms)
        keys = ranked(self._db, tier_of, sought)[:limit]
        page = facts_page(self._db, keys)
        facts = [page[key] for key in keys if key in page]
        reached = max((tier_of[fact.key].reading for fact in facts), default=BEGUN)
        return Results(facts, _matched(asked.terms, reached), Reasons(tier_of, sought))

    # --- understanding -------------------------------------------------------------------------

    def _asked(self, query: Query) -> Asked:
        telling = _telling(query.words)
        typed: list[Term] = [self._term(token) for token in telling[:-1]]
        typed += [self._term(token, ending=True) for token in telling[-1:]]
        terms = typed[:]
        filters, avoided = [], []
        for part in query.parts:
            if not part.value:
                continue  # `speaker:` is on its way to more
            made = make_filter(part, self._stored)
            of_part = [] if made else self._terms_of(part)
            if part.excluded and made and made.sql:
                filters.append(made.excluding)
            elif part.excluded:
                avoided += [made.expression] if made else _together(of_part)
            elif made:
                filters.append(made)
            else:
                terms += of_part
        phrase = tuple(text for token in query.words for text in _indexed(token))
        last = typed[-1] if typed else None
        endings = last.words(BEGUN)[1:] if isinstance(last, Word) else ()
        return Asked(terms, filters, avoided, phrase, endings)

    def _term(self, token: Token, column: str = "", *, ending: bool = False) -> Term:
        if token.is_number:
            return Number(token.text, column, self._stored)
        if is_run(token.text):
            return Run(token.text, column, self._vocabulary)
        return Word(token.text, column, self._vocabulary, ending)

    def _terms_of(self, part: Part) -> list[Term]:
        """The words of a part: of a field, in quotation marks, or not wanted."""
        column = COLUMNS.get(part.name, "")
        if part.quoted or part.excluded:
            said = tuple(words(part.value))
            return [Phrase(said, column)] if said else []
        return [self._term(token, column) for token in typed_tokens(part.value)]

    # --- finding -------------------------------------------------------------------------------

    def _found(self, asked: Asked, limit: int) -> dict[int, Tier]:
        """Keys and the tier that found each; tier by tier, until there are enough."""
        tier_of: dict[int, Tier] = {}
        patient = perf_counter() + PATIENCE
        begun = -1
        for tier in _tiers(asked):
            goes_on = tier.number == begun
            enough = limit if goes_on else min(limit, ENOUGH.get(tier.number, limit))
            # Nothing found yet is worth a first question of each tier, however long it takes.
            late = (tier_of or goes_on) and tier.number >= LIKE and perf_counter() > patient
            if len(tier_of) >= enough or late:
                break
            begun = tier.number
            for key in self._matching(tier.expression, asked):
                tier_of.setdefault(key, tier)
        return tier_of

    def _matching(self, expression: str, asked: Asked) -> list[int]:
        """The facts that match an expression and pass the filters, the latest added first."""
        wanted = [
            f"({some})" for some in (expression, *(f.expression for f in asked.filters)) if some
        ]
        match = " AND ".join(wanted) or EVERYTHING
        if asked.avoided:
            match = f"({match}) NOT ({' OR '.join(asked.avoided)})"
        conditions = [made.sql for made in asked.filters if made.sql]
        key = f"{LATEST_FIRST} - fact_index.rowid"
        joined = f" CROSS JOIN facts f ON f.key = {key}" if conditions or self._hides else ""
        rows = self._db.execute(
            f"SELECT {key} FROM fact_index{joined} WHERE fact_index MATCH :match"
            f"{''.join(f' AND {sql}' for sql in conditions)}"
            " ORDER BY fact_index.rowid LIMIT :most",
            {"match": match, "most": CANDIDATES},
        )
        return [row[0] for row in rows]


def _tiers(asked: Asked) -> Iterator[Tier]:
    if asked.terms:
        return tiers(asked.terms, asked.phrase, asked.endings)
    # Filters alone: all that passes them.
    return iter((Tier(WHOLE, ""),)) if asked.filters or asked.avoided else iter(())


def _telling(tokens: Sequence[Token]) -> Sequence[Token]:
    return [token for token in tokens if token.text not in _IDLE] or tokens


def _indexed(token: Token) -> Sequence[str]:
    """The indexed tokens of a typed one: a run of characters is indexed one by one."""
    return token.text if is_run(token.text) else (token.text,)


def _together(terms: Sequence[Term]) -> list[str]:
    expressions = [expression for term in terms if (expression := term.expression(WHOLE))]
    return [" AND ".join(expressions)] if expressions else []


def _matched(terms: Sequence[Term], reading: int) -> dict[str, int]:
    matched: dict[str, int] = {}
    for term in terms:
        for word in term.words(max(reading, BEGUN)):
            begun = word != term.typed and word.startswith(term.typed)
            matched[word] = len(term.typed) if begun else 0
    return matched


# Words of a question rather than of an answer: only looked for where there are no others.
_IDLE = frozenset(
    (
        "a", "an", "and", "about", "at", "by", "did", "do", "does", "for", "from", "how", "in",
        "is", "it", "many", "much", "of", "on", "or", "said", "say", "says", "than", "that", "the",
        "this", "to", "was", "were", "what", "when", "where", "which", "who", "whom", "why", "with",
    )
)  # fmt: skip
