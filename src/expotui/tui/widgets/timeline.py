"""The timeline pane: events and pages in order of date, under headings of the chosen zoom."""

from array import array
from bisect import bisect_right
from typing import ClassVar

from rich.cells import cell_len
from textual.strip import Strip

from expotui.facts import dates
from expotui.facts.model import Document, Event
from expotui.facts.text import visible
from expotui.facts.timeline import DAYS, MONTHS, PAGE_DATE, STATED, YEARS, heading, marker
from expotui.store.queries import TimelineKeys
from expotui.tui.drawing import Row
from expotui.tui.pages import Pages
from expotui.tui.widgets.line_list import LineList

# The column of a row's facts.
COUNT = 4

ZOOM_NAMES = {YEARS: "years", MONTHS: "months", DAYS: "days"}


class Grouping:
    """Which rows of the list are headings and which are items, for a zoom.

    Rows are counted with their headings; items are counted alone.
    """

    def __init__(self, timeline: TimelineKeys, zoom: int) -> None:
        self._heading_rows: array[int] = array("q")
        self._labels: list[str] = []
        divisor = {YEARS: 10_000, MONTHS: 100, DAYS: 1}[zoom]
        previous = None
        for item, day in enumerate(timeline.dates):
            group = day // divisor
            if group != previous:
                self._heading_rows.append(item + len(self._labels))
                self._labels.append(heading(day, zoom))
                previous = group
        self.rows = len(timeline.keys) + len(self._labels)

    def heading(self, row: int) -> str | None:
        """The label of a heading row, None for an item's."""
        at = bisect_right(self._heading_rows, row) - 1
        return self._labels[at] if at >= 0 and self._heading_rows[at] == row else None

    def item(self, row: int) -> int:
        """The item on a row that is not a heading."""
        return row - bisect_right(self._heading_rows, row)

    def row(self, item: int) -> int:
        """The row of an item."""
        headings = range(len(self._heading_rows))
        return item + bisect_right(headings, item, key=lambda at: self._heading_rows[at] - at)


class TimelineList(LineList, inherit_bindings=False):
    """Events and pages; the cursor's row is what the other panes show."""

    BORDER_TITLE: ClassVar[str] = "Timeline"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.zoom = YEARS
        self._grouping = Grouping(TimelineKeys(array("q"), array("q")), YEARS)
        self._items: Pages[Event | Document] | None = None
        self._dates: array[int] = array("q")

    def show(self, timeline: TimelineKeys, items: Pages[Event | Document], zoom: int) -> None:
        """Show a timeline; the cursor stays on the item it was on, or near its date."""
        before = self._items.keys[self.item] if self._items and self.row_count else None
        day = self._dates[self.item] if self._items and self.row_count else 0
        self.zoom = zoom
        self._items, self._dates = items, timeline.dates
        self._grouping = Grouping(timeline, zoom)
        self.border_subtitle = ZOOM_NAMES[zoom]
        self.rows_changed(self._grouping.row(self._place(before, day)) if before else 0)

    def _place(self, key: int, day: int) -> int:
        assert self._items is not None
        keys = self._items.keys
        if key in keys:
            return keys.index(key)
        later = (item for item, other in enumerate(self._dates) if other >= day)
        return next(later, max(0, len(keys) - 1))

    @property
    def row_count(self) -> int:
        return self._grouping.rows

    @property
    def item(self) -> int:
        """The item under the cursor."""
        return self._grouping.item(self.cursor)

    @property
    def day(self) -> int:
        """The number of the day under the cursor (facts.timeline.day_number)."""
        return self._dates[self.item] if self.selectable(self.cursor) else 0

    @property
    def selected(self) -> Event | Document | None:
        if self._items is None or not self.selectable(self.cursor):
            return None
        return self._items[self.item]

    def selectable(self, row: int) -> bool:
        return super().selectable(row) and self._grouping.heading(row) is None

    def go_to_key(self, key: int) -> bool:
        """Put the cursor on an event (its key) or a page (its key, negative); False if not here."""
        if self._items is None or key not in self._items.keys:
            return False
        self.go_to(self._grouping.row(self._items.keys.index(key)))
        return True

    def go_to_year(self, year: int) -> None:
        """Put the cursor on the first row of a year, or the first after it."""
        for item, day in enumerate(self._dates):
            if day // 10_000 >= year:
                self.go_to(self._grouping.row(item))
                return

    def go_to_latest(self) -> None:
        """Put the cursor on the last event that has a date."""
        for item in reversed(range(len(self._dates))):
            if self._dates[item] and self._items is not None and self._items.keys[item] > 0:
                self.go_to(self._grouping.row(item))
                return

    def draw_row(self, row: int, width: int) -> Strip:
        label = self._grouping.heading(row)
        line = Row(width)
        if label is not None:
            line.put(f" {label} ", self.style("heading"))
            return line.put("─" * line.width, self.style("rule")).strip()
        entry = self._items.peek(self._grouping.item(row)) if self._items else None
        if entry is None:
            return line.put("   …", self.style("quiet")).strip()
        chosen = row == self.cursor
        line.put(" ┃ " if chosen else " │ ", self.style("mark" if chosen else "rule"))
        if isinstance(entry, Event):
            self._draw_event(line, entry)
        else:
            self._draw_page(line, entry)
        return line.strip()

    def _draw_event(self, line: Row, event: Event) -> None:
        sign = marker(event)
        line.put(f"{sign} ", self.style("date" if sign == STATED else "warn"))
        line.put(short_date(event.date), self.style("date"), 12)
        count = event.figures + event.quotes
        room = line.width - COUNT
        line.put(event.short, self.style("strong"), min(room, 19) if room > 50 else room)
        if room > 50:
            place = f" · {event.city}" if event.city else ""
            line.put(event.name + place, self.style("quiet"), room - 19)
        line.put_right(f"{count} " if count else "· ", self.style("quiet"), COUNT)

    def _draw_page(self, line: Row, page: Document) -> None:
        line.put(f"{PAGE_DATE} ", self.style("quiet"))
        line.put(short_date(page.published), self.style("quiet"), 12)
        count = page.figures + page.quotes
        about = visible(f"on {page.about_short}" if page.about_short else "a page")
        room = line.width - COUNT
        if room <= 50 and self.zoom != YEARS and page.collection != "documents":
            about = visible(page.publisher)
        column = 19 if room > 50 else room
        warning = " !" if page.caution else ""
        name = min(cell_len(about), column - len(warning))
        line.put(about, self.style("quiet"), name).put(warning, self.style("warn"))
        line.put("", None, column - name - len(warning))
        title = f"{page.title} · {page.publisher}" if room > 50 else ""
        line.put(title, self.style("quiet"), line.width - COUNT)
        line.put_right(f"{count} " if count else "· ", self.style("faint"), COUNT)


def short_date(edtf: str | None) -> str:
    """A date beside its heading: what the heading shows is left out, doubt is not."""
    if not edtf:
        return "undated"
    return dates.describe(edtf, year=False).replace(" – ", "–")
