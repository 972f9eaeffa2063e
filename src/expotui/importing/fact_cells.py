"""The columns of facts: how each is read, which repeat together, and what has to fit together."""

from collections.abc import Sequence

from expotui.export.tables import TABLES
from expotui.facts.reckoned import claimed_interval
from expotui.importing import cells as read
from expotui.importing.cells import CellError, Read, as_in_seeds
from expotui.importing.columns import kept
from expotui.importing.records import Cells, Part, belonging, check_days, fill_in
from expotui.importing.table import Record

_BASIS = as_in_seeds("figures", "period_basis")
_EDTF = as_in_seeds("figures", "period")

_READ: dict[str, Read] = {
    "id": read.identifier, "series": read.identifier, "event": read.identifier,
    "home_event": read.identifier, "document": read.identifier, "measure": read.identifier,
    "event_date": _EDTF, "published": _EDTF, "period": _EDTF,
    "event_date_basis": _BASIS, "period_basis": _BASIS,
    "kind": read.one_of("figure", "quote"), "stage": as_in_seeds("figures", "stage"),
    "qualifier": as_in_seeds("figures", "qualifier"),
    "direction": as_in_seeds("figures", "direction"),
    "edition": read.whole, "edition_claimed": read.whole,
    "value": read.number, "upper": read.number, "low": read.number, "high": read.number,
    "anonymous": read.yes_or_no, "paragraph": read.count,
    "span_start": read.count, "span_end": read.count,
    "document_sha256": as_in_seeds("document", "sha256"),
}  # fmt: skip

_OF_EVENT = (
    "event_name", "event_date", "event_start", "event_end", "event_date_basis", "edition",
)  # fmt: skip
_EVENT = ("series", "event", "home_event", *_OF_EVENT)
_DOCUMENT = (
    "document", "document_title", "publisher", "origin", "url", "published", "published_start",
    "published_end", "published_basis", "collection", "document_sha256",
)  # fmt: skip
_TERMS = (
    "kind", "subject", "measure", "scope", "stage", "qualifier", "unit", "direction", "period",
    "period_start", "period_end", "period_basis", "anonymous", "cue", "edition_claimed", "flags",
)  # fmt: skip
_SHARED = {*_EVENT, *_DOCUMENT, *_TERMS}

# The columns of a file that have another name in the store.
IN_STORE = {
    "text_with_qualifier": "qualified_text", "document": "document_id", "event": "event_id",
    "home_event": "home_event_id", "measure": "measure_id",
}  # fmt: skip

# What a file of one kind of fact says by being one.
ONE_KIND = {"figures": "figure", "quotes": "quote"}


class FactRecord(Record):
    """A fact: what is its own, and what it shares with others."""

    __slots__ = ("document", "event", "terms")

    def __init__(self, line: int, own: Cells, event: Cells, document: Cells, terms: Cells) -> None:
        super().__init__(line, own)
        self.event, self.document, self.terms = event, document, terms


class FactParts:
    """Reads the rows of a file of facts, figures or quotes."""

    def __init__(self, kind: str, header: Sequence[str], *, raw: bool, fill: bool) -> None:
        self._fill = fill
        self._kind = ONE_KIND.get(kind)
        reads = read.readers(header, _READ, raw=raw)
        own = [name for name in kept(TABLES[kind].columns) if name not in _SHARED]
        self._own = Part(own, header, reads, ("id", "text"), _check_place)
        self._event = Part(_EVENT, header, reads, (), self._check_event)
        self._document = Part(_DOCUMENT, header, reads, ("document",), self._check_document)
        self._terms = Part(_TERMS, header, reads, ("kind",), self._check_terms)
        stored = (*self._own.columns, *self._terms.columns, "event", "home_event", "document")
        self.columns = [IN_STORE.get(name, name) for name in stored if name != "subject"]

    def forget(self) -> None:
        """A new chunk begins."""
        for part in (self._event, self._document, self._terms):
            part.forget()

    def read(self, line: int, cells: Sequence[str]) -> FactRecord:
        """A row, checked.

        Raises:
            CellError: a cell is malformed, or two contradict.
        """
        record = FactRecord(
            line,
            self._own.own(cells),
            self._event.shared(cells),
            self._document.shared(cells),
            self._terms.shared(cells),
        )
        values = record.cells.values
        if values.get("value") is not None and values["low"] is None and values["high"] is None:
            self._fill_interval(record)
        return record

    def _fill_interval(self, record: FactRecord) -> None:
        values, qualifier = record.cells.values, record.terms.values["qualifier"]
        if qualifier is not None:
            ends = claimed_interval(values["value"], values["upper"], str(qualifier))  # type: ignore[arg-type]
            for column, end in zip(("low", "high"), ends, strict=True):
                fill_in(record.cells, column, end, fill=self._fill)

    def _check_event(self, cells: Cells) -> None:
        belonging(cells, "event", _OF_EVENT)
        check_days(cells, ("event_date", "event_start", "event_end"), fill=self._fill)

    def _check_document(self, cells: Cells) -> None:
        check_days(cells, ("published", "published_start", "published_end"), fill=self._fill)

    def _check_terms(self, cells: Cells) -> None:
        values = cells.values
        kind = values.get("kind", self._kind)
        if kind == "figure" and values["measure"] is None:
            raise CellError("measure", "must not be empty: a figure counts something")
        if "anonymous" in values:
            values["anonymous"] = values["anonymous"] or 0
        if "period" in values:
            check_days(cells, ("period", "period_start", "period_end"), fill=self._fill)


def _check_place(cells: Cells) -> None:
    values = cells.values
    start, end = values["span_start"], values["span_end"]
    if (start is None) != (end is None):
        missing = "span_start" if start is None else "span_end"
        raise CellError(missing, "is empty: a span has a start and an end")
    if start is not None and end is not None and int(start) >= int(end):
        raise CellError("span_end", f"{end} is not after the start, {start}")
