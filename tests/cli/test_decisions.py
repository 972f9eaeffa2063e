"""`expotui decide`, `decisions`, `undo`, `redo` and `replay`, as they are typed."""

import json
import shutil
from pathlib import Path

import pytest

from .conftest import Expotui

FACT, KEPT = "ciie-6-039", "ciie-6-033"


@pytest.fixture
def own(store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(store, tmp_path / "own.db"))


def test_deciding_listing_undoing_and_redoing(expotui: Expotui, own: Path) -> None:
    said = expotui("decide", FACT, "correct", "value=155", "--as", "ada", db=own)
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith(f"{FACT}: corrected by ada ")
    assert said.err.endswith(": value 154 → 155\n")
    shown = expotui("show", FACT, db=own).out
    assert "155 countries" in shown
    assert "as printed" in shown
    assert "corrected by ada" in shown
    (line,) = expotui("decisions", db=own).lines
    assert "in force" in line
    assert expotui("undo", db=own).err.startswith(f"{FACT}: undone: corrected by ada")
    assert "undone" in expotui("decisions", db=own).lines[0]
    assert expotui("redo", db=own).err.startswith(f"{FACT}: redone: corrected by ada")
    again = expotui("redo", db=own)
    assert (again.code, again.err) == (1, "expotui: there is nothing to redo\n")


def test_a_merged_claim_is_told_by_the_one_that_is_kept(expotui: Expotui, own: Path) -> None:
    assert expotui("decide", FACT, "merge", KEPT, db=own).code == 0
    assert FACT in expotui("show", KEPT, db=own).out
    gone = expotui("show", FACT, db=own)
    assert gone.code == 1
    again = expotui("decide", FACT, "accept", db=own)
    assert again.code == 1
    assert "was merged by" in again.err
    assert FACT not in expotui("export", "--event", "ciie-6", db=own).out


def test_exports_tell_what_was_corrected(expotui: Expotui, own: Path) -> None:
    expotui("decide", FACT, "correct", "value=155", "--as", "ada", db=own)
    records = json.loads(expotui("export", "--json", "--event", "ciie-6", db=own).out)
    (fact,) = [record for record in records if record["id"] == FACT]
    assert fact["value"] == 155
    assert "corrected" in fact["flags"].split()
    assert "corrected by ada" in fact["note"]
    table = expotui("export", "--markdown", "--event", "ciie-6", db=own).lines
    assert [line for line in table if FACT in line and "155 (corrected)" in line]
    assert "as corrected by a reader" in expotui("cite", FACT, db=own).out


def test_decisions_go_to_another_store(
    expotui: Expotui, own: Path, store: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(store, tmp_path / "other.db"))
    expotui("decide", FACT, "correct", "value=155", db=own)
    expotui("decide", "linyi-2", "re-date", "2024-10-17", "--reason", "they say", db=own)
    expotui("decide", KEPT, "note", "mine", db=own)
    file = tmp_path / "decisions.jsonl"
    assert expotui("decisions", "--export", str(file), db=own).err == f"3 decisions → {file}\n"
    assert file.read_text(encoding="utf-8") == expotui("decisions", "--jsonl", db=own).out
    made = expotui("replay", str(file), db=other)
    assert (made.code, made.err) == (0, f"{file}: decisions: 3 made\n")
    for command in (["decisions", "--json"], ["export", "--csv"], ["timeline", "--jsonl"]):
        assert expotui(*command, db=other).out == expotui(*command, db=own).out
    again = expotui("replay", str(file), db=other)
    assert again.err == f"{file}: decisions: 0 made, 3 there already\n"


def test_a_line_that_cannot_be_replayed_is_told_with_its_number(
    expotui: Expotui, own: Path, tmp_path: Path
) -> None:
    expotui("decide", FACT, "accept", db=own)
    file = tmp_path / "decisions.jsonl"
    line = expotui("decisions", "--jsonl", db=own).out
    file.write_text(
        line.replace(FACT, "gone").replace('"id": "', '"id": "a')
        + "\n"
        + line.replace('"id": "', '"id": "b'),
        encoding="utf-8",
    )
    ran = expotui("replay", str(file), db=own)
    assert ran.code == 3
    assert ran.err.splitlines()[-1] == f"{file}: decisions: 1 made, 1 could not be"
    assert f"{file}:1: " in ran.err


USAGE = [
    (["decide", FACT, "accept", "now"], "accept takes no more words"),
    (["decide", FACT, "merge"], "merge takes one word more: OTHER"),
    (["decide", FACT, "correct"], "nothing is corrected"),
    (["decide", FACT, "correct", "value"], "'value' is no FIELD=VALUE"),
    (["decide", FACT, "correct", "value=65", "--reason", "x"], "--reason is for reject and"),
    (["decide", FACT, "correct", "stage=soon"], "stage: must be one of"),
    (["decide", FACT, "forget"], "'forget' is not one of"),
    (["decide", FACT, "accept", "--as", " "], "--as: a name is needed"),
    (["decide", FACT, "accept", "--as", "a\x1b[31m"], "--as: a name is needed"),
    (["--read-only", "decide", FACT, "accept"], "cannot be run with --read-only"),
    (["--read-only", "undo"], "cannot be run with --read-only"),
    (["undo", ""], "no decision is named"),
    (["decide", FACT, "correct", "value=12,34"], "must be a number"),
    (["--read-only", "redo"], "cannot be run with --read-only"),
    (["--read-only", "replay", "x"], "cannot be run with --read-only"),
    (["undo", "--as-of", "2024"], "it takes no --as-of"),
    (["decisions", "--json", "--export", "x"], "goes without --json"),
]


@pytest.mark.parametrize(("args", "why"), USAGE)
def test_usage(expotui: Expotui, own: Path, args: list[str], why: str) -> None:
    before = own.read_bytes()
    ran = expotui(*args, db=own)
    assert ran.code == 2
    assert why in ran.err
    assert ran.out == ""
    assert own.read_bytes() == before


def test_nothing_decided_is_nothing_matched(expotui: Expotui, own: Path) -> None:
    for command in (["decisions"], ["undo"], ["redo"], ["decide", "nothing", "accept"]):
        assert expotui(*command, db=own).code == 1
    assert expotui("replay", "missing.jsonl", db=own).code == 3


def test_the_log_can_be_read_without_writing(expotui: Expotui, own: Path) -> None:
    expotui("decide", FACT, "note", "\x1b[31mred", db=own)
    before = own.read_bytes()
    ran = expotui("--read-only", "decisions", db=own)
    assert ran.code == 0
    assert "␛[31mred" in ran.out
    assert own.read_bytes() == before
