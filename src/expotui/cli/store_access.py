"""The options that name the store, and the connection a command gets from them."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from expotui.cli.store_choice import Store
from expotui.errors import UsageError


def store_options(command: Callable[..., None], *, hidden: bool = False) -> Callable[..., None]:
    """Add `--db` and `--read-only`."""
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
    return db(read_only(command))


def with_store(command: Callable[..., None]) -> Callable[..., None]:
    """Hand `command` a connection to the store as its first argument."""

    @wraps(command)
    def wrapped(db: Path | None, read_only: bool, **options: Any) -> None:
        with chosen_store(db, read_only).reading() as connection:
            command(connection, **options)

    return hidden_store_options(wrapped)


def with_store_to_write(command: Callable[..., None]) -> Callable[..., None]:
    """Hand `command` the path of a store that is up to date as its first argument.

    With `--read-only`, the command is refused.
    """

    @wraps(command)
    def wrapped(db: Path | None, read_only: bool, **options: Any) -> None:
        store = chosen_store(db, read_only)
        refuse_read_only(store, click.get_current_context().command.name or "")
        with store.reading():
            pass  # built if need be
        command(store.path, **options)

    return hidden_store_options(wrapped)


def chosen_store(db: Path | None, read_only: bool) -> Store:
    """The store that the options before and after the command's name say."""
    store = click.get_current_context().find_object(Store) or Store()
    named = db or store.named
    return replace(store, named=named, read_only=read_only or store.read_only)


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
