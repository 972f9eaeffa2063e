"""Search as you type: figures and quotes, best first, the matching words marked."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import ClassVar

from rich.style import Style
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from expotui.facts.dates import describe
from expotui.facts.model import Fact
from expotui.search.engine import Results, Searcher
from expotui.search.highlight import highlights
from expotui.store import queries
from expotui.tui import cards
from expotui.tui.drawing import Row
from expotui.tui.messages import RowChosen, RowHighlighted
from expotui.tui.session import Session
from expotui.tui.widgets.detail import Detail
from expotui.tui.widgets.line_list import LineList

MOST_HITS = 100


@dataclass(frozen=True, slots=True)
class Found:
    """What a search ended with: its hits, and the one that was chosen."""

    hits: list[Fact]
    chosen: int


class Answer(Message):
    """A search has finished; stale ones are told by their number."""

    def __init__(self, number: int, results: Results) -> None:
        super().__init__()
        self.number = number
        self.results = results


class HitList(LineList, can_focus=False, inherit_bindings=False):
    """Search hits, a line each."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.hits: list[Fact] = []
        self._matched: Mapping[str, int] = {}

    def show(self, results: Results) -> None:
        self.hits, self._matched = results.facts, results.matched
        self.rows_changed()

    @property
    def row_count(self) -> int:
        return len(self.hits)

    @property
    def selected(self) -> Fact | None:
        return self.hits[self.cursor] if self.cursor < len(self.hits) else None

    def draw_row(self, row: int, width: int) -> Strip:
        fact = self.hits[row]
        line = Row(width).put(" ┃ " if row == self.cursor else "   ", self.style("mark"))
        words = max(16, line.width - (70 if width >= 90 else 34 if width >= 60 else 0))
        text = f"“{fact.text}”" if fact.is_quote else fact.printed
        self._marked(line, text, self.style("value"), words)
        line.put("  ")
        if width >= 90:
            what = fact.speaker if fact.is_quote else fact.measure_label
            self._marked(line, what or "", Style(), 32)
            line.put("  ")
        place = fact.event_short or fact.subject or ""
        self._marked(line, place, self.style("date"), 15 if width >= 60 else line.width)
        line.put(" ")
        date = describe(fact.published) if fact.published else "undated"
        return line.put_right(f"{date} ", self.style("quiet"), line.width).strip()

    def _marked(self, line: Row, text: str, style: Style, width: int) -> None:
        line.put_marked(text, style, highlights(text, self._matched), self.style("match"), width)


class SearchScreen(ModalScreen[Found | None]):
    """The search: Enter goes to the fact in its event, Esc back to where one was."""

    BINDINGS: ClassVar = [
        Binding("escape", "leave", "back", show=False),
        Binding("down,ctrl+n", "move(1)", "next hit", show=False),
        Binding("up,ctrl+p", "move(-1)", "previous hit", show=False),
        Binding("pagedown,ctrl+d", "page(1)", "a page down", show=False, priority=True),
        Binding("pageup,ctrl+u", "page(-1)", "a page up", show=False, priority=True),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "#query"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._searcher: Searcher | None = None
        self._connection: sqlite3.Connection | None = None
        self._one_at_a_time = Lock()
        self._number = 0

    def compose(self) -> ComposeResult:
        yield Input(
            placeholder="a figure, a word, a name: 1.84 trillion, booths, Zhang", id="query"
        )
        yield HitList(id="hits")
        yield Detail(id="hit-detail")

    def on_mount(self) -> None:
        self.query_one("#query").border_title = "Search"
        self.hits.border_title = "Figures and quotes"
        self._find("", self._number)

    def on_unmount(self) -> None:
        if self._connection is not None:
            self._connection.interrupt()

    @property
    def hits(self) -> HitList:
        return self.query_one("#hits", HitList)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._number += 1
        if self._connection is not None:
            self._connection.interrupt()
        self._find(event.value, self._number)

    @work(thread=True, group="search", exit_on_error=False)
    def _find(self, text: str, number: int) -> None:
        with self._one_at_a_time:
            if number != self._number:
                return
            try:
                results = self._ready().search(text, MOST_HITS)
            except sqlite3.OperationalError:
                return  # interrupted by the next keystroke, which asks anew
        self.post_message(Answer(number, results))

    def _ready(self) -> Searcher:
        if self._searcher is None:
            self._connection = self._session.another()
            self._searcher = Searcher(self._connection)
        return self._searcher

    @on(Answer)
    def _answered(self, answer: Answer) -> None:
        if answer.number != self._number:
            return
        self.hits.show(answer.results)
        found = len(answer.results.facts)
        count = f"the first {found}" if found == MOST_HITS else str(found)
        typed = self.query_one("#query", Input).value.strip()
        self.hits.border_subtitle = (count if found else "nothing matches") if typed else ""
        if not found:
            hint = (lambda _: []) if typed else cards.search_hint
            self.query_one("#hit-detail", Detail).show(hint)

    @on(RowHighlighted)
    def _highlighted(self) -> None:
        fact = self.hits.selected
        document = queries.find_document(self._session.db, fact.document) if fact else None
        if fact is None or document is None:
            return
        others = queries.same_key(self._session.db, fact)
        self.query_one("#hit-detail", Detail).show(
            lambda width: cards.fact_card(fact, document, others, width)
        )

    @on(Input.Submitted)
    @on(RowChosen)
    def _chosen(self) -> None:
        if self.hits.selected is not None:
            self.dismiss(Found(self.hits.hits, self.hits.cursor))

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_move(self, rows: int) -> None:
        self.hits.move(rows)

    def action_page(self, pages: float) -> None:
        self.hits.page(pages)
