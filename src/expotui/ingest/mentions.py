"""Where a text names its occasions, and which of them a figure or a quote stands beside.

Of the text alone: what the store knows of them is for `joining` to say.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from expotui.extract.model import Occasion

# Occasions whose names are looked for again, and how often each: what bounds the work on a list of
# thousands.
_NAMED, _TIMES = 60, 1_000
# A shorter name stands in other words.
_SHORTEST = 3

# Characters of a sentence that are looked at to either side.
_AROUND = 200

_SENTENCE_ENDS = re.compile(r"[。！？\n]|[.!?][\"'”’)\]]{0,3}(?=\s)")


class Beside(NamedTuple):
    """The occasion (its place in the list) named next to something; None where none is.

    `together`: in one sentence with it; else it was named before, in the same paragraph, and
    `sentence` is what stands around the thing itself.
    """

    occasion: int | None
    together: bool
    sentence: str = ""


class Mentions(NamedTuple):
    """How often each occasion is named, and what each of some spans stands beside."""

    counts: tuple[int, ...]
    beside: tuple[Beside, ...]


class _Mention(NamedTuple):
    start: int
    end: int
    occasion: int


def mentions(
    text: str, occasions: Sequence[Occasion], spans: Sequence[tuple[int, int]]
) -> Mentions:
    """How often `occasions` are named in `text`, and beside which of them each of `spans` stands.

    Linear in the text, times the occasions whose names are looked for, of which there is a most.
    """
    found = _mentions(text, occasions)
    counts = [0] * len(occasions)
    for mention in found:
        counts[mention.occasion] += 1
    named = _Named(text, found)
    return Mentions(tuple(counts), tuple(named.beside(start, end) for start, end in spans))


def _mentions(text: str, occasions: Sequence[Occasion]) -> list[_Mention]:
    """All places where an occasion is named, in order; of two that overlap, the longer."""
    found = [_Mention(one.start, one.end, at) for at, one in enumerate(occasions)]
    for at, one in enumerate(occasions[:_NAMED]):
        name = text[one.start : one.end]
        if len(name.strip()) < _SHORTEST:
            continue
        position = text.find(name, one.end)
        for _ in range(_TIMES):
            if position < 0:
                break
            if _whole(text, position, position + len(name)):
                found.append(_Mention(position, position + len(name), at))
            position = text.find(name, position + len(name))
    found.sort(key=lambda mention: (mention.start, -mention.end, mention.occasion))
    outer: list[_Mention] = []
    for mention in found:
        if not outer or mention.start >= outer[-1].end:
            outer.append(mention)
    return outer


def _whole(text: str, start: int, end: int) -> bool:
    """Whether what stands there is no piece of a longer word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and before.isascii()) and not (after.isalnum() and after.isascii())


class _Named:
    """The mentions of a text, to be found by their places."""

    def __init__(self, text: str, found: Sequence[_Mention]) -> None:
        self._text, self._found = text, found
        self._starts = [mention.start for mention in found]
        self._ends = [match.end() for match in _SENTENCE_ENDS.finditer(text)] if found else []

    def beside(self, start: int, end: int) -> Beside:
        """The nearest in the sentence of a span; else the last before it in its paragraph."""
        at = bisect_right(self._starts, start)
        before = self._found[at - 1] if at else None
        after = self._found[at] if at < len(self._found) else None
        first, last = self._sentence(start, end)
        near = []
        if before is not None and before.start >= first:
            near.append((max(0, start - before.end), before.occasion))
        if after is not None and after.start < last:
            near.append((after.start - end, after.occasion))
        if near:
            return Beside(min(near)[1], True)
        sentence = self._text[max(first, start - _AROUND) : min(last, end + _AROUND)]
        if before is not None and before.start > self._text.rfind("\n", 0, start):
            return Beside(before.occasion, False, sentence)
        return Beside(None, False, sentence)

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        begins = bisect_right(self._ends, start)
        closes = bisect_left(self._ends, end)
        return (
            self._ends[begins - 1] if begins else 0,
            self._ends[closes] if closes < len(self._ends) else len(self._text),
        )
