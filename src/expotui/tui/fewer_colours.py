"""Colours for terminals that have fewer, put into the styles themselves.

Rich works out a style's escape codes once and keeps them in the style, and equal styles are shared:
the first reader's number of colours would be everybody's. So all are rendered alike, and who has
fewer colours gets other styles.
"""

from functools import lru_cache

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

SYSTEMS = {"256": ColorSystem.EIGHT_BIT, "standard": ColorSystem.STANDARD}


class FewerColours(LineFilter):
    """Replaces each colour by the nearest of a smaller palette."""

    def __init__(self, system: ColorSystem) -> None:
        super().__init__()
        self._system = system

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        return [
            Segment(text, _within(style, self._system) if style else None, control)
            for text, style, control in segments
        ]


@lru_cache(4096)
def _within(style: Style, system: ColorSystem) -> Style:
    return style + Style(
        color=style.color.downgrade(system) if style.color else None,
        bgcolor=style.bgcolor.downgrade(system) if style.bgcolor else None,
    )
