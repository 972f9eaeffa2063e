"""Aligned columns and cards of text, in terminal cells."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from expotui.facts.text import visible

GAP = "  "
ELLIPSIS = "…"

_RAGGED_WIDTH = 24
# A column that may be left out is, before it says less than this.
_LEGIBLE = 9


def cell_width(text: str) -> int:
    """How many terminal cells `text` takes: two for wide (CJK) characters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(map(_char_width, text))


def _char_width(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.combining(char) else 1


def pad(text: str, width: int) -> str:
    """`text` and as many spaces as `width` cells have room for."""
    return text + " " * (width - cell_width(text))


def fit(text: str, width: int) -> str:
    """`text` padded, or cut with an ellipsis, to exactly `width` cells."""
    if cell_width(text) <= width:
        return pad(text, width)
    if width <= 0:
        return ""
    kept, used = [], 0
    for char in text:
        used += _char_width(char)
        if used > width - 1:
            break
        kept.append(char)
    return pad("".join(kept).rstrip() + ELLIPSIS, width)


def columns(
    rows: Sequence[Sequence[str]],
    width: int | None,
    give_way: Sequence[tuple[int, int]] = (),
    *,
    ragged: int | None = None,
) -> Iterator[str]:
    """`rows` as aligned lines, no wider than `width` where one is given.

    `give_way` says which columns are narrowed and down to what, in order, until all fits; a
    column narrowed to nothing is left out. Without `width` nothing is cut, and long cells of the
    column `ragged` shift their own row instead of widening all others.
    """
    spelled = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(cell_width, column)) for column in zip(*spelled, strict=True)]
    if width is not None:
        _narrow(widths, width, give_way)
    elif ragged is not None:
        widths[ragged] = min(widths[ragged], _RAGGED_WIDTH)
    shown = [at for at, size in enumerate(widths) if size]
    for row in spelled:
        if width is None:
            yield GAP.join(pad(row[at], widths[at]) for at in shown).rstrip()
        else:
            line = GAP.join(fit(row[at], widths[at]) for at in shown)
            yield fit(line.rstrip(), width).rstrip()


def _narrow(widths: list[int], width: int, give_way: Sequence[tuple[int, int]]) -> None:
    for at, minimum in give_way:
        gaps = len(GAP) * (sum(1 for size in widths if size) - 1)
        excess = sum(widths) + gaps - width
        if excess <= 0:
            return
        left = max(widths[at] - excess, minimum)
        widths[at] = min(widths[at], left if minimum or left >= _LEGIBLE else 0)


Entry = tuple[str, str]


def card(title: str, entries: Iterable[Entry], width: int | None) -> Iterator[str]:
    """A title and its labelled values, long ones wrapped to `width`; empty values are left out."""
    yield from wrap(visible(title), width)
    kept = [(label, visible(value)) for label, value in entries if value]
    indent = max((len(label) for label, _ in kept), default=0) + 4
    for label, value in kept:
        room = None if width is None else max(width - indent, 20)
        first, *others = wrap(value, room)
        yield f"  {label}".ljust(indent) + first
        for line in others:
            yield " " * indent + line


def wrap(text: str, width: int | None) -> list[str]:
    """`text` broken at spaces into lines of at most `width` cells; words without end are cut up."""
    if width is None or cell_width(text) <= width:
        return [text]
    lines, line, used = [], "", 0
    for word in text.split(" "):
        size = cell_width(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        *full, line = _chop(word, width)
        lines += full
        used = cell_width(line)
    return [*lines, line]


def _chop(word: str, width: int) -> list[str]:
    if cell_width(word) <= width:
        return [word]
    pieces, piece, used = [], "", 0
    for char in word:
        size = _char_width(char)
        if used + size > width:
            pieces.append(piece)
            piece, used = "", 0
        piece += char
        used += size
    return [*pieces, piece]
