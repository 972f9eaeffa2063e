"""A manuscript set in lines of a width: any line of it is reached without setting all of it.

How many lines a text has is not known, for that would take wrapping all of it. A line is known by
its leaf, and its number there.
"""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from textual.cache import LRUCache

from expotui.store.texts import TextChangedError
from expotui.tui.manuscript import Manuscript, PlainLeaf
from expotui.tui.wrapping import lines_of, wrapped

# A text of so few leaves is set whole, and what is said of its length is exact.
FEW = 8
_SORRY = "This part of the text cannot be read just now."


class TextLine(NamedTuple):
    """A line: its part of a leaf, and the number of the paragraph that begins with it, or 0."""

    start: int
    end: int
    paragraph: int


Top = tuple[int, int]
FIRST: Top = (0, 0)


class Galley:
    """The lines of a manuscript in so many cells."""

    def __init__(self, manuscript: Manuscript, width: int) -> None:
        self.width = width
        self._manuscript = manuscript
        self._leaves = manuscript.leaves
        self._set: LRUCache[int, list[TextLine]] = LRUCache(2 * FEW)

    def leaf(self, number: int) -> PlainLeaf:
        """A leaf; one that can't be read says so instead."""
        try:
            return self._manuscript.leaf(number)
        except (sqlite3.Error, TextChangedError):
            return PlainLeaf(self._leaves.start(number), _SORRY, 0, True)

    def lines(self, number: int) -> list[TextLine]:
        """The lines of a leaf."""
        lines = self._set.get(number)
        if lines is None:
            lines = self._set[number] = [*_lines(self.leaf(number), self.width)]
        return lines

    def at(self, top: Top) -> tuple[PlainLeaf, TextLine]:
        """A line, with its leaf."""
        return self.leaf(top[0]), self.lines(top[0])[top[1]]

    def flags(self, top: Top) -> bytes:
        """What the characters of a line are part of."""
        line = self.lines(top[0])[top[1]]
        try:
            return self._manuscript.flags(top[0])[line.start : line.end]
        except (sqlite3.Error, TextChangedError):
            return bytes(line.end - line.start)

    def line_of(self, position: int) -> Top:
        """The line that a character stands in."""
        number = self._leaves.at(position)
        within = position - self._leaves.start(number)
        lines = self.lines(number)
        return number, max(0, bisect_right(lines, within, key=lambda line: line.start) - 1)

    def position(self, top: Top) -> int:
        """The position of the first character of a line."""
        return self._leaves.start(top[0]) + self.lines(top[0])[top[1]].start

    def paragraph(self, top: Top) -> int:
        """The number of the paragraph that a line belongs to."""
        lines = self.lines(top[0])
        begun = (line.paragraph for line in lines[top[1] :: -1] if line.paragraph)
        return next(begun, max(1, self._leaves.paragraphs[top[0]]))

    def walk(self, top: Top, rows: int) -> Top:
        """The line some rows further; the first or last where there are not so many."""
        leaf, line = top[0], top[1] + rows
        while line < 0 and leaf:
            leaf -= 1
            line += len(self.lines(leaf))
        while line >= len(self.lines(leaf)) and leaf + 1 < len(self._leaves):
            line -= len(self.lines(leaf))
            leaf += 1
        return leaf, max(0, min(line, len(self.lines(leaf)) - 1))

    def screen(self, top: Top, height: int) -> list[Top]:
        """The lines from one on, as many as there are of a `height`."""
        tops = [top]
        while len(tops) < height and (after := self.walk(tops[-1], 1)) != tops[-1]:
            tops.append(after)
        return tops

    def last_top(self, height: int) -> Top:
        """The line that stands at the top of a screen where the text ends at its bottom."""
        last = len(self._leaves) - 1
        return self.walk((last, len(self.lines(last)) - 1), 1 - height)

    @property
    def exact(self) -> bool:
        """Whether the number of lines is known."""
        return len(self._leaves) <= FEW

    @property
    def length(self) -> int:
        """How many lines there are; where it is not exact, what the first leaves make likely."""
        lines = sum(len(self.lines(number)) for number in range(min(len(self._leaves), FEW)))
        if self.exact:
            return lines
        return round(lines * self._leaves.length / max(1, self._leaves.start(FEW)))

    def number(self, top: Top) -> int:
        """How many lines stand before one, where that is exact."""
        return top[1] + sum(len(self.lines(number)) for number in range(top[0]))


def _lines(leaf: PlainLeaf, width: int) -> Iterator[TextLine]:
    paragraph = leaf.paragraph
    for start, end in lines_of(leaf.text):
        said = end > start and not leaf.text[start:end].isspace()
        begins = said and not (leaf.goes_on and not start)
        for first, last in wrapped(leaf.text, start, end, width):
            yield TextLine(first, last, paragraph if begins else 0)
            paragraph += begins
            begins = False
