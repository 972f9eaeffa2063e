"""Dates with a month's name: "Nov. 5-10", "April 18 to 21, 2017", "the 5th of May", "June 2019"."""

from typing import NamedTuple

from expotui.extract.dates.calendars import WEEKDAYS, Point, foreign_month
from expotui.extract.dates.date_line import SHORT_MONTHS, Found, Line
from expotui.extract.wordlists import words

_MOST_DAYS = 8  # of a list: "November 5, 6 and 7"
_NO_DAYS = frozenset(("percent", "per", "pct", "million", "billion", "trillion", "bn", "mn", "km"))
_SHIFTS = {"this": 0, "last": -1, "next": 1}
# Months that a range may go over the end of a year, where it has one year for both ends.
_OVER_THE_YEAR = 6
# Words that a month may follow where it stands alone.
_BEFORE = words(
    "in since by until till from to of during last next this early mid late before after for "
    "through between and or past end is was around about"
)
# "every October 15" is no day in particular.
_RECURRING = frozenset(("each", "every"))
# Words behind which "5. November" is a day, not the end of a sentence; "5. November 2023" is one.
_GERMAN = frozenset(("am", "vom", "zum", "bis", "ab", "den", "dem", "der"))
# Months that people are called, too: what may stand behind them with a capital in a headline.
_NAMES = frozenset(("april", "may", "june", "august", "march"))
_AFTER_NAMES = frozenset(("in", "at", "on", "and", "the", "to", "as"))


class _Year(NamedTuple):
    """What says the year of a month or day: its digits, or years from the page's."""

    year: int | None
    shift: int | None
    after: int


def month_date(line: Line, at: int) -> Found | None:
    """The date that begins with a month or a day there."""
    if line.word(at - 1) in _RECURRING:
        return None
    found = _month_first(line, at) if line.word(at) else None
    found = found or _day_first(line, at)
    if found is not None and line.word(at - 1) == "this" and found.first.year is None:
        return found._replace(shift=found.shift or 0)
    return found


def _tail(line: Line, at: int, *, comma: bool = True) -> _Year:
    """The year that stands behind a month or day, if any."""
    here = line.past_weekday(at)
    here += comma and line.sign(here) == ","
    year = line.year(here)
    if year is not None and 1000 <= year <= 2999 and not _counts(line, here):
        return _Year(year, None, here + 1)
    here = at + (line.word(at) == "of")
    shift = _SHIFTS.get(line.word(here))
    if shift is not None and line.bare(here + 1) == "year":
        return _Year(None, shift, here + 2)
    if line.word(here) == "the":
        noun = here + 1 + (line.word(here + 1) == "current")
        if line.bare(noun) == "year":
            return _Year(None, 0, noun + 1)
    return _Year(None, None, at)


def _counts(line: Line, at: int) -> bool:
    """Whether four digits begin another number or name: "2018-4567"."""
    return bool(line.joined(at + 1) and line.sign(at + 1) in ("%", "°", "/"))


def _day_after_month(line: Line, at: int) -> tuple[int, int, int | None] | None:
    """The day behind a month, and its year where "5,2018" is one number."""
    digits = line.number(at)
    if len(digits) in (6, 7) and digits[-5] in ",.\u00a0\u202f" and digits[-4:].isdecimal():
        day = digits[:-5]
        if day.isdecimal() and 1 <= int(day) <= 31:
            return int(day), at + 1, int(digits[-4:])
        return None
    found = line.day(at) if digits else None
    if found is None or line.word(found[1]) in _NO_DAYS or line.sign(found[1]) == "%":
        return None
    if line.sign(found[1]) == ":" and line.joined(found[1]) and line.number(found[1] + 1):
        return None  # a time of day
    return found[0], found[1], None


def _month_first(line: Line, at: int) -> Found | None:
    month = line.month(at)
    if month is None:
        return None
    between = line.word(at - 1) == "between"
    day = _day_after_month(line, month[1])
    if day is None:
        # "30 February 2023": a day that there is not makes no month of it.
        return None if line.day(at - 1) else _month_alone(line, at, *month, between=between)
    first = Point(day[2], month[0], day[0])
    if day[2] is not None:
        return _one(at, day[1], first, None)
    tail = _tail(line, day[1])
    to = line.until(tail.after, between=between)
    if to is not None and (found := _month_range(line, at, first, tail, to)):
        return found
    if tail.after == day[1] and (found := _listed_days(line, at, first, day[1])):
        return found
    return _one(at, tail.after, first._replace(year=tail.year), tail.shift)


