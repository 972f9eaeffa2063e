"""The tables that can be exported: their columns, in order, and the SQL behind each.

Names and order are documented in docs/export.md and stable: columns are added at the end of a
release, never renamed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from expotui.store.conflict_id import CONFLICT_ID

# Columns that hold numbers: written bare in CSV, as numbers in JSON. All others are text.
NUMBERS = frozenset(
    {
        "edition", "edition_claimed", "edition_last", "value", "upper", "low", "high", "paragraph",
        "span_start", "span_end", "anonymous", "position", "first_year", "decimals", "adds_up",
        "figures", "quotes", "documents",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of export: `columns` maps each name to its SQL, over the joins of `source`."""

    kind: str
    columns: Mapping[str, str]
    source: str
    order: str

    def select(self) -> str:
        """The SELECT of all columns."""
        return f"SELECT {', '.join(self.columns.values())} FROM {self.source}"


_LOCATOR = {
    "paragraph": "f.paragraph",
    "span_start": "f.span_start",
    "span_end": "f.span_end",
    "document_sha256": "d.sha256",
}

_FACTS = {
    "id": "f.id",
    "kind": "f.kind",
    "series": "coalesce(e.series_id, f.series_id)",
    "event": "f.event_id",
    "event_name": "e.name",
    "event_date": "e.date",
    "event_start": "e.date_start",
    "event_end": "e.date_end",
    "event_date_basis": "e.date_basis",
    "home_event": "f.home_event_id",
    "edition": "iif(e.kind = 'group', NULL, e.edition)",
    "edition_claimed": "f.edition_claimed",
    "subject": "sub.name",
    "measure": "f.measure_id",
    "scope": "f.scope",
    "stage": "f.stage",
    "qualifier": "f.qualifier",
    "value": "f.value",
    "upper": "f.upper",
    "low": "f.low",
    "high": "f.high",
    "unit": "f.unit",
    "direction": "f.direction",
    "counts": "f.counts",
    "period": "f.period",
    "period_start": "f.period_start",
    "period_end": "f.period_end",
    "period_basis": "f.period_basis",
    "speaker": "f.speaker",
    "role": "f.role",
    "anonymous": "f.anonymous",
    "cue": "f.cue",
    "text": "f.text",
    "text_with_qualifier": "f.qualified_text",
    "document": "f.document_id",
    "document_title": "d.title",
    "publisher": "d.publisher",
    "origin": "d.origin",
    "url": "d.url",
    "published": "d.published",
    "published_start": "d.published_start",
    "published_end": "d.published_end",
    "published_basis": "d.published_basis",
    "collection": "d.collection",
    **_LOCATOR,
    "flags": "f.flags",
    "note": "f.note",
    # What other claims are to a figure, and the conflict it is in: reckoned, and so not imported.
    "verdict": "iif(f.contradicted, 'contradict', f.support)",
    "conflict": f"iif(f.contradicted, {CONFLICT_ID}, NULL)",
}

_ONLY_QUOTES = {"kind", "anonymous", "cue"}
_ONLY_FIGURES = {
    "kind", "subject", "measure", "scope", "stage", "qualifier", "value", "upper", "low", "high",
    "unit", "direction", "counts", "period", "period_start", "period_end", "period_basis",
    "text_with_qualifier", "flags", "verdict", "conflict",
}  # fmt: skip

_FACTS_SOURCE = """facts f
    JOIN documents d ON d.id = f.document_id
    LEFT JOIN events e ON e.id = f.event_id
    LEFT JOIN subjects sub ON sub.id = f.subject_id"""

_EVENTS = {
    "id": "e.id",
    "kind": "e.kind",
    "series": "e.series_id",
    "series_name": "s.name",
    "edition": "e.edition",
    "edition_last": "e.edition_last",
    "name": "e.name",
    "short": "e.short",
    "city": "e.city",
    "country": "e.country",
    "venue": "e.venue",
    "date": "e.date",
    "date_start": "e.date_start",
    "date_end": "e.date_end",
    "date_basis": "e.date_basis",
    "date_reason": "e.date_reason",
    "part_of": "e.part_of_id",
    "joint_with": "e.joint_with_id",
    "figures": "(SELECT count(*) FROM facts f WHERE f.home_event_id = e.id AND f.kind = 'figure')",
    "quotes": "(SELECT count(*) FROM facts f WHERE f.home_event_id = e.id AND f.kind = 'quote')",
    "documents": "(SELECT count(DISTINCT document_id) FROM facts f WHERE f.home_event_id = e.id)",
    "note": "e.note",
}

_DOCUMENTS = {
    "id": "d.id",
    "collection": "d.collection",
    "title": "d.title",
    "title_basis": "d.title_basis",
    "publisher": "d.publisher",
    "publisher_basis": "d.publisher_basis",
    "host": "d.host",
    "host_kind": "d.host_kind",
    "origin": "d.origin",
    "url": "d.url",
    "language": "d.language",
    "published": "d.published",
    "published_start": "d.published_start",
    "published_end": "d.published_end",
    "published_basis": "d.published_basis",
    "published_reason": "d.published_reason",
    "event": "d.about_event_id",
    "event_name": "e.name",
    "event_date": "e.date",
    "edition": "e.edition",
    "edition_claimed": "d.edition_claimed",
    "copy_of": "d.copy_of_id",
    "sha256": "d.sha256",
    "figures": "(SELECT count(*) FROM facts f WHERE f.document_id = d.id AND f.kind = 'figure')",
    "quotes": "(SELECT count(*) FROM facts f WHERE f.document_id = d.id AND f.kind = 'quote')",
    "caution": "d.caution",
}


def _without(names: set[str]) -> dict[str, str]:
    return {name: sql for name, sql in _FACTS.items() if name not in names}


TABLES = {
    table.kind: table
    for table in (
        Table("facts", _FACTS, _FACTS_SOURCE, "f.id"),
        Table("figures", _without(_ONLY_QUOTES), _FACTS_SOURCE, "f.id"),
        Table("quotes", _without(_ONLY_FIGURES), _FACTS_SOURCE, "f.id"),
        Table(
            "events",
            _EVENTS,
            "events e JOIN series s ON s.id = e.series_id",
            "e.sort_date IS NULL, e.sort_date, e.id",
        ),
        Table(
            "documents",
            _DOCUMENTS,
            "documents d LEFT JOIN events e ON e.id = d.about_event_id",
            "d.sort_date IS NULL, d.sort_date, d.id",
        ),
    )
}
