"""Counts that the store keeps: after anything is written, they are what counting would give."""

import sqlite3
from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from expotui.store.aggregates import kept_wrongly


def shuffle(db: sqlite3.Connection, step: int, at: int) -> None:
    """One of the things that somebody may do to the tables of a store."""
    pick = "(SELECT id FROM {0} ORDER BY id LIMIT 1 OFFSET ? % (SELECT count(*) FROM {0}))"
    event, document = pick.format("events"), pick.format("documents")
    fact = pick.format("facts")
    statements = (
        (f"UPDATE facts SET event_id = {event} WHERE id = {fact}", 2),
        (f"UPDATE facts SET home_event_id = {event} WHERE id = {fact}", 2),
        (f"UPDATE facts SET home_event_id = NULL WHERE id = {fact}", 1),
        (f"UPDATE facts SET document_id = {document} WHERE id = {fact}", 2),
        (f"DELETE FROM facts WHERE id = {fact}", 1),
        (f"UPDATE events SET sort_date = '1999-12' WHERE id = {event}", 1),
        (f"UPDATE events SET sort_date = NULL, zoom = 3 - zoom WHERE id = {event}", 1),
        (f"UPDATE documents SET sort_date = '2001~', zoom = 3 - zoom WHERE id = {document}", 1),
        (f"UPDATE documents SET title = 'other' WHERE id = {document}", 1),
        (f"INSERT OR REPLACE INTO facts(id, kind, document_id, event_id, home_event_id, text)"
         f" VALUES ('own-' || ?, 'quote', {document}, {event}, {event}, 'words')", 4),
    )  # fmt: skip
    sql, parameters = statements[step % len(statements)]
    db.execute(sql, (at,) * parameters)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 999)), max_size=12))
def test_counts_follow_whatever_is_done(store: Path, steps: list[tuple[int, int]]) -> None:
    with closing(sqlite3.connect(store)) as shipped, closing(sqlite3.connect(":memory:")) as db:
        shipped.backup(db)
        db.execute("PRAGMA recursive_triggers = ON")
        assert kept_wrongly(db) == []
        for step, at in steps:
            shuffle(db, step, at)
        assert kept_wrongly(db) == []


def test_a_wrong_count_is_seen(store: Path) -> None:
    with closing(sqlite3.connect(store)) as shipped, closing(sqlite3.connect(":memory:")) as db:
        shipped.backup(db)
        db.execute("UPDATE events SET figures = 1000 WHERE id = 'ciie-6'")
        db.execute("UPDATE days SET facts = facts + 1 WHERE day = 20231105")
        assert kept_wrongly(db) == ["days", "events"]