def _month_range(line: Line, at: int, first: Point, tail: _Year, to: int) -> Found | None:
    """A range whose second end begins at `to`: "5-10", "5 to May 3, 2025"."""
    other = line.month(to)
    day = _day_after_month(line, other[1] if other else to)
    if day is None:
        return None
    month = other[0] if other else first.month
    after, year = day[1], day[2]
    if other is None and (later := line.month(after)):  # "April 15 to 5 May"
        month, after = later
    end = _Year(year, None, after) if year is not None else _tail(line, after)
    return _range(at, first._replace(year=tail.year), Point(end.year, month, day[0]), end)


def _range(at: int, first: Point, last: Point, end: _Year, rule: str = "day range") -> Found | None:
    """Both ends with the year that one of them gives."""
    backwards = (last.month or 0, last.day or 0) < (first.month or 0, first.day or 0)
    if backwards and None in (first.year, last.year):
        # "28 December to 4 January" goes over the year's end; "10-5 November" is no range.
        months = ((last.month or 0) - (first.month or 0)) % 12
        if not 0 < months <= _OVER_THE_YEAR:
            return None
    if last.year is not None and first.year is None:
        first = first._replace(year=last.year - backwards)
    elif first.year is not None and last.year is None:
        last = last._replace(year=first.year + backwards)
    if backwards and first.month == last.month and first.year == last.year:
        return None
    if not (first.possible and last.possible):
        return None
    if None not in (first.year, last.year) and first.edtf > last.edtf:
        return None
    return Found(at, end.after, first, last, rule, shift=end.shift)


def _one(at: int, after: int, day: Point, shift: int | None, rule: str = "day") -> Found | None:
    return Found(at, after, day, day, rule, shift=shift) if day.possible else None


def _listed_days(line: Line, at: int, first: Point, after: int) -> Found | None:
    """Days in a list: a range where they follow each other or stand after "between"."""
    days, here = [first.day or 0], after
    between = line.word(at - 1) == "between"
    while len(days) < _MOST_DAYS and (
        line.word(here) == "and" or line.sign(here) in (",", "/", "&")
    ):
        step = here + 1 + (line.sign(here) == "," and line.word(here + 1) == "and")
        day = line.day(step) if line.number(step) else None
        if day is None or day[0] <= days[-1] or line.month(day[1]) or _plural(line, day[1]):
            break
        days.append(day[0])
        here = day[1]
    joined = line.word(after) == "and" or len(days) > 2 or line.sign(after) in ("/", "&")
    follow = days == list(range(days[0], days[0] + len(days)))
    if len(days) < 2 or not joined or not (between or follow):
        return None
    tail = _tail(line, here)
    last = first._replace(day=days[-1])
    return _range(at, first, last._replace(year=tail.year), tail)


def _plural(line: Line, at: int) -> bool:
    """Whether a counted thing follows, so that the number before it is no day."""
    word = line.word(at)
    return len(word) > 3 and word.endswith("s") and not line.capital(at)


def _month_alone(line: Line, at: int, month: int, after: int, *, between: bool) -> Found | None:
    """A month without a day, alone or with a year or an end."""
    tail = _tail(line, after)
    first = Point(tail.year, month)
    to = line.until(tail.after, between=between)
    if to is None and line.word(tail.after) == "and":  # "in April and May": one after the other
        following = line.month(tail.after + 1)
        to = tail.after + 1 if following and following[0] == month % 12 + 1 else None
    other = line.month(to) if to is not None else None
    if other is not None and line.day(other[1]) is None:
        end = _tail(line, other[1])
        last = Point(end.year, other[0])
        if found := _range(at, first, last, end, "month range"):
            return found
    if tail.year is not None or tail.shift is not None:
        return _one(at, tail.after, first, tail.shift, "month")
    return _one(at, after, first, None, "month") if _stands_alone(line, at, after) else None


