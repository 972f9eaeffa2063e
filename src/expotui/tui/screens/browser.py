"""The main screen: timeline, facts and detail, kept in step with one another."""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static

from expotui.errors import ExpotuiError
from expotui.facts.dates import describe
from expotui.facts.model import Document, Event, Fact
from expotui.store import queries
from expotui.store.marks import marked_ids, toggle_mark
from expotui.tui import cards
from expotui.tui.actions import bindings
from expotui.tui.clipboard import copy
from expotui.tui.messages import RowChosen, RowHighlighted, YearPicked
from expotui.tui.pages import Pages
from expotui.tui.session import Session
from expotui.tui.widgets.bars import Header, KeyBar, Ruler
from expotui.tui.widgets.detail import Detail
from expotui.tui.widgets.facts import EMPTY, FactList
from expotui.tui.widgets.timeline import DAYS, YEARS, TimelineList

if TYPE_CHECKING:
    from expotui.tui.screens.search import Found

# Claims of the same thing that a card lists; the rest is counted.
OTHERS_SHOWN = 12
SMALLEST = (32, 8)


class BrowserScreen(Screen[None]):
    """Timeline, facts, detail: moving in one changes the ones after it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "#timeline"

    def __init__(self, session: Session) -> None:
        super().__init__(classes="at-timeline")
        self._session = session
        self._hits: list[Fact] = []
        self._hit = -1

    @property
    def _db(self) -> sqlite3.Connection:
        return self._session.db

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

    @property
    def timeline(self) -> TimelineList:
        return self.query_one("#timeline", TimelineList)

    @property
    def facts(self) -> FactList:
        return self.query_one("#facts", FactList)

    @property
    def detail(self) -> Detail:
        return self.query_one("#detail", Detail)

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
        day = (row.date_start if isinstance(row, Event) else row.published) or ""
        self.query_one(Ruler).month = int(day[:4] + day[5:7]) if len(day) >= 7 else 0

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

    @property
    def _place(self) -> str:
        return str(self.focused.id) if self.focused and self.focused.id else "timeline"

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

    # --- taking away ---------------------------------------------------------------------------

    def _fact(self) -> Fact | None:
        fact = None if self._place == "timeline" else self.facts.selected
        if fact is None:
            self.notify("go into an event first (Enter): this is about one fact", timeout=4)
        return fact

    def action_copy_value(self) -> None:
        if fact := self._fact():
            copy(self.app, fact.printed)
            self.notify(f"copied: {fact.printed}", timeout=3, markup=False)

    def action_copy_citation(self) -> None:
        if fact := self._fact():
            from expotui.facts.citation import citation

            document = queries.find_document(self._db, fact.document)
            if document is not None:
                copy(self.app, citation(fact, document))
                self.notify("citation copied", timeout=3)

    def action_mark(self) -> None:
        fact = None if self._session.read_only else self._fact()
        if fact is None:
            return
        if self._try(lambda: toggle_mark(self._session.writing(), fact.id)) is not None:
            self.facts.marked ^= {fact.id}
            self.facts.redraw()

    def action_export(self) -> None:
        row = self.timeline.selected
        if row is None or self._session.exporter is None:
            return
        exporter = self._session.exporter
        written = self._try(lambda: exporter(row))
        if written is not None:
            self.notify(f"{written}", timeout=5, markup=False)

    def _try(self, work: Callable[[], object]) -> object | None:
        """Do something that may fail for reasons outside the program; say so and go on."""
        try:
            return work()
        except ExpotuiError as error:
            self.notify(str(error), severity="error", markup=False)
        except (sqlite3.Error, OSError) as error:
            self.notify(f"could not be written: {error}", severity="error", markup=False)
        return None

    # --- view ----------------------------------------------------------------------------------

    def action_next_theme(self) -> None:
        self._session.next_theme(self.app)

    def action_help(self) -> None:
        from expotui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self._session.keys))


def _title(row: Event | Document) -> str:
    from rich.markup import escape

    from expotui.facts.text import visible

    return escape(visible(row.name if isinstance(row, Event) else row.title))


def _subtitle(row: Event | Document) -> str:
    date = row.date if isinstance(row, Event) else row.published
    when = describe(date) if date else "undated"
    parts = [when, f"{row.figures} figures", f"{row.quotes} quotes"]
    if isinstance(row, Event):
        parts.append(f"{row.sources} sources")
    return " · ".join(part for part in parts if not part.startswith("0 "))
