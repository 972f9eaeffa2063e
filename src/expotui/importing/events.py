"""Rows of `events` → events, and their fairs."""

from collections.abc import Sequence

from expotui.facts.reckoned import event_zoom, sort_date
from expotui.importing import cells as read
from expotui.importing.cells import Cell, CellError, Read, as_in_seeds
from expotui.importing.outcome import DIFFERS, UNFILLED, Outcome
from expotui.importing.reading import Table
from expotui.importing.records import Cells, Values, check_days
from expotui.importing.references import named, rows_by_id
from expotui.importing.table import Record, Stored
from expotui.importing.whole_rows import WholeRows
from expotui.store.writing import Writer

_READ: dict[str, Read] = {
    "id": read.identifier, "series": read.identifier, "part_of": read.identifier,
    "joint_with": read.identifier, "kind": as_in_seeds("events", "kind"),
    "edition": read.whole, "edition_last": read.whole, "date": as_in_seeds("events", "date"),
    "date_basis": as_in_seeds("events", "date_basis"),
    "figures": read.count, "quotes": read.count, "documents": read.count,
}  # fmt: skip
_REQUIRED = ("id", "kind", "series", "series_name", "name", "short", "date_basis")

# Counted from the facts of the store it goes into, or a name of something else.
_NOT_STORED = frozenset({"series_name", "figures", "quotes", "documents"})
_IN_STORE = {"series": "series_id", "part_of": "part_of_id", "joint_with": "joint_with_id"}

_SERIES = "SELECT id, name, owner FROM series WHERE id IN (SELECT value FROM json_each(?))"


class EventsImport(WholeRows):
    """Events into the store."""

    table = "events"

    reads = _READ
    required = _REQUIRED
    in_store = _IN_STORE
    not_stored = _NOT_STORED

    def __init__(
        self, writer: Writer, source: Table, outcome: Outcome, *, raw: bool, fill: bool
    ) -> None:
        super().__init__(writer, source, outcome, raw=raw, fill=fill)
        self._series: dict[str, tuple[str, bool]] = {}

    def look_up(self, records: Sequence[Record]) -> None:
        found = rows_by_id(
            self.writer.db, _SERIES, named((record.cells.values for record in records), "series")
        )
        self._series = {
            name: (row["name"], row["owner"] == "user" and row["name"] == name)
            for name, row in found.items()
        }
        self.await_all(records, ("part_of", "joint_with"))

    def settle(self, record: Record) -> None:
        """The fair, made or given the name that it lacked; CellError: it has none."""
        series, name = str(record.cells.values["series"]), record.cells.values["series_name"]
        there = self._series.get(series)
        if there is not None and not there[1]:
            return
        if there is None:
            self.writer.insert("series", [{"id": series, "name": name, "short": name}])
            self.outcome.made["series"] += 1
        elif there[0] != name:
            # Facts were there first: of their fair they tell the id alone.
            self.writer.upsert("series", [{"id": series, "name": name, "short": name}])
        self._series[series] = (str(name), False)

    def row(self, record: Record, old: Stored | None) -> Values:  # noqa: ARG002
        values = record.cells.values
        self._mind(record)
        row = self.stored(values)
        date, kind = values["date"], str(values["kind"])
        row["sort_date"] = sort_date(_text(date), at_end=kind == "group")
        row["zoom"] = event_zoom(kind, _text(values["joint_with"]))
        return row

    def check(self, cells: Cells) -> None:
        check_days(cells, ("date", "date_start", "date_end"), fill=self._fill)
        for column in ("part_of", "joint_with"):
            if cells.values[column] == cells.values["id"]:
                raise CellError(column, "must be another event")

    def _mind(self, record: Record) -> None:
        values = record.cells.values
        stored = self._series.get(str(values["series"]))
        if stored is not None and stored[0] != values["series_name"]:
            says = f"series_name: {values['series_name']!r}, in the store {stored[0]!r}"
            self.outcome.mind(DIFFERS, record.line, says)
        if record.cells.unfilled is not None:
            self.outcome.mind(UNFILLED, record.line, record.cells.unfilled)


def _text(cell: Cell) -> str | None:
    return None if cell is None else str(cell)
