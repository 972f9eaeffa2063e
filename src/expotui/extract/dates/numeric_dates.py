"""Dates in digits: 2024-11-05, 2017/11/5, 16/04/2024, 04.11.2018, and in which order.

`04/05/2024` alone may be April or May. Other dates of the text settle it, the page's own date or
the weekday beside it; where nothing does, only the year is told.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum

from expotui.extract.blocks import Block
from expotui.extract.dates.calendars import Point, of_day
from expotui.extract.dates.date_line import Found, Line

_SEPARATORS = frozenset("-/‐‑–")
# Signs that, right before a number, make it part of an address, a sum or a code.
_PART_OF_MORE = frozenset("/-_#@=&+.:$€£¥\\")
# A text without such a date is not read a second time for its order.
_NUMERIC = re.compile(r"\d[-/‐‑–]\d\d?[-/‐‑–]\d{4}")


class Order(Enum):
    """Which of day and month a text writes first in digits."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def numeric_date(line: Line, at: int, order: Order | None) -> Found | None:
    """The date in digits that begins there, or the range of two."""
    first = _single(line, at, order)
    if first is None:
        return _short_range(line, at, order)
    to = line.until(first.after)
    last = _single(line, to, order) if to is not None else None
    if to is None and line.sign(first.after) == "/" and line.joined(first.after):
        last = _single(line, first.after + 1, order, joined=True)
    if last is not None and first.first.edtf <= last.first.edtf:
        return Found(at, last.after, first.first, last.first, "numeric range")
    return first


def _short_range(line: Line, at: int, order: Order | None) -> Found | None:
    """A range whose first day leaves out what the last one says: "5.-8.11.2024"."""
    parts = line.number(at).split(".")
    if len(parts) > 2 or not all(part.isdecimal() and len(part) <= 2 for part in parts):
        return None
    stop = at + 1 + (line.sign(at + 1) == "." and line.joined(at + 1))
    to = line.until(stop)
    last = _single(line, to, order, joined=True) if to is not None else None
    if last is None or last.first.day is None or "." not in line.number(last.begin):
        return None
    month = int(parts[1]) if len(parts) == 2 else last.first.month
    first = Point(last.first.year, month, int(parts[0]))
    if not first.possible or first.edtf > last.first.edtf:
        return None
    return Found(at, last.after, first, last.first, "numeric range")


def _single(line: Line, at: int, order: Order | None, *, joined: bool = False) -> Found | None:
    if not line.number(at) or (
        not joined and line.joined(at) and line.sign(at - 1) in _PART_OF_MORE
    ):
        return None
    parts, after = _parts(line, at)
    if parts is None or (
        line.joined(after) and line.sign(after) in ("/", "_", "%") and not line.year(after + 1)
    ):
        return None
    point = _read(parts, order, line.number(at))
    return Found(at, after, point, point, "numeric") if point and point.possible else None


def _parts(line: Line, at: int) -> tuple[list[str] | None, int]:
    """Two or three numbers joined by one separator, and the position after them."""
    text = line.number(at)
    if "." in text:
        pieces = text.split(".")
        plain = len(pieces) == 3 and all(piece.isdecimal() for piece in pieces)
        return (pieces, at + 1) if plain else (None, at)
    pieces, here, separator = [text], at + 1, line.sign(at + 1)
    while (
        separator in _SEPARATORS
        and len(pieces) < 4
        and line.sign(here) == separator
        and line.joined(here)
        and line.joined(here + 1)
        and line.number(here + 1)
    ):
        pieces.append(line.number(here + 1))
        here += 2
        if len(pieces) == 3 and len(pieces[0]) == 4 and separator == "/":
            break  # an ISO interval may follow
    plain = 2 <= len(pieces) <= 3 and all(piece.isdecimal() for piece in pieces)
    return (pieces, here) if plain else (None, at)


def _read(parts: Sequence[str], order: Order | None, printed: str) -> Point | None:
    lengths = [len(part) for part in parts]
    numbers = [int(part) for part in parts]
    if lengths[0] == 4:
        return _year_first(numbers, lengths)
    if len(parts) != 3 or lengths[2] != 4 or max(lengths[:2]) > 2:
        return None
    a, b, year = numbers
    dotted = "." in printed
    if dotted or a > 12 or order is Order.DAY_FIRST:
        return Point(year, b, a)
    if b > 12 or order is Order.MONTH_FIRST:
        return Point(year, a, b)
    if a == b:
        return Point(year, a, a)
    possible = Point(year, a, b).possible
    return Point(year) if possible else None


def _year_first(numbers: Sequence[int], lengths: Sequence[int]) -> Point | None:
    year = numbers[0]
    if not 1000 <= year <= 2999:
        return None
    if len(numbers) == 3:
        return Point(year, numbers[1], numbers[2]) if max(lengths[1:]) <= 2 else None
    # "2024-03" is a month; "2023-24" and "2008-09" are two years.
    two_years = numbers[1] > year % 100
    return Point(year, numbers[1]) if lengths[1] == 2 and not two_years else None


def order_of(blocks: Iterable[Block], page: date | None) -> Order | None:
    """Which way round the text writes, if its dates in digits say so and agree."""
    found: set[Order] = set()
    told = of_day(page) if page is not None else None
    for block in blocks:
        if not _NUMERIC.search(block.text):
            continue
        line = Line(block.tokens)
        for at in range(len(line.tokens)):
            if line.number(at):
                found |= _orders(_parts(line, at)[0], told)
    return found.pop() if len(found) == 1 else None


def _orders(parts: Sequence[str] | None, page: Point | None) -> set[Order]:
    """What one date in digits says about the order of all."""
    if parts is None or len(parts) != 3 or len(parts[2]) != 4:
        return set()
    if max(len(parts[0]), len(parts[1])) > 2:
        return set()
    a, b, year = (int(part) for part in parts)
    day_first, month_first = Point(year, b, a), Point(year, a, b)
    if day_first.possible != month_first.possible:
        return {Order.DAY_FIRST if day_first.possible else Order.MONTH_FIRST}
    if a != b and page in (day_first, month_first):
        return {Order.DAY_FIRST if page == day_first else Order.MONTH_FIRST}
    return set()
