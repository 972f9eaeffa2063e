"""The three panes, and what a reader takes away: a value, a citation, an export."""

import sqlite3

from textual import work

from expotui.facts.model import Document, Event, Fact
from expotui.tui.actions import BAR, keys_of
from expotui.tui.clipboard import copy
from expotui.tui.reading import reading
from expotui.tui.screens.frames import FrameScreen
from expotui.tui.screens.walking import Walking
from expotui.tui.session import Exporter, Session
from expotui.tui.widgets.bars import Key, KeyBar
from expotui.tui.widgets.detail import Detail
from expotui.tui.widgets.facts import FactList
from expotui.tui.widgets.timeline import TimelineList

PANES = ("timeline", "facts", "detail")


class PanesScreen(FrameScreen[None], Walking):
    """A screen with timeline, facts and detail, and the actions on what is selected in them."""

    def __init__(self, session: Session) -> None:
        super().__init__(classes="at-timeline")
        self._session = session
        # The fact whose card is shown; None while it is the card of an event or a page.
        self._on_card: Fact | None = None
        # The fact cited last, and how often since: each time in another form.
        self._cited = ("", 0)

    @property
    def _db(self) -> sqlite3.Connection:
        return self._session.db

    @property
    def timeline(self) -> TimelineList:
        return self.query_one("#timeline", TimelineList)

    @property
    def facts(self) -> FactList:
        return self.query_one("#facts", FactList)

    @property
    def detail(self) -> Detail:
        return self.query_one("#detail", Detail)

    # --- where one is --------------------------------------------------------------------------

    @property
    def place(self) -> str:
        """The pane that keys go to: the one shown alone where there is room for one."""
        return next((name for name in PANES if self.has_class(f"at-{name}")), PANES[0])

    def enter(self, name: str) -> None:
        """Go to a pane."""
        self._arrive(name)
        self.query_one(f"#{name}").focus()

    def _arrive(self, name: str) -> None:
        self.update_classes({f"at-{other}": other == name for other in PANES})
        self.query_one(KeyBar).keys = self._keys_of(name)

    def _keys_of(self, pane: str) -> tuple[Key, ...]:
        about_row = pane == "detail" and self._on_card is None
        offered = BAR["card" if about_row else pane]
        return keys_of(offered, self._session.keys, read_only=self._session.read_only)

    def on_descendant_focus(self) -> None:
        # A click moves the focus without `enter`: the narrow layout follows it all the same.
        if self.focused is not None and self.focused.id in PANES:
            self._arrive(str(self.focused.id))

    # --- taking away ---------------------------------------------------------------------------

    def _fact(self) -> Fact | None:
        """The fact one is at: the one selected, or the one whose card is read."""
        fact = None if self.place == "timeline" else self._on_card
        if fact is None:
            self.say("open an event first: this is about one fact")
        return fact

    @reading
    def action_copy_value(self) -> None:
        if fact := self._fact():
            copy(self.app, fact.printed, tmux=self._session.tmux)
            self.say(f"copied: {fact.printed}")

    @reading
    def action_copy_citation(self) -> None:
        if fact := self._fact():
            from expotui.citations.forms import FORMS, alone
            from expotui.citations.lookup import of_stored

            cited = of_stored(self._db, fact)
            if cited is not None:
                last, times = self._cited
                times = times + 1 if last == fact.id else 0
                self._cited = fact.id, times
                form = [*FORMS.values()][times % len(FORMS)]
                copy(self.app, *alone(form, cited).splitlines(), tmux=self._session.tmux)
                self.say(f"citation copied as {form.called}")

    @reading
    def action_export(self) -> None:
        row = self.timeline.selected
        if row is None or self._session.exporter is None:
            self.say("nothing can be exported from here")
        else:
            self._export(self._session.exporter, row)

    @work(thread=True, group="export", exit_on_error=False)
    def _export(self, exporter: Exporter, row: Event | Document) -> None:
        written: list[str] = []
        if self.attempt(lambda: written.append(exporter(row))):
            self.say(written[0])
