"""What the panes have in common: lines drawn on demand, a scrollbar, and no layout for either."""

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.widget import Widget

from expotui.tui.palette import Painted
from expotui.tui.widgets.framing import Framing
from expotui.tui.widgets.scrollbar import Bar


class Scrolled(ScrollView, Painted, inherit_bindings=False):
    """A pane of lines, of which those on screen are drawn."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._styles_cache = Framing()

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        # As Textual makes it, but for its class.
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = Bar()
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def set_line_count(self, lines: int) -> None:
        """Tell how many lines there are to scroll through.

        Not with `virtual_size = ...`, for which Textual lays the whole screen out, and every key
        that goes to another row would do that: the bar has its place always (`overflow-y: scroll`).
        """
        self.set_reactive(Widget.virtual_size, Size(0, lines))
        # Where all lines have room the bar is blank, however many they are.
        fits = lines <= self.scrollable_content_region.height
        self.vertical_scrollbar.window_virtual_size = 0 if fits else lines
        self.refresh()
