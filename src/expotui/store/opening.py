"""Opening a store, for reading or for writing.

Reading goes through plain sqlite3 opened `mode=ro`; sqlite-utils is only imported where a store
has to be built or upgraded.
"""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from expotui.errors import StoreError
from expotui.store.connection import (
    connect,
    is_current,
    is_readable,
    recognise,
    recognised,
    refuse_what_is_no_file,
)
from expotui.store.explaining import explained, is_busy, shown
from expotui.store.identity import APPLICATION_ID

if TYPE_CHECKING:
    from expotui.store.indexing import Progress

# Around work that may take long: gives who is to be told of its progress, if anybody is.
Watch = Callable[[], "AbstractContextManager[Progress | None]"]


def open_reading(
    path: Path,
    *,
    prepare: bool = True,
    immutable: bool = False,
    as_of: date | None = None,
    watch: Watch = nullcontext,
) -> sqlite3.Connection:
    """Open the store at `path` for reading (`mode=ro`).

    With `prepare`, a store that is missing or older than the shipped seeds is built or upgraded
    first (but read as it is while others keep it busy). Without it (`--read-only`), nothing is
    written anywhere and an old store is read as it is. `immutable` promises that nobody writes the
    file meanwhile: SQLite then takes no lock and looks for no journal, as read-only media want it.
    With `as_of`, what was not published by the end of that day is hidden (store/as_of.py). `watch`
    is entered around building and upgrading alone.

    Raises:
        StoreError: the store is missing, unreadable, locked, corrupt, foreign or too new.
    """
    with explained(path):
        refuse_what_is_no_file(path)
        if prepare and not is_current(path):
            with watch() as progress:
                _prepare(path, progress)
        elif not prepare and not path.exists():
            raise StoreError(
                f"no store at {shown(path)}, and --read-only makes none: "
                "run expotui once without it, or name a store with --db"
            )
        connection = recognised(connect(path, "ro", immutable=immutable), path)
        if as_of is not None:
            from expotui.store.as_of import look_back

            look_back(connection, as_of)
        return connection


def _prepare(path: Path, progress: "Progress | None") -> None:
    """Build or upgrade the store; where others keep it busy, an old one does for now."""
    from expotui.store.building import build

    try:
        build(path, progress=progress)
    except sqlite3.OperationalError as error:
        if not is_busy(error) or not is_readable(path):
            raise


def open_as_it_is(path: Path) -> sqlite3.Connection:
    """Open the store at `path` for reading, of whatever age: nothing is built or upgraded.

    Raises:
        StoreError: the store is missing, empty, unreadable, locked, corrupt, foreign or too new.
    """
    refuse_what_is_not_there(path)
    with explained(path):
        connection = connect(path, "ro")
        try:
            recognise(connection, path)
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise StoreError(
                    f"the store at {shown(path)} is empty: run expotui once without --read-only "
                    "to build it"
                )
        except BaseException:
            connection.close()
            raise
        return connection


def refuse_what_is_not_there(path: Path) -> None:
    """Refuse to go on without a store, where none is to be made.

    Raises:
        StoreError: there is none, or what is there is no file.
    """
    with explained(path):
        refuse_what_is_no_file(path)
        if not path.exists():
            raise StoreError(
                f"no store at {shown(path)}: run expotui once to build one, "
                "or name another with --db"
            )


def open_writing(path: Path) -> sqlite3.Connection:
    """Open an existing store for the user's own rows, foreign keys enforced.

    Raises:
        StoreError: as for reading, or it may not be written.
    """
    with explained(path):
        connection = recognised(connect(path, "rw"), path)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection
