"""Dates told from the day of the page: "this year", "a year earlier", "Monday", "last month".

Without a page date a year is XXXX, and what needs the very day ("Monday") is no date. Words that
name no day in particular ("recent years", "currently", "tomorrow's world") are none either.
"""

from datetime import date, timedelta

from expotui.extract.dates.calendars import MONTHS, WEEKDAYS, Point, month_away, of_day
from expotui.extract.dates.date_line import WEEKDAY, Found, Line
from expotui.extract.dates.tense import Tense, ahead, tense
from expotui.extract.wordlists import words

_STEPS = {"this": 0, "last": -1, "next": 1}
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
_FIGURATIVE = words("of shared common better brighter new a our")
_PARTS_OF_DAY = frozenset(("morning", "afternoon", "evening", "night"))
# "over the last year" is twelve months that end now, "every Monday" none in particular.
_VAGUE_BEFORE = frozenset(("the", "a", "each", "every"))
_NAMED_DAYS = words("black good cyber super easter holy ash bloody every each most a")
_EARLIER = frozenset(("earlier", "ago", "before"))
_PRIOR = frozenset(("previous", "prior", "preceding"))
_PERIODS = frozenset(("over", "in", "during", "for", "within", "throughout"))
_BOUNDS = frozenset(("end", "beginning", "start", "turn"))
# "half a year ago", "about 20 years ago": no year in particular.
_NO_YEAR = words("half quarter about around some nearly almost over roughly approximately")
_MOST_YEARS = 30
_ROUND = 10  # "fifteen years ago" says about when
_DAY_OF_MONTH = "day of the page's month"
_BEFORE_A_DAY = words("on of from since until till by after before and")
_AFTER_A_DAY = words("""
    at in by and with to when after the as for from a he she they it that which we there nothing
    everybody everyone all
""")


def relative_date(
    line: Line, at: int, page: date | None, sentence_year: int | None
) -> Found | None:
    """The date that a word there begins, counted from the page's or from the sentence's year."""
    word = line.word(at)
    if word in _STEPS:
        return _stepped(line, at, page)
    if line.bare(at) in WEEKDAYS:
        return _weekday(line, at, page)
    if word in _DAYS:
        return _day(line, at, page)
    if word in ("since", "the"):
        return _since(line, at) or _definite(line, at, page, sentence_year)
    if word in _PRIOR or line.amount(at) is not None or word in ("a", "year"):
        return _earlier(line, at, page, sentence_year)
    return None


def _in_year(begin: int, after: int, shift: int, rule: str = "year from the page's") -> Found:
    return Found(begin, after, Point(None), Point(None), rule, shift=shift, inferred=True)


def _on(begin: int, after: int, first: date, last: date, rule: str) -> Found:
    return Found(begin, after, of_day(first), of_day(last), rule, inferred=True)


def _stepped(line: Line, at: int, page: date | None) -> Found | None:
    """ "this year", "last month", "next Monday", "this morning"."""
    step, noun = _STEPS[line.word(at)], line.bare(at + 1)
    if line.word(at - 1) in _VAGUE_BEFORE:
        return None
    if noun == "year":
        return _in_year(at, at + 2, step)
    if page is None:
        return None
    if noun in _PARTS_OF_DAY:
        return _part_of_day(at, page, step, noun)
    if line.capital(at + 1):
        return _stepped_name(line, at, page, step)
    return _stepped_span(at, page, step, noun)


def _part_of_day(at: int, page: date, step: int, noun: str) -> Found | None:
    """ "this morning", "last night"."""
    if step == 0 and noun != "night":
        return _on(at, at + 2, page, page, "day of the page")
    before = page - timedelta(days=1)
    last = step < 0 and noun == "night"
    return _on(at, at + 2, before, before, "day from the page's") if last else None


def _stepped_span(at: int, page: date, step: int, noun: str) -> Found | None:
    """The week, month or quarter so many steps from the page's."""
    if noun == "month":
        point = month_away(page, step)
        return Found(at, at + 2, point, point, "month from the page's", inferred=True)
    if noun == "week":
        monday = page + timedelta(days=7 * step - page.weekday())
        return _on(at, at + 2, monday, monday + timedelta(days=6), "week from the page's")
    if noun == "quarter":
        first = month_away(page, 3 * step - (page.month - 1) % 3)
        last = first._replace(month=(first.month or 1) + 2)
        return Found(at, at + 2, first, last, "quarter from the page's", inferred=True)
    return None


