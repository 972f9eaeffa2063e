"""What the commands that decide share: whose decision it is, and telling of it."""

from collections.abc import Callable
from typing import Any

import click

from expotui.cli.output import narrate
from expotui.errors import UsageError
from expotui.facts.text import visible


def as_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--as`, handed over as `who`."""
    return click.option(
        "--as", "who", metavar="NAME", callback=_name,
        help="Whose decision it is.  [default: your user name]",
    )(command)  # fmt: skip


def _name(_context: click.Context, _option: click.Parameter, name: str | None) -> str:
    from expotui.curation.deciding import myself

    if name is None:
        return myself()
    if not name.strip() or not name.isprintable():
        raise UsageError("--as: a name is needed, of characters that can be seen")
    return name.strip()


def tell(target: str, line: str) -> None:
    """Say what became of what a decision is about."""
    narrate(visible(f"{target}: {line}"))
