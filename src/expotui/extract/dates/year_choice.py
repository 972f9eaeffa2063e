"""The year of a day whose year is not printed: from its sentence, its paragraph or the page.

Nothing is guessed: a year comes from the page's date or from digits of the text, and where neither
settles it, it stays XXXX.
"""

from datetime import date, timedelta

from expotui.extract.dates.calendars import FAIRS, Point, full_day, month_away, of_day
from expotui.extract.dates.date_line import NAMED, PERIOD, WEEKDAY, Found, Line
from expotui.extract.dates.tense import Tense, ahead, ends_sentence, tense
from expotui.extract.tokens import SIGN

# A day this near to the page's is the news of the page, whatever the tense.
_NEWS = timedelta(days=31)
# A deadline is named some more days ahead: "a rebate on bookings before December 15".
_DEADLINE = timedelta(days=60)
_UNTIL = frozenset(("before", "by", "until", "till", "is"))
# A text that came out late says "will" of what has just been.
_OVERTAKEN = timedelta(days=3)
# Days of one fair are not further apart.
_ONE_FAIR = timedelta(days=45)
_OPENING = 5  # tokens of a sentence that say when it plays: "In 2019,", "The 2025 salon"
_BESIDE = 2  # tokens between a year and a day of it: "next year, on May 3"
_SAID = frozenset(
    ("said", "told", "announced", "reported", "says", "confirmed", "showed", "stated")
)
_SHORTLY = 8  # tokens from a verb of saying to its day
_WITHIN = frozenset(("in", "for", "during", "of"))
_INTO = frozenset(("in", "the", "for", "during", "its", "of"))


class Context:
    """What the dates read so far in a block say about the year of the next one."""

    def __init__(
        self, line: Line, page: date | None, page_year: int | None, before: "Context | None"
    ) -> None:
        self.line, self._page, self._page_year = line, page, page_year
        # The last day told of so far: a text without a page date was not written before it.
        self.told: Point | None = before.told if before else None
        # The last days told of together.
        self.fair: tuple[date, date] | None = before.fair if before else None
        self._read = 0  # tokens seen
        self.sentence = 0
        self._opening_year: int | None = None
        self._named_year: int | None = None  # by "next year", of a day that stands beside it
        self._named_until = 0
        self._edition_year: int | None = None  # of "the 2011 edition, held on 17 March"
        self._anchor: date | None = None
        self._anchor_sentence = False
        self.sentence_year: int | None = None

    def move(self, at: int) -> None:
        """Take in the tokens before `at`: a new sentence forgets the year of the last one."""
        tokens = self.line.tokens
        for here in range(self._read, at):
            if tokens[here].kind == SIGN and ends_sentence(self.line, here):
                self.sentence, self._opening_year, self.sentence_year = here + 1, None, None
                self._named_year = self._edition_year = None
                self._anchor_sentence = False
        self._read = max(self._read, at)

    def note(self, found: Found) -> None:
        """Remember a date, for those that follow."""
        if found.last.day is not None and not ahead(self.line, found.begin, found.after):
            self.told = found.last
        first, last = full_day(found.first), full_day(found.last)
        if first is not None and last is not None and first < last:
            self.fair = first, last
        if found.shift is not None and found.first.month is None:
            self._speaks_of(found)
        if found.first.year is None or found.inferred:
            return
        before = self.line.word(found.begin - 1)
        if self.line.word(found.after) in FAIRS and before != "than":
            self._edition_year = found.last.year
        if before in _WITHIN and self.line.word(found.begin - 2) != "than":
            self.sentence_year = found.last.year
        day = full_day(found.last)
        if day is not None and 1500 < day.year < 2500:
            self._anchor, self._anchor_sentence = day, True
        if before in _WITHIN and self.line.word(found.after + 1) == "when":
            self._opening_year = found.first.year  # "in 2025, when the show runs from 19 May"
            return
        if before == "and" and found.rule == "year":
            self._opening_year = None  # "we compared the 2023 and 2024 editions"
        opens = found.begin - self.sentence < _OPENING
        tells = before in _INTO or before.endswith("'s")
        if opens and (found.rule == NAMED or (found.rule == "year" and tells)):
            self._opening_year = found.first.year

    def _speaks_of(self, found: Found) -> None:
        """Take a year for that of the days behind it: "Next year's fair runs from 3 May"."""
        self._named_until = found.after + _BESIDE
        if found.begin - self.sentence < _OPENING:
            self._opening_year = found.first.year
        else:
            self._named_year = found.first.year

    def settle(self, found: Found) -> Found:
        """`found` with its year, if there is one to be had."""
        if found.rule == WEEKDAY:
            return self._of_the_fair(found)
        if found.given is not None or found.first.year is not None:
            return found
        if found.until_now:
            found = self._until_now(found)
        if found.shift is not None:
            if self._page_year is None:
                return found._replace(inferred=True)
            return in_year(found, self._page_year + found.shift)
        if found.rule == PERIOD:
            year = None if self._page is None else _period_year(self.line, found, self._page)
        else:
            year = self._year(found)
        return found if year is None else in_year(found, year)

    def _of_the_fair(self, found: Found) -> Found:
        """A weekday that is the page's own, as the one of a fair that has just ended.

        "Rain flooded two halls on Tuesday", a Tuesday after the fair, tells of the one before; what
        somebody said on Tuesday is of the page's day.
        """
        day, fair = full_day(found.first), self.fair
        if day is None or day != self._page or fair is None or fair[0] <= day <= fair[1]:
            return found
        before = day - timedelta(days=7)
        if not fair[0] <= before <= fair[1] or _reports(self.line, found.begin):
            return found
        return found._replace(first=of_day(before), last=of_day(before))

    def _until_now(self, found: Found) -> Found:
        """ "since last year": up to the page's day, or to the last day told of."""
        if self._page is not None:
            first = found.first._replace(year=self._page.year + (found.shift or 0))
            return found._replace(first=first, last=of_day(self._page), shift=None)
        if found.first.month is None or self.told is None or self.told.year is not None:
            return found._replace(last=found.first, open_end=True)
        return found._replace(last=self.told)

    def _year(self, found: Found) -> int | None:
        if found.first.month is None:
            return None
        if self._opening_year is not None:
            return self._opening_year
        if self._named_year is not None and found.begin <= self._named_until:
            return self._named_year
        near = None if self._page is None else _by_page(self.line, found, self._page)
        anchored = self._by_anchor(found)
        if near is None or anchored is None:
            return (anchored or self._edition_year) if near is None else near
        # What is the news of the page is of its own year, unless the sentence itself has another.
        assert self._page is not None
        news = abs(_day_in(found.first, near, self._page) - self._page) <= _NEWS
        return near if news and not self._anchor_sentence else anchored

    def _by_anchor(self, found: Found) -> int | None:
        """The year of a day that follows a full date of the same fair."""
        anchor = self._anchor
        if anchor is None or anchor == self._page or found.first.day is None:
            return None
        if ahead(self.line, found.begin, found.after) and self._page is not None:
            return None
        years = range(anchor.year - 1, anchor.year + 2)
        fits = [year for year in years if found.first._replace(year=year).possible]
        if not fits:
            return None
        year = min(fits, key=lambda year: abs(_day_in(found.first, year, anchor) - anchor))
        return year if abs(_day_in(found.first, year, anchor) - anchor) <= _ONE_FAIR else None


