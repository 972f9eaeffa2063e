"""Parts that are more than the whole they belong to.

A measure may be part of another one (first-time countries of all countries), a scope of another
(the business exhibition of the whole fair): seed/measures.toml and seed/scopes.toml say which.
"""

import sqlite3
from collections.abc import Iterator
from itertools import chain, groupby, islice
from operator import itemgetter

from expotui.facts.model import Fact
from expotui.facts.quantities import Qualifier
from expotui.facts.units import unlike
from expotui.facts.verdicts import FORECAST, allowed
from expotui.store import queries
from expotui.store.compared import compared
from expotui.store.conflicts.heads import (
    Asked,
    Head,
    Kind,
    id_of,
    named,
    severity_of,
    size,
    spread_of,
)

_ASKED = """
    p.kind = 'figure' AND p.event_id IS NOT NULL AND w.kind = 'figure'
    AND (p.value > w.value OR p.unit IS NOT w.unit)
    AND (:measure IS NULL OR :measure IN (p.measure_id, w.measure_id))
    AND (:event IS NULL OR :event IN (p.event_id, p.home_event_id))
    AND (:series IS NULL OR p.event_id IN (SELECT id FROM events WHERE series_id = :series))
"""
# The whole of a measure's part is told of the same population. What is part of its own part says
# nothing.
_PAIRS = f"""
    SELECT p.event_id, p.key, w.key FROM measures m
    CROSS JOIN facts p ON p.measure_id = m.id
    CROSS JOIN facts w ON w.event_id = p.event_id AND w.measure_id = m.part_of_id
        AND w.scope IS p.scope
    WHERE m.part_of_id <> m.id AND {_ASKED}
      AND NOT EXISTS (SELECT 1 FROM measures o WHERE o.id = m.part_of_id AND o.part_of_id = m.id)
    UNION ALL
    SELECT p.event_id, p.key, w.key
    FROM scopes s, json_each(iif(json_valid(s.part_of), s.part_of, '[]')) whole
    CROSS JOIN facts p ON p.scope = s.id
    CROSS JOIN facts w ON w.event_id = p.event_id AND w.measure_id = p.measure_id
        AND w.scope = whole.value AND {compared("w")}
    WHERE {_ASKED} AND whole.value <> s.id AND NOT EXISTS (
        SELECT 1 FROM scopes o, json_each(iif(json_valid(o.part_of), o.part_of, '[]')) back
        WHERE o.id = whole.value AND back.value = s.id)
    ORDER BY 1, 2, 3
"""
# Events whose figures are looked at together: what bounds the memory of a million.
_TOGETHER = 200


def heads(db: sqlite3.Connection, asked: Asked) -> Iterator[Head]:
    """Each part that some claim of its whole has no room for."""
    cursor = db.cursor()
    cursor.row_factory = None
    rows = cursor.execute(_PAIRS, asked._asdict())
    by_event = (list(pairs) for _, pairs in groupby(rows, itemgetter(0)))
    while some := [*chain.from_iterable(islice(by_event, _TOGETHER))]:
        yield from _among(db, [(part, whole) for _, part, whole in some])


def _among(db: sqlite3.Connection, pairs: list[tuple[int, int]]) -> Iterator[Head]:
    page = queries.facts_page(db, [*{key for pair in pairs for key in pair}])
    found: dict[str, list[tuple[Fact, Fact]]] = {}
    for part, whole in ((page.get(one), page.get(other)) for one, other in pairs):
        if part and whole and _exceeds(part, whole):
            name = id_of(part.event, part.measure, part.scope, "of", whole.measure, whole.scope)
            found.setdefault(name, []).append((part, whole))
    for name, some in found.items():
        yield _head(name, some)


def _exceeds(part: Fact, whole: Fact) -> bool:
    return (
        None not in (part.value, whole.value)
        # "Over 100" leaves room for any part.
        and whole.hedge not in (Qualifier.OVER, Qualifier.AT_LEAST)
        and not unlike(part.unit, whole.unit)
        and (part.stage == FORECAST) == (whole.stage == FORECAST)
        and allowed(whole).lies_below(allowed(part))
    )


def _head(name: str, pairs: list[tuple[Fact, Fact]]) -> Head:
    part, whole = max(pairs, key=lambda pair: size(pair[0]) / (size(pair[1]) or 1))
    spread = spread_of(size(part), size(whole))
    keys = dict.fromkeys(fact.key for pair in pairs for fact in pair)
    same = part.measure == whole.measure
    what = part.scope_label if same else part.measure_label
    of = whole.scope_label if same else whole.measure_label
    return Head(
        name, Kind.PART, severity_of(spread), spread,
        part.series, part.event, part.subject, part.measure, part.scope,
        named(part.event_short, part.measure_label if same else None, f"{what} of {of}"),
        f"{part.compact_value} ({what}, {part.publisher}) is more than "
        f"{whole.compact_value} ({of}, {whole.publisher})",
        tuple(keys), frozenset(keys),
    )  # fmt: skip
