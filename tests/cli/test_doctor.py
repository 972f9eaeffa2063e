"""`expotui doctor`, run on stores that are sound, behind, and broken on purpose."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expotui.errors import StoreError
from expotui.store.checkup import Checkup
from expotui.store.opening import open_as_it_is
from expotui.store.rebuilding import rebuild
from expotui.store.writing import writing

from .breaking import ALL, BEHIND, BEYOND, OF_THE_INDEX, broken
from .conftest import Expotui, Ran
from .test_bad_input import bad_store, one_line

CHECKS = [
    "file", "schema", "structure", "references", "seeds", "tokens", "unindexed", "index", "counts",
    "verdicts",
]  # fmt: skip


@pytest.fixture
def mine(store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(store, tmp_path / "mine.db"))


def wrong(ran: Ran) -> list[tuple[str, str]]:
    """The checks that failed, each with what its line says."""
    return [(line.split()[1], " ".join(line.split()[2:])) for line in ran.lines if line[:1] == "✗"]


def test_a_sound_store(expotui: Expotui, store: Path) -> None:
    before = (store.read_bytes(), store.stat().st_mtime_ns)
    for args in (("doctor",), ("--read-only", "doctor"), ("doctor", "--read-only")):
        ran = expotui(*args)
        assert (ran.code, ran.err) == (0, "")
        assert ran.lines[0] == str(store)
        assert [line.split()[:2] for line in ran.lines[1:]] == [["✓", name] for name in CHECKS]
    assert expotui("doctor", "--db", str(store), db=store.parent / "no.db").code == 0
    assert (store.read_bytes(), store.stat().st_mtime_ns) == before


@pytest.mark.parametrize("way", ALL)
def test_what_is_broken_is_told_and_left(expotui: Expotui, mine: Path, way: str) -> None:
    before = broken(mine, way).read_bytes()
    ran = expotui("doctor", db=mine)
    assert (ran.code, ran.err) == (1, "")
    said = [line for name, line in wrong(ran) if name == ALL[way].check]
    assert any(ALL[way].said in line for line in said), ran.out
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert mine.read_bytes() == before
    assert os.listdir(mine.parent) == [mine.name]


@pytest.mark.parametrize("way", OF_THE_INDEX)
def test_a_rebuild_mends_the_index_and_the_counts(expotui: Expotui, mine: Path, way: str) -> None:
    ran = expotui("doctor", db=broken(mine, way))
    assert all(line.endswith(": run expotui doctor --rebuild") for _, line in wrong(ran)), ran.out
    ran = expotui("doctor", "--rebuild", db=mine)
    assert ran.code == 0
    assert f"{mine}: rebuilt the search index of 725 facts; the counts " in ran.err
    miscounted = ALL[way].said.removeprefix("in ")
    assert ("counts were right" not in ran.err) == (ALL[way].check == "counts")
    assert ALL[way].check != "counts" or f"corrected in {miscounted}" in ran.err
    assert expotui("search", "booths", db=mine).code == 0


@pytest.mark.parametrize("way", BEHIND)
def test_the_next_start_mends_what_is_behind(expotui: Expotui, mine: Path, way: str) -> None:
    ran = expotui("doctor", db=broken(mine, way))
    [(_, said)] = wrong(ran)
    assert said.endswith(": run expotui once without --read-only")
    assert expotui("timeline", db=mine).code == 0
    assert expotui("doctor", db=mine).code == 0


def test_a_rebuild_indexes_what_others_wrote(expotui: Expotui, mine: Path) -> None:
    ran = expotui("doctor", "--rebuild", db=broken(mine, "fact of others", "tokens"))
    assert ran.code == 0
    assert "search index of 726 facts" in ran.err


@pytest.mark.parametrize("way", ["mark of nothing", "trigger gone"])
def test_a_rebuild_claims_no_more_than_it_does(expotui: Expotui, mine: Path, way: str) -> None:
    assert way in BEYOND
    ran = expotui("doctor", "--rebuild", db=broken(mine, way))
    assert ran.code == 1
    assert [name for name, _ in wrong(ran)] == [ALL[way].check]


@settings(max_examples=8)
@given(
    first=st.sampled_from([way for way in OF_THE_INDEX if OF_THE_INDEX[way].check == "index"]),
    more=st.sets(st.sampled_from([way for way in ALL if way.startswith("counts of")] + [*BEHIND])),
)
def test_whatever_is_broken_is_seen_and_mended(
    tmp_path_factory: pytest.TempPathFactory, store: Path, first: str, more: set[str]
) -> None:
    path = Path(shutil.copy(store, tmp_path_factory.mktemp("broken") / "x.db"))
    ways = [first, *sorted(more)]
    broken(path, *ways)
    assert set(unsound(path)) & {ALL[way].check for way in ways}
    rebuild(path)
    assert set(unsound(path)) <= {"seeds"}


def unsound(path: Path) -> list[str]:
    with closing(open_as_it_is(path)) as db:
        checkup = Checkup(db)
        return [name for name in checkup.names if checkup.check(name).state != "sound"]


@pytest.mark.parametrize("way", ["index unreadable", "index of no format"])
def test_other_commands_send_people_here(expotui: Expotui, mine: Path, way: str) -> None:
    ran = expotui("search", "booths", db=broken(mine, way))
    assert ran.code == 4
    assert one_line(ran.err).endswith(": run expotui doctor --rebuild")


def test_an_index_that_lacks_what_changes_is_told_of(mine: Path) -> None:
    broken(mine, "index emptied")
    with pytest.raises(StoreError, match="the search index of the store"), writing(mine) as writer:
        writer.upsert("measures", [{"id": "exhibitors", "label": "x"}], owner="seed")


def test_checks_wait_for_those_they_need(expotui: Expotui, mine: Path) -> None:
    ran = expotui("doctor", db=broken(mine, "tokens", "mark of nothing"))
    waiting = [line for line in ran.lines if line[:1] == "–"]
    assert [line.split()[1] for line in waiting] == ["index"]
    assert waiting[0].endswith("not looked at, first see to references and tokens")


def test_records(expotui: Expotui, mine: Path) -> None:
    ran = expotui("doctor", "--json", db=broken(mine, "older schema"))
    checks = json.loads(ran.out)
    assert ran.code == 1
    assert [check["check"] for check in checks] == CHECKS
    by_name = {check["check"]: check for check in checks}
    assert by_name["file"] == {"check": "file", "state": "sound", "problems": [], "after": []}
    assert by_name["schema"]["state"] == "wrong"
    assert by_name["schema"]["problems"][0]["remedy"] == "run expotui once without --read-only"
    assert by_name["counts"] == {
        "check": "counts", "state": "not looked at", "problems": [], "after": ["schema"],
    }  # fmt: skip
    lines = expotui("doctor", "--jsonl", db=mine).lines
    assert [json.loads(line) for line in lines] == checks


@pytest.mark.parametrize(
    "what", ["missing", "empty", "folder", "not a database", "foreign", "newer", "cut off"]
)
@pytest.mark.parametrize("args", [("doctor",), ("doctor", "--rebuild")])
def test_what_is_no_store_is_one_line(
    expotui: Expotui, store: Path, tmp_path: Path, what: str, args: tuple[str, ...]
) -> None:
    path = bad_store(tmp_path, store, what)
    if what == "empty":
        path.touch()
    if what == "cut off":
        path.write_bytes(store.read_bytes()[:40_000])
    before = path.read_bytes() if path.is_file() else None
    ran = expotui(*args, db=path)
    assert ran.code == 4
    assert ran.out in ("", f"{path}\n")
    assert path.name in one_line(ran.err)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert path.exists() == (what != "missing")


@pytest.mark.parametrize("at", [2, 5, 20, 60, 120])
def test_damaged_pages(expotui: Expotui, mine: Path, at: int) -> None:
    pages = bytearray(mine.read_bytes())
    pages[at * 4096 : (at + 1) * 4096] = b"\xa5" * 4096
    mine.write_bytes(pages)
    ran = expotui("doctor", db=mine)
    assert ran.code == 4 or (ran.code == 1 and "file" in dict(wrong(ran))), (ran.out, ran.err)
    assert len(ran.err.splitlines()) == (ran.code == 4)
    assert len(ran.lines) < 60
    ran = expotui("doctor", "--rebuild", db=mine)
    assert ran.code in (1, 4)
    assert "Traceback" not in ran.err
    assert "unexpected" not in ran.err


def test_odd_rows_are_looked_at(expotui: Expotui, mine: Path) -> None:
    with closing(sqlite3.connect(mine)) as db, db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(
            "UPDATE facts SET value = x'ff', upper = 9e999, scope = x'00', stage = zeroblob(3)"
        )
        db.execute("UPDATE events SET sort_date = x'32', date = 'soon', short = x'1b5b'")
    ran = expotui("doctor", "--rebuild", db=mine)
    assert (ran.code, len(ran.err.splitlines())) == (0, 1), ran.out


def test_a_rebuild_is_refused_on_what_is_only_read(expotui: Expotui, mine: Path) -> None:
    before = broken(mine, "entry missing").read_bytes()
    for args in (("--read-only", "doctor", "--rebuild"), ("doctor", "--rebuild", "--read-only")):
        ran = expotui(*args, db=mine)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            "expotui: doctor --rebuild writes to the store: it cannot be run with --read-only\n"
        )
    assert mine.read_bytes() == before


def test_head_ends_it_quietly(expotui: Expotui, store: Path) -> None:
    env = {**os.environ, "EXPOTUI_DB": str(store)}
    script = f'{sys.executable} -m expotui doctor | true; echo "${{PIPESTATUS[0]}}"'
    ran = subprocess.run(
        ["bash", "-c", script], env=env, capture_output=True, text=True, check=True
    )
    assert (ran.stdout, ran.stderr) == ("0\n", "")


def test_a_store_that_is_in_use(
    expotui: Expotui, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("expotui.store.connection.PATIENCE", 0.05)
    with closing(sqlite3.connect(mine)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert expotui("doctor", db=mine).code == 0
        assert expotui("doctor", "--rebuild", db=mine).code == 4
        other.execute("COMMIT")
        other.execute("BEGIN EXCLUSIVE")
        ran = expotui("doctor", db=mine)
    assert ran.code == 4
    assert "locked by another program" in one_line(ran.err)
