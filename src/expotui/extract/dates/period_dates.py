"""Parts of a year: "the first quarter of 2024", "first three quarters", "Q1 2025"."""

from expotui.extract.dates.calendars import ORDINALS, SEASONS, Point
from expotui.extract.dates.date_line import PERIOD, Found, Line

_LENGTHS = {"quarter": 3, "half": 6}
_PARTS = {"q": 3, "h": 6}
_SHIFTS = {"this": 0, "last": -1, "next": 1, "previous": -1}
_MARKS = frozenset(("early", "late", "mid"))


def period_date(line: Line, at: int) -> Found | None:
    """The part of a year that a word there begins."""
    word = line.word(at)
    if word in SEASONS:
        return _season(line, at)
    if word in _PARTS:
        return abbreviated(line, at)
    if word in ("last", "final"):
        return _last_of(line, at)
    number = ORDINALS.get(word)
    return _ordinal(line, at, number) if number is not None else None


def _year(line: Line, at: int) -> tuple[int | None, int | None, int]:
    """The year behind a part of one, or years from the page's, and the position after it."""
    here = at + (line.word(at) in ("of", "in"))
    year = line.year(here)
    if year is not None and 1900 <= year <= 2199:
        return year, None, here + 1
    shift = _SHIFTS.get(line.word(here))
    if shift is not None and line.bare(here + 1) == "year":
        return None, shift, here + 2
    if line.word(here) == "the" and line.bare(here + 1) == "year":
        return None, 0, here + 2
    return None, None, at


def _last_of(line: Line, at: int) -> Found | None:
    """ "the last quarter of 2023", "final quarter of last year"; of a half, no less."""
    length = _LENGTHS.get(line.bare(at + 1))
    if length is None or line.word(at + 2) != "of":
        return None
    return _months(line, at, at + 2, 13 - length, length)


def _ordinal(line: Line, at: int, number: int) -> Found | None:
    here = at + 1
    here += line.sign(here) == "-" and line.joined(here)
    count = line.amount(here)
    noun = line.bare(here + 1) if count is not None else line.bare(here)
    length = _LENGTHS.get(noun) or {"quarters": 3, "months": 1, "halves": 6}.get(noun)
    if length is None:
        return None
    if count is not None:  # "first nine months", "first three quarters"
        if number != 1 or count * length > 12 or noun in _LENGTHS:
            return None
        return _months(line, at, here + 2, 1, count * length)
    if noun not in _LENGTHS or number * length > 12:
        return None
    return _months(line, at, here + 1, (number - 1) * length + 1, length)


def _months(line: Line, at: int, after: int, first: int, count: int) -> Found | None:
    """So many months of the year that follows, or of the page's."""
    year, shift, end = _year(line, after)
    # "the first half of the show", "the first quarter of an hour": no part of a year. A half that
    # nothing ties to a year may be one of anything.
    loose = line.word(after) == "of" or (count == 6 and line.word(at - 2) not in ("in", "for"))
    if year is None and shift is None and loose:
        return None
    begin = at - (line.word(at - 1) == "the" and end > after)
    points = Point(year, first), Point(year, first + count - 1)
    return Found(begin, end, *points, PERIOD, shift=shift, inferred=year is None)


def abbreviated(line: Line, at: int) -> Found | None:
    """ "Q1 2024", "H1", "1H 2024"; a letter alone is none."""
    letter = at if line.word(at) else at + 1
    length = _PARTS.get(line.word(letter))
    digits = line.number(at + 1) if letter == at else line.number(at)
    if length is None or not (line.capital(letter) and line.joined(at + 1) and len(digits) == 1):
        return None
    part = int(digits)
    if not 1 <= part <= 12 // length:
        return None
    stroke = line.sign(at + 2) in ("/", ",", "-")
    year, shift, end = _year(line, at + 2 + stroke)
    if letter == at and line.joined(at) and (before := line.year(at - 1)) is not None:  # "2024Q1"
        year, shift, end, at = before, None, at + 2, at - 1
    end = at + 2 if year is None and shift is None else end
    first = Point(year, (part - 1) * length + 1)
    last = Point(year, part * length)
    return Found(at, end, first, last, PERIOD, shift=shift, inferred=year is None)


def _season(line: Line, at: int) -> Found | None:
    """A season with its year. Which months it has depends on the hemisphere: the year is told."""
    year, shift, end = _year(line, at + 1)
    if year is None and shift is None:
        shift = _SHIFTS.get(line.word(at - 1))
        if shift != 0:
            return None
        return Found(at - 1, at + 1, Point(None), Point(None), "season", shift=0, inferred=True)
    begin = at - (line.word(at - 1) in _MARKS)
    point = Point(year)
    return Found(begin, end, point, point, "season", shift=shift, inferred=year is None)
