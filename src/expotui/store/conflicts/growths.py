"""Growth and change as printed, against the figures of the two editions they speak of.

"Up 6.7%" ties two numbers to each other. Where one of them is disputed, that says which claim it
goes with; where no claim goes with it, the growth itself is in dispute.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from expotui.facts.arithmetic import added, grown, growth, meet, opposite, shrunk
from expotui.facts.model import Fact
from expotui.facts.quantities import Qualifier, decimals_of, plain, reckoned
from expotui.facts.units import base_unit, unlike
from expotui.facts.verdicts import FORECAST, Allowed, allowed
from expotui.store import queries
from expotui.store.claims import Claims, claims_of, different
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

_GROWTHS = """
    SELECT f.key, coalesce(m.growth_of_id, m.change_of_id) AS of_measure,
           m.growth_of_id IS NOT NULL AS relative, f.event_id AS event, f.scope
    FROM measures m JOIN facts f ON f.measure_id = m.id
    WHERE coalesce(m.growth_of_id, m.change_of_id) IS NOT NULL AND f.event_id IS NOT NULL
      AND f.value IS NOT NULL AND f.kind = 'figure'
"""
# Most growths are of what nobody gives a figure of: those are not looked at any closer.
_TOLD = """EXISTS (SELECT 1 FROM facts n WHERE n.event_id = f.event_id
    AND n.measure_id = coalesce(m.growth_of_id, m.change_of_id))"""
_OF_EVENT = f"""{_GROWTHS} AND coalesce(m.growth_of_id, m.change_of_id) = :measure
    AND f.event_id IN (SELECT value FROM json_each(:events)) ORDER BY f.key"""
_ASKED = f"""{_GROWTHS} AND {_TOLD}
      AND (:measure IS NULL OR :measure IN (m.id, m.growth_of_id, m.change_of_id))
      AND (:event IS NULL OR :event IN (f.event_id, f.home_event_id))
      AND (:series IS NULL OR f.event_id IN (SELECT id FROM events WHERE series_id = :series))
    ORDER BY f.key"""
_IN_YEAR = """
    SELECT e.id FROM events e JOIN events this ON this.series_id = e.series_id
    WHERE this.id = ? AND e.kind = 'edition' AND e.joint_with_id IS NULL
      AND substr(e.sort_date, 1, 4) = ? LIMIT 1
"""
# Whether nothing is missing between two editions, as far as they are numbered.
_NEXT = """
    SELECT 1 FROM events a, events b WHERE a.id = ? AND b.id = ?
      AND coalesce(b.edition - a.edition, 1) = 1
