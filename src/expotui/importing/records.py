"""Cells of a row, checked: all of a kind of row, or those that repeat from row to row together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter

from expotui.facts.reckoned import first_and_last_day
from expotui.importing.cells import Cell, CellError, Read

Values = dict[str, Cell]
# (date, its first day, its last day): three columns.
Dated = tuple[str, str, str]


class Cells:
    """Some cells of a row, by column.

    `unfilled` is the first column that is empty although its value follows from others; `differs`
    says where the store has something else.
    """

    __slots__ = ("compared", "differs", "settled", "unfilled", "values")

    def __init__(self, values: Values) -> None:
        self.values = values
        self.unfilled: str | None = None
        self.differs: str | None = None
        self.settled = self.compared = False


class Part:
    """Reads a part of the columns of a table.

    Within a chunk, cells that are the same share one `Cells`: most facts say the same of their
    document as the one before.
    """

    def __init__(
        self,
        columns: Sequence[str],
        header: Sequence[str],
        reads: Mapping[str, Read],
        required: Iterable[str],
        check: Callable[[Cells], None],
    ) -> None:
        self.columns = [column for column in columns if column in header]
        self._pick = itemgetter(*(header.index(column) for column in self.columns))
        self._reads = [(column, reads[column]) for column in self.columns]
        self._required = [column for column in required if column in self.columns]
        self._check = check
        self._seen: dict[tuple[str, ...], Cells] = {}

    def forget(self) -> None:
        """A new chunk begins."""
        self._seen.clear()

    def shared(self, row: Sequence[str]) -> Cells:
        """The cells of this part; the same for all rows of the chunk that say the same."""
        picked = self._pick(row)
        found = self._seen.get(picked)
        if found is None:
            found = self._seen[picked] = self._read(picked)
        return found

    def own(self, row: Sequence[str]) -> Cells:
        """The cells of this part, of this row alone."""
        return self._read(self._pick(row))

    def _read(self, picked: tuple[str, ...]) -> Cells:
        values: Values = {}
        try:
            for (column, read), cell in zip(self._reads, picked, strict=True):
                values[column] = read(cell) if cell else None
        except ValueError as error:
            raise CellError(column, str(error)) from None
        for name in self._required:
            value = values[name]
            if value is None or (isinstance(value, str) and not value.strip()):
                raise CellError(name, "must not be empty")
        cells = Cells(values)
        self._check(cells)
        return cells


def check_days(cells: Cells, dated: Dated, *, fill: bool) -> None:
    """Hold the first and the last day of a date against it; with `fill`, add what is missing."""
    values = cells.values
    date, *ends = dated
    edtf = values.get(date)
    follows = first_and_last_day(str(edtf) if edtf is not None else None)
    for column, day in zip(ends, follows, strict=True):
        given = values.get(column)
        if given is None:
            if day is not None:
                fill_in(cells, column, day, fill=fill)
        elif given != day:
            what = f"{date} {edtf}, which gives {day or 'none'}" if edtf else f"an empty {date}"
            raise CellError(column, f"{given!r} does not follow from {what}")


def fill_in(cells: Cells, column: str, value: Cell, *, fill: bool) -> None:
    """Add a value that follows from others; without `fill`, note that it is missing."""
    if column not in cells.values:
        return
    if fill:
        cells.values[column] = value
    elif cells.unfilled is None:
        cells.unfilled = column


def belonging(cells: Cells, reference: str, columns: Iterable[str]) -> None:
    """Refuse words about something that is not named."""
    if cells.values[reference] is None:
        for column in columns:
            if cells.values[column] is not None:
                raise CellError(column, f"is not empty, but {reference} is")
