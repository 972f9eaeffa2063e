"""`expotui show`: one event, document or fact, with where it comes from."""

import sqlite3
from collections.abc import Iterable, Iterator

import click

from expotui.cli.options import json_options
from expotui.cli.output import terminal_width, write_lines, write_records
from expotui.cli.store_access import with_store
from expotui.cli.store_choice import Store
from expotui.errors import NotFoundError
from expotui.facts.model import Document, Event, Fact
from expotui.hints import did_you_mean
from expotui.store import queries

Found = Event | Document | Fact


@click.command("show", short_help="All about an event, a document or a fact.")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@json_options
@with_store
@click.pass_obj
def command(store: Store, db: sqlite3.Connection, ids: tuple[str, ...], form: str | None) -> None:
    """All that is known of an event, a document or a fact, and how it is known.

    Ids are what timeline, search and export print: ciie-6 (an event), shine23 (a document),
    ciie-belt-and-road-f04 (a fact). Where the store has a fact's text (expotui attach), the words
    around it are shown too, its own between ▸ and ◂.

    \b
    Examples:
      expotui show ciie-6
      expotui show jinjiang-preview jinjiang-preview-f01
      expotui show linyi-2 --json
    """
    found = {name: _find(db, name) for name in ids}
    if form is not None:
        from expotui.cli.records import full

        records = (
            full(db, row, passages=store.passages) for rows in found.values() for row in rows
        )
        write_records(records, lines=form == "jsonl")
    else:
        rows = (row for rows in found.values() for row in rows)
        write_lines(_cards(db, rows, passages=store.passages))
    missing = [name for name, rows in found.items() if not rows]
    if missing:
        raise NotFoundError("; ".join(_unknown(db, name) for name in missing))


def _find(db: sqlite3.Connection, name: str) -> list[Found]:
    """What goes by an id. Events, documents and facts have their own ids, and may share one."""
    found = (
        queries.find_event(db, name),
        queries.find_document(db, name),
        queries.find_fact(db, name),
    )
    return [row for row in found if row is not None]


def _cards(db: sqlite3.Connection, rows: Iterable[Found], *, passages: bool) -> Iterator[str]:
    from expotui.cli.cards import lines

    width = terminal_width()
    for at, row in enumerate(rows):
        if at:
            yield ""
        yield from lines(db, row, width, passages=passages)


def _unknown(db: sqlite3.Connection, name: str) -> str:
    known = queries.known_ids(db, "events") + queries.known_ids(db, "documents")
    # Of a large store, only facts that begin alike: comparing with all would take minutes.
    known += queries.known_ids(db, "facts", name[:3])
    return f"no event, document or fact {name!r}{did_you_mean(name, known)}"
