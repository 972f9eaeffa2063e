"""The detail pane: a card, scrollable, drawn line by line."""

from textual.geometry import Size
from textual.strip import Strip

from expotui.tui.cards import Composer, Line
from expotui.tui.drawing import Row
from expotui.tui.widgets.scrolled import Scrolled


class Detail(Scrolled, can_focus=True, inherit_bindings=False):
    """Shows a card, laid out anew for each width."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._compose_card: Composer = lambda _: []
        self._lines: list[Line] = []
        self._width = 0

    def show(self, compose_card: Composer) -> None:
        """Show the card that `compose_card` makes for a width in cells."""
        self._compose_card = compose_card
        self._lay_out()
        self.scroll_to(y=0, animate=False)

    def _lay_out(self) -> None:
        self._width = self.scrollable_content_region.width
        self._lines = self._compose_card(self._width) if self._width else []
        self.set_line_count(len(self._lines))

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # Not in on_resize: that comes after the painting, and the first frame would be empty.
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self.scrollable_content_region.width != self._width:
            self._lay_out()
        return changed

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = self.scroll_offset.y + y
        if not 0 <= at < len(self._lines):
            return Strip.blank(width, self.base)
        row = Row(width)
        for text, name in self._lines[at]:
            row.put(text, self.style(name) if name else None)
        return row.strip().apply_style(self.base)

    # The same moves as a list's, so that the screen need not tell them apart.

    def move(self, rows: int) -> None:
        self.scroll_relative(y=rows, animate=False)

    def page(self, pages: float) -> None:
        self.move(round(pages * self.scrollable_content_region.height))

    def edge(self, direction: int) -> None:
        self.scroll_to(y=0 if direction < 0 else self.max_scroll_y, animate=False)
