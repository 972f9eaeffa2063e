"""The browser's own themes; a third leaves colours and background to the terminal."""

from textual.theme import Theme

NIGHT = Theme(
    name="night",
    dark=True,
    primary="#e8b04b",
    secondary="#7fb4ca",
    accent="#e8b04b",
    warning="#e59866",
    error="#e46876",
    success="#98bb6c",
    foreground="#dcd7ba",
    background="#14161b",
    surface="#191c22",
    panel="#2b303b",
    variables={"quiet": "#8b8f9a", "faint": "#596070", "number": "#f0d399", "cursor": "#2d3647"},
)

PAPER = Theme(
    name="paper",
    dark=False,
    primary="#a3500b",
    secondary="#1f6f8b",
    accent="#a3500b",
    warning="#b3541e",
    error="#b3261e",
    success="#4a7c2c",
    foreground="#2b2a27",
    background="#fbf8f1",
    surface="#f4efe4",
    panel="#dcd4c2",
    variables={"quiet": "#6f6a5f", "faint": "#a79e8c", "number": "#7a3a00", "cursor": "#eadfc6"},
)

TERMINAL = "ansi-dark"

CYCLE = (NIGHT.name, PAPER.name, TERMINAL)

# What the two themes name beyond Textual's own variables, for any other theme.
FALLBACK = {
    "quiet": "ansi_bright_black",
    "faint": "ansi_bright_black",
    "number": "ansi_yellow",
    "cursor": "ansi_blue",
}
