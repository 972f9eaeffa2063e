"""Text in terminal cells: columns and lines of an exact width, for the browser and for commands.

Widths are Rich's, so that what a command prints and what the browser draws agree: two cells for
wide (CJK) characters, none for combining marks. All text given here has passed
`facts.text.visible`.
"""

from rich.cells import cell_len, chop_cells, set_cell_size

ELLIPSIS = "…"


def fit(text: str, width: int) -> str:
    """`text` padded, or cut with an ellipsis, to exactly `width` cells."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    kept = set_cell_size(text, width - 1).rstrip()
    return kept + ELLIPSIS + " " * (width - 1 - cell_len(kept))


def fit_right(text: str, width: int) -> str:
    """`text` right-aligned in `width` cells, cut with an ellipsis where it is longer."""
    return " " * max(0, width - cell_len(text)) + fit(text, min(width, cell_len(text)))


def wrap(text: str, width: int) -> list[str]:
    """`text` broken at spaces into lines of at most `width` cells; words without end are cut up."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        # A wide character has no half: below two cells it stands alone all the same.
        *full, line = chop_cells(word, max(width, 2)) or [word]
        lines += full
    return [*lines, line]
