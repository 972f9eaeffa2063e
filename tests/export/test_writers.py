"""Exports as other programs read them: the same rows, whoever reads."""

import csv
import io
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import pytest

from expotui.export.guard import unguard
from expotui.export.selection import Selection
from expotui.export.tables import NUMBERS, TABLES
from expotui.export.writers import Form, export
from expotui.store.opening import open_reading, open_writing

EVERYTHING = Selection()
MINE = Selection(collection="user")


@pytest.fixture(scope="module")
def awkward(awkward_store: Path) -> Iterator[sqlite3.Connection]:
    db = open_reading(awkward_store, prepare=False)
    yield db
    db.close()


def exported(
    db: sqlite3.Connection, kind: str, selection: Selection, form: Form = "csv", **options: Any
) -> str:
    stream = io.StringIO(newline="")
    export(db, kind, selection, form, stream, **options)
    return stream.getvalue()


def rows_of(text: str, **options: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True, **options))


@pytest.mark.parametrize("kind", TABLES)
def test_csv_is_rfc_4180_and_holds_every_row(db: sqlite3.Connection, kind: str) -> None:
    text = exported(db, kind, EVERYTHING)
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    rows = rows_of(text)
    table = "facts" if kind in ("figures", "quotes") else kind
    where = f" WHERE kind = '{kind[:-1]}'" if kind in ("figures", "quotes") else ""
    assert len(rows) == db.execute(f"SELECT count(*) FROM {table}{where}").fetchone()[0]
    assert list(rows[0]) == list(TABLES[kind].columns)
    assert all(None not in row and None not in row.values() for row in rows)


@pytest.mark.parametrize("kind", TABLES)
def test_every_form_says_the_same(db: sqlite3.Connection, kind: str) -> None:
    plain = rows_of(exported(db, kind, EVERYTHING, raw=True))
    tabbed = rows_of(exported(db, kind, EVERYTHING, "tsv", raw=True), delimiter="\t")
    array = json.loads(exported(db, kind, EVERYTHING, "json"))
    lines = [json.loads(line) for line in exported(db, kind, EVERYTHING, "jsonl").splitlines()]
    assert plain == tabbed
    assert array == lines
    assert [{k: "" if v is None else str(v) for k, v in row.items()} for row in array] == plain


def test_no_column_of_figures_or_quotes_is_always_empty(db: sqlite3.Connection) -> None:
    for kind in ("figures", "quotes"):
        rows = rows_of(exported(db, kind, EVERYTHING))
        empty = {name for name in rows[0] if not any(row[name] for row in rows)}
        assert empty <= {"upper", "url"}, kind


def test_cells_are_guarded_and_numbers_are_not(awkward: sqlite3.Connection) -> None:
    rows = rows_of(exported(awkward, "facts", MINE))
    assert [row["text"] for row in rows] == ["'=HYPERLINK(1)", "''already", "'  ＋1", "plain"]
    assert [row["note"] for row in rows][1] == "'-12"
    assert {(row["value"], row["low"], row["high"]) for row in rows} == {
        ("-5", "1000000000000000000000", "67.8")
    }
    assert {(row["document_title"], row["publisher"]) for row in rows} == {("'@title", "'+me")}


def test_raw_is_what_unguarding_gives(awkward: sqlite3.Connection) -> None:
    guarded = rows_of(exported(awkward, "facts", MINE))
    raw = rows_of(exported(awkward, "facts", MINE, raw=True))
    stripped = [
        {name: cell if name in NUMBERS else unguard(cell) for name, cell in row.items()}
        for row in guarded
    ]
    assert stripped == raw


def test_bytes_and_broken_utf8_are_text(awkward: sqlite3.Connection) -> None:
    for raw in (False, True):
        row = rows_of(exported(awkward, "facts", MINE, raw=raw))[2]
        assert (row["note"], row["role"]) == ("\ufffdA", "BC")
    found = [json.loads(line) for line in exported(awkward, "facts", MINE, "jsonl").splitlines()]
    assert (found[2]["note"], found[2]["role"]) == ("\ufffdA", "BC")


def test_what_a_terminal_shows_is_spelled(awkward: sqlite3.Connection) -> None:
    awkward_text = exported(awkward, "facts", MINE, spell=lambda text: text.replace("\t", "␉"))
    assert "\t" not in awkward_text


def test_pandas_reads_the_same_rows(awkward: sqlite3.Connection) -> None:
    text = exported(awkward, "facts", EVERYTHING)
    frame = pandas.read_csv(io.BytesIO(text.encode()), dtype=str, keep_default_na=False)
    assert frame.to_dict("records") == rows_of(text)


