"""Words like a typed one: the only place that knows which library compares them.

frizbee looks through the words without holding the interpreter's lock and finds what may be meant;
rapidfuzz counts the edits of that little, and of beginnings.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frizbee import Haystacks

# Of one word's candidates, so many are looked at: a short word is like half of any vocabulary.
_MOST = 4_000
# A longer word is no word anybody misspells; it is found as it stands or by its beginning.
LONGEST = 40

_LAST = "\U0010ffff"


class Fuzzy:
    """Looks for words by likeness. `words` are different and sorted."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._by_length: dict[int, tuple[list[str], Haystacks]] | None = None
        # A word being typed has the same beginning, one letter longer, a key later.
        self._beginnings = lru_cache(maxsize=16)(self._same_letter)

    def near(self, typed: str, edits: int) -> dict[str, int]:
        """Words that `edits` or fewer edits make of `typed`, with how many they take.

        An edit is a letter too many, too few, another one, or two that changed places (optimal
        string alignment).
        """
        found: dict[str, int] = {}
        for length in range(len(typed) - edits, len(typed) + edits + 1):
            found |= _counted(typed, self._candidates(typed, edits, length), edits)
        found.pop(typed, None)
        return found

    def begun(self, typed: str, edits: int) -> dict[str, int]:
        """Longer words whose beginning is as near; the first letter is always right."""
        found: dict[str, int] = {}
        for length in (len(typed), len(typed) + 1):
            beginnings = self._beginnings(typed[0], length)
            for beginning, distance in _counted(typed, beginnings, edits).items():
                # Of sorted words, those that begin alike stand together.
                for word in self._words[self._from(beginning) : self._from(beginning + _LAST)]:
                    if len(word) > length:
                        found[word] = min(distance, found.get(word, distance))
        return found

    def holding(self, typed: str) -> list[str]:
        """Words that begin as `typed` does and hold its letters in order, the shortest first."""
        found: list[str] = []
        for length in range(len(typed) + 1, 4 * len(typed) + 1):
            candidates = self._candidates(typed, 0, length)
            found += [word for word in candidates if word[0] == typed[0]]
        return found

    def _same_letter(self, letter: str, length: int) -> list[str]:
        words = self._words[self._from(letter) : self._from(letter + _LAST)]
        return [*dict.fromkeys([word[:length] for word in words])]

    def _from(self, text: str) -> int:
        return bisect_left(self._words, text)

    def _candidates(self, typed: str, typos: int, length: int) -> list[str]:
        """Words of a length that hold the letters of `typed` in order, but for some."""
        words, haystacks = self._grouped().get(length, ((), None))
        if haystacks is None or len(typed) <= typos:
            return []
        from frizbee import Matcher

        matcher = Matcher(typed, max_typos=typos, max_items=_MOST, casing="respect")
        return [words[match.index] for match in matcher.match_list(haystacks)]

    def _grouped(self) -> "dict[int, tuple[list[str], Haystacks]]":
        if self._by_length is None:
            from frizbee import Haystacks

            by_length: dict[int, list[str]] = {}
            for word in self._words:
                by_length.setdefault(len(word), []).append(word)
            self._by_length = {
                length: (words, Haystacks(words))
                for length, words in by_length.items()
                if length <= 2 * LONGEST
            }
        return self._by_length


def _counted(typed: str, words: Sequence[str], edits: int) -> dict[str, int]:
    """The words no more than `edits` from `typed`, with their distance."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(
        typed, words, scorer=OSA.distance, processor=None, score_cutoff=edits, limit=None
    )
    return {word: int(distance) for word, distance, _ in near}
