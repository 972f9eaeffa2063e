"""The timeline in order, known by its days: opening it costs its days, a page costs the page.

Rows are sorted by day, events before pages, then as they were added. How many there are of each
day is kept in the store (store/aggregates.py), so any row's place is reckoned and none is read
but those on screen.
"""

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from heapq import merge
from itertools import accumulate
from typing import NamedTuple

from expotui.facts.timeline import MONTHS, UNDATED, YEARS

_DIVISORS = {YEARS: 10_000, MONTHS: 100}


class Groups(NamedTuple):
    """Rows under a heading each: the first of every group, and its day."""

    starts: "array[int]"
    days: "array[int]"


class Shown(NamedTuple):
    """The days that have rows at a zoom: how many events each has, and the first row of each, and
    of what would come after them.
    """

    days: "array[int]"
    events: "array[int]"
    starts: "array[int]"


class Days:
    """How many rows each day has, read from the store once a zoom."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._version = _version(db)

    def now(self) -> "Days":
        """These, where nothing was written to the store since they were read; as they are now."""
        return self if self._version == _version(self._db) else Days(self._db)

    def shown(self, zoom: int) -> Shown:
        return self._years if zoom <= YEARS else self._all

    @cached_property
    def _years(self) -> Shown:
        return self._with_rows("events_of_years", "pages_of_years")

    @cached_property
    def _all(self) -> Shown:
        return self._with_rows("events", "pages")

    def _with_rows(self, events: str, pages: str) -> Shown:
        cursor = self._db.cursor()
        cursor.row_factory = None
        found = cursor.execute(
            f"SELECT day, {events}, {events} + {pages} FROM days WHERE {events} + {pages} > 0"
            " ORDER BY day"
        ).fetchall()
        if not found:
            return Shown(array("q"), array("q"), array("q", [0]))
        days, of_events, rows = zip(*found, strict=True)
        return Shown(
            array("q", days), array("q", of_events), array("q", accumulate(rows, initial=0))
        )


def _version(db: sqlite3.Connection) -> int:
    """What another connection's writing changes."""
    version: int = db.execute("PRAGMA data_version").fetchone()[0]
    return version


class Timeline:
    """All rows shown at a zoom (1 years, 2 and more all). A page's key is negative here."""

    def __init__(self, db: sqlite3.Connection, zoom: int, days: Days | None = None) -> None:
        self._db = db
        self.zoom = zoom
        self._days, self._events, self._starts = (days or Days(db)).shown(zoom)

    def __len__(self) -> int:
        return self._starts[-1]

    def day(self, row: int) -> int:
        """The day of a row (YYYYMMDD, 00 for what is not known; `UNDATED` comes last)."""
        return self._days[bisect_right(self._starts, row) - 1]

    def keys(self, start: int, stop: int) -> list[int]:
        """The keys of the rows from `start` to `stop`, fewer where rows have gone meanwhile."""
        stop = min(stop, len(self))
        if start >= stop:
            return []
        first, last = (bisect_right(self._starts, row) - 1 for row in (start, stop - 1))
        into = start - self._starts[first]
        skipped = min(into, self._events[first])
        days = (self._days[first], self._days[last])
        events = self._rows("events", days, stop - start, skipped)
        pages = self._rows("documents", days, stop - start, into - skipped)
        rows = merge(((day, 0, key) for day, key in events), ((day, 1, key) for day, key in pages))
        return [-key if is_page else key for _, is_page, key in rows][: stop - start]

    def place(self, key: int) -> int | None:
        """The row of a key; None where it is not shown at this zoom."""
        table = "events" if key > 0 else "documents"
        found = self._db.execute(
            f"SELECT day FROM {table} WHERE key = ? AND {self._shown}", (abs(key),)
        ).fetchone()
        at = bisect_left(self._days, found[0]) if found else len(self._days)
        if at == len(self._days) or self._days[at] != found[0]:
            return None
        before: int = self._db.execute(
            f"SELECT count(*) FROM {table} WHERE day = ? AND key > 0 AND key < ? AND {self._shown}",
            (found[0], abs(key)),
        ).fetchone()[0]
        return self._starts[at] + before + (self._events[at] if key < 0 else 0)

    def at(self, day: int) -> int:
        """The first row of a day, or after it; `len` where there is none."""
        return self._starts[bisect_left(self._days, day)]

    def latest_event(self) -> int | None:
        """The row of the last event that has a date."""
        for at in reversed(range(len(self._days))):
            if self._events[at] and self._days[at] != UNDATED:
                return self._starts[at] + self._events[at] - 1
        return None

    def groups(self) -> Groups:
        """The rows by year, month or day, as the zoom has it."""
        divisor = _DIVISORS.get(self.zoom)
        if divisor is None:
            return Groups(self._starts[:-1], self._days)
        groups, at = Groups(array("q"), array("q")), 0
        while at < len(self._days):
            groups.starts.append(self._starts[at])
            groups.days.append(self._days[at])
            at = bisect_left(self._days, (self._days[at] // divisor + 1) * divisor)
        return groups

    @property
    def _shown(self) -> str:
        return "zoom <= 1" if self.zoom <= YEARS else "1"

    def _rows(
        self, table: str, days: tuple[int, int], count: int, skipped: int
    ) -> list[tuple[int, int]]:
        cursor = self._db.cursor()
        cursor.row_factory = None
        return cursor.execute(
            f"SELECT day, key FROM {table} WHERE day BETWEEN ? AND ? AND key > 0 AND {self._shown}"
            " ORDER BY day, key LIMIT ? OFFSET ?",
            (*days, count, skipped),
        ).fetchall()


def matching(
    db: sqlite3.Connection,
    zoom: int,
    *,
    series: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Iterator[tuple[int, int]]:
    """(day, key) of the rows that every filter holds for, in order, read as they are asked for.

    `since` and `until` are ISO days; overlap is enough, a side not known counts as the one that is.
    """
    values = {"series": series, "since": since, "until": until}
    shown = "zoom <= 1" if zoom <= YEARS else "1"
    return merge(
        *(
            _signed(_filtered(db, table, [shown, *_conditions(columns, values)], values), sign)
            for table, columns, sign in (("events", _OF_EVENTS, 1), ("documents", _OF_PAGES, -1))
        ),
        key=lambda row: (row[0], row[1] < 0, abs(row[1])),
    )


_OF_EVENTS = ("series_id = :series", "date_start", "date_end")
_OF_PAGES = (
    "about_event_id IN (SELECT id FROM events WHERE series_id = :series)",
    "published_start",
    "published_end",
)


def _conditions(columns: tuple[str, str, str], values: dict[str, str | None]) -> list[str]:
    series, start, end = columns
    found = {
        "series": series,
        "since": f"coalesce({end}, {start}) >= :since",
        "until": f"coalesce({start}, {end}) <= :until",
    }
    return [sql for name, sql in found.items() if values[name] is not None]


def _filtered(
    db: sqlite3.Connection, table: str, conditions: list[str], values: dict[str, str | None]
) -> Iterator[tuple[int, int]]:
    cursor = db.cursor()
    cursor.row_factory = None
    where = " AND ".join(conditions)
    return cursor.execute(
        f"SELECT day, key FROM {table} WHERE key > 0 AND {where} ORDER BY day, key", values
    )


def _signed(rows: Iterator[tuple[int, int]], sign: int) -> Iterator[tuple[int, int]]:
    return ((day, sign * key) for day, key in rows)