def test_sqlite_utils_reads_the_same_rows(awkward: sqlite3.Connection, tmp_path: Path) -> None:
    text = exported(awkward, "facts", EVERYTHING)
    file, store = tmp_path / "facts.csv", tmp_path / "read.db"
    file.write_bytes(text.encode())
    command = [str(Path(sys.executable).parent / "sqlite-utils"), "insert", str(store), "facts"]
    subprocess.run([*command, str(file), "--csv", "--no-detect-types"], check=True)
    read = sqlite3.connect(store)
    read.row_factory = sqlite3.Row
    found = [dict(row) for row in read.execute("SELECT * FROM facts")]
    read.close()
    # sqlite-utils reads files with universal newlines, inside cells too.
    assert found == rows_of(text.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("kind", "selection", "wanted"),
    [
        ("figures", Selection(collection="documents"), 66),
        ("quotes", Selection(collection="documents"), 6),
        ("documents", Selection(collection="documents"), 5),
        ("events", Selection(event="linyi-2"), 1),
        ("quotes", Selection(document="jinjiang-preview"), 2),
        ("documents", Selection(document="jinjiang-preview"), 1),
        ("facts", Selection(event="linyi-2", collection="reference", since=date(2030, 1, 1)), 0),
    ],
)
def test_selections(db: sqlite3.Connection, kind: str, selection: Selection, wanted: int) -> None:
    assert len(rows_of(exported(db, kind, selection))) == wanted


def test_marked_facts_are_exported_alone(store: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.db"))
    with closing(open_writing(mine)) as writer, writer:
        for fact in ("ciie-6-001", "jinjiang-preview-q01"):
            writer.execute("INSERT INTO marks(fact_id) VALUES (?)", (fact,))
    with closing(open_reading(mine)) as reader:
        rows = rows_of(exported(reader, "facts", Selection(marked=True)))
        assert [row["id"] for row in rows] == ["ciie-6-001", "jinjiang-preview-q01"]
        events = rows_of(exported(reader, "events", Selection(marked=True)))
        assert {row["id"] for row in events} == {"ciie-6", "jinjiang-19"}


def test_an_event_brings_what_surrounds_it(db: sqlite3.Connection) -> None:
    rows = rows_of(exported(db, "facts", Selection(event="ciie-6")))
    assert {"ciie-6"} == {row["home_event"] for row in rows}
    assert {row["event"] for row in rows} > {"ciie-6"}
    documents = rows_of(exported(db, "documents", Selection(event="ciie-6")))
    assert {row["document"] for row in rows} <= {row["id"] for row in documents}


def test_series_and_measure(db: sqlite3.Connection) -> None:
    selection = Selection(series="ciie", measure="exhibitors")
    rows = rows_of(exported(db, "figures", selection))
    assert rows
    assert {(row["series"], row["measure"]) for row in rows} == {("ciie", "exhibitors")}
    events = {row["id"] for row in rows_of(exported(db, "events", selection))}
    assert events >= {row["event"] for row in rows}
    documents = {row["id"] for row in rows_of(exported(db, "documents", selection))}
    assert documents == {row["document"] for row in rows}


def test_periods_are_inclusive_and_overlap(db: sqlite3.Connection) -> None:
    inside = Selection(since=date(2023, 11, 10), until=date(2023, 11, 10))
    assert "ciie-6" in {row["id"] for row in rows_of(exported(db, "events", inside))}
    after = Selection(since=date(2023, 11, 11), until=date(2023, 11, 12))
    assert "ciie-6" not in {row["id"] for row in rows_of(exported(db, "events", after))}
    facts = rows_of(exported(db, "facts", inside))
    assert {"ciie-6"} <= {row["event"] for row in facts}
    assert all("2023-11-10" in row["published"] for row in facts if not row["event"])
    pages = rows_of(exported(db, "documents", inside))
    assert pages
    assert all(row["published_start"] <= "2023-11-10" <= row["published_end"] for row in pages)


def test_hits_come_in_their_order(db: sqlite3.Connection) -> None:
    keys = [row[0] for row in db.execute("SELECT key FROM facts ORDER BY key DESC LIMIT 9")]
    wanted = [
        db.execute("SELECT id FROM facts WHERE key = ?", (key,)).fetchone()[0] for key in keys
    ]
    rows = rows_of(exported(db, "facts", Selection(hits=keys)))
    assert [row["id"] for row in rows] == wanted


def test_facts_come_in_the_order_of_their_ids(db: sqlite3.Connection) -> None:
    ids = [row["id"] for row in rows_of(exported(db, "facts", EVERYTHING))]
    assert ids == sorted(ids)


def test_columns_are_documented() -> None:
    document = Path(__file__).parents[2] / "docs" / "export.md"
    text = document.read_text(encoding="utf-8")
    for table in TABLES.values():
        missing = [name for name in table.columns if f"`{name}`" not in text]
        assert not missing, table.kind
