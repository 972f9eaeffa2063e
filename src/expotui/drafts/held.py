"""What the store holds of an event, a fair or a number, by its indexes alone; read once each."""

import sqlite3
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from expotui.drafts.fairs import Fairs
from expotui.drafts.wording import stems
from expotui.facts.model import Fact
from expotui.facts.quantities import Number, to_decimal
from expotui.facts.search_fields import tag
from expotui.facts.tokens import number_token
from expotui.facts.units import in_base_unit
from expotui.store.compared import compared
from expotui.store.indexing import LATEST_FIRST
from expotui.store.queries import facts_page

# Different claims of one event that are looked at, and facts of one number elsewhere.
_MOST, _ELSEWHERE, _SHOWN = 5_000, 60, 5

# One fact, the first, for each of those that claim the same.
_OF_EVENT = f"""
    SELECT min(f.key) FROM facts f
    WHERE f.event_id = ? AND f.kind = 'figure' AND f.value IS NOT NULL
    GROUP BY f.measure_id, f.scope, f.stage, f.subject_id, f.value, f.upper, f.qualifier, f.unit,
             f.direction
    ORDER BY {compared()} DESC, min(f.key) LIMIT {_MOST}
"""
_WITHIN = f"""
    SELECT f.key FROM facts f
    WHERE f.home_event_id = ? AND f.event_id IS NOT f.home_event_id AND f.kind = 'figure'
    AND f.value IS NOT NULL ORDER BY f.key LIMIT {_MOST}
"""
_ALIKE = """
    SELECT f.key FROM facts f
    WHERE f.event_id IS :event AND f.measure_id IS :measure AND f.scope IS :scope
      AND f.stage IS :stage AND f.value IS :value AND f.upper IS :upper
      AND f.qualifier IS :qualifier AND f.unit IS :unit AND f.direction IS :direction
    ORDER BY f.key LIMIT :most
"""


class Measure(NamedTuple):
    """A measure of the vocabulary: what it is called, the stems of all its names."""

    id: str
    label: str
    words: frozenset[str]


class Known:
    """The figures of one event, by what they count and by their numbers."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._by_measure: dict[str | None, list[Fact]] = {}
        self._by_number: dict[Decimal, list[Fact]] = {}
        kinds: dict[tuple[str | None, str | None], Fact] = {}
        for fact in facts:
            self._by_measure.setdefault(fact.measure, []).append(fact)
            if fact.value is not None:
                self._by_number.setdefault(_number(fact.value, fact.unit), []).append(fact)
            kinds.setdefault((fact.measure, fact.unit), fact)
        # One fact for each measure and unit that anything is told in.
        self.kinds: Sequence[Fact] = list(kinds.values())

    def of(self, measure: str | None) -> Sequence[Fact]:
        """Its figures of one measure; none where none is meant."""
        return self._by_measure.get(measure, []) if measure else []

    def with_number(self, value: Number, unit: str | None) -> Sequence[Fact]:
        """Its figures that have a number, whatever they count."""
        return self._by_number.get(_number(value, unit), [])


def _number(value: Number, unit: str | None) -> Decimal:
    return in_base_unit(abs(to_decimal(value)), unit)


class Held:
    """One store, as far as a draft speaks of it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.fairs = Fairs(db)
        self._figures: dict[str, Known] = {}
        self._inner: dict[str, Known] = {}
        self._alike: dict[int, list[Fact]] = {}
        self._numbers: dict[tuple[str, str], list[Fact]] = {}
        self.measures = {
            row[0]: Measure(row[0], row[1], stems(f"{row[1]} {row[2] or ''}"))
            for row in db.execute("SELECT id, label, synonyms FROM measures")
        }

    def figures(self, event: str) -> Known:
        """What is claimed of an event: one fact for each claim that differs."""
        if event not in self._figures:
            self._figures[event] = Known(self._facts(self.db.execute(_OF_EVENT, (event,))))
        return self._figures[event]

    def inner(self, event: str) -> Known:
        """Figures of the parts of an event, and of what was held with it."""
        if event not in self._inner:
            self._inner[event] = Known(self._facts(self.db.execute(_WITHIN, (event,))))
        return self._inner[event]

    def alike(self, fact: Fact) -> Sequence[Fact]:
        """The facts that claim just what one does, itself among them: some, where they are many."""
        if fact.key not in self._alike:
            rows = self.db.execute(_ALIKE, {**fact._asdict(), "most": _SHOWN})
            self._alike[fact.key] = self._facts(rows)
        return self._alike[fact.key]

    def with_number(self, number: Number, series: str | None) -> Sequence[Fact]:
        """Figures of a fair, or of any, that have a number; the latest added, if there are many."""
        token = number_token(abs(to_decimal(number)))
        key = (token, series or "")
        if key not in self._numbers:
            of_series = f' AND "{tag("series", series)}"' if series else ""
            match = f'"{token}" AND "is_figure"{of_series}'
            self._numbers[key] = self.matching(match, _ELSEWHERE)
        return self._numbers[key]

    def matching(self, expression: str, most: int) -> list[Fact]:
        """The facts that match an expression of the search index, the latest first."""
        # Joined to `facts`: a store that is read as of a day hides what the index still holds.
        return self._facts(
            self.db.execute(
                f"SELECT f.key FROM fact_index CROSS JOIN facts f"
                f" ON f.key = {LATEST_FIRST} - fact_index.rowid"
                " WHERE fact_index MATCH ? ORDER BY fact_index.rowid LIMIT ?",
                (expression, most),
            )
        )

    def _facts(self, rows: Iterable[Sequence[int]]) -> list[Fact]:
        keys = [row[0] for row in rows]
        page = facts_page(self.db, keys)
        return [page[key] for key in keys if key in page]
