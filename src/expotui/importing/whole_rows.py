"""Tables whose rows are read whole: each says all of one event, or of one document."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from expotui.importing import cells as read
from expotui.importing.cells import Read
from expotui.importing.outcome import Outcome
from expotui.importing.reading import Table
from expotui.importing.records import Cells, Part, Values
from expotui.importing.references import Pending
from expotui.importing.table import Record, TableImport
from expotui.store.writing import Writer


class WholeRows(TableImport[Record]):
    """Rows into a table that they may refer to themselves: a part to its whole, a copy to its
    original.
    """

    # How cells are read, and which may not be empty; columns of the export that the table has
    # under another name, or not at all.
    reads: ClassVar[Mapping[str, Read]]
    required: ClassVar[Sequence[str]]
    in_store: ClassVar[Mapping[str, str]]
    not_stored: ClassVar[frozenset[str]]

    def __init__(
        self, writer: Writer, source: Table, outcome: Outcome, *, raw: bool, fill: bool
    ) -> None:
        super().__init__(writer, source, outcome)
        self._fill = fill
        reads = read.readers(source.header, self.reads, raw=raw)
        self._part = Part(source.header, source.header, reads, self.required, self.check)
        self._columns = [
            self.in_store.get(name, name) for name in source.header if name not in self.not_stored
        ]
        self._pending = Pending(self.table)

    def check(self, cells: Cells) -> None:
        """Hold the cells of a row against one another; CellError: they don't fit together."""
        raise NotImplementedError

    def columns(self) -> Sequence[str]:
        return self._columns

    def record(self, line: int, cells: Sequence[str]) -> Record:
        return Record(line, self._part.own(cells))

    def stored(self, values: Values) -> Values:
        """The cells of a row that the table has, by its names."""
        return {
            self.in_store.get(name, name): cell
            for name, cell in values.items()
            if name not in self.not_stored
        }

    def await_all(self, records: Iterable[Record], columns: Sequence[str]) -> None:
        """What these columns name is to be there in the end."""
        for record in records:
            for column in columns:
                self._pending.refer(record.cells.values[column], record.line, column)
        self._pending.look_up(self.writer.db)

    def finish(self) -> None:
        """See that all is there that is referred to.

        Raises:
            LineError: something is not.
        """
        self._pending.finish(self.writer.db, self.source)
