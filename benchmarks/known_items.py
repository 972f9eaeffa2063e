"""The rows of `recall/known.toml`: the facts that the labelled queries look for."""

import tomllib
from pathlib import Path
from typing import Any

from expotui.facts.dates import bounds
from expotui.facts.quantities import Qualifier, interval
from synthetic_rows import blank_fact, ordinal

Row = dict[str, Any]

_FILE = Path(__file__).parent / "recall" / "known.toml"
# Money is in the fair's own; all else is in its measure's unit.
_MONEY = {
    "Germany": "EUR", "Spain": "EUR", "France": "EUR", "China": "CNY", "Oman": "OMR",
    "Russia": "RUB", "United States": "USD", "India": "INR", "Brazil": "BRL", "Tanzania": "USD",
}  # fmt: skip
_COUNTED = {
    "exhibition_area": "m2", "intended_turnover_growth": "percent", "returning_share": "percent",
    "exhibitor_share": "percent", "participating_share": "percent",
    "foreign_trade_share_change": "percentage_point", "participating_countries": "country",
    "exhibitors": "exhibitor", "visitor_entries": "person_entry", "new_items_debuted": "item",
    "signed_projects": "project", "sessions": "session", "booths": "booth", "pavilions": "pavilion",
    "sub_forums": "sub-forum", "imported_exhibits": "exhibit", "overseas_malls": "location",
    "procurement_events": "session", "brand_enterprises": "enterprise",
    "supply_chain_enterprises": "enterprise", "procuring_companies": "company",
    "business_associations": "organisation",
}  # fmt: skip
_MONEY_MEASURES = {"contract_value", "intended_turnover", "intended_turnover_one_year"}


def known_rows() -> dict[str, list[Row]]:
    """The rows of the invented fairs, by table."""
    rows: dict[str, list[Row]] = {"series": [], "events": [], "documents": [], "facts": []}
    for number, fair in enumerate(tomllib.loads(_FILE.read_text("utf-8"))["events"], 1):
        ids = {
            "series_id": f"known-fair-{number:02}", "event_id": f"known-event-{number:02}",
            "document_id": f"known-page-{number:02}",
        }  # fmt: skip
        rows["series"].append(_series(fair, ids))
        rows["events"].append(_event(fair, ids))
        rows["documents"].append(_document(fair, ids))
        for printed in fair["facts"]:
            fact = _fact(printed, ids, _MONEY[fair["country"]])
            rows["facts"].append({**fact, "id": f"known-{len(rows['facts']) + 1:03}"})
    return rows


def _series(fair: Row, ids: Row) -> Row:
    return {
        "id": ids["series_id"], "owner": "user", "name": fair["name"], "short": fair["short"],
        "first_year": None, "note": None,
    }  # fmt: skip


def _event(fair: Row, ids: Row) -> Row:
    start, end = bounds(fair["date"])
    return {
        **dict.fromkeys(("edition_last", "venue", "date_reason", "part_of_id", "joint_with_id",
                         "note")),
        **{column: fair[column] for column in ("edition", "city", "country", "date")},
        "id": ids["event_id"], "owner": "user", "series_id": ids["series_id"], "kind": "edition",
        "name": f"{ordinal(fair['edition'])} {fair['name']}",
        "short": f"{fair['short']} {fair['edition']}", "date_start": str(start),
        "date_end": str(end), "date_basis": "stated", "sort_date": str(start), "zoom": 1,
    }  # fmt: skip


def _document(fair: Row, ids: Row) -> Row:
    day = str(bounds(fair["date"])[1])
    return {
        **dict.fromkeys(("publisher_basis", "host", "published_reason", "edition_claimed",
                         "copy_of_id", "sha256", "caution", "text")),
        **{column: fair[column] for column in ("title", "publisher", "language")},
        "id": ids["document_id"], "owner": "user", "collection": "synthetic",
        "title_basis": "printed", "host_kind": "publisher", "origin": fair["publisher"],
        "url": f"https://example.org/{ids['document_id']}", "published": day,
        "published_start": day, "published_end": day, "published_basis": "shown",
        "sort_date": day, "about_event_id": ids["event_id"], "zoom": 2,
    }  # fmt: skip


def _fact(printed: Row, ids: Row, money: str) -> Row:
    row = blank_fact()
    row.update(
        document_id=ids["document_id"], event_id=ids["event_id"], home_event_id=ids["event_id"],
        text=printed["text"],
    )  # fmt: skip
    for column in ("speaker", "role", "cue", "counts", "note"):
        row[column] = printed.get(column)
    row["kind"] = "figure" if "m" in printed else "quote"
    if "m" not in printed:
        return row
    measure, qualifier = printed["m"], printed.get("q", "exact")
    claimed = interval(printed["v"], Qualifier(qualifier))
    row.update(
        measure_id=measure, value=printed["v"], qualifier=qualifier, stage=printed["stage"],
        scope=printed.get("scope", "total"),
        unit=money if measure in _MONEY_MEASURES else _COUNTED.get(measure, "person"),
        low=None if claimed.low is None else float(claimed.low),
        high=None if claimed.high is None else float(claimed.high),
    )  # fmt: skip
    return row
