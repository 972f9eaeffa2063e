"""EDTF dates (ISO 8601-2): their bounds, and how they read no more precisely than they are known.

The part of EDTF in use: a date `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, each component followed by `?`,
`~` or `%` where it is uncertain or approximate, `X` for digits left open; and intervals of two
such dates `A/B`, where an empty side is unknown and `..` is open.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_ENDPOINT = re.compile(
    r"(?P<year>[\dX]{4})(?P<year_q>[?~%])?"
    r"(?:-(?P<month>[01X][\dX])(?P<month_q>[?~%])?"
    r"(?:-(?P<day>[0-3X][\dX])(?P<day_q>[?~%])?)?)?"
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One date of an EDTF expression; None is not stated, `*_sure` False is marked uncertain.

    As in EDTF, a qualifier covers its component and all before it: `2024-10?` doubts the year too.
    """

    year: int | None
    month: int | None
    day: int | None
    year_sure: bool
    month_sure: bool
    day_sure: bool

    @property
    def sure(self) -> bool:
        return self.year_sure and self.month_sure and self.day_sure


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A parsed EDTF expression. `end` equals `start` where it is a single date."""

    start: Endpoint | None
    end: Endpoint | None
    interval: bool

    @property
    def sure(self) -> bool:
        return all(point is None or point.sure for point in (self.start, self.end))

    @property
    def dated(self) -> bool:
        """Whether some year is known."""
        return any(point is not None and point.year is not None for point in (self.start, self.end))


def parse(edtf: str) -> EdtfDate:
    """Parse an EDTF expression of the part in use.

    Raises:
        ValueError: it is not one; the message says what was expected.
    """
    return _parse(edtf)


@lru_cache(maxsize=4096)
def _parse(edtf: str) -> EdtfDate:
    sides = edtf.split("/")
    if len(sides) == 1:
        point = _endpoint(edtf)
        return EdtfDate(point, point, interval=False)
    if len(sides) != 2 or all(side in ("", "..") for side in sides):
        raise ValueError(f"{edtf!r} is no EDTF date: at most one '/', with a date beside it")
    start, end = (None if side in ("", "..") else _endpoint(side) for side in sides)
    if start and end and (low := first_day(start)) and (high := last_day(end)) and high < low:
        raise ValueError(f"{edtf!r} ends before it starts")
    return EdtfDate(start, end, interval=True)


def _endpoint(text: str) -> Endpoint:
    match = _ENDPOINT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no EDTF date: expected YYYY, YYYY-MM or YYYY-MM-DD")
    day_sure = match["day_q"] is None
    month_sure = day_sure and match["month_q"] is None
    point = Endpoint(
        year=_digits(match["year"]),
        month=_digits(match["month"]),
        day=_digits(match["day"]),
        year_sure=month_sure and match["year_q"] is None,
        month_sure=month_sure,
        day_sure=day_sure,
    )
    _check_calendar(text, point)
    return point


def _digits(text: str | None) -> int | None:
    return int(text) if text and "X" not in text else None


def _check_calendar(text: str, point: Endpoint) -> None:
    try:
        # 2000 is a leap year: 29 February of an unstated year is possible.
        date(point.year or 2000, point.month or 1, point.day or 1)
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar") from None


def first_day(point: Endpoint) -> date | None:
    """The earliest day `point` can mean, None where the year is open."""
    if point.year is None:
        return None
    return date(point.year, point.month or 1, point.day or 1)


def last_day(point: Endpoint) -> date | None:
    """The latest day `point` can mean, None where the year is open."""
    if point.year is None:
        return None
    month = point.month or 12
    return date(point.year, month, point.day or _month_length(point.year, month))


def _month_length(year: int, month: int) -> int:
    from calendar import monthrange

    return monthrange(year, month)[1]


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The first and last day an expression can mean; None for a side that is open or unknown.

    Raises:
        ValueError: `edtf` is not EDTF.
    """
    parsed = parse(edtf)
    return (
        first_day(parsed.start) if parsed.start else None,
        last_day(parsed.end) if parsed.end else None,
    )


def describe(edtf: str, *, year: bool = True) -> str:
    """Return a date for people: `18–21 Apr 2017`, `17–19 Oct 2024?`, `by 31 Mar 2017`.

    Nothing is shown that the expression does not hold; a doubtful component carries a `?`.
    `year=False` leaves out a year that the surroundings (a heading) already show.
    """
    if not edtf:
        return "undated"
    parsed = parse(edtf)
    start, end = parsed.start, parsed.end
    if start is None and end is not None:
        return f"by {_one(end, year)}"
    if start is not None and end is None:
        return f"from {_one(start, year)}"
    if start is None or end is None:
        return "undated"
    if not parsed.interval or start == end:
        return _one(start, year)
    return _range(start, end, year)


def _range(start: Endpoint, end: Endpoint, year: bool) -> str:
    # What both ends share is said once, at the end, as in print.
    if start.year != end.year:
        return f"{_one(start, True)} – {_one(end, True)}"
    if start.month != end.month or start.month is None:
        return f"{_one(start, False)} – {_one(end, year)}"
    if start.day is None or end.day is None:
        return _one(end, year)
    return f"{_day(start)}–{_one(end, year)}"


def _one(point: Endpoint, year: bool) -> str:
    parts: list[str] = []
    if point.day is not None:
        parts.append(_day(point))
    if point.month is not None:
        parts.append(MONTHS[point.month - 1] + _doubt(point.month_sure and point.day_sure, point))
    if (year and point.year is not None) or not parts:
        parts.append(("year ?" if point.year is None else str(point.year)) + _year_doubt(point))
    return " ".join(parts)


def _day(point: Endpoint) -> str:
    return f"{point.day}" + ("" if point.day_sure else "?")


def _doubt(sure: bool, point: Endpoint) -> str:
    return "" if sure or point.day is not None else "?"


def _year_doubt(point: Endpoint) -> str:
    return "" if point.year_sure or point.year is None else "?"
