"""Everything that is read from a store, as plain SQL over plain sqlite3.

Functions take a connection of `opening.open_reading` and return the model of facts/. Rows come a
page at a time; what lists keys, counts or sums goes over all it speaks of, and says so.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

from expotui.facts.model import DateClaim, Document, Event, Fact
from expotui.facts.timeline import UNDATED
from expotui.store.compared import COMPARED

Model = TypeVar("Model", Event, Document, DateClaim, Fact)

_EVENTS = """
    SELECT e.key, e.id, e.kind, e.series_id AS series, e.edition, e.name, e.short, e.city, e.venue,
           e.date, e.date_start, e.date_end, e.date_basis, e.date_reason, e.note,
           e.figures, e.quotes,
           iif(e.figures, (SELECT count(*) FROM (
               SELECT DISTINCT f.measure_id, f.scope FROM facts f
               WHERE f.contradicted AND f.event_id = e.id)), 0) AS disputes
    FROM events e
"""

_DOCUMENTS = """
    SELECT d.key, d.id, d.collection, d.title, d.title_basis, d.publisher,
           d.publisher_basis, d.host, d.host_kind,
           d.origin, d.url, d.language, d.published, d.published_basis, d.published_reason,
           d.about_event_id AS about, e.short AS about_short, d.edition_claimed, e.edition,
           d.copy_of_id AS copy_of, d.sha256, d.caution,
           d.figures, d.quotes
    FROM documents d LEFT JOIN events e ON e.id = d.about_event_id
"""

_FACTS = """
    SELECT f.key, f.id, f.kind, f.document_id AS document, d.publisher, d.published,
           f.event_id AS event, e.short AS event_short, e.date AS event_date,
           f.home_event_id AS home, sub.name AS subject,
           coalesce(e.series_id, f.series_id) AS series,
           iif(e.kind = 'group', NULL, e.edition) AS edition, f.edition_claimed,
           d.copy_of_id AS copy_of, f.measure_id AS measure, m.label AS measure_label, f.scope,
           coalesce(sc.label, replace(f.scope, '_', ' ')) AS scope_label, f.stage,
           iif(typeof(f.value) IN ('integer', 'real') AND f.value BETWEEN -1e299 AND 1e299,
               f.value, NULL) AS value,
           iif(typeof(f.upper) IN ('integer', 'real') AND f.upper BETWEEN -1e299 AND 1e299,
               f.upper, NULL) AS upper,
           f.qualifier, f.unit, f.direction, f.counts, f.period, f.period_basis,
           f.speaker, f.role, f.anonymous, f.cue, f.text, f.qualified_text,
           f.paragraph, f.span_start, f.span_end, f.flags, f.note, f.contradicted, f.support,
           m.decimals
    FROM facts f
    JOIN documents d ON d.id = f.document_id
    LEFT JOIN events e ON e.id = f.event_id
    LEFT JOIN subjects sub ON sub.id = f.subject_id
    LEFT JOIN measures m ON m.id = f.measure_id
    LEFT JOIN scopes sc ON sc.id = f.scope
"""

# The order facts are read in: of the event itself before its surroundings, then by measure as
# seed/measures.toml ranks them, the whole before its parts, early stages first, quotes last.
_BROWSING_ORDER = """
    ORDER BY f.kind = 'quote', f.subject_id IS NOT NULL, f.subject_id,
             (SELECT position FROM measures WHERE id = f.measure_id),
             f.scope <> 'total', f.scope,
             CASE f.stage
                 WHEN 'forecast' THEN 0 WHEN 'opening' THEN 1 WHEN 'closing' THEN 2 ELSE 3 END,
             f.value, d.sort_date, f.key
