"""What was decided about a row, for its card; and all that was decided, for whoever lists it."""

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from expotui.facts.decisions import (
    CORRECTABLE,
    DOCUMENT,
    EVENT,
    FACT,
    Action,
    Decision,
    Row,
    in_force,
    to_undo,
    told,
    with_drift,
)
from expotui.facts.model import locator
from expotui.facts.text import visible
from expotui.store.decisions import decisions, decisions_on, latest_first, merged_into
from expotui.store.overlays import base_of

# By what a row is, what is asked of it: what decisions may replace, and what its source notes.
_ASKED = {
    FACT: f"SELECT {', '.join(CORRECTABLE.values())}, note FROM facts WHERE id = ?",
    EVENT: "SELECT kind, date, note FROM events WHERE id = ?",
    DOCUMENT: "SELECT published FROM documents WHERE id = ?",
}

HOLDS, UNDONE, WAITS = "in force", "undone", "waits"


class Told(NamedTuple):
    """A decision in force on a row, in a line; `last` is the one that an undo undoes."""

    line: str
    last: bool


class Merged(NamedTuple):
    """A fact that was merged into another: where it stands, and its words."""

    id: str
    publisher: str
    locator: str
    text: str


class History(NamedTuple):
    """What was decided about a row. `note` is what its source notes, without what was decided."""

    told: list[Told]
    merged: list[Merged]
    note: str | None


class Entry(NamedTuple):
    """An entry of the log: what it says, and whether it holds (`HOLDS`, `UNDONE`, `WAITS`)."""

    decision: Decision
    line: str
    state: str


def history(db: sqlite3.Connection, of: str, name: str, me: str = "") -> History | None:
    """What holds of what was decided about a row; None where nothing does.

    `me` is the name that is told as "you".
    """
    merged = [*_merged(db, name)] if of == FACT else []
    log = in_force(decisions_on(db, of, [name]))
    if not log and not merged:
        return None
    base = _base(db, of, name)
    last = to_undo(latest_first(db)) if log else None
    lines = [
        Told(told(decision, "you" if decision.who == me else "", apart), decision.id == last)
        for decision, apart in with_drift(base, log)
        if decision.action is not Action.MARK and _says_something(decision, log)
    ]
    return History(lines, merged, base.get("note"))


def entries(db: sqlite3.Connection) -> Iterator[Entry]:
    """The log from its beginning. An undo or a redo is `HOLDS`: it is what it says it is."""
    log = decisions(db)
    holding = {decision.id for decision in in_force(log)}
    apart = _drifts(db, [decision for decision in log if decision.id in holding])
    by_id = {decision.id: decision for decision in log}
    for decision in log:
        about = by_id.get(decision.target, decision) if decision.moves else decision
        line = told(decision, apart=apart.get(decision.id))
        if decision.moves:
            line += f": what was {told(about)}"
        yield Entry(decision, line, _state(db, decision, about, holds=decision.id in holding))


def _state(db: sqlite3.Connection, decision: Decision, about: Decision, *, holds: bool) -> str:
    if not decision.moves and not holds:
        return UNDONE
    return HOLDS if _base(db, about.of, about.target) else WAITS


def _drifts(db: sqlite3.Connection, log: list[Decision]) -> dict[str, dict[str, Any]]:
    """By decision, what its row says otherwise than when it was made."""
    rows: dict[tuple[str, str], list[Decision]] = {}
    for decision in log:
        rows.setdefault((decision.of, decision.target), []).append(decision)
    return {
        decision.id: apart
        for (of, name), on_row in rows.items()
        for decision, apart in with_drift(_base(db, of, name), on_row)
    }


def _says_something(decision: Decision, log: list[Decision]) -> bool:
    """Whether a decision is to be told of: a note is not, once another has taken its place."""
    if decision.action is not Action.NOTE:
        return True
    later = [one for one in log if one.action is Action.NOTE][-1]
    return decision is later and bool(decision.what.get("note"))


def _base(db: sqlite3.Connection, of: str, name: str) -> Row:
    """A row as its source has it, by column; nothing where it is not in the store."""
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    row = cursor.execute(_ASKED[of], (name,)).fetchone()
    return {**(dict(row) if row else {}), **base_of(db, of, name)}


def _merged(db: sqlite3.Connection, into: str) -> Iterator[Merged]:
    """The facts that are under another, those under them too; only of pages that can be seen."""
    waiting, seen = [into], {into}
    while waiting:
        names = [name for name in merged_into(db, waiting.pop()) if name not in seen]
        seen.update(names)
        for decision in in_force(decisions_on(db, FACT, names)) if names else ():
            if decision.action is Action.MERGE and decision.what.get("into") in seen:
                waiting.append(decision.target)
                if (found := _placed(db, decision.target)) is not None:
                    yield found


def _placed(db: sqlite3.Connection, name: str) -> Merged | None:
    base = base_of(db, FACT, name)
    row = db.execute(
        "SELECT publisher FROM documents WHERE id = ?", (base.get("document_id"),)
    ).fetchone()
    if row is None or "text" not in base:
        return None
    place = locator(base["paragraph"], base["span_start"], base["span_end"])
    return Merged(name, row[0], place, visible(str(base["text"])))
