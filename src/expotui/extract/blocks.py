"""A text in blocks, each read on its own: what bounds the memory of a long one.

A paragraph is a non-blank line, as locators count them. A block is one paragraph or, where lines
were wrapped to a width, those that run on; a line without end is cut between words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from expotui.extract.tokens import Token, tokens
from expotui.facts.locating import paragraphs

# Characters of one block. A line of prose has a thousand; what is cut here is no prose.
LONGEST = 32_768
# Lines that were wrapped to a width are at least this long, and at most that.
_WRAPPED = range(45, 131)
_ITEM = re.compile(r"\d{1,2}[.)] ")
_ENDS = '.!?:;”"’»。！？'


# Characters of text whose tokens are kept at a time; those of others are made again when asked for.
_KEPT = 1_000_000


class _Shelf:
    """The tokens of the blocks that were read last."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[list[Token], int]] = {}
        self._characters = 0

    def of(self, block: "Block") -> list[Token]:
        held = self._held.get(block.start)
        if held is None:
            held = list(tokens(block.text)), len(block.text)
            self._held[block.start] = held
            self._characters += held[1]
            while self._characters > _KEPT and len(self._held) > 1:
                self._characters -= self._held.pop(next(iter(self._held)))[1]
        return held[0]


class Block:
    """A stretch of text with its tokens. `start` is where it begins in the whole text."""

    def __init__(self, text: str, start: int, paragraph: int, shelf: _Shelf | None = None) -> None:
        self.text, self.start, self.paragraph = text, start, paragraph
        self._shelf = shelf or _Shelf()

    @property
    def tokens(self) -> list[Token]:
        """Words, numbers and signs, in order; spans count from the beginning of the block."""
        return self._shelf.of(self)

    @cached_property
    def _lines(self) -> list[int]:
        text = self.text
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        return starts

    def paragraph_at(self, position: int) -> int:
        """The paragraph of the whole text that a position of the block lies in."""
        return self.paragraph + bisect_right(self._lines, position) - 1


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text, in order; linear in its length."""
    shelf = _Shelf()
    held: tuple[int, int, int] | None = None  # start, end, paragraph
    for number, (start, end) in enumerate(paragraphs(text), 1):
        if held is not None and _runs_on(text, held[1], start, end, held[0]):
            held = (held[0], end, held[2])
            continue
        if held is not None:
            yield from _cut(text, *held, shelf)
        held = (start, end, number)
    if held is not None:
        yield from _cut(text, *held, shelf)


def _runs_on(text: str, last_end: int, start: int, end: int, block_start: int) -> bool:
    """Whether a line is the rest of the one before it, which was wrapped."""
    if start != last_end + 1 or end - block_start > LONGEST:
        return False
    last_start = text.rfind("\n", block_start, last_end) + 1 or block_start
    if last_end - last_start not in _WRAPPED or end - start > _WRAPPED.stop:
        return False
    before, after = text[last_end - 1], text[start]
    if after.isdigit() and _ITEM.match(text, start):
        return False  # "2. A plant for …"
    return (after.islower() or after.isdigit()) and (before not in _ENDS)


def _cut(text: str, start: int, end: int, paragraph: int, shelf: _Shelf) -> Iterator[Block]:
    """A block, in pieces where it is too long."""
    while end - start > LONGEST:
        at = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        at = start + LONGEST if at < 0 else at + 1
        yield Block(text[start:at], start, paragraph, shelf)
        start = at
    yield Block(text[start:end], start, paragraph, shelf)
