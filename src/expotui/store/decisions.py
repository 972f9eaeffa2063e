"""The log of what was decided, and the rows that decisions changed.

The log is only added to: triggers see to that, whoever writes. What holds of it, and what that
makes of a row, is worked out by facts/decisions.py; store/overlays.py keeps the rows so.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from expotui.facts.decisions import Action, Decision

_ACTIONS = ", ".join(f"'{action}'" for action in Action)

DECISIONS = (
    f"""CREATE TABLE decisions (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, who TEXT NOT NULL,
        action TEXT NOT NULL CHECK (action IN ({_ACTIONS})),
        of TEXT NOT NULL CHECK (of IN ('fact', 'event', 'document', 'decision')),
        target TEXT NOT NULL,
        what TEXT NOT NULL CHECK (json_valid(what)),
        before TEXT NOT NULL CHECK (json_valid(before)))""",
    "CREATE INDEX decisions_by_target ON decisions(of, target)",
    # What is merged into a fact is asked for by the card of that fact.
    "CREATE INDEX decisions_merged ON decisions(json_extract(what, '$.into'))"
    " WHERE action = 'merge'",
    "CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions"
    " BEGIN SELECT raise(ABORT, 'decisions are only added to: undo one instead'); END",
    "CREATE TRIGGER decisions_keep BEFORE DELETE ON decisions"
    " BEGIN SELECT raise(ABORT, 'decisions are only added to: undo one instead'); END",
    # INSERT OR REPLACE deletes without its trigger.
    "CREATE TRIGGER decisions_once BEFORE INSERT ON decisions"
    " WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id OR key = NEW.key)"
    " BEGIN SELECT raise(ABORT, 'decisions are only added to: this one is there'); END",
    # Of a row that decisions change: its columns before (`base`) and after (`laid`), as JSON. One
    # that they take out of its table is kept here whole, and `laid` is empty. The references hold
    # a shipped row that was decided on, as a mark does, when the seeds drop it.
    """CREATE TABLE overlaid (
        of TEXT NOT NULL CHECK (of IN ('fact', 'event', 'document')), id TEXT NOT NULL,
        base TEXT NOT NULL, laid TEXT,
        fact_id TEXT REFERENCES facts(id), event_id TEXT REFERENCES events(id),
        document_id TEXT REFERENCES documents(id),
        PRIMARY KEY (of, id)) WITHOUT ROWID""",
    "CREATE INDEX overlaid_facts ON overlaid(fact_id) WHERE fact_id IS NOT NULL",
    "CREATE INDEX overlaid_events ON overlaid(event_id) WHERE event_id IS NOT NULL",
    "CREATE INDEX overlaid_documents ON overlaid(document_id) WHERE document_id IS NOT NULL",
)

_COLUMNS = ", ".join(Decision._fields)
_IN = "IN (SELECT value FROM json_each(?))"


def decisions(db: sqlite3.Connection) -> list[Decision]:
    """The whole log, in the order in which it was written."""
    return _decisions(db.execute(f"SELECT {_COLUMNS} FROM decisions ORDER BY key"))


def decisions_on(db: sqlite3.Connection, of: str, ids: Collection[str]) -> list[Decision]:
    """What the log has on some rows, and what of that was undone and redone, in order."""
    listed = json.dumps(list(ids))
    return _decisions(
        db.execute(
            f"SELECT {_COLUMNS} FROM decisions WHERE of = ? AND target {_IN}"
            f" OR of = 'decision' AND target IN (SELECT id FROM decisions WHERE of = ?"
            f" AND target {_IN}) ORDER BY key",
            (of, listed, of, listed),
        )
    )


def decided(db: sqlite3.Connection, of: str, ids: Iterable[str]) -> list[str]:
    """Which of some rows the log has something on."""
    found = db.execute(
        f"SELECT DISTINCT target FROM decisions WHERE of = ? AND target {_IN}",
        (of, json.dumps(list(ids))),
    )
    return [row[0] for row in found]


def find_decision(db: sqlite3.Connection, name: str) -> Decision | None:
    """The entry with an id, or the only one whose id begins so."""
    found = _decisions(
        db.execute(
            f"SELECT {_COLUMNS} FROM decisions WHERE id >= ? AND id < ? LIMIT 2",
            (name, f"{name}\U0010ffff"),
        )
    )
    exact = [one for one in found if one.id == name]
    return (exact or found)[0] if exact or len(found) == 1 else None


def add_decision(db: sqlite3.Connection, decision: Decision) -> None:
    """Write an entry to the end of the log.

    Raises:
        sqlite3.IntegrityError: it is there already.
    """
    row = decision._replace(what=_json(decision.what), before=_json(decision.before))  # type: ignore[arg-type]
    db.execute(f"INSERT INTO decisions({_COLUMNS}) VALUES ({', '.join('?' * len(row))})", row)


def latest_first(db: sqlite3.Connection) -> Iterator[Decision]:
    """The log from its end, read as it is asked for."""
    for row in db.execute(f"SELECT {_COLUMNS} FROM decisions ORDER BY key DESC"):
        yield from _decisions([row])


def merged_into(db: sqlite3.Connection, fact: str) -> list[str]:
    """The facts that were ever merged into one, undone or not."""
    found = db.execute(
        "SELECT target FROM decisions WHERE action = 'merge' AND json_extract(what, '$.into') = ?"
        " ORDER BY key",
        (fact,),
    )
    return [*dict.fromkeys(row[0] for row in found)]


def _decisions(rows: Iterable[Any]) -> list[Decision]:
    return [
        Decision(name, at, who, Action(action), of, target, json.loads(what), json.loads(before))
        for name, at, who, action, of, target, what, before in rows
    ]


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, allow_nan=False)
