"""Where the sentences and the lines of a text begin and end."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

# A line that only goes on below is no end: drafts are wrapped. An empty one is, and so are the
# items of a list, the cells of a table and headings.
_ENDS = re.compile(
    r"[。！？]|[.!?][\"'”’)\]]{0,3}(?=\s)|\n(?=[ \t\r]*(?:\n|[-*#|•>+]|[0-9]{1,3}[.)]))"
)
# "No. 6", "approx. 300": what a point makes no end of.
_SHORTENED = frozenset(("no", "nos", "approx", "mr", "mrs", "ms", "dr", "st", "vs", "inc", "prof"))
_LONGEST_SHORTENED = 7
# What is further off in a sentence is looked at no more: a text may be one sentence of megabytes.
_REACH = 1_000


class Sentences:
    """The sentences and lines of one text, each found in logarithmic time."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [
            match.end() for match in _ENDS.finditer(text) if not _shortened(text, match.start())
        ]
        self._breaks = [match.start() for match in re.finditer("\n", text)]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence (or sentences) that a span lies in, as far as it is looked at."""
        before = bisect_right(self._ends, start)
        after = bisect_left(self._ends, end)
        first = self._ends[before - 1] if before else 0
        last = self._ends[after] if after < len(self._ends) else len(self._text)
        return max(first, start - _REACH), min(last, end + _REACH)

    def words(self, start: int, end: int) -> str:
        """The words of the sentence around a span."""
        first, last = self.around(start, end)
        return self._text[first:last]

    def line(self, start: int) -> int:
        """The number of a line, from 1."""
        return bisect_left(self._breaks, start) + 1


class Spans:
    """Spans of one text, of which none overlaps another."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds all of another span."""
        at = bisect_right(self._spans, (start, sys.maxsize))
        return at > 0 and self._spans[at - 1][1] >= end


def _shortened(text: str, at: int) -> bool:
    if text[at] != ".":
        return False
    word = text[max(0, at - _LONGEST_SHORTENED) : at].split()
    return bool(word) and word[-1].lower() in _SHORTENED