"""
_AGAINST = re.compile(r"\bagainst\b.*?\b(\d{4})\b")
# A population that any edition may be told of.
_WHOLE = "total"


class Step(NamedTuple):
    """A growth or change, with the claims of the two editions it leads from and to."""

    fact: Fact
    relative: bool
    before: Claims
    now: Claims

    def after(self, base: Fact) -> Allowed:
        """What the figure before comes to by it."""
        if self.relative:
            return grown(allowed(base), growth(self.fact))
        return added([allowed(base), allowed(self.fact)])

    def ahead(self, result: Fact) -> Allowed:
        """What it came from, by the figure after it."""
        if self.relative:
            return shrunk(allowed(result), growth(self.fact))
        return added([allowed(result), opposite(allowed(self.fact))])


class Evidence(NamedTuple):
    """What a growth says of disputed claims: those it goes with, and those it does not."""

    step: Step
    base: Fact
    implied: Allowed
    fits: list[Fact]
    misfits: list[Fact]

    @property
    def backwards(self) -> bool:
        """Whether the growth came after what is disputed."""
        return self.base in self.step.now.figures


def heads(db: sqlite3.Connection, asked: Asked) -> Iterator[Head]:
    """The growths and changes that go with no claims of the two editions they are of."""
    seen: set[str] = set()
    for row in db.execute(_ASKED, asked._asdict()).fetchall():
        step = _step(db, row)
        if step is None:
            continue
        bases, rivals = _comparable(step)
        if not bases or not rivals or _fits_some(step, bases, rivals):
            continue
        head = _head(step, bases[0], rivals)
        if head.id not in seen:
            seen.add(head.id)
            yield head


def _comparable(step: Step) -> tuple[list[Fact], list[Fact]]:
    """What the two editions came to, in one unit: what stands for the one before comes first."""
    told = step.before.told
    if told is None or FORECAST in (told.stage, step.fact.stage):
        # What was expected is not wrong because another thing came.
        return [], []
    bases = different([told, *step.before.outcomes])
    alike = [fact for fact in bases if not unlike(fact.unit, told.unit)]
    return alike, [f for f in different(step.now.outcomes) if not unlike(f.unit, told.unit)]


def _fits_some(step: Step, bases: list[Fact], rivals: list[Fact]) -> bool:
    made, had = [step.after(base) for base in bases], [allowed(fact) for fact in rivals]
    return any(meet(one, other) for one in made for other in had)


def evidence(db: sqlite3.Connection, event: str, measure: str, claims: Claims) -> list[Evidence]:
    """What growths say of the claims of an event: its own, and that of the edition after it."""
    after = queries.editions_beside(db, event)[1]
    asked = {"measure": measure, "events": json.dumps([event, after])}
    outcomes = different(claims.outcomes)
    found: dict[object, Evidence] = {}
    for row in db.execute(_OF_EVENT, asked).fetchall():
        step = _step(db, row)
        if step is None:
            continue
        own = row["event"] == event and step.now.figures == claims.figures
        before = row["event"] == after and step.before.figures == claims.figures
        base = step.before.told if own else step.now.told if before else None
        if base is None or FORECAST in (base.stage, step.fact.stage):
            continue
        rivals = [fact for fact in outcomes if not unlike(fact.unit, base.unit)]
        implied = step.after(base) if own else step.ahead(base)
        said = (row["event"], step.fact.value, step.fact.upper, step.fact.direction)
        found.setdefault(said, _sorted(step, base, implied, rivals))
    return list(found.values())


def _sorted(step: Step, base: Fact, implied: Allowed, rivals: Iterable[Fact]) -> Evidence:
    by_fit: dict[bool, list[Fact]] = {True: [], False: []}
    for fact in rivals:
        by_fit[meet(implied, allowed(fact))].append(fact)
    return Evidence(step, base, implied, by_fit[True], by_fit[False])


def _step(db: sqlite3.Connection, row: sqlite3.Row) -> Step | None:
    fact = queries.facts_page(db, [row["key"]]).get(row["key"])
    if fact is None or fact.value is None:
        return None
    base = _base(db, row["event"], fact.scope or "")
    if base is None:
        return None
    now, before = _of_both(db, row, base)
    return Step(fact, bool(row["relative"]), before, now) if now.told and before.told else None


def _of_both(db: sqlite3.Connection, row: sqlite3.Row, base: str) -> tuple[Claims, Claims]:
    """The claims of both editions, of the population that the growth is of; of the whole, where it
    names none that both are told of: one is never set against the other.
    """
    for scope in (row["scope"], _WHOLE):
        now, before = (
            claims_of(db, event, row["of_measure"], scope) for event in (row["event"], base)
        )
        if now.figures and before.figures:
            break
    return now, before


def _base(db: sqlite3.Connection, event: str, scope: str) -> str | None:
    """The edition it is against: the one before, or that of a year which its scope says."""
    if year := _AGAINST.search(scope):
        found = db.execute(_IN_YEAR, (event, year[1])).fetchone()
        return str(found[0]) if found else None
    before = queries.editions_beside(db, event)[0]
    return before if before and db.execute(_NEXT, (before, event)).fetchone() else None


def _head(step: Step, base: Fact, rivals: list[Fact]) -> Head:
    fact, implied = step.fact, step.after(base)
    nearest = min(rivals, key=lambda rival: abs(size(rival) - _middle(implied)))
    spread = spread_of(_middle(implied), size(nearest))
    told = ", ".join([*dict.fromkeys(rival.compact_value for rival in rivals)][:4])
    return Head(
        _name(fact), Kind.GROWTH, severity_of(spread), spread,
        fact.series, fact.event, fact.subject, fact.measure, fact.scope,
        named(fact.event_short, fact.measure_label, fact.compact_value),
        f"“{fact.printed}” from {base.compact_value} of {base.event_short} would make "
        f"{wording(implied, base)}; {fact.event_short} is told to have had {told}",
        (fact.key, base.key, *(rival.key for rival in rivals)),
        frozenset({fact.key}),
    )  # fmt: skip


def _name(fact: Fact) -> str:
    """The id of what a growth is in conflict with: its own words, so that others have another."""
    hedge = "" if fact.hedge is Qualifier.EXACT else fact.hedge
    upper = None if fact.upper is None else plain(fact.upper)
    return id_of(
        fact.event, fact.measure, fact.scope, fact.direction, hedge, plain(fact.value), upper
    )


def sentence(found: Evidence) -> str:
    """What a growth says of disputed claims, in a sentence."""
    fact, base = found.step.fact, found.base
    leads = f"{base.compact_value} of {base.event_short}"
    made = "came from" if found.backwards else "makes"
    parts = [
        f"“{fact.printed}” ({fact.publisher}) {'to' if found.backwards else 'from'} {leads} {made} "
        f"{wording(found.implied, base)}"
    ]
    parts += [
        f"{', '.join(values)} {verb if len(values) == 1 else several}"
        for values, verb, several in (
            (_values(found.fits), "fits", "fit"),
            (_values(found.misfits), "does not", "do not"),
        )
        if values
    ]
    return f"{parts[0]}: {', '.join(parts[1:])}" if parts[1:] else parts[0]


def _values(some: Iterable[Fact]) -> list[str]:
    return [*dict.fromkeys(fact.compact_value for fact in some)]


def wording(found: Allowed, like: Fact) -> str:
    """Numbers that a reckoning allows, in the unit of a figure."""
    decimals = max(like.decimals or 0, decimals_of(like.value))
    unit = base_unit(like.unit) or like.unit or ""
    return reckoned(found.low, found.high, unit, decimals)


def _middle(found: Allowed) -> float:
    ends = [float(end) for end in (found.low, found.high) if end is not None]
    return sum(ends) / len(ends) if ends else 0.0
