"""All the rules for dates on one position of a line, in the order in which they are asked."""

import re
from collections.abc import Sequence
from datetime import date

from expotui.extract.dates.calendars import CARDINALS, MONTHS, ORDINALS, SEASONS, WEEKDAYS, full_day
from expotui.extract.dates.cjk_dates import cjk_date
from expotui.extract.dates.date_line import Found, Line
from expotui.extract.dates.month_dates import month_date
from expotui.extract.dates.numeric_dates import Order, numeric_date
from expotui.extract.dates.period_dates import abbreviated, period_date
from expotui.extract.dates.relative_dates import relative_date
from expotui.extract.dates.year_dates import year_date
from expotui.extract.tokens import NUMBER, WORD, Token
from expotui.extract.wordlists import words

# Chinese characters, and what comes behind them in Unicode.
_CJK = "\u3400"
# The words that a date may begin with: all others, nearly all of a text, are passed over at once.
STARTS = (
    frozenset(MONTHS) | frozenset(WEEKDAYS) | SEASONS | frozenset(ORDINALS) | frozenset(CARDINALS)
) | words(
    "this last next today yesterday tomorrow tonight since the a year previous prior preceding "
    "q h 今 去 明 前"
)


_ANY = STARTS | {f"{word}'s" for word in STARTS}
# Words that mostly begin no date: what has to stand behind them if they do.
_SPANS = words("year years month months week weeks day days decade decades quarter quarters")
_THE = STARTS | _SPANS | words("same end beginning start turn past current following corresponding")
_BEHIND = dict.fromkeys(CARDINALS, _SPANS) | {"a": _SPANS, "the": _THE}
# What a full date begins with: the furniture of a page has nothing else.
FULL = frozenset(MONTHS) | frozenset(WEEKDAYS)


# Numbers that are no day and no year: "1,500", "3.75", "360000"; but "5,2018" is.
_COUNTS = re.compile(r"\d{1,3}(?:[,’']\d{3})+(?:\.\d+)?|\d+\.\d|\d+\.\d{3,}|\d{5}|\d{7}")


def beginnings(tokens: Sequence[Token]) -> list[int]:
    """Where a date may begin, by the words there: nearly all of a text is done with here."""
    return [
        at
        for at, (kind, _, _, _, lower) in enumerate(tokens)
        if (kind == NUMBER or lower in _ANY) and may_begin(tokens, at)
    ]


def may_begin(tokens: Sequence[Token], at: int) -> bool:
    """Whether a date may begin with a token."""
    token = tokens[at]
    if token.kind != WORD:
        return token.kind == NUMBER and not _COUNTS.fullmatch(token.text)
    word = token.lower
    if word not in STARTS:
        return word.endswith("'s") and word[:-2] in STARTS
    behind = _BEHIND.get(word)
    if behind is None or at + 1 >= len(tokens):
        return True
    following = tokens[at + 1]
    return following.kind == NUMBER or following.lower.removesuffix("'s") in behind


def read_date(
    line: Line, at: int, page: date | None, order: Order | None, sentence_year: int | None
) -> Found | None:
    """The date that begins with the token there, as far as its own words tell it."""
    if line.word(at):
        if line.bare(at) not in STARTS:
            return None
        if (found := _behind_weekday(line, at, order)) is not None:
            return found
        if line.tokens[at].text >= _CJK:
            return cjk_date(line, at)
        return (
            _with_weekday(line, month_date(line, at))
            or period_date(line, at)
            or relative_date(line, at, page, sentence_year)
        )
    if line.number(at):
        chinese = line.word(at + 1) >= _CJK
        day = (
            (cjk_date(line, at) if chinese else None)
            or numeric_date(line, at, order)
            or month_date(line, at)
        )
        return (
            _with_weekday(line, day)
            or year_date(line, at)
            or abbreviated(line, at)
            or relative_date(line, at, page, sentence_year)
        )
    return None


def _behind_weekday(line: Line, at: int, order: Order | None) -> Found | None:
    """A day with its weekday before it: "Monday, 10 November", "Sat. (Nov 10)"."""
    weekday = WEEKDAYS.get(line.word(at))
    if weekday is None or not line.capital(at):
        return None
    here = at + 1
    while line.sign(here) in (",", ".", "(") and here < at + 3:
        here += 1
    here += line.word(here) == "the"
    found = _checked(line, here, weekday, order) if line.number(here) else month_date(line, here)
    if found is None or found.first.day is None:
        return None
    return found._replace(begin=at, weekday=weekday if found.first == found.last else None)


def _checked(line: Line, at: int, weekday: int, order: Order | None) -> Found | None:
    """A day in digits; where it can be read two ways, the one with the right weekday."""
    if order is None:
        readings = [numeric_date(line, at, way) for way in Order]
        right = [
            found
            for found in readings
            if found and (day := full_day(found.first)) and day.weekday() == weekday
        ]
        if right and all(found.first == right[0].first for found in right):
            return right[0]
    return numeric_date(line, at, order) or month_date(line, at)


def _with_weekday(line: Line, found: Found | None) -> Found | None:
    """`found`, with the weekday that stands behind it: "November 10 (Saturday)"."""
    if found is None or found.first != found.last or found.first.day is None:
        return found
    here = found.after
    if line.sign(here) not in (",", "("):
        return found
    weekday = WEEKDAYS.get(line.word(here + 1))
    closed = line.sign(here) == "," or line.sign(here + 2) == ")"
    if weekday is None or not line.capital(here + 1) or not closed:
        return found
    return found._replace(weekday=weekday, resume=here + 2)
