"""Decisions outlive what writes their rows anew: later seeds, imports, documents taken in again."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from expotui.curation.deciding import undo
from expotui.curation.history import HOLDS, WAITS, entries, history
from expotui.facts.decisions import FACT
from expotui.store.building import build
from expotui.store.location import seed_folder
from expotui.store.opening import open_reading
from expotui.store.rebuilding import rebuild
from expotui.store.writing import writing
from tests.curation.conftest import Made, contents, fact, log_of, unsound

OURS, HIDDEN, LATER = "ciie-6-001", "ciie-6-039", "ciie-7-001"


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    """A copy of seed/ to change."""
    folder = tmp_path / "seed"
    shutil.copytree(seed_folder(), folder)
    return folder


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(path: Path, name: str) -> list[str]:
    with closing(open_reading(path, prepare=False)) as db:
        found = history(db, FACT, name, "ada")
        return [one.line for one in found.told] if found else []


def test_later_seeds_leave_decisions_in_force(own: Path, make: Made, seed: Path) -> None:
    make("correct", OURS, value="78400000000")
    make("reject", HIDDEN)
    make("re-date", "ciie-6", date="2023-11")
    make("mark", LATER)
    log = log_of(own)
    build(own, seed)
    row = fact(own, OURS) or {}
    assert (row["value"], row["owner"], row["flags"]) == (78_400_000_000, "seed", "corrected")
    assert fact(own, HIDDEN) is None
    assert log_of(own) == log
    assert unsound(own) == []
    for _ in range(4):
        undo(own, "ada")
    fresh = own.with_name("fresh.db")
    build(fresh, seed)
    assert contents(own)["facts"] == contents(fresh)["facts"]


def test_a_base_that_changed_meanwhile_is_told_and_not_lost(
    own: Path, make: Made, seed: Path
) -> None:
    make("correct", OURS, value="78400000000")
    replace_in(seed / "reference" / "shine23.toml", "value = 78410000000", "value = 78420000000")
    build(own, seed)
    assert (fact(own, OURS) or {})["value"] == 78_400_000_000
    (line,) = told(own, OURS)
    assert line.endswith("(its source says otherwise now: value 78 420 000 000)")
    assert "its source says otherwise now" in (fact(own, OURS) or {})["note"]
    undo(own, "ada")
    assert (fact(own, OURS) or {})["value"] == 78_420_000_000
    assert unsound(own) == []


def test_a_decided_fact_stays_when_the_seeds_drop_it_and_a_rejected_one_waits(
    own: Path, make: Made, seed: Path
) -> None:
    further = seed / "further.toml"
    blocks = further.read_text(encoding="utf-8").split("[[further]]\n")
    ids = [block.split('id = "', 1)[1].split('"', 1)[0] for block in blocks[1:]]
    kept, hidden, gone = ids[:3]
    make("accept", kept)
    make("reject", hidden)
    further.write_text("[[further]]\n".join([blocks[0], *blocks[4:]]), encoding="utf-8")
    build(own, seed)
    assert (fact(own, kept) or {})["flags"].endswith("accepted")
    assert fact(own, hidden) is None
    assert fact(own, gone) is None
    with closing(open_reading(own, prepare=False)) as db:
        assert [entry.state for entry in entries(db)] == [HOLDS, WAITS]
    assert unsound(own) == []
    # What comes back is decided on still; what was withdrawn does not come back by an undo.
    build(own)
    assert fact(own, hidden) is None
    undo(own, "ada")
    assert fact(own, hidden) is not None
    assert unsound(own) == []


CLIP, FIGURE = "clip-1234abcd", "clip-1234abcd-f10"
MINE: dict[str, object] = {
    "id": FIGURE, "kind": "figure", "document_id": CLIP,
    "event_id": "ciie-6", "home_event_id": "ciie-6", "measure_id": "exhibitors", "value": 3400,
    "qualifier": "exact", "low": 3400, "high": 3400, "unit": "company", "text": "3,400 companies",
    "paragraph": 1, "span_start": 10, "span_end": 25,
}  # fmt: skip
DOCUMENT: dict[str, object] = {
    "id": CLIP, "collection": "user", "title": "A clip", "publisher": "me",
    "host_kind": "none", "language": "en", "published_basis": "unknown", "zoom": 1,
}  # fmt: skip


def test_a_document_taken_in_again_keeps_what_was_decided(own: Path, make: Made) -> None:
    twin = "clip-1234abcd-f40"
    place = {"id": twin, "text": "3,486", "span_start": 40, "span_end": 45}
    other = {**MINE, **place, "value": 3486, "low": 3486, "high": 3486}
    with writing(own) as writer:
        writer.insert("documents", [DOCUMENT])
        writer.insert("facts", [MINE, other])
    make("correct", FIGURE, value="3486")
    make("merge", twin, into=FIGURE)
    make("re-date", "clip-1234abcd", date="2023-11-07")
    decided = contents(own)["facts"]
    # Brought up to date, row by row.
    with writing(own) as writer:
        assert writer.upsert("facts", [MINE, other]) == 0
        assert writer.upsert("documents", [DOCUMENT]) == 0
    assert contents(own)["facts"] == decided
    # Taken out and put in anew.
    with writing(own) as writer:
        writer.delete("facts", [FIGURE, twin])
        writer.delete("documents", [CLIP])
        writer.insert("documents", [DOCUMENT])
        writer.insert("facts", [MINE, other])
    row = fact(own, FIGURE) or {}
    assert (row["value"], row["flags"]) == (3486, "corrected")
    assert fact(own, twin) is None
    with closing(sqlite3.connect(own)) as db:
        published = "SELECT published, published_start FROM documents WHERE id = ?"
        assert db.execute(published, (CLIP,)).fetchone() == ("2023-11-07", "2023-11-07")
    assert unsound(own) == []
    for _ in range(3):
        undo(own, "ada")
    assert (fact(own, FIGURE) or {})["value"] == 3400
    assert (fact(own, twin) or {})["value"] == 3486
    assert unsound(own) == []


def test_a_rejected_fact_does_not_come_back_without_its_document(own: Path, make: Made) -> None:
    with writing(own) as writer:
        writer.insert("documents", [DOCUMENT])
        writer.insert("facts", [MINE])
    make("reject", FIGURE)
    with writing(own) as writer:
        writer.delete("documents", [CLIP])
    undo(own, "ada")
    assert fact(own, FIGURE) is None
    assert unsound(own) == []


def test_an_index_that_is_made_anew_holds_what_was_decided(own: Path, make: Made) -> None:
    make("correct", OURS, value="78400000000")
    make("reject", HIDDEN)
    decided = contents(own)
    rebuild(own)
    assert contents(own) == decided
    # And with an index of another version, which is not taken apart row by row.
    with closing(sqlite3.connect(own)) as db, db:
        db.execute("UPDATE settings SET value = 'old' WHERE name = 'tokenizer'")
    open_reading(own).close()
    assert contents(own) == decided
    assert unsound(own) == []


def test_a_store_from_before_there_were_decisions_keeps_its_marks(own: Path, make: Made) -> None:
    with closing(sqlite3.connect(own)) as db, db:
        for trigger in ("decisions_stay", "decisions_keep", "decisions_once"):
            db.execute(f"DROP TRIGGER {trigger}")
        db.execute("DROP TABLE decisions")
        db.execute("DROP TABLE overlaid")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'decide'")
        db.execute("PRAGMA user_version = 4")
        db.execute("INSERT INTO marks(fact_id) VALUES (?)", (OURS,))
    open_reading(own).close()
    make("mark", OURS)
    assert contents(own)["marks"] == []
    undo(own, "ada")
    assert [row[0] for row in contents(own)["marks"]] == [OURS]
    assert unsound(own) == []
