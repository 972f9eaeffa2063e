"""Search as you type: figures and quotes, best first, the matching words marked."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.suggester import SuggestionReady
from textual.widgets import Input

from expotui.errors import ExpotuiError
from expotui.facts.dates import describe
from expotui.facts.model import Fact
from expotui.facts.text import visible
from expotui.search.completion import Completion
from expotui.search.engine import Results
from expotui.search.highlight import highlights
from expotui.tui import cards
from expotui.tui.drawing import Row
from expotui.tui.messages import RowChosen, RowHighlighted
from expotui.tui.reading import fact_composer, reading
from expotui.tui.screens.frames import FrameScreen
from expotui.tui.screens.typing_ahead import TypedAhead
from expotui.tui.session import Session
from expotui.tui.widgets.bars import Key, KeyBar
from expotui.tui.widgets.detail import Detail
from expotui.tui.widgets.line_list import LineList

MOST_HITS = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a search ended with: its hits, and the one that was chosen."""

    hits: list[Fact]
    at: int


class Answer(Message):
    """A search has ended; a stale one is told by its number, a failed one by what went wrong."""

    def __init__(
        self,
        number: int,
        results: Results,
        failure: str = "",
        completions: Sequence[Completion] = (),
    ) -> None:
        super().__init__()
        self.number = number
        self.results = results
        self.failure = failure
        self.completions = completions


