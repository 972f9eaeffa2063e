"""`expotui decisions`: what was decided, by whom and when, and whether it holds."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from expotui.cli.options import json_options
from expotui.cli.output import (
    file_stream,
    narrate,
    not_the_store,
    terminal_width,
    write_lines,
    write_records,
)
from expotui.cli.store_access import with_store
from expotui.errors import NotFoundError, UsageError
from expotui.facts.text import visible

if TYPE_CHECKING:
    from expotui.curation.history import Entry


@click.command("decisions", short_help="What was decided, and whether it holds.")
@json_options
@click.option("--export", "file", metavar="FILE", help="Write them to FILE, for expotui replay.")
@with_store
def command(db: sqlite3.Connection, *, form: str | None, file: str | None) -> None:
    """All decisions, in the order they were made: from the browser, `decide`, `undo`, `redo`.

    A decision is in force, undone, or waits: for a fact that is not in the store (any more). Where
    what it is about says otherwise now than when it was made, its line says so.

    \b
    Examples:
      expotui decisions
      expotui decisions --export decisions.jsonl
      expotui decisions --jsonl | jq 'select(.state == "waits")'
    """
    from expotui.curation.history import entries

    if file is not None and form is not None:
        raise UsageError("--export writes JSON lines to a file: it goes without --json and --jsonl")
    found = [*entries(db)]
    if file is not None and file != "-":
        _export(db, found, Path(file))
    elif form is not None or file is not None:
        write_records(_records(found), lines=form != "json")
    else:
        write_lines(_lines(found))
    if not found:
        raise NotFoundError("nothing was decided yet")


def _records(found: "list[Entry]") -> Iterator[dict[str, Any]]:
    from expotui.curation.replaying import as_record

    for entry in found:
        yield {**as_record(entry.decision), "state": entry.state}


def _export(db: sqlite3.Connection, found: "list[Entry]", path: Path) -> None:
    from expotui.export.writers import write_records as write

    not_the_store(path, db.execute("PRAGMA database_list").fetchone()[2])
    with file_stream(path) as stream:
        count = write(_records(found), stream, lines=True)
    narrate(f"{count:,} decision{'s' if count != 1 else ''} → {visible(str(path))}")


def _lines(found: "list[Entry]") -> Iterator[str]:
    from expotui.cli.layout import columns

    rows = [
        [
            f"{entry.decision.at[:10]} {entry.decision.at[11:16]}",
            entry.state,
            entry.decision.id[:8],
            "" if entry.decision.moves else entry.decision.target,
            entry.line,
        ]
        for entry in found
    ]
    if rows:
        yield from columns(rows, terminal_width(), ((4, 20), (3, 12), (4, 0)), ragged=4)
