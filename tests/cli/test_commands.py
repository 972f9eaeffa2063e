"""What each command answers."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from expotui import __version__

from .conftest import Expotui


def row_of(lines: list[str], words: str) -> str:
    return next(line for line in lines if words in line)


def heading_of(lines: list[str], words: str) -> str:
    at = next(at for at, line in enumerate(lines) if words in line)
    return next(line for line in reversed(lines[:at]) if line and not line.startswith(" "))


@pytest.mark.parametrize("args", [(), ("timeline",)])
def test_the_timeline_tells_the_corpus(expotui: Expotui, args: tuple[str, ...]) -> None:
    ran = expotui(*args)
    assert (ran.code, ran.err) == (0, "")
    for edtf, year, marker, words in (
        ("2017-04-18/2017-04-21", "2017", "●", "Jinjiang 19"),
        ("2023-11-05/2023-11-10", "2023", "●", "CIIE 6"),
        ("2024?-10-17/2024?-10-19", "2024", "◐", "Linyi 2"),
        ("2025?-05-22/2025?-05-25", "2025", "◐", "WCIFIT 7"),
        ("2025-11-04", "2025", "◌", "page on CIIE 6"),
    ):
        row = row_of(ran.lines, f" {edtf} ")
        assert marker in row
        assert words in row
        assert heading_of(ran.lines, f" {edtf} ") == year
    assert "17–19 Oct 2024?" in row_of(ran.lines, "Linyi 2 ")
    assert "inferred" in row_of(ran.lines, "Linyi 2 ")
    assert "! The page is stamped" in row_of(ran.lines, "2025-11-04")
    assert ran.lines.index("undated") > ran.lines.index("2026")


def test_timeline_zoom_and_filters(expotui: Expotui) -> None:
    months = expotui("timeline", "--zoom", "month", "--series", "ciie")
    assert heading_of(months.lines, "2023-11-05/2023-11-10") == "Nov 2023"
    assert "WCIFIT" not in months.out
    days = expotui("timeline", "--zoom", "day", "--since", "Nov 2023", "--until", "2023-11-05")
    assert heading_of(days.lines, "2023-11-05/2023-11-10") == "Sun 5 Nov 2023"
    assert not re.search(r"\b(2017|2025)\b", days.out.split("●")[0])
    assert expotui("timeline", "--since", "2030").code == 1


def test_timeline_as_json(expotui: Expotui) -> None:
    rows = json.loads(expotui("timeline", "--json").out)
    lines = [json.loads(line) for line in expotui("timeline", "--jsonl").lines]
    assert rows == lines
    linyi = next(row for row in rows if row["id"] == "linyi-2")
    assert (linyi["type"], linyi["date"]) == ("event", "2024?-10-17/2024?-10-19")
    assert linyi["heading"] == "2024"
    assert linyi["date_reason"]


@pytest.mark.parametrize("width", [120, 80, 40, 20])
@pytest.mark.parametrize(
    "args", [("timeline",), ("show", "ciie-6"), ("search", "exhibitors")], ids=lambda args: args[0]
)
def test_text_fits_the_terminal(expotui: Expotui, args: tuple[str, ...], width: int) -> None:
    from rich.cells import cell_len

    args = ("timeline", "--zoom", "day") if args == ("timeline",) else args
    ran = expotui(*args, terminal=width)
    assert ran.code == 0
    # A card keeps 20 cells for its values, however narrow the terminal.
    assert max(map(cell_len, ran.lines)) <= max(width, 34 if args[0] == "show" else 0)


def test_show_an_event(expotui: Expotui) -> None:
    ran = expotui("show", "linyi-2")
    assert ran.code == 0
    for words in ("2024?-10-17/2024?-10-19", "17–19 Oct 2024?", "outside the text", "Who dates it",
                  "Participating countries", "linyi-mall-conference-f03"):  # fmt: skip
        assert words in ran.out


def test_show_a_fact_with_its_provenance(expotui: Expotui) -> None:
    ran = expotui("show", "ciie-belt-and-road-f02")
    for words in ("123 countries", "“123 partner countries”", "! 6 as claimed, 8 as resolved",
                  "¶1, characters 153–174", "2025-11-04 · 4 Nov 2025 (shown", "3b2a46e6",
                  "Other claims of the same thing", "business exhibition"):  # fmt: skip
        assert words in ran.out
    hedged = expotui("show", "ciie-belt-and-road-f04").out
    assert "over 150%" in hedged
    assert "150 or more" in hedged


def test_show_a_quote_and_a_document(expotui: Expotui) -> None:
    ran = expotui("show", "jinjiang-preview-q01", "jinjiang-preview")
    assert "Zhang Wenxian, mayor" in ran.out
    assert "Exhibition area" in ran.out


def test_show_as_json(expotui: Expotui) -> None:
    fact, event, document = json.loads(
        expotui("show", "ciie-belt-and-road-f02", "ciie-8", "ciie-belt-and-road", "--json").out
    )
    assert fact["document"]["sha256"]
    assert fact["event"]["date"] == "2025-11-05/2025-11-10"
    assert len(fact["other_claims"]) == 2
    assert fact["id"] in {row["id"] for row in event["facts"]}
    assert len(document["facts"]) == 8
    assert len(expotui("show", "ciie-8", "linyi-2", "--jsonl").lines) == 2


def test_show_what_there_is_and_name_what_is_not(expotui: Expotui) -> None:
    ran = expotui("show", "ciie-6", "cie-6")
    assert ran.code == 1
    assert ran.out.startswith("6th China International Import Expo")
    assert re.fullmatch(
        r"expotui: no event, document or fact 'cie-6': did you mean ciie-6.*\?\n", ran.err
    )


@pytest.mark.parametrize(
    ("query", "first"),
    [
        (("Zhang", "Wenxain"), "jinjiang-preview-q"),
        (("1.84 trilion",), "wcifit-attraction-f06"),
    ],
)
def test_search_finds_it_first(expotui: Expotui, query: tuple[str, ...], first: str) -> None:
    ran = expotui("search", *query)
    assert first in ran.lines[0]
    assert json.loads(expotui("search", *query, "--jsonl").lines[0])["id"].startswith(first)


@pytest.mark.parametrize("query", ["", "   ", "=", '"', "'", "zzzzqqqq", "\x1b[31m", "\0"])
def test_search_without_an_answer(expotui: Expotui, query: str) -> None:
    for form in ((), ("--json",)):
        ran = expotui("search", query, *form)
        assert ran.code == 1
        assert ran.err.count("\n") == 1
        assert ran.err.startswith("expotui: nothing found")
        assert "\x1b" not in ran.err


@pytest.mark.parametrize("query", ["1500", "1,500", "1 500"])
def test_search_finds_numbers_however_written(expotui: Expotui, query: str) -> None:
    found = [json.loads(line) for line in expotui("search", query, "--jsonl").lines]
    assert found[0]["value"] == 1500
    assert "ciie-belt-and-road-f05" in {fact["id"] for fact in found[:10]}


def test_search_limit(expotui: Expotui) -> None:
    assert len(expotui("search", "exhibitors", "--limit", "3").lines) == 3


def test_export_the_five_documents(expotui: Expotui) -> None:
    figures = expotui("export", "--csv", "--collection", "documents", "--kind", "figures")
    assert len(figures.lines) == 67
    quotes = expotui("export", "--collection", "documents", "--kind", "quotes")
    rows = list(csv.DictReader(io.StringIO(quotes.out, newline="")))
    assert len(rows) == 6
    assert all(row["speaker"] and row["text"] for row in rows)


def test_export_forms(expotui: Expotui) -> None:
    assert expotui("export", "--kind", "events", "--tsv").lines[0].startswith("id\tkind\t")
    events = json.loads(expotui("export", "--kind", "events", "--json").out)
    assert {"id": "ciie-6", "edition": 6}.items() <= next(
        row for row in events if row["id"] == "ciie-6"
    ).items()
    assert expotui("export", "--kind", "events", "--excel").out.startswith("\ufeffid,")


def test_export_search_in_the_order_of_search(expotui: Expotui) -> None:
    found = [json.loads(line)["id"] for line in expotui("search", "1500", "--jsonl").lines]
    rows = csv.DictReader(io.StringIO(expotui("export", "--search", "1500").out, newline=""))
    assert [row["id"] for row in rows] == found


def test_export_says_that_there_is_more(expotui: Expotui) -> None:
    assert "--limit takes more" in expotui("export", "--search", "exhibitors").err
    assert expotui("export", "--search", "exhibitors", "--limit", "60").err == ""


@pytest.mark.parametrize(
    ("form", "empty"), [("--csv", "id,"), ("--tsv", "id\t"), ("--json", "[]\n"), ("--jsonl", "")]
)
def test_an_empty_export_is_the_header_alone(expotui: Expotui, form: str, empty: str) -> None:
    ran = expotui("export", form, "--since", "2035")
    assert ran.code == 1
    assert ran.out.startswith(empty)
    assert len(ran.lines) == (0 if form == "--jsonl" else 1)
    assert ran.err == "expotui: no facts match\n"


def test_export_to_a_terminal_is_visible(expotui: Expotui, awkward_store: Path) -> None:
    args = ("export", "--collection", "user")
    assert "\x1b" in expotui(*args, db=awkward_store).out
    assert "\x1b" not in expotui(*args, db=awkward_store, terminal=80).out
    assert "\x1b" not in expotui(*args, "--jsonl", db=awkward_store).out


def test_export_to_a_file(expotui: Expotui, tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    ran = expotui("export", "--kind", "events", "-o", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"41 events → {file}\n"
    assert file.read_bytes().decode() == expotui("export", "--kind", "events", "-o", "-").out
    assert list(tmp_path.iterdir()) == [file]


def test_store_options_are_taken_anywhere(expotui: Expotui, store: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "none.db")
    assert expotui("timeline", "--db", str(store), "--read-only", db=tmp_path / "x").code == 0
    assert expotui("--db", str(store), "--read-only", "timeline", db=tmp_path / "x").code == 0
    assert expotui("--read-only", "timeline", "--db", missing).code == 4


def test_version_and_help(expotui: Expotui) -> None:
    assert expotui("--version").out == f"expotui {__version__}\n"
    for command in ("timeline", "show", "search", "export"):
        assert f"  {command} " in expotui("--help").out
        assert f"expotui {command} " in expotui(command, "-h").out
