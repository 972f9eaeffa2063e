"""What a decision has to be to be made: about something that is there, and as a seed has to be.

The same is asked of what somebody types and of what is replayed from another store.
"""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from expotui.errors import ExpotuiError, NotFoundError, UsageError
from expotui.facts import units
from expotui.facts.decisions import (
    CORRECTABLE,
    DECISION,
    DOCUMENT,
    EVENT,
    FACT,
    Action,
    Decision,
    in_force,
    told,
)
from expotui.facts.measures import UNCLASSIFIED
from expotui.facts.verdicts import Verdict, judge
from expotui.hints import did_you_mean
from expotui.store.decisions import decisions_on, find_decision
from expotui.store.queries import find_fact, known_ids
from expotui.store.seed_fields import SPECS

_OF_QUOTES = ("event", "speaker", "role")
_NEEDED = ("qualifier", "unit", "measure")
_DATES = {
    EVENT: "SELECT date, date_basis AS basis FROM events WHERE id = ?",
    DOCUMENT: "SELECT published AS date, published_basis AS basis FROM documents WHERE id = ?",
}
_FACT = f"""SELECT {", ".join(f"{column} AS {name}" for name, column in CORRECTABLE.items())},
    kind, flags, EXISTS (SELECT 1 FROM marks WHERE fact_id = facts.id) AS marked
    FROM facts WHERE id = ?"""


class FactNow(NamedTuple):
    """A fact as it stands: what can be corrected, by field, and what else is asked of it."""

    id: str
    kind: str
    fields: Mapping[str, Any]
    flags: frozenset[str]
    marked: bool


def fact_now(db: sqlite3.Connection, name: str) -> FactNow:
    """A fact of the store.

    Raises:
        NotFoundError: it is not there, or not any more: the message says what was decided.
    """
    row = db.execute(_FACT, (name,)).fetchone()
    if row is None:
        raise _gone(db, name)
    fields = {field: row[field] for field in CORRECTABLE}
    return FactNow(
        name, row["kind"], fields, frozenset((row["flags"] or "").split()), bool(row["marked"])
    )


def date_now(db: sqlite3.Connection, of: str, name: str) -> Mapping[str, Any] | None:
    """The date of an event or a document, and how it is known; None where there is none such."""
    row = db.execute(_DATES[of], (name,)).fetchone()
    return dict(row) if row else None


def check(db: sqlite3.Connection, decision: Decision) -> None:
    """See that a decision can be made on the store as it is.

    Raises:
        UsageError: it can't; the message says what is wrong with it.
        NotFoundError: it is about something that is not in the store.
    """
    if decision.moves:
        _check_move(db, decision)
    elif decision.action is Action.REDATE:
        _check_date(db, decision)
    elif decision.of != FACT:
        raise UsageError(f"{decision.action} is about a fact, not about: {decision.of}")
    else:
        fact = fact_now(db, decision.target)
        if (more := _MORE.get(decision.action)) is not None:
            more(db, fact, decision.what)


def _check_move(db: sqlite3.Connection, decision: Decision) -> None:
    found = find_decision(db, decision.target) if decision.of == DECISION else None
    if found is None or found.moves or found.id != decision.target:
        raise NotFoundError(f"there is no decision {decision.target!r}")


def _check_date(db: sqlite3.Connection, decision: Decision) -> None:
    if decision.of not in _DATES:
        raise UsageError(f"an event or a document is re-dated, not: {decision.of}")
    if date_now(db, decision.of, decision.target) is None:
        known = known_ids(db, "events") + known_ids(db, "documents")
        raise NotFoundError(
            f"no event or document {decision.target!r}{did_you_mean(decision.target, known)}"
        )
    problem = SPECS["events"].optional["date"](decision.what.get("date"))
    if problem is not None:
        raise UsageError(f"date: {problem}")


def _check_correction(db: sqlite3.Connection, fact: FactNow, what: Mapping[str, Any]) -> None:
    if not what:
        raise UsageError("nothing is corrected")
    for name, value in what.items():
        _check_field(fact, name, value)
    after = {**fact.fields, **what}
    if "event" in what:
        _check_event(db, what["event"])
    if fact.kind == "figure":
        _check_measure(db, after, told_of="scope" in what or "measure" in what)
        _check_range(after)


