"""What editions are told to have had together, against the sum of what each is told to have had."""

import sqlite3
from collections.abc import Iterator

from expotui.facts.arithmetic import added
from expotui.facts.model import Fact
from expotui.facts.quantities import Qualifier, reckoned
from expotui.facts.units import base_unit, unlike
from expotui.facts.verdicts import FORECAST, Allowed, allowed
from expotui.store import queries
from expotui.store.claims import claims_of, different
from expotui.store.conflicts.heads import (
    Asked,
    Head,
    Kind,
    id_of,
    json_keys,
    named,
    severity_of,
    size,
    spread_of,
)
from expotui.store.series import scopes

# "Cumulative" is what adds up; "each of editions 1-3" does not.
_TOGETHER = """
    SELECT f.event_id AS event, f.measure_id AS measure, f.scope, e.series_id AS series,
           json_group_array(f.key) AS keys
    FROM events e JOIN facts f ON f.event_id = e.id JOIN measures m ON m.id = f.measure_id
    WHERE e.kind = 'group' AND m.adds_up AND f.value IS NOT NULL AND f.kind = 'figure'
      AND f.scope LIKE '%cumulative%'
      AND (:series IS NULL OR e.series_id = :series)
      AND (:event IS NULL OR :event IN (e.id, e.part_of_id, e.joint_with_id))
      AND (:measure IS NULL OR f.measure_id = :measure)
    GROUP BY f.event_id, f.measure_id, f.scope
"""
_EDITIONS = """
    SELECT p.id FROM events p JOIN events e ON e.series_id = p.series_id
    WHERE e.id = ? AND p.kind = 'edition' AND p.joint_with_id IS NULL
      AND p.edition BETWEEN e.edition AND e.edition_last ORDER BY p.edition
"""
_COUNT = "SELECT edition_last - edition + 1 FROM events WHERE id = ?"


def heads(db: sqlite3.Connection, asked: Asked) -> Iterator[Head]:
    """The sums that their editions do not add up to."""
    for row in db.execute(_TOGETHER, asked._asdict()).fetchall():
        editions = [found[0] for found in db.execute(_EDITIONS, (row["event"],))]
        keys = json_keys(row["keys"])
        page = queries.facts_page(db, keys)
        claims = different(
            page[key] for key in sorted(keys)
            if key in page and page[key].value is not None and page[key].stage != FORECAST
        )  # fmt: skip
        if not claims:
            continue
        parts = [
            fact
            for fact in _parts(db, editions, row["series"], row["measure"])
            if fact.stage != FORECAST and not unlike(fact.unit, claims[0].unit)
        ]
        claims = [fact for fact in claims if not unlike(fact.unit, claims[0].unit)]
        count = db.execute(_COUNT, (row["event"],)).fetchone()[0]
        if head := _head(claims, parts, complete=len(parts) == count):
            yield head


def _parts(db: sqlite3.Connection, editions: list[str], series: str, measure: str) -> list[Fact]:
    """The figure of each edition, of the population that most of them are told of."""
    best: list[Fact] = []
    for scope, _ in scopes(db, series, measure):
        told = (claims_of(db, event, measure, scope).told for event in editions)
        found = [fact for fact in told if fact is not None]
        if len(found) > len(best):
            best = found
    return best


def _head(claims: list[Fact], parts: list[Fact], *, complete: bool) -> Head | None:
    total = added([allowed(fact) for fact in parts])
    if not complete:
        # Of those that nobody tells of there were some, of how many nobody knows.
        total = Allowed(total.low, None)
    wrong = [fact for fact in claims if _misses(allowed(fact), total)]
    if not wrong or len(parts) < 2:
        return None
    one = wrong[0]
    unit = base_unit(one.unit) or one.unit or ""
    known = float(total.low if total.low is not None else total.high or 0)
    spread = spread_of(known, size(one))
    # "Over 570" makes no sum that ends anywhere.
    open_ended = any(fact.hedge in (Qualifier.OVER, Qualifier.AT_LEAST) for fact in parts)
    most = None if open_ended else total.high
    told = " + ".join(f"{fact.compact_value} ({fact.event_short})" for fact in parts)
    return Head(
        id_of(one.event, one.measure, one.scope, "sum"), Kind.SUM, severity_of(spread), spread,
        one.series, one.event, one.subject, one.measure, one.scope,
        named(one.event_short, one.measure_label, one.scope_label),
        f"{told} make {reckoned(total.low, most, unit, one.decimals or 0)}; told of all together: "
        f"{', '.join(fact.compact_value for fact in wrong)}",
        (*(fact.key for fact in wrong), *(fact.key for fact in parts)),
        frozenset(fact.key for fact in wrong),
    )  # fmt: skip


def _misses(claim: Allowed, total: Allowed) -> bool:
    return claim.lies_below(total) or total.lies_below(claim)