def _stands_alone(line: Line, at: int, after: int) -> bool:
    """Whether the name of a month without a number is the month, not a verb or a person."""
    word, before = line.bare(at), line.word(at - 1)
    if word in SHORT_MONTHS or (line.sign(after) == "-" and line.joined(after)):
        return word not in SHORT_MONTHS and before in _BEFORE
    called = before in _BEFORE or (line.sign(at - 1) == "-" and line.word(at - 2) == "mid")
    if word in _NAMES and line.capital(after) and line.word(after) not in _AFTER_NAMES:
        return False
    if word == "may":
        return called and line.sign(at + 1) != "("
    if word == "march":
        opens = line.sign(at - 1) in (";", ".", ":", "") and before == ""
        # "March brought a drop": a word in -s or an article behind it would be an order to march.
        return called or (opens and not line.capital(after) and line.word(after) not in _ORDERS)
    return True


_ORDERS = frozenset(("to", "on", "for", "with", "against", "into", "through", "ahead", "the", "a"))


def _day_first(line: Line, at: int) -> Found | None:
    """ "5-10 November 2025", "5 and 6 May", "the 5th of November", "30 April to 3 May"."""
    day = line.day(at)
    if day is None or (line.joined(at) and line.sign(at - 1) in tuple("./:$€£¥#")):
        return None
    if line.sign(at - 1) == "." and line.word(at - 2) in ("no", "nos", "vol"):
        return None
    first, here = day
    named = _day_month(line, here)
    if named is None:
        return _days_then_month(line, at, first, here)
    month, after, year = named
    tail = _Year(year, None, after) if year is not None else _tail(line, after)
    point = Point(tail.year, month, first)
    to = line.until(tail.after, between=line.word(at - 1) == "between")
    second = line.day(to) if to is not None else None
    later = _day_month(line, second[1]) if second is not None else None
    if second is not None and later is not None:
        end = _Year(later[2], None, later[1]) if later[2] is not None else _tail(line, later[1])
        last = Point(end.year, later[0], second[0])
        if found := _range(at, point, last, end):
            return found
    return _one(at, tail.after, point, tail.shift)


def _days_then_month(line: Line, at: int, first: int, here: int) -> Found | None:
    """Several days before one month."""
    days, between = [first], line.word(at - 1) in ("between", "the") or _between_days(line, at)
    dot = line.sign(here) == "." and line.joined(here)  # German: "5.-10. November"
    if dot and (month := line.month(here + 1)):
        tail = _tail(line, month[1])
        if line.word(at - 1) in _GERMAN or tail.year is not None:
            return _one(at, tail.after, Point(tail.year, month[0], first), tail.shift)
    to = line.until(here + dot, between=_between_days(line, at))
    if to is not None:
        day = line.day(to)
        ranged = True
    else:
        ranged = False
        while len(days) < _MOST_DAYS and (
            line.word(here) == "and" or line.sign(here) in (",", "&", "/")
        ):
            day = line.day(here + 1 + (line.word(here + 1) == "the"))
            if day is None or day[0] <= days[-1]:
                return None
            days.append(day[0])
            here = day[1]
        day = (days[-1], here) if len(days) > 1 else None
    named = _day_month(line, day[1]) if day is not None else None
    if day is None or named is None:
        return None
    follow = days == list(range(days[0], days[0] + len(days)))
    if not (ranged or between or follow):
        return None
    tail = _Year(named[2], None, named[1]) if named[2] is not None else _tail(line, named[1])
    return _range(at, Point(None, named[0], first), Point(tail.year, named[0], day[0]), tail)


def _between_days(line: Line, at: int) -> bool:
    """Whether a day stands behind "between" and its weekday: "between Monday 16 and Friday 20"."""
    return line.word(at - 2) == "between" and line.word(at - 1) in WEEKDAYS


def _day_month(line: Line, at: int) -> tuple[int, int, int | None] | None:
    """The month behind a day, the position after it, and its year where another language's."""
    here = at + (line.word(at) in ("of", "de"))
    dash = line.sign(here) == "-" and line.joined(here)
    month = line.month(here + dash)
    if month is not None:
        after = month[1]
        if dash:  # "10-Nov-2024"
            year = line.year(after + 1) if line.sign(after) == "-" else None
            return (month[0], after + 2, year) if year is not None else None
        return month[0], after, None
    here += line.sign(here) == "." and line.joined(here)
    word, year_at = line.word(here), here + 1
    year_at += line.word(year_at) in ("de", "del", "г")
    year = line.year(year_at)
    foreign = foreign_month(word) if word and year is not None else None
    return (foreign, year_at + 1, year) if foreign is not None else None
