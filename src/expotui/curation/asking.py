"""From what somebody asks for, in words as they are typed, to a decision that can be made."""

import re
import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import uuid4

from expotui.curation.checks import FactNow, check, date_now, fact_now
from expotui.errors import UsageError
from expotui.facts import typed
from expotui.facts.decisions import (
    ACCEPTED,
    CORRECTABLE,
    DOCUMENT,
    EVENT,
    FACT,
    Action,
    Decision,
    in_force,
)
from expotui.store.decisions import decisions_on

_NUMBERS = ("value", "upper")
# "1,500", "1 500": nothing else has separators that may be left out.
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d{1,3}(?: \d{3})+(?:\.\d+)?")

Fields = Mapping[str, Any]
Change = tuple[Fields, Fields]


class Request(NamedTuple):
    """What is asked for: the action, the id of what it is about, and words by field.

    Fields are those of `what` in docs/curation.md; an empty word takes away what there is. `of`
    need only be said where a re-dated id is an event's and a document's.
    """

    action: Action
    target: str
    words: Mapping[str, str] = {}
    of: str = ""


def decision_on(db: sqlite3.Connection, request: Request, who: str) -> Decision:
    """The decision that a request comes to, on the rows as they are now.

    Raises:
        UsageError: it means nothing there, or changes nothing.
        NotFoundError: it is about something that is not in the store.
    """
    if request.action is Action.REDATE:
        of, (what, before) = _redate(db, request)
    else:
        of = FACT
        what, before = _MADE[request.action](db, fact_now(db, request.target), request.words)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    decision = Decision(uuid4().hex, now, who, request.action, of, request.target, what, before)
    check(db, decision)
    return decision


def _accept(_db: sqlite3.Connection, fact: FactNow, _words: Fields) -> Change:
    if ACCEPTED in fact.flags:
        raise UsageError(f"{fact.id} is accepted already")
    return {}, {name: value for name, value in fact.fields.items() if value is not None}


def _reject(_db: sqlite3.Connection, fact: FactNow, words: Fields) -> Change:
    what, before = _accept(_db, fact._replace(flags=frozenset()), words)
    return {**what, **_reason(words)}, before


def _reason(words: Fields) -> Fields:
    reason = words.get("reason", "").strip()
    return {"reason": reason} if reason else {}


def _correct(_db: sqlite3.Connection, fact: FactNow, words: Fields) -> Change:
    what = {}
    for name, word in words.items():
        if name not in CORRECTABLE:
            raise UsageError(f"{name!r} cannot be corrected: there are {', '.join(CORRECTABLE)}")
        value = _value(name, word.strip())
        if value != fact.fields[name]:
            what[name] = value
    if not what:
        raise UsageError("nothing is corrected: say what is otherwise, as value=65")
    return what, {name: fact.fields[name] for name in what}


def _value(name: str, word: str) -> Any:
    if not word:
        return None
    if name not in _NUMBERS:
        return word
    try:
        grouped = _GROUPED.fullmatch(word.strip())
        return typed.number(word.replace(",", "").replace(" ", "") if grouped else word.strip())
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from None


def _merge(_db: sqlite3.Connection, _fact: FactNow, words: Fields) -> Change:
    return {"into": words.get("into", "").strip()}, {}


def _mark(_db: sqlite3.Connection, fact: FactNow, words: Fields) -> Change:
    """Marked or not as it is asked for; without a word, the other way round."""
    wanted = words["marked"] == "yes" if "marked" in words else not fact.marked
    if wanted == fact.marked:
        raise UsageError(f"{fact.id} is {'' if fact.marked else 'not '}marked already")
    return {"marked": wanted}, {"marked": fact.marked}


def _note(db: sqlite3.Connection, fact: FactNow, words: Fields) -> Change:
    before, note = note_on(db, fact.id), words.get("note", "").strip() or None
    if note == before:
        raise UsageError("the note is what it was" if note else "there is nothing to be noted")
    return {"note": note}, {"note": before}


def note_on(db: sqlite3.Connection, fact: str) -> str | None:
    """The note that a fact was given, without what its source notes."""
    notes = [one for one in in_force(decisions_on(db, FACT, [fact])) if one.action is Action.NOTE]
    return notes[-1].what.get("note") if notes else None


def _redate(db: sqlite3.Connection, request: Request) -> tuple[str, Change]:
    there = [of for of in (EVENT, DOCUMENT) if date_now(db, of, request.target) is not None]
    if not request.of and len(there) > 1:
        raise UsageError(
            f"{request.target!r} is an event and a document: say which with --of event or document"
        )
    of = request.of or next(iter(there), EVENT)
    before = date_now(db, of, request.target) or {}
    date = request.words.get("date", "").strip()
    if date == before.get("date"):
        raise UsageError(f"{date} is its date already")
    return of, ({"date": date, **_reason(request.words)}, {"date": before.get("date")})


_MADE: dict[Action, Callable[[sqlite3.Connection, FactNow, Fields], Change]] = {
    Action.ACCEPT: _accept,
    Action.REJECT: _reject,
    Action.CORRECT: _correct,
    Action.MERGE: _merge,
    Action.MARK: _mark,
    Action.NOTE: _note,
}
