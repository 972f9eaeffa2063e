"""Opening a store, for reading or for writing, and what is said when that fails.

Reading goes through plain sqlite3 opened `mode=ro`; sqlite-utils is only imported where a store
has to be built or upgraded. A store that is current costs three small reads to recognise.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from expotui.errors import StoreError
from expotui.facts.tokens import TOKENIZER
from expotui.store.identity import APPLICATION_ID, SCHEMA_VERSION
from expotui.store.location import seed_folder

# How long to wait for another process that is writing, in seconds.
PATIENCE = 5.0


def open_reading(path: Path, *, prepare: bool = True) -> sqlite3.Connection:
    """Open the store at `path` for reading (`mode=ro`).

    With `prepare`, a store that is missing or older than the shipped seeds is built or upgraded
    first; without it (`--read-only`), nothing is written anywhere and an old store is read as is.

    Raises:
        StoreError: the store is missing, unreadable, locked, corrupt, foreign or too new.
    """
    with explained(path):
        if prepare and not _is_current(path):
            from expotui.store.building import build

            build(path)
        elif not prepare and not path.exists():
            raise StoreError(
                f"no store at {path}, and --read-only makes none: "
                "run expotui once without it, or name a store with --db"
            )
        connection = _connect(path, "ro")
        _recognise(connection, path)
        return connection


def open_writing(path: Path) -> sqlite3.Connection:
    """Open an existing store for the user's own rows, foreign keys enforced.

    Raises:
        StoreError: as for reading, or it may not be written.
    """
    with explained(path):
        connection = _connect(path, "rw")
        _recognise(connection, path)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, check_same_thread=False)
    # Text that is not UTF-8 is a defect to be seen, not a reason to stop.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    connection.row_factory = sqlite3.Row
    if mode == "ro":
        connection.execute("PRAGMA query_only = ON")
    return connection


def _is_current(path: Path) -> bool:
    """Whether the store holds the shipped seeds, in today's schema."""
    if not path.exists():
        return False
    connection = _connect(path, "ro")
    try:
        if not _recognise(connection, path):
            return False
        stored = dict(connection.execute("SELECT name, value FROM settings").fetchall())
    finally:
        connection.close()
    return stored.get("seed") == seed_digest() and stored.get("tokenizer") == TOKENIZER


def _recognise(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether this is a store of today's schema; an empty file is one yet to be built.

    Raises:
        StoreError: it is another program's database, or a newer expotui's store.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if tables or application:
            raise StoreError(
                f"{path} is a database, but not an expotui store: name another one with --db"
            )
        return False
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{path} was made by a newer expotui (schema {version}, this one knows "
            f"{SCHEMA_VERSION}): upgrade expotui, or name another store with --db"
        )
    return version == SCHEMA_VERSION


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


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what sqlite3 and the file system raise into one clear line about `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(explain(path, error)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"cannot open the store at {path}: {reason.lower()}") from error


def explain(path: Path, error: sqlite3.Error) -> str:
    """One line about what SQLite said of the store at `path`, and what to do."""
    said = str(error)
    if "locked" in said or "busy" in said:
        return f"the store at {path} is locked by another program: try again when it has finished"
    if "not a database" in said:
        return f"{path} is not a database: move it away, or name another store with --db"
    if "malformed" in said or "corrupt" in said or "disk image" in said:
        return (
            f"the store at {path} is corrupt ({said}): restore a backup, or move it away and "
            "expotui builds a new one from its seeds"
        )
    if "unable to open" in said:
        return f"cannot open the store at {path}: {_why_not(path)}"
    if "readonly" in said or "read-only" in said:
        return f"the store at {path} may not be written: use --read-only, or another --db"
    if "full" in said:
        return f"cannot write the store at {path}: the disk is full"
    return f"the store at {path} could not be read: {said}"


def _why_not(path: Path) -> str:
    if path.is_dir():
        return "it is a folder"
    if path.exists() and not os.access(path, os.R_OK):
        return "permission denied"
    if not path.parent.exists():
        return f"there is no folder {path.parent}"
    if not os.access(path.parent, os.W_OK):
        return f"the folder {path.parent} may not be written"
    return "SQLite could not open it"
