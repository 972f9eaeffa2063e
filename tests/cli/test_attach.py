"""`expotui attach` and `detach`: whose text a file is, and what shows it from then on."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Expotui
from tests.texts import PAGE, TEXT, fact_id, sha256, with_page

DEALS = fact_id("USD 2.5 billion")
FIVE = 72  # located facts of the five shipped documents


@pytest.fixture
def own(store: Path, tmp_path: Path) -> Path:
    """A store with a page whose text it has not."""
    return with_page(store, tmp_path / "own.db", None)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def text_of(path: Path, page: str = PAGE) -> str | None:
    with closing(sqlite3.connect(path)) as db:
        text: str | None = db.execute(
            "SELECT text FROM documents WHERE id = ?", (page,)
        ).fetchone()[0]
    return text


def test_a_text_is_known_by_its_sha256(expotui: Expotui, own: Path, article: Path) -> None:
    ran = expotui("attach", str(article), db=own)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"{PAGE}: attached, 3 of 3 spans hold\n"
    assert text_of(own) == TEXT
    again = expotui("attach", str(article), db=own)
    assert (again.code, again.err) == (0, f"{PAGE}: was attached before, 3 of 3 spans hold\n")


def test_show_has_the_passage(expotui: Expotui, own: Path, article: Path) -> None:
    before = expotui("show", DEALS, db=own)
    assert "expotui attach FILE" in before.out
    assert json.loads(expotui("show", DEALS, "--json", db=own).out)[0]["passage"] is None
    expotui("attach", str(article), db=own)
    shown = expotui("show", DEALS, db=own).out
    assert "deals of over ▸USD 2.5 billion◂ were signed" in shown
    passage = json.loads(expotui("show", DEALS, "--json", db=own).out)[0]["passage"]
    start = TEXT.index("USD 2.5 billion")
    paragraph = TEXT.split("\n")[2]
    assert passage["before"] + passage["text"] + passage["after"] == paragraph
    assert (passage["paragraph"], passage["start"], passage["end"]) == (2, start, start + 15)
    assert passage["holds"]


def test_words_that_do_not_stand_there_are_told(
    expotui: Expotui, store: Path, tmp_path: Path
) -> None:
    edited = with_page(store, tmp_path / "edited.db", TEXT.replace("drew", "attracted"))
    assert "the words do not stand there any more" in expotui("show", DEALS, db=edited).out
    passage = json.loads(expotui("show", DEALS, "--json", db=edited).out)[0]["passage"]
    assert not passage["holds"]


def test_hostile_texts_are_shown_as_text(expotui: Expotui, store: Path, tmp_path: Path) -> None:
    start = TEXT.index("USD 2.5 billion")
    hostile = TEXT[: start - 8] + "\x1b[31m\u202e\x07 " + TEXT[start:]
    path = with_page(store, tmp_path / "hostile.db", hostile)
    shown = expotui("show", DEALS, db=path, terminal=80).out
    assert "▸USD 2.5 billion◂" in " ".join(shown.split())
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_text_that_is_nobodys_is_told_with_its_sha256(
    expotui: Expotui, own: Path, article: Path
) -> None:
    article.write_text(TEXT + "edited", encoding="utf-8")
    ran = expotui("attach", str(article), db=own)
    assert ran.code == 1
    assert sha256(TEXT + "edited") in ran.err
    assert "expotui ingest" in ran.err
    assert ran.err.count("\n") == 1
    assert text_of(own) is None


def test_what_cannot_be_read_is_told_after_the_others(
    expotui: Expotui, own: Path, article: Path, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    ran = expotui("attach", str(tmp_path / "none"), str(tmp_path / "pipe"), str(article), db=own)
    assert ran.code == 3
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["expotui", "expotui", PAGE]
    assert "no such file" in ran.err
    assert "it is not a file" in ran.err
    assert text_of(own) == TEXT


def test_what_is_no_text_is_told(expotui: Expotui, own: Path, tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_bytes(b"\x00\xff\xfe")
    with closing(sqlite3.connect(own)) as db, db:
        from hashlib import sha256 as digest

        db.execute("UPDATE documents SET sha256 = ?", (digest(path.read_bytes()).hexdigest(),))
    ran = expotui("attach", str(path), db=own)
    assert ran.code == 3
    assert "not UTF-8 text (byte 1)" in ran.err


def test_a_folder_is_gone_through(expotui: Expotui, own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "clippings"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "other.txt").write_text("Another text.", encoding="utf-8")
    (folder / ".hidden").write_text("Not looked at.", encoding="utf-8")
    (folder / "deep" / "round").symlink_to(folder)
    ran = expotui("attach", str(folder), db=own)
    assert ran.code == 0
    assert ran.err.splitlines() == [
        f"{PAGE}: attached, 3 of 3 spans hold",
        f"{folder}: 1 of 2 files are the text of no document here",
    ]
    (folder / "deep" / "a.txt").unlink()
    assert expotui("attach", str(folder), db=own).code == 1


def test_spans_that_do_not_hold_are_told(expotui: Expotui, own: Path, article: Path) -> None:
    with closing(sqlite3.connect(own)) as db, db:
        db.execute("UPDATE facts SET span_start = 0, span_end = 3 WHERE id = ?", (DEALS,))
    ran = expotui("attach", str(article), db=own)
    assert ran.code == 1
    assert ran.err == f"{PAGE}: attached, 2 of 3 spans hold: `expotui verify` tells which do not\n"


def test_copies_share_a_text(expotui: Expotui, own: Path, article: Path) -> None:
    with closing(sqlite3.connect(own)) as db, db:
        db.execute("UPDATE documents SET sha256 = ? WHERE id = 'aa25'", (sha256(TEXT),))
    ran = expotui("attach", str(article), db=own)
    assert ran.code == 0
    assert "aa25: attached, none of its facts has a position" in ran.err
    assert text_of(own) == text_of(own, "aa25") == TEXT


def test_it_can_be_detached_and_attached_again(expotui: Expotui, own: Path, article: Path) -> None:
    expotui("attach", str(article), db=own)
    ran = expotui("detach", PAGE, db=own)
    assert (ran.code, ran.err) == (0, f"{PAGE}: its text is no longer in the store\n")
    assert text_of(own) is None
    assert expotui("detach", PAGE, db=own).code == 1
    assert expotui("detach", "nothing", db=own).code == 1
    expotui("attach", str(article), db=own)
    assert expotui("detach", PAGE, "nothing", db=own).code == 1
    assert text_of(own) == TEXT  # not half of what was asked for
    assert expotui("detach", PAGE, PAGE, db=own).code == 0
    assert expotui("attach", str(article), db=own).code == 0


def test_what_no_file_could_bring_back_stays(expotui: Expotui, store: Path, tmp_path: Path) -> None:
    path = with_page(store, tmp_path / "own.db", "Read out of a PDF.")
    ran = expotui("detach", PAGE, db=path)
    assert ran.code == 2
    assert "no file could bring it back" in ran.err
    assert text_of(path) == "Read out of a PDF."


@pytest.mark.parametrize("command", ["attach", "detach"])
def test_nothing_is_written_read_only(expotui: Expotui, own: Path, command: str) -> None:
    for option in ("--read-only", "--as-of=2024"):
        ran = expotui(option, command, "anything", db=own)
        assert ran.code == 2
        assert command in ran.err


def test_no_export_has_a_text(expotui: Expotui, own: Path, article: Path, tmp_path: Path) -> None:
    """The texts of articles are their publishers'."""
    expotui("attach", str(article), db=own)
    part = "the evening lights were out"
    for kind in ("facts", "figures", "quotes", "events", "documents"):
        for form in ("--csv", "--json", "--jsonl", "--tsv", "--markdown"):
            ran = expotui("export", form, "--kind", kind, db=own)
            assert ran.code == 0
            assert part not in ran.out
            assert kind in ("events",) or "The Pier" in ran.out
    package = tmp_path / "package"
    assert expotui("export", "--datapackage", str(package), db=own).code == 0
    assert all(part not in file.read_text(encoding="utf-8") for file in package.iterdir())
    for command in (("cite", PAGE, "--bibtex"), ("cite", PAGE, "--csl-json"), ("search", "lights")):
        assert part not in expotui(*command, db=own).out


def test_the_shipped_documents(expotui: Expotui, store: Path, tmp_path: Path, shared: Path) -> None:
    own = Path(shutil.copy(store, tmp_path / "own.db"))
    files = sorted((shared / "seeds").glob("*.txt"))
    ran = expotui("attach", *map(str, files), db=own)
    assert ran.code == 0
    assert len(ran.err.splitlines()) == len(files) == 5
    verified = expotui("verify", db=own)
    assert (verified.code, verified.err) == (0, f"{FIVE} checked, {FIVE} found\n")
    passage = json.loads(expotui("show", "linyi-mall-conference-f01", "--json", db=own).out)
    assert passage[0]["passage"]["holds"]
