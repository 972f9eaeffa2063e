"""Aligned columns and cards of text, in terminal cells."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from expotui.cells import fit, wrap
from expotui.facts.text import visible

GAP = "  "

_RAGGED_WIDTH = 24
# A column that may be left out is, before it says less than this.
_LEGIBLE = 9


def pad(text: str, width: int) -> str:
    """`text` and as many spaces as `width` cells have room for."""
    return text + " " * (width - cell_len(text))


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
    widths = [max(map(cell_len, column)) for column in zip(*spelled, strict=True)]
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
    yield from lines(visible(title), width)
    kept = [(label, visible(value)) for label, value in entries if value]
    indent = max((len(label) for label, _ in kept), default=0) + 4
    for label, value in kept:
        room = None if width is None else max(width - indent, 20)
        first, *others = lines(value, room)
        yield f"  {label}".ljust(indent) + first
        for line in others:
            yield " " * indent + line


def lines(text: str, width: int | None) -> list[str]:
    """`text` wrapped to `width` cells; whole where there is no width to fit."""
    return [text] if width is None else wrap(text, width)
