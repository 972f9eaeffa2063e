"""Finding words again: do they stand where a locator says, elsewhere in the text, or nowhere?

A position counts characters (Unicode code points) of the decoded text, its end exclusive; a
paragraph is a line that is not blank, counted from 1. Words are found as they are printed, letter
by letter: nothing is moved to what merely resembles them.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Place(NamedTuple):
    """Where words stand."""

    paragraph: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"¶{self.paragraph}, characters {self.start}–{self.end}"


class Located(StrEnum):
    """What became of words."""

    FOUND = "found"
    MOVED = "moved"
    MISSING = "missing"


class Sighting(NamedTuple):
    """What became of words, the place where they stand, and at how many places there are some.

    Of words that are where they were said to be, only that place is counted. Of several others,
    the nearest one is given.
    """

    located: Located
    place: Place | None = None
    places: int = 0


class Text:
    """A text whose passages are looked for. Each search passes over it a fixed number of times."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = array("q", (start for start, _ in paragraphs(text)))

    def paragraph(self, position: int) -> int:
        """The paragraph that a position lies in; on a blank line, the one before it."""
        return bisect_right(self._starts, position)

    def locate(self, words: str, place: Place | None) -> Sighting:
        """Look for `words` at `place` (None: anywhere), and if they are not there, everywhere.

        Words that reach beyond the characters of a place (they begin with its qualifier: "over
        150%" of "150%") are there if they cover it.
        """
        if not words:
            return Sighting(Located.MISSING)
        if place is not None and (start := covering(self._text, words, place)) is not None:
            standing = self.paragraph(place.start)
            there = Place(standing, start, start + len(words))
            same = standing == place.paragraph
            return Sighting(Located.FOUND if same else Located.MOVED, there, 1)
        return self._anywhere(words, place)

    def _anywhere(self, words: str, place: Place | None) -> Sighting:
        wanted = place.start if place is not None else 0
        nearest, places = -1, 0
        for at in self._occurrences(words):
            places += 1
            if nearest < 0 or abs(at - wanted) < abs(nearest - wanted):
                nearest = at
        if not places:
            return Sighting(Located.MISSING)
        there = Place(self.paragraph(nearest), nearest, nearest + len(words))
        return Sighting(Located.FOUND if place is None else Located.MOVED, there, places)

    def _occurrences(self, words: str) -> Iterator[int]:
        # str.find searches in linear time (str.rfind does not); occurrences do not overlap.
        at = self._text.find(words)
        while at >= 0:
            yield at
            at = self._text.find(words, at + len(words))


def covering(text: str, words: str, place: Place) -> int | None:
    """Where `words` begin that stand at `place` or reach beyond it; None where they do not."""
    if not 0 <= place.start <= place.end <= len(text):
        return None
    first = max(0, place.end - len(words))
    start = text.find(words, first, place.start + len(words))
    return None if start < 0 or first > place.start else start


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph, a line that is not blank, begins and ends."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        if line and not line.isspace():
            yield start, end
        start = end + 1
