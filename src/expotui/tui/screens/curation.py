"""Deciding on what is selected: accept, reject, correct, merge, re-date, note, mark; undo, redo."""

import asyncio
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual import work

from expotui.facts.decisions import DOCUMENT, EVENT, Action
from expotui.facts.model import Event, Fact
from expotui.tui.actions import ACTIONS
from expotui.tui.reading import reading
from expotui.tui.screens.reports import ReportsScreen

if TYPE_CHECKING:
    from expotui.tui.desk import Asked, Desk
    from expotui.tui.screens.form import Words

_BACK = {"undo": "undoes it", "redo": "redoes it"}


class CurationScreen(ReportsScreen):
    """Panes in which something is decided about what is selected, in a store that may be written.

    What is decided is written in a thread, one after another in the order of the keys.
    """

    # The fact that was picked up to be merged into another.
    _picked_up: Fact | None = None

    @cached_property
    def _desk(self) -> "Desk":
        from expotui.tui.desk import Desk

        return Desk(self._session)

    @cached_property
    def _one_at_a_time(self) -> asyncio.Lock:
        return asyncio.Lock()

    def _show_anew(self) -> None:
        """Read all that is shown anew."""
        raise NotImplementedError

    # --- about a fact --------------------------------------------------------------------------

    def action_mark(self) -> None:
        if self._may_write() and (fact := self._fact()):
            self._decide(Action.MARK, fact)

    def action_accept(self) -> None:
        if fact := self._fact_to_decide_on():
            self._decide(Action.ACCEPT, fact)

    def action_reject(self) -> None:
        if fact := self._fact_to_decide_on():
            self._decide(Action.REJECT, fact)

    def action_merge(self) -> None:
        fact = self._fact_to_decide_on()
        if fact is None:
            return
        picked, self._picked_up = self._picked_up, None
        if picked is None:
            self._picked_up = fact
            key = _key("merge", self._session.keys)
            self.say(f"picked up: {fact.printed} · {key} on the fact that says the same merges it")
        elif picked.id == fact.id:
            self.say("let go: nothing is merged")
        else:
            self._decide(Action.MERGE, picked, into=fact.id)

    @reading
    def action_correct(self) -> None:
        if fact := self._fact_to_decide_on():
            self._ask(self._desk.correction(fact))

    @reading
    def action_note(self) -> None:
        if fact := self._fact_to_decide_on():
            self._ask(self._desk.note(fact))

    # --- about a date --------------------------------------------------------------------------

    @reading
    def action_redate(self) -> None:
        fact, row = self._at_fact(), self.timeline.selected
        if not self._may_decide():
            return
        asked = None
        if fact is not None:
            asked = self._desk.date(DOCUMENT, fact.document, f"the page of {fact.publisher}")
        elif row is not None:
            of, title = (EVENT, row.name) if isinstance(row, Event) else (DOCUMENT, row.title)
            asked = self._desk.date(of, row.id, title)
        if asked is None:
            self.say("there is no event or page here to be dated anew")
        else:
            self._ask(asked)

    # --- undo and redo -------------------------------------------------------------------------

    def action_undo(self) -> None:
        if self._may_decide():
            self._write(self._desk.undo, "redo")

    def action_redo(self) -> None:
        if self._may_decide():
            self._write(self._desk.redo, "undo")

    # --- asking, writing, showing --------------------------------------------------------------

    def _may_write(self) -> bool:
        if self._session.read_only:
            self.say("read-only: nothing can be marked or decided")
        return not self._session.read_only

    def _may_decide(self) -> bool:
        if not self._may_write():
            return False
        if self._session.as_of is not None:
            self.say("as of a day nothing is decided: that is about the store as it is")
        return self._session.as_of is None

    def _fact_to_decide_on(self) -> Fact | None:
        return self._fact() if self._may_decide() else None

    def _ask(self, asked: "Asked") -> None:
        """Have a form filled in, and decide what it comes to."""

        def answered(words: "Words | None") -> None:
            if words is not None:
                request = asked.request._replace(words=words)
                self._write(lambda: self._desk.decide(request), "undo")

        self.app.push_screen(asked.form, answered)

    def _decide(self, action: Action, fact: Fact, **words: str) -> None:
        from expotui.curation.asking import Request

        request = Request(action, fact.id, words)
        self._write(lambda: self._desk.decide(request), "undo")

    @work(group="decide", exit_on_error=False)
    async def _write(self, write: Callable[[], str], back: str) -> None:
        """Write beside the event loop; what is shown follows it, and a toast says what was done
        and by which action one goes `back`.
        """
        async with self._one_at_a_time:
            written: list[str] = []
            await asyncio.to_thread(self.attempt, lambda: written.append(write()))
            for line in written:
                self._written(f"{line} · {_key(back, self._session.keys)} {_BACK[back]}")

    @reading
    def _written(self, line: str) -> None:
        self._show_anew()
        self.say(line)


def _key(name: str, remapped: dict[str, str]) -> str:
    """The key of an action, as people say it."""
    return next(action for action in ACTIONS if action.id == name).label(remapped)
