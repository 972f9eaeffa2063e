"""Writing rows: counts and index follow in the same transaction, whatever is written."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from expotui.errors import StoreError
from expotui.search.engine import search
from expotui.store.aggregates import kept_wrongly
from expotui.store.opening import open_reading
from expotui.store.writing import writing

from .conftest import unsound

DOCUMENT = {
    "id": "mine", "collection": "user", "title": "Notes on zzyzx", "publisher": "Me",
    "host_kind": "own", "language": "en", "published_basis": "unknown", "zoom": 2,
}  # fmt: skip


def figure(number: int, text: str, **more: object) -> Mapping[str, Any]:
    return {
        "id": f"mine-{number}", "kind": "figure", "document_id": "mine", "event_id": "ciie-6",
        "home_event_id": "ciie-6", "measure_id": "exhibitors", "value": number, "unit": "company",
        "text": text, **more,
    }  # fmt: skip


@pytest.fixture
def mine(copy: Path) -> Path:
    with writing(copy) as writer:
        assert writer.insert("documents", [DOCUMENT]) == 1
        assert writer.insert("facts", (figure(n, f"{n} quuxes") for n in range(5000, 5010))) == 10
    return copy


def found(path: Path, text: str) -> set[str]:
    """The facts with these very words."""
    with closing(open_reading(path, prepare=False)) as db:
        keys = search(db, f'"{text}"', 100)
        marks = ",".join(map(str, keys))
        return {row[0] for row in db.execute(f"SELECT id FROM facts WHERE key IN ({marks})")}


def is_sound(path: Path) -> bool:
    with closing(open_reading(path, prepare=False)) as db:
        return unsound(db) == [] and kept_wrongly(db) == []


def test_new_facts_are_found_and_counted(mine: Path) -> None:
    assert len(found(mine, "quuxes")) == 10
    assert found(mine, "5003") == {"mine-5003"}
    assert is_sound(mine)


def test_more_facts_than_one_statement_takes(mine: Path) -> None:
    with writing(mine) as writer:
        assert writer.insert("facts", (figure(n, f"{n} wibbles") for n in range(45))) == 45
    assert len(found(mine, "wibbles")) == 45
    assert found(mine, "44") >= {"mine-44"}
    assert is_sound(mine)


def test_changed_facts_are_found_by_their_new_words(mine: Path) -> None:
    with writing(mine) as writer:
        changed = writer.upsert("facts", [figure(5001, "5,001 frobs"), figure(5002, "5002 quuxes")])
        assert changed == 1
    assert found(mine, "frobs") == {"mine-5001"}
    assert "mine-5001" not in found(mine, "quuxes")
    assert is_sound(mine)


def test_facts_follow_what_they_refer_to(mine: Path) -> None:
    with writing(mine) as writer:
        assert writer.upsert("documents", [{**DOCUMENT, "publisher": "Xyzzy Post"}]) == 1
    assert len(found(mine, "xyzzy")) == 10
    assert is_sound(mine)


def test_what_goes_is_not_found(mine: Path) -> None:
    with writing(mine) as writer:
        assert writer.delete("facts", ["mine-5001", "mine-5002", "nothing"]) == 2
    assert len(found(mine, "quuxes")) == 8
    assert is_sound(mine)


def test_rows_of_another_owner_stay(mine: Path) -> None:
    with writing(mine) as writer:
        assert writer.upsert("measures", [{"id": "exhibitors", "label": "my label"}]) == 0
    assert found(mine, "my label") == set()


def test_all_or_nothing(mine: Path) -> None:
    before = mine.read_bytes()
    with pytest.raises(StoreError), writing(mine) as writer:
        writer.insert("facts", [figure(1, "one"), figure(5001, "taken")])
    with pytest.raises(ZeroDivisionError), writing(mine) as writer:
        writer.insert("facts", [figure(1, "one"), figure(1 // 0, "two")])
    assert mine.read_bytes() == before


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("INSERT INTO facts(id, kind, document_id, text) VALUES ('o', 'quote', 'mine', 'plugh')",
         "plugh"),
        ("UPDATE facts SET text = 'plugh' WHERE id = 'mine-5001'", "plugh"),
        ("UPDATE events SET name = 'Plugh Fair' WHERE id = 'ciie-6'", "plugh"),
        ("UPDATE measures SET label = 'plugh' WHERE id = 'exhibitors'", "plugh"),
        ("UPDATE measures SET synonyms = '[\"plugh\"]' WHERE id = 'exhibitors'", "plugh"),
        ("DELETE FROM facts WHERE id = 'mine-5001'", "5009"),
    ],
)  # fmt: skip
def test_what_others_write_is_found_from_the_next_start_on(
    mine: Path, sql: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(mine)) as db, db:
        db.execute(sql)
    assert not is_sound(mine)
    open_reading(mine).close()
    assert found(mine, word)
    assert is_sound(mine)


def test_soundness_sees_an_index_that_lags(mine: Path, sql: Callable[..., Any]) -> None:
    sql(mine, "UPDATE fact_terms SET facts = facts + 1 WHERE term = 'quuxes'")
    with closing(open_reading(mine, prepare=False)) as db:
        assert any("vocabulary" in problem for problem in unsound(db))
    sql(mine, "INSERT INTO fact_index(rowid, words, tags) VALUES (7, 'gone', 'is_quote')")
    with closing(open_reading(mine, prepare=False)) as db:
        assert any("99999" in problem or "1 of the index" in problem for problem in unsound(db))
