"""Which editions of a fair which measure is told of: claimed, contradicted, or silence."""

import sqlite3
from typing import NamedTuple

from expotui.facts.model import Event
from expotui.facts.quantities import plural
from expotui.store.coverage import Cell, Coverage, coverage
from expotui.store.series import Told
from expotui.tui.cards import Card, Line
from expotui.tui.drawing import Row
from expotui.tui.reading import Composer
from expotui.tui.reports.series import SeriesReport
from expotui.tui.reports.sheet import Aspect, Sheet, Styles, beside

_FAIRS = "SELECT id FROM series ORDER BY rowid"
_CELL = 6


class CoverageEntry(NamedTuple):
    """A measure: how many figures each edition has of it; ✗ where some exclude each other."""

    measure: Told
    cells: list[tuple[Event, Cell]]
    series: str

    def draw(self, line: Row, style: Styles) -> None:
        line.put(f" {self.measure.label}", None, _label_width(line.width))
        for _, cell in _in_view(self.cells, line.width):
            if not cell.claims:
                line.put_right("· ", style("faint"), _CELL)
                continue
            line.put_right(str(cell.claims), style("value"), _CELL - 1)
            line.put("✗" if cell.contradicted else " ", style("warn"))

    def card(self, db: sqlite3.Connection) -> Composer:  # noqa: ARG002
        return self._card

    def leads_to(self, db: sqlite3.Connection) -> SeriesReport:  # noqa: ARG002
        return SeriesReport(self.series, self.measure.id)

    def _card(self, width: int) -> list[Line]:
        card = Card(width)
        card.text(self.measure.label, "strong")
        silent = [event.short for event, cell in self.cells if not cell.claims]
        for event, cell in self.cells:
            if cell.claims:
                card.field(event.short, _told(cell), "warn" if cell.contradicted else "")
        card.field("silent", ", ".join(silent), "quiet")
        return card.lines


class CoverageReport(NamedTuple):
    """The measures of a fair by its editions."""

    series: str

    def read(self, db: sqlite3.Connection) -> Sheet:
        found = coverage(db, self.series)
        fairs = [row[0] for row in db.execute(_FAIRS)]

        def varied(aspect: Aspect, step: int) -> CoverageReport | None:
            fair = beside(self.series, fairs, step)
            return CoverageReport(fair) if aspect == "fair" and fair else None

        return Sheet(
            f"Coverage · {self.series}",
            _subtitle(found),
            [
                CoverageEntry(
                    measure,
                    [(event, found.cell(event.id, measure.id)) for event in found.events],
                    self.series,
                )
                for measure in found.measures
            ],
            "No edition of it has a figure.",
            heading=lambda line, style: _heading(found.events, line, style),
            aspects=("fair",),
            varied=varied,
        )


def _label_width(width: int) -> int:
    return width // 2 if width < 60 else min(44, width // 3)


def _in_view(cells: list[tuple[Event, Cell]], room: int) -> list[tuple[Event, Cell]]:
    """As many of the latest editions as there is room for."""
    return cells[-(room // _CELL) :] if room >= _CELL else []


def _heading(events: list[Event], line: Row, style: Styles) -> None:
    line.put(" figures by edition", style("quiet"), _label_width(line.width))
    for event in events[-(line.width // _CELL) :]:
        year = (event.date or "")[:4]
        line.put_right(f"{year if year.isdigit() else event.edition or '?'} ", style("date"), _CELL)


def _told(cell: Cell) -> str:
    told = f"{cell.claims} {plural('figure', cell.claims)} of {cell.origins} "
    told += plural("origin", cell.origins)
    return f"{told}, {cell.contradicted} in conflict" if cell.contradicted else told


def _subtitle(found: Coverage) -> str:
    whole = len(found.events) * len(found.measures)
    told = sum(1 for cell in found.cells.values() if cell.claims)
    wrong = sum(1 for cell in found.cells.values() if cell.contradicted)
    return f"{told} of {whole} told, {wrong} in conflict" if whole else ""
