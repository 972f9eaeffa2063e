"""The different words and numbers of a store, and which of them a typed word may mean."""

import sqlite3
from bisect import bisect_left
from functools import cached_property

# A typed word stands for at most so many indexed ones: the most frequent.
MOST_PREFIXES = 96
MOST_TYPOS = 24
# A number being typed may go on for so long: "15" is on its way to 1500, 784 not to 78.4 billion.
MORE_DIGITS = 3


class Expansion:
    """What one typed word may mean, from the surest to the least sure; the groups are disjoint.

    `prefixes` begin with the word, `typos` are an edit or two away, `subsequences` hold its
    letters in order. The doubtful groups are only worked out when a tier asks for them.
    """

    def __init__(self, typed: str, is_number: bool, vocabulary: "Vocabulary") -> None:
        self.typed = typed
        self.is_number = is_number
        self._vocabulary = vocabulary
        self._allowed: dict[int, frozenset[str]] = {}

    @cached_property
    def exact(self) -> tuple[str, ...]:
        return (self.typed,) if self.typed in self._vocabulary else ()

    @cached_property
    def prefixes(self) -> tuple[str, ...]:
        return self._vocabulary.beginning_with(self.typed, self.is_number)

    @cached_property
    def typos(self) -> tuple[str, ...]:
        found = () if self.is_number else self._vocabulary.like(self.typed)
        return tuple(word for word in found if word not in self.upto(1))

    @cached_property
    def subsequences(self) -> tuple[str, ...]:
        found = () if self.is_number else self._vocabulary.holding(self.typed)
        return tuple(word for word in found if word not in self.upto(2))

    def upto(self, tier: int) -> tuple[str, ...]:
        """The indexed words allowed at a tier: 0 exact, 1 prefixes, 2 typos, 3 subsequences."""
        allowed = self.exact
        for at, group in enumerate(("prefixes", "typos", "subsequences"), start=1):
            if at <= tier:
                allowed += getattr(self, group)
        return allowed

    def allowed(self, tier: int) -> frozenset[str]:
        """`upto` as a set, for many look-ups."""
        if tier not in self._allowed:
            self._allowed[tier] = frozenset(self.upto(tier))
        return self._allowed[tier]


class Vocabulary:
    """All indexed terms, in memory: words and numbers apart, each sorted."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._frequency: dict[str, int] = {}
        self._words: list[str] = []
        self._numbers: list[str] = []
        rows = db.execute("SELECT term, facts, is_number FROM fact_terms ORDER BY term")
        for term, facts, is_number in rows:
            if not isinstance(term, str) or not term.replace("_", "").isalnum():
                continue  # not ours, and no safe word of a query
            self._frequency[term] = facts
            (self._numbers if is_number else self._words).append(term)

    def __contains__(self, term: str) -> bool:
        return term in self._frequency

    def expand(self, typed: str, is_number: bool) -> Expansion:
        """What a typed word may mean. A number means itself or, being typed, what it begins."""
        return Expansion(typed, is_number, self)

    def beginning_with(self, typed: str, is_number: bool) -> tuple[str, ...]:
        """The most frequent terms that begin with `typed`, without itself."""
        known = self._numbers if is_number else self._words
        start = bisect_left(known, typed)
        end = bisect_left(known, typed + "\U0010ffff")
        longest = len(typed) + MORE_DIGITS if is_number else len(typed) + 99
        found = [term for term in known[start:end] if typed != term and len(term) <= longest]
        return tuple(sorted(found, key=self._frequency.__getitem__, reverse=True)[:MOST_PREFIXES])

    def like(self, typed: str) -> list[str]:
        """Words a few edits from `typed`, also where it is only their beginning."""
        allowed = allowed_edits(typed)
        if not allowed:
            return []
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        best: dict[str, int] = {}
        for length in (None, len(typed), len(typed) + 1):
            choices = [word[:length] for word in self._words]
            for _, distance, at in extract(
                typed, choices, scorer=OSA.distance, score_cutoff=allowed, limit=MOST_TYPOS
            ):
                word = self._words[at]
                if length is not None and word[0] != typed[0]:
                    continue
                # A cut-off word that matches is a worse reading than a whole one.
                cost = 2 * int(distance) + (length is not None)
                best[word] = min(cost, best.get(word, cost))
        ranked = sorted(best, key=lambda word: (best[word], -self._frequency[word]))
        # Only the closest readings: beside "exhibitors", "exhibition" for "exhibitrs" is noise.
        return [word for word in ranked[:MOST_TYPOS] if best[word] <= best[ranked[0]] + 1]

    def holding(self, typed: str) -> list[str]:
        """Words that hold the letters of `typed` in order, the shortest first."""
        if len(typed) < 3:
            return []
        found = [
            word
            for word in self._words
            if word[0] == typed[0] and len(word) <= 4 * len(typed) and _holds(word, typed)
        ]
        return sorted(found, key=lambda word: (len(word), -self._frequency[word]))[:MOST_TYPOS]


def allowed_edits(typed: str) -> int:
    """How many edits a word of this length forgives: none below 4 letters, 1 up to 8, then 2."""
    if len(typed) < 4:
        return 0
    return 1 if len(typed) < 9 else 2


def _holds(word: str, letters: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)
