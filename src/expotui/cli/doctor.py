"""`expotui doctor`: whether a store is sound, and what to do where it is not."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from expotui.cli.options import json_options
from expotui.cli.output import narrate, write_lines, write_records
from expotui.cli.progress import watched
from expotui.cli.store_access import hidden_store_options, refuse_read_only, whole_store
from expotui.cli.store_choice import Store
from expotui.errors import ExitCode
from expotui.facts.text import visible

if TYPE_CHECKING:
    from expotui.store.checkup import Check, State

_MARKS: "dict[State, str]" = {"sound": "✓", "wrong": "✗", "not looked at": "–"}
# What each check looks at, while it lasts and as its line says it.
_LOOKED_AT = {
    "file": "the database file",
    "schema": "the version of the tables",
    "structure": "tables, indexes, triggers and views",
    "references": "references between rows",
    "seeds": "the shipped facts",
    "tokens": "the version of the search index",
    "unindexed": "facts written by other programs",
    "index": "the search index and the facts",
    "counts": "the counts and the facts",
    "verdicts": "which figures others contradict",
}
# What its line says where all is well, if not "sound".
_WELL = {"schema": "current", "seeds": "current", "tokens": "current", "unindexed": "none"}


@click.command("doctor", short_help="Is the store sound? And if not, what to do.")
@click.option(
    "--rebuild", is_flag=True, help="First rebuild index, counts and verdicts from the facts."
)
@json_options
@hidden_store_options
@click.pass_context
def command(
    context: click.Context,
    *,
    db: Path | None,
    read_only: bool,
    as_of: date | None,
    rebuild: bool,
    form: str | None,
) -> None:
    """Tell what is sound in the store, a line each, and what to do about what is not.

    It only looks: the store is not even brought up to date. With --rebuild, the search index and
    the counts are rebuilt from the facts before, all or nothing; facts stay as they are. Exit
    code 1 where something is to be done.

    \b
    Examples:
      expotui doctor
      expotui doctor --rebuild
      expotui --db copy.db doctor --json
    """
    store = whole_store(db, read_only, as_of)
    if rebuild:
        refuse_read_only(store, "doctor --rebuild")
        _rebuild(store.path)
    if not _examine(store, form):
        context.exit(ExitCode.UNSOUND)


def _rebuild(path: Path) -> None:
    from expotui.store.rebuilding import rebuild

    with watched("rebuilding the search index and the counts") as progress:
        done = rebuild(path, progress)
    counts = f"corrected in {', '.join(done.miscounted)}" if done.miscounted else "were right"
    narrate(
        visible(f"{path}: rebuilt the search index of {done.facts:,} facts; the counts {counts}")
    )


def _examine(store: Store, form: str | None) -> bool:
    """Check the store, and print what comes of it; whether all is sound."""
    checks: list[Check] = []
    with store.as_it_is() as db:
        made = _made(db, checks)
        if form is None:
            write_lines([visible(str(store.path))])
            write_lines(line for check in made for line in _lines(check))
        else:
            write_records((_record(check) for check in made), lines=form == "jsonl")
    return all(check.state == "sound" for check in checks)


def _made(db: sqlite3.Connection, checks: "list[Check]") -> "Iterator[Check]":
    """Each check when it has been made; kept in `checks` too."""
    from expotui.store.checkup import Checkup

    checkup = Checkup(db)
    for name in checkup.names:
        with watched(f"looking at {_LOOKED_AT[name]}"):
            check = checkup.check(name)
        checks.append(check)
        yield check


def _lines(check: "Check") -> Iterator[str]:
    if check.state == "wrong":
        said = [f"{problem.what}: {problem.remedy}" for problem in check.problems]
    elif check.after:
        said = [
            f"{_LOOKED_AT[check.name]}: not looked at, first see to {' and '.join(check.after)}"
        ]
    else:
        said = [f"{_LOOKED_AT[check.name]}: {_WELL.get(check.name, 'sound')}"]
    for line in said:
        yield f"{_MARKS[check.state]} {check.name:<11} {visible(line)}"


def _record(check: "Check") -> dict[str, Any]:
    return {
        "check": check.name,
        "state": check.state,
        "problems": [
            {"what": problem.what, "remedy": problem.remedy} for problem in check.problems
        ],
        "after": list(check.after),
    }
