"""Making decisions, and undoing them: each in a transaction of its own."""

import getpass
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from expotui.curation.asking import Request, decision_on
from expotui.errors import NotFoundError
from expotui.facts.decisions import DECISION, Action, Decision, in_force, to_redo, to_undo
from expotui.store.decisions import decisions_on, find_decision, latest_first
from expotui.store.writing import Writer, writing


def myself() -> str:
    """The name that decisions are made under where none is given."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, or no users at all
        return "somebody"


def decide(path: Path, request: Request, who: str) -> Decision:
    """Make the decision that is asked for on the store at `path`.

    Raises:
        UsageError, NotFoundError: it means nothing there; the store is as it was.
        StoreError: the store may not be written, or is locked.
    """
    with writing(path) as writer:
        decision = decision_on(writer.db, request, who)
        put(writer, decision)
    return decision


def undo(path: Path, who: str, name: str = "") -> Decision:
    """Undo the last decision in force, or the one with an id (its first letters are enough).

    Returns the decision that is undone.

    Raises:
        NotFoundError: there is none.
        StoreError: as for `decide`.
    """
    with writing(path) as writer:
        undone = _to_undo(writer.db, name)
        put(writer, _move(Action.UNDO, undone, who))
    return undone


def redo(path: Path, who: str) -> Decision:
    """Redo what was undone last, if nothing was decided since; returns that decision.

    Raises:
        NotFoundError: there is nothing to redo.
        StoreError: as for `decide`.
    """
    with writing(path) as writer:
        name = to_redo(latest_first(writer.db))
        undone = find_decision(writer.db, name) if name else None
        if undone is None:
            raise NotFoundError("there is nothing to redo")
        put(writer, _move(Action.REDO, undone, who))
    return undone


def put(writer: Writer, decision: Decision) -> None:
    """Add a decision that was checked to the log, and have its row follow it."""
    about = decision
    if decision.moves:
        found = find_decision(writer.db, decision.target)
        assert found is not None  # checked
        about = found
    writer.decide(decision, about.of, about.target)


def _to_undo(db: sqlite3.Connection, name: str) -> Decision:
    wanted = name or to_undo(latest_first(db))
    if wanted is None:
        raise NotFoundError("there is nothing to undo")
    found = find_decision(db, wanted)
    if found is None or found.moves:
        raise NotFoundError(f"there is no decision {wanted!r}: expotui decisions lists them")
    if found not in in_force(decisions_on(db, found.of, [found.target])):
        raise NotFoundError(f"the decision {wanted} is undone already")
    return found


def _move(action: Action, decision: Decision, who: str) -> Decision:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Decision(uuid4().hex, now, who, action, DECISION, decision.id, {}, {})
