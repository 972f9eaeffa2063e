"""How a timeline is told, in the browser and as text: its zooms, its headings, its signs."""

import re
from datetime import date

from expotui.facts import dates
from expotui.facts.model import Document, Event

YEARS, MONTHS, DAYS = 1, 2, 3
ZOOMS = {"year": YEARS, "month": MONTHS, "day": DAYS}

STATED, INFERRED, PAGE_DATE, UNDATED = "●", "◐", "◌", "○"

_SORT_DATE = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:(?P<end>~)|-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12][0-9]|3[01]))?)?"
)

# The month of what is summed up when its year is over: editions taken together.
YEAR_END = 99


def edtf_of(row: Event | Document) -> str:
    """The date a row stands at: of an event when it took place, of a page when it was published."""
    return (row.date if isinstance(row, Event) else row.published) or ""


def marker(row: Event | Document) -> str:
    """How precisely the date of a row is known, as one sign: never colour alone."""
    edtf = edtf_of(row)
    try:
        parsed = dates.parse(edtf)
    except ValueError:
        return UNDATED
    if not parsed.dated:
        return UNDATED
    if isinstance(row, Document):
        return PAGE_DATE
    to_the_day = parsed.start is not None and parsed.start.day is not None
    return STATED if row.date_basis == "stated" and parsed.sure and to_the_day else INFERRED


def bounds_of(row: Event | Document) -> tuple[date | None, date | None]:
    """The first and last day a row's date can mean; None where it is open, unknown or no date."""
    try:
        return dates.bounds(edtf_of(row))
    except ValueError:
        return None, None


def day_number(sort_date: str | None) -> int:
    """YYYYMMDD of a row's `sort_date`; 00 where month or day is not known, 0 where no year is.

    `2022~` is the end of 2022, after all that is dated in it: YYYY9900.
    """
    match = _SORT_DATE.fullmatch(sort_date or "")
    if match is None:
        return 0
    if match["end"]:
        return int(match["year"]) * 10_000 + YEAR_END * 100
    year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
    return year * 10_000 + month * 100 + day


def heading(number: int, zoom: int) -> str:
    """The heading a row stands under, no more precise than its date: `Wed 5 Nov 2025`, `Nov 2025`.

    Args:
        number: as `day_number` gives it.
        zoom: `YEARS`, `MONTHS` or `DAYS`.
    """
    if not number:
        return "undated"
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    if zoom == YEARS or month in (0, YEAR_END):
        return str(year)
    if zoom == MONTHS or day == 0:
        return f"{dates.MONTHS[month - 1]} {year}"
    name = f"{day} {dates.MONTHS[month - 1]} {year}"
    try:
        return f"{date(year, month, day):%a} {name}"
    except ValueError:
        return name
