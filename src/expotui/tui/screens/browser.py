"""The main screen: timeline, facts and detail, kept in step with one another."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from expotui.facts.dates import describe
from expotui.facts.model import Document, Event, Fact
from expotui.facts.text import visible
from expotui.facts.timeline import DAYS, YEARS, edtf_of
from expotui.store import queries
from expotui.store.marks import marked_ids
from expotui.tui import cards
from expotui.tui.actions import bindings
from expotui.tui.messages import RowChosen, RowHighlighted, YearPicked
from expotui.tui.pages import Pages
from expotui.tui.screens.taking_away import TakeAway
from expotui.tui.session import Session
from expotui.tui.widgets.bars import Header, KeyBar, Ruler
from expotui.tui.widgets.detail import Detail
from expotui.tui.widgets.facts import EMPTY, FactList
from expotui.tui.widgets.timeline import TimelineList

if TYPE_CHECKING:
    from expotui.tui.screens.search import Found

# Claims of the same thing that a card lists; the rest is counted.
OTHERS_SHOWN = 12
SMALLEST = (32, 8)


class BrowserScreen(TakeAway):
    """Timeline, facts, detail: moving in one changes the ones after it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "#timeline"

    def __init__(self, session: Session) -> None:
        super().__init__(session, classes="at-timeline")
        self._hits: list[Fact] = []
        self._hit = -1

    # --- composing -----------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Header(queries.totals(self._db), self._session.read_only)
        yield Ruler(queries.density(self._db))
        with Horizontal(id="panes"):
            yield TimelineList(id="timeline")
            with Vertical(id="right"):
                yield FactList(id="facts")
                yield Detail(id="detail")
        yield KeyBar(can_write=not self._session.read_only)
        yield Static(id="too-small")

    def on_mount(self) -> None:
        self.timeline.border_title = "Timeline"
        self.detail.border_title = "Detail"
        self.facts.marked = marked_ids(self._db)
        self._show_timeline(YEARS)
        self.timeline.go_to_latest()
        # Not left to the message that follows: the first frame is to be the whole picture.
        self._timeline_moved()

    def on_resize(self) -> None:
        width, height = self.app.size
        tiny = width < SMALLEST[0] or height < SMALLEST[1]
        self.set_class(tiny, "-tiny")
        if tiny:
            need = f"{SMALLEST[0]}×{SMALLEST[1]}"
            self.query_one("#too-small", Static).update(
                f"too small: {width}×{height}, expotui needs {need}; q quits"
            )

    # --- keeping the panes in step -------------------------------------------------------------

    def _show_timeline(self, zoom: int) -> None:
        keys = queries.timeline_keys(self._db, zoom)
        pages = Pages(keys.keys, lambda some: queries.timeline_page(self._db, some))
        self.timeline.show(keys, pages, zoom)

    @on(RowHighlighted, "#timeline")
    def _timeline_moved(self) -> None:
        row = self.timeline.selected
        if row is None:
            return
        self._show_facts_of(row)
        if not self.facts.has_focus:
            self._show_card_of(row)
        self.query_one(Ruler).month = self.timeline.day // 100

    def _show_facts_of(self, row: Event | Document) -> None:
        if self.facts.of == row.id:
            return
        of_event = isinstance(row, Event)
        outline = queries.fact_outline(
            self._db, event=row.id if of_event else "", document="" if of_event else row.id
        )
        pages = Pages(outline.keys, lambda some: queries.facts_page(self._db, some))
        self.facts.show(outline if outline.keys else EMPTY, pages, row.id)
        self.facts.border_title = _title(row)
        self.facts.border_subtitle = _subtitle(row)

    def _show_card_of(self, row: Event | Document) -> None:
        if isinstance(row, Event):
            claims = queries.date_claims(self._db, row.id)
            self.detail.show(lambda width: cards.event_card(row, claims, width))
        else:
            self.detail.show(lambda width: cards.page_card(row, width))

    @on(RowHighlighted, "#facts")
    def _fact_moved(self) -> None:
        if self.facts.has_focus:
            self._show_fact(self.facts.selected)

    def _show_fact(self, fact: Fact | None) -> None:
        if fact is None:
            return
        document = queries.find_document(self._db, fact.document)
        if document is None:
            return
        others = queries.same_key(self._db, fact)
        shown, more = others[:OTHERS_SHOWN], max(0, len(others) - OTHERS_SHOWN)
        self.detail.show(lambda width: cards.fact_card(fact, document, shown, width, more))

    @on(RowChosen)
    def _chosen(self) -> None:
        self.action_open()

    @on(YearPicked)
    def _year_picked(self, message: YearPicked) -> None:
        self.timeline.go_to_year(message.year)

    # --- walking between the panes -------------------------------------------------------------

    def _enter(self, name: str) -> None:
        for other in ("timeline", "facts", "detail"):
            self.set_class(other == name, f"at-{other}")
        self.query_one(f"#{name}").focus()

    def action_open(self) -> None:
        if self._place == "timeline" and self.facts.row_count:
            self._enter("facts")
        elif self._place in ("timeline", "facts"):
            self._enter("detail")

    def action_back(self) -> None:
        if self._place == "detail":
            self._enter("facts" if self.facts.row_count else "timeline")
            if not self.facts.row_count:
                self._timeline_moved()
        elif self._place == "facts":
            self._enter("timeline")
            self._timeline_moved()

    def action_pane(self, step: int) -> None:
        places = ["timeline", "facts", "detail"]
        self._enter(places[(places.index(self._place) + step) % len(places)])
        if self._place == "timeline":
            self._timeline_moved()

    def on_descendant_focus(self) -> None:
        # A click moves the focus without `_enter`: the narrow layout follows it all the same.
        for name in ("timeline", "facts", "detail"):
            self.set_class(self._place == name, f"at-{name}")

    def _list(self) -> TimelineList | FactList | Detail:
        focused = self.focused
        return focused if isinstance(focused, (FactList, Detail)) else self.timeline

    def action_move(self, rows: int) -> None:
        self._list().move(rows)

    def action_page(self, pages: float) -> None:
        self._list().page(pages)

    def action_edge(self, direction: int) -> None:
        self._list().edge(direction)

    def action_edition(self, step: int) -> None:
        row = self.timeline.selected
        event = row.id if isinstance(row, Event) else row.about if row else None
        if event is None:
            return
        before, after = queries.editions_beside(self._db, event)
        self._go_to_event(before if step < 0 else after)

    def action_zoom(self, step: int) -> None:
        zoom = min(DAYS, max(YEARS, self.timeline.zoom + step))
        if zoom != self.timeline.zoom:
            self._show_timeline(zoom)

    # --- search --------------------------------------------------------------------------------

    def action_search(self) -> None:
        from expotui.tui.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(self._session), self._found)

    def _found(self, found: "Found | None") -> None:
        if found is not None:
            self._hits, self._hit = found.hits, found.chosen
            self.go_to_fact(self._hits[self._hit])

    def action_hit(self, step: int) -> None:
        if not self._hits:
            self.notify("nothing was searched yet: / searches", timeout=3)
            return
        self._hit = (self._hit + step) % len(self._hits)
        self.go_to_fact(self._hits[self._hit])
        self.notify(f"hit {self._hit + 1} of {len(self._hits)}", timeout=2)

    def go_to_fact(self, fact: Fact) -> None:
        """Select a fact under its event, or under its page where it belongs to no event."""
        if fact.home is not None:
            self._go_to_event(fact.home)
        else:
            self._go_to_page(fact.document)
        row = self.timeline.selected
        if row is not None:
            self._show_facts_of(row)
        self._enter("facts")
        self.facts.go_to_key(fact.key)
        self._show_fact(fact)

    def _go_to_event(self, event_id: str | None) -> None:
        event = queries.find_event(self._db, event_id) if event_id else None
        if event is not None:
            self._reveal(event.key)

    def _go_to_page(self, document_id: str) -> None:
        page = queries.find_document(self._db, document_id)
        if page is not None:
            self._reveal(-page.key)

    def _reveal(self, key: int) -> None:
        """Put the timeline on a key, zooming in where it is not shown yet."""
        while not self.timeline.go_to_key(key) and self.timeline.zoom < DAYS:
            self._show_timeline(self.timeline.zoom + 1)

    # --- view ----------------------------------------------------------------------------------

    def action_next_theme(self) -> None:
        self._session.next_theme(self.app)

    def action_help(self) -> None:
        from expotui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self._session.keys))


def _title(row: Event | Document) -> Content:
    return Content(visible(row.name if isinstance(row, Event) else row.title))


def _subtitle(row: Event | Document) -> Content:
    date = edtf_of(row)
    parts = [describe(date), f"{row.figures} figures", f"{row.quotes} quotes"]
    if isinstance(row, Event):
        parts.append(f"{row.sources} sources")
    return Content(visible(" · ".join(part for part in parts if not part.startswith("0 "))))
