"""Rows as lines of CSV (RFC 4180) or TSV.

Most cells stand in many rows: a page's title, an event's name, a unit. What is done to one (a guard
against spreadsheets, a terminal's spelling, quotation marks) is done once and looked up after that,
which costs a third of having csv.writer look at each character again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from expotui.export.guard import guard
from expotui.facts.quantities import plain

Row = Sequence[Any]
Spell = Callable[[str], str]

LINE_END = "\r\n"

# Cells that are remembered, and how long one may be: a few megabytes at most.
_REMEMBERED = 20_000
_LONGEST = 200
_LINES_AT_ONCE = 200
# Integers beyond these equal a fraction whose digits differ, and would be looked up for it.
_EXACT = 2**53


class Cells(dict[Any, str]):
    """What is written for a cell: a text, an integer, a fraction, bytes or None."""

    def __init__(self, delimiter: str, *, raw: bool = False, spell: Spell | None = None) -> None:
        super().__init__({None: ""})
        self._delimiter = delimiter
        self._raw = raw
        self._spell = spell

    def __missing__(self, cell: Any) -> str:
        if type(cell) is float:
            return plain(cell)
        if type(cell) is int:
            written = str(cell)
            if not -_EXACT < cell < _EXACT:
                return written
        else:
            written = self._text(cell)
            if len(written) > _LONGEST:
                return written
        if len(self) > _REMEMBERED:
            self.clear()
            self[None] = ""
        self[cell] = written
        return written

    def _text(self, cell: str | bytes) -> str:
        text = cell if isinstance(cell, str) else cell.decode("utf-8", "replace")
        if not self._raw:
            text = guard(text)
        if self._spell is not None:
            text = self._spell(text)
        if '"' in text:
            text = text.replace('"', '""')
        elif not (self._delimiter in text or "\n" in text or "\r" in text):
            return text
        return f'"{text}"'


def blocks(rows: Iterable[Row], delimiter: str, cells: Cells) -> Iterator[tuple[str, int]]:
    """The lines of `rows`, each with its end, some at a time, and how many they are."""
    written = cells.__getitem__
    lines = (delimiter.join(map(written, row)) for row in rows)
    while block := [*islice(lines, _LINES_AT_ONCE)]:
        yield LINE_END.join(block) + LINE_END, len(block)
