"""`expotui verify`: what stands where it was cited, and what does not."""

import hashlib
import io
import json
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from expotui.citations.forms import FORMS
from tests.cli.conftest import Expotui

TEXT = "Headline\n\nThe fair drew 1,500 firms, over 150% more. “We are glad,” she said.\n"
PAGE = "mine"
FACTS = {
    "mine-f1": ("1,500 firms", None, 2, 24),
    "mine-f2": ("150%", "over 150%", 2, 42),
    "mine-q1": ("We are glad,", None, 2, 54),
}


@pytest.fixture
def mine(store: Path, tmp_path: Path) -> Path:
    """A store with a document of the user's, its text not kept, and facts with locators."""
    path = Path(shutil.copy(store, tmp_path / "mine.db"))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "INSERT INTO documents (id, collection, title, publisher, host_kind, language,"
            " published_basis, zoom, sha256) VALUES (?, 'user', 'T', 'me', 'own', 'en', 'unknown',"
            " 2, ?)",
            (PAGE, hashlib.sha256(TEXT.encode()).hexdigest()),
        )
        for name, (words, qualified, paragraph, start) in FACTS.items():
            assert TEXT[start : start + len(words)] == words
            db.execute(
                "INSERT INTO facts (id, kind, document_id, text, qualified_text, paragraph,"
                " span_start, span_end) VALUES (?, 'quote', ?, ?, ?, ?, ?, ?)",
                (name, PAGE, words, qualified, paragraph, start, start + len(words)),
            )
    return path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    return path


def told(expotui: Expotui, mine: Path, *args: str) -> dict[str, dict[str, Any]]:
    ran = expotui("verify", "--json", *args, db=mine)
    found = {check["id"]: check for check in json.loads(ran.out)}
    wrong = {check["status"] for check in found.values()} - {"found", "unheld"}
    assert ran.code == (1 if wrong else 0)
    return found


