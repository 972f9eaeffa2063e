"""How each part of a line looks, worked out from the theme's variables.

Not CSS component classes: Textual would match every rule against every part of every list, which
took a fifth of the time to the first frame.
"""

from typing import Any, NamedTuple

from rich.color import Color as RichColor
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.widget import Widget


class Look(NamedTuple):
    """A part's colour and background, as names of theme variables, and its weight."""

    color: str = ""
    background: str = ""
    bold: bool | None = None
    underline: bool | None = None
    # What tells the part apart where there is no colour at all.
    plain_reverse: bool = False


LOOKS = {
    "date": Look("secondary"),
    "value": Look("number"),
    "quiet": Look("quiet"),
    "faint": Look("faint"),
    "heading": Look("accent", bold=True),
    "mark": Look("accent", bold=True),
    "match": Look("accent", bold=True, underline=True),
    "warn": Look("warning"),
    "strong": Look(bold=True),
    "cursor": Look(background="cursor", bold=True, plain_reverse=True),
    "cursor-off": Look(background="surface"),
    "key": Look("secondary"),
    "here": Look("accent", bold=True),
}


def palette(app: App[Any]) -> dict[str, Style]:
    """The looks of the app's present theme, as Rich styles by name."""
    # On a background we don't know, and without colour, the cursor is told by reverse.
    plain = app.no_color or app.native_ansi_color
    return {name: _style(look, app.theme_variables, plain) for name, look in LOOKS.items()}


def _style(look: Look, variables: dict[str, str], plain: bool) -> Style:
    return Style(
        color=_color(look.color, variables),
        bgcolor=None if plain else _color(look.background, variables),
        bold=look.bold,
        underline=look.underline,
        reverse=True if plain and look.plain_reverse else None,
    )


def _color(name: str, variables: dict[str, str]) -> RichColor | None:
    return Color.parse(variables[name]).rich_color if name else None


class Painted(Widget):
    """A widget that draws with the palette; it is worked out anew when the theme changes."""

    _palette: dict[str, Style] | None = None

    def style(self, name: str) -> Style:
        """One of `LOOKS`, as the theme has it."""
        if self._palette is None:
            self._palette = palette(self.app)
        return self._palette[name]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._palette = None
