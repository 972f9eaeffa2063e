"""The timeline pane: events and pages in order of date, under headings of the chosen zoom."""

from array import array
from bisect import bisect_right
from itertools import count
from operator import add
from typing import ClassVar

from rich.cells import cell_len
from textual.strip import Strip

from expotui.facts import dates
from expotui.facts.model import Document, Event
from expotui.facts.text import visible
from expotui.facts.timeline import DAYS, MONTHS, PAGE_DATE, STATED, YEARS, heading, marker
from expotui.store.timeline import Timeline
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

    def __init__(self, timeline: Timeline) -> None:
        self._zoom = timeline.zoom
        starts, self._days = timeline.groups()
        self._heading_rows = array("q", map(add, starts, count()))
        self.rows = len(timeline) + len(self._days)

    def heading(self, row: int) -> str | None:
        """The label of a heading row, None for an item's."""
        at = bisect_right(self._heading_rows, row) - 1
        if at < 0 or self._heading_rows[at] != row:
            return None
        return heading(self._days[at], self._zoom)

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
        self._timeline: Timeline | None = None
        self._grouping: Grouping | None = None
        self._items: Pages[Event | Document] = Pages(lambda *_: [])

    def show(self, timeline: Timeline, items: Pages[Event | Document]) -> None:
        """Show a timeline; the cursor stays on the item it was on, or near its date."""
        before = self.selected if self._timeline else None
        day = self.day
        self._timeline, self._items = timeline, items
        self._grouping = Grouping(timeline)
        self.border_subtitle = ZOOM_NAMES[timeline.zoom]
        if before is None:
            self.rows_changed()
            return
        key = before.key if isinstance(before, Event) else -before.key
        place = timeline.place(key)
        nearest = min(timeline.at(day), len(timeline) - 1) if place is None else place
        self.rows_changed(self._grouping.row(nearest))

    @property
    def zoom(self) -> int:
        return self._timeline.zoom if self._timeline else YEARS

    @property
    def row_count(self) -> int:
        return self._grouping.rows if self._grouping else 0

    @property
    def day(self) -> int:
        """The day under the cursor (store.timeline.Timeline.day); 0 where there is none."""
        item = self._item(self.cursor)
        return self._timeline.day(item) if self._timeline and item is not None else 0

    @property
    def selected(self) -> Event | Document | None:
        item = self._item(self.cursor)
        return None if item is None else self._items[item]

    def selectable(self, row: int) -> bool:
        return self._item(row) is not None

    def go_to_key(self, key: int) -> bool:
        """Put the cursor on an event (its key) or a page (its key, negative); False if not here."""
        return self._go_to_item(self._timeline.place(key) if self._timeline else None)

    def go_to_year(self, year: int) -> None:
        """Put the cursor on the first row of a year, or the first after it."""
        self._go_to_item(self._timeline.at(year * 10_000) if self._timeline else None)

    def go_to_latest(self) -> None:
        """Put the cursor on the last event that has a date."""
        self._go_to_item(self._timeline.latest_event() if self._timeline else None)

    def _go_to_item(self, item: int | None) -> bool:
        if item is None or self._grouping is None:
            return False
        self.go_to(self._grouping.row(item))
        return True

    def _item(self, row: int) -> int | None:
        """The item on a row; None for a heading's, and where there is no row."""
        if self._grouping is None or not 0 <= row < self._grouping.rows:
            return None
        return None if self._grouping.heading(row) is not None else self._grouping.item(row)

    def draw_row(self, row: int, width: int) -> Strip:
        item = self._item(row)
        line = Row(width)
        if item is None:
            label = self._grouping.heading(row) if self._grouping else ""
            line.put(f" {label} ", self.style("heading"))
            return line.put("─" * line.width, self.style("rule")).strip()
        entry = self._items.peek(item)
        if entry is None:
            return line.put("   …", self.style("quiet")).strip()
        chosen = row == self.cursor
        line.put(" ┃ " if chosen else " │ ", self.style("mark" if chosen else "rule"))
        if isinstance(entry, Event):
            self._draw_event(line, entry)
        else:
            self._draw_page(line, entry)
        return line.strip()

    def _put_date(self, line: Row, date: str | None, style: str) -> None:
        """A date in its column; "28 Jan–1 Feb" fills it, and is kept apart from what follows."""
        shown = short_date(date)
        line.put(shown, self.style(style), max(12, cell_len(shown) + 1))

    def _draw_event(self, line: Row, event: Event) -> None:
        sign = marker(event)
        line.put(f"{sign} ", self.style("date" if sign == STATED else "warn"))
        self._put_date(line, event.date, "date")
        count = event.figures + event.quotes
        room = line.width - COUNT
        column = min(room, 19) if room > 50 else room
        disputes = f" ≠{event.disputes}" if event.disputes else ""
        name = min(cell_len(visible(event.short)), column - len(disputes))
        line.put(event.short, self.style("strong"), name).put(disputes, self.style("warn"))
        line.put("", None, column - name - len(disputes))
        if room > 50:
            place = f" · {event.city}" if event.city else ""
            line.put(event.name + place, self.style("quiet"), room - 19)
        line.put_right(f"{count} " if count else "· ", self.style("quiet"), COUNT)

    def _draw_page(self, line: Row, page: Document) -> None:
        line.put(f"{PAGE_DATE} ", self.style("quiet"))
        self._put_date(line, page.published, "quiet")
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
