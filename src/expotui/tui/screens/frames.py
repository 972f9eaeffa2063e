"""A screen that draws all there is to draw in one frame.

After a frame Textual waits for a sixtieth of a second and more before the next one, and each costs
whether much or little is new in it.
"""

from textual.geometry import Size
from textual.screen import Screen, ScreenResultType

from expotui.tui.widgets.settled import Settled


class FrameScreen(Screen[ScreenResultType], Settled):
    """A screen of widgets whose places follow from its size alone, and which cover all of it."""

    BLANK = True

    def draw_now(self) -> None:
        """Draw what is new without waiting for the time of the next frame: it came late enough."""
        if self.is_current and not self._layout_required:
            self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        # Not only those whose wish to be drawn has come through the queues by now.
        self._compositor.update_widgets(set(self._compositor.visible_widgets))
        super()._compositor_refresh()

    def _screen_resized(self, size: Size) -> None:
        # Told by the app, and then by its own layout once more.
        if size != self.outer_size:
            super()._screen_resized(size)
