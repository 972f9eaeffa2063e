"""What is told of the editions of a fair, measure by measure: claimed, contradicted, or silence."""

import sqlite3
from typing import NamedTuple

from expotui.facts.model import Event
from expotui.store import queries
from expotui.store.compared import COMPARED
from expotui.store.series import Told, editions, measures

_CELLS = f"""
    SELECT f.event_id, f.measure_id, count(*), sum(f.contradicted),
           count(DISTINCT coalesce(whole.origin, d.origin, whole.id, d.id))
    FROM events e JOIN facts f ON f.event_id = e.id JOIN documents d ON d.id = f.document_id
    LEFT JOIN documents whole ON whole.id = d.copy_of_id
    WHERE e.series_id = ? AND e.kind = 'edition' AND e.joint_with_id IS NULL AND f.kind = 'figure'
      AND {COMPARED}
    GROUP BY f.event_id, f.measure_id
"""


class Cell(NamedTuple):
    """How many figures an edition has of a measure, how many of them another claim excludes, and
    of how many origins they are.
    """

    claims: int
    contradicted: int
    origins: int


SILENT = Cell(0, 0, 0)


class Coverage(NamedTuple):
    """The editions of a fair in order, its measures, and a cell where something is told."""

    events: list[Event]
    measures: list[Told]
    cells: dict[tuple[str, str], Cell]

    def cell(self, event: str, measure: str) -> Cell:
        return self.cells.get((event, measure), SILENT)


def coverage(db: sqlite3.Connection, series: str) -> Coverage:
    """What is told of the editions of a fair."""
    found = (queries.find_event(db, event) for event in editions(db, series))
    cells = {(row[0], row[1]): Cell(*row[2:]) for row in db.execute(_CELLS, (series,))}
    told = [measure for measure in measures(db, series) if any(m == measure.id for _, m in cells)]
    return Coverage([event for event in found if event is not None], told, cells)
