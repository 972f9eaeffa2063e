"""Importing text into a store of one's own, and exporting it again."""

import csv
import io
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from expotui.export.selection import Selection
from expotui.export.tables import TABLES
from expotui.export.writers import Form, export
from expotui.importing.outcome import Outcome
from expotui.importing.running import import_table
from expotui.store.opening import open_reading
from expotui.store.writing import writing

Importing = Callable[..., Outcome]

DOCUMENT = (
    "INSERT INTO documents (id, collection, title, publisher, host_kind, language, published_basis,"
    " published, published_start, published_end, sort_date, zoom) VALUES"
    " ('mine', 'user', 'A page of mine', 'Me', 'own', 'en', 'shown', '2024-10', '2024-10-01',"
    " '2024-10-31', '2024-10', 1)"
)


@pytest.fixture
def mine(store: Path, tmp_path: Path) -> Path:
    """A store with only the shipped rows, to write to."""
    return copied(store, tmp_path / "mine.db")


def copied(store: Path, to: Path) -> Path:
    shutil.copy(store, to)
    return to


@pytest.fixture
def imported(mine: Path) -> Importing:
    """`imported(text)` into `mine`."""

    def call(text: str | bytes, **options: bool) -> Outcome:
        return import_text(mine, text, **options)

    return call


def import_text(path: Path, text: str | bytes, *, raw: bool = False, fill: bool = False) -> Outcome:
    stream = io.BytesIO(text.encode() if isinstance(text, str) else text)
    with writing(path) as writer:
        return import_table(writer, stream, "t.csv", raw=raw, fill=fill)


def exported(path: Path, kind: str, form: Form = "csv", *, raw: bool = False) -> str:
    stream = io.StringIO(newline="")
    with closing(open_reading(path, prepare=False)) as db:
        export(db, kind, Selection(), form, stream, raw=raw)
    return stream.getvalue()


def execute(path: Path, *statements: str | tuple[str, dict[str, object]]) -> None:
    """Write to a store as its owner may: by SQL of one's own."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        for statement in statements:
            db.execute(*((statement,) if isinstance(statement, str) else statement))
        db.commit()


def asked(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql, values).fetchall()


def table(kind: str, *rows: dict[str, object], delimiter: str = ",") -> str:
    """A file of a kind; what a row does not say is empty."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(TABLES[kind].columns), restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def figure(**said: object) -> dict[str, object]:
    """A figure of a page that nobody has yet."""
    return {
        "id": "f1", "kind": "figure", "document": "p1", "document_title": "A page",
        "publisher": "Somebody", "measure": "exhibitors", "scope": "all", "unit": "company",
        "qualifier": "exact", "value": 12, "low": 12, "high": 12, "anonymous": 0, "text": "12",
        **said,
    }  # fmt: skip


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for stores of property tests, which make their own."""
    return tmp_path_factory.mktemp("scratch")
