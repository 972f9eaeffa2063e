"""A document's text with all that is marked in it, a leaf at a time as it comes on screen."""

import sqlite3
from array import array
from collections.abc import Callable
from typing import NamedTuple

from textual.cache import LRUCache

from expotui.extract.untaken import Span, untaken
from expotui.store.spans import Spans
from expotui.store.texts import Leaves

# What a character is part of; one may be part of several.
FIGURE, QUOTE, UNTAKEN, CURRENT = 1, 2, 4, 8
_ADDED = {
    flag: bytes(old | flag for old in range(256)) for flag in (FIGURE, QUOTE, UNTAKEN, CURRENT)
}
# Leaves kept: those on screen, and some one comes back to.
_KEPT = 16
# Leaves read at a time to be counted: a reader that never lets go would keep writers waiting.
_TOGETHER = 64


class PlainLeaf(NamedTuple):
    """A leaf's text from `start` on. `paragraph` is the number of the first paragraph that begins
    in it; where its first line `goes_on`, that belongs to the one before.
    """

    start: int
    text: str
    paragraph: int
    goes_on: bool


class Marks(NamedTuple):
    """What is marked in a leaf: a byte of flags for each character, and the numbers that became
    nothing, by their places in the leaf.
    """

    flags: bytes
    untaken: list[Span]


class Manuscript:
    """A text that is read while it is looked at.

    Args:
        db: reads the leaves.
        leaves: where they begin.
        spans: where facts stand.
    """

    def __init__(self, db: sqlite3.Connection, leaves: Leaves, spans: Spans) -> None:
        self._db, self.leaves, self.spans = db, leaves, spans
        self._kept: LRUCache[int, PlainLeaf] = LRUCache(_KEPT)
        self._marks: LRUCache[int, Marks] = LRUCache(_KEPT)
        # By leaf, how many numbers became nothing; None until they are counted.
        self.untaken: array[int] | None = None

    def leaf(self, number: int) -> PlainLeaf:
        """A leaf.

        Raises:
            TextChangedError, sqlite3.Error: it can't be read.
        """
        kept = self._kept.get(number)
        if kept is None:
            leaves = self.leaves
            (text,) = leaves.read(self._db, number)
            kept = self._kept[number] = PlainLeaf(
                leaves.start(number), text, leaves.paragraphs[number] + 1,
                bool(leaves.goes_on[number]),
            )  # fmt: skip
        return kept

    def marks(self, number: int) -> Marks:
        """What is marked in a leaf; it takes longer than the text, and only what is seen needs it.

        Raises:
            TextChangedError, sqlite3.Error: it can't be read.
        """
        kept = self._marks.get(number)
        if kept is None:
            leaf = self.leaf(number)
            kept = self._marks[number] = _marks(self.spans, leaf.start, leaf.text)
        return kept

    def next_untaken(self, position: int, step: int) -> Span | None:
        """The next number after a position that became nothing, or with a `step` of -1 the one
        before it; None where there is none. Numbers must have been counted.

        Raises:
            TextChangedError, sqlite3.Error: it can't be read.
        """
        assert self.untaken is not None
        number = self.leaves.at(position)
        while 0 <= number < len(self.leaves):
            if self.untaken[number]:
                before = self.leaves.start(number)
                for start, end in self.marks(number).untaken[::step]:
                    if (before + start - position) * step > 0:
                        return before + start, before + end
            number += step
        return None


def count_untaken(
    db: sqlite3.Connection, leaves: Leaves, spans: Spans, wanted: Callable[[], bool]
) -> "array[int] | None":
    """How many numbers of each leaf became nothing; None once it is `wanted` no more.

    Raises:
        TextChangedError, sqlite3.Error: a leaf can't be read.
    """
    counts = array("q")
    while len(counts) < len(leaves):
        for text in leaves.read(db, len(counts), _TOGETHER):
            if not wanted():
                return None
            counts.append(len(_marks(spans, leaves.start(len(counts)), text).untaken))
    return counts


def _marks(spans: Spans, start: int, text: str) -> Marks:
    flags = bytearray(len(text))
    taken: list[Span] = [(first - start, last - start) for first, last in spans.dated]
    for span in spans.within(start, start + len(text)):
        place = max(0, span.start - start), min(len(text), span.end - start)
        add(flags, *place, QUOTE if span.is_quote else FIGURE)
        # A number within a quote became a figure only where there is one.
        if not span.is_quote:
            taken.append(place)
    left = untaken(text, taken)
    for first, last in left:
        add(flags, first, last, UNTAKEN)
    return Marks(bytes(flags), left)


def add(marks: bytearray, start: int, end: int, flag: int) -> None:
    """Have characters from `start` to `end` be part of something more."""
    marks[start:end] = marks[start:end].translate(_ADDED[flag])
