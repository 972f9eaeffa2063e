"""What people decide about facts, events and documents: which decisions hold, and what they make
of a row.

Decisions are only ever added to a log. An undo is an entry of its own, which names what it undoes;
so is a redo. Whether a decision holds follows from the log, and what a row is from its base (as its
source has it) and the decisions that hold: nothing is worked out from what it was before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from expotui.facts import reckoned
from expotui.facts.quantities import grouped, printable

# What a decision is of; `DECISION` is what an undo or a redo is of.
FACT, EVENT, DOCUMENT, DECISION = "fact", "event", "document", "decision"

Row = Mapping[str, Any]


class Action(StrEnum):
    """What is done by a decision."""

    ACCEPT = "accept"
    CORRECT = "correct"
    MERGE = "merge"
    REJECT = "reject"
    REDATE = "re-date"
    MARK = "mark"
    NOTE = "note"
    UNDO = "undo"
    REDO = "redo"


# What of a fact can be corrected, and the column that has it. The words as printed and where they
# stand can't: they are the document's.
CORRECTABLE = {
    "value": "value", "upper": "upper", "qualifier": "qualifier", "unit": "unit",
    "measure": "measure_id", "scope": "scope", "stage": "stage", "event": "event_id",
    "speaker": "speaker", "role": "role",
}  # fmt: skip
_OF_INTERVAL = {"value", "upper", "qualifier"}

# How the columns of a date are called, after the first: its first and last day, its basis, and why.
_DATED = {
    EVENT: ("date", "date_start", "date_end", "date_basis", "date_reason"),
    DOCUMENT: (
        "published", "published_start", "published_end", "published_basis", "published_reason",
    ),
}  # fmt: skip

ACCEPTED, CORRECTED = "accepted", "corrected"

_DONE = {
    Action.ACCEPT: "accepted",
    Action.CORRECT: "corrected",
    Action.MERGE: "merged",
    Action.REJECT: "rejected",
    Action.REDATE: "re-dated",
    Action.NOTE: "noted",
    Action.UNDO: "undone",
    Action.REDO: "redone",
}


class Decision(NamedTuple):
    """One entry of the log.

    `at` is UTC as `2026-11-25T16:02:45Z`; `of` says what `target` is the id of; `what` is the
    change and `before` what it replaced, by field, as docs/curation.md lists them.
    """

    id: str
    at: str
    who: str
    action: Action
    of: str
    target: str
    what: Mapping[str, Any]
    before: Mapping[str, Any]

    @property
    def moves(self) -> bool:
        """Whether it undoes or redoes another one."""
        return self.action in (Action.UNDO, Action.REDO)


class Folded(NamedTuple):
    """What decisions make of a row: the columns that change, and whether it is there at all."""

    changes: dict[str, Any]
    removed: bool = False


# --- which decisions hold ------------------------------------------------------------------------


def in_force(log: Iterable[Decision]) -> list[Decision]:
    """The decisions of a log that hold, in the order they were made."""
    made: dict[str, Decision] = {}
    undone: set[str] = set()
    for entry in log:
        if entry.action is Action.UNDO:
            undone.add(entry.target)
        elif entry.action is Action.REDO:
            undone.discard(entry.target)
        else:
            made[entry.id] = entry
    return [decision for name, decision in made.items() if name not in undone]


def to_undo(latest_first: Iterable[Decision]) -> str | None:
    """The id of the decision that the next undo undoes: of those in force, the one made or redone
    last; None where there is none. Reads no more of the log than it has to.
    """
    seen: set[str] = set()
    for entry in latest_first:
        name = entry.target if entry.moves else entry.id
        if name not in seen and entry.action is not Action.UNDO:
            return name
        seen.add(name)
    return None


def to_redo(latest_first: Iterable[Decision]) -> str | None:
    """The id of the decision that was undone last, if none was made since."""
    seen: set[str] = set()
    for entry in latest_first:
        if not entry.moves:
            return None
        if entry.target not in seen and entry.action is Action.UNDO:
            return entry.target
        seen.add(entry.target)
    return None


# --- what they make of a row ---------------------------------------------------------------------


def fold(base: Row, decisions: Sequence[Decision]) -> Folded:
    """What decisions on one row make of it, in their order.

    Args:
        base: the row of a fact, event or document, by column, as its source has it; of a fact,
            `marked_at` besides (when it was marked, or None).
        decisions: those in force.
    """
    now = dict(base)
    removed = False
    for decision in decisions:
        removed = removed or decision.action in (Action.REJECT, Action.MERGE)
        now |= _changes(decision, now)
    if said := [*_remarks(base, decisions)]:
        now["note"] = _joined(" · ", base.get("note"), said)
    changes = {name: value for name, value in now.items() if value != base.get(name)}
    return Folded(changes, removed)


def _changes(decision: Decision, now: Row) -> dict[str, Any]:
    what = decision.what
    if decision.action is Action.CORRECT:
        return _corrected(what, now)
    if decision.action is Action.ACCEPT:
        return {"flags": _joined(" ", now.get("flags"), [ACCEPTED])}
    if decision.action is Action.MARK:
        return {"marked_at": decision.at if what.get("marked") else None}
    if decision.action is Action.REDATE and decision.of in _DATED:
        return _dated(decision, now)
    return {}


def _corrected(what: Mapping[str, Any], now: Row) -> dict[str, Any]:
    changes = {CORRECTABLE[name]: value for name, value in what.items() if name in CORRECTABLE}
    changes["flags"] = _joined(" ", now.get("flags"), [CORRECTED])
    after = {**now, **changes}
    if _OF_INTERVAL & changes.keys() and after["qualifier"] is not None:
        changes["low"], changes["high"] = reckoned.claimed_interval(
            after["value"], after["upper"], after["qualifier"]
        )
    return changes


def _dated(decision: Decision, now: Row) -> dict[str, Any]:
    edtf = decision.what.get("date")
    at_end = now.get("kind") == "group"
    values = (edtf, *reckoned.first_and_last_day(edtf), "outside", told(decision))
    return {
        **dict(zip(_DATED[decision.of], values, strict=True)),
        "sort_date": reckoned.sort_date(edtf, at_end=at_end),
    }


def _remarks(base: Row, decisions: Sequence[Decision]) -> Iterator[str]:
    """What goes with a fact wherever it is exported: who changed what, and the last note."""
    last = max((at for at, one in enumerate(decisions) if one.action is Action.NOTE), default=-1)
    for at, (decision, apart) in enumerate(with_drift(base, decisions)):
        if decision.action is Action.CORRECT or (at == last and decision.what.get("note")):
            yield told(decision, apart=apart)


def _joined(between: str, first: str | None, more: Iterable[str]) -> str:
    """Texts beside one another; what stands there already is not said again."""
    there = first.split(between) if first else []
    return between.join(
        [*([first] if first else []), *(text for text in more if text not in there)]
    )


# --- what changed meanwhile ----------------------------------------------------------------------


def with_drift(
    base: Row, decisions: Iterable[Decision]
) -> Iterator[tuple[Decision, dict[str, Any]]]:
    """Each decision, with what it replaces now where that is not what it was made to replace.

    A seed or a document that says something else than when it was decided on.
    """
    now = dict(base)
    for decision in decisions:
        yield decision, _apart(decision, now)
        now |= _changes(decision, now)


def _apart(decision: Decision, now: Row) -> dict[str, Any]:
    if decision.action is Action.REDATE and decision.of in _DATED:
        there = {"date": now.get(_DATED[decision.of][0])}
    elif decision.action in (Action.CORRECT, Action.ACCEPT):
        there = {name: now.get(column) for name, column in CORRECTABLE.items()}
    else:
        return {}
    return {
        name: there[name]
        for name, before in decision.before.items()
        if name in there and there[name] not in (before, decision.what.get(name, before))
    }


# --- in words ------------------------------------------------------------------------------------


def told(decision: Decision, who: str = "", apart: Mapping[str, Any] | None = None) -> str:
    """`corrected by ada 2026-11-25: value 63 → 65`: what was decided, in a line.

    `who` stands for the name ("you"); `apart` is what `with_drift` found.
    """
    done = _DONE.get(decision.action) or ("marked" if decision.what.get("marked") else "unmarked")
    line = f"{done} by {who or decision.who} {decision.at[:10]}"
    if detail := _detail(decision):
        line += f": {detail}"
    if apart:
        now = ", ".join(f"{name} {shown(value)}" for name, value in apart.items())
        line += f" (its source says otherwise now: {now})"
    return line


def _detail(decision: Decision) -> str:
    what, before = decision.what, decision.before
    if decision.action is Action.CORRECT:
        changes = (f"{name} {shown(before.get(name))} → {shown(to)}" for name, to in what.items())
        return ", ".join(changes)
    if decision.action is Action.REDATE:
        change = f"{shown(before.get('date'))} → {shown(what.get('date'))}"
        return f"{change}, {what['reason']}" if what.get("reason") else change
    if decision.action is Action.MERGE:
        return f"the same claim as {what.get('into')}"
    if decision.action is Action.NOTE:
        return what.get("note") or "note taken away"
    return what.get("reason") or ""


def shown(value: Any) -> str:
    """A value of a field for people: `1 840 000 000 000`, `none`."""
    if value is None:
        return "none"
    return grouped(value) if printable(value) is not None else str(value)
