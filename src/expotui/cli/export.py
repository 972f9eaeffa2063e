"""`expotui export`: facts, events and documents as CSV, TSV, JSON or Markdown; bibliographies."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

import click

from expotui.cli.options import check_id, check_period, period_options
from expotui.cli.output import data_stream, file_stream, narrate, not_the_store, on_terminal
from expotui.cli.store_access import with_store
from expotui.errors import NotFoundError, UsageError
from expotui.export.selection import Selection
from expotui.export.tables import TABLES
from expotui.export.writers import BIBLIOGRAPHIES, DELIMITED, Form, export
from expotui.facts.text import visible

_SEARCH_LIMIT = 50
_BOM = "\ufeff"


@click.command("export", short_help="Facts, events or documents as CSV, JSON, Markdown.")
@click.option("--csv", "form", flag_value="csv", help="CSV (RFC 4180). The default.")
@click.option("--tsv", "form", flag_value="tsv", help="The same with tabs.")
@click.option("--json", "form", flag_value="json", help="One JSON array.")
@click.option("--jsonl", "form", flag_value="jsonl", help="JSON lines: one object a line.")
@click.option("--markdown", "form", flag_value="markdown", help="A table for a note (GitHub).")
@click.option("--bibtex", "form", flag_value="bibtex", help="Their documents, as BibTeX.")
@click.option("--csl-json", "form", flag_value="csl-json", help="Their documents, as CSL-JSON.")
@click.option(
    "--kind",
    type=click.Choice(list(TABLES)),
    help="What a row is; facts are figures and quotes in one table.  [default: facts]",
)
@click.option(
    "--collection",
    type=click.Choice(["documents", "reference", "user"]),
    help="The five documents, the wider coverage, or your own.",
)
@click.option("--event", metavar="ID", help="Facts of an event, its parts and its surroundings.")
@click.option("--document", metavar="ID", help="Facts that a document claims.")
@click.option("--series", metavar="ID", help="Facts of a fair: ciie, wcifit, jinjiang, linyi.")
@click.option("--measure", metavar="ID", help="Figures of one measure: exhibitors, …")
@period_options
@click.option("--marked", is_flag=True, help="What you marked in the browser.")
@click.option("--search", "query", metavar="QUERY", help="What `expotui search` finds, best first.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    help=f"How many hits of --search at most.  [default: {_SEARCH_LIMIT}]",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE; - is standard output.")
@click.option("--datapackage", metavar="DIR", help="A folder of all tables, with their schemas.")
@click.option("--raw", is_flag=True, help="Leave cells that spreadsheets would run as they are.")
@click.option("--excel", is_flag=True, help="Begin with a byte order mark, as Excel likes it.")
@with_store
def command(
    db: sqlite3.Connection,
    *,
    form: Form | None,
    kind: str | None,
    collection: str | None,
    event: str | None,
    document: str | None,
    series: str | None,
    measure: str | None,
    since: date | None,
    until: date | None,
    marked: bool,
    query: str | None,
    limit: int | None,
    output: str | None,
    datapackage: str | None,
    raw: bool,
    excel: bool,
) -> None:
    """Export facts, events or documents: all of them, or those that every filter holds for.

    Columns are stable (docs/export.md). In CSV and TSV, cells that a spreadsheet would run as a
    formula get a leading apostrophe; numbers never do. Nothing selected: the header alone, exit 1.
    BibTeX and CSL-JSON list the documents that the selected facts are from, each once.

    \b
    Examples:
      expotui export --csv > facts.csv
      expotui export --kind quotes --collection documents
      expotui export --kind figures --series ciie --measure exhibitors --jsonl
      expotui export --bibtex --series ciie -o ciie.bib
      expotui export --since 2023 --until "Nov 2023" --excel -o 2023.csv
      expotui export --series ciie --datapackage ciie
    """
    if datapackage is not None and (form or kind or output or raw or excel):
        raise UsageError(
            "--datapackage is a form of its own, of all kinds: it goes with filters alone"
        )
    form, kind = form or "csv", kind or "facts"
    _check_form(form, kind, cells=raw or excel)
    if limit is not None and query is None:
        raise UsageError("--limit counts the hits of --search: there is no --search")
    check_period(since, until)
    check_id(db, "events", event, "--event")
    check_id(db, "documents", document, "--document")
    check_id(db, "series", series, "--series")
    check_id(db, "measures", measure, "--measure")
    hits = None if query is None else _hits(db, query, limit)
    selection = Selection(collection, event, series, measure, since, until, hits, marked, document)
    if datapackage is not None:
        _package(db, selection, datapackage)
        return
    with _target(db, output) as stream:
        if excel:
            stream.write(_BOM)
        spell = visible if _to_terminal(output) else None
        count = export(db, kind, selection, form, stream, raw=raw, spell=spell)
    if not count:
        raise NotFoundError(f"no {kind} match")
    if output is not None and output != "-":
        told = "documents" if form in BIBLIOGRAPHIES else kind
        narrate(f"{count:,} {told if count != 1 else told[:-1]} → {visible(output)}")


def _check_form(form: Form, kind: str, *, cells: bool) -> None:
    """Refuse a form that has no cells what only cells have, and one of documents events.

    Raises:
        UsageError: it was asked for that.
    """
    if cells and form not in DELIMITED:
        raise UsageError(f"--raw and --excel are for CSV and TSV, not for --{form}")
    if kind == "events" and form in BIBLIOGRAPHIES:
        raise UsageError(f"--{form} lists documents, and --kind events has none: leave --kind out")


def _package(db: sqlite3.Connection, selection: Selection, path: str) -> None:
    from expotui.cli.packages import write

    if not write(db, selection, path):
        raise NotFoundError("no facts match")


def _hits(db: sqlite3.Connection, query: str, limit: int | None) -> list[int]:
    from expotui.search.engine import Searcher

    results = Searcher(db).search(query, limit or _SEARCH_LIMIT)
    if results.problem:
        raise UsageError(f"--search: {results.problem}")
    hits = [fact.key for fact in results.facts]
    if limit is None and len(hits) == _SEARCH_LIMIT:
        narrate(f"expotui: the best {_SEARCH_LIMIT} hits of --search; --limit takes more")
    return hits


def _to_terminal(output: str | None) -> bool:
    return output in (None, "-") and on_terminal()


@contextmanager
def _target(db: sqlite3.Connection, output: str | None) -> Iterator[TextIO]:
    if output is None or output == "-":
        with data_stream() as stream:
            yield stream
        return
    path = Path(output)
    not_the_store(path, db.execute("PRAGMA database_list").fetchone()[2])
    with file_stream(path) as stream:
        yield stream
