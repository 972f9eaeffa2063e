"""Two editions side by side, or two pages on the same events."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from expotui.facts.citation import published
from expotui.facts.model import Document, Event, Fact
from expotui.facts.quantities import growth_words
from expotui.facts.text import visible
from expotui.facts.verdicts import DISPUTED, FORECAST, Verdict
from expotui.store import comparing, queries
from expotui.store.comparing import Line as Compared
from expotui.store.series import editions
from expotui.tui.cards import Card, Composer, Line
from expotui.tui.drawing import Row
from expotui.tui.reports.sheet import Aspect, Sheet, Styles, Varied, beside

_MIDDLE = 8


class ComparedEntry(NamedTuple):
    """A measure: what the one side says, what that is to the other, and what the other says."""

    line: Compared
    side: int

    def draw(self, line: Row, style: Styles) -> None:
        found = self.line
        label, side, middle = _widths(line.width, self.side)
        event = f"{found.event} · " if found.event else ""
        scope = f" · {found.population}" if found.population else ""
        both = bool(found.ones and found.others)
        lead = min(len(event) + 1, label)
        line.put(f" {event}", style("date"), lead)
        line.put(f"{found.label}{scope} ", None if both else style("quiet"), label - lead)
        self._side(line, style, 0, side)
        excluded = found.judgement and found.judgement.verdict is Verdict.CONTRADICT
        line.put_right(_between(found), style("warn" if excluded else "quiet"), middle).put("  ")
        self._side(line, style, 1, line.width)

    def _side(self, line: Row, style: Styles, at: int, width: int) -> None:
        facts = (self.line.ones, self.line.others)[at]
        told = _told(facts)
        mark = DISPUTED if self.line.disputed[at] else " "
        look = style("value" if told else "faint")
        if at:
            line.put(f"{mark} ", style("warn")).put(told or "–", look, line.width)
        else:
            line.put_right(f"{mark} {told or '–'}", look, width)

    def card(self, db: sqlite3.Connection) -> Composer:
        pages = {fact.document: None for fact in (*self.line.ones, *self.line.others)}
        found = {name: page for name in pages if (page := queries.find_document(db, name))}
        return lambda width: self._card(found, width)

    def leads_to(self, db: sqlite3.Connection) -> Fact | None:  # noqa: ARG002
        return next(iter((*self.line.ones, *self.line.others)), None)

    def _card(self, pages: dict[str, Document], width: int) -> list[Line]:
        card, found = Card(width), self.line
        card.text(" · ".join(filter(None, (found.event, found.label, found.population))), "strong")
        if found.judgement:
            card.text(f"{found.judgement.verdict}: {found.judgement.reason}", "quiet")
        if not found.judgement and found.change is not None:
            card.text(f"{growth_words(found.change)} from the one to the other", "quiet")
        elif {FORECAST} < {fact.stage for fact in (*found.ones, *found.others)}:
            card.text("no growth: a forecast beside what came of another", "quiet")
        for facts in (found.ones, found.others):
            for fact in facts:
                page = pages.get(fact.document)
                source = f"{page.publisher}, {published(page)}" if page else fact.publisher
                about = f"{fact.event_short}: " if fact.event_short and not found.event else ""
                card.field(about.strip(": ") or "says", f"“{fact.printed}”", "value")
                card.field("", f"{fact.full_value} · {fact.stage or 'no stage'} · {source}")
        return card.lines


class EditionsReport(NamedTuple):
    """An edition beside another one of its fair."""

    one: str
    other: str

    def read(self, db: sqlite3.Connection) -> Sheet:
        one, other = queries.find_event(db, self.one), queries.find_event(db, self.other)
        names = editions(db, one.series) if one else []

        def varied(aspect: Aspect, step: int) -> EditionsReport | None:
            left = beside(self.one, [name for name in names if name != self.other], step)
            return EditionsReport(left, self.other) if aspect == "side" and left else None

        lines = [*comparing.compare_events(db, self.one, self.other)]
        sides = (one.short if one else self.one, other.short if other else self.other)
        return _sheet(lines, sides, "Editions side by side", varied)


class PagesReport(NamedTuple):
    """A page beside another one on the same events."""

    one: str
    other: str

    def read(self, db: sqlite3.Connection) -> Sheet:
        names = comparing.documents_beside(db, self.one)

        def varied(aspect: Aspect, step: int) -> PagesReport | None:
            right = beside(self.other, names, step)
            return PagesReport(self.one, right) if aspect == "side" and right else None

        lines = [*comparing.compare_documents(db, self.one, self.other)]
        pages = (queries.find_document(db, name) for name in (self.one, self.other))
        sides = [page.publisher if page else "?" for page in pages]
        return _sheet(lines, (sides[0], sides[1]), "Pages side by side", varied)


def _sheet(lines: Sequence[Compared], sides: tuple[str, str], title: str, varied: Varied) -> Sheet:
    widest = (cell_len(visible(_told(facts))) for line in lines for facts in line[5:7])
    side = max([*widest, *(cell_len(visible(name)) for name in sides)], default=0) + 3
    both = sum(1 for line in lines if line.ones and line.others)
    return Sheet(
        f"{title} · {sides[0]} | {sides[1]}",
        f"{len(lines)} measures, {both} told by both",
        [ComparedEntry(line, side) for line in lines],
        "Neither has a figure.",
        heading=lambda line, style: _heading(sides, side, line, style),
        aspects=("side",),
        varied=varied,
    )


def _heading(sides: tuple[str, str], widest: int, line: Row, style: Styles) -> None:
    label, side, middle = _widths(line.width, widest)
    line.put("", None, label)
    line.put_right(sides[0], style("date"), side).put("", None, middle + 2)
    line.put(f"  {sides[1]}", style("date"), line.width)


def _widths(width: int, widest: int) -> tuple[int, int, int]:
    """Cells for what is counted, for the one side, and for what stands between the two.

    A number is not cut: on a narrow screen the growth makes room for it, and is on the card.
    """
    middle = _MIDDLE if width >= 60 else 0
    side = min(widest, max(8, (width - middle - 10) // 2))
    return max(8, width - 2 * side - middle - 4), side, middle


def _told(facts: Sequence[Fact]) -> str:
    return ", ".join(dict.fromkeys(fact.compact_value for fact in facts))


def _between(found: Compared) -> str:
    if found.judgement:
        return found.judgement.verdict.sign
    if found.change is not None:
        return growth_words(found.change)
    return Verdict.INCOMPARABLE.sign if found.ones and found.others else ""


def beside_row(
    db: sqlite3.Connection, row: Event | Document
) -> EditionsReport | PagesReport | None:
    """What a row of the timeline is compared with first: the edition before it, or another page."""
    if isinstance(row, Document):
        others = comparing.documents_beside(db, row.id)
        return PagesReport(row.id, others[-1]) if others else None
    before, after = queries.editions_beside(db, row.id)
    return EditionsReport(before or after or "", row.id) if before or after else None
