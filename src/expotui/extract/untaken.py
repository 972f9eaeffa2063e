"""Numbers of a text that became nothing: what extraction may have overlooked, to be seen."""

from bisect import bisect_right
from collections.abc import Iterable

from expotui.extract.running import extract
from expotui.extract.tokens import numbers

Span = tuple[int, int]


def untaken(text: str, taken: Iterable[Span]) -> list[Span]:
    """The spans of numbers in digits that no span of `taken` touches, and no date of the text."""
    dates = ((date.start, date.end) for date in extract(text).dates)
    spans = _joined([*taken, *dates])
    starts = [start for start, _ in spans]
    return [
        (token.start, token.end)
        for token in numbers(text)
        if not _touched(token.start, token.end, spans, starts)
    ]


def _touched(start: int, end: int, spans: list[Span], starts: list[int]) -> bool:
    at = bisect_right(starts, end - 1) - 1
    return at >= 0 and spans[at][1] > start


def _joined(spans: list[Span]) -> list[Span]:
    """Spans in order, those that overlap as one; without those of nothing."""
    joined: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
