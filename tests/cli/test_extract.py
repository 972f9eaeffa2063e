"""`expotui extract`: what is found in a text, as JSON lines; no store is touched."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from expotui.cli.extract import _FIELDS
from expotui.extract.model import Dated, Extraction, Figure, Occasion, Quote

from .conftest import Expotui

TEXT = (
    "The fair drew over 3,400 companies\u202e from \x1b[31m128 第六届 countries.\r\n"
    "Turnover: $5 million.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


def test_lines_are_as_the_rules_say(expotui: Expotui, article: Path) -> None:
    ran = expotui("extract", str(article))
    assert (ran.code, ran.err) == (0, "")
    found = [json.loads(line) for line in ran.lines]
    figures = [one for one in found if one["type"] == "figure"]
    assert [one["value"] for one in figures][:1] == [3400]
    assert figures[0] == {
        "type": "figure", "start": 19, "end": 34, "text": "3,400 companies", "value": 3400,
        "upper": None, "qualifier": "over", "unit": "company", "kind": "count",
        "measure": figures[0]["measure"], "paragraph": 1, "basis": "explicit",
    }  # fmt: skip
    placed = [one for one in found if one["type"] != "event"]
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in placed)
    assert [one["start"] for one in placed] == sorted(one["start"] for one in placed)
    assert [one["type"] == "event" for one in found] == sorted(
        one["type"] == "event" for one in found
    )


def test_all_lines_have_their_fields() -> None:
    """Of facts made by hand: kinds and their fields in text order, events at the end."""
    from expotui.cli.extract import _records

    figure = Figure(9, 12, "5 m", 5, None, "exact", "m2", "area", None, 1, 9, 12, None, "rule")
    quote = Quote(3, 6, "yes", "Li Na", None, "said", 1, "rule")
    dated = Dated(0, 2, "today", "2023-11-10", "inferred", 1, "rule")
    occasion = Occasion(0, 4, "CIIE", "ciie", 6, None, "Shanghai", "explicit")
    found = Extraction((figure,), (quote,), (dated,), (occasion,), None)
    records = list(_records(found))
    assert [list(one) for one in records] == [
        ["type", *_FIELDS[kind]] for kind in ("date", "quote", "figure", "event")
    ]
    assert records[3] == {
        "type": "event", "name": "CIIE", "series": "ciie", "edition": 6, "edtf": None,
        "city": "Shanghai", "basis": "explicit",
    }  # fmt: skip


def test_json_is_safe_to_print(expotui: Expotui, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Over **3,400\u202e\x1b** 第六届 companies came to 5 halls.", encoding="utf-8")
    ran = expotui("extract", str(path))
    assert ran.out.replace("\n", "").isprintable()


def test_standard_input(expotui: Expotui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert len(expotui("extract", "-").lines) >= 2
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert expotui("extract", "-") == (3, "", "expotui: cannot read standard input: is empty\n")


def test_exit_codes(expotui: Expotui, tmp_path: Path) -> None:
    dull = tmp_path / "dull.txt"
    dull.write_text("Nothing in here.\n")
    assert expotui("extract", str(dull)) == (1, "", f"expotui: nothing was found in {dull}\n")
    for name, content, why in (
        ("binary", b"\x7fELF\0", "byte 4 is a NUL"),
        ("a\x1bb.txt", b"\xff\xff\xff", "not UTF-8 at byte 0"),
        ("cut.txt", "第六届".encode()[:-1], "byte 6"),
        ("scan.pdf", b"%PDF-1.4\n", "malformed PDF"),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        ran = expotui("extract", str(file))
        assert (ran.code, ran.out) == (3, "")
        assert ran.err.startswith("expotui: cannot read ")
        assert why in ran.err
        assert ran.err.count("\n") == 1
        assert ran.err.strip().isprintable()
    ran = expotui("extract", str(tmp_path))
    assert (ran.code, ran.lines) == (3, [])


def test_options(expotui: Expotui, article: Path, tmp_path: Path) -> None:
    for published in ("2023-11-10", "10 November 2023", "2023-11", "2023?"):
        assert expotui("extract", str(article), "--published", published).code == 0
    for bad in (
        ("--published", "10/11/2023"), ("--published", "soon"), ("--published", "XXXX-05-22"),
        ("--encoding", "klingon"), ("--max-size", "0"),
    ):  # fmt: skip
        ran = expotui("extract", str(article), *bad)
        assert (ran.code, ran.out) == (2, "")
    big = tmp_path / "big.txt"
    big.touch()
    os.truncate(big, 2_000_001)
    ran = expotui("extract", str(big), "--max-size", "2")
    assert (ran.code, "too large: 2,000,001 bytes" in ran.err) == (3, True)
    latin = tmp_path / "latin.txt"
    latin.write_bytes("5 wystawców".encode("cp1250"))
    ran = expotui("extract", str(latin), "--encoding", "cp1250")
    assert json.loads(ran.lines[0])["value"] == 5


def test_no_store_is_opened(expotui: Expotui, article: Path, tmp_path: Path) -> None:
    missing = tmp_path / "none" / "x.db"
    assert expotui("extract", str(article), db=missing).code == 0
    assert not missing.parent.exists()
