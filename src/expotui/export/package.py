"""A folder with all tables of a selection, and two descriptions of it: a data package.

`datapackage.json` is a Data Package (datapackage.org), `csv-metadata.json` CSV on the Web (W3C).
Nothing in it tells when it was made, or by whom: the same rows give the same bytes.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from expotui.export.closure import PACKAGED, referred
from expotui.export.delimited import LINE_END, Cells, blocks
from expotui.export.descriptors import (
    IN_OUR_WORDS,
    MANIFEST,
    WEB_MANIFEST,
    Written,
    data_package,
    on_the_web,
)
from expotui.export.fields import fields_of, watched
from expotui.export.selection import Row, Selection, rows, select

# The files of a data package, and no others.
FILES = (*(f"{kind}.csv" for kind in PACKAGED), MANIFEST, WEB_MANIFEST)


def write_package(db: sqlite3.Connection, selection: Selection, folder: Path) -> int:
    """Write the facts of `selection` and all they refer to into a new `folder`.

    Cells are written as they are, without the guard against spreadsheets: it would be part of the
    text for whoever reads by the schema. Tables are streamed. Returns how many facts there are.

    Raises:
        OSError: a file could not be written.
    """
    with _one_moment(db):
        tables = [_write(db, kind, selection, folder / f"{kind}.csv") for kind in PACKAGED]
    (folder / MANIFEST).write_text(data_package(tables, selection), "utf-8", newline="")
    (folder / WEB_MANIFEST).write_text(on_the_web(tables, selection), "utf-8", newline="")
    return next(table.rows for table in tables if table.kind == "facts")


@contextmanager
def _one_moment(db: sqlite3.Connection) -> Iterator[None]:
    """All that is read within is the store as it is now: else references could lead nowhere."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.rollback()


def _write(db: sqlite3.Connection, kind: str, selection: Selection, path: Path) -> Written:
    fields = fields_of(kind)
    digest, size, count = hashlib.sha256(), 0, 0
    found = watched(_rows(db, kind, selection), fields)
    with path.open("xb") as file:
        header = ",".join(PACKAGED[kind].columns) + LINE_END
        lines = blocks(found, ",", Cells(",", raw=True))
        for block, some in chain([(header, 0)], lines):
            data = block.encode()
            file.write(data)
            digest.update(data)
            size += len(data)
            count += some
    ours = _all_ours(db, kind, selection)
    return Written(kind, fields, count, size, digest.hexdigest(), ours)


def _rows(db: sqlite3.Connection, kind: str, selection: Selection) -> Iterator[Row]:
    if kind == "facts":
        return select(db, kind, selection)
    table = PACKAGED[kind]
    columns = ", ".join(table.columns.values())
    sql = f"SELECT {columns} FROM {referred(kind, selection)} ORDER BY {table.order}"
    return rows(db, sql, selection.values())


def _all_ours(db: sqlite3.Connection, kind: str, selection: Selection) -> bool:
    """Whether all rows are shipped ones, in words of ours: others are not ours to license."""
    if kind not in IN_OUR_WORDS:
        return False
    owner = PACKAGED[kind].columns["id"].replace(".id", ".owner")
    source = f"{referred(kind, selection)} AND {owner} <> 'seed'"
    found = db.execute(f"SELECT NOT EXISTS (SELECT 1 FROM {source})", selection.values())
    return bool(found.fetchone()[0])
