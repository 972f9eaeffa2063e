"""Decisions as JSON lines: out of one store, and made again on another.

Rows are found by their ids, which are the same on every store that has the same seeds or the same
documents. A decision that is there already is left alone, so that a file may be replayed twice.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from expotui.curation.checks import check
from expotui.curation.deciding import put
from expotui.errors import NotFoundError, UsageError
from expotui.facts.decisions import DECISION, DOCUMENT, EVENT, FACT, Action, Decision, told
from expotui.store.decisions import find_decision
from expotui.store.writing import Writer

# A line that is longer than this is no decision: it is not read to its end into memory.
LONGEST_LINE = 1_000_000

_Checks = dict[str, Callable[[Any], bool]]

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


class Lines(Protocol):
    """A file of bytes."""

    def readline(self, limit: int, /) -> bytes: ...


@dataclass(slots=True)
class Replayed:
    """What became of the lines of a file; `refused` has the number of each that could not be made,
    and why.
    """

    made: int = 0
    there: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


def as_record(decision: Decision) -> dict[str, Any]:
    """A decision as JSON has it."""
    return {**decision._asdict(), "action": decision.action.value}


def replay(writer: Writer, stream: Lines) -> Replayed:
    """Make the decisions of a file in the transaction of `writer`, those that can be made.

    Raises:
        OSError: the file could not be read.
    """
    outcome = Replayed()
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if not line.strip():
            continue
        try:
            decision = _read(line, stream)
            if _is_there(writer, decision):
                outcome.there += 1
            else:
                check(writer.db, decision)
                put(writer, decision)
                outcome.made += 1
        except (UsageError, NotFoundError) as error:
            outcome.refused.append((number, str(error)))
    return outcome


def _is_there(writer: Writer, decision: Decision) -> bool:
    found = find_decision(writer.db, decision.id)
    if found is None or found.id != decision.id:
        return False
    if found != decision:
        raise UsageError(f"another decision has the id {decision.id}: {told(found)}")
    return True


def _read(line: bytes, stream: Lines) -> Decision:
    if len(line) > LONGEST_LINE:
        while not line.endswith(b"\n") and (line := stream.readline(LONGEST_LINE)):
            pass
        raise UsageError("is too long for a decision")
    try:
        found = json.loads(line)
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        raise UsageError("is no JSON in UTF-8") from None
    if not isinstance(found, dict):
        raise UsageError("is no JSON object")
    for name, good in _FIELDS.items():
        if name not in found:
            raise UsageError(f"has no {name!r}")
        if not good(found[name]):
            raise UsageError(f"{name}: cannot be {_short(found[name])}")
    action = Action(found["action"])
    _check_what(action, found["what"])
    return Decision(**{name: found[name] for name in _FIELDS} | {"action": action})


def _check_what(action: Action, what: Mapping[str, Any]) -> None:
    """Hold a change against what its action may have; of a correction, `check` does."""
    if action is Action.CORRECT:
        return
    for name, value in what.items():
        good = _WHAT[action].get(name)
        if good is None:
            raise UsageError(f"what: {action} takes no {name!r}")
        if not good(value):
            raise UsageError(f"what: {name}: cannot be {_short(value)}")


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _moment(value: Any) -> bool:
    """A moment that there is, written as decisions have it: 30 February is none."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _values(value: Any) -> bool:
    """Fields, each with one value."""
    return isinstance(value, dict) and not any(
        isinstance(one, (dict, list)) for one in value.values()
    )


_FIELDS: _Checks = {
    "id": lambda value: _text(value) and value.isalnum() and len(value) <= 64,
    "at": _moment,
    "who": _text,
    "action": lambda value: value in [*Action],
    "of": lambda value: value in (FACT, EVENT, DOCUMENT, DECISION),
    "target": _text,
    "what": _values,
    "before": _values,
}
_REASON: _Checks = {"reason": _text}
_WHAT: dict[Action, _Checks] = {
    Action.ACCEPT: {},
    Action.REJECT: _REASON,
    Action.MERGE: {"into": _text},
    Action.REDATE: {"date": _text, **_REASON},
    Action.MARK: {"marked": lambda value: isinstance(value, bool)},
    Action.NOTE: {"note": lambda value: value is None or _text(value)},
    Action.UNDO: {},
    Action.REDO: {},
}
