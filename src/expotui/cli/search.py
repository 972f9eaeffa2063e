"""`expotui search`: facts that answer what was typed, best first."""

import sqlite3
from typing import TYPE_CHECKING

import click

from expotui.cli.options import json_options
from expotui.cli.output import terminal_width, write_lines, write_records
from expotui.cli.store_access import with_store
from expotui.errors import NotFoundError, UsageError
from expotui.facts.dates import describe
from expotui.facts.model import Fact

if TYPE_CHECKING:
    from expotui.search.engine import Results

WORDS, _WHAT, _EVENT, _SOURCE, _ID = range(5)
_GIVE_WAY = (
    (WORDS, 28), (_WHAT, 24), (_SOURCE, 16), (WORDS, 16), (_EVENT, 0), (_WHAT, 0), (_SOURCE, 0),
)  # fmt: skip


@click.command("search", short_help="Figures and quotes by words, numbers and names.")
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1), default=50, show_default=True, help="How many at most."
)
@json_options
@with_store
def command(db: sqlite3.Connection, query: tuple[str, ...], limit: int, form: str | None) -> None:
    """Find figures and quotes by words, numbers and names, best first.

    Numbers are found however they are written (1500 and "1,500", "1.84 trillion"), typos are
    forgiven; --json tells in `why` what was taken for what. A query with a word behind a dash goes
    behind --.

    \b
    Examples:
      expotui search Zhang Wenxian
      expotui search "1.84 trillion"
      expotui search exhibitors ciie 2023 --jsonl
      expotui search -- measure:exhibitors year:2018..2022 -business
    """
    found = found_facts(db, " ".join(query), limit)
    if form is None:
        from expotui.cli.layout import columns

        rows = [hit_cells(fact) for fact in found.facts]
        write_lines(columns(rows, terminal_width(), _GIVE_WAY, ragged=WORDS))
        return
    from expotui.cli.records import brief

    records = ({**brief(fact), "why": found.reasons.of(db, fact) or None} for fact in found.facts)
    write_records(records, lines=form == "jsonl")


def found_facts(db: sqlite3.Connection, query: str, limit: int) -> "Results":
    """The facts that answer `query`, best first.

    Raises:
        NotFoundError: none does.
        UsageError: a filter of the query means nothing.
    """
    from expotui.search.engine import Searcher

    results = Searcher(db).search(query, limit)
    if results.problem:
        raise UsageError(results.problem)
    if not results.facts:
        raise NotFoundError(f"nothing found for {query!r}")
    return results


def hit_cells(fact: Fact) -> list[str]:
    """A fact on one line, column by column: value or words, what it says, event, source, id."""
    if fact.is_quote:
        words, what = f"“{fact.text}”", f"said by {fact.speaker}"
    else:
        words = fact.compact_value
        what = f"{fact.measure_label} · {scope_and_stage(fact)}"
    return [words, what, fact.event_short or fact.subject or "", source(fact), fact.id]


def scope_and_stage(fact: Fact) -> str:
    """Which population a figure covers, and when it was given."""
    return " · ".join(filter(None, (fact.scope_label, fact.stage)))


def source(fact: Fact) -> str:
    """Who published a fact, and when."""
    return f"{fact.publisher}, {describe(fact.published)}" if fact.published else fact.publisher
