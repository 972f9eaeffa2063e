"""Building a store from seed/, and bringing an old one up to date, in one transaction.

This is the writing path: it imports sqlite-utils. Rows are matched by id; shipped rows follow the
seeds, rows of the user are never touched, and a shipped row that the user's rows refer to, or that
has a text of the user's, stays even when the seeds drop it.
"""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from expotui.store.connection import LENIENT, PATIENCE, is_behind, recognise, seed_digest, store_uri
from expotui.store.identity import SCHEMA_VERSION, TOKENIZER
from expotui.store.indexing import Index, Progress
from expotui.store.location import seed_folder
from expotui.store.schema import migrations
from expotui.store.seed_rows import seed_rows
from expotui.store.seeds import read_seeds
from expotui.store.writing import Writer

Row = dict[str, Any]

# Parents before children: rows arrive in this order and leave in the opposite one.
_TABLES = ("series", "subjects", "measures", "scopes", "events", "documents", "facts")


# What of the user's may stand in a shipped row: with it, the row stays.
_WITHOUT = {"documents": " AND text IS NULL"}


def build(path: Path, seed: Path | None = None, progress: Progress | None = None) -> None:
    """Bring the store at `path` up to date with the seeds in `seed` (the shipped ones by default).

    Everything happens in one transaction: whoever reads meanwhile sees the old store or the new.
    `progress` is told of the facts indexed anew, where all have to be.

    Raises:
        SeedError: a seed is malformed; the store is as it was.
        StoreError: the file is another program's, or a newer expotui's; it is as it was.
        sqlite3.Error, OSError: the store could not be written; it is as it was.
    """
    digest = seed_digest() if seed is None else str(seed)
    tables = seed_rows(read_seeds(seed or seed_folder()))
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(store_uri(path, "rwc"), uri=True, timeout=PATIENCE)
    connection.text_factory = LENIENT
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE")
        known = recognise(connection, path)
        if not known or not _is_of(connection, digest):
            _upgrade(connection, tables, digest, progress)
            connection.commit()
        elif is_behind(connection):
            _catch_up(connection, progress)
            connection.commit()
        else:
            # Not a commit: even an empty one waits for all readers to finish.
            connection.rollback()
    finally:
        connection.close()


def _is_of(connection: sqlite3.Connection, digest: str) -> bool:
    """Whether the store has these seeds: another process may have done the work while this one
    waited for the lock.
    """
    settings = dict(connection.execute("SELECT name, value FROM settings").fetchall())
    return (settings.get("seed"), settings.get("tokenizer")) == (digest, TOKENIZER)


def _catch_up(connection: sqlite3.Connection, progress: Progress | None) -> None:
    writer = Writer(connection)
    writer.catch_up(progress)
    writer.flush()


def _upgrade(
    connection: sqlite3.Connection,
    tables: Mapping[str, list[Row]],
    digest: str,
    progress: Progress | None,
) -> None:
    db = Database(connection)
    migrations.apply(db)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("PRAGMA defer_foreign_keys = ON")
    settings = dict(connection.execute("SELECT name, value FROM settings").fetchall())
    current = settings.get("tokenizer") == TOKENIZER
    if not current:
        # What is indexed in another way, or not yet, can't be taken out row by row.
        Index(connection).clear()
    writer = Writer(connection, indexed=current)
    if current:
        writer.catch_up(progress)
    writer.lift_decisions()
    for table in _TABLES:
        writer.upsert(table, tables[table], owner="seed")
    connection.execute("DELETE FROM date_claims WHERE owner = 'seed'")
    db.table("date_claims").insert_all(tables["date_claims"])
    for table in reversed(_TABLES):
        kept = {row["id"] for row in tables[table]}
        # A part goes before its whole: until nothing more can go.
        while _drop_withdrawn(writer, table, kept):
            pass
    writer.flush()
    if not current:
        writer.reindex(progress)
    db.table("settings").upsert_all(
        [{"name": "seed", "value": digest}, {"name": "tokenizer", "value": TOKENIZER}], pk="name"
    )


def _drop_withdrawn(writer: Writer, table: str, kept: set[str]) -> int:
    """Remove shipped rows the seeds no longer hold, but for those something still refers to.

    Returns how many went.
    """
    connection = writer.db
    references = _references_to(connection, table)
    gone = 0
    ours = f"owner = 'seed'{_WITHOUT.get(table, '')}"
    for (row_id,) in connection.execute(f"SELECT id FROM {table} WHERE {ours}").fetchall():
        if row_id in kept:
            continue
        if not any(
            connection.execute(f"SELECT 1 FROM {other} WHERE {column} = ?", (row_id,)).fetchone()
            for other, column in references
        ):
            gone += writer.delete(table, [row_id])
    return gone


def _references_to(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """The (table, column) pairs with a foreign key to `table`."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return [
        (name, key[3])
        for (name,) in names
        for key in connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()
        if key[2] == table
    ]
