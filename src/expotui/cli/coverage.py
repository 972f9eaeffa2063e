"""`expotui coverage`: of which editions which measure is told at all."""

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from expotui.cli.options import check_id, json_options
from expotui.cli.output import narrate, terminal_width, write_lines, write_records
from expotui.cli.store_access import with_store
from expotui.errors import NotFoundError
from expotui.facts.model import Event

# The fewest cells of a measure's name.
_NAME = 24
_GIVE_WAY = ((0, _NAME),)

if TYPE_CHECKING:
    from expotui.store.coverage import Coverage


@click.command("coverage", short_help="Of which editions which measure is told at all.")
@click.option("--series", default="ciie", show_default=True, metavar="ID", help="Of which fair.")
@json_options
@with_store
def command(db: sqlite3.Connection, *, series: str, form: str | None) -> None:
    """A map of a fair: its measures by its editions, and how many figures there are of each.

    A ≠ follows where some of them exclude each other; a dot is silence: nobody says.

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
        left_out = _left_out(lines, width := terminal_width())
        if left_out:
            names = f"{found.events[0].short} to {found.events[left_out - 1].short}"
            narrate(f"expotui: no room for {names}: a wider terminal has, and --json")
        write_lines(columns([[line[0], *line[1 + left_out :]] for line in lines], width, _GIVE_WAY))
    else:
        write_records(_records(found), lines=form == "jsonl")


def _left_out(lines: list[list[str]], width: int | None) -> int:
    """How many of the first editions have no room."""
    if width is None:
        return 0
    widths = [max(map(len, column)) + 2 for column in zip(*lines, strict=True)][1:]
    return next((at for at in range(len(widths)) if _NAME + sum(widths[at:]) <= width), 0)


def _lines(found: "Coverage") -> Iterator[list[str]]:
    yield ["", *(_year(event) for event in found.events)]
    for measure in found.measures:
        cells = (found.cell(event.id, measure.id) for event in found.events)
        yield [
            measure.label,
            *(
                f"{cell.claims}{' ≠' if cell.contradicted else ''}" if cell.claims else "·"
                for cell in cells
            ),
        ]


def _year(event: Event) -> str:
    return event.date[:4] if event.date and event.date_start else event.short


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
