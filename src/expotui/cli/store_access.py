"""The options that name the store, and the connection a command gets from them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from expotui.cli.options import Day
from expotui.cli.store_choice import Store
from expotui.errors import UsageError


def store_options(command: Callable[..., None], *, hidden: bool = False) -> Callable[..., None]:
    """Add `--db`, `--read-only` and `--as-of`."""
    db = click.option(
        "--db",
        type=click.Path(path_type=Path, readable=False),
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
    as_of = click.option(
        "--as-of",
        type=Day(last=True),
        metavar="DATE",
        hidden=hidden,
        help="The store as of a day: hide what was not published by then.",
    )
    return db(read_only(as_of(command)))


def with_store(command: Callable[..., None]) -> Callable[..., None]:
    """Hand `command` a connection to the store as its first argument."""

    @wraps(command)
    def wrapped(db: Path | None, read_only: bool, as_of: date | None, **options: Any) -> None:
        with chosen_store(db, read_only, as_of).reading() as connection:
            command(connection, **options)

    return hidden_store_options(wrapped)


def with_store_to_write(command: Callable[..., None]) -> Callable[..., None]:
    """Hand `command` the path of a store that is up to date as its first argument.

    With `--read-only`, the command is refused.
    """

    @wraps(command)
    def wrapped(db: Path | None, read_only: bool, as_of: date | None, **options: Any) -> None:
        store = whole_store(db, read_only, as_of)
        refuse_read_only(store, click.get_current_context().command.name or "")
        with store.reading():
            pass  # built if need be
        command(store.path, **options)

    return hidden_store_options(wrapped)


def chosen_store(db: Path | None, read_only: bool, as_of: date | None = None) -> Store:
    """The store that the options before and after the command's name say."""
    store = click.get_current_context().find_object(Store) or Store()
    named = db or store.named
    return replace(
        store, named=named, read_only=read_only or store.read_only, as_of=as_of or store.as_of
    )


def whole_store(db: Path | None, read_only: bool, as_of: date | None) -> Store:
    """The store that the options say, for what looks at all of it or writes to it.

    Raises:
        UsageError: `--as-of` was given.
    """
    store = chosen_store(db, read_only, as_of)
    if store.as_of is not None:
        command = click.get_current_context().command.name
        raise UsageError(f"{command} is about the store as it is: it takes no --as-of")
    return store


def refuse_read_only(store: Store, command: str) -> None:
    """Refuse to write to a store that is to be left as it is.

    Raises:
        UsageError: `--read-only` was given.
    """
    if store.read_only:
        raise UsageError(f"{command} writes to the store: it cannot be run with --read-only")


def hidden_store_options(command: Callable[..., None]) -> Callable[..., None]:
    """Take the options of the store after a command's name too: that is where hands put them."""
    return store_options(command, hidden=True)
