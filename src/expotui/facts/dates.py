"""EDTF dates (ISO 8601-2): their bounds, and how they read no more precisely than they are known.

The part of EDTF in use: a date `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, each component followed by `?`,
`~` or `%` where it is uncertain or approximate; `X` for what is left open, a whole component
(`XXXX`, `XX`) or the end of a year (`201X`, `20XX`); and intervals of two such dates `A/B`, where
an empty side is unknown and `..` is open.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_ENDPOINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?P<year_q>[?~%])?"
    r"(?:-(?P<month>[01][0-9]|XX)(?P<month_q>[?~%])?"
    r"(?:-(?P<day>[0-3][0-9]|XX)(?P<day_q>[?~%])?)?)?"
)


class Endpoint(NamedTuple):
    """One date of an EDTF expression; None is not stated, `*_sure` False is marked uncertain.

    As in EDTF, a qualifier covers its component and all before it: `2024-10?` doubts the year too.
    `years` bounds the year, also where only its decade or century is known; None is any year.
    """

    year: int | None
    month: int | None
    day: int | None
    year_sure: bool
    month_sure: bool
    day_sure: bool
    years: tuple[int, int] | None = None

    @property
    def sure(self) -> bool:
        return self.year_sure and self.month_sure and self.day_sure


class EdtfDate(NamedTuple):
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
        return any(point is not None and point.years for point in (self.start, self.end))


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
        years=_years(match["year"]),
    )
    _check_calendar(text, point)
    return point


def _digits(text: str | None) -> int | None:
    return int(text) if text and "X" not in text else None


def _years(text: str) -> tuple[int, int] | None:
    if text == "XXXX":
        return None
    # The calendar of `datetime` begins with year 1: the decade 000X does, too.
    return max(int(text.replace("X", "0")), 1), int(text.replace("X", "9"))


def _check_calendar(text: str, point: Endpoint) -> None:
    try:
        # 2000 is a leap year: 29 February of an unstated year is possible.
        year = 2000 if point.year is None else point.year
        month = 1 if point.month is None else point.month
        date(year, month, 1 if point.day is None else point.day)
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar") from None


def first_day(point: Endpoint) -> date | None:
    """The earliest day `point` can mean, None where the year is open."""
    if point.years is None:
        return None
    first, last = point.years
    return _on(range(first, last + 1), point.month or 1, point.day or 1)


def last_day(point: Endpoint) -> date | None:
    """The latest day `point` can mean, None where the year is open."""
    if point.years is None:
        return None
    first, last = point.years
    month = point.month or 12
    day = point.day or _month_length(last, month)
    return _on(range(last, first - 1, -1), month, day)


def _on(years: range, month: int, day: int) -> date:
    # A leap day of a decade or century is in the first of its years that has one.
    year = next(year for year in years if day <= _month_length(year, month))
    return date(year, month, day)


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

    Nothing is shown that the expression does not hold; a date with a doubtful part ends in `?`.
    `year=False` leaves out a year that the surroundings (a heading) already show.
    """
    try:
        return _describe(parse(edtf), year) if edtf else "undated"
    except ValueError:
        return edtf  # a store may hold anything: it is shown, not believed


def _describe(parsed: EdtfDate, year: bool) -> str:
    start, end = parsed.start, parsed.end
    if start is None or end is None:
        if end is not None:
            return f"by {_one(end, year)}"
        return f"from {_one(start, year)}" if start is not None else "undated"
    if not parsed.interval or start == end:
        return _one(start, year)
    return _range(start, end, year)


def _range(start: Endpoint, end: Endpoint, year: bool) -> str:
    # What both ends share, a doubt too, is said once, at the end, as in print.
    if start.years != end.years:
        return f"{_one(start, True)} – {_one(end, True)}"
    if start.month is None or end.month is None:
        return f"{_one(start, year)} – {_one(end, year)}"
    doubt = end.sure and not start.sure
    if start.month != end.month:
        return f"{_named(start, False)}{'?' * doubt} – {_one(end, year)}"
    if start.day is None or end.day is None:
        whole = _named(start if start.day is None else end, year)
        return whole + ("" if start.sure and end.sure else "?")
    return f"{start.day}{'?' * doubt}–{_one(end, year)}"


def _one(point: Endpoint, year: bool) -> str:
    """A date with its doubt, which stands once, at its end: its parts rarely differ in it."""
    return _named(point, year) + ("" if point.sure else "?")


def _named(point: Endpoint, year: bool) -> str:
    parts: list[str] = []
    if point.month is not None:
        # A day says nothing without its month.
        parts = [str(point.day)] if point.day is not None else []
        parts.append(MONTHS[point.month - 1])
    if point.years is not None and (year or not parts):
        first, last = point.years
        parts.append(str(first) if first == last else f"{first}–{last}")
    return " ".join(parts) or "year ?"
