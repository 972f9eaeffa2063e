"""The terms of a store: its words in memory, its numbers and tags looked up as they are asked for.

There are as many different numbers as figures, nearly; words grow far slower than facts.
"""

import re
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from heapq import nlargest

from expotui.search.fuzzy import LONGEST, Fuzzy

# A typed word stands for at most so many indexed ones, the most frequent; fewer once another word
# follows it.
MOST_PREFIXES = 64
MOST_OF_WHOLE = 16
MOST_TYPOS = 16
MOST_NUMBERS = 24
# A number being typed may go on for so long: "15" is on its way to 1500, 784 not to 78.4 billion.
MORE_DIGITS = 3

_UNFIT = re.compile(r'["\s\0]')
_WORDS = "SELECT term, facts FROM fact_terms WHERE kind = 'word' AND length = 0 ORDER BY term"
_LONGER = (
    "SELECT term, facts FROM fact_terms"
    " WHERE kind = 'number' AND length = ? AND term > ? AND term < ? ORDER BY facts DESC LIMIT ?"
)
_TAGS = (
    "SELECT term, facts FROM fact_terms"
    " WHERE kind = 'tag' AND length = 0 AND term >= ? AND term <= ? ORDER BY term LIMIT ?"
)


class Vocabulary:
    """The different words of a store, as they were when it was made; may be shared by readers."""

    def __init__(self, db: sqlite3.Connection) -> None:
        rows = db.execute(_WORDS)
        self._frequency: dict[str, int] = {term: facts for term, facts in rows if is_term(term)}
        self._words = list(self._frequency)
        self._fuzzy = Fuzzy(self._words)
        # Of a query being typed, all words but the last were there a key ago.
        self.beginning_with = lru_cache(maxsize=256)(self._beginning_with)
        self.like = lru_cache(maxsize=256)(self._like)
        self.far_from = lru_cache(maxsize=256)(self._far_from)

    def __contains__(self, word: str) -> bool:
        return word in self._frequency

    def frequency(self, word: str) -> int:
        """In how many fields of facts a word stands."""
        return self._frequency.get(word, 0)

    def _beginning_with(self, typed: str) -> tuple[str, ...]:
        """The most frequent words that begin with `typed`, without itself."""
        start = bisect_left(self._words, typed)
        end = bisect_left(self._words, typed + "\U0010ffff")
        found = (word for word in self._words[start:end] if word != typed)
        return tuple(nlargest(MOST_PREFIXES, found, key=self._frequency.__getitem__))

    def _like(self, typed: str, ending: bool) -> tuple[str, ...]:
        """Words a few edits from `typed`, closest first; where it may be the beginning of more, as
        it is while it is being typed (`ending`), those too that begin with something like it.
        """
        edits = allowed_edits(typed)
        return self._near(typed, edits, begun=ending) if edits else ()

    def _far_from(self, typed: str) -> tuple[str, ...]:
        """Words an edit farther than `like` goes, and those that hold the letters in order."""
        if not 3 <= len(typed) <= LONGEST:
            return ()
        farther = allowed_edits(typed) + 1
        near = self._near(typed, farther, begun=True) if len(typed) >= 5 else ()
        holding = sorted(
            self._fuzzy.holding(typed), key=lambda word: (len(word), -self._frequency[word])
        )
        return tuple(dict.fromkeys((*near, *holding[:MOST_TYPOS])))

    def _near(self, typed: str, edits: int, *, begun: bool) -> tuple[str, ...]:
        # A beginning that matches is a worse reading than a whole word.
        beginnings = self._fuzzy.begun(typed, edits) if begun else {}
        cost = {word: 2 * n + 1 for word, n in beginnings.items()}
        for word, distance in self._fuzzy.near(typed, edits).items():
            cost[word] = min(2 * distance, cost.get(word, 2 * distance))
        ranked = sorted(cost, key=lambda word: (cost[word], -self._frequency[word]))
        # Only the closest readings: beside "exhibitors", "exhibition" for "exhibitrs" is noise.
        return tuple(word for word in ranked[:MOST_TYPOS] if cost[word] <= cost[ranked[0]] + 1)


class StoredTerms:
    """The numbers and tags of a store, over one reader's connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def facts(self, kind: str, term: str) -> int:
        """In how many fields of facts a number or tag stands."""
        found = self._db.execute(
            "SELECT facts FROM fact_terms WHERE kind = ? AND length = ? AND term = ?",
            (kind, len(term) if kind == "number" else 0, term),
        ).fetchone()
        return found[0] if found else 0

    def continued(self, digits: str) -> tuple[str, ...]:
        """The most frequent numbers that go on from `digits`, a few more of them."""
        found: list[tuple[str, int]] = []
        for length in range(len(digits) + 1, len(digits) + MORE_DIGITS + 1):
            rows = self._db.execute(_LONGER, (length, digits, digits + "\U0010ffff", MOST_NUMBERS))
            found += [(term, facts) for term, facts in rows if is_term(term)]
        return tuple(term for term, _ in nlargest(MOST_NUMBERS, found, key=_facts))

    def tags(self, first: str, last: str, most: int = 1_000) -> dict[str, int]:
        """The tags from `first` to `last`, in order, with how many facts have each."""
        rows = self._db.execute(_TAGS, (first, last, most))
        return {term: facts for term, facts in rows if is_term(term)}


def is_term(term: object) -> bool:
    """Whether what the table of terms holds may stand in a query: it may hold anything."""
    return isinstance(term, str) and bool(term) and _UNFIT.search(term) is None


def allowed_edits(typed: str) -> int:
    """How many edits a word of this length forgives: none below 4 letters, 1 up to 8, then 2."""
    if len(typed) < 4 or len(typed) > LONGEST:
        return 0
    return 1 if len(typed) < 9 else 2


def any_of(words: Iterable[str]) -> str:
    """An FTS5 expression for any of some terms."""
    return " OR ".join(f'"{word}"' for word in words)


def _facts(counted: tuple[str, int]) -> int:
    return counted[1]
