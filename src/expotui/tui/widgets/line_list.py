"""A list of any length on Textual's Line API: only the rows on screen are ever made."""

from rich.segment import Segment
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from expotui.tui.drawing import Row
from expotui.tui.messages import RowChosen, RowHighlighted
from expotui.tui.palette import is_plain
from expotui.tui.widgets.scrolled import Scrolled


class LineList(Scrolled, can_focus=True, inherit_bindings=False):
    """Rows drawn on demand, with a cursor. Subclasses give `row_count` and `draw_row`."""

    # Not repainted whole: the row that was left and the one that was reached are drawn anew.
    cursor: reactive[int] = reactive(0, always_update=True, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drawn: LRUCache[tuple[int, int, int], Strip] = LRUCache(512)

    # --- what subclasses say -------------------------------------------------------------------

    @property
    def row_count(self) -> int:
        raise NotImplementedError

    def draw_row(self, row: int, width: int) -> Strip:
        """The line of one row, exactly `width` cells, without its background."""
        raise NotImplementedError

    def selectable(self, row: int) -> bool:
        """Whether the cursor may rest on a row (headings: no)."""
        return 0 <= row < self.row_count

    @property
    def cursor_active(self) -> bool:
        """Whether the cursor is where keys go: it is drawn strong then."""
        return self.has_focus

    @property
    def empty(self) -> str:
        """What is said where there are no rows."""
        return ""

    # --- drawing -------------------------------------------------------------------------------

    def rows_changed(self, cursor: int = 0) -> None:
        """Start anew after the rows were exchanged; the cursor goes to or just after `cursor`."""
        self._drawn.clear()
        self.set_line_count(self.row_count)
        self.cursor = self._nearest(cursor, 1)

    def redraw(self) -> None:
        """Draw all rows anew (marks or theme changed)."""
        self._drawn.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn.clear()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        row = self.scroll_offset.y + y
        if not 0 <= row < self.row_count:
            if self.row_count == 0 and y == 1 and self.empty:
                line = Row(width).put(f"  {self.empty}", self.style("quiet"))
                return line.strip().apply_style(self.base)
            return Strip.blank(width, self.base)
        state = 0 if row != self.cursor else (2 if self.cursor_active else 1)
        key = (row, width, state)
        strip = self._drawn.get(key)
        if strip is None:
            strip = self.draw_row(row, width).adjust_cell_length(width)
            strip = self._drawn[key] = self._on_cursor(strip, state)
        return strip

    def _on_cursor(self, strip: Strip, state: int) -> Strip:
        name = ("", "cursor-off", "cursor")[state]
        if not name:
            return strip.apply_style(self.base)
        if is_plain(self.app) and name == "cursor":
            # Each part reversed in its own colour would be a patchwork.
            strip = Strip([Segment(strip.text)], strip.cell_length)
        return strip.apply_style(self.base + self.style(name))

    # --- moving --------------------------------------------------------------------------------

    def move(self, rows: int) -> None:
        """Move the cursor by some rows, over what can't be selected."""
        target = max(0, min(self.row_count - 1, self.cursor + rows))
        self.go_to(self._nearest(target, 1 if rows > 0 else -1))

    def page(self, pages: float) -> None:
        self.move(round(pages * max(1, self.scrollable_content_region.height - 1)) or 1)

    def edge(self, direction: int) -> None:
        last = self.row_count - 1
        self.go_to(self._nearest(0, 1) if direction < 0 else self._nearest(last, -1))

    def go_to(self, row: int) -> None:
        """Put the cursor on a row, and bring it into view with its heading."""
        if not self.selectable(row):
            return
        self.cursor = row

    def _nearest(self, row: int, direction: int) -> int:
        """The closest selectable row from `row` on, looking back if there is none ahead."""
        for step in (direction, -direction):
            at = row
            while 0 <= at < self.row_count:
                if self.selectable(at):
                    return at
                at += step
        return 0

    def watch_cursor(self, old: int, new: int) -> None:
        if self.row_count == 0:
            return
        for row in {old, new}:
            self._refresh_row(row)
        self.reveal()
        self._tell()

    def _tell(self) -> None:
        # Not by way of the widgets between: the screen is to know before it draws.
        if self.selectable(self.cursor):
            self.screen.post_message(RowHighlighted(self, self.cursor))

    def _refresh_row(self, row: int) -> None:
        y = row - self.scroll_offset.y
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def reveal(self) -> None:
        """Bring the cursor's row into view, with the heading right above it."""
        above = 1 if self.cursor > 0 and not self.selectable(self.cursor - 1) else 0
        height = self.scrollable_content_region.height
        if height <= 0:
            return
        top, bottom = self.cursor - above, self.cursor
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)
        elif bottom >= self.scroll_offset.y + height:
            self.scroll_to(y=bottom - height + 1, animate=False, immediate=True, force=True)

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # Not in on_resize: that comes after the painting, and the first frame would show the top.
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed:
            self.reveal()
        return changed

    def on_focus(self) -> None:
        self._refresh_row(self.cursor)
        self._tell()

    def on_blur(self) -> None:
        self._refresh_row(self.cursor)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = offset.y + self.scroll_offset.y
        if not self.selectable(row):
            return
        self.go_to(row)
        if event.chain == 2:
            self.post_message(RowChosen(self, row))
