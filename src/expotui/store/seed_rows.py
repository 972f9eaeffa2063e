"""Checked seeds → rows of the store: references resolved, intervals and bounds worked out."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from expotui.facts import reckoned, units
from expotui.store.seeds import Entry, Seeds

Row = dict[str, Any]


def seed_rows(seeds: Seeds) -> dict[str, list[Row]]:
    """The rows of each table, by table name.

    Raises:
        SeedError: an id is used twice, or refers to nothing; a unit is not its measure's.
    """
    for entries in (seeds.series, seeds.subjects, seeds.measures, seeds.scopes):
        _ids(entries)
    rows = _Rows(seeds)
    for entry in seeds.documents:
        rows.refer(entry, "about", rows.events)
    for entry in seeds.further:
        rows.refer(entry, "document", rows.documents)
    facts = [rows.figure(entry) for entry in (*seeds.figures, *seeds.further)]
    facts += [rows.quote(entry) for entry in seeds.quotes]
    homeless = {fact["document_id"] for fact in facts if fact["home_event_id"] is None}
    return {
        "series": [
            _pick(e, "id", "name", "short", "first_year", "note") for e in seeds.series
        ],
        "subjects": [_pick(e, "id", "name", "note") for e in seeds.subjects],
        "measures": [rows.measure(e, position) for position, e in enumerate(seeds.measures)],
        "scopes": [
            {**_pick(e, "id", "label", "note"), "part_of": _listed(e, "part_of")}
            for e in seeds.scopes
        ],
        "events": [rows.event(entry) for entry in _parents_first(seeds.events)],
        "documents": [rows.document(entry, homeless) for entry in _parents_first(seeds.documents)],
        "date_claims": [row for entry in seeds.events for row in rows.claims(entry)],
        "facts": facts,
    }  # fmt: skip


class _Rows:
    """Makes rows, with what they may refer to at hand."""

    def __init__(self, seeds: Seeds) -> None:
        self.events = _ids(seeds.events)
        self.documents = _ids(seeds.documents)
        self.series = {entry.values["id"]: entry.values for entry in seeds.series}
        self.subjects = {entry.values["id"]: entry.values for entry in seeds.subjects}
        self.measures = {entry.values["id"]: entry.values for entry in seeds.measures}
        self.fact_ids: Counter[str] = Counter()

    def event(self, entry: Entry) -> Row:
        values = entry.values
        self.refer(entry, "series", self.series)
        self.refer(entry, "part_of", self.events)
        self.refer(entry, "joint_with", self.events)
        start, end = reckoned.first_and_last_day(values.get("date"))
        at_end = values["kind"] == "group"
        return {
            **_pick(
                entry, "id", "kind", "edition", "edition_last", "name", "city", "country", "venue",
                "date", "date_basis", "date_reason", "note",
            ),
            "series_id": values["series"],
            "short": values.get("short") or self._short(values),
            "date_start": start,
            "date_end": end,
            "sort_date": reckoned.sort_date(values.get("date"), at_end=at_end),
            "part_of_id": values.get("part_of"),
            "joint_with_id": values.get("joint_with"),
            "zoom": reckoned.event_zoom(values["kind"], values.get("joint_with")),
        }  # fmt: skip

    def _short(self, values: Row) -> str:
        return reckoned.event_short(self.series[values["series"]]["short"], values.get("edition"))

    def claims(self, entry: Entry) -> Iterable[Row]:
        for claimed in entry.claims:
            claim = claimed.values
            self.refer(claimed, "document", self.documents)
            start, end = claim.get("span", (None, None))
            yield {
                "owner": "seed",
                "event_id": entry.values["id"],
                "document_id": claim["document"],
                "date": claim.get("date") or entry.values.get("date"),
                "agrees": int(claim["agrees"]),
                "text": claim.get("text"),
                "span_start": start,
                "span_end": end,
                "note": claim.get("note"),
            }

    def document(self, entry: Entry, homeless: set[str]) -> Row:
        values = entry.values
        self.refer(entry, "about", self.events)
        self.refer(entry, "copy_of", self.documents)
        start, end = reckoned.first_and_last_day(values.get("published"))
        stands_alone = values["id"] in homeless
        return {
            **_pick(
                entry, "id", "collection", "title", "publisher", "publisher_basis", "host",
                "host_kind", "origin", "url", "language", "published", "published_basis",
                "published_reason", "edition_claimed", "sha256", "caution",
            ),
            "title_basis": values.get("title_basis", "label"),
            "published_start": start,
            "published_end": end,
            "sort_date": reckoned.sort_date(values.get("published")),
            "about_event_id": values.get("about"),
            "copy_of_id": values.get("copy_of"),
            "zoom": reckoned.document_zoom(values["collection"], homeless=stands_alone),
        }  # fmt: skip

    def measure(self, entry: Entry, position: int) -> Row:
        values = entry.values
        for name in ("part_of", "growth_of", "change_of"):
            self.refer(entry, name, self.measures)
        return {
            **_pick(entry, "id", "label", "unit"),
            "position": position,
            "decimals": values.get("decimals", 0),
            "adds_up": int(values.get("adds_up", False)),
            "part_of_id": values.get("part_of"),
            "growth_of_id": values.get("growth_of"),
            "change_of_id": values.get("change_of"),
            "scopes": _listed(entry, "scopes"),
            "synonyms": _listed(entry, "synonyms"),
        }

    def figure(self, entry: Entry) -> Row:
        values = entry.values
        self.refer(entry, "subject", self.subjects)
        measure = self.refer(entry, "measure", self.measures)
        if units.clash(values["unit"], measure["unit"]):
            raise entry.error("unit", f"the measure {values['measure']!r} is in {measure['unit']}")
        self._check_scope(entry, measure)
        value, upper = values.get("value"), values.get("upper")
        low, high = reckoned.claimed_interval(value, upper, values["qualifier"])
        start, end = reckoned.first_and_last_day(values.get("period"))
        return {
            **self._fact(entry, "figure"),
            **_pick(
                entry, "scope", "stage", "value", "upper", "qualifier", "unit", "direction",
                "counts", "period", "period_basis",
            ),
            "measure_id": values["measure"],
            "low": low,
            "high": high,
            "period_start": start,
            "period_end": end,
            "qualified_text": values.get("qualified"),
            "qualified_start": values.get("qualified_from"),
        }  # fmt: skip

    def _check_scope(self, entry: Entry, measure: Row) -> None:
        """Refuse a scope that its measure is not told of; of editions together there are others."""
        known, event = measure.get("scopes"), entry.values.get("event")
        if not known or event is None or self.events[event]["kind"] == "group":
            return
        if entry.values["scope"] not in known:
            told = ", ".join(known)
            raise entry.error("scope", f"the measure {measure['id']!r} is told of {told}")

    def quote(self, entry: Entry) -> Row:
        self.refer(entry, "occasion", self.events)
        nothing = dict.fromkeys(
            (
                "scope", "stage", "value", "upper", "qualifier", "unit", "direction", "counts",
                "period", "period_basis", "measure_id", "low", "high", "period_start",
                "period_end", "qualified_text", "qualified_start",
            )
        )  # fmt: skip
        return {**self._fact(entry, "quote"), **nothing}

    def _fact(self, entry: Entry, kind: str) -> Row:
        values = entry.values
        self.refer(entry, "event", self.events)
        self.refer(entry, "series", self.series)
        start, end = values.get("span", (None, None))
        return {
            **_pick(
                entry, "edition_claimed", "speaker", "role", "cue", "text", "paragraph", "note"
            ),
            "id": self._fact_id(entry),
            "kind": kind,
            "document_id": values["document"],
            "event_id": values.get("event"),
            "home_event_id": self._home(values),
            "series_id": values.get("series"),
            "subject_id": values.get("subject"),
            "anonymous": int(values.get("anonymous", False)),
            "span_start": start,
            "span_end": end,
            "flags": " ".join(values.get("flags", [])) or None,
        }

    def _fact_id(self, entry: Entry) -> str:
        """Ids of the five documents are short in their file, and full everywhere else."""
        own = str(entry.values["id"])
        full = f"{entry.values['document']}-{own}" if own[1:].isdigit() else own
        self.fact_ids[full] += 1
        if self.fact_ids[full] > 1:
            raise entry.error("id", f"{full!r} is used twice")
        return full

    def _home(self, values: Row) -> str | None:
        """The event under whose row a fact is browsed: a part's whole, a place's occasion."""
        event = values.get("event") or self.documents[values["document"]].get("about")
        if event is None:
            return None
        row = self.events[event]
        return reckoned.home(event, row.get("part_of"), row.get("joint_with"))

    def refer(self, entry: Entry, field: str, known: dict[str, Row]) -> Row:
        name = entry.values.get(field)
        if name is not None and name not in known:
            raise entry.error(field, f"there is no {field} {name!r}")
        return known[name] if name is not None else {}


def _ids(entries: Iterable[Entry]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for entry in entries:
        if entry.values["id"] in found:
            raise entry.error("id", f"{entry.values['id']!r} is used twice")
        found[entry.values["id"]] = entry.values
    return found


def _parents_first(entries: list[Entry]) -> list[Entry]:
    referring = ("part_of", "joint_with", "copy_of")
    return sorted(entries, key=lambda entry: any(name in entry.values for name in referring))


def _listed(entry: Entry, name: str) -> str | None:
    """A list as JSON, for SQLite to read."""
    value = entry.values.get(name)
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _pick(entry: Entry, *names: str) -> Row:
    return {"owner": "seed", **{name: entry.values.get(name) for name in names}}
