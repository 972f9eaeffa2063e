"""Parts of a screen whose places follow from its size alone, so that a resize draws it once."""

from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.widget import Widget


class Settled(Widget):
    """A widget on whose virtual size no other depends.

    It changes with each resize, and for each widget of which it does Textual would lay the whole
    screen out and draw it a second and a third time.
    """

    def _size_updated(
        self,
        size: Size,
        virtual_size: Size,
        container_size: Size,
        layout: bool = True,  # noqa: ARG002
    ) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


# BLANK: nothing of it is seen between its widgets, so no line of it is ever made.


class Across(Horizontal, Settled):
    """Widgets side by side, over all of it."""

    BLANK = True


class Down(Vertical, Settled):
    """Widgets below one another, over all of it."""

    BLANK = True
