"""Two events side by side, or two documents on the same events: what each says of one thing."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from expotui.facts.model import Fact
from expotui.facts.verdicts import Judgement, Verdict, judge
from expotui.store import queries
from expotui.store.claims import claims_of
from expotui.store.compared import COMPARED
from expotui.store.series import change

_COLUMNS = """f.measure_id AS measure, coalesce(m.label, f.measure_id) AS label,
    f.scope, coalesce(sc.label, replace(f.scope, '_', ' ')) AS population"""
_JOINS = """LEFT JOIN measures m ON m.id = f.measure_id LEFT JOIN scopes sc ON sc.id = f.scope"""
_ORDER = "m.position IS NULL, m.position, f.measure_id, f.scope <> 'total', f.scope"

_OF_EVENTS = f"""
    SELECT DISTINCT {_COLUMNS}
    FROM facts f {_JOINS}
    WHERE f.kind = 'figure' AND f.value IS NOT NULL AND f.event_id IN (:one, :other)
      AND {COMPARED}
    ORDER BY {_ORDER}
"""
_OF_DOCUMENTS = f"""
    SELECT e.short AS event, {_COLUMNS},
           group_concat(iif(f.document_id = :one, f.key, NULL)) AS ones,
           group_concat(iif(f.document_id = :other, f.key, NULL)) AS others
    FROM facts f JOIN events e ON e.id = f.event_id {_JOINS}
    WHERE f.kind = 'figure' AND f.value IS NOT NULL AND f.document_id IN (:one, :other)
      AND {COMPARED}
    GROUP BY f.event_id, f.measure_id, f.scope
    ORDER BY e.sort_date IS NULL, e.sort_date, e.key, {_ORDER}
"""
_SAME_EVENT = """
    SELECT DISTINCT f.document_id FROM facts f JOIN documents d ON d.id = f.document_id
    WHERE f.event_id IN (SELECT event_id FROM facts WHERE document_id = :one AND event_id NOT NULL)
      AND f.document_id <> :one AND d.copy_of_id IS NULL ORDER BY d.sort_date, d.key
"""


class Line(NamedTuple):
    """One measure of one population: what either side says of it; empty where it is silent.

    `change` is the growth from the one event's figure to the other's, as a share; of two documents
    there is a `judgement` where both say something. `disputed` says of each side whether others
    exclude its figure.
    """

    event: str | None
    measure: str
    label: str
    scope: str | None
    population: str | None
    ones: list[Fact]
    others: list[Fact]
    disputed: tuple[bool, bool] = (False, False)
    change: float | None = None
    judgement: Judgement | None = None


def compare_events(db: sqlite3.Connection, one: str, other: str) -> Iterator[Line]:
    """What two events are told to have had, measure by measure."""
    for row in db.execute(_OF_EVENTS, {"one": one, "other": other}).fetchall():
        left, right = (claims_of(db, event, row["measure"], row["scope"]) for event in (one, other))
        yield Line(
            None, row["measure"], row["label"], row["scope"], row["population"],
            [left.told] if left.told else [], [right.told] if right.told else [],
            (left.disputed, right.disputed), change(left.told, right.told),
        )  # fmt: skip


def compare_documents(db: sqlite3.Connection, one: str, other: str) -> Iterator[Line]:
    """What two documents say of the same things, event by event."""
    for row in db.execute(_OF_DOCUMENTS, {"one": one, "other": other}).fetchall():
        ones, others = (_facts(db, row[side]) for side in ("ones", "others"))
        yield Line(
            row["event"], row["measure"], row["label"], row["scope"], row["population"],
            ones, others, judgement=_judged(ones, others),
        )  # fmt: skip


# What one page says of another: that they agree, where some of their figures do; else the worst.
_RANK = (Verdict.AGREE, Verdict.CONTRADICT, Verdict.COMPATIBLE, Verdict.INCOMPARABLE)


def _judged(ones: list[Fact], others: list[Fact]) -> Judgement | None:
    judged = (judge(one, other) for one in ones for other in others)
    return min(judged, key=lambda found: _RANK.index(found.verdict), default=None)


def documents_beside(db: sqlite3.Connection, document: str) -> list[str]:
    """The ids of the documents that tell of the same events, in order of publication."""
    return [row[0] for row in db.execute(_SAME_EVENT, {"one": document})]


def _facts(db: sqlite3.Connection, keys: str | None) -> list[Fact]:
    wanted = sorted(map(int, keys.split(","))) if keys else []
    page = queries.facts_page(db, wanted)
    return [page[key] for key in wanted if key in page and page[key].value is not None]
