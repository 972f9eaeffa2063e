"""Numbers of a text that became nothing: what extraction may have overlooked, to be seen."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from expotui.extract.blocks import blocks
from expotui.extract.dates.finding import dates
from expotui.extract.tokens import numbers

Span = tuple[int, int]


def untaken(text: str, taken: Iterable[Span]) -> list[Span]:
    """The spans of numbers in digits that no span of `taken` touches, and no date of the text."""
    left = _apart(((token.start, token.end) for token in numbers(text)), taken)
    # Dates take most of the time: they are looked for only where a number is left.
    return _apart(left, _dates(text, left))


def _dates(text: str, near: Iterable[Span]) -> Iterator[Span]:
    """The spans of dates in the lines that hold a span of `near`; these are in order."""
    end = -1
    for at, _ in near:
        if at < end:
            continue
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        for date in dates([*blocks(text[start:end])], None):
            yield start + date.start, start + date.end


def _apart(found: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    spans = _joined(taken)
    starts = [start for start, _ in spans]
    return [span for span in found if not _touched(*span, spans, starts)]


def _touched(start: int, end: int, spans: list[Span], starts: list[int]) -> bool:
    at = bisect_right(starts, end - 1) - 1
    return at >= 0 and spans[at][1] > start


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap as one; without those of nothing."""
    joined: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