def _reports(line: Line, at: int) -> bool:
    """Whether a verb of saying stands shortly before a date: "organisers said on Monday"."""
    return any(line.word(back) in _SAID for back in range(max(0, at - _SHORTLY), at))


def _day_in(point: Point, year: int, towards: date) -> date:
    """The day a point names in a year; of a month, its day nearest to `towards`."""
    assert point.month is not None
    if point.day is not None:
        return date(year, point.month, point.day)
    first = date(year, point.month, 1)
    last_month = month_away(first, 1)
    last = date(last_month.year or year, last_month.month or 1, 1) - timedelta(days=1)
    return min(max(towards, first), last)


def _by_page(line: Line, found: Found, page: date) -> int | None:
    """The year that the page's date makes of a day: the nearest, unless the tense says other."""
    # "exports from January to November" are those of the months that are over.
    over = found.first.day is None and (found.first.month or 0) < (found.last.month or 0)
    point = found.last if over else found.first
    years = range(page.year - 1, page.year + 2)
    days = [_day_in(point, year, page) for year in years if point._replace(year=year).possible]
    if found.weekday is not None:
        days = [day for day in days if day.weekday() == found.weekday] or days
    if not days:
        return None
    nearest = min(days, key=lambda day: (abs(day - page), day > page))
    spoken = tense(line, found.begin, found.after)
    if spoken is None and point.day is not None and line.word(found.begin - 1) == "from":
        spoken = Tense.COMING  # "the rules bite from May 3"
    if spoken is Tense.COMING:
        return min((day for day in days if day >= page - _OVERTAKEN), default=nearest).year
    # "I married in June", said in May, was last year; "held from June 1" may be of a programme.
    begun = point.day is not None or spoken is not Tense.PAST or nearest <= page
    deadline = line.word(found.begin - 1) in _UNTIL
    if abs(nearest - page) <= (_DEADLINE if deadline else _NEWS) and (begun or deadline):
        return nearest.year
    if spoken is Tense.PRESENT:
        return min((day for day in days if day >= page), default=nearest).year
    if spoken is Tense.PAST:
        return max((day for day in days if day <= page), default=nearest).year
    return nearest.year


def _period_year(line: Line, found: Found, page: date) -> int:
    """The year of "the third quarter": the page's, or the one before where it has not begun."""
    month = found.first.month or 1
    begun = month <= page.month or ahead(line, found.begin, found.after)
    return page.year if begun else page.year - 1


def in_year(found: Found, year: int) -> Found:
    """`found` in this year; its end in the next, if it lies before the beginning."""
    first, last = found.first._replace(year=year), found.last
    backwards = (last.month or 0, last.day or 0) < (first.month or 0, first.day or 0)
    last = last._replace(year=year + backwards)
    if not (first.possible and last.possible):
        return found
    return found._replace(first=first, last=last, inferred=True)


def year_before(point: Point, later: Point) -> int:
    """The last year in which `point` is not after `later`, whose year is known."""
    assert later.year is not None
    after = (point.month or 0, point.day or 0) > (later.month or 0, later.day or 0)
    return later.year - after
