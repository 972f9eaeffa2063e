"""Rows as Strips: cell-exact columns of styled text. All text from data passes `visible` here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from expotui.cells import ELLIPSIS, fit, fit_right
from expotui.facts.text import visible

# Characters looked at for each cell of a line: most of a text of a megabyte is not.
_LONGEST = 8


@dataclass(slots=True)
class Row:
    """Builds one line from the left; `width` is what is left of it."""

    width: int
    segments: list[Segment] = field(default_factory=list)

    def put(self, text: str, style: Style | None = None, width: int | None = None) -> "Row":
        """Add `text`, in a column of `width` cells if given, cut at the end of the line."""
        text = visible(text[: _LONGEST * self.width])
        wanted = cell_len(text) if width is None else width
        room = min(wanted, self.width)
        if room > 0:
            self.segments.append(Segment(fit(text, room), style))
            self.width -= room
        return self

    def put_cells(self, cells: Iterable[tuple[str, Style]]) -> "Row":
        """Add characters of ours, one cell wide each and each in a style of its own."""
        segments = [Segment(*cell) for cell in islice(cells, self.width)]
        self.segments += segments
        self.width -= len(segments)
        return self

    def put_right(self, text: str, style: Style | None, width: int) -> "Row":
        """Add `text` right-aligned in a column of `width` cells."""
        return self.put(
            fit_right(visible(text[: _LONGEST * width]), min(width, self.width)), style, width
        )

    def put_marked(
        self, text: str, style: Style, spans: list[tuple[int, int]], mark: Style, width: int
    ) -> "Row":
        """Add `text` in a column of `width` cells, with some character spans in another style."""
        room = min(width, self.width)
        if room <= 0:
            return self
        pieces = _pieces(text[: _LONGEST * room], spans)
        if sum(cell_len(piece) for piece, _ in pieces) > room:
            pieces = _cut(pieces, room)
        used = 0
        for piece, marked in pieces:
            self.segments.append(Segment(piece, mark if marked else style))
            used += cell_len(piece)
        self.segments.append(Segment(" " * (room - used), style))
        self.width -= room
        return self

    def strip(self) -> Strip:
        """The finished line, padded to its full width."""
        segments = [*self.segments, Segment(" " * self.width)] if self.width else self.segments
        return Strip(segments)


def _pieces(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces, position = [], 0
    for start, end in spans:
        pieces += [(visible(text[position:start]), False), (visible(text[start:end]), True)]
        position = end
    pieces.append((visible(text[position:]), False))
    return [piece for piece in pieces if piece[0]]


def _cut(pieces: list[tuple[str, bool]], width: int) -> list[tuple[str, bool]]:
    """Cut marked pieces to `width` cells; a first mark that lies beyond is brought into view."""
    before = 0
    for at, (piece, marked) in enumerate(pieces):
        if marked:
            if before + cell_len(piece) > width - 2 and at:
                lead = pieces[at - 1][0][-12:]
                pieces = [(ELLIPSIS + lead, False), *pieces[at:]]
            break
        before += cell_len(piece)
    kept: list[tuple[str, bool]] = []
    left = width - 1
    for piece, marked in pieces:
        if cell_len(piece) > left:
            kept.append((set_cell_size(piece, left), marked))
            kept.append((ELLIPSIS, False))
            return kept
        kept.append((piece, marked))
        left -= cell_len(piece)
    return kept
