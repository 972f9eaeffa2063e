"""A document's text with all that is marked in it, a leaf at a time as it comes on screen."""

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
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
_TOGETHER = 16
# Numbers kept that became nothing; a text that has more is no prose.
MOST_LEFT = 1_000_000


class PlainLeaf(NamedTuple):
    """A leaf's text from `start` on. `paragraph` is the number of the first paragraph that begins
    in it; where its first line `goes_on`, that belongs to the one before.
    """

    start: int
    text: str
    paragraph: int
    goes_on: bool


class NumbersLeft(NamedTuple):
    """Numbers that became nothing, in the next leaves of a text: where each begins and ends.

    `is_last`: there are no more, or too many to go on.
    """

    starts: "array[int]"
    ends: "array[int]"
    is_last: bool


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
        self._flags: LRUCache[int, bytes] = LRUCache(_KEPT)
        self._left = array("q"), array("q")
        # Whether all numbers have been looked for that became nothing.
        self.all_counted = False

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

    def flags(self, number: int) -> bytes:
        """What the characters of a leaf are part of, a byte each.

        Raises:
            TextChangedError, sqlite3.Error: it can't be read.
        """
        kept = self._flags.get(number)
        if kept is None:
            leaf = self.leaf(number)
            start, end = leaf.start, leaf.start + len(leaf.text)
            flags = bytearray(len(leaf.text))
            for span in self.spans.within(start, end):
                flag = QUOTE if span.is_quote else FIGURE
                add(flags, max(0, span.start - start), min(end, span.end) - start, flag)
            starts, ends = self._left
            for at in range(bisect_left(starts, start), bisect_left(starts, end)):
                add(flags, starts[at] - start, ends[at] - start, UNTAKEN)
            kept = self._flags[number] = bytes(flags)
        return kept

    def take_in(self, found: NumbersLeft) -> None:
        """Know of more numbers that became nothing."""
        self._left[0].extend(found.starts)
        self._left[1].extend(found.ends)
        self.all_counted = found.is_last
        self._flags.clear()

    @property
    def numbers_left(self) -> int:
        """How many numbers became nothing, as far as is known."""
        return len(self._left[0])

    def next_left(self, position: int, step: int) -> Span | None:
        """The next number after a position that became nothing, or with a `step` of -1 the one
        before it; None where none is known.
        """
        starts, ends = self._left
        at = bisect_right(starts, position) if step > 0 else bisect_left(starts, position) - 1
        return (starts[at], ends[at]) if 0 <= at < len(starts) else None


def find_left(
    db: sqlite3.Connection,
    leaves: Leaves,
    spans: Spans,
    wanted: Callable[[], bool],
    tell: Callable[[NumbersLeft], object],
) -> None:
    """Look for the numbers of a text that became nothing, and `tell` of them some leaves at a time.

    What takes long: it is for a thread, and ends once it is `wanted` no more.

    Raises:
        TextChangedError, sqlite3.Error: a leaf can't be read.
    """
    number = count = 0
    while wanted():
        starts, ends = array("q"), array("q")
        texts = leaves.read(db, number, _TOGETHER) if number < len(leaves) else []
        for text in texts:
            if not wanted():
                return
            before = leaves.start(number)
            for start, end in _left(spans, before, text):
                starts.append(before + start)
                ends.append(before + end)
            number += 1
        count += len(starts)
        is_last = number >= len(leaves) or count >= MOST_LEFT
        tell(NumbersLeft(starts, ends, is_last))
        if is_last:
            return


def _left(spans: Spans, start: int, text: str) -> list[Span]:
    # A number within a quote became a figure only where there is one.
    figures = (span for span in spans.within(start, start + len(text)) if not span.is_quote)
    taken = [(span.start - start, span.end - start) for span in figures]
    dated = [(first - start, last - start) for first, last in spans.dated]
    return untaken(text, [*taken, *dated])


def add(marks: bytearray, start: int, end: int, flag: int) -> None:
    """Have characters from `start` to `end` be part of something more."""
    marks[start:end] = marks[start:end].translate(_ADDED[flag])
