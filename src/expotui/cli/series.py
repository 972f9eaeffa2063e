"""`expotui series`: one measure across the editions of a fair."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from expotui.cli.options import check_id, json_options
from expotui.cli.output import narrate, terminal_width, write_lines, write_records
from expotui.cli.store_access import with_store
from expotui.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from expotui.store.series import Point

_BAR, _SHORTEST = 24, 8
_EDITION, _YEAR, _VALUE, _CHANGE, _BARS, _STAGE, _OTHERS = range(7)
_FEWEST = 16
_GIVE_WAY = ((_OTHERS, _FEWEST), (_OTHERS, 0), (_STAGE, 0), (_BARS, 0))
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
    hedged number only where there is nothing else; ≠ marks one that another claim excludes, and the
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
        write_lines(_text(found, terminal_width()))
    else:
        write_records(_records(found, measure, chosen), lines=form == "jsonl")


def _text(found: Sequence["Point"], width: int | None) -> Iterator[str]:
    from expotui.cli.layout import columns

    room = _BAR
    if width is not None:
        # A bar is scaled to what is left, never cut: cut ones would all look alike.
        spare = [[*line[:_OTHERS], line[_OTHERS][:_FEWEST]] for line in _lines(found, 0)]
        bare = max(map(len, columns(spare, None)), default=0)
        room = max(0, min(_BAR, width - bare - 2))
    yield from columns([*_lines(found, room if room >= _SHORTEST else 0)], width, _GIVE_WAY)


def _lines(found: Sequence["Point"], room: int) -> Iterator[list[str]]:
    from expotui.facts.quantities import growth_words
    from expotui.store.series import changes

    most = max((point.told.signed or 0 for point in found if point.told), default=0)
    for point, change in zip(found, changes(found), strict=True):
        year = point.event.date[:4] if point.event.date_start and point.event.date else "?"
        if point.told is None:
            yield [point.event.short, year, "–", "", "", "", "nobody says"]
            continue
        value = point.told.signed or 0
        others = {
            fact.compact_value: None for fact in point.claims
            if (fact.value, fact.upper) != (point.told.value, point.told.upper)
        }  # fmt: skip
        yield [
            point.event.short,
            year,
            f"{'≠ ' if point.disputed else '  '}{point.told.compact_value}",
            "" if change is None else growth_words(change),
            _bar(value / most, room) if most > 0 else "",
            point.told.stage or "",
            f"also {', '.join(others)}" if others else "",
        ]


def _bar(share: float, room: int) -> str:
    eighths = round(max(share, 0) * room * 8)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + _EIGHTHS[rest].strip()


def _records(found: Sequence["Point"], measure: str, scope: str | None) -> Iterator[dict[str, Any]]:
    from expotui.cli.records import brief
    from expotui.export.safe_json import record
    from expotui.store.series import changes

    for point, change in zip(found, changes(found), strict=True):
        told = point.told
        yield record({
            "event": point.event.id,
            "edition": point.event.edition,
            "date": point.event.date,
            "measure": measure,
            "scope": scope,
            "value": told and told.value,
            "upper": told and told.upper,
            "direction": told and told.direction,
            "unit": told and told.unit,
            "stage": told and told.stage,
            "change": change,
            "disputed": point.disputed,
            "fact": told and told.id,
            "claims": [brief(fact) for fact in point.claims],
        })  # fmt: skip
