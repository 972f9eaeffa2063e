"""Turn the reference set of sourced figures into seed files. Run once; its output is kept by hand.

    python tools/convert_reference.py REFERENCE_DIR seed/

REFERENCE_DIR holds `sources.jsonl`, `events.jsonl` and one `*.jsonl` of figures a series (its
README explains the fields). Written are one TOML file a source to `seed/reference/`, and, for each
series that has none yet, `seed/events/SERIES.toml`. What is decided on the way:

- A page on a mirror, repost or proxy host: the publisher is who the words come from (`origin`),
  the host is kept as `host` and never shown as the authority.
- A figure over several editions (`editions = [1, 5]`) belongs to a group event (`ciie-1-5`).
- A figure of a place rather than of a fair gets that place as its `subject`.
- An event date resolved rather than stated, or ended by inference, says so in `date_reason`.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from seed_toml import dump

Record = dict[str, Any]

NOT_THE_PUBLISHER = {"mirror", "repost", "proxy"}

# The reference words the same place in two ways; the period stands in its scope text.
PLACE_FIGURES = {
    "Linyi Mall, year to mid-October 2024": "2024-01/2024-10",
    "Linyi Trade City, January-November 2025": "2025-01/2025-11",
}

# Hosts whose `origin` is a remark rather than a name; and a copy of each of the five documents.
AUTHORITY = {
    "scmp22": "South China Morning Post",
    "zaobao24": "Lianhe Zaobao",
    "mfa22": "CCTV News",
    "goods25": "unattributed",
    "zt21": "unattributed",
    "bln22": "People's Daily",
    "umeed24": "unattributed",
    "bln23": "Chinese press (unnamed)",
    "kha1105": "CGTN",
    "kha1109": "CGTN",
    "mygn24": "CGTN",
    "bjh24": "Xinhua",
    "cusmail": "press release (unsigned)",
    "saul19": "MOFCOM briefing",
    "vnsv23": "Vietnamese press citing China Daily",
    "faf15": "Jinjiang local press",
    "zuo23": "news agency (unnamed)",
    "jp21": "Japanese-language China portal",
}
COPY_OF = {
    "obs24": "linyi-mall-conference",
    "goods25": "ciie-belt-and-road",
    "wcifit7": "wcifit-attraction",
}


def main(reference: Path, seed: Path) -> None:
    """Convert the whole set; prints how much was written."""
    sources = read(reference / "sources.jsonl")
    figures = [
        row
        for path in sorted(reference.glob("*.jsonl"))
        if path.stem not in ("sources", "events", "disagreements")
        for row in read(path)
    ]
    by_source: dict[str, list[Record]] = defaultdict(list)
    for row in figures:
        by_source[row["source"]].append(row)
    events = read(reference / "events.jsonl")
    dated_by = {url: event["event"] for event in events for url in event["sources"]}
    for source in sources:
        text = dump(source_tables(source, by_source[source["source"]], dated_by))
        (seed / "reference" / f"{source['source']}.toml").write_text(text, encoding="utf-8")
    for series, tables in event_tables(events, sources, figures).items():
        path = seed / "events" / f"{series}.toml"
        if not path.exists():
            path.write_text(dump(tables), encoding="utf-8")
    print(f"{len(sources)} sources, {len(figures)} figures")


def read(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def source_tables(
    source: Record, figures: list[Record], dated_by: dict[str, str]
) -> list[tuple[str, Record]]:
    """The tables of one source's file: `document`, then its `figures`."""
    reposted = source["host_kind"] in NOT_THE_PUBLISHER
    events = Counter(row["event"] for row in figures if row["event"])
    document: Record = {
        "id": source["source"],
        "title": source["title"],
        "publisher": authority(source) if reposted else source["publisher"],
        "host": source["publisher"] if reposted else None,
        "host_kind": source["host_kind"],
        "origin": source["origin"],
        "url": source["url"],
        "language": source["lang"],
        "published": source["published"],
        "published_basis": source["published_basis"],
        "about": events.most_common(1)[0][0] if events else dated_by.get(source["url"]),
        "copy_of": COPY_OF.get(source["source"]),
    }
    claimed = Counter(row["edition_claimed"] for row in figures if "edition_slip" in row["flags"])
    if claimed:
        document["edition_claimed"] = claimed.most_common(1)[0][0]
    return [("document", document), *(("[figures]", figure_table(row)) for row in figures)]


