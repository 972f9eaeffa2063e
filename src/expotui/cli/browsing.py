"""Starting the browser, and the one thing it leaves to this layer: writing an export."""

import os
import re
import sys
from dataclasses import replace
from pathlib import Path

from expotui.cli.output import file_stream, on_terminal
from expotui.cli.store_choice import Store
from expotui.facts.model import Document, Event
from expotui.store.queries import fact_keys

_UNFIT_FOR_A_NAME = re.compile(r"[^\w.-]+")


def browse_or_print(store: Store) -> None:
    """What `expotui` does without a command: browse, or print the timeline where it can't."""
    if _interactive():
        _browse(store)
    else:
        print_store(store)


def print_store(store: Store) -> None:
    """The timeline of a store, as text."""
    from expotui.cli.timeline import print_timeline

    with store.reading() as db:
        print_timeline(db)


def _interactive() -> bool:
    return (
        on_terminal()
        and sys.stdin is not None
        and sys.stdin.isatty()
        and os.environ.get("TERM") != "dumb"
    )


def _browse(store: Store) -> None:
    with replace(store, as_of=None).reading():
        pass  # built if need be, which is shown: the browser itself would start with it unseen
    from expotui.tui.local import browse

    def write_facts(row: Event | Document) -> str:
        """Write what a row of the timeline holds as CSV into the working folder."""
        from expotui.export.selection import Selection
        from expotui.export.writers import export

        name = {"event": row.id} if isinstance(row, Event) else {"document": row.id}
        path = _free_name(Path.cwd(), _UNFIT_FOR_A_NAME.sub("-", row.id))
        # As it is: a store taken away meanwhile is not to be built anew behind the browser.
        as_shown = Store(store.path, read_only=True, as_of=store.as_of)
        with as_shown.reading() as db, file_stream(path) as stream:
            keys = fact_keys(db, **name)
            count = export(db, "facts", Selection(hits=keys), "csv", stream)
        return f"{count:,} facts → {path.name}"

    browse(store.path, read_only=store.read_only, as_of=store.as_of, exporter=write_facts)


def _free_name(folder: Path, name: str) -> Path:
    """`expotui-NAME.csv`, numbered where there is one: nothing is overwritten unasked."""
    path, number = folder / f"expotui-{name}.csv", 1
    while path.exists():
        number += 1
        path = folder / f"expotui-{name}-{number}.csv"
    return path
