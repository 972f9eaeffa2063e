"""The different words and numbers of a store, and which of them a typed word may mean."""

import sqlite3
from bisect import bisect_left
from dataclasses import dataclass

# A typed word stands for at most so many indexed ones: the most frequent.
MOST_PREFIXES = 96
MOST_TYPOS = 24


@dataclass(frozen=True, slots=True)
class Expansion:
    """What one typed word may mean, from the surest to the least sure; the groups are disjoint.

    `prefixes` begin with the word, `typos` are an edit or two away, `subsequences` hold its
    letters in order.
    """

    typed: str
    is_number: bool
    exact: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    typos: tuple[str, ...] = ()
    subsequences: tuple[str, ...] = ()

    def upto(self, tier: int) -> tuple[str, ...]:
        """The indexed words allowed at a tier: 0 exact, 1 prefixes, 2 typos, 3 subsequences."""
        groups = (self.exact, self.prefixes, self.typos, self.subsequences)
        return tuple(term for group in groups[: tier + 1] for term in group)


class Vocabulary:
    """All indexed terms, in memory: words and numbers apart, each sorted."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._frequency: dict[str, int] = {}
        self._words: list[str] = []
        self._numbers: list[str] = []
        rows = db.execute("SELECT term, facts, is_number FROM fact_terms ORDER BY term")
        for term, facts, is_number in rows:
            self._frequency[term] = facts
            (self._numbers if is_number else self._words).append(term)

    def expand(self, typed: str, is_number: bool) -> Expansion:
        """What a typed word may mean. A number means itself or, being typed, what it begins."""
        exact = (typed,) if typed in self._frequency else ()
        known = self._numbers if is_number else self._words
        prefixes = self._prefixes(typed, known)
        if is_number:
            return Expansion(typed, True, exact, prefixes)
        seen = {*exact, *prefixes}
        typos = tuple(term for term in self._typos(typed) if term not in seen)
        seen.update(typos)
        loose = tuple(term for term in self._subsequences(typed) if term not in seen)
        return Expansion(typed, False, exact, prefixes, typos, loose)

    def _prefixes(self, typed: str, known: list[str]) -> tuple[str, ...]:
        start = bisect_left(known, typed)
        end = bisect_left(known, typed + "\U0010ffff")
        found = [term for term in known[start:end] if term != typed]
        return tuple(sorted(found, key=self._frequency.__getitem__, reverse=True)[:MOST_PREFIXES])

    def _typos(self, typed: str) -> list[str]:
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

    def _subsequences(self, typed: str) -> list[str]:
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
