"""One measure of one population across the editions of a fair, drawn as lines."""

import sqlite3
from typing import NamedTuple

from rich.style import Style

from expotui.facts.dates import describe
from expotui.facts.model import Event, Fact
from expotui.facts.quantities import growth_words
from expotui.facts.verdicts import DISPUTED, judge
from expotui.store import series as store
from expotui.store.conflicts import growths
from expotui.store.series import Point
from expotui.tui.cards import Card, Composer, Line
from expotui.tui.drawing import Row
from expotui.tui.reports.sheet import Aspect, Sheet, Styles, beside

# What stands at the place of a number, by when it was given.
MARKS = {"forecast": "○", "opening": "◐", "closing": "●", "retrospective": "◇"}
_UNSTAGED = "•"
_BEYOND = "▸"
_EDITION, _YEAR, _FIGURE, _CHANGE, _SAID = 13, 5, 14, 8, 11
# On a narrow screen: so that there is room for the growth.
_NARROW = 11


class SeriesEntry(NamedTuple):
    """An edition: its figure, how much more that is than the one before, a line, marks on it."""

    point: Point
    change: float | None
    most: float
    measure: str

    def draw(self, line: Row, style: Styles) -> None:
        event, told = self.point.event, self.point.told
        line.put(f" {event.short} ", style("date"), _EDITION if line.width >= 50 else _NARROW)
        if line.width >= 50:
            year = event.date[:4] if event.date and event.date_start else "?"
            line.put(year, style("quiet"), _YEAR)
        if told is None:
            line.put_right("–", style("faint"), _FIGURE).put("  ")
            gap = "┄┄┄ " if line.width >= 24 else ""
            line.put(f"{gap}nobody says" if line.width >= _SAID else "", style("faint"))
            return
        line.put(DISPUTED if self.point.disputed else " ", style("warn"))
        line.put_right(told.compact_value, style("value"), _FIGURE - 1)
        growth = "" if self.change is None else growth_words(self.change)
        line.put_right(growth, style("quiet"), _CHANGE if line.width >= _CHANGE else 0).put("  ")
        if line.width >= _SAID:
            line.put_cells(self._track(line.width - 1, style))

    def _track(self, width: int, style: Styles) -> list[tuple[str, Style]]:
        """A line up to the figure, and a mark for each number at its place."""
        told = self.point.told
        reached = min(width, round(self._share(told) * width))
        cells = [("━", style("rule"))] * reached + [(" ", style("faint"))] * (width - reached)
        for fact in sorted(self.point.claims, key=lambda fact: fact is told):
            at = round(self._share(fact) * width) - 1
            if at >= width:
                cells[-1] = (_BEYOND, style("warn"))
            else:
                look = "here" if fact is told else "value"
                cells[max(at, 0)] = (MARKS.get(fact.stage or "", _UNSTAGED), style(look))
        return cells

    def _share(self, fact: Fact | None) -> float:
        return max(0.0, (fact.signed or 0) / self.most) if fact and self.most > 0 else 0.0

    def card(self, db: sqlite3.Connection) -> Composer:
        event = self.point.event
        evidence = growths.evidence(db, event.id, self.measure, self.point.of)
        told = [growths.sentence(found) for found in evidence]
        return lambda width: _card(event, self.point, told, width)

    def leads_to(self, db: sqlite3.Connection) -> Fact | None:  # noqa: ARG002
        return self.point.told


class _Others(NamedTuple):
    """What else a series could be of."""

    measures: list[str]
    scopes: list[str | None]
    fairs: list[str]