def statuses(found: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {name: check["status"] for name, check in found.items()}


def test_the_five_documents_hold_all_their_facts(expotui: Expotui, shared: Path) -> None:
    files = sorted((shared / "seeds").glob("*.txt"))
    given = [part for file in files for part in ("--document", str(file))]
    ran = expotui("verify", "--jsonl", *given)
    assert (ran.code, ran.err) == (0, "72 checked, 72 found\n")
    assert {json.loads(line)["status"] for line in ran.lines} == {"found"}


def test_nothing_at_hand_is_said_and_is_no_error(expotui: Expotui) -> None:
    ran = expotui("verify")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("0 checked, 72 unheld\n")
    assert "--document" in ran.err


def test_a_file_is_known_by_its_sha256(expotui: Expotui, mine: Path, article: Path) -> None:
    ran = expotui("verify", "--document", str(article), db=mine)
    assert (ran.code, ran.err) == (0, "3 checked, 3 found, 72 unheld\n")
    assert ran.lines[0] == "✓ found  mine-f1  ¶2, characters 24–35  “1,500 firms”"


def test_a_changed_text_is_found_out(expotui: Expotui, mine: Path, tmp_path: Path) -> None:
    edited = tmp_path / "edited.txt"
    edited.write_bytes(("New first line\n" + TEXT.replace("150%", "160%")).encode())
    found = told(expotui, mine, "--document", f"{PAGE}={edited}")
    assert statuses(found) == {"mine-f1": "moved", "mine-f2": "changed", "mine-q1": "moved"}
    assert found["mine-f1"]["at"] == {"paragraph": 3, "start": 39, "end": 50}
    assert "the text at hand is another one" in found["mine-f1"]["details"][1]
    unknown = expotui("verify", "--document", str(edited), db=mine)
    assert (unknown.code, unknown.out) == (1, "")
    assert "is the text of no document" in unknown.err
    text = expotui("verify", "--document", f"{PAGE}={edited}", db=mine)
    assert (text.code, text.err) == (1, "3 checked, 2 moved, 1 changed, 72 unheld\n")
    assert text.lines[0].startswith("→ moved    mine-f1")
    assert "now at ¶3, characters 39–50" in text.lines[0]


def test_texts_that_the_store_keeps_are_at_hand(expotui: Expotui, mine: Path) -> None:
    with closing(sqlite3.connect(mine)) as db, db:
        db.execute("UPDATE documents SET text = ? WHERE id = ?", (TEXT, PAGE))
        db.execute("UPDATE facts SET text = 'gone' WHERE id = 'mine-q1'")
        db.execute("UPDATE facts SET span_start = 0, span_end = 11 WHERE id = 'mine-f1'")
    found = told(expotui, mine)
    assert statuses(found) == {"mine-f1": "moved", "mine-f2": "found", "mine-q1": "missing"}
    before = mine.read_bytes()
    assert told(expotui, mine) == found
    assert mine.read_bytes() == before


@pytest.mark.parametrize("form", FORMS)
def test_citations_of_every_form_are_checked(
    expotui: Expotui, mine: Path, article: Path, tmp_path: Path, form: str
) -> None:
    cited = expotui("cite", f"--{form}", *FACTS, PAGE, "ciie-6-001", db=mine).out
    file = tmp_path / "cited"
    file.write_bytes(cited.encode())
    ids = [*FACTS, PAGE]
    found = told(expotui, mine, str(file), "--document", str(article))
    assert statuses(found) == {**dict.fromkeys(ids, "found"), "ciie-6-001": "unheld"}
    assert found["mine-f2"]["words"] == "over 150%"
    assert {check["source"] for check in found.values()} == {str(file)}
    found = told(expotui, mine, str(file))
    assert set(statuses(found).values()) == {"unheld"}
    with closing(sqlite3.connect(mine)) as db, db:
        db.execute("UPDATE facts SET text = '1,600 firms' WHERE id = 'mine-f1'")
        db.execute("UPDATE facts SET span_start = 43 WHERE id = 'mine-f2'")
        db.execute("DELETE FROM facts WHERE id = 'mine-q1'")
        db.execute("UPDATE documents SET sha256 = ? WHERE id = ?", ("0" * 64, PAGE))
    found = told(expotui, mine, str(file), "--document", f"{PAGE}={article}")
    assert statuses(found) == {
        "mine-f1": "changed", "mine-f2": "changed", "mine-q1": "missing", PAGE: "changed",
        "ciie-6-001": "unheld",
    }  # fmt: skip
    assert found["mine-f1"]["details"][0] == "the store now has “1,600 firms”"
    assert "characters 43–46" in found["mine-f2"]["details"][0]
    assert found["mine-q1"]["details"] == ["no fact or document of this id in the store"]


def test_a_bare_id_is_checked_as_the_fact_it_names(
    expotui: Expotui, mine: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = io.TextIOWrapper(io.BytesIO(b"As expotui:mine-f2 has it, \x1b[31m."))
    monkeypatch.setattr(sys, "stdin", notes)
    found = told(expotui, mine, "-", "--document", str(article))
    assert statuses(found) == {"mine-f2": "found"}
    assert found["mine-f2"]["words"] == "150%"


def test_files_that_hold_none_or_cannot_be_read(
    expotui: Expotui, mine: Path, article: Path, tmp_path: Path
) -> None:
    none = expotui("verify", str(article), db=mine)
    assert (none.code, none.out) == (1, "")
    assert "no citation in there" in none.err
    latin = tmp_path / "latin.txt"
    latin.write_bytes(b"caf\xe9 expotui:mine-f1")
    for args in (
        (str(latin),),
        (str(tmp_path / "gone"),),
        (str(tmp_path),),
        ("--document", str(tmp_path / "gone")),
        ("--document", str(tmp_path)),
        ("--document", f"{PAGE}={latin}"),
    ):
        ran = expotui("verify", *args, db=mine)
        assert (ran.code, len(ran.err.splitlines())) == (3, 1), ran.err
        assert "cannot read" in ran.err
    mistyped = expotui("verify", "--document", f"jinjiang-previe={article}", db=mine)
    assert (mistyped.code, len(mistyped.err.splitlines())) == (2, 1)
    assert "did you mean jinjiang-preview?" in mistyped.err


def test_hostile_words_stay_text(expotui: Expotui, mine: Path, tmp_path: Path) -> None:
    file = tmp_path / "notes"
    file.write_text("¶1, characters 1–2, “\x1b[31m\u202e” [expotui:mine-f1] expotui:a%1b%0ab")
    ran = expotui("verify", str(file), db=mine)
    assert ran.code == 1
    assert all(char.isprintable() for char in ran.out.replace("\n", ""))
    assert len(ran.lines) == 2
