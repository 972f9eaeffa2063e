"""The facts of an event or a page: figures under the measure they count, then quotes."""

from array import array
from bisect import bisect_right

from textual.strip import Strip

from expotui.facts.dates import describe
from expotui.facts.measures import UNCLASSIFIED
from expotui.facts.model import Fact
from expotui.facts.verdicts import DISPUTED
from expotui.store.queries import FactGroup, Outline
from expotui.tui.drawing import Row
from expotui.tui.pages import Pages
from expotui.tui.widgets.line_list import LineList

EMPTY = Outline(array("q"), [])

# Short enough for a column.
STAGES = {
    "forecast": "forecast",
    "opening": "opening",
    "closing": "closing",
    "retrospective": "look back",
}


class FactList(LineList, inherit_bindings=False):
    """Facts with a heading a group."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._outline = EMPTY
        self._heading_rows: list[int] = []
        self._facts: Pages[Fact] = Pages(lambda *_: [])
        self.marked: set[str] = set()
        self.of: tuple[str, str] | None = None
        # How many facts are to come, and the one to go to then.
        self._expected = 0
        self._wanted: int | None = None

    def show(self, outline: Outline, facts: Pages[Fact], of: tuple[str, str] | None) -> None:
        """Show the facts `of` an event or a page: what it is, and its id.

        Where they are those shown before, read again, the cursor stays on its fact or, if that has
        gone, on its row.
        """
        again = of is not None and of == self.of
        row, key = (self.cursor, self._key_at(self.cursor)) if again else (0, None)
        self._outline, self._facts, self.of = outline, facts, of
        self._heading_rows = [group.start + at for at, group in enumerate(outline.groups)]
        self._expected = 0
        self.rows_changed(max(0, min(row, self.row_count - 1)))
        wanted, self._wanted = self._wanted or key, None
        if wanted is not None:
            self.go_to_key(wanted)

    def expect(self, count: int, of: tuple[str, str]) -> None:
        """Say that so many facts `of` an event or a page are being read: `show` is to follow."""
        self.clear(of)
        self._expected = count

    def clear(self, of: tuple[str, str] | None = None) -> None:
        """Show no facts."""
        self._wanted = None
        self.show(EMPTY, Pages(lambda *_: []), of)

    @property
    def count(self) -> int:
        """How many facts there are, or will be."""
        return self._expected or len(self._outline.keys)

    @property
    def sources(self) -> int:
        """From how many documents the facts are."""
        return self._outline.sources

    @property
    def row_count(self) -> int:
        return len(self._outline.keys) + len(self._heading_rows)

    @property
    def selected(self) -> Fact | None:
        if not self.selectable(self.cursor):
            return None
        return self._facts[self._index(self.cursor)]

    @property
    def empty(self) -> str:
        if self._expected:
            return f"Reading {self._expected:,} facts …"
        return "No facts of it in the store." if self.of else ""

    def selectable(self, row: int) -> bool:
        return super().selectable(row) and self._group(row) is None

    def go_to_key(self, key: int) -> bool:
        """Put the cursor on a fact, once it is read; False if it is not here."""
        if self._expected:
            self._wanted = key
        if key not in self._outline.keys:
            return False
        index = self._outline.keys.index(key)
        starts = [group.start for group in self._outline.groups]
        self.go_to(index + bisect_right(starts, index))
        return True

    def _key_at(self, row: int) -> int | None:
        return self._outline.keys[self._index(row)] if self.selectable(row) else None

    def _group(self, row: int) -> FactGroup | None:
        """The group whose heading stands on a row."""
        at = bisect_right(self._heading_rows, row) - 1
        return self._outline.groups[at] if at >= 0 and self._heading_rows[at] == row else None

    def _index(self, row: int) -> int:
        return row - bisect_right(self._heading_rows, row)

    def draw_row(self, row: int, width: int) -> Strip:
        group = self._group(row)
        if group is not None:
            return self._draw_heading(group, width)
        fact = self._facts.peek(self._index(row))
        line = Row(width)
        if fact is None:
            return line.put("    …", self.style("quiet")).strip()
        chosen = row == self.cursor
        line.put("┃" if chosen else " ", self.style("mark"))
        line.put("★" if fact.id in self.marked else " ", self.style("mark"))
        line.put(_mind(fact), self.style("warn"))
        if fact.is_quote:
            return self._draw_quote(line, fact)
        return self._draw_figure(line, fact, said=not chosen and self._follows(row, fact))

    def _follows(self, row: int, fact: Fact) -> bool:
        """Whether the row above is of the same scope, so that it need not be said again."""
        above = row - 1
        if not self.selectable(above):
            return False
        before = self._facts.peek(self._index(above))
        return before is not None and before.scope == fact.scope

    def _draw_heading(self, group: FactGroup, width: int) -> Strip:
        line = Row(width)
        if group.subject:
            line.put(f" {group.subject} · ", self.style("quiet"))
        line.put(f"{'' if group.subject else ' '}{group.measure} ", self.style("heading"))
        line.put("─" * max(0, line.width - 5), self.style("rule"))
        return line.put_right(f" {group.size} ", self.style("faint"), line.width).strip()

    def _draw_figure(self, line: Row, fact: Fact, *, said: bool) -> Strip:
        """Scope, value, stage, who, when; a scope that the row above said already is left out."""
        scope = "" if said else fact.scope_label or ""
        if fact.measure == UNCLASSIFIED:
            # What it counts is told by its own words alone.
            scope = fact.printed
        stage, who = STAGES.get(fact.stage or "", ""), fact.publisher
        when = describe(fact.published) if fact.published else "undated"
        if line.width >= 62:
            room = line.width - (26 if line.width >= 100 else 19) - 27
            line.put(scope, self.style("quiet"), 26 if line.width >= 100 else 19)
            line.put_right(fact.compact_value, self.style("value"), 14).put("  ")
            line.put(stage, self.style("quiet"), 10)
            line.put(who, None, min(40, max(10, room - (13 if room < 40 else 17)))).put(" ")
            line.put_right(f"{when} ", self.style("quiet"), min(line.width, 16))
        elif line.width >= 46:
            line.put(scope, self.style("quiet"), line.width - 32)
            line.put_right(fact.compact_value, self.style("value"), 13).put("  ")
            line.put(who, None, line.width)
        else:
            line.put(scope, self.style("quiet"), max(8, line.width - 24))
            line.put_right(fact.compact_value, self.style("value"), 13).put("  ")
            line.put(stage, self.style("quiet"), line.width)
        return line.strip()

    def _draw_quote(self, line: Row, fact: Fact) -> Strip:
        speaker = fact.speaker or ""
        if line.width >= 60:
            line.put(speaker, self.style("value"), 24)
            line.put("  ")
        return line.put(f"“{fact.text}”", None, line.width).strip()


def _mind(fact: Fact) -> str:
    """What to mind about a figure, in a sign."""
    if fact.copy_of:
        return "↻ "
    disputed = DISPUTED if fact.contradicted else " "
    return disputed + ("!" if fact.doubtful else " ")
