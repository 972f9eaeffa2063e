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

_SENTENCE_ENDS = re.compile(r"[。！？\n]|[.!?][\"'”’)\]]{0,3}(?=\s)")


class Beside(NamedTuple):
    """The occasion (its place in the list) named next to something; None where none is.

    `together`: in one sentence with it; else it was named before, in the same paragraph.
    """

    occasion: int | None
    together: bool


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
    ends = [match.end() for match in _SENTENCE_ENDS.finditer(text)] if found else []
    starts = [mention.start for mention in found]
    beside = tuple(_beside(text, found, starts, ends, *span) for span in spans)
    return Mentions(tuple(counts), beside)


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


def _beside(
    text: str, found: Sequence[_Mention], starts: list[int], ends: list[int], start: int, end: int
) -> Beside:
    """The nearest in the sentence of a span; else the last before it in its paragraph."""
    at = bisect_right(starts, start)
    before = found[at - 1] if at else None
    after = found[at] if at < len(found) else None
    boundary = bisect_right(ends, start)
    sentence = ends[boundary - 1] if boundary else 0
    closing = bisect_left(ends, end)
    sentence_end = ends[closing] if closing < len(ends) else len(text)
    near = [
        (gap, mention)
        for gap, mention in (
            (max(0, start - before.end) if before else 0, before),
            (after.start - end if after else 0, after),
        )
        if mention is not None and sentence <= mention.start < sentence_end
    ]
    if near:
        return Beside(min(near)[1].occasion, True)
    paragraph = text.rfind("\n", 0, start) + 1
    if before is not None and before.start >= paragraph:
        return Beside(before.occasion, False)
    return Beside(None, False)
