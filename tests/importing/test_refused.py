"""What is malformed is refused with its file, line and column; nothing of the file is stored."""

from pathlib import Path
from typing import Any

import pytest

from expotui.errors import LineError
from expotui.export.tables import TABLES
from expotui.importing import reading
from expotui.importing.columns import KINDS, OPTIONAL, kept
from tests.importing.conftest import Importing, asked, exported, figure, table


def refused(imported: Importing, text: str | bytes, **options: bool) -> str:
    with pytest.raises(LineError) as caught:
        imported(text, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("said", "where", "what"),
    [
        ({"id": ""}, "id", "must not be empty"),
        ({"id": "a\u202eb"}, "id", "control, format or bidi"),
        ({"id": " a"}, "id", "begin or end with a space"),
        ({"kind": "number"}, "kind", "one of: figure, quote"),
        ({"text": " "}, "text", "must not be empty"),
        ({"document": ""}, "document", "must not be empty"),
        ({"measure": ""}, "measure", "a figure counts something"),
        ({"value": "1,500"}, "value", "must be a number"),
        ({"value": "inf"}, "value", "must be a number"),
        ({"value": "1e999"}, "value", "too large"),
        ({"value": "0.12345678901234567890"}, "value", "more digits"),
        ({"value": "9223372036854775809"}, "value", "more digits"),
        ({"value": "9" * 5000}, "value", "must be a number"),
        ({"value": "١٢"}, "value", "must be a number"),
        ({"qualifier": "roughly"}, "qualifier", "one of: exact"),
        ({"stage": "later"}, "stage", "one of: forecast"),
        ({"direction": "left"}, "direction", "one of: up, down"),
        ({"anonymous": "no"}, "anonymous", "0 or 1"),
        ({"paragraph": "-1"}, "paragraph", "must not be negative"),
        ({"paragraph": "1.5"}, "paragraph", "whole number"),
        ({"span_start": 5, "span_end": 5}, "span_end", "not after the start"),
        ({"span_start": 5}, "span_end", "has a start and an end"),
        ({"period": "May 2024"}, "period", "no EDTF date"),
        ({"period": "2024", "period_start": "2023-01-01"}, "period_start", "does not follow"),
        ({"period_start": "2023-01-01"}, "period_start", "an empty period"),
        ({"document_sha256": "abc"}, "document_sha256", "64 lower-case hexadecimal"),
        ({"event_name": "An expo"}, "event_name", "is not empty, but event is"),
        ({"event": "e9"}, "series", "'e9' is not in the store"),
        ({"event": "e9", "series": "s"}, "event_name", "'e9' is not in the store"),
        ({"home_event": "e9"}, "series", "'e9' is not in the store"),
        ({"document": "p2", "document_title": ""}, "document_title", "'p2' is not in the store"),
        ({"unit": "USD"}, "unit", "the measure 'exhibitors' is in"),
        ({"edition_claimed": "sixth"}, "edition_claimed", "whole number"),
    ],
)
def test_cells(imported: Importing, said: dict[str, Any], where: str, what: str) -> None:
    problem = refused(imported, table("facts", figure(id="f0"), figure(**said)))
    assert problem.startswith(f"t.csv:3: {where}: ")
    assert what in problem


def test_a_line_is_that_of_the_file(imported: Importing) -> None:
    text = table("facts", figure(id="f0", note="one\ntwo\r\nthree"), figure(value="x"))
    assert refused(imported, text).startswith("t.csv:5: value: ")


