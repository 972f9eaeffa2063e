"""Pictures of the running app: SVG without outside fonts, and PNG drawn from it."""

import re
from html import unescape
from typing import Any

from rich.cells import cell_len
from textual.app import App

FONTS = "'Fira Code', 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', Menlo, Consolas, monospace"


def svg_of(app: App[Any]) -> str:
    """The screen as SVG. Textual's own names a font to be fetched; ours uses what is installed."""
    # Rich numbers its classes by content: one changed word would change every line.
    svg = re.sub(r"terminal-\d+", "terminal", app.export_screenshot(title="expotui"))
    svg = re.sub(r"@font-face\s*{.*?}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family:\s*Fira Code[^;]*;", f"font-family: {FONTS};", svg)
    return re.sub(r'textLength="([\d.]+)"([^>]*)>([^<]*)<', _in_cells, svg)


def _in_cells(match: re.Match[str]) -> str:
    """Rich gives a text the room of its characters; wide ones need that of their cells."""
    length, rest, text = match.groups()
    shown = unescape(text)
    if len(shown) != cell_len(shown):
        length = f"{float(length) / len(shown) * cell_len(shown):.1f}"
    return f'textLength="{length}"{rest}>{text}<'


def png_of(svg: str, width: int = 1600) -> bytes:
    """The picture as PNG, `width` pixels wide, in fonts of this machine."""
    import resvg_py

    drawable = svg.replace(FONTS, "DejaVu Sans Mono")
    return bytes(
        resvg_py.svg_to_bytes(svg_string=drawable, monospace_family="DejaVu Sans Mono", width=width)
    )
