"""`expotui check`: a draft before it is published."""

import io
import json
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Expotui

DRAFT = """\
# Eight years of the import expo

The sixth China International Import Expo (CIIE), held in 2023, brought US$78.41 billion of
intended one-year turnover, and 3,486 exhibitors came.

At the seventh CIIE, intended one-year turnover was US$78.41 billion.

At the 134th Canton Fair, 197,869 buyers registered.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_a_draft_is_marked_item_by_item(expotui: Expotui, draft: Path) -> None:
    ran = expotui("check", str(draft))
    assert ran.code == 1
    heads = [line for line in ran.lines if not line.startswith(" ")]
    named = "sixth China International Import Expo (CIIE), held in 2023"
    assert f"✓ supported  line 3: “{named}”  CIIE 6" in heads
    assert "✓ supported  line 3: “US$78.41 billion”  CIIE 6" in heads
    assert "✓ supported, disputed  line 4: “3,486 exhibitors”  CIIE 6" in heads
    assert "✗ contradicted  line 6: “US$78.41 billion”  CIIE 7" in heads
    assert "? unsourced  line 8: “197,869 buyers”" in heads
    assert "    the sources say US$80.01 bn; CIIE 6 has this figure" in ran.lines
    assert any("ciie-6-001" in line and "SHINE" in line for line in ran.lines)
    # Ordinals and durations are counted too.
    assert "2 supported, 1 contradicted, 1 unsourced, " in ran.err
    assert "1 disputed among sources" in ran.err


def test_nothing_contradicted_is_success(expotui: Expotui, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("The sixth CIIE had 3,486 exhibitors, and sold 12,345 pies.")
    ran = expotui("check", str(path))
    assert (ran.code, ran.lines[0]) == (
        0, "✓ supported, disputed  line 1: “3,486 exhibitors”  CIIE 6",
    )  # fmt: skip


def test_as_json_nothing_is_left_out(expotui: Expotui, draft: Path) -> None:
    items = json.loads(expotui("check", str(draft), "--json").out)
    assert {item["verdict"] for item in items} == {
        "supported", "contradicted", "unsourced", "not checked",
    }  # fmt: skip
    for item in items:
        assert DRAFT[item["start"] : item["end"]] == item["text"]
        assert DRAFT.splitlines()[item["line"] - 1].count(item["text"].splitlines()[0])
    (wrong,) = [item for item in items if item["verdict"] == "contradicted"]
    assert (wrong["event"], wrong["measure"]) == ("ciie-7", "intended_turnover_one_year")
    relations = {fact["relation"] for fact in wrong["facts"]}
    assert relations == {"excludes it", "says it of another event"}
    lines = expotui("check", str(draft), "--jsonl").lines
    assert [json.loads(line) for line in lines] == items


def test_one_verdict_alone(expotui: Expotui, draft: Path) -> None:
    ran = expotui("check", str(draft), "--only", "unsourced", "--json")
    assert [item["text"] for item in json.loads(ran.out)] == ["197,869 buyers"]
    # What is contradicted counts, shown or not.
    assert ran.code == 1


def test_an_event_may_be_named_for_the_whole(expotui: Expotui, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("We had 3,486 exhibitors.")
    assert "no event named near it" in expotui("check", str(path)).out
    ran = expotui("check", str(path), "--event", "ciie-6")
    assert "✓ supported" in ran.out
    assert "(named with --event)" in ran.out
    ran = expotui("check", str(path), "--event", "ciie-66")
    assert ran.code == 2
    assert "did you mean" in ran.err


def test_from_standard_input(expotui: Expotui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DRAFT.encode())))
    assert expotui("check", "-").code == 1


def test_as_of_a_day_only_what_was_published_counts(expotui: Expotui, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("The sixth CIIE took US$78.41 billion of intended one-year turnover.")
    assert "✓ supported" in expotui("check", str(path)).out
    assert "? unsourced" in expotui("--as-of", "2023-11-01", "check", str(path)).out


@pytest.mark.parametrize("terminal", [40, 80, 120])
def test_it_fits_a_terminal(expotui: Expotui, draft: Path, terminal: int) -> None:
    ran = expotui("check", str(draft), terminal=terminal)
    assert all(cell_len(line) <= terminal for line in ran.lines)


def test_a_draft_with_nothing_to_check(expotui: Expotui, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("Words alone.")
    ran = expotui("check", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "nothing in it that could be checked\n"


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02\xff" * 40])
def test_what_cannot_be_read_is_one_clear_line(
    expotui: Expotui, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "draft.txt"
    if content is not None:
        path.write_bytes(content)
    ran = expotui("check", str(path))
    assert ran.code == 3
    assert "cannot read" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_hostile_words_are_shown_spelled_out(expotui: Expotui, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("The 9th \u202eEvil\x1b[31m Fair had 3,486\u00a0exhibitors\u202e.")
    out = expotui("check", str(path)).out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_the_store_is_left_as_it_is(expotui: Expotui, store: Path, draft: Path) -> None:
    before = store.read_bytes()
    assert expotui("--read-only", "check", str(draft)).code == 1
    assert store.read_bytes() == before
