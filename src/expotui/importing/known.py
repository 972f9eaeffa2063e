"""What facts refer to: looked up by the chunk, and made from their words where it is missing."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from expotui.facts.reckoned import (
    document_zoom,
    event_short,
    event_zoom,
    home,
    sort_date,
)
from expotui.importing.cells import Cell, CellError
from expotui.importing.outcome import Outcome
from expotui.importing.records import Cells, Values
from expotui.importing.references import difference, named, rows_by_id
from expotui.store.writing import Writer

_IN = "IN (SELECT value FROM json_each(?))"
_EVENTS = f"""SELECT id, series_id AS series, name AS event_name, date AS event_date,
    date_start AS event_start, date_end AS event_end, date_basis AS event_date_basis,
    iif(kind = 'group', NULL, edition) AS edition, part_of_id, joint_with_id
    FROM events WHERE id {_IN}"""
_DOCUMENTS = f"""SELECT d.id, d.title AS document_title, d.publisher, d.origin, d.url, d.published,
    d.published_start, d.published_end, d.published_basis, d.collection,
    d.sha256 AS document_sha256, e.id AS about, e.part_of_id, e.joint_with_id
    FROM documents d LEFT JOIN events e ON e.id = d.about_event_id WHERE d.id {_IN}"""
_MEASURES = f"SELECT id, unit, owner FROM measures WHERE id {_IN}"
_SERIES = f"SELECT id, name, short, owner FROM series WHERE id {_IN}"
_SUBJECTS = f"""SELECT name, json_group_array(id) AS ids
    FROM (SELECT name, id FROM subjects WHERE name {_IN} ORDER BY owner, id) GROUP BY name"""
_OF_NAME = "SELECT id FROM subjects WHERE name = ? ORDER BY owner, id"

_COMPARED_OF_EVENTS = (
    "series", "event_name", "event_date", "event_start", "event_end", "event_date_basis", "edition",
)  # fmt: skip
_COMPARED_OF_DOCUMENTS = (
    "document_title", "publisher", "origin", "url", "published", "published_start",
    "published_end", "published_basis", "collection", "document_sha256",
)  # fmt: skip

_UNFIT = re.compile(r"[^a-z0-9]+")


class Known:
    """Events, documents, series, measures and subjects of the store that a chunk refers to."""

    def __init__(self, writer: Writer, outcome: Outcome) -> None:
        self._writer, self._outcome = writer, outcome
        self.events: dict[str, Any] = {}
        self.documents: dict[str, Any] = {}
        self.series: dict[str, Any] = {}
        self.measures: dict[str, Any] = {}
        # By name, as only names are exported: of one name there may be several.
        self.subjects: dict[str, list[str]] = {}
        # Of ids that several names would give: the number of the last.
        self._numbered: dict[str, int] = {}

    def look_up(self, events: list[Values], documents: list[Values], terms: list[Values]) -> None:
        """Find what these cells name, and nothing else."""
        db = self._writer.db
        of_events = named(events, "event") | named(events, "home_event")
        self.events = dict(rows_by_id(db, _EVENTS, of_events))
        self.series = dict(rows_by_id(db, _SERIES, named(events, "series")))
        self.documents = dict(rows_by_id(db, _DOCUMENTS, named(documents, "document")))
        self.measures = dict(rows_by_id(db, _MEASURES, named(terms, "measure")))
        of_subjects = named(terms, "subject")
        subjects = rows_by_id(db, _SUBJECTS, of_subjects)
        self.subjects = {name: json.loads(row["ids"]) for name, row in subjects.items()}
        # SQLite's JSON ends a text at a NUL: such names are asked for as they are.
        for name in of_subjects:
            if "\0" in name and (ids := db.execute(_OF_NAME, (name,)).fetchall()):
                self.subjects[name] = [row[0] for row in ids]

    def home_of(self, event: Cell, document: Cell) -> str | None:
        """The event under which facts of this event or, without one, this document are browsed."""
        row = self.events.get(str(event)) if event else self.documents.get(str(document))
        name = event if event or row is None else row["about"]
        return (
            None
            if name is None or row is None
            else home(str(name), row["part_of_id"], row["joint_with_id"])
        )

    def settle_event(self, cells: Cells) -> None:
        """Make the series and the events that are named and not there.

        Raises:
            CellError: the row does not say enough of one.
        """
        values = cells.values
        event, home_event, series = values["event"], values["home_event"], values["series"]
        if series is not None:
            self.settle_series(str(series))
        if event is not None and str(event) not in self.events:
            self._make_event(str(event), values)
        if home_event is not None and str(home_event) not in self.events:
            self._make_event(str(home_event), {"series": series, "event_name": home_event})

    def compare_event(self, cells: Cells) -> None:
        """Note what the store has otherwise of the event."""
        self._compare(cells, self.events.get(str(cells.values["event"])), _COMPARED_OF_EVENTS)

    def compare_document(self, cells: Cells) -> None:
        """Note what the store has otherwise of the document."""
        stored = self.documents.get(str(cells.values["document"]))
        self._compare(cells, stored, _COMPARED_OF_DOCUMENTS)

    def _compare(self, cells: Cells, stored: Any, columns: Iterable[str]) -> None:
        if stored is not None:
            cells.differs = difference(stored, cells.values, columns)

    def settle_series(self, series: str) -> None:
        """Make a series that is not there: of its name no more is known than its id."""
        if series not in self.series:
            row = {"id": series, "name": series, "short": series}
            self._make("series", row)
            self.series[series] = row

    def _make_event(self, name: str, values: Values) -> None:
        for column in ("series", "event_name"):
            if values[column] is None:
                problem = f"must not be empty: the event {name!r} is not in the store"
                raise CellError(column, problem)
        date, basis = values.get("event_date"), values.get("event_date_basis")
        if date is not None and basis is None:
            raise CellError("event_date_basis", "must not be empty: the event has a date")
        edition, short = values.get("edition"), values["event_name"]
        kind = "occasion" if edition is None else "edition"
        if isinstance(edition, int):
            short = event_short(self.series[str(values["series"])]["short"], edition)
        self._make(
            "events",
            {
                "id": name, "series_id": values["series"], "kind": kind, "edition": edition,
                "name": values["event_name"], "date": date,
                "short": short,
                "date_start": values.get("event_start"), "date_end": values.get("event_end"),
                "date_basis": basis or "outside", "sort_date": sort_date(date),  # type: ignore[arg-type]
                "zoom": event_zoom(kind, None),
            },
        )  # fmt: skip
        self.events[name] = {**dict.fromkeys(_COMPARED_OF_EVENTS), **values}
        self.events[name].update(part_of_id=None, joint_with_id=None)

    def settle_document(self, cells: Cells) -> None:
        """Make the document, where it is not there.

        Raises:
            CellError: the row does not say enough of it.
        """
        values = cells.values
        name = str(values["document"])
        if name in self.documents:
            return
        for column in ("document_title", "publisher"):
            if values[column] is None:
                problem = f"must not be empty: the document {name!r} is not in the store"
                raise CellError(column, problem)
        collection, published = str(values["collection"] or "user"), values["published"]
        self._make(
            "documents",
            {
                "id": name, "collection": collection, "title": values["document_title"],
                "publisher": values["publisher"], "host_kind": "unknown", "language": "und",
                "origin": values["origin"], "url": values["url"], "published": published,
                "published_start": values["published_start"],
                "published_end": values["published_end"],
                "published_basis": values["published_basis"] or "unknown",
                "sort_date": sort_date(published),  # type: ignore[arg-type]
                "sha256": values["document_sha256"],
                "zoom": document_zoom(collection, homeless=False),
            },
        )  # fmt: skip
        self.documents[name] = {**values, "about": None, "part_of_id": None, "joint_with_id": None}

    def settle_terms(self, cells: Cells) -> None:
        """Make the measure and the subject, where they are not there."""
        measure, subject = cells.values.get("measure"), cells.values.get("subject")
        if measure is not None and str(measure) not in self.measures:
            # A measure without a unit has one that is not known: none is invented.
            unit = cells.values["unit"] or ""
            last = self._first("SELECT coalesce(max(position), -1) FROM measures")
            label = str(measure).replace("_", " ")
            row = {"id": measure, "label": label, "unit": unit, "position": last + 1}
            self._make("measures", row)
            self.measures[str(measure)] = {**row, "owner": "user"}
        if subject is not None and str(subject) not in self.subjects:
            row = {"id": self._subject_id(str(subject)), "name": subject}
            self._make("subjects", row)
            self.subjects[str(subject)] = [str(row["id"])]

    def _subject_id(self, name: str) -> str:
        """An id that is free, made from a name."""
        base = _UNFIT.sub("-", name[:80].casefold()).strip("-") or "subject"
        at = self._numbered.get(base, 1)
        free = base if at == 1 else f"{base}-{at}"
        while self._first("SELECT count(*) FROM subjects WHERE id = ?", free):
            # Names in Chinese all give the same: none is to be tried again.
            self._numbered[base] = at = at + 1
            free = f"{base}-{at}"
        return free

    def _first(self, sql: str, *values: object) -> int:
        found: int = self._writer.db.execute(sql, values).fetchone()[0]
        return found

    def _make(self, table: str, row: Mapping[str, Any]) -> None:
        self._writer.insert(table, [row])
        self._outcome.made[table] += 1
