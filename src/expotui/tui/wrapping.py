"""Prose broken into lines of cells, by the positions of its characters: what is marked stays so."""

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from expotui.facts.text import visible
from expotui.facts.tokens import CJK
from expotui.tui.cards import Line

# A Chinese or Japanese character may end a line, but for the signs that close behind it.
_UNIT = re.compile(
    rf"(?P<gap>[ \t\r]+)|[{CJK}][，。、；：？！”’）》」』】…]*|[^ \t\r{CJK}]+|[{CJK}]"
)
_SPACES = str.maketrans("\t\r", "  ")

Range = tuple[int, int]


def shown(text: str) -> str:
    """A piece of prose as it is shown: tabs and returns are the spaces they look like."""
    return visible(text.translate(_SPACES))


def wrapped(text: str, start: int, end: int, width: int) -> Iterator[Range]:
    """The lines of one line of `text`, from `start` to `end`, in `width` cells.

    Lines break at spaces, which stay outside of them, and between characters of scripts that have
    none; a word that is wider than a line is cut. An empty line is one line.
    """
    first, last, used, gap = -1, start, 0, 0
    for unit in _UNIT.finditer(text, start, end):
        if unit.lastgroup == "gap":
            gap = unit.end() - unit.start()
            continue
        size = cell_len(visible(unit[0]))
        if first >= 0 and used + gap + size > width:
            yield first, last
            first = -1
        if first < 0:
            first, used, gap = unit.start(), 0, 0
            if size > width:
                *full, (first, last) = _chopped(text, unit.start(), unit.end(), width)
                yield from full
                used = cell_len(visible(text[first:last]))
                continue
        used, last, gap = used + gap + size, unit.end(), 0
    yield (first, last) if first >= 0 else (start, start)


def _chopped(text: str, start: int, end: int, width: int) -> Iterator[Range]:
    first, used = start, 0
    for at in range(start, end):
        size = cell_len(visible(text[at]))
        if used + size > width and at > first:
            yield first, at
            first, used = at, 0
        used += size
    yield first, end


def lines_of(text: str) -> Iterator[Range]:
    """Where each line of a text begins and ends, without the sign that ends it."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield start, end
        start = end + 1
    if start < len(text):
        yield start, len(text)


def prose(text: str, marks: Sequence[tuple[int, int, str]], width: int) -> Iterator[Line]:
    """A text of some lines as lines of pieces; `marks` are ranges in order, each with its style."""
    for start, end in lines_of(text):
        for first, last in wrapped(text, start, end, width):
            yield _pieces(text, first, last, marks)


def _pieces(text: str, first: int, last: int, marks: Sequence[tuple[int, int, str]]) -> Line:
    line: Line = []
    at = first
    for *place, style in marks:
        start, end = max(at, place[0]), min(last, place[1])
        if start < end:
            line += [(text[at:start], ""), (text[start:end], style)]
            at = end
    line.append((text[at:last], ""))
    return [(shown(piece), style) for piece, style in line if piece]