"""


class FactGroup(NamedTuple):
    """A run of facts under one heading: `start` is the index of its first key."""

    start: int
    size: int
    measure: str
    subject: str | None


class Outline(NamedTuple):
    """The keys of some facts in browsing order, the groups they fall into, and from how many
    documents they are.
    """

    keys: "array[int]"
    groups: list[FactGroup]
    sources: int = 0


class OtherClaims(NamedTuple):
    """The claims beside one: how many, how many of them alike, how many on copies, and some;
    `origins` of other pages that say the same: reprints count once.
    """

    total: int
    alike: int
    copies: int
    listed: list[Fact]
    origins: int = 0


class Totals(NamedTuple):
    """How much a store holds."""

    events: int
    figures: int
    quotes: int
    documents: int


def totals(db: sqlite3.Connection) -> Totals:
    """How much the store holds."""
    found = db.execute(
        "SELECT coalesce((SELECT sum(events) FROM days), 0), figures, quotes,"
        " coalesce((SELECT sum(pages) FROM days), 0) FROM totals"
    ).fetchone()
    return Totals(*found) if found else Totals(0, 0, 0, 0)


def timeline_page(db: sqlite3.Connection, keys: Sequence[int]) -> dict[int, Event | Document]:
    """The events and pages of some timeline keys, by key."""
    found: dict[int, Event | Document] = {}
    for event in _by_keys(db, Event, _EVENTS, "e", [key for key in keys if key > 0]):
        found[event.key] = event
    for page in _by_keys(db, Document, _DOCUMENTS, "d", [-key for key in keys if key < 0]):
        found[-page.key] = page
    return found


def fact_keys(db: sqlite3.Connection, *, event: str = "", document: str = "") -> "array[int]":
    """The keys of an event's or a document's facts, in browsing order."""
    return fact_outline(db, event=event, document=document).keys


def fact_outline(db: sqlite3.Connection, *, event: str = "", document: str = "") -> Outline:
    """An event's or a document's facts as keys, grouped by what they count; quotes come last.

    An event holds the facts of its parts too, and those of its place that were told with it.
    """
    where = "f.home_event_id = :of OR f.event_id = :of" if event else "f.document_id = :of"
    rows = db.execute(
        "SELECT f.key, coalesce(m.label, 'quotes'),"
        " coalesce(sub.name, CASE WHEN f.event_id IS NULL AND f.kind = 'figure'"
        "                         THEN s.short || ' as a whole' END), f.document_id"
        " FROM facts f JOIN documents d ON d.id = f.document_id"
        " LEFT JOIN measures m ON m.id = f.measure_id"
        " LEFT JOIN subjects sub ON sub.id = f.subject_id"
        " LEFT JOIN series s ON s.id = f.series_id"
        f" WHERE {where} {_BROWSING_ORDER}",
        {"of": event or document},
    )
    keys: array[int] = array("q")
    starts: list[tuple[int, str, str | None]] = []
    sources = set()
    for key, measure, subject, source in rows:
        sources.add(source)
        if not starts or starts[-1][1:] != (measure, subject):
            starts.append((len(keys), measure, subject))
        keys.append(key)
    ends = [start for start, _, _ in starts[1:]] + ([len(keys)] if starts else [])
    return Outline(
        keys,
        [
            FactGroup(start, end - start, measure, subject)
            for (start, measure, subject), end in zip(starts, ends, strict=True)
        ],
        len(sources),
    )


def facts_page(db: sqlite3.Connection, keys: Sequence[int]) -> dict[int, Fact]:
    """Some facts, by key."""
    return {fact.key: fact for fact in _by_keys(db, Fact, _FACTS, "f", keys)}


def find_event(db: sqlite3.Connection, event_id: str) -> Event | None:
    return _one(db, Event, f"{_EVENTS} WHERE e.id = ?", event_id)


def find_document(db: sqlite3.Connection, document_id: str) -> Document | None:
    return _one(db, Document, f"{_DOCUMENTS} WHERE d.id = ?", document_id)


def find_fact(db: sqlite3.Connection, fact_id: str) -> Fact | None:
    return _one(db, Fact, f"{_FACTS} WHERE f.id = ?", fact_id)


def known_ids(
    db: sqlite3.Connection,
    table: Literal["series", "measures", "events", "documents", "facts"],
    start: str = "",
    limit: int = 5000,
) -> list[str]:
    """Ids of a table that begin with `start`, in order: what a mistyped one is compared with."""
    rows = db.execute(
        f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
        (start, f"{start}\U0010ffff", limit),
    )
    return [row[0] for row in rows]


def other_claims(db: sqlite3.Connection, fact: Fact, limit: int = -1) -> OtherClaims:
    """Other claims of the same thing: same event, measure and scope, in order of publication.

    `limit` bounds those that are listed, never those that are counted.
    """
    if fact.measure is None or fact.event is None:
        return OtherClaims(0, 0, 0, [])
    alike = "f.value IS :value AND f.upper IS :upper AND f.qualifier IS :qualifier"
    own = "(SELECT origin FROM documents WHERE id = :document)"
    total, same, copies, origins = db.execute(
        f"SELECT count(*), coalesce(sum({alike}), 0), count(d.copy_of_id),"
        f" count(DISTINCT iif({alike} AND d.copy_of_id IS NULL AND d.origin IS NOT {own},"
        " coalesce(d.origin, d.id), NULL))"
        f" FROM facts f JOIN documents d ON d.id = f.document_id WHERE {_SAME_THING}",
        fact._asdict(),
    ).fetchone()
    listed = _all(
        db,
        Fact,
        f"{_FACTS} WHERE {_SAME_THING}"
        " ORDER BY d.sort_date IS NULL, d.sort_date, f.key LIMIT :limit",
        {**fact._asdict(), "limit": limit},
    )
    return OtherClaims(total, same, copies, listed, origins)


_SAME_THING = (
    "f.event_id = :event AND f.measure_id = :measure AND f.scope IS :scope AND f.key <> :key"
    f" AND {COMPARED}"
)


def date_claims(db: sqlite3.Connection, event_id: str) -> list[DateClaim]:
    """What documents say of an event's date, dissent first."""
    return _all(
        db,
        DateClaim,
        "SELECT c.document_id AS document, d.publisher, c.date, c.agrees, c.text, c.note"
        " FROM date_claims c JOIN documents d ON d.id = c.document_id"
        " WHERE c.event_id = ? ORDER BY c.agrees, c.key",
        (event_id,),
    )


