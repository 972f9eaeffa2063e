"""Rows of `documents` → documents."""

import json
from collections.abc import Sequence

from expotui.facts.reckoned import document_zoom, sort_date
from expotui.importing import cells as read
from expotui.importing.cells import CellError, Read, as_in_seeds
from expotui.importing.outcome import DIFFERS, UNFILLED, Outcome
from expotui.importing.reading import Table
from expotui.importing.records import Cells, Values, belonging, check_days
from expotui.importing.references import difference, named, rows_by_id
from expotui.importing.table import Record, Stored
from expotui.importing.whole_rows import WholeRows
from expotui.store.writing import Writer

_READ: dict[str, Read] = {
    "id": read.identifier, "event": read.identifier, "copy_of": read.identifier,
    "title_basis": as_in_seeds("document", "title_basis"),
    "published": as_in_seeds("document", "published"),
    "event_date": as_in_seeds("document", "published"),
    "edition": read.whole, "edition_claimed": read.whole,
    "sha256": as_in_seeds("document", "sha256"), "figures": read.count, "quotes": read.count,
}  # fmt: skip
_REQUIRED = (
    "id", "collection", "title", "title_basis", "publisher", "host_kind", "language",
    "published_basis",
)  # fmt: skip

# Counted from the facts of the store it goes into, or said of something else.
_OF_EVENT = ("event_name", "event_date", "edition")
_NOT_STORED = frozenset({*_OF_EVENT, "figures", "quotes"})
_IN_STORE = {"event": "about_event_id", "copy_of": "copy_of_id"}

_EVENTS = """SELECT id, name AS event_name, date AS event_date, edition FROM events
    WHERE id IN (SELECT value FROM json_each(?))"""
_HOMELESS = """SELECT DISTINCT document_id FROM facts
    WHERE document_id IN (SELECT value FROM json_each(?)) AND home_event_id IS NULL"""


class DocumentsImport(WholeRows):
    """Documents into the store; the events they are about have to be there."""

    table = "documents"

    reads = _READ
    required = _REQUIRED
    in_store = _IN_STORE
    not_stored = _NOT_STORED

    def __init__(
        self, writer: Writer, source: Table, outcome: Outcome, *, raw: bool, fill: bool
    ) -> None:
        super().__init__(writer, source, outcome, raw=raw, fill=fill)
        self._events: dict[str, Values] = {}
        self._homeless: set[str] = set()

    def look_up(self, records: Sequence[Record]) -> None:
        db = self.writer.db
        found = rows_by_id(db, _EVENTS, named((record.cells.values for record in records), "event"))
        self._events = {name: dict(row) for name, row in found.items()}
        ids = json.dumps([record.id for record in records])
        self._homeless = {row[0] for row in db.execute(_HOMELESS, (ids,))}
        self.await_all(records, ("copy_of",))

    def settle(self, record: Record) -> None:
        """CellError: the event is not there: the row says too little to make one."""
        event = record.cells.values["event"]
        if event is not None and event not in self._events:
            raise CellError("event", f"there is no {event!r} in the store: import events first")

    def row(self, record: Record, old: Stored | None) -> Values:  # noqa: ARG002
        values = record.cells.values
        self._mind(record)
        row = self.stored(values)
        published = values["published"]
        row["sort_date"] = None if published is None else sort_date(str(published))
        homeless = record.id in self._homeless
        row["zoom"] = document_zoom(str(values["collection"]), homeless=homeless)
        return row

    def check(self, cells: Cells) -> None:
        belonging(cells, "event", _OF_EVENT)
        check_days(cells, ("published", "published_start", "published_end"), fill=self._fill)
        if cells.values["copy_of"] == cells.values["id"]:
            raise CellError("copy_of", "must be another document")

    def _mind(self, record: Record) -> None:
        cells = record.cells
        stored = self._events.get(str(cells.values["event"]))
        if stored is not None:
            cells.differs = difference(stored, cells.values, _OF_EVENT)
        if cells.differs is not None:
            self.outcome.mind(DIFFERS, record.line, cells.differs)
        if cells.unfilled is not None:
            self.outcome.mind(UNFILLED, record.line, cells.unfilled)
