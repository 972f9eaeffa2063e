"""Sums of money printed in two currencies at once, against the rate that they imply."""

import sqlite3
from collections.abc import Iterator

from expotui.facts.conversions import RATES, implied_rate
from expotui.store import queries
from expotui.store.conflicts.heads import Asked, Head, Kind, id_of, named, severity_of, spread_of

_BOTH = """
    SELECT f.key
    FROM (SELECT *, coalesce(qualified_text, text) AS words FROM facts
          WHERE kind = 'figure' AND unit IN ('USD', 'CNY')) f
    LEFT JOIN events e ON e.id = f.event_id
    WHERE (words LIKE '%$%' OR words LIKE '%dollar%' OR words LIKE '%USD%' OR words LIKE '%美元%')
      AND (words LIKE '%yuan%' OR words LIKE '%RMB%' OR words LIKE '%CNY%' OR words LIKE '%元%')
      AND (:series IS NULL OR coalesce(e.series_id, f.series_id) = :series)
      AND (:event IS NULL OR :event IN (f.event_id, f.home_event_id))
      AND (:measure IS NULL OR f.measure_id = :measure)
    ORDER BY f.key
"""


def heads(db: sqlite3.Connection, asked: Asked) -> Iterator[Head]:
    """The conversions whose rate no day of the last years had."""
    keys = [row[0] for row in db.execute(_BOTH, asked._asdict())]
    page = queries.facts_page(db, keys)
    for fact in (page[key] for key in keys if key in page):
        rate = implied_rate(fact.printed)
        if rate is None or RATES[0] <= rate <= RATES[1]:
            continue
        spread = spread_of(float(rate), float(RATES[1] if rate > RATES[1] else RATES[0]))
        yield Head(
            id_of(fact.id, "conversion"), Kind.CONVERSION, severity_of(spread), spread,
            fact.series, fact.event, fact.subject, fact.measure, fact.scope,
            named(fact.event_short or fact.subject, fact.measure_label, fact.printed),
            f"“{fact.printed}” implies {rate:.2f} yuan a dollar; it was between {RATES[0]} and "
            f"{RATES[1]}",
            (fact.key,), frozenset({fact.key}),
        )  # fmt: skip
