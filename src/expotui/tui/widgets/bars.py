"""The one-line parts: header, the ruler over the whole span, and the key bar."""

from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from expotui.store.queries import Totals
from expotui.tui.drawing import Row
from expotui.tui.messages import YearPicked
from expotui.tui.palette import Painted
from expotui.tui.widgets.settled import Settled

BLOCKS = "▁▂▃▄▅▆▇█"


class Bar(Settled, Painted):
    """One line of segments over the widget's own style."""

    def line(self, width: int) -> Strip:
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        if y:
            return Strip.blank(self.size.width, self.base)
        return self.line(self.size.width).apply_style(self.base)


class Header(Bar):
    """The name, what the store holds, and whether it may be written."""

    def __init__(self, totals: Totals, read_only: bool) -> None:
        super().__init__()
        self._totals, self._read_only = totals, read_only

    def line(self, width: int) -> Strip:
        totals = self._totals
        counts = f"{totals.events} events · {totals.figures} figures · {totals.quotes} quotes"
        if width >= 64:
            counts += f" · {totals.documents} sources"
        row = Row(width).put(" expotui ", self.style("heading")).put("  ")
        row.put(counts if width >= 48 else f"{totals.figures} figures", self.style("quiet"))
        return row.put_right("read-only " if self._read_only else "", None, row.width).strip()


class Ruler(Bar):
    """The whole span, a sparkline of facts a year, and where the reader is in it."""

    month: reactive[int] = reactive(0)

    def __init__(self, density: dict[int, int]) -> None:
        super().__init__()
        self._density = density
        years = sorted({month // 100 for month in density})
        self._years = list(range(years[0], years[-1] + 1)) if years else []
        self._peaks: dict[int, int] = {}

    def line(self, width: int) -> Strip:
        if not self._years:
            return Strip.blank(width)
        row = Row(width).put(" ")
        edges = self._edges(width)
        peak = max(max(self._bins(year, 4)) for year in self._years)
        narrowest = (width - 1) // len(self._years)
        for year, start, end in zip(self._years, edges, edges[1:], strict=False):
            label = f"{year} " if narrowest >= 8 else f"{year % 100:02} " if narrowest >= 5 else ""
            self._draw_year(row, year, label, end - start - 1, peak)
        return row.strip()

    def _peak(self, width: int) -> int:
        """The most facts one bar stands for: worked out once a width."""
        if self._peaks.get(width) is None:
            bars = max(1, (width - 1) // len(self._years) - 6)
            self._peaks = {width: max(max(self._bins(year, bars)) for year in self._years)}
        return self._peaks[width]

    def _edges(self, width: int) -> list[int]:
        """The columns at which the years begin, and the last one ends."""
        count = len(self._years)
        return [1 + at * (width - 1) // count for at in range(count + 1)]

    def _draw_year(self, row: Row, year: int, label: str, room: int, peak: int) -> None:
        here = year == self.month // 100
        bars = max(1, room - len(label))
        row.put(label, self.style("heading" if here else "quiet"))
        for at, facts in enumerate(self._bins(year, bars)):
            now = here and at == self._bin(self.month % 100, bars)
            part = "here" if now else "key" if facts else "faint"
            row.put(_block(facts, peak), self.style(part))
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
        return "·"
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
        # What has no room is left out whole, from the middle: help and quit stand last and stay.
        left = width - 1 - sum(key.width for key in self.keys[-2:])
        for at, key in enumerate(self.keys):
            if at < len(self.keys) - 2:
                if key.width > left:
                    continue
                left -= key.width
            click = Style(meta={"@click": key.target})
            segments.append(Segment(key.label, self.style("key") + click))
            segments.append(Segment(f" {key.word}   ", self.style("quiet") + click))
        return Strip(segments).adjust_cell_length(width)
