"""A file of CSV or TSV → rows of cells, in chunks of bounded size, each with its line."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from expotui.errors import InputError, LineError, reason

# How many rows, or bytes of them, are looked at together.
CHUNK_ROWS = 1_000
CHUNK_BYTES = 4_000_000
# A longer row is refused: most likely, a quotation mark was never closed.
LONGEST_ROW = 64_000_000

_BOM = "\ufeff"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

Numbered = tuple[int, list[str]]


class Lines(Protocol):
    """A file of bytes that is read by the line."""

    def readline(self, size: int, /) -> bytes:
        """The next line with its end, or `size` bytes of it; nothing at the end of the file."""


class Table:
    """The header of a file, and its rows as they are asked for; to be read within `long_cells`.

    Raises, as `chunks` does:
        LineError: it is no UTF-8, no CSV, or has a row that is too long.
        InputError: it could not be read further.
    """

    def __init__(self, stream: Lines, file: str) -> None:
        self.file = file
        self._lines = _Lines(stream, file)
        first = next(self._lines, "").removeprefix(_BOM)
        if not first.strip():
            raise LineError(file, 1, "", "is empty: the first line has to name the columns")
        delimiter = "\t" if first.count("\t") > first.count(",") else ","
        self.header = next(self._parsed(iter([first]), delimiter), [])
        self._rows = self._parsed(self._lines, delimiter)

    @property
    def bytes_read(self) -> int:
        return self._lines.bytes_read

    def chunks(self) -> Iterator[list[Numbered]]:
        """All rows, each with the number of the line it begins in; blank lines are left out."""
        lines, width = self._lines, len(self.header)
        chunk: list[Numbered] = []
        begun, line = lines.bytes_read, lines.begin_row()
        for cells in self._rows:
            if len(cells) == width:
                chunk.append((line, cells))
            elif cells:
                raise self.error(line, "", f"has {len(cells)} cells, the header {width}")
            line = lines.begin_row()
            if len(chunk) == CHUNK_ROWS or lines.bytes_read - begun > CHUNK_BYTES:
                yield chunk
                chunk, begun = [], lines.bytes_read
        yield chunk

    def error(self, line: int, column: str, problem: str) -> LineError:
        return LineError(self.file, line, column, problem)

    def _parsed(self, lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            yield from reader
        except csv.Error as error:
            raise self.error(self._lines.row, "", _explained(str(error))) from error


class _Lines:
    """The lines of a file as text, counted; a row may take several of them."""

    def __init__(self, stream: Lines, file: str) -> None:
        self._stream, self._file = stream, file
        self.number = self.bytes_read = 0
        self.row = 1
        self._row_begins = 0

    def begin_row(self) -> int:
        """Note that a row begins, and return the number of its line."""
        self.row, self._row_begins = self.number + 1, self.bytes_read
        return self.row

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        try:
            line = self._stream.readline(LONGEST_ROW + 1)
        except OSError as error:
            raise InputError(f"cannot read {self._file}: {reason(error)}") from error
        if not line:
            raise StopIteration
        self.number += 1
        self.bytes_read += len(line)
        if self.bytes_read - self._row_begins > LONGEST_ROW:
            problem = f'the row is longer than {LONGEST_ROW // 10**6} MB: is a " never closed?'
            raise LineError(self._file, self.row, "", problem)
        try:
            return line.decode()
        except UnicodeDecodeError:
            utf16 = self.number == 1 and line.startswith(_UTF16)
            problem = f"is not UTF-8{', but UTF-16' if utf16 else ''}: save the file as UTF-8"
            raise LineError(self._file, self.number, "", problem) from None


@contextmanager
def long_cells() -> Iterator[None]:
    """Let a cell be as long as a row may be: the csv module, a global of it, stops at 128 KB."""
    before = csv.field_size_limit(LONGEST_ROW)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _explained(said: str) -> str:
    if "new-line character" in said:
        return "lines end in CR alone: save the file with LF or CRLF"
    if "unexpected end of data" in said:
        return 'the file ends within a cell: its " is never closed'
    return f"is not CSV: {said}"
