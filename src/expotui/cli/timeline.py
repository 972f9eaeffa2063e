"""`expotui timeline`: events and coverage in order of date."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

import click

from expotui.cli.options import check_id, check_period, json_options, period_options
from expotui.cli.output import terminal_width, write_lines, write_records
from expotui.cli.store_access import with_store
from expotui.errors import NotFoundError
from expotui.facts import dates, wording
from expotui.facts.model import Document, Event
from expotui.facts.timeline import ZOOMS, edtf_of, heading, marker
from expotui.store import queries
from expotui.store.timeline import matching

LEGEND = (
    "● known to the day and stated   ◐ inferred, or known in part   "
    "◌ date of a page   ○ undated   ! mind"
)

# Rows read at a time, and rows whose columns stand below one another.
_PAGE, _ALIGNED = 500, 5_000

_NOTE, _PLACE, _TITLE, _DATE, _SHORT = 7, 5, 4, 2, 3
_GIVE_WAY = (
    (_NOTE, 24), (_TITLE, 24), (_PLACE, 0), (_NOTE, 9), (_TITLE, 16), (_DATE, 0), (_TITLE, 0),
    (_NOTE, 0), (_SHORT, 12),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows of the timeline are wanted."""

    series: str | None = None
    since: date | None = None
    until: date | None = None


@click.command("timeline")
@click.option(
    "--zoom",
    type=click.Choice(list(ZOOMS)),
    default="year",
    show_default=True,
    help="What to group by. Years show editions and the pages that stand for themselves; months "
    "and days all events and the whole coverage.",
)
@click.option("--series", metavar="ID", help="One fair: ciie, wcifit, jinjiang, linyi.")
@period_options
@json_options
@with_store
def command(
    db: sqlite3.Connection,
    *,
    zoom: str,
    series: str | None,
    since: date | None,
    until: date | None,
    form: str | None,
) -> None:
    """Events and coverage in order of date.

    Each row shows its date as EDTF and as people say it, and how it is known: ● to the day and
    stated, ◐ inferred or in part, ◌ the date of a page (coverage), ○ undated.

    \b
    Examples:
      expotui timeline
      expotui timeline --series wcifit --zoom month
      expotui timeline --since 2023-11 --until "10 November 2023" --jsonl
    """
    check_period(since, until)
    check_id(db, "series", series, "--series")
    print_timeline(db, zoom, Filter(series, since, until), form)


def print_timeline(
    db: sqlite3.Connection,
    zoom: str = "year",
    wanted: Filter | None = None,
    form: str | None = None,
) -> None:
    """Write the timeline to stdout, as text or as JSON.

    Raises:
        NotFoundError: no row is wanted.
    """
    rows = _rows(db, ZOOMS[zoom], wanted or Filter())
    if form is not None:
        from expotui.cli.records import brief

        records = ({"heading": above, **brief(row)} for above, row in _headed(rows, zoom))
        found = write_records(records, lines=form == "jsonl")
    else:
        found = write_lines(_lines(rows, zoom))
    if not found:
        raise NotFoundError("no event or page matches")


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and the day it stands at (store.timeline.Timeline.day)."""

    day: int
    row: Event | Document


def _rows(db: sqlite3.Connection, zoom: int, wanted: Filter) -> Iterator[Placed]:
    since, until = (day.isoformat() if day else None for day in (wanted.since, wanted.until))
    rows = matching(db, zoom, series=wanted.series, since=since, until=until)
    while some := list(islice(rows, _PAGE)):
        page = queries.timeline_page(db, [key for _, key in some])
        for day, key in some:
            if (row := page.get(key)) is not None:
                yield Placed(day, row)


def _headed(rows: Iterator[Placed], zoom: str) -> Iterator[tuple[str, Event | Document]]:
    for placed in rows:
        yield heading(placed.day, ZOOMS[zoom]), placed.row


def _lines(rows: Iterator[Placed], zoom: str) -> Iterator[str]:
    from expotui.cells import fit
    from expotui.cli.layout import columns

    width = terminal_width()
    previous = None
    while some := list(islice(rows, _ALIGNED)):
        aligned = columns([cells(placed.row) for placed in some], width, _GIVE_WAY)
        for (above, _), line in zip(_headed(iter(some), zoom), aligned, strict=True):
            if above != previous:
                yield from ("", above) if previous is not None else (above,)
                previous = above
            yield line
    if previous is not None:
        yield ""
        yield LEGEND if width is None else fit(LEGEND, width).rstrip()


def cells(row: Event | Document) -> list[str]:
    """A row of the timeline, column by column."""
    if isinstance(row, Event):
        title, place, short = row.name, row.city or "", row.short
    else:
        title, place = row.title, row.publisher
        short = f"page on {row.about_short}" if row.about_short else "page"
    edtf = edtf_of(row)
    return [
        f"  {marker(row)}",
        edtf or "undated",
        dates.describe(edtf) if edtf else "",
        short,
        title,
        place,
        ", ".join(wording.held(row.figures, row.quotes)),
        _remark(row),
    ]


def _remark(row: Event | Document) -> str:
    """What to mind about the date or the edition."""
    if isinstance(row, Event):
        known = wording.because(row.date_basis, row.date_reason)
        return "" if row.date_basis == "stated" else known
    remarks = []
    if row.caution:
        remarks.append(f"! {row.caution}")
    elif row.edition_claimed is not None and row.edition_claimed != row.edition:
        remarks.append(f"! edition {wording.editions(row.edition_claimed, row.edition)}")
    if row.published and row.published_basis not in ("shown", "stated"):
        remarks.append(wording.because(row.published_basis, row.published_reason))
    return "; ".join(remarks)
