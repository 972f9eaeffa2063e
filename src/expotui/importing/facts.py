"""Rows of `facts`, `figures` and `quotes` → facts, and whatever they name that is not there."""

import json
from collections.abc import Iterable, Sequence

from expotui.facts import units
from expotui.facts.reckoned import YEAR_ZOOM
from expotui.importing.cells import Cell, CellError
from expotui.importing.fact_cells import ONE_KIND, FactParts, FactRecord
from expotui.importing.known import Known
from expotui.importing.outcome import CROSSED, DIFFERS, UNFILLED, Outcome
from expotui.importing.reading import Table
from expotui.importing.records import Cells, Values
from expotui.importing.table import SEED, Stored, TableImport
from expotui.store.writing import Writer


class FactsImport(TableImport[FactRecord]):
    """Facts into the store; what a file of figures or quotes has no column for stays as it is."""

    table = "facts"
    besides = ("subject_id", "series_id", "qualified_start", "kind")

    def __init__(
        self, writer: Writer, source: Table, outcome: Outcome, *, raw: bool, fill: bool
    ) -> None:
        super().__init__(writer, source, outcome)
        self._fill = fill
        self._kind = ONE_KIND.get(outcome.kind)
        self._known = Known(writer, outcome)
        self._parts = FactParts(outcome.kind, source.header, raw=raw, fill=fill)
        self._figures = self._kind != "quote"
        self._columns = [*self._parts.columns, "series_id"]
        if self._figures:
            self._columns += ["subject_id", "qualified_start"]

    def columns(self) -> Sequence[str]:
        return self._columns

    def begin_chunk(self) -> None:
        self._parts.forget()

    def record(self, line: int, cells: Sequence[str]) -> FactRecord:
        return self._parts.read(line, cells)

    def look_up(self, records: Sequence[FactRecord]) -> None:
        self._known.look_up(
            _distinct(record.event for record in records),
            _distinct(record.document for record in records),
            _distinct(record.terms for record in records),
        )

    def settle(self, record: FactRecord) -> None:
        for cells, settle in (
            (record.event, self._known.settle_event),
            (record.document, self._known.settle_document),
            (record.terms, self._known.settle_terms),
        ):
            if not cells.settled:
                settle(cells)
                cells.settled = True
        self._check_unit(record)

    def row(self, record: FactRecord, old: Stored | None) -> Values:
        event, terms = record.event.values, record.terms.values
        row = {**record.cells.values, **terms}
        row["event_id"], row["home_event_id"] = event["event"], self._home(record)
        row["document_id"] = record.document.values["document"]
        if self._kind:
            row["kind"] = self._kind
            if old is not None and old.values["kind"] != self._kind:
                raise CellError("id", f"{record.id!r} is a {old.values['kind']} in the store")
        # The fair of an event is the event's: what a row has besides stays.
        row["series_id"] = event["series"]
        if event["event"] is not None:
            row["series_id"] = old.values["series_id"] if old else None
        if self._figures:
            row["measure_id"], subject = row.pop("measure"), row.pop("subject")
            row["qualified_text"] = row.pop("text_with_qualifier")
            row["subject_id"] = self._subject(subject, old)
            row["qualified_start"] = _qualified_start(row, old)
        self._mind(record)
        return row

    def written(self, rows: Sequence[Values]) -> None:
        """A page with facts that no event shows stands for itself on the timeline."""
        homeless = {str(row["document_id"]) for row in rows if row["home_event_id"] is None}
        if homeless:
            self.writer.db.execute(
                "UPDATE documents SET zoom = ? WHERE owner <> ? AND zoom > ?"
                " AND id IN (SELECT value FROM json_each(?))",
                (YEAR_ZOOM, SEED, YEAR_ZOOM, json.dumps(sorted(homeless))),
            )

    def _home(self, record: FactRecord) -> Cell:
        given = record.event.values["home_event"]
        if given is not None:
            return given
        event, document = record.event.values["event"], record.document.values["document"]
        follows = self._known.home_of(event, document)
        if follows is not None and not self._fill:
            record.cells.unfilled = record.cells.unfilled or "home_event"
        return follows if self._fill else None

    def _subject(self, name: Cell, old: Stored | None) -> Cell:
        """The subject of this name: the one the fact has, where several go by it."""
        ids = self._known.subjects.get(str(name), ()) if name is not None else ()
        kept = old.values["subject_id"] if old else None
        return kept if kept in ids else next(iter(ids), None)

    def _check_unit(self, record: FactRecord) -> None:
        measure, unit = record.terms.values.get("measure"), record.terms.values.get("unit")
        if measure is None or unit is None:
            return
        known = self._known.measures[str(measure)]
        if known["owner"] == SEED and units.clash(str(unit), known["unit"]):
            raise CellError("unit", f"the measure {measure!r} is in {known['unit']}")

    def _mind(self, record: FactRecord) -> None:
        """Tell what the store has otherwise, and what a row leaves to be desired."""
        for cells, compare in (
            (record.event, self._known.compare_event),
            (record.document, self._known.compare_document),
        ):
            if not cells.compared:
                compare(cells)
                cells.compared = True
            if cells.differs is not None:
                self.outcome.mind(DIFFERS, record.line, cells.differs)
        own = record.cells
        unfilled = (
            own.unfilled or record.terms.unfilled or record.event.unfilled
            or record.document.unfilled
        )  # fmt: skip
        if unfilled is not None:
            self.outcome.mind(UNFILLED, record.line, unfilled)
        low, high = own.values.get("low"), own.values.get("high")
        if low is not None and high is not None and float(low) > float(high):
            self.outcome.mind(CROSSED, record.line, record.id)


def _distinct(cells: Iterable[Cells]) -> list[Values]:
    return [one.values for one in {id(one): one for one in cells}.values()]


def _qualified_start(row: Values, old: Stored | None) -> int | None:
    """Where the words with their hedge begin, which no column tells.

    It follows from the span where the words stand but once among them; else what the store has is
    kept, if it fits.
    """
    text, qualified, start = str(row["text"]), row["qualified_text"], row["span_start"]
    if qualified is None or start is None:
        return None
    words, span = str(qualified), int(start)
    kept = old.values["qualified_start"] if old else None
    if isinstance(kept, int) and 0 <= kept <= span and words.startswith(text, span - kept):
        return kept
    at = words.find(text)
    once = at >= 0 and words.find(text, at + 1) < 0
    return span - at if once and at <= span else None