def density(db: sqlite3.Connection) -> dict[int, int]:
    """Facts by month of their event (YYYYMM), without months that have none: for the ruler.

    Of an event whose month is not known, the last of its year.
    """
    return dict(
        db.execute(
            "SELECT CASE WHEN day / 100 % 100 BETWEEN 1 AND 12 THEN day / 100"
            " ELSE day / 10000 * 100 + 12 END AS month, sum(facts) FROM days"
            " WHERE day <> ? AND facts > 0 GROUP BY month",
            (UNDATED,),
        ).fetchall()
    )


def editions_beside(db: sqlite3.Connection, event_id: str) -> tuple[str | None, str | None]:
    """The ids of the editions before and after an event in its series, by date."""
    row = db.execute(
        "SELECT (SELECT id FROM events WHERE series_id = e.series_id AND kind = 'edition'"
        "        AND joint_with_id IS NULL AND sort_date < e.sort_date"
        "        ORDER BY sort_date DESC LIMIT 1),"
        "       (SELECT id FROM events WHERE series_id = e.series_id AND kind = 'edition'"
        "        AND joint_with_id IS NULL AND sort_date > e.sort_date"
        "        ORDER BY sort_date LIMIT 1)"
        " FROM events e WHERE e.id = ?",
        (event_id,),
    ).fetchone()
    return (row[0], row[1]) if row else (None, None)


def _by_keys(
    db: sqlite3.Connection, model: type[Model], select: str, alias: str, keys: Iterable[int]
) -> list[Model]:
    where = f"WHERE {alias}.key IN (SELECT value FROM json_each(?))"
    return _all(db, model, f"{select} {where}", (keys_json(keys),))


def keys_json(keys: Iterable[int]) -> str:
    """Keys as one value for `json_each`: the parameters of a statement have a limit, keys none."""
    return f"[{','.join(map(str, keys))}]"


def _one(db: sqlite3.Connection, model: type[Model], sql: str, value: str) -> Model | None:
    rows = _all(db, model, sql, (value,))
    return rows[0] if rows else None


def _all(
    db: sqlite3.Connection,
    model: type[Model],
    sql: str,
    values: Sequence[object] | Mapping[str, object],
) -> list[Model]:
    # The columns stand in the order of the model's fields: tests/store/test_queries.py sees to it.
    return [model(*decoded(row)) for row in db.execute(sql, values)]


def decoded(row: Sequence[Any]) -> Sequence[Any]:
    """A row as the model wants it: SQLite lets bytes stand in any column."""
    if bytes not in map(type, row):
        return row
    return [cell.decode("utf-8", "replace") if type(cell) is bytes else cell for cell in row]
