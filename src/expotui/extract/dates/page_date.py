"""When a text came out, by its own furniture: a labelled date, a byline, a dateline, a lone line.

A date in running prose is none of these, however likely: the page date gives other dates their
year, and a wrong one makes all of them wrong.
"""

import re
from collections.abc import Sequence
from datetime import date

from expotui.extract.blocks import Block
from expotui.extract.dates.calendars import full_day
from expotui.extract.dates.date_line import Found, Line
from expotui.extract.dates.date_reading import FULL, may_begin, read_date
from expotui.extract.dates.numeric_dates import Order, order_of
from expotui.extract.model import PageDate
from expotui.extract.tokens import NUMBER
from expotui.extract.wordlists import words
from expotui.facts.dates import parse

# Where furniture stands: so many blocks at the top and at the bottom of a page.
_TOP, _BOTTOM = 12, 4
# The basis of a date by nobody ("By /Nov 4, 2025"): set by a machine, perhaps years after the text.
STAMP = "stamp"
_NOBODY = "byline without a name"
_LONGEST = 60  # tokens of a block that are looked at
_LABELS = words("published posted released issued publication publish release pubdate")
_WEAK_LABELS = words("date time updated modified dated")
_CJK_LABELS = ("发布时间", "发布日期", "发表时间", "更新时间", "日期", "时间")
_BESIDE_LABELS = words("on at date time last first online the and")
_PLACES = words("venue place location where admission hours organizer organiser hall")
_SMALL = frozenset(("and", "of", "by", "de", "la", "the", "von", "del", "da", "di"))
_PROSE = words("on in from since by until at the this as after before during between for with a an")
_AFTER_DATELINE = frozenset(("-", "–", "—", "/", "(", ".", ":", "|", "]", ")"))
# A range or a sum is more than a day.
_NOT_ALONE = frozenset("–—%$€£¥~")
_WITH_TIMES = words(
    "at am pm gmt utc ist est edt pst pdt cet cest bst hkt sgt cst jst z t min mins minute minutes "
    "read hrs hours h uhr a.m p.m a m p s"
)


# What a full date has: four digits together, or eight.
_YEAR = re.compile(r"(?<!\d)(?:\d{4}|\d{8})(?!\d)|\d,\d{4}(?!\d)")


def page_date(blocks: Sequence[Block], published: str | None) -> PageDate | None:
    """The page date: `published` (EDTF) where the caller gives one, or what the furniture says.

    None where neither tells. Of the furniture only a full day counts. The basis is "given",
    "explicit" or, where nobody signed it, "stamp".
    """
    if published is not None:
        return PageDate(published, "given", "given with the text", None, None)
    order = order_of(blocks, None)
    ends = list(blocks[:_TOP])
    ends += blocks[max(_TOP, len(blocks) - _BOTTOM) :]
    found = [
        (rank, number, page)
        for number, block in enumerate(ends)
        for rank, page in _of_block(block, number, order)
    ]
    return min(found, key=lambda each: each[:2])[2] if found else None


def day_of(page: PageDate | None) -> date | None:
    """The day of a page date, None where it is not known to the day."""
    day = _point_day(page.edtf) if page is not None else None
    # Days are counted from it: not at the very ends of the calendar.
    return day if day is not None and 1000 <= day.year <= 2999 else None


def _point_day(edtf: str) -> date | None:
    try:
        parsed = parse(edtf)
    except ValueError:
        return None
    point = parsed.start
    if parsed.interval or point is None or not point.sure:
        return None
    if point.year is None or point.month is None or point.day is None:
        return None
    return date(point.year, point.month, point.day)


def year_of(page: PageDate | None) -> int | None:
    """The year of a page date, also where its day is not known."""
    if page is None:
        return None
    try:
        parsed = parse(page.edtf)
    except ValueError:
        return None
    if parsed.start is None or parsed.start != parsed.end or not parsed.start.year_sure:
        return None
    year = parsed.start.year
    return year if year is not None and 1000 <= year <= 2999 else None


def _of_block(block: Block, number: int, order: Order | None) -> list[tuple[int, PageDate]]:
    """The page dates that a block of furniture states, each with how little it is worth."""
    found: list[tuple[int, PageDate]] = []
    if not _YEAR.search(block.text):
        return found
    line = Line(block.tokens[:_LONGEST])
    at = 0
    while at < len(line.tokens):
        token = line.tokens[at]
        begins = may_begin(line.tokens, at) and (token.kind == NUMBER or token.lower in FULL)
        read = read_date(line, at, None, order, None) if begins else None
        if read is None:
            at += 1
            continue
        if read.first == read.last and full_day(read.first) is not None:
            told = _told(line, read, number)
            if told is not None:
                found.append((told[0], _page(block, line, read, told[1])))
        at = max(at + 1, read.resume or read.after)
    return found


