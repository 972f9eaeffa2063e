"""`expotui cite`: facts and documents as citations, in the form another program reads."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from expotui.cli.output import data_stream, on_terminal, write_lines
from expotui.cli.store_access import with_store
from expotui.errors import NotFoundError
from expotui.hints import did_you_mean

if TYPE_CHECKING:
    from expotui.citations.forms import Name
    from expotui.citations.model import Citation

# What people read, in the encoding they have; the others are data.
_FOR_PEOPLE = ("text", "markdown")


class OneDay(click.ParamType[date]):
    """A date as people type it, known to the day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from expotui.facts.people_dates import read_day

        try:
            first, last = read_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        if first != last:
            self.fail(f"{value!r} is no single day: expected one like 2023-11-10", param, ctx)
        return first


@click.command("cite", short_help="Citations: as text, Markdown, BibTeX, CSL-JSON or RIS.")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--text", "form", flag_value="text", help="A line of text each. The default.")
@click.option("--markdown", "form", flag_value="markdown", help="Markdown, a list item each.")
@click.option("--bibtex", "form", flag_value="bibtex", help="BibTeX, for LaTeX and pandoc.")
@click.option("--csl-json", "form", flag_value="csl-json", help="CSL-JSON, for Zotero and pandoc.")
@click.option("--ris", "form", flag_value="ris", help="RIS, for EndNote and Mendeley.")
@click.option(
    "--accessed", type=OneDay(), metavar="DATE",
    help="The day you looked at the pages; none is said without it.",
)  # fmt: skip
@with_store
def command(
    db: sqlite3.Connection, ids: tuple[str, ...], form: "Name | None", accessed: date | None
) -> None:
    """Cite facts, each with its locator and words, and documents as a whole.

    What is cited can be checked without this program: paragraph and characters, the words as
    printed, the sha256 of the text. `expotui verify` checks citations wherever they stand.

    \b
    Examples:
      expotui cite jinjiang-preview-f01
      expotui cite --bibtex jinjiang-preview ciie-6-001 > expos.bib
      expotui cite --markdown --accessed 2026-11-20 ciie-6-001
    """
    from expotui.citations.lookup import named

    rows = {name: named(db, name) for name in ids}
    found = [row for some in rows.values() for row in some]
    if found:
        cited = (row for row in found)
        _write(form or "text", _citations(db, cited, accessed), several=len(found) > 1)
    missing = [name for name, some in rows.items() if not some]
    if missing:
        raise NotFoundError("; ".join(_unknown(db, name) for name in missing))


def _citations(
    db: sqlite3.Connection, rows: Iterator[Any], accessed: date | None
) -> Iterator["Citation"]:
    from expotui.citations.lookup import of_stored

    for row in rows:
        cited = of_stored(db, row, accessed)
        if cited is not None:
            yield cited


def _write(name: "Name", citations: Iterator["Citation"], *, several: bool) -> None:
    from expotui.citations.forms import FORMS, alone, bibliography

    form = FORMS[name]
    pieces = bibliography(form, citations) if several else (alone(form, c) for c in citations)
    if name in _FOR_PEOPLE:
        write_lines("".join(pieces).splitlines())
        return
    with data_stream() as stream:
        for piece in pieces:
            # On a terminal, a carriage return is for nobody.
            stream.write(piece.replace("\r\n", "\n") if on_terminal() else piece)


def _unknown(db: sqlite3.Connection, name: str) -> str:
    from expotui.store.queries import find_event, known_ids

    if find_event(db, name) is not None:
        return f"{name!r} is an event: what can be cited are facts and documents (`show` lists its)"
    # Of a large store, only facts that begin alike: comparing with all would take minutes.
    known = known_ids(db, "documents") + known_ids(db, "facts", name[:3])
    return f"no document or fact {name!r}{did_you_mean(name, known)}"
