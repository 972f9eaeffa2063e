"""The one-line parts: header, the ruler over the whole span, and the key bar."""

from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from expotui.facts.dates import describe
from expotui.store.queries import Totals
from expotui.tui.drawing import Row
from expotui.tui.messages import YearPicked
from expotui.tui.palette import Painted
from expotui.tui.widgets.settled import Settled

BLOCKS = "▁▂▃▄▅▆▇█"
NONE = "·"
_PARTS = {NONE: "faint", **dict.fromkeys(BLOCKS, "key")}


class Bar(Settled, Painted):
    """One line of segments over the widget's own style."""

    def line(self, width: int) -> Strip:
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        if y:
            return Strip.blank(self.size.width, self.base)
        return self.line(self.size.width).apply_style(self.base)


class Header(Bar):
    """The name, what the store holds, as of when, and whether it may be written."""

    def __init__(self, totals: Totals, read_only: bool, as_of: date | None = None) -> None:
        super().__init__()
        self._totals, self._read_only, self._as_of = totals, read_only, as_of

    def show(self, totals: Totals) -> None:
        """Show what the store holds by now."""
        self._totals = totals
        self.refresh()

    def line(self, width: int) -> Strip:
        totals = self._totals
        counts = f"{totals.events} events · {totals.figures} figures · {totals.quotes} quotes"
        if width >= 64:
            counts += f" · {totals.documents} sources"
        row = Row(width).put(" expotui ", self.style("heading")).put("  ")
        if width < 48:
            # As of when says more than how many.
            counts = "" if self._as_of else f"{totals.figures} figures"
        row.put(counts, self.style("quiet"))
        told = [f"as of {describe(self._as_of.isoformat())}"] if self._as_of else []
        told += ["read-only"] if self._read_only else []
        right = "".join(f" {word}" for word in told)
        return row.put_right(f"{right} " if right else "", None, row.width).strip()


class RulerYear(NamedTuple):
    """A year of the ruler: what stands before its bars, and a block a bar."""

    number: int
    label: str
    bars: str


class Ruler(Bar):
    """The whole span, a sparkline of facts a year, and where the reader is in it."""

    month: reactive[int] = reactive(0)

    def __init__(self, density: dict[int, int]) -> None:
        super().__init__()
        self.show(density)

    def show(self, density: dict[int, int]) -> None:
        """Show how many facts there are by month, by now."""
        self._density = density
        years = sorted({month // 100 for month in density})
        self._years = list(range(years[0], years[-1] + 1)) if years else []
        self._laid_out: tuple[int, list[RulerYear]] = (0, [])
        self.refresh()

    def line(self, width: int) -> Strip:
        if not self._years:
            return Strip.blank(width)
        if self._laid_out[0] != width:
            self._laid_out = (width, self._lay_out(width))
        row = Row(width).put(" ")
        for year in self._laid_out[1]:
            self._draw_year(row, year)
        return row.strip()

    def _lay_out(self, width: int) -> list[RulerYear]:
        edges = self._edges(width)
        peak = max(max(self._bins(year, 4)) for year in self._years)
        narrowest = (width - 1) // len(self._years)
        laid_out = []
        for year, start, end in zip(self._years, edges, edges[1:], strict=False):
            label = f"{year} " if narrowest >= 8 else f"{year % 100:02} " if narrowest >= 5 else ""
            facts = self._bins(year, max(1, end - start - 1 - len(label)))
            laid_out.append(RulerYear(year, label, "".join(_block(bin, peak) for bin in facts)))
        return laid_out

    def _edges(self, width: int) -> list[int]:
        """The columns at which the years begin, and the last one ends."""
        count = len(self._years)
        return [1 + at * (width - 1) // count for at in range(count + 1)]

    def _draw_year(self, row: Row, year: RulerYear) -> None:
        here = year.number == self.month // 100
        now = self._bin(self.month % 100, len(year.bars)) if here else -1
        row.put(year.label, self.style("heading" if here else "quiet"))
        row.put_cells(
            (bar, self.style("here" if at == now else _PARTS[bar]))
            for at, bar in enumerate(year.bars)
        )
        row.put(" ")

    def _bins(self, year: int, bars: int) -> list[int]:
        """Facts in each of `bars` equal parts of a year."""
        bins = [0] * bars
        for month in range(1, 13):
            bins[self._bin(month, bars)] += self._density.get(year * 100 + month, 0)
        return bins

    @staticmethod
    def _bin(month: int, bars: int) -> int:
        return min(bars - 1, max(0, month - 1) * bars // 12)

    def on_click(self, event: events.Click) -> None:
        edges = self._edges(self.size.width)
        for year, start, end in zip(self._years, edges, edges[1:], strict=False):
            if start <= event.x < end:
                self.post_message(YearPicked(year))


def _block(facts: int, peak: int) -> str:
    if not facts:
        return NONE
    return BLOCKS[min(len(BLOCKS) - 1, facts * len(BLOCKS) // max(1, peak))]


class Key(NamedTuple):
    """One button of the key bar: a key as people say it, a word, and the action of a click."""

    label: str
    word: str
    target: str

    @property
    def width(self) -> int:
        return cell_len(self.label) + cell_len(self.word) + 4


class KeyBar(Bar):
    """The keys most needed where one is, each a button for the mouse."""

    keys: reactive[tuple[Key, ...]] = reactive(())

    def line(self, width: int) -> Strip:
        segments: list[Segment] = [Segment(" ")]
        for key, word in self._in(width - 1):
            click = Style(meta={"@click": key.target})
            segments.append(Segment(key.label, self.style("key") + click))
            segments.append(Segment(word, self.style("quiet") + click))
        return Strip(segments).adjust_cell_length(width)

    def _in(self, width: int) -> list[tuple[Key, str]]:
        """The keys that have room, each with its word and what stands between it and the next.

        What has none is left out whole, from the middle: help and quit stand last and stay. Where
        little has room, these two go without their words, and all stand closer.
        """
        last, others = self.keys[-2:], self.keys[:-2]
        bare = sum(key.width for key in (*others[:2], *last)) > width
        gap = "  " if bare else "   "
        shown = [(key, gap if bare else f" {key.word}{gap}") for key in last]
        left = width - sum(cell_len(f"{key.label}{word}") for key, word in shown)
        first = []
        for key in others:
            word = f" {key.word}{gap}"
            if (room := cell_len(f"{key.label}{word}")) <= left:
                left -= room
                first.append((key, word))
        return [*first, *shown]
