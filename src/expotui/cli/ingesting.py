"""What is told of a run that takes documents in: as it goes, and at its end; all on stderr."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from expotui.cli.output import narrate
from expotui.cli.running import INTERRUPTED
from expotui.errors import ExitCode
from expotui.facts.text import visible

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

    from expotui.ingest.running import Summary
    from expotui.ingest.source import Refused
    from expotui.ingest.storing import Stored


class Report:
    """Tells what is refused as it happens, shows how far a run is, and sums it up."""

    def __init__(self, bars: "Bars | None", *, dry_run: bool, each: bool) -> None:
        self._bars, self._dry_run, self._each = bars, dry_run, each
        self._task = bars.add_task("reading", total=None, told="") if bars else None

    def refused(self, one: "Refused") -> None:
        """A file could not be read."""
        self._say(f"expotui: {visible(one.name)}: {visible(one.reason)}")

    def stored(self, some: "Iterable[Stored]", so_far: "Summary") -> None:
        """Some documents are in the store."""
        for one in some if self._each else ():
            told = f"{_counted(one.figures, 'figure')}, {_counted(one.quotes, 'quote')}"
            self._say(visible(f"{one.file_name}: {told if one.new else f'is {one.document}'}"))
        self._show("storing", f"{_counted(so_far.looked_at, 'document')}, "
                              f"{_counted(so_far.figures, 'figure')}")  # fmt: skip

    def settling(self) -> None:
        """Figures are compared with those of others."""
        self._show("comparing with other claims", "")

    def idle(self) -> None:
        """There is nothing to do until a document appears."""
        self._show("watching", "")

    def tell(self, summary: "Summary") -> None:
        """Sum a run up."""
        for line in summary_lines(summary, dry_run=self._dry_run):
            narrate(visible(line))

    def _show(self, what: str, told: str) -> None:
        if self._bars is not None and self._task is not None:
            self._bars.update(self._task, description=what, told=told)

    def _say(self, line: str) -> None:
        if self._bars is not None:
            self._bars.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            narrate(line)


@contextmanager
def reporting(*, dry_run: bool = False, each: bool = False) -> Iterator[Report]:
    """Who is told of a run: on a terminal with a bar, gone at the end; elsewhere without.

    Where it is told of `each`, it has a line for every document.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield Report(None, dry_run=dry_run, each=each)
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bars = Progress(
        SpinnerColumn(), TextColumn("{task.description}", markup=False),
        TextColumn("{task.fields[told]}", markup=False), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False,
    )  # fmt: skip
    with bars:
        yield Report(bars, dry_run=dry_run, each=each)


def exit_code(summary: "Summary") -> int:
    """The exit code of a run."""
    if summary.interrupted:
        return INTERRUPTED
    if summary.refused:
        return ExitCode.INPUT
    return ExitCode.DONE if summary.looked_at else ExitCode.NO_MATCH


def summary_lines(summary: "Summary", *, dry_run: bool = False) -> Iterator[str]:
    """A run for people: what was stored, what it was joined to, what was left out and why."""
    if summary.interrupted:
        yield "interrupted: what was stored stays; run it again to finish the rest"
    stored = (
        f"{_counted(summary.stored, 'document')} stored: "
        f"{_counted(summary.figures, 'figure')}, {_counted(summary.quotes, 'quote')}"
    )
    yield f"dry run, nothing is stored: {stored}" if dry_run else stored
    if summary.joined or summary.made:
        yield f"events: {summary.joined:,} known, {summary.made:,} new"
    if summary.copies:
        yield f"{_counted(summary.copies, 'near copy', 'near copies')} of others, linked to them"
    if summary.again:
        yield from _listed(
            f"{_counted(summary.again, 'file')} of content that was there already",
            summary.again, summary.again_named,
        )  # fmt: skip
    if summary.attached:
        yield f"{_counted(summary.attached, 'text')} kept for shipped documents that had none"
    if summary.left_out:
        yield from _listed(
            f"{_counted(summary.left_out, 'file')} left out", summary.left_out,
            summary.left_out_named,
        )  # fmt: skip
    if summary.refused:
        yield f"{_counted(summary.refused, 'file')} refused (told above)"


def _listed(heading: str, count: int, named: list[str]) -> Iterator[str]:
    yield f"{heading}:"
    yield from (f"  {name}" for name in named)
    if count > len(named):
        yield f"  and {count - len(named):,} more"


def _counted(count: int, one: str, several: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"
