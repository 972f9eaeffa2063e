"""A document's text with its facts marked in it, of any length: only what is seen is made."""

from collections.abc import Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from expotui.facts.locating import Place
from expotui.tui.drawing import Row
from expotui.tui.galley import FIRST, Galley, TextLine, Top
from expotui.tui.manuscript import CURRENT, FIGURE, QUOTE, UNTAKEN, Manuscript, PlainLeaf, add
from expotui.tui.messages import RowChosen, RowHighlighted
from expotui.tui.widgets.scrolled import Scrolled
from expotui.tui.wrapping import Range, shown

# Cells of a line: beyond, the eye loses its way back.
_WIDEST = 88
# From this width on, the numbers of paragraphs stand beside them.
_ROOMY = 60
NOWHERE: Range = (-1, -1)


class TextView(Scrolled, can_focus=True, inherit_bindings=False):
    """Shows a manuscript. One fact in it is the current one, or one number that became none."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._manuscript: Manuscript | None = None
        self._said = ""
        self._galley: Galley | None = None
        self._top = FIRST
        # Where the scrollbar was put: what it says beyond that, is the mouse's.
        self._placed = 0
        self._here = NOWHERE
        self.fact: int | None = None

    def say(self, said: str) -> None:
        """Show no text, and say why."""
        self._manuscript = self._galley = None
        self._said = said
        self.set_line_count(0)

    def show(self, manuscript: Manuscript) -> None:
        """Show a text from its beginning."""
        self._manuscript, self._here, self.fact = manuscript, NOWHERE, None
        self._set()
        self._place(FIRST)

    # --- what is marked ------------------------------------------------------------------------

    def go_to_fact(self, number: int) -> None:
        """Make a fact the current one, by its number in the text, and bring it into view."""
        assert self._manuscript is not None
        span = self._manuscript.spans[number]
        self._go_to((span.start, span.end), number)

    def go_to_number(self, span: Range) -> None:
        """Make a number that became nothing the current place, and bring it into view."""
        self._go_to(span, None)

    def _go_to(self, here: Range, fact: int | None) -> None:
        self._here, self.fact = here, fact
        self.reveal()
        self.refresh()
        self.screen.post_message(RowHighlighted(self, -1 if fact is None else fact))

    @property
    def here(self) -> Place | None:
        """The current place, if there is one."""
        if self._galley is None or self._here == NOWHERE:
            return None
        paragraph = self._galley.paragraph(self._galley.line_of(self._here[0]))
        return Place(paragraph, *self._here)

    def reading_from(self, step: int) -> int:
        """The position one goes on from, or with a `step` of -1 back: the current place; where
        that is not in view, so that what is on the screen comes first.
        """
        if self._galley is None or self.here_in_view:
            return max(0, self._here[0])
        if step > 0:
            return self._galley.position(self._top) - 1
        leaf, line = self._galley.at(self._galley.walk(self._top, self._height - 1))
        return leaf.start + line.end

    @property
    def here_in_view(self) -> bool:
        """Whether there is a current place, and it begins on the screen."""
        if self._galley is None or self._here == NOWHERE:
            return False
        line = self._galley.line_of(self._here[0])
        return line in self._galley.screen(self._top, self._height)

    def reveal(self) -> None:
        """Bring the current place into view, and what follows; if need be, a third down."""
        if self._galley is None or self._here == NOWHERE:
            return
        line = self._galley.line_of(self._here[0])
        if line not in self._galley.screen(self._top, self._height - self._height // 4):
            self._place(self._galley.walk(line, -(self._height // 3)))

    # --- setting and scrolling -----------------------------------------------------------------

    @property
    def _height(self) -> int:
        return max(1, self.scrollable_content_region.height)

    @property
    def _numbers(self) -> int:
        """Cells for the numbers of paragraphs; none on a narrow screen."""
        if self._manuscript is None or self.scrollable_content_region.width < _ROOMY:
            return 0
        return max(2, len(str(self._manuscript.leaves.paragraphs[-1])))

    def _set(self) -> None:
        """Set the text anew in the lines there is room for."""
        if self._manuscript is None:
            return
        gutter = self._numbers + (4 if self._numbers else 2)
        width = max(4, min(_WIDEST, self.scrollable_content_region.width - gutter - 1))
        if self._galley is None or self._galley.width != width:
            self._galley = Galley(self._manuscript, width)
        self.set_line_count(self._galley.length)

    def _place(self, top: Top) -> None:
        """Put a line at the top of the screen, and the scrollbar where it belongs."""
        if self._galley is None:
            return
        galley, last, most = self._galley, self._galley.last_top(self._height), self.max_scroll_y
        self._top = top = min(top, last)
        if galley.exact:
            self._placed = galley.number(top)
        elif top in (FIRST, last):
            self._placed = most if top == last else 0
        else:
            share = galley.position(top) / max(1, galley.position(last))
            # At neither end: the wheel could not go on.
            self._placed = max(1, min(most - 1, round(share * most)))
        self.scroll_to(y=self._placed, animate=False, immediate=True, force=True)
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        rows = round(new_value) - self._placed
        if not rows or self._galley is None:
            return
        if self._galley.exact or abs(rows) <= self._height:
            self._place(self._galley.walk(self._top, rows))
        else:
            share = new_value / max(1, self.max_scroll_y)
            last = self._galley.position(self._galley.last_top(self._height))
            self._place(self._galley.line_of(round(share * last)))

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # Not in on_resize: that comes after the painting.
        seen = self.here_in_view
        first = self._galley.position(self._top) if self._galley is not None else 0
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed and self._galley is not None:
            self._set()
            self._place(self._galley.line_of(first))
            if seen:
                self.reveal()
        return changed

    def move(self, rows: int) -> None:
        if self._galley is not None:
            self._place(self._galley.walk(self._top, rows))

    def page(self, pages: float) -> None:
        self.move(round(pages * max(1, self._height - 1)) or 1)

    def edge(self, direction: int) -> None:
        if self._galley is not None:
            self._place(FIRST if direction < 0 else self._galley.last_top(self._height))

    # --- drawing -------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        row = Row(self.scrollable_content_region.width)
        if self._galley is None:
            row.put(f"  {self._said}" if y == 1 else "", self.style("quiet"))
        elif (at := self._line_on(y)) is not None:
            leaf, line = self._galley.at(at)
            flags = self._galley.flags(at)
            self._draw_gutter(row, leaf, line, flags)
            for look, text in _runs(leaf, line, flags, self._here):
                row.put(shown(text), self._look(look))
        return row.strip().apply_style(self.base)

    def _line_on(self, y: int) -> Top | None:
        """The line on a row of the screen; None below the end of the text."""
        assert self._galley is not None
        at = self._galley.walk(self._top, y)
        return None if y and at == self._galley.walk(self._top, y - 1) else at

    def _draw_gutter(self, row: Row, leaf: PlainLeaf, line: TextLine, flags: bytes) -> None:
        here = self._here[0] - leaf.start, self._here[1] - leaf.start
        if here[0] < line.end and here[1] > line.start:
            row.put("┃", self.style("mark"))
        elif any(flag & UNTAKEN for flag in flags):
            row.put("#", self.style("warn"))
        else:
            row.put(" ")
        if self._numbers:
            number = str(line.paragraph) if line.paragraph else ""
            row.put_right(number, self.style("faint"), self._numbers).put("  ")
        row.put(" ")

    def _look(self, flags: int) -> Style:
        style = Style()
        for flag, name in (
            (QUOTE, "quote"), (FIGURE, "figure"), (UNTAKEN, "untaken"), (CURRENT, "cursor"),
        ):  # fmt: skip
            if flags & flag:
                style += self.style(name)
        return style

    # --- the mouse -----------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or self._galley is None or self._manuscript is None:
            return
        if (at := self._line_on(offset.y)) is None:
            return
        gutter = self._numbers + (4 if self._numbers else 2)
        leaf, line = self._galley.at(at)
        position = leaf.start + _character(leaf, line, offset.x - gutter)
        # The innermost one: a figure within a quote.
        spans = [*self._manuscript.spans.within(position, position + 1)]
        if spans:
            self.go_to_fact(spans[-1].number)
            if event.chain == 2:
                self.post_message(RowChosen(self, spans[-1].number))


def _runs(leaf: PlainLeaf, line: TextLine, flags: bytes, here: Range) -> Iterator[tuple[int, str]]:
    """The pieces of a line that look alike, each with its flags."""
    looks, before = bytearray(flags), leaf.start + line.start
    start, end = (max(0, min(len(looks), position - before)) for position in here)
    add(looks, start, end, CURRENT)
    at = line.start
    for look, run in groupby(looks):
        length = sum(1 for _ in run)
        yield look, leaf.text[at : at + length]
        at += length


def _character(leaf: PlainLeaf, line: TextLine, cell: int) -> int:
    """The place in its leaf of the character in a cell of a line."""
    for at in range(line.start, line.end):
        cell -= cell_len(shown(leaf.text[at]))
        if cell < 0:
            return at
    return line.end
