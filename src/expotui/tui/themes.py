"""The browser's own themes; a third leaves colours and background to the terminal.

Text keeps a contrast of at least 4.5 to 1 (WCAG AA) on the background, the bars and the cursor's
row; `faint`, which only repeats or counts, at least 3 to 1. tests/tui/test_themes.py measures it.
"""

from typing import Any

from textual.app import App
from textual.theme import Theme

NIGHT = Theme(
    name="night",
    dark=True,
    primary="#e8b04b",
    secondary="#7fb4ca",
    accent="#e8b04b",
    warning="#e59866",
    error="#f07f8a",
    success="#98bb6c",
    foreground="#dcd7ba",
    background="#14161b",
    surface="#191c22",
    panel="#2b303b",
    variables={
        "quiet": "#a8adb9",
        "faint": "#8389a0",
        "rule": "#4a505e",
        "number": "#f0d399",
        "cursor": "#2d3647",
        "cursor-off": "#262b36",
    },
)

PAPER = Theme(
    name="paper",
    dark=False,
    primary="#84400a",
    secondary="#155a72",
    accent="#84400a",
    warning="#94390d",
    error="#9c1f18",
    success="#3d6a22",
    foreground="#2b2a27",
    background="#fbf8f1",
    surface="#f4efe4",
    panel="#dcd4c2",
    variables={
        "quiet": "#555046",
        "faint": "#746c5d",
        "rule": "#b5ad9c",
        "number": "#6f3500",
        "cursor": "#e6d8b6",
        "cursor-off": "#efe7d5",
    },
)

TERMINAL = "ansi-dark"

CYCLE = (NIGHT.name, PAPER.name, TERMINAL)


def cycle_theme(app: App[Any]) -> None:
    """Change to the next theme."""
    at = CYCLE.index(app.theme) if app.theme in CYCLE else -1
    app.theme = CYCLE[(at + 1) % len(CYCLE)]


# What the two themes name beyond Textual's own variables, for any other theme.
FALLBACK = {
    "quiet": "ansi_default",
    "faint": "ansi_default",
    "rule": "ansi_bright_black",
    "number": "ansi_default",
    "cursor": "ansi_blue",
    "cursor-off": "ansi_default",
}