def _stepped_name(line: Line, at: int, page: date, step: int) -> Found | None:
    """ "last November", "next Monday"."""
    noun = line.bare(at + 1)
    if noun in MONTHS and line.day(at + 2) is None:
        return _month(line, at, page, step, MONTHS[noun])
    if noun in WEEKDAYS and len(noun) > 5:
        return _stepped_weekday(at, page, step, WEEKDAYS[noun])
    return None


def _month(line: Line, at: int, page: date, step: int, month: int) -> Found | None:
    """ "last November" is the one before the page's month, "next April" the one after it."""
    if line.year(at + 2):
        return None
    year = page.year
    if step < 0 and month >= page.month:
        year -= 1
    elif step > 0 and month <= page.month:
        year += 1
    point = Point(year, month)
    return Found(at, at + 2, point, point, "month from the page's", inferred=True)


def _stepped_weekday(at: int, page: date, step: int, weekday: int) -> Found:
    away = (weekday - page.weekday()) % 7
    if step < 0:
        away -= 7
    elif step > 0 and away == 0:
        away = 7
    day = page + timedelta(days=away)
    return _on(at, at + 2, day, day, WEEKDAY)


def _weekday(line: Line, at: int, page: date | None) -> Found | None:
    """The last such day before the page, or the next where the sentence looks ahead."""
    name = line.bare(at)
    named = len(name) > 5 and line.capital(at) and line.word(at - 1) not in _NAMED_DAYS
    if page is None or not named:
        return None
    until = line.word(at - 1) in ("before", "by", "until", "till")
    coming = ahead(line, at, at + 1) or (until and tense(line, at, at + 1) is not Tense.PAST)
    day = _nearest(page, WEEKDAYS[name], coming)
    to = line.until(at + 1, between=line.word(at - 1) == "between")
    if to is not None and (second := WEEKDAYS.get(line.bare(to))) is not None and line.capital(to):
        last = day + timedelta(days=(second - day.weekday()) % 7)
        return _on(at, to + 1, day, last, "weekdays")
    return _on(at, at + 1, day, day, WEEKDAY)


def _nearest(page: date, weekday: int, coming: bool) -> date:
    away = (weekday - page.weekday()) % 7
    return page + timedelta(days=away if coming or away == 0 else away - 7)


def _day(line: Line, at: int, page: date | None) -> Found | None:
    word = line.word(at)
    # "today's world" and "tomorrow's partners" are no days; nor is "today" in a name.
    if page is None or (line.capital(at) and line.capital(at - 1)):
        return None
    if line.word(at - 1) in _FIGURATIVE and line.word(at - 2) != "as":  # "as of today"
        return None
    day = page + timedelta(days=_DAYS[word])
    return _on(at, at + 1, day, day, "day from the page's")


def _since(line: Line, at: int) -> Found | None:
    """ "since last year", "since the beginning of this year": until the text was written."""
    if line.word(at) != "since":
        return None
    rule = "since a year from the page's"
    if line.word(at + 1) in ("last", "this") and line.bare(at + 2) == "year":
        return _until_now(at, at + 3, Point(None), _STEPS[line.word(at + 1)], rule)
    here = at + 1 + (line.word(at + 1) == "the")
    if line.word(here) not in _BOUNDS or line.word(here + 1) != "of":
        return None
    step = _STEPS.get(line.word(here + 2), 0 if line.word(here + 2) == "the" else None)
    if step is None or line.bare(here + 3) != "year":
        return None
    return _until_now(at, here + 4, Point(None, 1, 1), step, rule)


def _until_now(begin: int, after: int, first: Point, shift: int, rule: str) -> Found:
    return Found(begin, after, first, first, rule, shift=shift, inferred=True, until_now=True)


