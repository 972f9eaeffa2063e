"""The main screen: timeline, facts and detail, kept in step with one another."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from expotui.facts.model import Document, Event, Fact
from expotui.facts.timeline import DAYS, YEARS
from expotui.store import queries
from expotui.store.marks import marked_ids
from expotui.store.timeline import Days, Timeline
from expotui.tui.actions import bindings
from expotui.tui.messages import RowChosen, RowHighlighted, YearPicked
from expotui.tui.pages import Pages
from expotui.tui.reading import fact_composer, reading
from expotui.tui.screens.curation import CurationScreen
from expotui.tui.screens.panes import PANES
from expotui.tui.session import Session
from expotui.tui.widgets.bars import Header, KeyBar, Ruler
from expotui.tui.widgets.detail import Detail
from expotui.tui.widgets.facts import FactList
from expotui.tui.widgets.settled import Across, Down
from expotui.tui.widgets.timeline import TimelineList

if TYPE_CHECKING:
    from expotui.tui.screens.search import Chosen

SMALLEST = (32, 8)


class BrowserScreen(CurationScreen):
    """Timeline, facts, detail: moving in one changes the ones after it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "#timeline"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._hits: list[Fact] = []
        self._hit = -1
        self._days: Days | None = None

    # --- composing -----------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Header(queries.totals(self._db), self._session.read_only, self._session.as_of)
        yield Ruler(queries.density(self._db))
        with Across(id="panes"):
            yield TimelineList(id="timeline")
            with Down(id="right"):
                yield FactList(id="facts")
                yield Detail(id="detail")
        yield KeyBar()
        yield Static(id="too-small")

    def on_mount(self) -> None:
        self.query_one(KeyBar).keys = self._keys_of("timeline")
        self.detail.border_title = "Detail"
        self.facts.marked = marked_ids(self._db)
        self._show_timeline(YEARS)
        self.timeline.go_to_latest()
        # Not left to the message that follows: the first frame is to be the whole picture.
        self._timeline_moved()

    def on_resize(self) -> None:
        width, height = self.app.size
        tiny = width < SMALLEST[0] or height < SMALLEST[1]
        was_tiny = self.has_class("-tiny")
        self.set_class(tiny, "-tiny")
        if tiny:
            need = f"{SMALLEST[0]}×{SMALLEST[1]}"
            self.query_one("#too-small", Static).update(
                f"too small: {width}×{height}, expotui needs {need}; q quits"
            )
        elif was_tiny:
            # What was not displayed has lost the focus.
            self.call_after_refresh(self.enter, self.place)

    # --- keeping the panes in step -------------------------------------------------------------

    def _show_timeline(self, zoom: int) -> None:
        self._days = self._days.now() if self._days else Days(self._db)
        timeline = Timeline(self._db, zoom, self._days)

        def page(start: int, stop: int) -> list[Event | Document | None]:
            keys = timeline.keys(start, stop)
            found = queries.timeline_page(self._db, keys)
            return [found.get(key) for key in keys]

        self.timeline.show(timeline, Pages(page))

    def _show_anew(self) -> None:
        """Read all that is shown anew, after something was decided; the cursors stay."""
        self.query_one(Header).show(queries.totals(self._db))
        self.query_one(Ruler).show(queries.density(self._db))
        self.facts.marked = marked_ids(self._db)
        known = queries.facts_page(self._db, [fact.key for fact in self._hits])
        self._hits = [known[fact.key] for fact in self._hits if fact.key in known]
        # The card is seen to below: what is told of the cursors' rows is not another move.
        with self.prevent(RowHighlighted):
            self._show_timeline(self.timeline.zoom)
            row = self.timeline.selected
            if row is not None:
                self._show_facts_again(row)
        fact = self._on_card and queries.find_fact(self._db, self._on_card.id)
        if self._on_card is not None:
            fact = fact or self.facts.selected
        if fact is not None:
            self._show_card_of_fact(fact)
        elif row is not None:
            self._show_card_of(row)

    @on(RowHighlighted, "#timeline")
    @reading
    def _timeline_moved(self) -> None:
        row = self.timeline.selected
        if row is None:
            return
        self._show_facts_of(row)
        if not self.facts.has_focus and not self._shows_card_of(row):
            self._show_card_of(row)
        self.query_one(Ruler).month = self.timeline.day // 100

    def _show_card_of_fact(self, fact: Fact) -> None:
        self._on_card = fact
        session = self._session
        self.detail.show(
            fact_composer(self._db, fact, session.viewer, passage=True, served=session.passages)
        )

    @on(RowHighlighted, "#facts")
    @reading
    def _fact_moved(self) -> None:
        fact = self.facts.selected
        if self.facts.has_focus and fact is not None:
            self._show_card_of_fact(fact)

    @on(RowChosen)
    def _chosen(self) -> None:
        self.action_open()

    @on(YearPicked)
    def _year_picked(self, message: YearPicked) -> None:
        self.timeline.go_to_year(message.year)

    # --- walking between the panes -------------------------------------------------------------

    def action_open(self) -> None:
        if self.place == "timeline" and self.facts.count:
            self.enter("facts")
        elif self.place in ("timeline", "facts"):
            self.enter("detail")

    def action_back(self) -> None:
        if self.place == "detail" and self._on_card is not None:
            self.enter("facts")
        elif self.place != "timeline":
            self.enter("timeline")

    @reading
    def action_about(self) -> None:
        row = self.timeline.selected
        if row is not None:
            self._show_card_of(row)
            self.enter("detail")

    def action_pane(self, step: int) -> None:
        self.enter(PANES[(PANES.index(self.place) + step) % len(PANES)])

    def _list(self) -> TimelineList | FactList | Detail:
        if self.place == "facts":
            return self.facts
        return self.detail if self.place == "detail" else self.timeline

    @reading
    def action_edition(self, step: int) -> None:
        row = self.timeline.selected
        event = row.id if isinstance(row, Event) else row.about if row else None
        if event is None:
            return
        before, after = queries.editions_beside(self._db, event)
        self._go_to_event(before if step < 0 else after)

    @reading
    def action_zoom(self, step: int) -> None:
        zoom = min(DAYS, max(YEARS, self.timeline.zoom + step))
        if zoom != self.timeline.zoom:
            self._show_timeline(zoom)

    # --- search --------------------------------------------------------------------------------

    def action_search(self) -> None:
        from expotui.tui.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(self._session), self._found)

    def _found(self, found: "Chosen | None") -> None:
        if found is not None:
            self._hits, self._hit = found.hits, found.at
            self.go_to_fact(self._hits[self._hit])

    def action_hit(self, step: int) -> None:
        if not self._hits:
            self.say("nothing was searched yet")
            return
        self._hit = (self._hit + step) % len(self._hits)
        self.go_to_fact(self._hits[self._hit])
        self.say(f"hit {self._hit + 1} of {len(self._hits)}")

    @reading
    def go_to_fact(self, fact: Fact) -> None:
        """Select a fact under its event, or under its page where it belongs to no event."""
        if fact.home is not None:
            self._go_to_event(fact.home)
        else:
            self._go_to_page(fact.document)
        row = self.timeline.selected
        if row is not None:
            self._show_facts_of(row)
        self.enter("facts")
        self.facts.go_to_key(fact.key)
        self._show_card_of_fact(fact)
        # Where the panes take turns, this one has its height only now.
        self.call_after_refresh(self.facts.reveal)

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
