"""The timeline in order: any window of it, as sorting all rows would give it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from expotui.facts.model import Event
from expotui.facts.timeline import UNDATED
from expotui.store import queries
from expotui.store.schema import migrations
from expotui.store.timeline import Timeline, matching

SORT_DATE = st.one_of(
    st.none(),
    st.sampled_from(["2023-11-05", "2023-11", "2023", "2023~", "2024-01-31", "soon", "2023-13"]),
    st.dates().map(lambda day: day.isoformat()),
)
ROWS = st.lists(st.tuples(SORT_DATE, st.integers(1, 2)), max_size=40)


def day_number(sort_date: str | None) -> int:
    """What the store's `day` is to be, reckoned another way."""
    text = sort_date or ""
    if len(text) == 5 and text[:4].isdigit() and text[4] == "~":
        return int(text[:4]) * 10_000 + 9_900
    parts = text.split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return UNDATED
    year, month, day = (int(part) for part in [*parts, "0", "0"][:3])
    return year * 10_000 + month * 100 + day if month <= 12 else UNDATED


@contextmanager
def store_of(
    events: list[tuple[str | None, int]], pages: list[tuple[str | None, int]]
) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as db:
        migrations.apply(Database(db))
        db.execute("INSERT INTO series(id, name, short) VALUES ('s', 'S', 's')")
        db.executemany(
            "INSERT INTO events(key, id, series_id, kind, name, short, date_basis, sort_date, zoom,"
            " date_start) VALUES (?1, 'e' || ?1, 's', 'edition', 'E', 'e', 'stated', ?2, ?3, ?2)",
            [(at, *row) for at, row in enumerate(events, 1)],
        )
        db.executemany(
            "INSERT INTO documents(key, id, collection, title, publisher, host_kind, language,"
            " published_basis, sort_date, zoom) VALUES (?1, 'd' || ?1, 'user', 't', 'p', 'own',"
            " 'en', 'shown', ?2, ?3)",
            [(at, *row) for at, row in enumerate(pages, 1)],
        )
        yield db


@given(ROWS, ROWS, st.integers(1, 2), st.integers(0, 80), st.integers(0, 20))
def test_any_window_is_that_of_all_rows_sorted(
    events: list[tuple[str | None, int]],
    pages: list[tuple[str | None, int]],
    zoom: int,
    start: int,
    size: int,
) -> None:
    wanted = sorted(
        (day_number(day), kind, key)
        for kind, rows in enumerate((events, pages))
        for key, (day, shown) in enumerate(rows, 1)
        if shown <= zoom
    )
    keys = [-key if kind else key for _, kind, key in wanted]
    with store_of(events, pages) as db:
        timeline = Timeline(db, zoom)
        assert len(timeline) == len(wanted)
        assert timeline.keys(start, start + size) == keys[start : start + size]
        assert [timeline.day(row) for row in range(len(keys))] == [day for day, _, _ in wanted]
        assert [timeline.place(key) for key in keys] == list(range(len(keys)))
        assert timeline.place(99) is None
        assert [key for _, key in matching(db, zoom)] == keys
        divisor = 10_000 if zoom == 1 else 100
        groups = {day // divisor: at for at, (day, _, _) in reversed([*enumerate(wanted)])}
        starts, days = timeline.groups()
        assert [day // divisor for day in days] == sorted(groups)
        assert list(starts) == [groups[day] for day in sorted(groups)]


def test_jumps(db: sqlite3.Connection) -> None:
    timeline = Timeline(db, 1)
    assert timeline.day(timeline.at(2019_00_00)) // 10_000 == 2019
    assert timeline.day(timeline.at(2019_00_00) - 1) // 10_000 < 2019
    assert timeline.at(UNDATED + 1) == len(timeline)
    latest = timeline.latest_event()
    assert latest is not None
    assert timeline.keys(latest, latest + 1)[0] > 0
    assert timeline.place(-1) in (None, *range(len(timeline)))


def test_years_show_less_than_months(db: sqlite3.Connection) -> None:
    years, months = (set(Timeline(db, zoom).keys(0, 10_000)) for zoom in (1, 2))
    assert years < months


def test_filters_hold_for_what_is_found(db: sqlite3.Connection) -> None:
    found = [
        key for _, key in matching(db, 2, series="ciie", since="2023-11-10", until="2023-12-31")
    ]
    assert found
    page = queries.timeline_page(db, found)
    assert found == [key for key in Timeline(db, 2).keys(0, 10_000) if key in set(found)]
    events = [row for key in found if isinstance(row := page[key], Event)]
    assert "ciie-6" in {event.id for event in events}
    assert {event.series for event in events} == {"ciie"}
    for event in events:
        assert event.date_start is None or event.date_start <= "2023-12-31"
        assert event.date_end is None or event.date_end >= "2023-11-10"
