"""`expotui coverage`: of which editions which measure is told at all."""

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from expotui.cli.options import check_id, json_options
from expotui.cli.output import terminal_width, write_lines, write_records
from expotui.cli.store_access import with_store
from expotui.errors import NotFoundError

if TYPE_CHECKING:
    from expotui.store.coverage import Coverage


@click.command("coverage", short_help="Of which editions which measure is told at all.")
@click.option("--series", default="ciie", show_default=True, metavar="ID", help="Of which fair.")
@json_options
@with_store
def command(db: sqlite3.Connection, *, series: str, form: str | None) -> None:
    """A map of a fair: its measures by its editions, and how many figures there are of each.

    A ✗ follows where some of them exclude each other; a dot is silence: nobody says.

    \b
    Examples:
      expotui coverage
      expotui coverage --series wcifit --json
    """
    from expotui.store.coverage import coverage

    check_id(db, "series", series, "--series")
    found = coverage(db, series)
    if not found.cells:
        raise NotFoundError(f"no edition of {series} has a figure")
    if form is None:
        from expotui.cli.layout import columns

        lines = [*_lines(found)]
        # The last editions stay in view where not all have room.
        narrowed = tuple((at, 0) for at in range(1, len(lines[0])))
        write_lines(columns(lines, terminal_width(), ((0, 24), *narrowed)))
    else:
        write_records(_records(found), lines=form == "jsonl")


def _lines(found: "Coverage") -> Iterator[list[str]]:
    yield ["", *(event.short for event in found.events)]
    for measure in found.measures:
        cells = (found.cell(event.id, measure.id) for event in found.events)
        yield [
            measure.label,
            *(
                f"{cell.claims}{' ✗' if cell.contradicted else ''}" if cell.claims else "·"
                for cell in cells
            ),
        ]


def _records(found: "Coverage") -> Iterator[dict[str, Any]]:
    for measure in found.measures:
        for event in found.events:
            cell = found.cell(event.id, measure.id)
            yield {
                "event": event.id,
                "edition": event.edition,
                "measure": measure.id,
                "claims": cell.claims,
                "contradicted": cell.contradicted,
                "origins": cell.origins,
            }
