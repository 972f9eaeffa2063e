"""The scrollbar of a pane: it is drawn anew for each row one scrolls."""

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from expotui.tui.widgets.settled import Settled


class Bar(ScrollBar, Settled):
    """Textual's, but drawn without Rich's console, and what looks the same is made once."""

    def __init__(self) -> None:
        super().__init__(name="vertical", thickness=1)
        self._strips: list[Strip] = []

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._dirty_regions:
            self._dirty_regions.clear()
            segments = self._segments()
            strips = {segment: self._filtered(segment) for segment in dict.fromkeys(segments)}
            self._strips = [strips[segment] for segment in segments]
        return self._strips[crop.y : crop.bottom]

    def _segments(self) -> list[Segment]:
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)
        assert isinstance(bar.style, Style)
        assert bar.style.color is not None
        assert bar.style.bgcolor is not None
        drawn = bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            back_color=bar.style.bgcolor,
            bar_color=bar.style.color,
        )
        return list(drawn.segments)

    def _filtered(self, segment: Segment) -> Strip:
        strip = Strip([segment], 1).apply_style(self.visual_style.rich_style)
        _, background = self.background_colors
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, background)
        return strip
