"""Which editions of a fair which measure is told of: claimed, contradicted, or silence."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from rich.cells import cell_len

from expotui.facts.model import Event
from expotui.facts.quantities import plural
from expotui.facts.text import visible
from expotui.facts.verdicts import DISPUTED
from expotui.store.coverage import Cell, Coverage, coverage
from expotui.store.series import Told, fairs
from expotui.tui.cards import Card, Composer, Line
from expotui.tui.drawing import Row
from expotui.tui.reports.series import SeriesReport
from expotui.tui.reports.sheet import Aspect, Sheet, Styles, beside

_CELL = 6

Each = TypeVar("Each")


class CoverageEntry(NamedTuple):
    """A measure: how many figures each edition has of it; ≠ where some exclude each other.

    What one origin alone tells is paler. `label` is the width of the longest name.
    """

    measure: Told
    cells: list[tuple[Event, Cell]]
    series: str
    label: int

    def draw(self, line: Row, style: Styles) -> None:
        line.put(f" {self.measure.label}", None, _label_width(line.width, self.label, self.cells))
        for _, cell in _in_view(self.cells, line.width):
            if not cell.claims:
                line.put_right("· ", style("faint"), _CELL)
                continue
            look = "value" if cell.origins > 1 else "quiet"
            line.put_right(str(cell.claims), style(look), _CELL - 1)
            line.put(DISPUTED if cell.contradicted else " ", style("warn"))

    def card(self, db: sqlite3.Connection) -> Composer:  # noqa: ARG002
        return self._card

    def leads_to(self, db: sqlite3.Connection) -> SeriesReport:  # noqa: ARG002
        return SeriesReport(self.series, self.measure.id)

    def _card(self, width: int) -> list[Line]:
        card = Card(width)
        card.text(self.measure.label, "strong")
        silent = [event.short for event, cell in self.cells if not cell.claims]
        nobody = "nobody says"
        label = max(len(nobody), *(len(event.short) for event, _ in self.cells))
        for event, cell in self.cells:
            if cell.claims:
                look = "warn" if cell.contradicted else ""
                card.field(event.short.ljust(label), _told(cell), look)
        card.field(nobody.ljust(label), ", ".join(silent), "quiet")
        return card.lines


class CoverageReport(NamedTuple):
    """The measures of a fair by its editions."""

    series: str

    def read(self, db: sqlite3.Connection) -> Sheet:
        found = coverage(db, self.series)
        known = fairs(db)

        def varied(aspect: Aspect, step: int) -> CoverageReport | None:
            fair = beside(self.series, [*known], step)
            return CoverageReport(fair) if aspect == "fair" and fair else None

        label = max((cell_len(visible(m.label)) for m in found.measures), default=0) + 2
        return Sheet(
            f"Coverage · {known.get(self.series, self.series)}",
            _subtitle(found),
            [
                CoverageEntry(
                    measure,
                    [(event, found.cell(event.id, measure.id)) for event in found.events],
                    self.series,
                    label,
                )
                for measure in found.measures
            ],
            "No edition of it has a figure.",
            heading=lambda line, style: _heading(found.events, label, line, style),
            aspects=("fair",),
            varied=varied,
        )


def _label_width(width: int, longest: int, editions: Sequence[object]) -> int:
    """Cells for a measure's name: all of it, where all editions have room beside it."""
    return max(12, min(longest, width - _CELL * len(editions)))


def _in_view(editions: list[Each], room: int) -> list[Each]:
    """As many of the latest editions as there is room for."""
    return editions[-(room // _CELL) :] if room >= _CELL else []


def _heading(events: list[Event], longest: int, line: Row, style: Styles) -> None:
    label = _label_width(line.width, longest, events)
    seen = _in_view(events, line.width - label)
    cut = len(events) - len(seen)
    line.put(f" ‹ {cut} more" if cut else " figures by edition", style("quiet"), label)
    for event in seen:
        year = (event.date or "")[:4]
        line.put_right(f"{year if year.isdigit() else event.edition or '?'} ", style("date"), _CELL)


def _told(cell: Cell) -> str:
    told = f"{cell.claims} {plural('figure', cell.claims)} of {cell.origins} "
    told += plural("origin", cell.origins)
    return f"{told}, {cell.contradicted} disputed" if cell.contradicted else told


def _subtitle(found: Coverage) -> str:
    whole = len(found.events) * len(found.measures)
    told = sum(1 for cell in found.cells.values() if cell.claims)
    wrong = sum(1 for cell in found.cells.values() if cell.contradicted)
    return f"{told} of {whole} cells filled, {wrong} disputed" if whole else ""
