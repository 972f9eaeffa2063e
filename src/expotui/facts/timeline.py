"""How a timeline is told, in the browser and as text: its zooms, its headings, its signs."""

from datetime import date

from expotui.facts import dates
from expotui.facts.model import Document, Event

YEARS, MONTHS, DAYS = 1, 2, 3
ZOOMS = {"year": YEARS, "month": MONTHS, "day": DAYS}

STATED, INFERRED, PAGE_DATE, NO_DATE = "●", "◐", "◌", "○"

# The month of what is summed up when its year is over: editions taken together.
YEAR_END = 99

# The day of what has none: after all days.
UNDATED = 9999_99_99


def edtf_of(row: Event | Document) -> str:
    """The date a row stands at: of an event when it took place, of a page when it was published."""
    return (row.date if isinstance(row, Event) else row.published) or ""


def marker(row: Event | Document) -> str:
    """How precisely the date of a row is known, as one sign: never colour alone."""
    edtf = edtf_of(row)
    try:
        parsed = dates.parse(edtf)
    except ValueError:
        return NO_DATE
    if not parsed.dated:
        return NO_DATE
    if isinstance(row, Document):
        return PAGE_DATE
    to_the_day = parsed.start is not None and parsed.start.day is not None
    return STATED if row.date_basis == "stated" and parsed.sure and to_the_day else INFERRED


def heading(number: int, zoom: int) -> str:
    """The heading a row stands under, no more precise than its date: `Wed 5 Nov 2025`, `Nov 2025`.

    Args:
        number: the day as YYYYMMDD, 00 for what is not known; `UNDATED`.
        zoom: `YEARS`, `MONTHS` or `DAYS`.
    """
    if number == UNDATED:
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