def _page(block: Block, line: Line, read: Found, reason: str) -> PageDate:
    start = block.start + line.tokens[read.begin].start
    end = block.start + line.tokens[read.after - 1].end
    basis = STAMP if reason == _NOBODY else "explicit"
    return PageDate(read.first.edtf, basis, reason, start, end)


def _told(line: Line, read: Found, number: int) -> tuple[int, str] | None:
    """Why a full date is the page's (with a rank: the lower, the surer), or None."""
    label = _label(line, read.begin)
    if label in _LABELS:
        return 0, f"labelled “{label}”"
    if _dateline(line, read):
        return 1, "dateline"
    if _byline(line, read):
        named = any(line.capital(at) for at in range(1, read.begin))
        return (1, "byline") if named or line.word(0) != "by" else (5, _NOBODY)
    if label is not None and not _tells_of_a_fair(line, read, number):
        return (2 if label not in ("updated", "modified") else 4), f"labelled “{label}”"
    if _alone(line, read) and (number < _TOP // 2 or number >= _TOP):
        return 3, "a line of its own"
    return None


def _label(line: Line, at: int) -> str | None:
    """The word that labels a date: "Published on:", "Time:", " date 2023-11-04"."""
    here = at - 1
    while here > 0 and (line.number(here) or line.sign(here) == ",") and here > at - 6:
        # "Time: 09:30, 2023-11-07"
        here -= 1 + (line.sign(here - 1) == ":" and bool(line.number(here - 2)))
    colon = line.sign(here) in (":", "：")
    here -= colon
    if text := "".join(line.word(place) for place in range(max(here - 3, 0), here + 1)):
        for label in _CJK_LABELS:
            if text.endswith(label):
                return label
    while line.word(here) in _BESIDE_LABELS and line.word(here - 1) in _LABELS | _WEAK_LABELS:
        here -= 1
    word = line.word(here)
    starts = here == 0 or line.sign(here - 1) in ("|", "(", "•", "·", "/") or colon
    starts = starts or line.word(here - 1) == "last" or line.capital(here)
    return word if word in _LABELS | _WEAK_LABELS and starts else None


def _tells_of_a_fair(line: Line, read: Found, number: int) -> bool:
    """Whether "Date: November 5, 2025" is of a fair's fact box: its place stands beside it."""
    if number > 3 and read.begin > 3:
        return True
    return any(line.word(at) in _PLACES for at in range(len(line.tokens)))


def _byline(line: Line, read: Found) -> bool:
    """ "By Adaline Foss | November 27, 2019", or a name and a date parted by a bar."""
    if len(line.tokens) >= _LONGEST:
        return False
    before, after = line.sign(read.begin - 1), line.sign(read.after)
    short = read.begin <= 14 and _ends_with(line, read.after, 10)
    if line.word(0) == "by":
        return short and (before != "" or line.capital(read.begin - 1))
    bar = before in ("|", "·", "•", "/") or after in ("|", "·", "•")
    return short and bar


def _ends_with(line: Line, after: int, most: int) -> bool:
    """Whether a line ends soon, without the end of a sentence."""
    rest = len(line.tokens) - after
    return rest <= most and line.sign(len(line.tokens) - 1) not in (".", "!", "?")


def _dateline(line: Line, read: Found) -> bool:
    """ "GUANGZHOU, China, May 6, 2025 /PressLine/ --", "GENEVA, 16/04/2024 –"."""
    if read.begin > 10 or line.sign(read.after) not in _AFTER_DATELINE:
        return False
    if line.word(0) in _PROSE or line.number(0):
        return False
    if read.begin == 0:
        return line.sign(read.after) in ("–", "—", "|", "-") and line.inside(read.after + 3)
    for at in range(read.begin):
        word, sign = line.word(at), line.sign(at)
        if word and not line.capital(at) and word not in _SMALL:
            return False
        if not word and sign not in (",", "(", "/", "[", ")", "]", "-", "–", "—", "|", "."):
            return False
    return line.sign(read.begin - 1) in (",", "(", "/", "|", "-", "–", "—", ".")


def _alone(line: Line, read: Found) -> bool:
    """Whether nothing but a time stands beside the date."""
    rest = [*range(read.begin), *range(read.after, len(line.tokens))]
    if len(rest) > 14:
        return False
    return all(
        (not line.word(at) and line.sign(at) not in _NOT_ALONE)
        or line.word(at) in _WITH_TIMES
        or at == (read.resume or -1) - 2
        for at in rest
    )
