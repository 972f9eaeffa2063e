"""Where decisions are made in the browser: what is asked for, and what it comes to.

Imported when the first one is made: nobody who only reads waits for it.
"""

import sqlite3
from typing import NamedTuple

from expotui.curation.asking import Request, decision_on, note_on
from expotui.curation.checks import date_now, fact_now
from expotui.curation.deciding import decide, redo, undo
from expotui.errors import ExpotuiError
from expotui.facts.decisions import Action, told
from expotui.facts.model import Fact
from expotui.facts.quantities import Qualifier, plain
from expotui.store.queries import known_ids
from expotui.tui.screens.form import Field, FormScreen, Words
from expotui.tui.session import Session

_OF_QUOTES = ("event", "speaker", "role")
_STAGES = ("forecast", "opening", "closing", "retrospective")


class Asked(NamedTuple):
    """A form, and what is decided with the words that are filled in."""

    form: FormScreen
    request: Request


class Desk:
    """Makes the decisions of one reader; those on `path` are written in threads."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def decide(self, request: Request) -> str:
        """Write a decision; returns what was decided, in a line.

        Raises:
            ExpotuiError: it can't be made, or the store can't be written.
        """
        return told(decide(self._session.path, request, self._session.me), "you")

    def undo(self) -> str:
        return f"undone: {told(undo(self._session.path, self._session.me), 'you')}"

    def redo(self) -> str:
        return f"redone: {told(redo(self._session.path, self._session.me), 'you')}"

    # --- forms ---------------------------------------------------------------------------------

    def correction(self, fact: Fact) -> Asked:
        """What of a fact can be corrected, as it stands."""
        db = self._session.db
        now = fact_now(db, fact.id).fields
        choices = {
            "qualifier": tuple(Qualifier),
            "stage": _STAGES,
            "measure": tuple(known_ids(db, "measures")),
            "event": tuple(known_ids(db, "events")),
        }
        names = _OF_QUOTES if fact.is_quote else now
        fields = [Field(name, _typed(now[name]), choices.get(name, ())) for name in names]
        return self._asked(f"Correct: {fact.printed}", fields, Request(Action.CORRECT, fact.id))

    def note(self, fact: Fact) -> Asked:
        """The note to a fact."""
        fields = [Field("note", note_on(self._session.db, fact.id) or "")]
        return self._asked(f"Note: {fact.printed}", fields, Request(Action.NOTE, fact.id))

    def date(self, of: str, name: str, title: str) -> Asked | None:
        """The date of an event or a document; None where it is not there."""
        now = date_now(self._session.db, of, name)
        if now is None:
            return None
        fields = [
            Field("date", now["date"] or "", hint="EDTF: 2024-10-17/2024-10-19, 2023-11, 2024?"),
            Field("reason", hint="how that is known"),
        ]
        return self._asked(f"Re-date: {title}", fields, Request(Action.REDATE, name, of=of))

    def _asked(self, title: str, fields: list[Field], request: Request) -> Asked:
        def check(words: Words) -> str:
            return self._problem(request._replace(words=words))

        return Asked(FormScreen(title, fields, check), request)

    def _problem(self, request: Request) -> str:
        """What is wrong with a request, in a line; '' where nothing is."""
        try:
            decision_on(self._session.db, request, self._session.me)
        except ExpotuiError as error:
            return str(error)
        except sqlite3.Error as error:
            return self._session.explain(error)
        return ""


def _typed(value: object) -> str:
    """A value as it is typed into a field."""
    if isinstance(value, int | float):
        return plain(value)
    return "" if value is None else str(value)