def authority(source: Record) -> str:
    return AUTHORITY.get(source["source"]) or str(source["origin"])


def figure_table(row: Record) -> Record:
    slip = row["edition"] != row["edition_claimed"]
    return {
        "id": row["id"],
        "event": home(row),
        "subject": "linyi-city" if row["scope"] in PLACE_FIGURES else None,
        "measure": row["measure"],
        "scope": row["scope"],
        "stage": row["stage"],
        "value": row["value"],
        "upper": row["upper"],
        "qualifier": row["qualifier"],
        "unit": row["unit"],
        "text": row["text"],
        "period": PLACE_FIGURES.get(row["scope"]),
        "edition_claimed": row["edition_claimed"] if slip else None,
        "flags": row["flags"] or None,
        "note": row["note"] or None,
    }


def home(row: Record) -> str | None:
    if row["event"] or not row["editions"]:
        return str(row["event"]) if row["event"] else None
    first, last = row["editions"]
    return f"{row['series']}-{first}-{last}"


def event_tables(
    events: list[Record], sources: list[Record], figures: list[Record]
) -> dict[str, list[tuple[str, Record]]]:
    """The tables of each series' event file: its editions, then its groups of editions."""
    source_of = {row["url"]: row["source"] for row in sources}
    tables: dict[str, list[tuple[str, Record]]] = defaultdict(list)
    for event in events:
        tables[event["series"]].append(("[events]", event_table(event)))
        tables[event["series"]] += claim_tables(event, source_of)
    groups = {(row["series"], *row["editions"]) for row in figures if row["editions"]}
    for series, first, last in sorted(groups):
        tables[series].append(("[events]", group_table(events, series, first, last)))
    return tables


def event_table(event: Record) -> Record:
    start, end = event["start"], event["end"]
    inferred = [
        basis
        for basis in (event["start_basis"], event["end_basis"])
        if basis not in (None, "stated")
    ]
    return {
        "id": event["event"],
        "kind": "edition",
        "edition": event["edition"],
        "name": event["name"],
        "city": event["city"],
        "country": event["country"],
        "date": None if start is None else f"{start}/{end or ''}",
        "date_basis": "inferred" if inferred else "stated",
        "date_reason": "; ".join(inferred) or None,
        "note": event["note"] or None,
    }


def claim_tables(event: Record, source_of: dict[str, str]) -> list[tuple[str, Record]]:
    """Which source says when: those the date was read from, and those that differ."""
    agreeing = [
        {"document": source_of[url], "agrees": True} for url in event["sources"] if url in source_of
    ]
    differing = [
        {
            "document": claim["source"],
            "date": claim["start"],
            "agrees": False,
            "note": f"{claim['claim']}; resolved: {claim['resolved']}",
        }
        for claim in event["date_claims"]
    ]
    return [("[events.claims]", claim) for claim in agreeing + differing]


def group_table(events: list[Record], series: str, first: int, last: int) -> Record:
    years = {event["edition"]: event["year"] for event in events if event["series"] == series}
    return {
        "id": f"{series}-{first}-{last}",
        "kind": "group",
        "edition": first,
        "edition_last": last,
        "name": f"Editions {first} to {last} taken together",
        "date": f"{years.get(first, '')}/{years.get(last, '')}",
        "date_basis": "inferred",
        "date_reason": "the years of its first and last edition",
    }


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
