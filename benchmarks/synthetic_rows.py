"""Rows of invented fairs, and of what the press says of them, as the schema's tables want them.

What a row holds follows from its number alone, never from the size of the store: so the same fact
is in every larger one. Twenty facts share a document, about five documents an event, and fifty
editions a series; neighbouring documents speak of different events, as news does.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from random import Random
from typing import Any

from synthetic_figures import figure
from synthetic_words import RESERVED, name, sentence

Row = dict[str, Any]

FACTS_A_DOCUMENT = 20
EVENTS_TURN = 5
DOCUMENTS_TURN = 25
SERIES_TURN = 150

_TOPICS = (
    "Textile and Garment", "Machinery", "Food and Beverage", "Import Goods", "Green Energy",
    "Solar and Storage", "Consumer Electronics", "Furniture", "Ceramics", "Tea", "Coffee",
    "Medical Devices", "Logistics", "Tourism", "Automotive", "Electric Vehicle", "Building "
    "Materials", "Toys", "Packaging", "Plastics and Rubber", "Agriculture", "Seafood", "Wine",
    "Cosmetics", "Jewellery", "Digital Trade", "Services Trade", "Robotics", "Aviation", "Mining",
    "Investment and Trade", "Cross-border E-commerce", "Hardware", "Lighting", "Printing",
    "Leather", "Sporting Goods", "Pet Supplies", "Book", "Water Technology",
)  # fmt: skip
_NAMES = (
    "{city} International {topic} Expo", "{city} {topic} Fair", "International {topic} Exhibition "
    "of {city}", "{city} {topic} Trade Show", "{city} Import and Export {topic} Fair", "Feria de "
    "{city} {topic}", "Salon international {topic} de {city}", "{topic} Messe {city}",
    "{city} Global {topic} Summit", "Asia-{city} {topic} Expo",
)  # fmt: skip
_COUNTRIES = ("China", "Germany", "Brazil", "India", "Kenya", "France", "Vietnam", "Poland")
_LANGUAGES = ("en", "zh", "fr", "es", "de", "pt", "ru", "ar")
_LANGUAGE_SHARES = (66, 79, 83, 87, 91, 93, 97, 100)
_PAPERS = ("Daily", "News Agency", "Times", "Herald", "Online", "Business Journal", "TV", "Post")
_STAGES = {"forecast": -20, "opening": 0, "closing": 4, "retrospective": 120}
_SCOPES = (
    "total", "total", "total", "business_exhibition", "country_exhibition", "fortune500_only",
    "belt_road_partners", "on-site signing", "online", "countries_and_regions",
)  # fmt: skip
_ROLES = (
    "president", "spokesperson of the organising committee", "sales director", "deputy mayor",
    "general manager", "trade commissioner", "chief economist", "founder and chief executive",
    "purchasing manager", "secretary-general", "exhibition director", "minister of commerce",
)  # fmt: skip
_CUES = ("said", "said", "said", "told reporters", "added", "noted", "explained", "stressed")
_FLAGS = ("rounded", "scope_shift", "internal_conflict", "record", "stale", "dropped_qualifier")
_NOTES = (
    "The page gives no source for it.", "Printed without a unit.", "The table below the text has "
    "another number.", "Counted at the close of the third day.", "Includes the online part.",
)  # fmt: skip
_ENDS = {1: "st", 2: "nd", 3: "rd"}

FIGURE_COLUMNS = (
    "measure_id", "scope", "stage", "value", "upper", "qualifier", "low", "high", "unit",
    "direction", "counts", "period", "period_start", "period_end", "period_basis",
    "qualified_text", "qualified_start",
)  # fmt: skip


def ordinal(number: int) -> str:
    """`1st`, `12th`, `23rd`."""
    end = "th" if 10 <= number % 100 <= 20 else _ENDS.get(number % 10, "th")
    return f"{number}{end}"


@lru_cache(maxsize=4096)
def series(number: int) -> Row:
    """The fair of that number."""
    random = Random(f"series-{number}")
    city = name(random, "city", "en")
    topic = random.choice(_TOPICS)
    full = random.choice(_NAMES).format(city=city, topic=topic)
    short = "".join(word[0] for word in full.split() if word[0].isupper())
    if len(short) < 3 or short.casefold() in RESERVED:
        short = f"{city} {topic.split()[0]}"
    return {
        "id": f"fair-{number:06}", "owner": "user", "name": full, "short": short,
        "first_year": 1985 + random.randrange(6), "note": None,
    }  # fmt: skip


@lru_cache(maxsize=4096)
def event(number: int) -> Row:
    """One holding of a fair; every tenth is a day within another."""
    random = Random(f"event-{number}")
    turn, place = divmod(number, SERIES_TURN)
    fair_number = turn * 3 + place % 3
    fair = series(fair_number)
    inner = number % 10 == 9
    parent = event(number - 3) if inner else None
    # 17 and 50 have no common divisor: every edition once, in no order of time.
    edition = parent["edition"] if parent else place // 3 * 17 % 50 + 1
    when, start, end, basis = _held(random, fair["first_year"] + edition - 1)
    if parent:
        when, start, end, basis = (parent[c] for c in ("date", "date_start", "date_end", "basis"))
    # Drawn as the fair's own name draws it.
    city = name(Random(f"series-{fair_number}"), "city", "en")
    title = f"{ordinal(edition)} {fair['name']}"
    return {
        "id": f"event-{number:07}", "owner": "user", "series_id": fair["id"],
        "kind": "sub-event" if inner else "edition", "edition": edition, "edition_last": None,
        "name": f"{name(random, 'product', 'en')} Forum at the {title}" if inner else title,
        "short": f"{fair['short']} {edition}" + " forum" * inner, "city": city,
        "country": random.choice(_COUNTRIES), "venue": None, "date": when, "date_start": start,
        "date_end": end, "basis": basis, "part_of_id": parent["id"] if parent else None,
    }  # fmt: skip


def event_row(number: int) -> Row:
    """The row of an event, as `seed_rows` makes those of the seeds."""
    held = dict(event(number))
    basis = held.pop("basis")
    doubtful = basis == "inferred"
    return {
        **held, "date_basis": basis, "joint_with_id": None, "note": None,
        "date_reason": "The page states no year." if doubtful else None,
        "sort_date": held["date"].split("/")[0].replace("?", ""),
        "zoom": 1 if held["kind"] == "edition" else 2,
    }  # fmt: skip


def _held(random: Random, year: int) -> tuple[str, str, str, str]:
    """When it took place: EDTF, its bounds, and how that is known."""
    first = date(min(year, 2040), 1, 1) + timedelta(random.randrange(355))
    last = first + timedelta(random.randrange(2, 7))
    start, end = first.isoformat(), last.isoformat()
    drawn = random.random()
    if drawn < 0.05:
        month_end = (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
        return start[:7], f"{start[:7]}-01", month_end.isoformat(), "inferred"
    if drawn < 0.08:
        doubtful = "/".join(f"{day[:4]}?{day[4:]}" for day in (start, end))
        return doubtful, start, end, "inferred"
    return f"{start}/{end}", start, end, "stated"


@lru_cache(maxsize=4096)
def document(number: int, events: int) -> Row:
    """A page about one event, from before, during or after it."""
    random = Random(f"document-{number}")
    turn, place = divmod(number, DOCUMENTS_TURN)
    about = (turn * EVENTS_TURN + place % EVENTS_TURN) % events
    fair = event(about)
    language = random.choices(_LANGUAGES, cum_weights=_LANGUAGE_SHARES)[0]
    stage = random.choice(tuple(_STAGES))
    day = date.fromisoformat(fair["date_start"]) + timedelta(_STAGES[stage] + random.randrange(3))
    publisher = f"{name(random, 'city', 'en')} {random.choice(_PAPERS)}"
    return {
        "id": f"page-{number:07}", "publisher": publisher, "language": language, "stage": stage,
        "title": f"{fair['name']}: {sentence(random, language)[:60]}", "about": about,
        "published": day.isoformat(),
    }  # fmt: skip


def document_row(number: int, events: int) -> Row:
    """The row of a document."""
    page = document(number, events)
    day = page["published"]
    return {
        **dict.fromkeys(("publisher_basis", "host", "published_reason", "edition_claimed",
                         "copy_of_id", "sha256", "caution", "text")),
        **{column: page[column] for column in ("id", "title", "publisher", "language")},
        "owner": "user", "collection": "synthetic", "title_basis": "printed",
        "host_kind": "publisher", "origin": page["publisher"],
        "url": f"https://example.org/{page['id']}", "published": day, "published_start": day,
        "published_end": day, "published_basis": "shown", "sort_date": day,
        "about_event_id": event(page["about"])["id"], "zoom": 2,
    }  # fmt: skip


def fact_rows(facts: int, events: int) -> Iterator[Row]:
    """The facts, document by document."""
    made = 0
    for number in range(-(-facts // FACTS_A_DOCUMENT)):
        for row in islice(_facts_of(number, events), facts - made):
            made += 1
            yield row


def _facts_of(number: int, events: int) -> Iterator[Row]:
    random = Random(f"facts-{number}")
    page = document(number, events)
    fair = event(page["about"])
    common = blank_fact()
    common.update(
        document_id=page["id"], event_id=fair["id"],
        home_event_id=fair["part_of_id"] or fair["id"],
    )  # fmt: skip
    position = 0
    for at in range(number * FACTS_A_DOCUMENT, (number + 1) * FACTS_A_DOCUMENT):
        row = common.copy()
        row["id"] = f"syn-{at:07}"
        _quote(random, row, page) if random.random() < 0.1 else _figure(random, row, page)
        position += random.randrange(20, 200)
        row["paragraph"] = position // 300 + 1
        row["span_start"] = position
        position += len(row["text"])
        row["span_end"] = position
        if row["qualified_text"]:
            row["qualified_start"] = row["span_start"] - row["qualified_text"].find(row["text"])
        yield row


def blank_fact() -> Row:
    """A fact with every column of its table, and nothing in them."""
    columns = (
        "id", "owner", "kind", "document_id", "event_id", "home_event_id", "series_id",
        "subject_id", "edition_claimed", *FIGURE_COLUMNS, "speaker", "role", "anonymous", "cue",
        "text", "paragraph", "span_start", "span_end", "flags", "note",
    )  # fmt: skip
    return {**dict.fromkeys(columns), "owner": "user", "anonymous": 0}


def _quote(random: Random, row: Row, page: Row) -> None:
    row["kind"] = "quote"
    row["text"] = sentence(random, page["language"])
    row["cue"] = random.choice(_CUES)
    _speak(random, row, page["language"])


def _figure(random: Random, row: Row, page: Row) -> None:
    row["kind"] = "figure"
    row.update(figure(random, page["language"]))
    row["scope"] = random.choice(_SCOPES)
    row["stage"] = page["stage"]
    drawn = random.random()
    if drawn < 0.25:
        product = name(random, "product", "en").lower()
        row["counts"] = f"counted by {name(random, 'company', 'en')}, {product} included"
    if drawn < 0.12:
        _speak(random, row, page["language"])
    elif drawn > 0.93:
        row["note"] = random.choice(_NOTES)
        row["flags"] = random.choice(_FLAGS)


def _speak(random: Random, row: Row, language: str) -> None:
    given, surname = name(random, "given", language), name(random, "surname", language)
    row["speaker"] = f"{surname}{given}" if language == "zh" else f"{given} {surname}"
    row["role"] = f"{random.choice(_ROLES)} of {name(random, 'company', 'en')}"
