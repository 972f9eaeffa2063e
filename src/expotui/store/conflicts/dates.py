"""Dates of events that some page denies, and years that no page states."""

import json
import sqlite3
from collections.abc import Iterator

from expotui.facts import wording
from expotui.facts.dates import describe
from expotui.store.conflicts.heads import Asked, Head, Kind, Severity, id_of, named

_DENIED = """
    SELECT e.id, e.short, e.date, e.series_id AS series, d.publisher, c.document_id AS page,
           c.date AS claimed, c.text, c.note
    FROM date_claims c JOIN events e ON e.id = c.event_id JOIN documents d ON d.id = c.document_id
    WHERE NOT c.agrees AND (:series IS NULL OR e.series_id = :series)
      AND (:event IS NULL OR :event IN (e.id, e.part_of_id, e.joint_with_id))
      AND :measure IS NULL ORDER BY c.key
"""
# Of an event with claims of its date, all of them known by inference alone.
_UNSTATED = """
    SELECT e.id, e.short, e.date, e.series_id AS series, e.date_reason AS reason,
           json_group_array(c.document_id) AS pages
    FROM events e JOIN date_claims c ON c.event_id = e.id AND c.agrees
    WHERE e.kind = 'edition' AND e.date LIKE '%?%' AND e.date_basis <> 'stated'
      AND (:series IS NULL OR e.series_id = :series)
      AND (:event IS NULL OR :event IN (e.id, e.part_of_id, e.joint_with_id))
      AND :measure IS NULL GROUP BY e.id ORDER BY e.key
"""


def heads(db: sqlite3.Connection, asked: Asked) -> Iterator[Head]:
    """One for each page that gives another date, and for each edition whose year nobody states."""
    for row in db.execute(_DENIED, asked._asdict()):
        who = wording.who(row["publisher"])
        told = f"{who} does not fit {describe(row['date'] or '')}"
        if row["claimed"] and row["claimed"] != row["date"]:
            told = f"{who} has {describe(row['claimed'])}, not {describe(row['date'])}"
        yield Head(
            id_of(row["id"], "date", row["page"]), Kind.DATE, Severity.CLEAR, None, row["series"],
            row["id"], None, None, None, named(row["short"], "date", who),
            f"{told}: {row['note']}" if row["note"] else told, documents=(row["page"],),
        )  # fmt: skip
    for row in db.execute(_UNSTATED, asked._asdict()):
        pages = tuple(dict.fromkeys(map(str, json.loads(row["pages"]))))
        yield Head(
            id_of(row["id"], "date"), Kind.DATE, Severity.SLIGHT, None, row["series"], row["id"],
            None, None, None, named(row["short"], "date", "year not stated"),
            f"{describe(row['date'])}: {row['reason'] or 'inferred'}", documents=pages,
        )  # fmt: skip
