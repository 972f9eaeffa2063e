"""`expotui import`: what `expotui export` wrote, back into a store."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from expotui.cli.inputs import opened
from expotui.cli.output import narrate
from expotui.cli.store_access import with_store_to_write
from expotui.errors import ExitCode, InputError
from expotui.facts.text import visible

if TYPE_CHECKING:
    from expotui.importing.outcome import Outcome
    from expotui.importing.packages import PackageOutcome
    from expotui.store.writing import Writer

    Told = Outcome | PackageOutcome
    Import = Callable[[Writer, str], Told]


@click.command("import", short_help="What export wrote, back in: CSV, TSV, packages.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Check all of it, and store nothing.")
@click.option("--raw", is_flag=True, help="Cells as they are: of `export --raw`, or not of export.")
@click.option("--fill", is_flag=True, help="Add what is empty and follows from the rest of a row.")
@with_store_to_write
@click.pass_context
def command(
    context: click.Context,
    path: Path,
    *,
    files: tuple[str, ...],
    dry_run: bool,
    raw: bool,
    fill: bool,
) -> None:
    """Import FILEs that `expotui export --csv` (or --tsv) wrote; - is standard input.

    A FILE may be the folder of a data package (`export --datapackage`), or its datapackage.json:
    all of its tables are stored, or none.

    Facts, figures, quotes, events and documents are told apart by their columns. Rows become
    yours; an id that is yours already is brought up to date, and shipped rows stay as they are.
    What facts name and the store has not, is made from their words: import events and documents
    first, and it is all there. Each FILE is stored whole or, where a line is malformed, not at
    all; the others are stored all the same, and the exit code is 3.

    \b
    Examples:
      expotui import facts.csv
      expotui import events.csv documents.csv facts.csv
      expotui import my-package
      expotui import --dry-run facts.csv
      ssh HOST export --csv | expotui import -
    """
    with _progress() as follow:

        def work(writer: "Writer", file: str) -> "Told":
            from expotui.importing.packages import import_package, package_folder
            from expotui.importing.running import import_table

            if (folder := package_folder(file)) is not None:
                return import_package(writer, folder, opened, follow, fill=fill)
            with opened(file) as stream:
                told = follow(file, stream)
                return import_table(writer, stream, file, raw=raw, fill=fill, progress=told)

        failed = (_checked if dry_run else _stored)(path, files, work)
    if failed:
        context.exit(ExitCode.INPUT)


def _stored(path: Path, files: tuple[str, ...], work: "Import") -> int:
    """Store each file in a transaction of its own; returns how many could not be."""
    from expotui.store.writing import writing

    failed = 0
    for file in files:
        try:
            with writing(path) as writer:
                outcome = work(writer, file)
        except InputError as error:
            failed += 1
            _tell_error(error)
        else:
            _tell(file, outcome)
    return failed


class _Undone(Exception):
    """Ends a transaction whose work is not to be kept."""


def _checked(path: Path, files: tuple[str, ...], work: "Import") -> int:
    """Try each file on top of those before it, and keep nothing; returns how many fail."""
    from expotui.store.writing import writing

    failed = 0
    try:
        with writing(path) as writer:
            for file in files:
                writer.db.execute("SAVEPOINT one_file")
                try:
                    outcome = work(writer, file)
                except InputError as error:
                    failed += 1
                    writer.db.execute("ROLLBACK TO one_file")
                    _tell_error(error)
                else:
                    _tell(file, outcome, "dry run, nothing is stored: ")
                writer.db.execute("RELEASE one_file")
            raise _Undone
    except _Undone:
        return failed


def _tell(file: str, outcome: "Told", before: str = "") -> None:
    for line in outcome.lines():
        narrate(visible(f"{file}: {before}{line}"))
        before = ""


def _tell_error(error: InputError) -> None:
    narrate(f"expotui: {visible(str(error))}")


_Follow = Callable[[str, BinaryIO], Callable[[int], None] | None]


@contextmanager
def _progress() -> Iterator[_Follow]:
    """Bars on stderr, one a file, gone at the end; nothing where stderr is no terminal."""
    import sys

    if sys.stderr is None or not sys.stderr.isatty():
        yield _not_followed
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    bars = Progress(
        TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(),
        TimeRemainingColumn(), console=Console(stderr=True), transient=True,
    )  # fmt: skip

    def follow(file: str, stream: BinaryIO) -> Callable[[int], None]:
        task = bars.add_task(visible(file), total=_size(stream))
        return lambda done: bars.update(task, completed=done)

    with bars:
        yield follow


def _not_followed(_file: str, _stream: BinaryIO) -> None:
    """Nobody watches."""


def _size(stream: BinaryIO) -> int | None:
    """How many bytes there are to read, where that is known."""
    import os
    import stat

    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None
