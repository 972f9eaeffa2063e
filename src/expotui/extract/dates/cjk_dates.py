"""Dates as Chinese, Japanese and Korean write them: 2024年11月5日, 11月5日至10日, 今年."""

from typing import NamedTuple

from expotui.extract.dates.calendars import Point
from expotui.extract.dates.date_line import Found, Line

_YEAR, _MONTH, _DAY = frozenset("年년"), frozenset("月월"), frozenset("日号號일")
_RELATIVE = {"今": 0, "去": -1, "明": 1, "前": -2}


class _Read(NamedTuple):
    point: Point
    after: int


def cjk_date(line: Line, at: int) -> Found | None:
    """The date that begins with a number or a sign of a year there."""
    shift = _RELATIVE.get(line.word(at))
    if shift is not None:
        if line.word(at + 1) != "年":
            return None
        month = _units(line, at + 2)
        point, after = month if month else _Read(Point(None), at + 2)
        last, after = _until(line, after, point)
        return Found(at, after, point, last, "CJK year", shift=shift, inferred=True)
    if not line.number(at):
        return None
    read = _units(line, at)
    if read is None:
        return None
    last, after = _until(line, read.after, read.point)
    return Found(at, after, read.point, last, "CJK date")


def _units(line: Line, at: int) -> _Read | None:
    """Year, month and day, each where it stands; a day alone is none."""
    year = month = day = None
    here = at
    value = line.year(here)
    if value is not None and line.word(here + 1) in _YEAR:
        year, here = value, here + 2
    value = _small(line, here)
    if value is not None and line.word(here + 1) in _MONTH:
        month, here = value, here + 2
        value = _small(line, here)
        if value is not None and line.word(here + 1) in _DAY:
            day, here = value, here + 2
    point = Point(year, month, day)
    return _Read(point, here) if here > at and point.possible else None


def _small(line: Line, at: int) -> int | None:
    digits = line.number(at)
    return int(digits) if digits.isdecimal() and len(digits) <= 2 else None


def _until(line: Line, at: int, first: Point) -> tuple[Point, int]:
    """The other end of a range, with what it shares with the first left out in print."""
    to = line.until(at)
    if to is None:
        return first, at
    day = _small(line, to)
    if first.day is not None and day is not None and line.word(to + 1) in _DAY:
        last, after = first._replace(day=day), to + 2
    elif (read := _units(line, to)) is not None:
        year = first.year if read.point.year is None else read.point.year
        last, after = read.point._replace(year=year), read.after
    else:
        return first, at
    ordered = last.possible and last.edtf >= first.edtf
    same_kind = (last.month is None) == (first.month is None)
    return (last, after) if ordered and same_kind else (first, at)
