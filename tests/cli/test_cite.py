"""`expotui cite`, and bibliographies of `expotui export`, over the real corpus."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.citations.readers import bibtex, ris
from tests.cli.conftest import Expotui


def test_text_is_the_default_and_a_line_each(expotui: Expotui) -> None:
    ran = expotui("cite", "jinjiang-preview-q01", "shine23")
    assert (ran.code, ran.err) == (0, "")
    quote, page = ran.lines
    assert quote.startswith("Zhang Wenxian, quoted in China Daily, “Jinjiang takes advantage")
    assert "31 Mar 2017, ¶12, characters 3003–3287, “Jinjiang's industry" in quote
    assert quote.endswith("[expotui:jinjiang-preview-q01]")
    assert page == (
        "SHINE (Shanghai Daily), [Sixth CIIE closes], 10 Nov 2023, "
        "https://www.shine.cn/biz/event/2311109813/ [expotui:shine23]"
    )
    assert expotui("cite", "--text", "jinjiang-preview-q01", "shine23") == ran


def test_several_make_one_bibliography(expotui: Expotui) -> None:
    ids = ("ciie-6-001", "linyi-mall-conference", "wcifit-attraction")
    entries = bibtex(expotui("cite", "--bibtex", *ids).out)
    items = json.loads(expotui("cite", "--csl-json", *ids).out)
    tagged = ris(expotui("cite", "--ris", *ids).out)
    assert [entry["key"] for entry in entries] == [item["id"] for item in items] == list(ids)
    assert [record["ID"] for record in tagged] == list(ids)
    assert [entry.get("date") for entry in entries] == [
        "2023-11-10", "2024-10-23~", "2025-05-22~/2025-05-31~"
    ]  # fmt: skip
    assert [item["issued"].get("circa") for item in items] == [None, True, True]
    assert "author" not in items[1]
    assert "unattributed page" in items[1]["note"]
    listed = expotui("cite", "--markdown", *ids).lines
    assert [line[:2] for line in listed] == ["- "] * 3
    assert "](<https://www.shine.cn/biz/event/2311109813/>)" in listed[0]
    assert not expotui("cite", "--markdown", ids[0]).out.startswith("- ")


def test_the_access_date_is_what_the_user_says(expotui: Expotui) -> None:
    assert "urldate" not in expotui("cite", "--bibtex", "shine23").out
    ran = expotui("cite", "--bibtex", "--accessed", "20 November 2026", "shine23")
    assert bibtex(ran.out)[0]["urldate"] == "2026-11-20"
    for said in ("2026-11", "yesterday", "10/11/2026"):
        refused = expotui("cite", "--accessed", said, "shine23")
        assert (refused.code, refused.out) == (2, "")
        assert "--accessed" in refused.err


def test_unknown_ids_are_told_and_the_others_cited(expotui: Expotui) -> None:
    ran = expotui("cite", "ciie-6-0001", "shine23", "ciie-6")
    assert ran.code == 1
    assert [line[-17:] for line in ran.lines] == ["[expotui:shine23]"]
    assert "no document or fact 'ciie-6-0001': did you mean ciie-6-001" in ran.err
    assert "'ciie-6' is an event" in ran.err
    nothing = expotui("cite", "--csl-json", "no-such")
    assert (nothing.code, nothing.out) == (1, "")


def test_a_fact_with_the_id_of_a_document_has_a_key_of_its_own(
    expotui: Expotui, store: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.db"))
    with closing(sqlite3.connect(mine)) as db, db:
        db.execute(
            "INSERT INTO facts (id, kind, document_id, text)"
            " VALUES ('shine23', 'quote', 'jinjiang-preview', 'x\nER  - ')"
        )
    page, quote = ris(expotui("cite", "--ris", "shine23", db=mine).out)
    assert (page["ID"], quote["ID"]) == ("shine23", "shine23:fact")
    assert "“x␊ER  - ”" in quote["N1"]
    assert "words of an unnamed speaker" in quote["N1"]


@pytest.mark.parametrize("kind", ["facts", "figures", "quotes", "documents"])
def test_export_lists_each_document_once(expotui: Expotui, kind: str) -> None:
    select = ("export", "--kind", kind, "--collection", "documents")
    items = json.loads(expotui(*select, "--csl-json").out)
    entries = bibtex(expotui(*select, "--bibtex").out)
    ids = [item["id"] for item in items]
    assert [entry["key"] for entry in entries] == ids
    assert ids[0] == "jinjiang-preview"
    assert len(ids) == len(set(ids)) == (3 if kind == "quotes" else 5)


def test_export_lists_what_filters_and_searches_select(expotui: Expotui) -> None:
    of_series = json.loads(expotui("export", "--csl-json", "--series", "wcifit").out)
    of_hits = json.loads(expotui("export", "--csl-json", "--search", "Zhang Wenxian").out)
    everything = json.loads(expotui("export", "--csl-json", "--kind", "documents").out)
    assert "wcifit-attraction" in {item["id"] for item in of_series}
    assert len(of_series) < len(everything) == 144
    assert "jinjiang-preview" in {item["id"] for item in of_hits}


def test_export_writes_a_bibliography_to_a_file(expotui: Expotui, tmp_path: Path) -> None:
    target = tmp_path / "expos.bib"
    ran = expotui("export", "--bibtex", "--document", "shine23", "-o", str(target))
    assert (ran.code, ran.out, ran.err) == (0, "", f"1 document → {target}\n")
    (entry,) = bibtex(target.read_text(encoding="utf-8"))
    assert entry["key"] == "shine23"


def test_export_refuses_what_a_bibliography_has_not(expotui: Expotui) -> None:
    for options in (("--kind", "events"), ("--raw",), ("--excel",)):
        ran = expotui("export", "--bibtex", *options)
        assert (ran.code, ran.out) == (2, "")
        assert "--bibtex" in ran.err
    nothing = expotui("export", "--csl-json", "--until", "1980")
    assert nothing.code == 1
    assert json.loads(nothing.out) == []
    assert expotui("export", "--bibtex", "--until", "1980").out.strip() == ""


def test_hostile_rows_break_no_bibliography(expotui: Expotui, awkward_store: Path) -> None:
    items = json.loads(expotui("cite", "--csl-json", "mine", "mine-1", db=awkward_store).out)
    assert items[0]["title"] == "[@title]"
    assert "quotes" not in items[1]["note"]
    text = expotui("cite", "--bibtex", "mine", "mine-3", db=awkward_store).out
    assert len(bibtex(text)) == 2
