"""What SQLite and the file system say of a store, as one clear line: what, where, what to do."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from expotui.errors import StoreError, reason
from expotui.facts.text import visible


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what sqlite3 and the file system raise into one clear line about `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(explain(path, error)) from error
    except OSError as error:
        why = reason(error)
        if isinstance(error, (FileExistsError, NotADirectoryError)):
            why = "what should be a folder on its way is a file"
        raise StoreError(f"cannot open the store at {shown(path)}: {why}") from error


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
    if interrupted(error):
        return (
            f"a program was stopped while it wrote to the store at {shown(path)}: "
            "run expotui once without --read-only to repair it"
        )
    if getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_DIRECTORY":
        return (
            f"the store at {shown(path)} is in WAL mode, which needs a folder that may be "
            "written: copy it elsewhere, or take it out of WAL mode"
        )
    if _of_the_index(error):
        return (
            f"the search index of the store at {shown(path)} is damaged ({visible(said)}): "
            "run expotui doctor --rebuild"
        )
    if "unable to open" in said or path.is_dir():
        return f"cannot open the store at {shown(path)}: {_why_not(path)}"
    meant = next((meant for words, meant in _SAID if words in said), None)
    meant = meant or "the store at {path} could not be read: {said}"
    return meant.format(path=shown(path), said=visible(said))


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another program holds the store."""
    return "locked" in str(error) or "busy" in str(error)


def interrupted(error: sqlite3.Error) -> bool:
    """Whether a journal is waiting to be rolled back, which `mode=ro` may not do."""
    return getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK"


def _of_the_index(error: sqlite3.Error) -> bool:
    """Whether it is the full-text index alone that is broken, which facts make anew."""
    said = str(error)
    named = getattr(error, "sqlite_errorname", "") == "SQLITE_CORRUPT_VTAB"
    return named or "vtable constructor failed" in said or "fts5" in said


def shown(path: Path) -> str:
    return visible(str(path))


def _why_not(path: Path) -> str:
    if path.is_dir():
        return "it is a folder"
    if path.exists() and not os.access(path, os.R_OK):
        return "permission denied"
    if not path.parent.exists():
        return f"there is no folder {shown(path.parent)}"
    if not os.access(path.parent, os.W_OK):
        return f"the folder {shown(path.parent)} may not be written"
    return "SQLite could not open it"
