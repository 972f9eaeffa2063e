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
    """A part's colour and background, as names of theme variables, and its weight.

    `plain` is what tells it apart where colours and background are not ours: the terminal's own
    theme, and NO_COLOR.
    """

    color: str = ""
    background: str = ""
    bold: bool | None = None
    underline: bool | None = None
    reverse: bool | None = None
    plain: str = ""


LOOKS = {
    "date": Look("secondary"),
    "value": Look("number"),
    "quiet": Look("quiet", plain="dim"),
    "faint": Look("faint", plain="dim"),
    "rule": Look("rule", plain="dim"),
    "heading": Look("accent", bold=True),
    "mark": Look("accent", bold=True),
    "match": Look("accent", bold=True, underline=True),
    "warn": Look("warning"),
    # In a text, where these stand among and within one another.
    "figure": Look("number", bold=True),
    "quote": Look("secondary", underline=True),
    "untaken": Look("warning", reverse=True),
    "strong": Look(bold=True),
    "cursor": Look(background="cursor", bold=True, plain="reverse"),
    "cursor-off": Look(background="cursor-off", plain="underline"),
    "key": Look("secondary"),
    "here": Look("accent", bold=True),
}


def is_plain(app: App[Any]) -> bool:
    """Whether colours and background are the terminal's own, or there are none."""
    return bool(app.no_color or app.native_ansi_color)


def palette(app: App[Any]) -> dict[str, Style]:
    """The looks of the app's present theme, as Rich styles by name."""
    plain = is_plain(app)
    return {name: _style(look, app.theme_variables, plain) for name, look in LOOKS.items()}


def _style(look: Look, variables: dict[str, str], plain: bool) -> Style:
    return Style(
        color=_color(look.color, variables),
        bgcolor=None if plain else _color(look.background, variables),
        bold=look.bold,
        underline=look.underline or (True if plain and look.plain == "underline" else None),
        reverse=look.reverse or (True if plain and look.plain == "reverse" else None),
        dim=True if plain and look.plain == "dim" else None,
    )


def _color(name: str, variables: dict[str, str]) -> RichColor | None:
    return Color.parse(variables[name]).rich_color if name else None


class Painted(Widget):
    """A widget that draws with the palette; it is worked out anew when the theme changes."""

    _palette: dict[str, Style] | None = None
    _base: Style | None = None

    def style(self, name: str) -> Style:
        """One of `LOOKS`, as the theme has it."""
        if self._palette is None:
            self._palette = palette(self.app)
        return self._palette[name]

    @property
    def base(self) -> Style:
        """The widget's own `rich_style`, which Textual works out from all its ancestors anew."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._palette = self._base = None
