"""Where the facts of a document stand in its text, kept as numbers: there may be very many."""

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

# Positions are whole numbers, whatever else somebody's SQL has put there.
_PLACED = (
    "typeof(span_start) = 'integer' AND typeof(span_end) = 'integer'"
    " AND span_start >= 0 AND span_end > span_start"
)


class Span(NamedTuple):
    """The words of a fact: the fact's number among those of its document, and its key."""

    number: int
    start: int
    end: int
    key: int
    is_quote: bool


class Spans:
    """The spans of a document's facts, in text order; where two begin together, the longer first.

    `dated` are the spans of what the document says of events' dates.
    """

    def __init__(self) -> None:
        self.dated: list[tuple[int, int]] = []
        self._starts = array("q")
        self._ends = array("q")
        self._keys = array("q")
        self._quotes = bytearray()
        # Up to each span, how far the farthest one reaches: it never falls.
        self._reach = array("q")

    @classmethod
    def of(cls, db: sqlite3.Connection, document: str) -> "Spans":
        """The spans of a document's facts.

        Raises:
            sqlite3.Error: the store can't be read just now.
        """
        found, reach = cls(), 0
        for start, end, key, is_quote in db.execute(
            "SELECT span_start, span_end, key, kind = 'quote' FROM facts WHERE document_id = ?"
            f" AND {_PLACED} ORDER BY span_start, span_end DESC, key",
            (document,),
        ):
            reach = max(reach, end)
            found._starts.append(start)
            found._ends.append(end)
            found._keys.append(key)
            found._quotes.append(is_quote)
            found._reach.append(reach)
        rows = db.execute(
            f"SELECT span_start, span_end FROM date_claims WHERE document_id = ? AND {_PLACED}",
            (document,),
        )
        found.dated = [(row[0], row[1]) for row in rows]
        return found

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, number: int) -> Span:
        return Span(
            number, self._starts[number], self._ends[number], self._keys[number],
            bool(self._quotes[number]),
        )  # fmt: skip

    def within(self, start: int, end: int) -> Iterator[Span]:
        """The spans that have a character between two positions."""
        for number in range(bisect_right(self._reach, start), bisect_left(self._starts, end)):
            if self._ends[number] > start:
                yield self[number]

    def number_of(self, key: int) -> int | None:
        """The number of a fact, None where it has no position."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def beside(self, position: int, step: int) -> int | None:
        """The number of the first fact that begins at a position or after it; with a `step` of -1,
        of the last that begins before it. None where there is none.
        """
        number = bisect_left(self._starts, position) - (step < 0)
        return number if 0 <= number < len(self) else None
