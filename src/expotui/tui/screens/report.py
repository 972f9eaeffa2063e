"""Shows a report: its entries, the card of the one that is selected, and where Enter leads."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual._styles_cache import StylesCache
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from expotui.facts.model import Fact
from expotui.facts.text import visible
from expotui.tui.actions import BAR, VARYING, keys_of, report_bindings
from expotui.tui.drawing import Row
from expotui.tui.messages import RowChosen, RowHighlighted
from expotui.tui.reading import reading
from expotui.tui.reports.sheet import Aspect, Entry, Report, Sheet
from expotui.tui.screens.frames import FrameScreen
from expotui.tui.screens.walking import Walking
from expotui.tui.session import Session
from expotui.tui.widgets.bars import Bar, KeyBar
from expotui.tui.widgets.detail import Detail
from expotui.tui.widgets.line_list import LineList
from expotui.tui.widgets.settled import Settled

_NOTHING = Sheet("", "", [], "Reading …")
_UNREAD = Sheet("", "", [], "It could not be read.")
# Reports one came from, to go back to.
_REMEMBERED = 20


class SheetRead(Message):
    """A report was read, or could not be; a stale one is told by its number."""

    def __init__(self, number: int, sheet: Sheet | None) -> None:
        super().__init__()
        self.number = number
        self.sheet = sheet


class EntryList(LineList, inherit_bindings=False):
    """The entries of a report, a line each."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        # It has no frame of its own: `Framed` has it, around the heading too.
        self._styles_cache = StylesCache()
        self._sheet = _NOTHING

    def show(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.rows_changed(sheet.start)

    @property
    def row_count(self) -> int:
        return len(self._sheet.entries)

    @property
    def empty(self) -> str:
        return self._sheet.empty

    @property
    def selected(self) -> Entry | None:
        return self._sheet.entries[self.cursor] if self.selectable(self.cursor) else None

    def draw_row(self, row: int, width: int) -> Strip:
        line = Row(width).put("┃" if row == self.cursor else " ", self.style("mark"))
        self._sheet.entries[row].draw(line, self.style)
        return line.strip()


class Heading(Bar):
    """What stands above the columns of a report."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = _NOTHING

    def show(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.display = sheet.heading is not None
        self.refresh()

    def line(self, width: int) -> Strip:
        # In step with the entries: their mark at the left, their scrollbar at the right.
        line = Row(max(0, width - 2))
        if self._sheet.heading is not None:
            self._sheet.heading(line, self.style)
        return Strip([*Row(1).strip(), *line.strip()]).adjust_cell_length(width)


class Framed(Vertical, Settled):
    """What is read, in one frame with what stands above its columns."""


class ReportScreen(FrameScreen[Fact | None], Walking):
    """A report over the whole screen; Enter goes to the fact, Esc back to where one was."""

    BINDINGS: ClassVar[list[BindingType]] = [*report_bindings()]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "#entries"

    def __init__(self, session: Session, report: Report) -> None:
        super().__init__()
        self._session = session
        self._report = report
        self._came_from: list[Report] = []
        self._sheet = _NOTHING
        self._number = 0

    def compose(self) -> ComposeResult:
        with Framed(id="sheet"):
            yield Heading()
            yield EntryList(id="entries")
        yield Detail(id="entry-detail")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Heading).display = False
        self._offer(())
        self.detail.can_focus = False
        self.detail.border_title = "Detail"
        self._load(self._report)

    @property
    def entries(self) -> EntryList:
        return self.query_one("#entries", EntryList)

    @property
    def detail(self) -> Detail:
        return self.query_one("#entry-detail", Detail)

    # --- reading -------------------------------------------------------------------------------

    def _load(self, report: Report) -> None:
        self._report = report
        self._number = self._session.reports.supersede()
        self._read(self._number, report)

    @work(thread=True, group="report", exit_on_error=False)
    def _read(self, number: int, report: Report) -> None:
        found: list[Sheet | None] = []
        self.attempt(lambda: found.append(self._session.reports.read(number, report.read)))
        self.post_message(SheetRead(number, found[0] if found else None))

    @on(SheetRead)
    def _was_read(self, message: SheetRead) -> None:
        if message.number != self._number:
            return
        self._sheet = message.sheet or _UNREAD
        self.query_one(Heading).show(self._sheet)
        frame = self.query_one("#sheet")
        frame.border_title = Content(visible(self._sheet.title))
        frame.border_subtitle = Content(visible(self._sheet.subtitle))
        # A few entries leave their room to the card.
        lines = len(self._sheet.entries) + 2 + (self._sheet.heading is not None)
        frame.styles.height = max(lines, 4)
        self._offer(self._sheet.aspects)
        self.entries.show(self._sheet)
        self._show_card()

    def _offer(self, aspects: Sequence[Aspect]) -> None:
        """The key bar: what can be done in any report, and with this one."""
        varying = [VARYING[aspect] for aspect in aspects]
        offered = (*BAR["report"][:3], *varying, *BAR["report"][3:])
        if self.has_class("-about"):
            offered = BAR["report-card"]
        self.query_one(KeyBar).keys = keys_of(offered, self._session.keys)

    @on(RowHighlighted, "#entries")
    @reading
    def _show_card(self) -> None:
        entry = self.entries.selected
        self.detail.show(entry.card(self._session.db) if entry else lambda _: [])
        self.draw_now()

    # --- going elsewhere -----------------------------------------------------------------------

    @on(RowChosen)
    @reading
    def action_open(self) -> None:
        entry = self.entries.selected
        target = entry.leads_to(self._session.db) if entry else None
        if isinstance(target, Fact):
            if self.app.screen is self:
                self.dismiss(target)
        elif target is not None:
            self._came_from = [*self._came_from[-_REMEMBERED:], self._report]
            self._load(target)
        elif entry is not None:
            self.say("there is no figure to go to")

    def action_about(self) -> None:
        """The card alone, where there is room for one thing; and back to the list."""
        self.toggle_class("-about")
        self._offer(self._sheet.aspects)

    def action_back(self) -> None:
        if self.has_class("-about"):
            self.action_about()
        elif self._came_from:
            self._load(self._came_from.pop())
        elif self.app.screen is self:
            self.dismiss(None)

    def action_vary(self, aspect: Aspect, step: int) -> None:
        report = self._sheet.varied(aspect, step)
        if report is None:
            self.say(f"there is no other {aspect} here")
        else:
            self._load(report)

    def _list(self) -> EntryList | Detail:
        return self.detail if self.has_class("-about") else self.entries
