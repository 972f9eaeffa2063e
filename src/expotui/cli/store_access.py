"""The options that name the store, and the connection a command gets from them."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from expotui.cli.store_choice import Store


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
