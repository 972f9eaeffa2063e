"""`expotui detach`: a text that was attached, out of the store again."""

from pathlib import Path

import click

from expotui.cli.output import narrate
from expotui.cli.store_access import with_store_to_write
from expotui.facts.text import visible


@click.command("detach", short_help="Take the text of a document out of the store.")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@with_store_to_write
def command(path: Path, *, ids: tuple[str, ...]) -> None:
    """Take the texts of documents out of the store; their facts stay, and lead back to them.

    A text is only taken out that `expotui attach` could bring back. Where one of several can't be
    taken out, none is.

    \b
    Example:
      expotui detach ciie-belt-and-road
    """
    from expotui.ingest.attaching import detach

    detach(path, ids)
    for name in dict.fromkeys(ids):
        narrate(visible(f"{name}: its text is no longer in the store"))
