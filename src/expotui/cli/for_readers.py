"""The command line that readers over SSH have: of ours, what reads, and nothing that names a file.

Commands and options are on a list. One that comes later is not a reader's until it is put here.
"""

from collections.abc import Callable
from copy import copy
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from expotui import __version__
from expotui.cli import (
    cite,
    compare,
    conflicts,
    coverage,
    export,
    search,
    series,
    show,
    timeline,
)
from expotui.cli.browsing import print_store
from expotui.cli.running import complete, invoke
from expotui.cli.store_choice import Store
from expotui.errors import StoreError, UsageError

if TYPE_CHECKING:
    from expotui.ssh.commands import Task

_COMMANDS = (timeline, show, search, conflicts, series, compare, coverage, export, cite)
_MODULES = {module.command.name: module.command for module in _COMMANDS}

# By command, its parameters as click names them.
OPTIONS = {
    "timeline": {"zoom", "series", "since", "until", "form", "as_of"},
    "show": {"ids", "form", "as_of"},
    "search": {"query", "limit", "form", "as_of"},
    "conflicts": {"series", "event", "measure", "kind", "limit", "form", "as_of"},
    "series": {"measure", "series", "scope", "form", "as_of"},
    "compare": {"one", "other", "form", "as_of"},
    "coverage": {"series", "form", "as_of"},
    "export": {
        "form", "kind", "collection", "event", "document", "series", "measure", "since", "until",
        "query", "limit", "raw", "excel", "as_of",
    },
    "cite": {"ids", "form", "accessed", "as_of"},
}  # fmt: skip

_EPILOG = """\b
Examples:
  ssh HOST                              browse
  ssh HOST timeline --series ciie       one fair through the years
  ssh HOST search "shoe expo"           who said what; typos are forgiven
  ssh HOST show ciie-6                  an event, a document or a fact
  ssh HOST export --csv > facts.csv     everything, for a spreadsheet

Exit codes: 0 done, 1 nothing matched, 2 usage, 4 the store could not be opened, 75 no room now.
"""


class ReadersGroup(click.Group):
    """The commands, told in one line to whoever asks for another."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in OPTIONS:
            raise UsageError(
                f"{name!r} cannot be run here: there are {', '.join(OPTIONS)} and help; "
                "without a command, on a terminal, the browser"
            )
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        ctx.max_content_width = 100
        super().format_help(ctx, formatter)


def run_for_reader(task: "Task") -> int:
    """Run a reader's command line on the store that is served; return its exit code."""
    store = Store(Path(task.store), read_only=True, immutable=task.immutable,
                  passages=task.passages)  # fmt: skip

    def work() -> int:
        try:
            return invoke(_app(), "ssh HOST", _spelled(task.args), store)
        except StoreError as error:
            # Where the server keeps its store is not for readers.
            raise StoreError(
                "the store cannot be read just now: tell whoever runs this server"
            ) from error

    return complete(work)


def _spelled(args: tuple[str, ...]) -> list[str]:
    """`help` and `help export` as click has them: ssh takes `ssh HOST --help` for its own."""
    return [*args[1:2], "--help"] if args[:1] == ("help",) else list(args)


def _app() -> click.Group:
    @click.group(
        cls=ReadersGroup,
        invoke_without_command=True,
        epilog=_EPILOG,
        commands=[_for_readers(name) for name in OPTIONS],
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    @click.version_option(__version__, message="expotui %(version)s")
    @click.pass_context
    def app(context: click.Context) -> None:
        """Browse, search and export who claimed which figure about which trade expo."""
        if context.invoked_subcommand is None:
            print_store(context.find_object(Store) or Store())

    return app


def _for_readers(name: str) -> click.Command:
    """A command with the parameters that readers may use; the others are as if not given."""
    command: click.Command = copy(_MODULES[name])
    left_out = [param for param in command.params if param.name not in OPTIONS[name]]
    command.params = [param for param in command.params if param.name in OPTIONS[name]]
    callback: Callable[..., Any] = command.callback  # type: ignore[assignment]
    absent = {str(param.name): False if _is_flag(param) else None for param in left_out}
    command.callback = partial(callback, **absent)
    return command


def _is_flag(param: click.Parameter) -> bool:
    return isinstance(param, click.Option) and param.is_flag