def _definite(line: Line, at: int, page: date | None, year: int | None) -> Found | None:
    """ "the past five years", "the previous year", "the year before", "the end of the year"."""
    word, noun = line.word(at + 1), line.bare(at + 2)
    if word in _PRIOR or (word == "year" and noun in _EARLIER):
        return _earlier(line, at + 1, page, year)
    if word in ("current", "following") and noun == "year":
        if word == "following" and year is None:
            return None
        return (
            _years_before(at, at + 3, -1, year)
            if year and word == "following"
            else (_in_year(at, at + 3, 0))
        )
    if page is not None and (day := _of_the_month(line, at, page)) is not None:
        return day
    if word in _BOUNDS and noun == "of" and line.word(at + 3) == "the":
        whole = line.bare(at + 4) == "year" and line.word(at + 5) != "of"
        return _in_year(at, at + 5, 0) if whole else None
    return _past(line, at, page) if word in ("past", "last") and page is not None else None


def _of_the_month(line: Line, at: int, page: date) -> Found | None:
    """ "on the 26th": of the page's month, or of the one before where that day is to come."""
    day = line.day(at + 1) if line.number(at + 1) else None
    if day is None or day[1] != at + 3 or line.word(at - 1) not in _BEFORE_A_DAY:
        return None
    if line.capital(at + 3) or (line.word(at + 3) and line.word(at + 3) not in _AFTER_A_DAY):
        return None
    back = day[0] > page.day and not ahead(line, at, at + 3)
    month = month_away(page, -1 if back else 0)
    point = Point(month.year, month.month, day[0])
    return Found(at, at + 3, point, point, _DAY_OF_MONTH, inferred=True) if point.possible else None


def _past(line: Line, at: int, page: date) -> Found | None:
    """ "the past five years", counted back from the page's month."""
    count, unit = line.amount(at + 2), line.word(at + 3)
    if count is None or not 2 <= count <= _MOST_YEARS or unit not in ("years", "months"):
        return None
    if line.word(at - 1) not in _PERIODS:
        return None
    first = month_away(page, -count * (12 if unit == "years" else 1))
    last = Point(page.year, page.month)
    return Found(at, at + 4, first, last, "years up to the page", inferred=True)


def _earlier(line: Line, at: int, page: date | None, year: int | None) -> Found | None:
    """ "a year earlier", "two years ago", "prior-year", "the previous year"."""
    word = line.word(at)
    if word in _PRIOR:
        here = at + 1 + (line.sign(at + 1) == "-")
        return _years_before(at, here + 1, 1, year) if line.bare(here) == "year" else None
    count = 1 if word in ("a", "year") else line.amount(at) or 0
    here = at if word == "year" else at + 1
    unit, back = line.word(here), line.word(here + 1)
    if (
        line.word(at - 1) in _NO_YEAR
        or (line.word(at - 1) == "than" and word not in ("a", "year"))
        or (count >= _ROUND and count % 5 == 0)
        or (word == "year" and line.word(at - 1) == "a")
        or (line.joined(at) and line.sign(at - 1) == "-")  # "twenty-five years ago"
        or not 1 <= count <= _MOST_YEARS
        or back not in _EARLIER
    ):
        return None
    if back == "before" and line.word(here + 2) == "last" and word == "year":
        return _in_year(at, here + 3, -2)
    if back == "before" and (line.word(here + 2) or line.number(here + 2)):
        return None  # "the year before the fair"
    if unit in ("year", "years"):
        return _years_before(at, here + 2, count, None if back == "ago" else year)
    return _ago(at, here + 2, page, count, unit) if back == "ago" and page is not None else None


def _ago(begin: int, after: int, page: date, count: int, unit: str) -> Found | None:
    """So many months or days before the page's day."""
    if unit in ("month", "months"):
        point = month_away(page, -count)
        return Found(begin, after, point, point, "month from the page's", inferred=True)
    if unit in ("day", "days"):
        day = page - timedelta(days=count)
        return _on(begin, after, day, day, "day from the page's")
    return None


def _years_before(begin: int, after: int, count: int, year: int | None) -> Found:
    """So many years before the sentence's own year, or else before the page's."""
    if year is None:
        return _in_year(begin, after, -count)
    point = Point(year - count)
    return Found(begin, after, point, point, "year from the sentence's", inferred=True)
