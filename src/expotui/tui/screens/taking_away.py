"""What a reader takes away from the browser: a value, a citation, a mark, an export."""

import sqlite3
from collections.abc import Callable

from textual.screen import Screen

from expotui.errors import ExpotuiError
from expotui.facts.model import Fact
from expotui.facts.text import visible
from expotui.store import queries
from expotui.store.marks import toggle_mark
from expotui.tui.clipboard import copy
from expotui.tui.session import Session
from expotui.tui.widgets.detail import Detail
from expotui.tui.widgets.facts import FactList
from expotui.tui.widgets.timeline import TimelineList


class TakeAway(Screen[None]):
    """A screen with the three panes, and the actions on what is selected in them."""

    def __init__(self, session: Session, *, classes: str) -> None:
        super().__init__(classes=classes)
        self._session = session

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

    @property
    def _place(self) -> str:
        return str(self.focused.id) if self.focused and self.focused.id else "timeline"

    def _fact(self) -> Fact | None:
        fact = None if self._place == "timeline" else self.facts.selected
        if fact is None:
            self.notify("go into an event first (Enter): this is about one fact", timeout=4)
        return fact

    def action_copy_value(self) -> None:
        if fact := self._fact():
            copy(self.app, fact.printed)
            self.notify(visible(f"copied: {fact.printed}"), timeout=3, markup=False)

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
            self.notify(visible(f"{written}"), timeout=5, markup=False)

    def _try(self, work: Callable[[], object]) -> object | None:
        """Do something that may fail for reasons outside the program; say so and go on."""
        try:
            return work()
        except ExpotuiError as error:
            self.notify(visible(str(error)), severity="error", markup=False)
        except (sqlite3.Error, OSError) as error:
            self.notify(f"could not be written: {error}", severity="error", markup=False)
        return None
