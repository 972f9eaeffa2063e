"""`expotui redo`: what was undone last holds again."""

from pathlib import Path

import click

from expotui.cli.deciding import as_option, tell
from expotui.cli.store_access import with_store_to_write


@click.command("redo", short_help="Redo what was undone last.")
@as_option
@with_store_to_write
def command(path: Path, *, who: str) -> None:
    """Redo the decision that was undone last, if nothing was decided since."""
    from expotui.curation.deciding import redo
    from expotui.facts.decisions import told

    redone = redo(path, who)
    tell(redone.target, f"redone: {told(redone)}")
