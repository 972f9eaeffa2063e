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
from expotui.facts.text import visible
from expotui.store.identity import APPLICATION_ID, SCHEMA_VERSION, TOKENIZER
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
                f"no store at {_shown(path)}, and --read-only makes none: "
                "run expotui once without it, or name a store with --db"
            )
        return _recognised(_connect(path, "ro"), path)


def open_writing(path: Path) -> sqlite3.Connection:
    """Open an existing store for the user's own rows, foreign keys enforced.

    Raises:
        StoreError: as for reading, or it may not be written.
    """
    with explained(path):
        connection = _recognised(_connect(path, "rw"), path)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection


def store_uri(path: Path, mode: str) -> str:
    """The URI of a store: any file name, and never one that SQLite takes for something else."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        store_uri(path, mode), uri=True, timeout=PATIENCE, check_same_thread=False
    )
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
        if not recognise(connection, path):
            return False
        stored = dict(connection.execute("SELECT name, value FROM settings").fetchall())
    except sqlite3.OperationalError as error:
        if not _interrupted(error):
            raise
        # Whoever wrote last was killed: building opens it for writing, which rolls that back.
        return False
    finally:
        connection.close()
    return stored.get("seed") == seed_digest() and stored.get("tokenizer") == TOKENIZER


def _recognised(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """The connection, if it is one to a store of today's schema; closed otherwise."""
    try:
        if not recognise(connection, path):
            raise StoreError(
                f"the store at {_shown(path)} is empty or of an older expotui: "
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
                f"{_shown(path)} is a database, but not an expotui store: "
                "name another one with --db"
            )
        if written and not connection.execute("PRAGMA page_count").fetchone()[0]:
            # SQLite takes a file of a few bytes for an empty one, and would write over it.
            raise sqlite3.DatabaseError("file is not a database")
        return False
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{_shown(path)} was made by a newer expotui (schema {version}, this one knows "
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


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what sqlite3 and the file system raise into one clear line about `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(explain(path, error)) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        if isinstance(error, (FileExistsError, NotADirectoryError)):
            reason = "what should be a folder on its way is a file"
        raise StoreError(f"cannot open the store at {_shown(path)}: {reason}") from error


_LOCKED = "the store at {path} is locked by another program: try again when it has finished"
_CORRUPT = (
    "the store at {path} is corrupt ({said}): restore a backup, or move it away and expotui "
    "builds a new one from its seeds"
)
# What SQLite says, and what we say of it: the first that matches.
_SAID = (
    ("locked", _LOCKED),
    ("busy", _LOCKED),
    ("not a database", "{path} is not a database: move it away, or name another store with --db"),
    ("malformed", _CORRUPT),
    ("corrupt", _CORRUPT),
    ("no such", _CORRUPT),
    ("already exists", _CORRUPT),
    ("readonly", "the store at {path} may not be written: use --read-only, or another --db"),
    ("is full", "cannot write the store at {path}: the disk is full"),
)


def explain(path: Path, error: sqlite3.Error) -> str:
    """One line about what SQLite said of the store at `path`, and what to do."""
    said = str(error)
    if _interrupted(error):
        return (
            f"a program was stopped while it wrote to the store at {_shown(path)}: "
            "run expotui once without --read-only to repair it"
        )
    if getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_DIRECTORY":
        return (
            f"the store at {_shown(path)} is in WAL mode, which needs a folder that may be "
            "written: copy it elsewhere, or take it out of WAL mode"
        )
    if "unable to open" in said or path.is_dir():
        return f"cannot open the store at {_shown(path)}: {_why_not(path)}"
    meant = next((meant for words, meant in _SAID if words in said), None)
    meant = meant or "the store at {path} could not be read: {said}"
    return meant.format(path=_shown(path), said=visible(said))


def _interrupted(error: sqlite3.Error) -> bool:
    """Whether a journal is waiting to be rolled back, which `mode=ro` may not do."""
    return getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK"


def _shown(path: Path) -> str:
    return visible(str(path))


def _why_not(path: Path) -> str:
    if path.is_dir():
        return "it is a folder"
    if path.exists() and not os.access(path, os.R_OK):
        return "permission denied"
    if not path.parent.exists():
        return f"there is no folder {_shown(path.parent)}"
    if not os.access(path.parent, os.W_OK):
        return f"the folder {_shown(path.parent)} may not be written"
    return "SQLite could not open it"