class SeriesReport(NamedTuple):
    """A measure of a fair; its first, of the population of most editions, where none is named."""

    series: str
    measure: str | None = None
    scope: str | None = None
    scoped: bool = False
    at: str | None = None

    def read(self, db: sqlite3.Connection) -> Sheet:
        known = store.measures(db, self.series)
        ids = [measure.id for measure in known]
        fairs = store.fairs(db)
        fair = fairs.get(self.series, self.series)
        measure = self.measure if self.measure in ids else next(iter(ids), None)
        if measure is None:
            others = _Others([], [], [*fairs])
            return Sheet(
                f"Series · {fair}", "", [], "No edition of it has a figure.",
                aspects=("fair",),
                varied=lambda aspect, step: self._varied(aspect, step, others),
            )  # fmt: skip
        scopes = [scope for scope, _ in store.scopes(db, self.series, measure)]
        scope = self.scope if self.scoped and self.scope in scopes else scopes[0]
        points = [*store.points(db, self.series, measure, scope)]
        resolved, others = (
            SeriesReport(self.series, measure, scope, True),
            _Others(ids, scopes, [*fairs]),
        )
        events = [point.event.id for point in points]
        return Sheet(
            _title(known[ids.index(measure)].label, points, scope, fair),
            _subtitle(ids.index(measure), len(ids), scopes.index(scope), len(scopes)),
            _entries(points, measure),
            heading=lambda line, style: _heading(points, line, style),
            start=events.index(self.at) if self.at in events else 0,
            aspects=("measure", "population", "fair") if scopes[1:] else ("measure", "fair"),
            varied=lambda aspect, step: resolved._varied(aspect, step, others),
        )

    def _varied(self, aspect: Aspect, step: int, others: _Others) -> "SeriesReport | None":
        if aspect == "fair":
            return SeriesReport(
                beside(self.series, others.fairs, step) or self.series, self.measure
            )
        if aspect == "measure":
            return SeriesReport(self.series, beside(self.measure, others.measures, step))
        if aspect == "population" and len(others.scopes) > 1:
            return self._replace(scope=beside(self.scope, others.scopes, step))
        return None


def _entries(points: list[Point], measure: str) -> list[SeriesEntry]:
    # What is ten times too much is not to flatten all others: it is marked as beyond.
    most = max((float(point.told.signed or 0) for point in points if point.told), default=0.0)
    return [
        SeriesEntry(point, grown, most * 1.08, measure)
        for point, grown in zip(points, store.changes(points), strict=True)
    ]


def _title(label: str, points: list[Point], scope: str | None, fair: str) -> str:
    one = next((fact for point in points for fact in point.claims), None)
    population = (one.scope_label if one else None) or scope or "no scope"
    return f"{fair} · {label} · {population}"


def _subtitle(measure: int, measures: int, scope: int, scopes: int) -> str:
    told = f"measure {measure + 1} of {measures}"
    return f"{told} · population {scope + 1} of {scopes}" if scopes > 1 else told


def _heading(points: list[Point], line: Row, style: Styles) -> None:
    """What the columns are, and what the marks that occur mean."""
    line.put(" edition", style("quiet"), _EDITION if line.width >= 50 else _NARROW)
    if line.width >= 50:
        line.put("year", style("quiet"), _YEAR)
    line.put_right("figure", style("quiet"), _FIGURE)
    line.put_right("growth", style("quiet"), _CHANGE if line.width >= _CHANGE else 0).put("  ")
    occurring = {fact.stage for point in points for fact in point.claims}
    marks = [f"{mark} {stage}" for stage, mark in MARKS.items() if stage in occurring]
    if line.width >= sum(map(len, marks)) + 2 * len(marks):
        line.put("  ".join(marks), style("quiet"))


def _card(event: Event, point: Point, evidence: list[str], width: int) -> list[Line]:
    card = Card(width)
    date = describe(event.date) if event.date else "undated"
    card.lines.append([(f" {event.name}", "strong"), (f"   {date}", "quiet")])
    if point.told is None:
        card.text("No page of the store tells this measure of this population.", "quiet")
    for fact in point.claims:
        told = fact is point.told
        sign = "•" if told or point.told is None else judge(point.told, fact).verdict.sign
        published = describe(fact.published) if fact.published else "undated"
        lead = [
            (f" {sign} ", "warn" if sign == "✗" else "quiet"),
            (MARKS.get(fact.stage or "", _UNSTAGED) + " ", "value"),
            (f"{fact.compact_value} ".rjust(14), "value"),
            (f" {card.stage(fact)}", "quiet"),
        ]
        card.hanging(lead, f"{fact.publisher}, {published}", "" if told else "quiet")
    for text in evidence:
        card.text(f"∴ {text}")
    return card.lines
