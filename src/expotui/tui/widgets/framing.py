"""The lines of a pane between its borders, whose sides Textual would work out for each anew."""

from collections.abc import Callable
from typing import Any

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class Framing(StylesCache):
    """Has Textual draw the borders above and below, and one line between: the others get its sides.

    For a widget whose border is one cell wide all around, without padding, outline or opacity.
    """

    def __init__(self) -> None:
        super().__init__()
        self._line: Callable[[int], Strip] = Strip.blank
        self._sides: tuple[Segment, Segment] | None = None
        # By a line and its frame. The same object is the same line: one that was scrolled by, or
        # one of the blank ones; Textual keeps with it what it makes of it.
        self._framed: LRUCache[tuple[object, ...], tuple[Strip, Strip]] = LRUCache(128)

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        self._line, self._sides = widget.render_line, None
        return super().render_widget(widget, crop)

    def render_line(
        self, styles: Any, y: int, size: Size, content_size: Size, *style: Any
    ) -> Strip:
        if y in (0, size.height - 1):
            return super().render_line(styles, y, size, content_size, *style)
        if self._sides is None:
            drawn = super().render_line(styles, y, size, content_size, *style)
            self._sides = drawn._segments[0], drawn._segments[-1]
        line = self._line(y - 1)
        key = (id(line), content_size.width, *self._sides)
        kept = self._framed.get(key)
        if kept is None:
            # The line is kept too, or its id might become another's.
            kept = self._framed[key] = line, self._frame(line, content_size.width, *self._sides)
        return kept[1]

    @staticmethod
    def _frame(line: Strip, width: int, left: Segment, right: Segment) -> Strip:
        # Where the scrollbar stands there is nothing of the line.
        gap = Segment(" " * (width - line.cell_length))
        return Strip([left, *line, gap, right], width + 2)
