"""Connections to a store file, and telling whether it is one of ours and up to date.

A store that is current costs three small reads to recognise.
"""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from expotui.errors import StoreError
from expotui.store.explaining import interrupted, shown
from expotui.store.identity import APPLICATION_ID, SCHEMA_VERSION, TOKENIZER
from expotui.store.location import seed_folder

# How long to wait for another process that is writing, in seconds.
PATIENCE = 5.0


# Text that is not UTF-8 is a defect to be seen, not a reason to stop.
LENIENT = partial(str, encoding="utf-8", errors="replace")


def store_uri(path: Path, mode: str) -> str:
    """The URI of a store: any file name, and never one that SQLite takes for something else."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def connect(path: Path, mode: str, *, immutable: bool = False) -> sqlite3.Connection:
    uri = store_uri(path, mode) + ("&immutable=1" if immutable else "")
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, check_same_thread=False)
    connection.text_factory = LENIENT
    connection.row_factory = sqlite3.Row
    if mode == "ro":
        connection.execute("PRAGMA query_only = ON")
    return connection


def patient(connection: sqlite3.Connection, seconds: float) -> sqlite3.Connection:
    """The connection, which waits longer for others that are writing."""
    connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
    return connection


def is_current(path: Path) -> bool:
    """Whether the store holds the shipped seeds, in today's schema, and its index all facts."""
    if not path.exists():
        return False
    connection = connect(path, "ro")
    try:
        if not recognise(connection, path):
            return False
        stored = dict(connection.execute("SELECT name, value FROM settings").fetchall())
        behind = is_behind(connection)
    except sqlite3.OperationalError as error:
        if not interrupted(error):
            raise
        # Whoever wrote last was killed: building opens it for writing, which rolls that back.
        return False
    finally:
        connection.close()
    stamps = stored.get("seed"), stored.get("tokenizer")
    return stamps == (seed_digest(), TOKENIZER) and not behind


def is_behind(connection: sqlite3.Connection) -> bool:
    """Whether others wrote facts that are not indexed (store/behind.py) or judged (disputes.py)."""
    noted = "SELECT 1 FROM unindexed UNION ALL SELECT 1 FROM unjudged LIMIT 1"
    return connection.execute(noted).fetchone() is not None


def is_readable(path: Path) -> bool:
    """Whether there is a store of today's schema, with whatever seeds."""
    if not path.exists():
        return False
    with closing(connect(path, "ro")) as connection:
        return recognise(connection, path)


def refuse_what_is_no_file(path: Path) -> None:
    """Opening a named pipe would wait for ever, and a device is no place for a store.

    Raises:
        StoreError: `path` is there, and neither a file nor a folder (which SQLite refuses itself).
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise StoreError(f"{shown(path)} is not a file: name another store with --db")


def recognised(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """The connection, if it is one to a store of today's schema; closed otherwise."""
    try:
        if not recognise(connection, path):
            raise StoreError(
                f"the store at {shown(path)} is empty or of an older expotui: "
                "run expotui once without --read-only to bring it up to date"
            )
    except BaseException:
        connection.close()
        raise
    return connection


def recognise(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether this is a store of today's schema; an empty file is one yet to be built.

    Raises:
        StoreError: it is another program's database, or a newer expotui's store.
    """
    written = path.stat().st_size
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if tables or application:
            raise StoreError(
                f"{shown(path)} is a database, but not an expotui store: name another one with --db"
            )
        if written and not connection.execute("PRAGMA page_count").fetchone()[0]:
            # SQLite takes a file of a few bytes for an empty one, and would write over it.
            raise sqlite3.DatabaseError("file is not a database")
        return False
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{shown(path)} was made by a newer expotui (schema {version}, this one knows "
            f"{SCHEMA_VERSION}): upgrade expotui, or name another store with --db"
        )
    return bool(version == SCHEMA_VERSION)


def seed_digest() -> str:
    """The stamp of the shipped seeds (seed/DIGEST).

    Raises:
        StoreError: the installation has lost its seeds.
    """
    file = seed_folder() / "DIGEST"
    try:
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise StoreError(
            f"cannot read the shipped seeds ({file}: {error.strerror}): reinstall expotui"
        ) from error
