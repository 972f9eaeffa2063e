"""Data packages: what they say of themselves is true, whatever the store holds."""

import csv
import hashlib
import io
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from expotui.export.closure import PACKAGED
from expotui.export.descriptions import COLUMNS
from expotui.export.fields import REQUIRED
from expotui.export.package import FILES, write_package
from expotui.export.selection import Selection
from expotui.export.tables import TABLES
from expotui.export.writers import export
from expotui.importing import documents, events
from expotui.store.opening import open_reading, open_writing

SELECTIONS = [
    Selection(),
    Selection(series="ciie", measure="exhibitors"),
    Selection(event="ciie-6"),
    Selection(document="jinjiang-preview"),
    Selection(collection="documents", since=date(2023, 1, 1), until=date(2025, 1, 1)),
    Selection(hits=[7, 3, 500]),
    Selection(since=date(2035, 1, 1)),
]

TYPES: dict[str, Callable[[str], object]] = {
    "string": str, "integer": int, "number": float, "date": date.fromisoformat,
    "boolean": {"0": False, "1": True}.__getitem__,
}  # fmt: skip


def packed(db: sqlite3.Connection, folder: Path, selection: Selection) -> dict[str, Any]:
    folder.mkdir(exist_ok=True)
    write_package(db, selection, folder)
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text())
    return found


