"""`expotui undo`: the last decision, or another one, does not hold any more."""

from pathlib import Path

import click

from expotui.cli.deciding import as_option, tell
from expotui.cli.store_access import with_store_to_write
from expotui.errors import UsageError


@click.command("undo", short_help="Undo the last decision.")
@click.argument("decision", metavar="[ID]", default=None, required=False)
@as_option
@with_store_to_write
def command(path: Path, *, decision: str | None, who: str) -> None:
    """Undo the last decision in force or, by its ID, another one.

    ID is one of a decision, as `expotui decisions` lists them. Nothing is lost: the undo is an
    entry of its own, and `expotui redo` takes it back.
    """
    from expotui.curation.deciding import undo
    from expotui.facts.decisions import told

    if decision == "":
        raise UsageError("no decision is named: give its ID, or none at all for the last one")
    undone = undo(path, who, decision or "")
    tell(undone.target, f"undone: {told(undone)}")
