"""What is marked as contradicted is what judging the whole store would mark, whoever wrote."""

import sqlite3
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from expotui.store.disputes import judged_wrongly, settle

_FACT = "(SELECT id FROM facts WHERE kind = 'figure' ORDER BY id LIMIT 1 OFFSET :at % 400)"
_STEPS = (
    f"UPDATE facts SET value = value + 1 WHERE id = {_FACT}",
    f"UPDATE facts SET qualifier = 'over' WHERE id = {_FACT}",
    f"UPDATE facts SET stage = 'forecast' WHERE id = {_FACT}",
    f"UPDATE facts SET scope = NULL WHERE id = {_FACT}",
    f"UPDATE facts SET event_id = 'ciie-6' WHERE id = {_FACT}",
    f"UPDATE facts SET event_id = NULL WHERE id = {_FACT}",
    f"UPDATE facts SET kind = 'quote' WHERE id = {_FACT}",
    f"UPDATE facts SET unit = 'USD', contradicted = contradicted WHERE id = {_FACT}",
    f"DELETE FROM facts WHERE id = {_FACT} AND id NOT IN (SELECT fact_id FROM marks)",
    "INSERT INTO facts(id, kind, document_id, event_id, measure_id, scope, value, unit, text)"
    " SELECT 'copy-' || (SELECT max(key) FROM facts), kind, document_id, event_id, measure_id,"
    f" scope, value * 2, unit, text FROM facts WHERE id = {_FACT}",
)


def marked(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT id FROM facts WHERE contradicted")}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(_STEPS), st.integers(0, 999)), max_size=10))
def test_marks_follow_whatever_is_done(store: Path, steps: list[tuple[str, int]]) -> None:
    with closing(sqlite3.connect(store)) as shipped, closing(sqlite3.connect(":memory:")) as db:
        shipped.backup(db)
        assert judged_wrongly(db) == 0
        for sql, at in steps:
            db.execute(sql, {"at": at})
        settle(db)
        assert judged_wrongly(db) == 0
        assert settle(db) == 0


def test_the_corpus_contradicts_itself_where_it_is_known_to(store: Path) -> None:
    with closing(sqlite3.connect(store)) as db:
        told = db.execute(
            "SELECT DISTINCT event_id, measure_id, value FROM facts WHERE contradicted"
        ).fetchall()
    assert ("ciie-4", "intended_turnover_one_year", 70_620_000_000) in told
    assert ("ciie-6", "participating_countries", 128) in told
    assert ("ciie-8", "intended_turnover_one_year", 834_000_000_000) in told
    assert {("wcifit-2", "signed_projects", 115), ("wcifit-2", "signed_projects", 89)} <= set(told)
    of_ciie_6 = {row[2] for row in told if row[:2] == ("ciie-6", "participating_countries")}
    assert of_ciie_6 == {128, 154}, "69 of the national exhibition and 123 partners are none"
