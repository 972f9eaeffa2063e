"""`expotui series`: one measure across the editions of a fair."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from expotui.cli.options import check_id, json_options
from expotui.cli.output import narrate, terminal_width, write_lines, write_records
from expotui.cli.store_access import with_store
from expotui.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from expotui.store.series import Point

_BAR = 24
_EDITION, _YEAR, _VALUE, _CHANGE, _BARS, _STAGE, _OTHERS = range(7)
_GIVE_WAY = ((_OTHERS, 16), (_BARS, 8), (_OTHERS, 0), (_BARS, 0), (_STAGE, 0))
_EIGHTHS = " ▏▎▍▌▋▊▉█"


@click.command("series", short_help="One measure across the editions of a fair.")
@click.argument("measure")
@click.option("--series", default="ciie", show_default=True, metavar="ID", help="Of which fair.")
@click.option("--scope", metavar="ID", help="Of which population; else that of most editions.")
@json_options
@with_store
def command(
    db: sqlite3.Connection, *, measure: str, series: str, scope: str | None, form: str | None
) -> None:
    """One measure, edition by edition: the figure, its change, who says otherwise.

    The figure shown is the one that fits the claims of most independent sources, a forecast or a
    hedged number only where there is nothing else; ✗ marks one that another claim excludes, and the
    others stand beside it. Different populations are never mixed, and an edition without a claim is
    a gap.

    \b
    Examples:
      expotui series intended_turnover_one_year --series ciie
      expotui series exhibitors --scope business_exhibition
      expotui series participating_countries --json
    """
    from expotui.store.series import points, scopes

    check_id(db, "measures", measure, "MEASURE")
    check_id(db, "series", series, "--series")
    known = scopes(db, series, measure)
    if not known:
        raise NotFoundError(f"no edition of {series} has a figure of {measure}")
    names = [name for name, _ in known]
    if scope is not None and scope not in names:
        told = ", ".join(name or "none" for name in names)
        raise UsageError(f"--scope: {measure} of {series} is told of {told}, not of {scope!r}")
    chosen = names[0] if scope is None else scope
    if scope is None and len(known) > 1:
        others = ", ".join(f"{name or 'none'} ({figures})" for name, figures in known[1:6])
        narrate(f"expotui: of {chosen or 'no scope'}; --scope takes others: {others}")
    found = list(points(db, series, measure, chosen))
    if form is None:
        from expotui.cli.layout import columns

        write_lines(columns([*_lines(found)], terminal_width(), _GIVE_WAY))
    else:
        write_records(_records(found, measure, chosen), lines=form == "jsonl")


def _lines(found: Sequence["Point"]) -> Iterator[list[str]]:
    most = max((point.told.value or 0 for point in found if point.told), default=0)
    for point, change in zip(found, _changes(found), strict=True):
        year = (point.event.date or "")[:4]
        if point.told is None:
            yield [point.event.short, year, "–", "", "", "", "no claim"]
            continue
        value = point.told.value or 0
        others = {
            fact.compact_value: None for fact in point.claims
            if (fact.value, fact.upper) != (point.told.value, point.told.upper)
        }  # fmt: skip
        yield [
            point.event.short,
            year,
            f"{'✗ ' if point.disputed else '  '}{point.told.compact_value}",
            "" if change is None else f"{change:+.1%}",
            _bar(value / most) if most > 0 else "",
            point.told.stage or "",
            f"also {', '.join(others)}" if others else "",
        ]


def _bar(share: float) -> str:
    eighths = round(max(share, 0) * _BAR * 8)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + _EIGHTHS[rest].strip()


def _changes(found: Sequence["Point"]) -> list[float | None]:
    """From the edition before to each; nothing leads to the first."""
    from expotui.store.series import change

    told = [None, *(point.told for point in found)]
    return [change(before, now) for before, now in pairwise(told)]


def _records(found: Sequence["Point"], measure: str, scope: str | None) -> Iterator[dict[str, Any]]:
    from expotui.cli.records import brief
    from expotui.export.safe_json import record

    for point, change in zip(found, _changes(found), strict=True):
        told = point.told
        yield record({
            "event": point.event.id,
            "edition": point.event.edition,
            "date": point.event.date,
            "measure": measure,
            "scope": scope,
            "value": told and told.value,
            "upper": told and told.upper,
            "unit": told and told.unit,
            "stage": told and told.stage,
            "change": change,
            "disputed": point.disputed,
            "fact": told and told.id,
            "claims": [brief(fact) for fact in point.claims],
        })  # fmt: skip
