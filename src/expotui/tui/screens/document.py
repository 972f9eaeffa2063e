"""Shows a document's whole text: the facts that were found in it, and the numbers that were not."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from expotui.facts.model import Document, Fact
from expotui.facts.quantities import plural
from expotui.facts.text import visible
from expotui.store import queries
from expotui.store.spans import Spans
from expotui.store.texts import Leaves
from expotui.tui.actions import BAR, document_bindings, keys_of
from expotui.tui.manuscript import MOST_LEFT, Manuscript, NumbersLeft, find_left
from expotui.tui.messages import RowChosen, RowHighlighted
from expotui.tui.passage_card import nowhere_card, with_legend
from expotui.tui.reading import fact_composer, reading
from expotui.tui.screens.frames import FrameScreen
from expotui.tui.screens.walking import Walking
from expotui.tui.session import Session
from expotui.tui.widgets.bars import KeyBar
from expotui.tui.widgets.detail import Detail
from expotui.tui.widgets.settled import Across
from expotui.tui.widgets.text import TextView


class TextRead(Message):
    """A text was passed over: where its leaves begin, and where facts stand in it."""

    def __init__(self, leaves: Leaves | None, spans: Spans) -> None:
        super().__init__()
        self.leaves = leaves
        self.spans = spans


class NumbersFound(Message):
    """Some more numbers of the text are known that became no figure."""

    def __init__(self, found: NumbersLeft) -> None:
        super().__init__()
        self.found = found


class DocumentScreen(FrameScreen[Fact | None], Walking):
    """A text over the whole screen; Enter goes to the fact one is at, Esc back to where one was."""

    BINDINGS: ClassVar[list[BindingType]] = [*document_bindings()]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "#text"

    def __init__(self, session: Session, page: Document, fact: Fact | None) -> None:
        super().__init__()
        self._session = session
        self._page = page
        self._wanted = fact
        self._manuscript: Manuscript | None = None

    def compose(self) -> ComposeResult:
        with Across(id="sides"):
            yield TextView(id="text")
            yield Detail(id="found")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(KeyBar).keys = keys_of(BAR["document"], self._session.keys)
        self.text.border_title = Content(visible(self._page.title))
        self.text.say("Reading …")
        self.detail.can_focus = False
        self.detail.border_title = "Fact"
        self._read(self._session.texts.supersede())

    def on_unmount(self) -> None:
        # What is still counted is for nobody.
        self._session.texts.supersede()

    @property
    def text(self) -> TextView:
        return self.query_one("#text", TextView)

    @property
    def detail(self) -> Detail:
        return self.query_one("#found", Detail)

    # --- reading -------------------------------------------------------------------------------

    @work(thread=True, group="text", exit_on_error=False)
    def _read(self, number: int) -> None:
        aside, name = self._session.texts, self._page.id
        found: list[TextRead] = []

        def pass_over() -> None:
            read = aside.read(
                number,
                lambda db: TextRead(
                    Leaves.of(db, name, lambda: aside.is_newest(number)), Spans.of(db, name)
                ),
            )
            found.extend([read] if read else [])

        self.attempt(pass_over)
        message = found[0] if found else TextRead(None, Spans())
        self.post_message(message)
        leaves = message.leaves
        if leaves is not None:
            self.attempt(lambda: self._count(number, leaves, message.spans))

    def _count(self, number: int, leaves: Leaves, spans: Spans) -> None:
        aside = self._session.texts
        aside.read(
            number,
            lambda db: find_left(
                db, leaves, spans, lambda: aside.is_newest(number),
                lambda found: self.post_message(NumbersFound(found)),
            ),
        )  # fmt: skip

    @on(TextRead)
    @reading
    def _was_read(self, message: TextRead) -> None:
        if message.leaves is None or not len(message.leaves):
            self.text.say("There is nothing in it." if message.leaves else "It could not be read.")
            return
        self._manuscript = Manuscript(self._session.db, message.leaves, message.spans)
        self.text.show(self._manuscript)
        wanted = self._wanted and message.spans.number_of(self._wanted.key)
        if wanted is not None:
            self.text.go_to_fact(wanted)
        self._show_here()

    @on(NumbersFound)
    def _were_found(self, message: NumbersFound) -> None:
        if self._manuscript is not None:
            self._manuscript.take_in(message.found)
            self._entitle()
            self.text.refresh()

    # --- where one is --------------------------------------------------------------------------

    @on(RowHighlighted)
    @reading
    def _show_here(self) -> None:
        fact = self._fact()
        if fact is not None:
            self.detail.show(with_legend(fact_composer(self._session.db, fact)))
        elif self._manuscript is not None:
            self.detail.show(with_legend(nowhere_card(self.text.here)))
        self._entitle()
        self.draw_now()

    def _entitle(self) -> None:
        if self._manuscript is None:
            return
        count, left, at = len(self._manuscript.spans), self._manuscript.numbers_left, self.text.fact
        facts = f"{count:,} {plural('fact', count)}"
        facts = facts if at is None else f"fact {at + 1:,} of {count:,}"
        if not self._manuscript.all_counted:
            numbers = "counting numbers …"
        else:
            over = "over " if left >= MOST_LEFT else ""
            numbers = f"{over}{left:,} {plural('number', left)} not taken"
        self.text.border_subtitle = f"{facts} · {numbers}"

    def _fact(self) -> Fact | None:
        """The fact one is at; None where it is a number that became none, or nothing."""
        if self._manuscript is None or self.text.fact is None:
            return None
        key = self._manuscript.spans[self.text.fact].key
        return queries.facts_page(self._session.db, [key]).get(key)

    # --- going elsewhere -----------------------------------------------------------------------

    def action_fact(self, step: int) -> None:
        if self._manuscript is None:
            return
        spans, at = self._manuscript.spans, self.text.fact
        if at is not None and self.text.here_in_view:
            number: int | None = at + step if 0 <= at + step < len(spans) else None
        else:
            number = spans.beside(self.text.reading_from(step) + (step > 0), step)
        if number is not None:
            self.text.go_to_fact(number)
        elif not len(spans):
            self.say("no fact of this text has a position")
        else:
            self.say("that was the last fact" if step > 0 else "that was the first fact")

    def action_number(self, step: int) -> None:
        if self._manuscript is None:
            return
        span = self._manuscript.next_left(self.text.reading_from(step), step)
        if span is not None:
            self.text.go_to_number(span)
        elif not self._manuscript.all_counted:
            self.say("the numbers are still being counted")
        elif not self._manuscript.numbers_left:
            self.say("every number of this text became a figure")
        else:
            self.say("there is none further on" if step > 0 else "there is none before this")

    @on(RowChosen)
    @reading
    def action_open(self) -> None:
        fact = self._fact()
        if fact is None:
            self.say("go to a fact first: n is the next one")
        elif self.app.screen is self:
            self.dismiss(fact)

    def action_back(self) -> None:
        if self.app.screen is self:
            self.dismiss(None)

    def _list(self) -> TextView:
        return self.text