@pytest.mark.parametrize("kind", KINDS)
def test_columns(imported: Importing, kind: str) -> None:
    columns = kept(KINDS[kind].columns)
    last = [name for name in columns if name not in OPTIONAL.get(kind, ())][-1]
    assert refused(imported, ",".join(name for name in columns if name != last)) == (
        f"t.csv:1: {last}: this column of {kind} is missing"
    )
    swapped = [*columns[:-1], "notes"]
    assert "t.csv:1: notes: " in refused(imported, ",".join(swapped))
    assert "two columns" in refused(imported, ",".join([*columns, columns[0]]))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is empty"),
        ("\n", "is empty"),
        ("a,b,c\n1,2,3\n", "none of those of an export"),
        ("{}", "none of those of an export"),
        (b"\xff\xfei\x00d\x00", "UTF-16"),
        (b"\x89PNG\r\n", "not UTF-8"),
        (table("quotes").encode() + b"\xe9", "t.csv:2: is not UTF-8"),
        (
            table("facts") + "a,b\n",
            f"t.csv:2: has 2 cells, the header {len(TABLES['facts'].columns)}",
        ),
        (table("facts") + 'a,"b', "never closed"),
        (table("facts") + 'a,"b"c', "is not CSV"),
        (table("facts").replace("\r\n", "\r") + "a,b\r", "CR alone"),
    ],
)
def test_files(imported: Importing, text: str | bytes, what: str) -> None:
    assert what in refused(imported, text)


def test_a_row_without_end(imported: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_ROW", 10_000_000)
    for text in ('a,"' + "x\n" * 6_000_000, "x" * 11_000_000):
        assert "t.csv:2: the row is longer than 10 MB" in refused(imported, table("facts") + text)


def test_a_long_row_is_taken(imported: Importing, mine: Path) -> None:
    text = "x" * 50_000_000
    imported(table("facts", figure(text=text)))
    assert asked(mine, "SELECT length(text) FROM facts WHERE id = 'f1'") == [(len(text),)]


def test_an_id_twice(imported: Importing, monkeypatch: pytest.MonkeyPatch, mine: Path) -> None:
    twice = table("facts", figure(), figure(id="f2"), figure())
    assert refused(imported, twice) == "t.csv:4: id: 'f1' is in an earlier line, too"
    # Also far apart, of rows that are new, that are there, and that are shipped.
    monkeypatch.setattr(reading, "CHUNK_ROWS", 1)
    assert refused(imported, twice) == "t.csv:4: id: 'f1' is in an earlier line, too"
    imported(table("facts", figure(), figure(id="f2")))
    assert refused(imported, twice) == "t.csv:4: id: 'f1' is in an earlier line, too"
    shipped = exported(mine, "events")
    row = shipped.splitlines(keepends=True)[1]
    assert "in an earlier line" in refused(imported, shipped + row)


def test_references(imported: Importing) -> None:
    event = {"id": "e1", "kind": "edition", "series": "s", "series_name": "S", "name": "E",
             "short": "E", "date_basis": "stated"}  # fmt: skip
    assert refused(imported, table("events", {**event, "part_of": "e9"})) == (
        "t.csv:2: part_of: there is no 'e9', neither in the file nor in the store"
    )
    assert "another event" in refused(imported, table("events", {**event, "joint_with": "e1"}))
    page = {"id": "p1", "collection": "user", "title": "T", "title_basis": "label",
            "publisher": "P", "host_kind": "own", "language": "en",
            "published_basis": "shown"}  # fmt: skip
    assert "import events first" in refused(imported, table("documents", {**page, "event": "e9"}))
    assert "no 'p9'" in refused(imported, table("documents", {**page, "copy_of": "p9"}))
    # A whole may come after its part.
    outcome = imported(table("events", {**event, "part_of": "e2"}, {**event, "id": "e2"}))
    assert (outcome.new, dict(outcome.made)) == (2, {"series": 1})


def test_nothing_of_a_malformed_file_is_stored(imported: Importing, mine: Path) -> None:
    before = {kind: exported(mine, kind) for kind in TABLES}
    rows = [figure(id=f"f{at}", document=f"p{at}", measure=f"m{at}") for at in range(6000)]
    refused(imported, table("facts", *rows, figure(value="x")))
    assert {kind: exported(mine, kind) for kind in TABLES} == before
    assert asked(mine, "SELECT count(*) FROM measures WHERE owner = 'user'") == [(0,)]


def test_figures_are_no_quotes(imported: Importing) -> None:
    imported(table("facts", figure(kind="quote", measure="")))
    said = {name: cell for name, cell in figure().items() if name not in ("kind", "anonymous")}
    assert "'f1' is a quote in the store" in refused(imported, table("figures", said))