class HitList(LineList, can_focus=False, inherit_bindings=False):
    """Search hits, a line each: the words, what they count, where, who, when."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._results = Results()
        self._empty = ""

    def show(self, results: Results, empty: str) -> None:
        """Show hits; `empty` is said where there are none."""
        self._results, self._empty = results, empty
        self.rows_changed()

    @property
    def hits(self) -> list[Fact]:
        return self._results.facts

    def why(self, db: sqlite3.Connection) -> str:
        """Why the selected hit was found, where that is not plain to see."""
        return self._results.reasons.of(db, self.selected) if self.selected else ""

    @property
    def row_count(self) -> int:
        return len(self.hits)

    @property
    def empty(self) -> str:
        return self._empty

    @property
    def cursor_active(self) -> bool:
        return True  # the field above has the focus, and its arrow keys move here

    @property
    def selected(self) -> Fact | None:
        return self.hits[self.cursor] if self.cursor < len(self.hits) else None

    def draw_row(self, row: int, width: int) -> Strip:
        fact = self.hits[row]
        line = Row(width).put("┃" if row == self.cursor else " ", self.style("mark"))
        # No "~": beside a number, that says "about".
        line.put("→ " if self._results.reasons.puzzling(fact) else "  ", self.style("warn"))
        text = f"“{fact.text}”" if fact.is_quote else fact.printed
        what = (fact.speaker if fact.is_quote else fact.measure_label) or ""
        place = fact.event_short or fact.subject or ""
        when = describe(fact.published) if fact.published else "undated"
        if width < 60:
            self._marked(line, text, self.style("value"), line.width - 14)
            line.put_right(f" {visible(place)} ", self.style("date"), line.width)
            return line.strip()
        what_width, place_width = (29, 15) if width >= 90 else (18, 12)
        who_width = 20 if width >= 110 else 0
        rest = what_width + place_width + who_width + 14 + 2 * (3 if who_width else 2)
        self._marked(line, text, self.style("value"), min(60, max(12, line.width - rest)))
        line.put("  ")
        self._marked(line, what, Style(), what_width)
        line.put("  ")
        self._marked(line, place, self.style("date"), place_width)
        if who_width:
            line.put("  ").put(fact.publisher, self.style("quiet"), who_width)
        return line.put_right(f"  {when} ", self.style("quiet"), line.width).strip()

    def _marked(self, line: Row, text: str, style: Style, width: int) -> None:
        line.put_marked(
            text, style, highlights(text, self._results.matched), self.style("match"), width
        )


class SearchScreen(FrameScreen[Chosen | None], ModalScreen[Chosen | None], TypedAhead):
    """The search: Enter goes to the fact in its event, Esc back to where one was."""

    BINDINGS: ClassVar = [
        Binding("escape", "leave", "back", show=False),
        Binding("down,ctrl+n", "move(1)", "next hit", show=False),
        Binding("up,ctrl+p", "move(-1)", "previous hit", show=False),
        Binding("tab", "complete", "complete", show=False, priority=True),
        Binding("pagedown", "page(1)", "a page down", show=False, priority=True),
        Binding("pageup", "page(-1)", "a page up", show=False, priority=True),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "#query"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._number = 0
        self._asked = ""  # by the newest question, which has the number
        self._shown = 0  # the number of the question whose answer is shown
        self._goes = False  # whether Enter was pressed before the answer came
        self._completed = ""

    def compose(self) -> ComposeResult:
        yield Input(placeholder="a figure, a name, a word", id="query")
        yield HitList(id="hits")
        yield Detail(id="hit-detail")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#query").border_title = "Search"
        self.hits.border_title = "Figures and quotes"
        self.detail.border_title = "Fact"
        self.detail.can_focus = False  # what is typed is for the field, always
        self.query_one(KeyBar).keys = (
            Key("↑ ↓", "move", "screen.move(1)"),
            Key("Enter", "go to it", "screen.choose"),
            Key("Tab", "complete", "screen.complete"),
            Key("Esc", "back", "screen.leave"),
        )
        self._ask("")

    def type_ahead(self, key: events.Key) -> bool:
        if key.key != "enter":
            return super().type_ahead(key)
        self._goes = True
        if self.is_mounted:
            self._submitted()
        return True

    @property
    def hits(self) -> HitList:
        return self.query_one("#hits", HitList)

    @property
    def detail(self) -> Detail:
        return self.query_one("#hit-detail", Detail)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._ask(event.value)

    def _ask(self, text: str) -> None:
        self._number, self._asked = self._session.finder.supersede(), text
        self._find(text, self._number)

    @work(thread=True, group="search", exit_on_error=False)
    def _find(self, text: str, number: int) -> None:
        try:
            found = self._session.finder.find(text, number, MOST_HITS)
        except ExpotuiError as error:
            self.post_message(Answer(number, Results(), str(error)))
        except sqlite3.Error as error:
            self.post_message(Answer(number, Results(), self._session.explain(error)))
        else:
            if found is not None:
                self.post_message(Answer(number, found.results, "", found.completions))

    @on(Answer)
    @reading
    def _answered(self, answer: Answer) -> None:
        if answer.number != self._number:
            return
        typed = self.query_one("#query", Input).value.strip()
        failure = answer.failure or visible(answer.results.problem)
        self.hits.show(
            answer.results, failure or (_nothing(typed, answer.results) if typed else "")
        )
        self._tell_why()
        self._offer(answer.completions)
        if not answer.results.facts:
            self.detail.show(cards.no_card if typed else cards.search_hint)
            self.draw_now()
        self._shown = answer.number
        if self._goes:
            self._submitted()

    def _tell_why(self) -> None:
        """The frame says how many hits there are, and why the selected one is among them."""
        found = len(self.hits.hits)
        count = f"{found}{'+' * (found == MOST_HITS)}" if found else ""
        parts = (visible(self.hits.why(self._session.db)), count)
        self.hits.border_subtitle = Content(" ── ".join(filter(None, parts)))

    def _offer(self, completions: Sequence[Completion]) -> None:
        """The first completion stands behind what was typed, for Tab to take; all on the frame."""
        field = self.query_one("#query", Input)
        self._completed = completions[0].query if completions else ""
        field.post_message(SuggestionReady(field.value, self._completed))
        labels = (f"{c.label} {c.facts:,}" if c.facts else c.label for c in completions)
        field.border_subtitle = Content(visible("   ".join(labels)))

    def action_complete(self) -> None:
        if self._completed:
            field = self.query_one("#query", Input)
            field.value, field.cursor_position = self._completed, len(self._completed)

    @on(RowHighlighted)
    @reading
    def _highlighted(self) -> None:
        if (fact := self.hits.selected) is not None:
            self._tell_why()
            self.detail.show(fact_composer(self._session.db, fact, self._session.viewer))
        self.draw_now()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Go to the first hit of what was typed: not to that of the words before, still shown."""
        typed = self.query_one("#query", Input).value
        self._goes = self._shown != self._number or self._asked != typed
        if not self._goes:
            self.action_choose()

    @on(RowChosen)
    def action_choose(self) -> None:
        if self.hits.selected is not None and self.app.screen is self:
            self.dismiss(Chosen(self.hits.hits, self.hits.cursor))

    def action_leave(self) -> None:
        if self.app.screen is self:
            self.dismiss(None)

    def action_move(self, rows: int) -> None:
        self.hits.move(rows)

    def action_page(self, pages: float) -> None:
        self.hits.page(pages)


def _nothing(typed: str, results: Results) -> str:
    unknown = ", ".join(f"“{word}”" for word in results.unknown)
    hint = f"No fact has {unknown}." if unknown else "Try fewer words."
    return f"Nothing matches “{visible(typed)}”. {visible(hint)}" * (not results.facts)
