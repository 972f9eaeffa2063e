"""What is exported: filters → the WHERE clause of each table.

A filter about something a row has itself looks at the row; one about something only facts have
(`measure`, say, of a document) selects the rows with such a fact. docs/export.md says it for users.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from expotui.export.tables import TABLES

Row = Sequence[Any]

_EVENT_DAYS = ("coalesce(e.date_start, e.date_end)", "coalesce(e.date_end, e.date_start)")
_PAGE_DAYS = (
    "coalesce(d.published_start, d.published_end)",
    "coalesce(d.published_end, d.published_start)",
)
_FACT_DAYS = tuple(
    f"iif(f.event_id IS NULL, {page}, {event})"
    for page, event in zip(_PAGE_DAYS, _EVENT_DAYS, strict=True)
)

_OF_FACTS = {
    "collection": "d.collection = :collection",
    "document": "d.id = :document",
    "event": "(f.event_id = :event OR f.home_event_id = :event)",
    "series": "(coalesce(e.series_id, f.series_id) = :series OR f.home_event_id IN"
    " (SELECT id FROM events WHERE series_id = :series))",
    "measure": "f.measure_id = :measure",
    "hits": "f.key IN (SELECT value FROM json_each(:hits))",
    "since": f"{_FACT_DAYS[1]} >= :since",
    "until": f"{_FACT_DAYS[0]} <= :until",
    "marked": "f.id IN (SELECT fact_id FROM marks)",
}

_OF_EVENTS = {
    "event": ":event IN (e.id, e.part_of_id, e.joint_with_id)",
    "series": "e.series_id = :series",
    "since": f"{_EVENT_DAYS[1]} >= :since",
    "until": f"{_EVENT_DAYS[0]} <= :until",
}

_OF_DOCUMENTS = {
    "collection": _OF_FACTS["collection"],
    "document": _OF_FACTS["document"],
    "since": f"{_PAGE_DAYS[1]} >= :since",
    "until": f"{_PAGE_DAYS[0]} <= :until",
}

# Of a page without facts of its own on an event, what it is about still counts.
_ABOUT = {"event": "d.about_event_id = :event", "series": "e.series_id = :series"}

_FACT_OF_EVENT = """EXISTS (SELECT 1 FROM facts f JOIN documents d ON d.id = f.document_id
    WHERE (f.event_id = e.id OR f.home_event_id = e.id) AND {})"""
_FACT_OF_DOCUMENT = """EXISTS (SELECT 1 FROM facts f LEFT JOIN events e ON e.id = f.event_id
    WHERE f.document_id = d.id AND {})"""


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters, all of which have to hold; empty selects everything.

    `hits` are keys of facts that a search found, best first: facts are exported in that order.
    """

    collection: str | None = None
    event: str | None = None
    series: str | None = None
    measure: str | None = None
    since: date | None = None
    until: date | None = None
    hits: Sequence[int] | None = None
    marked: bool = False
    document: str | None = None

    def values(self) -> dict[str, str]:
        """The filters that are set, as SQL parameters."""
        found = {
            name: value
            for name in ("collection", "document", "event", "series", "measure")
            if (value := getattr(self, name)) is not None
        }
        for name in ("since", "until"):
            if (day := getattr(self, name)) is not None:
                found[name] = day.isoformat()
        if self.marked:
            found["marked"] = "yes"
        if self.hits is not None:
            found["hits"] = json.dumps(list(self.hits))
        return found


def select(db: sqlite3.Connection, kind: str, selection: Selection) -> Iterator[Row]:
    """The rows of a kind of export, as tuples in its column order, read as they are asked for."""
    sql, values = _statement(kind, selection)
    return rows(db, sql, values)


def rows(db: sqlite3.Connection, sql: str, values: Mapping[str, str]) -> Iterator[Row]:
    """The rows that `sql` finds, as tuples, read as they are asked for."""
    # Replacing what is not UTF-8, as the store's connections do, costs as much again as reading:
    # it is only done from the first row on that needs it.
    careful, passed = db.text_factory, 0
    db.text_factory = str
    try:
        for row in _execute(db, sql, values):
            yield row
            passed += 1
    except sqlite3.OperationalError as error:
        if "decode" not in str(error):
            raise
        db.text_factory = careful
        yield from islice(_execute(db, sql, values), passed, None)
    finally:
        db.text_factory = careful


def _execute(db: sqlite3.Connection, sql: str, values: Mapping[str, str]) -> sqlite3.Cursor:
    cursor = db.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, values)


def selected_facts(selection: Selection) -> str:
    """What stands behind FROM where columns of the facts `f` that are selected are asked for."""
    return _where(TABLES["facts"].source, _facts(set(selection.values())))


def select_documents(db: sqlite3.Connection, kind: str, selection: Selection) -> Iterator[str]:
    """The ids of the documents that a selection of facts or documents is from, each once."""
    documents, values = TABLES["documents"], selection.values()
    conditions = _CONDITIONS[kind](set(values))
    if kind != "documents":
        from_facts = f"SELECT d.key FROM {TABLES[kind].source}"
        conditions = [f"d.key IN ({_where(from_facts, conditions)})"]
    sql = _where(f"SELECT d.id FROM {documents.source}", conditions)
    for (document,) in _execute(db, f"{sql} ORDER BY {documents.order}", values):
        yield document


def _where(sql: str, conditions: Sequence[str]) -> str:
    return f"{sql} WHERE {' AND '.join(conditions)}" if conditions else sql


def _statement(kind: str, selection: Selection) -> tuple[str, dict[str, str]]:
    table, values = TABLES[kind], selection.values()
    conditions = _CONDITIONS[kind](set(values))
    sql, order = table.select(), table.order
    if "hits" in values and kind in ("facts", "figures", "quotes"):
        sql += " JOIN json_each(:hits) hit ON hit.value = f.key"
        order = "hit.key"
    return f"{_where(sql, conditions)} ORDER BY {order}", values


def _facts(filters: set[str]) -> list[str]:
    return [sql for name, sql in _OF_FACTS.items() if name in filters]


def _figures(filters: set[str]) -> list[str]:
    return ["f.kind = 'figure'", *_facts(filters)]


def _quotes(filters: set[str]) -> list[str]:
    return ["f.kind = 'quote'", *_facts(filters)]


def _events(filters: set[str]) -> list[str]:
    own = [sql for name, sql in _OF_EVENTS.items() if name in filters]
    of_fact = _facts(filters - set(_OF_EVENTS))
    return own + ([_FACT_OF_EVENT.format(" AND ".join(of_fact))] if of_fact else [])


def _documents(filters: set[str]) -> list[str]:
    own = [sql for name, sql in _OF_DOCUMENTS.items() if name in filters]
    asked = filters - set(_OF_DOCUMENTS)
    if not asked:
        return own
    of_fact = _FACT_OF_DOCUMENT.format(" AND ".join(_facts(asked)))
    if asked <= set(_ABOUT):
        about = " AND ".join(_ABOUT[name] for name in sorted(asked))
        return [*own, f"(({about}) OR {of_fact})"]
    return [*own, of_fact]


_CONDITIONS = {
    "facts": _facts,
    "figures": _figures,
    "quotes": _quotes,
    "events": _events,
    "documents": _documents,
}
