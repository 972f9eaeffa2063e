"""The store as of a day: nothing of a later page is seen, whatever is read; the rest is sound."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expotui.search.engine import Searcher
from expotui.store import queries
from expotui.store.aggregates import RECOUNTED, kept_wrongly
from expotui.store.as_of import look_back, looks_back
from expotui.store.conflicts import Asked, heads, opened
from expotui.store.disputes import judged_wrongly
from expotui.store.opening import open_reading
from expotui.store.timeline import Timeline

DAYS = st.dates(date(2014, 1, 1), date(2027, 1, 1))


@pytest.fixture(scope="module")
def in_memory(store: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(store)) as db:
        yield db


def as_of(store: sqlite3.Connection, day: date) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    store.backup(db)
    db.row_factory = sqlite3.Row
    look_back(db, day)
    return db


@given(DAYS)
@settings(max_examples=30)
def test_what_is_counted_and_judged_is_of_what_is_left(
    in_memory: sqlite3.Connection, day: date
) -> None:
    with closing(as_of(in_memory, day)) as db:
        assert looks_back(db)
        assert kept_wrongly(db) == []
        assert judged_wrongly(db) == 0
        left = db.execute("SELECT max(published_end), count(*) FROM documents").fetchone()
        assert left[0] is None or left[0] <= day.isoformat()
        known = in_memory.execute(
            "SELECT count(*) FROM facts f JOIN documents d ON d.id = f.document_id"
            " WHERE d.published_end <= ?", (day.isoformat(),),
        ).fetchone()[0]  # fmt: skip
        found = queries.totals(db)
        assert found.figures + found.quotes == known
        assert found.documents == left[1]


@given(
    DAYS, st.sampled_from(["turnover", "ciie exhibitors", "is:contradicted", "countries", "834"])
)
def test_nothing_later_is_found(in_memory: sqlite3.Connection, day: date, query: str) -> None:
    with closing(as_of(in_memory, day)) as db:
        for fact in Searcher(db).search(query).facts:
            end = in_memory.execute(
                "SELECT published_end FROM documents WHERE id = ?", (fact.document,)
            ).fetchone()[0]
            assert end <= day.isoformat()


@given(DAYS)
@settings(max_examples=15)
def test_the_timeline_shows_events_that_somebody_tells_of(
    in_memory: sqlite3.Connection, day: date
) -> None:
    with closing(as_of(in_memory, day)) as db:
        rows = Timeline(db, 3)
        page = queries.timeline_page(db, keys := rows.keys(0, len(rows)))
        assert len(page) == len(keys) == len(rows)
        for head in heads(db, Asked()):
            opened(db, head)


def test_a_claim_is_not_contradicted_by_a_later_one(store: Path) -> None:
    """The sixth CIIE's 128 countries, told before it opened, and 154 at its opening."""
    key = ("ciie-6", "participating_countries", "business_exhibition")
    for day, conflict in ((date(2023, 11, 4), False), (date(2023, 12, 1), True)):
        with closing(open_reading(store, as_of=day)) as db:
            found = {(head.event, head.measure, head.scope) for head in heads(db, Asked())}
            assert (key in found) is conflict


def test_the_store_stays_as_it_is(store: Path) -> None:
    before = store.read_bytes()
    with closing(open_reading(store, as_of=date(2020, 1, 1))) as db:
        assert 0 < queries.totals(db).figures < 719
        with pytest.raises(sqlite3.OperationalError):
            db.execute("DELETE FROM main.facts")
    assert store.read_bytes() == before
    with closing(open_reading(store)) as db:
        assert not looks_back(db)
        assert queries.totals(db).figures == 719


def test_every_count_is_reckoned_anew() -> None:
    assert RECOUNTED.keys() == {"events", "documents", "days", "totals"}