def _check_field(fact: FactNow, name: str, value: Any) -> None:
    """Hold a value against what the seeds may have there."""
    if name not in (CORRECTABLE if fact.kind == "figure" else _OF_QUOTES):
        raise UsageError(f"{name!r} of a {fact.kind} cannot be corrected")
    if value is None:
        if name in _NEEDED:
            raise UsageError(f"{name}: must not be empty")
        return
    spec = SPECS["figures"]
    problem = (spec.required.get(name) or spec.optional[name])(value)
    if problem is not None:
        raise UsageError(f"{name}: {problem}")


def _check_event(db: sqlite3.Connection, event: str | None) -> None:
    if event is not None and not _there(db, "events", event):
        raise UsageError(
            f"event: there is no event {event!r}{did_you_mean(event, known_ids(db, 'events'))}"
        )


def _check_measure(db: sqlite3.Connection, after: Mapping[str, Any], *, told_of: bool) -> None:
    measure = db.execute(
        "SELECT unit, owner, scopes FROM measures WHERE id = ?", (after["measure"],)
    ).fetchone()
    if measure is None:
        name = after["measure"]
        raise UsageError(
            f"measure: there is no measure {name!r}{did_you_mean(name, known_ids(db, 'measures'))}"
        )
    if measure["owner"] == "seed" and units.clash(after["unit"] or "", measure["unit"]):
        raise UsageError(f"unit: the measure {after['measure']!r} is in {measure['unit']}")
    if told_of:
        _check_scope(db, after, measure["scopes"])


def _check_scope(db: sqlite3.Connection, after: Mapping[str, Any], scopes: str | None) -> None:
    """Refuse a scope that its measure is not told of; of editions together there are others."""
    if not scopes or after["scope"] is None or after["event"] is None:
        return
    group = "SELECT 1 FROM events WHERE id = ? AND kind = 'group'"
    known = [row[0] for row in db.execute("SELECT value FROM json_each(?)", (scopes,))]
    if after["scope"] not in known and not db.execute(group, (after["event"],)).fetchone():
        raise UsageError(f"scope: the measure {after['measure']!r} is told of {', '.join(known)}")


def _check_range(after: Mapping[str, Any]) -> None:
    value, upper = after["value"], after["upper"]
    if upper is not None and (value is None or upper <= value):
        raise UsageError("upper: must be above the value, whose range it ends")


def _check_merge(db: sqlite3.Connection, fact: FactNow, what: Mapping[str, Any]) -> None:
    """Refuse to make one claim of two that differ: that would settle it without a word."""
    into = str(what.get("into") or "")
    if into == fact.id:
        raise UsageError(f"{into} cannot be merged into itself")
    kept = fact_now(db, into)
    if kept.kind != fact.kind:
        raise UsageError(f"{fact.id} is a {fact.kind}, and {into} is none")
    if apart := _differ(db, fact, kept):
        raise UsageError(f"{fact.id} and {into} are not the same claim: {apart}; correct one first")


def _differ(db: sqlite3.Connection, fact: FactNow, kept: FactNow) -> str:
    """In what two facts differ that are both told of it; '' where they may be one claim."""
    for name, unknown in (("event", None), ("measure", UNCLASSIFIED)):
        one, other = fact.fields[name], kept.fields[name]
        if one != other and unknown not in (one, other):
            return f"{name} {one} and {other}"
    left, right = find_fact(db, fact.id), find_fact(db, kept.id)
    if fact.kind != "figure" or left is None or right is None:
        return ""
    judgement = judge(left, right)
    return judgement.reason if judgement.verdict is Verdict.CONTRADICT else ""


def _there(db: sqlite3.Connection, table: str, name: str) -> bool:
    return db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (name,)).fetchone() is not None


def _gone(db: sqlite3.Connection, name: str) -> ExpotuiError:
    """That a fact is not there, and why not where somebody decided so."""
    for decision in reversed(in_force(decisions_on(db, FACT, [name]))):
        if decision.action in (Action.REJECT, Action.MERGE):
            undo = f"expotui undo {decision.id[:8]} brings it back"
            return NotFoundError(f"{name} was {told(decision)}: {undo}")
    return NotFoundError(f"no fact {name!r}{did_you_mean(name, known_ids(db, 'facts', name[:3]))}")


_MORE: dict[Action, Callable[[sqlite3.Connection, FactNow, Mapping[str, Any]], None]] = {
    Action.CORRECT: _check_correction,
    Action.MERGE: _check_merge,
}
