"""What follows from the rest of a row: bounds of dates, order, zoom, home, interval.

One place for it: shipped rows and the user's own are reckoned alike.
"""

from expotui.facts import dates
from expotui.facts.quantities import Number, Qualifier, interval

# The zoom from which on a row is on the timeline: years show what stands for itself, months all.
YEAR_ZOOM, MONTH_ZOOM = 1, 2


def first_and_last_day(edtf: str | None) -> tuple[str | None, str | None]:
    """The first and the last day a date can mean, as `YYYY-MM-DD`; None where that is open.

    Raises:
        ValueError: `edtf` is not EDTF.
    """
    if edtf is None:
        return None, None
    start, end = dates.bounds(edtf)
    return start.isoformat() if start else None, end.isoformat() if end else None


def sort_date(edtf: str | None, *, at_end: bool = False) -> str | None:
    """What a row is sorted by, as precise as it is known: `2023-11-05`, `2023-11`, `2023`.

    Editions taken together are summed up when the last of them is over: `2022~`, after all of 2022.
    """
    if edtf is None:
        return None
    parsed = dates.parse(edtf)
    point = parsed.end if at_end and parsed.end else parsed.start or parsed.end
    if point is None or point.year is None:
        return None
    if at_end:
        return f"{point.year:04}~"
    parts = (
        f"{point.year:04}",
        point.month and f"{point.month:02}",
        point.day and f"{point.day:02}",
    )
    return "-".join(part for part in parts if part)


def event_zoom(kind: str, joint_with: str | None) -> int:
    """From which zoom on an event is on the timeline."""
    inner = kind in ("sub-event", "occasion") or joint_with is not None
    return MONTH_ZOOM if inner else YEAR_ZOOM


def document_zoom(collection: str, *, homeless: bool) -> int:
    """From which zoom on a page is on the timeline.

    One that is `homeless` has facts which no event shows: it stands for itself.
    """
    return YEAR_ZOOM if collection == "documents" or homeless else MONTH_ZOOM


def event_short(series_short: str, edition: int | None) -> str:
    """The name of an edition in narrow columns."""
    return f"{series_short} {'' if edition is None else edition}".strip()


def home(event: str, part_of: str | None, joint_with: str | None) -> str:
    """The event under whose row the facts of an event are browsed: of a part, its whole."""
    return part_of or joint_with or event


def claimed_interval(
    value: Number | None, upper: Number | None, qualifier: str
) -> tuple[int | float | None, int | float | None]:
    """The interval a figure claims, as numbers a store holds."""
    if value is None:
        return None, None
    bounds = interval(value, Qualifier(qualifier), upper)
    return _stored(bounds.low), _stored(bounds.high)


def _stored(number: Number | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)
