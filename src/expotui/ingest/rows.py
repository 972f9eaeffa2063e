"""What was found in a text → rows of `facts`, each with its locator and what it is of."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from expotui.extract.model import Figure, Quote
from expotui.facts import units
from expotui.facts.measures import UNCLASSIFIED
from expotui.facts.model import UNIT_INFERRED
from expotui.facts.reckoned import claimed_interval
from expotui.ingest.joining import Known

Row = dict[str, Any]

# SQLite's largest whole number is a little above 9e18; what is reckoned from a value must fit too.
_LARGEST = 10**18
# Days after its end within which an event is summed up; what is told later looks back.
_SUMMED_UP = 200


class Place(NamedTuple):
    """What a fact is of, and why, where its own sentence does not name it."""

    event: Known | None
    series: str | None
    home: str | None
    note: str | None


class Page(NamedTuple):
    """What all facts of a document share. `published` are the first and the last day it can be."""

    document: str
    text: str
    published: tuple[str | None, str | None]


class Measure(NamedTuple):
    """A measure of the vocabulary: its unit, and the populations it is told of."""

    unit: str
    scopes: Sequence[str]


_NOTHING: Row = dict.fromkeys(
    (
        "measure_id", "scope", "stage", "value", "upper", "qualifier", "low", "high", "unit",
        "direction", "speaker", "role", "cue", "qualified_text", "qualified_start", "flags",
    )
)  # fmt: skip


def fact_rows(
    page: Page,
    figures: Sequence[Figure],
    quotes: Sequence[Quote],
    places: Sequence[Place],
    measures: Mapping[str, Measure],
) -> Iterator[Row]:
    """The rows of all figures, then of all quotes; `places` has one for each."""
    used: Counter[str] = Counter()
    for figure, place in zip(figures, places, strict=False):
        yield {
            **_fact(page, figure, place, "figure", used),
            **_of_figure(page, figure, place, measures),
        }
    for quote, place in zip(quotes, places[len(figures) :], strict=True):
        yield {
            **_fact(page, quote, place, "quote", used),
            "speaker": quote.speaker or None, "role": quote.role, "cue": quote.cue,
        }  # fmt: skip


def _fact(page: Page, found: Figure | Quote, place: Place, kind: str, used: Counter[str]) -> Row:
    name = f"{page.document}-{kind[0]}{found.start}"
    used[name] += 1
    event = place.event
    return {
        **_NOTHING,
        "id": name if used[name] == 1 else f"{name}-{used[name]}", "kind": kind,
        "document_id": page.document,
        "event_id": event and event.id, "home_event_id": place.home,
        "series_id": None if event else place.series,
        "text": found.text, "paragraph": found.paragraph,
        "span_start": found.start, "span_end": found.end, "note": place.note,
    }  # fmt: skip


def _of_figure(page: Page, figure: Figure, place: Place, measures: Mapping[str, Measure]) -> Row:
    value, upper = _number(figure.value), _number(figure.upper)
    low, high = claimed_interval(value, upper, figure.qualifier)
    measure = figure.measure if _fits(figure, measures) else None
    scopes = measures[measure].scopes if measure else ()
    start, end = figure.qualified_start, figure.qualified_end
    hedged = (start, end) != (figure.start, figure.end)
    return {
        "measure_id": measure or UNCLASSIFIED,
        "scope": scopes[0] if len(scopes) == 1 else None,
        "stage": stage(place.event, page.published),
        "value": value, "upper": upper, "qualifier": figure.qualifier, "low": low, "high": high,
        "unit": figure.unit, "direction": figure.direction,
        "flags": UNIT_INFERRED if figure.basis == "inferred" else None,
        "qualified_text": page.text[start:end] if hedged else None,
        "qualified_start": start if hedged else None,
    }  # fmt: skip


def _fits(figure: Figure, measures: Mapping[str, Measure]) -> bool:
    """Whether the store has the measure, and in a unit that the figure's can be told in."""
    known = measures.get(figure.measure or "")
    if known is None:
        return False
    return figure.unit is None or not units.clash(figure.unit, known.unit)


def _number(value: int | float | None) -> int | float | None:
    """A number as the store holds it; None of one that it cannot, whose words stay."""
    if value is None or not math.isfinite(value) or abs(value) > _LARGEST:
        return None
    return value if isinstance(value, int) else float(f"{value:.15g}")


def stage(event: Known | None, published: tuple[str | None, str | None]) -> str | None:
    """When a number was given: before its event, in the months after it, or looking back.

    None where the dates do not tell: the page or the event has none, or they overlap.
    """
    first, last = published
    if event is None or event.first is None or event.last is None or first is None or last is None:
        return None
    if last < event.first:
        return "forecast"
    if first < event.last:
        return None
    days = (date.fromisoformat(first) - date.fromisoformat(event.last)).days
    return "closing" if days <= _SUMMED_UP else "retrospective"
