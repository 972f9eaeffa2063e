"""The words of the calendar, and days that are known in part."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from expotui.extract.wordlists import words


def _numbered(names: Sequence[str], start: int) -> dict[str, int]:
    """Each name's number; those parted by a space have the same."""
    return {name: number for number, same in enumerate(names, start) for name in same.split()}


MONTHS = _numbered(
    (
        *("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul"),
        *("august aug", "september sept sep", "october oct", "november nov", "december dec"),
    ),
    1,
)
# Monday is 0, as in `datetime`.
WEEKDAYS = _numbered(
    (
        *("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs"),
        *("friday fri", "saturday sat", "sunday sun"),
    ),
    0,
)
FAIRS = words(
    "expo exhibition fair show session edition conference congress forum summit messe salon "
    "festival convention biennale"
)
SEASONS = words("spring summer autumn winter")
ORDINALS = _numbered(
    (
        *("first", "second", "third", "fourth", "fifth", "sixth"),
        *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
    ),
    1,
)
CARDINALS = _numbered(
    (
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
        *("eighteen", "nineteen", "twenty"),
    ),
    1,
)
# What stands behind the number of a day: "5th", "1er", "5º".
DAY_SUFFIXES = frozenset(("st", "nd", "rd", "th", "er", "º", "ª"))
# Languages whose months are looked up where the English names do not settle a word.
_LANGUAGES = ("fr", "es", "de", "it", "pt", "nl", "pl", "sv", "da", "cs", "ru", "tr")
_SHORTEST_MONTH = 3
_MONTH_KEYS = tuple(name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july"))


class Point(NamedTuple):
    """A day, month or year; None is what the text leaves open."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @property
    def edtf(self) -> str:
        """As EDTF, with XXXX for a year that is not known."""
        parts = ["XXXX" if self.year is None else f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def possible(self) -> bool:
        """Whether the calendar has such a day."""
        if self.year is not None and not 1 <= self.year <= 9999:
            return False
        if self.month is None:
            return self.day is None
        if not 1 <= self.month <= 12:
            return False
        # 2000 is a leap year: 29 February of an unstated year is possible.
        longest = monthrange(2000 if self.year is None else self.year, self.month)[1]
        return self.day is None or 1 <= self.day <= longest


def of_day(day: date) -> Point:
    """A day of the calendar as a point."""
    return Point(day.year, day.month, day.day)


def full_day(point: Point) -> date | None:
    """The day a point names, None where a part of it is open."""
    if point.year is None or point.month is None or point.day is None or not point.possible:
        return None
    return date(point.year, point.month, point.day)


def month_away(day: date, months: int) -> Point:
    """The month that is so many months after the day's (before it, if negative)."""
    years, month = divmod(day.month - 1 + months, 12)
    return Point(day.year + years, month + 1)


def foreign_month(word: str) -> int | None:
    """The month that a word of another language names: "novembre", "ноября"; None if it is none."""
    return _foreign_months().get(word.lower())


@lru_cache(maxsize=1)
def _foreign_months() -> dict[str, int]:
    # 0.15 s to import: only a day, a word and a year side by side pay for it. The tables of
    # dateparser are asked, not its parser, which takes milliseconds for a word that it passes over.
    from importlib import import_module

    found: dict[str, int] = {}
    for language in _LANGUAGES:
        table = import_module(f"dateparser.data.date_translation_data.{language}").info
        for number, month in enumerate(_MONTH_KEYS, 1):
            for name in table[month]:
                if len(name) >= _SHORTEST_MONTH:
                    found.setdefault(name.lower(), number)
    return found
