"""Which store a command reads, and how it gets its connection."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from expotui.errors import StoreError
from expotui.store.opening import explain, open_reading


@dataclass(slots=True)
class Store:
    """What the options say of the store. `path` is only worked out where it is needed."""

    named: Path | None = None
    read_only: bool = False

    @property
    def path(self) -> Path:
        if self.named is not None:
            return self.named
        from expotui.store.location import default_store

        return default_store()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for reading; what goes wrong with it meanwhile is explained.

        Raises:
            StoreError: the store could not be opened, or could not be read further.
        """
        path = self.path
        db = open_reading(path, prepare=not self.read_only)
        try:
            yield db
        except sqlite3.Error as error:
            raise StoreError(explain(path, error)) from error
        finally:
            db.close()


def store_options(command: Callable[..., None], *, hidden: bool = False) -> Callable[..., None]:
    """Add `--db` and `--read-only`."""
    db = click.option(
        "--db",
        type=click.Path(path_type=Path),
        metavar="PATH",
        hidden=hidden,
        help="The store to read. Default: EXPOTUI_DB, else expotui.db in your data folder.",
    )
    read_only = click.option(
        "--read-only",
        is_flag=True,
        hidden=hidden,
        help="Open the store read-only: never build or upgrade it.",
    )
    return db(read_only(command))


def with_store(command: Callable[..., None]) -> Callable[..., None]:
    """Hand `command` a connection to the store as its first argument.

    The options of the store are taken after the command's name too: that is where hands put them.
    """

    @wraps(command)
    def wrapped(db: Path | None, read_only: bool, **options: Any) -> None:
        store = click.get_current_context().find_object(Store) or Store()
        named = db or store.named
        with Store(named, read_only or store.read_only).reading() as connection:
            command(connection, **options)

    return store_options(wrapped, hidden=True)