def rows_of(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def check(folder: Path) -> None:
    """Hold the files against all that the manifest says: a validator of our own, to be quick."""
    package = json.loads((folder / "datapackage.json").read_text())
    assert {one["path"] for one in package["resources"]} == {f"{kind}.csv" for kind in PACKAGED}
    tables = {one["name"]: rows_of(folder / one["path"]) for one in package["resources"]}
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        rows, schema = tables[resource["name"]], resource["schema"]
        names = [field["name"] for field in schema["fields"]]
        assert data.decode().split("\r\n")[0] == ",".join(names)
        for field in schema["fields"]:
            for row in rows:
                check_cell(field, row[field["name"]])
        assert schema["primaryKey"] == ["id"]
        assert len({row["id"] for row in rows}) == len(rows)
        for key in schema.get("foreignKeys", []):
            (column,) = key["fields"]
            there = {row["id"] for row in tables[key["reference"]["resource"] or resource["name"]]}
            assert {row[column] for row in rows} - {""} <= there, (resource["name"], column)


def check_cell(field: dict[str, Any], cell: str) -> None:
    constraints = field.get("constraints", {})
    if cell == "":
        assert not constraints.get("required"), field
        return
    TYPES[field["type"]](cell)
    assert cell in constraints.get("enum", [cell]), field


@pytest.mark.parametrize("selection", SELECTIONS, ids=str)
def test_what_a_package_says_is_true(
    db: sqlite3.Connection, tmp_path: Path, selection: Selection
) -> None:
    packed(db, tmp_path / "a", selection)
    assert {file.name for file in (tmp_path / "a").iterdir()} == set(FILES)
    check(tmp_path / "a")
    # Twice the same, to the byte.
    packed(db, tmp_path / "b", selection)
    for name in FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_tables_are_what_export_writes(awkward_store: Path, tmp_path: Path) -> None:
    with closing(open_reading(awkward_store, prepare=False)) as db:
        packed(db, tmp_path / "a", Selection())
        for kind in ("facts", "events", "documents"):
            stream = io.StringIO(newline="")
            export(db, kind, Selection(), "csv", stream, raw=True)
            assert (tmp_path / "a" / f"{kind}.csv").read_bytes() == stream.getvalue().encode()


def test_a_selection_brings_what_it_refers_to_and_no_more(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    packed(db, tmp_path / "a", Selection(series="ciie", measure="exhibitors"))
    facts = rows_of(tmp_path / "a" / "facts.csv")
    assert {row["measure"] for row in facts} == {"exhibitors"}
    assert [row["id"] for row in rows_of(tmp_path / "a" / "measures.csv")] == ["exhibitors"]
    pages = rows_of(tmp_path / "a" / "documents.csv")
    assert {row["id"] for row in pages} >= {row["document"] for row in facts}
    assert len(pages) < 100
    assert {row["id"] for row in rows_of(tmp_path / "a" / "series.csv")} == {"ciie"}


def test_references_are_followed_to_their_end(store: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.db"))
    with closing(sqlite3.connect(mine)) as writer, writer:
        event = "INSERT INTO events (id, series_id, kind, name, short, date_basis, zoom, {})"
        whole = (event + " VALUES (?, 'ciie', 'edition', 'E', 'E', 'stated', 1, ?)").format
        for name, other, column in (
            ("e3", None, "part_of_id"), ("e2", "e3", "joint_with_id"), ("e1", "e2", "part_of_id"),
        ):  # fmt: skip
            writer.execute(whole(column), (name, other))
        page = (
            "INSERT INTO documents (id, collection, title, publisher, host_kind, language,"
            " published_basis, zoom, copy_of_id, about_event_id)"
            " VALUES (?, 'user', 'T', 'P', 'own', 'en', 'shown', 1, ?, ?)"
        )
        for of_page in (("p3", None, "e1"), ("p2", "p3", None), ("p1", "p2", None)):
            writer.execute(page, of_page)
        writer.execute(
            "INSERT INTO facts (id, kind, document_id, text) VALUES ('f1', 'quote', 'p1', 'x')"
        )
    with closing(open_writing(mine)) as marking, marking:
        marking.execute("INSERT INTO marks(fact_id) VALUES ('f1')")
    with closing(open_reading(mine)) as db:
        packed(db, tmp_path / "a", Selection(marked=True))
    check(tmp_path / "a")
    for kind, wanted in (("events", "e1 e2 e3"), ("documents", "p1 p2 p3"), ("series", "ciie")):
        rows = rows_of(tmp_path / "a" / f"{kind}.csv")
        assert sorted(row["id"] for row in rows) == wanted.split(), kind


# What the owner of a store may write into it, and what then is no longer said of the column.
HOSTILE = {
    "day": ("facts", "period_start = 'yesterday', period_end = '2023-02-30'", "period_end"),
    "bytes": ("facts", "period_start = X'323032332d30312d3031'", "period_start"),
    "endless": ("facts", "low = 9e999", "low"),
    "words": ("facts", "high = 'many'", "high"),
    "fraction": ("facts", "edition_claimed = 1.5", "edition_claimed"),
    "flag": ("facts", "anonymous = 2", "anonymous"),
    "stage": ("facts", "stage = 'later'", "stage"),
    "empty": ("facts", "text = ''", "text"),
    "title": ("documents", "title = ''", "title"),
    "date": ("events", "date_start = '20230101'", "date_start"),
}


@pytest.mark.parametrize("way", HOSTILE)
def test_no_more_is_said_than_is_true(store: Path, tmp_path: Path, way: str) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.db"))
    kind, change, column = HOSTILE[way]
    sound = field_of(mine, tmp_path / "sound", kind, column)
    with closing(sqlite3.connect(mine)) as writer, writer:
        writer.execute(f"UPDATE {kind} SET {change} WHERE key = (SELECT min(key) FROM {kind})")
    found = field_of(mine, tmp_path / "a", kind, column)
    assert (found["type"], found.get("constraints")) != (sound["type"], sound.get("constraints"))
    check(tmp_path / "a")


def field_of(store: Path, folder: Path, kind: str, column: str) -> dict[str, Any]:
    with closing(open_reading(store, prepare=False)) as db:
        package = packed(db, folder, Selection())
    (table,) = (one for one in package["resources"] if one["name"] == kind)
    (found,) = (one for one in table["schema"]["fields"] if one["name"] == column)
    assert isinstance(found, dict)
    return found


def test_only_what_is_ours_is_licensed(awkward_store: Path, tmp_path: Path) -> None:
    with closing(open_reading(awkward_store, prepare=False)) as db:
        package = packed(db, tmp_path / "a", Selection())
        assert "licenses" not in package
        licensed = {one["name"] for one in package["resources"] if "licenses" in one}
        assert licensed == {"series", "measures", "scopes", "events"}
    with closing(sqlite3.connect(shutil.copy(awkward_store, tmp_path / "b.db"))) as db, db:
        db.execute("INSERT INTO scopes (id, label) VALUES ('x', 'x')")
    with closing(open_reading(tmp_path / "b.db", prepare=False)) as db:
        package = packed(db, tmp_path / "b", Selection())
        licensed = {one["name"] for one in package["resources"] if "licenses" in one}
        assert licensed == {"series", "measures", "events"}


def test_a_package_is_of_one_moment(store: Path, tmp_path: Path) -> None:
    with closing(open_reading(store, prepare=False)) as db:
        packed(db, tmp_path / "a", Selection())
        assert not db.in_transaction
        with pytest.raises(FileExistsError):
            write_package(db, Selection(), tmp_path / "a")
        assert not db.in_transaction


def test_both_descriptions_agree(db: sqlite3.Connection, tmp_path: Path) -> None:
    package = packed(db, tmp_path / "a", Selection(series="linyi"))
    web = json.loads((tmp_path / "a" / "csv-metadata.json").read_text())
    assert web["@context"][0] == "http://www.w3.org/ns/csvw"
    for resource, table in zip(package["resources"], web["tables"], strict=True):
        assert table["url"] == resource["path"]
        schema, columns = resource["schema"], table["tableSchema"]["columns"]
        assert [one["name"] for one in columns] == [one["name"] for one in schema["fields"]]
        assert [one["required"] for one in columns] == [
            one.get("constraints", {}).get("required", False) for one in schema["fields"]
        ]
        assert len(table["tableSchema"].get("foreignKeys", [])) == len(
            schema.get("foreignKeys", [])
        )
    assert "series linyi" in package["description"]


@pytest.mark.parametrize("kind", PACKAGED)
def test_every_column_is_described(kind: str) -> None:
    missing = [name for name in PACKAGED[kind].columns if name not in COLUMNS[kind]]
    assert not missing
    assert set(PACKAGED[kind].columns) >= REQUIRED[kind]
    text = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
    assert not [name for name in PACKAGED[kind].columns if f"`{name}`" not in text]


def test_what_is_required_is_what_import_holds_to() -> None:
    # And what the store counts by itself.
    assert set(events._REQUIRED) == REQUIRED["events"] - {"figures", "quotes", "documents"}
    assert set(documents._REQUIRED) == REQUIRED["documents"] - {"figures", "quotes"}
    assert {"id", "text", "document", "kind"} <= REQUIRED["facts"] <= set(TABLES["facts"].columns)
