"""`expotui replay`: decisions of another store, made again on this one."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from expotui.cli.inputs import opened
from expotui.cli.output import narrate
from expotui.cli.store_access import with_store_to_write
from expotui.errors import ExitCode
from expotui.facts.text import visible

if TYPE_CHECKING:
    from expotui.curation.replaying import Replayed

# So many lines that could not be replayed are told one by one.
_TOLD = 20


@click.command("replay", short_help="Make decisions of another store again.")
@click.argument("file", metavar="FILE")
@with_store_to_write
@click.pass_context
def command(context: click.Context, path: Path, *, file: str) -> None:
    """Make the decisions in FILE, that `expotui decisions --export` wrote; - is standard input.

    Each finds what it is about by its id. What is decided here already is left alone, so that
    replaying twice changes nothing. Of a line that cannot be made the number and the reason are
    told; the others are made all the same, and the exit code is 3.
    """
    from expotui.curation.replaying import replay
    from expotui.store.writing import writing

    with opened(file) as stream, writing(path) as writer:
        outcome = replay(writer, stream)
    _tell(file, outcome)
    if outcome.refused:
        context.exit(ExitCode.INPUT)


def _tell(file: str, outcome: "Replayed") -> None:
    for number, why in outcome.refused[:_TOLD]:
        narrate(f"expotui: {visible(f'{file}:{number}: {why}')}")
    if (more := len(outcome.refused) - _TOLD) > 0:
        narrate(f"expotui: {visible(file)}: and {more:,} more lines")
    counts = [f"{outcome.made:,} made"]
    counts += [f"{outcome.there:,} there already"] if outcome.there else []
    counts += [f"{len(outcome.refused):,} could not be"] if outcome.refused else []
    narrate(f"{visible(file)}: decisions: {', '.join(counts)}")
