"""Dates as people type them: EDTF first, then words such as `10 November 2023`.

A filter must not guess: a year has to be typed, every number of what was typed has to show up in
the date that was read, and what can be read two ways (`10/11/2023`) is refused.
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Any

from expotui.facts.dates import bounds, parse

EXPECTED = "expected 2023, 2023-11, 2023-11-10, '10 November 2023' or 'Nov 2023'"

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# Spelt-out months, ordinals and the CJK date marks; no currency, sign or colon stands in a date.
_DATE_LIKE = re.compile(r"[\w\s.,/’'-]+")
_NUMBER = re.compile(r"\d+")
_LANGUAGES = ("en", "zh", "fr", "es", "de", "it", "pt", "ru", "ja")


def read_day(text: str) -> tuple[date, date]:
    """The first and the last day that `text` can mean; an open side reaches as far as dates do.

    Raises:
        ValueError: it is no date, has no year, or can be read in two ways.
    """
    text = text.strip()
    try:
        first, last = bounds(text)
    except ValueError:
        return _read_words(text)
    if first is None and last is None:
        raise ValueError(f"{text!r} has no year: {EXPECTED}")
    return first or date.min, last or date.max


def read_edtf(text: str) -> str:
    """The EDTF date that `text` is, or says in words: never more precise than it.

    Raises:
        ValueError: as `read_day`.
    """
    first, last = read_day(text)
    try:
        parse(text.strip())
    except ValueError:
        # Words are read to the day, or to the month.
        return f"{first:%Y-%m-%d}" if first == last else f"{first:%Y-%m}"
    return text.strip()


def _read_words(text: str) -> tuple[date, date]:
    if not _DATE_LIKE.fullmatch(text):
        raise ValueError(f"{text!r} is no date: {EXPECTED}")
    if not _YEAR.search(text):
        raise ValueError(f"{text!r} has no year, and none is guessed: {EXPECTED}")
    readings = {_reading(text, order) for order in ("DMY", "MDY")}
    found = {reading for reading in readings if reading is not None}
    if len(found) > 1:
        ways = " or ".join(sorted(first.isoformat() for first, _ in found))
        raise ValueError(f"{text!r} can be read as {ways}: write one of these")
    if not found or len(readings) > 1:
        raise ValueError(f"{text!r} is no date: {EXPECTED}")
    return found.pop()


def _reading(text: str, order: str) -> tuple[date, date] | None:
    """What dateparser makes of `text` in this order of day and month, if it used all of it."""
    data = _parser(order).get_date_data(text)
    if data is None or data.date_obj is None or data.period not in ("day", "month"):
        return None
    day = data.date_obj.date()
    parts = [day.year, day.month, day.day] if data.period == "day" else [day.year, day.month]
    for number in _NUMBER.findall(text):
        if int(number) not in parts:
            return None
        parts.remove(int(number))
    if data.period == "day":
        return day, day
    first = day.replace(day=1)
    return first, date(day.year, day.month, monthrange(day.year, day.month)[1])


@lru_cache(maxsize=2)
def _parser(order: str) -> Any:
    # 50 ms to import: only what is no EDTF pays for it.
    from dateparser.date import DateDataParser

    settings = {
        "DATE_ORDER": order,
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["year", "month"],
    }
    return DateDataParser(languages=list(_LANGUAGES), settings=settings)
