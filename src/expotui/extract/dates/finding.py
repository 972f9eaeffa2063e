"""Every date that a text names, each with its span, its EDTF and the rule that read it."""

from collections.abc import Iterator, Sequence
from datetime import date

from expotui.extract.blocks import Block
from expotui.extract.dates.calendars import FAIRS, full_day
from expotui.extract.dates.date_line import NAMED, Found, Line
from expotui.extract.dates.date_reading import beginnings, read_date
from expotui.extract.dates.edition_year import edition_year
from expotui.extract.dates.numeric_dates import Order, order_of
from expotui.extract.dates.page_date import STAMP, day_of, year_of
from expotui.extract.dates.year_choice import Context, in_year, year_before
from expotui.extract.dates.year_dates import NO_FAIRS, NO_NAMES
from expotui.extract.model import Dated, PageDate

_LISTING = frozenset(("and", "then", "from", "on"))
_LISTED = 3  # tokens between two days of a list


def dates(blocks: Sequence[Block], page_date: PageDate | None) -> Iterator[Dated]:
    """The dates of a text in order; those without a year are told from `page_date`."""
    page, year = day_of(page_date), year_of(page_date)
    order = order_of(blocks, page)
    if (page_date is None or page_date.basis == STAMP) and (own := edition_year(blocks)):
        # A stamp of nobody's that the text itself contradicts is not what it speaks from.
        page, year = (page if own == year else None), own
    context: Context | None = None
    for block in blocks:
        context = Context(Line(block.tokens), page, year, context)
        yield from _of_block(block, context, page, order)


def _of_block(
    block: Block, context: Context, page: date | None, order: Order | None
) -> list[Dated]:
    line = context.line
    found: list[tuple[int, Found]] = []  # with the sentence that each stands in
    behind = 0
    for at in beginnings(line.tokens):
        if at < behind:
            continue
        context.move(at)
        read = read_date(line, at, page, order, context.sentence_year)
        if read is None:
            continue
        settled = context.settle(read)
        context.note(settled)
        if settled.rule != NAMED or _tells_when(line, settled.begin):
            found.append((context.sentence, settled))
        behind = read.resume or read.after
    _share_years(line, found)
    return [_dated(block, line, named) for named in _once(line, found)]


def _tells_when(line: Line, at: int) -> bool:
    """Whether the year of a name is when its fair was: not that of "Expo 2020" or "Vision 2030"."""
    name = line.word(at - 1)
    before = line.word(at - 2)
    alone = name in FAIRS and (not line.capital(at - 2) or before in NO_NAMES or before == "world")
    coded = len(name) < 3 and line.tokens[at - 1].text.isupper()  # "flight LH 2018"
    return not (alone or coded or name in NO_FAIRS)


def _share_years(line: Line, found: list[tuple[int, Found]]) -> None:
    """Give days in a row the year that only the last has: "15-19 April and 1-5 May 2025"."""
    told = False  # whether the later one has its year from print
    for place in range(len(found) - 2, -1, -1):
        sentence, day = found[place]
        later = found[place + 1][1]
        told = (told and later.inferred) or not later.inferred
        between = range(day.after, later.begin)
        listed = all(line.word(at) in _LISTING or line.sign(at) in (",", "&") for at in between)
        days = day.first.day is not None and later.first.day is not None
        open_year = day.shift is None and (day.first.year is None or day.inferred)
        told = told and days and open_year and listed and len(between) <= _LISTED
        if told and later.first.year is not None:
            found[place] = sentence, in_year(day, year_before(day.first, later.first))


def _once(line: Line, found: Sequence[tuple[int, Found]]) -> Iterator[Found]:
    """All but "next year's", where the same sentence goes on to say which day of it."""
    days = {
        (sentence, named.first.year)
        for sentence, named in found
        if not named.inferred and full_day(named.first) is not None
    }
    for sentence, named in found:
        whose = line.word(named.after - 1).endswith("'s")
        if not (whose and named.shift is not None and (sentence, named.first.year) in days):
            yield named


def _dated(block: Block, line: Line, found: Found) -> Dated:
    """The line of output of a date; the 's of a possessive is not part of it."""
    start, last = line.tokens[found.begin].start, line.tokens[found.after - 1]
    end = last.end - (2 if last.lower.endswith("'s") else 0)
    first, final = found.first.edtf, "" if found.open_end else found.last.edtf
    return Dated(
        block.start + start,
        block.start + end,
        block.text[start:end],
        found.given or (first if first == final else f"{first}/{final}"),
        "inferred" if found.inferred else "explicit",
        block.paragraph_at(start),
        found.rule,
    )
