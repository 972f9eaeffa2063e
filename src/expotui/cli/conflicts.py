"""`expotui conflicts`: where claims of the same thing exclude each other."""

import sqlite3
from collections.abc import Iterator
from itertools import combinations, groupby, islice
from typing import TYPE_CHECKING, Any

import click

from expotui.cli.options import check_id, json_options
from expotui.cli.output import terminal_width, write_lines, write_records
from expotui.cli.store_access import with_store
from expotui.errors import NotFoundError
from expotui.facts.model import Fact

if TYPE_CHECKING:
    from expotui.store.conflicts import Conflict

_MARK, _VALUE, _STAGE, _SOURCES = range(4)
_GIVE_WAY = ((_SOURCES, 24), (_STAGE, 0), (_SOURCES, 0))


@click.command("conflicts", short_help="Claims of the same thing that exclude each other.")
@click.option("--series", metavar="ID", help="Of a fair: ciie, wcifit, jinjiang, linyi.")
@click.option("--event", metavar="ID", help="Of an event and its parts.")
@click.option("--measure", metavar="ID", help="Of one measure: exhibitors, …")
@click.option("--limit", type=click.IntRange(1), help="How many at most.")
@json_options
@with_store
def command(
    db: sqlite3.Connection,
    *,
    series: str | None,
    event: str | None,
    measure: str | None,
    limit: int | None,
    form: str | None,
) -> None:
    """Figures of one event, measure and scope that can't all be true, farthest apart first.

    What a hedge or rounding brings together is no conflict, nor is a forecast that did not come
    true. A mark (✗) stands before each value that another one excludes; the others are told beside.

    \b
    Examples:
      expotui conflicts --series ciie
      expotui conflicts --event ciie-6 --measure participating_countries
      expotui conflicts --json
    """
    from expotui.store.conflicts import conflicts

    check_id(db, "series", series, "--series")
    check_id(db, "events", event, "--event")
    check_id(db, "measures", measure, "--measure")
    found = islice(conflicts(db, series=series, event=event, measure=measure), limit)
    if form is None:
        count = write_lines(_text(found, terminal_width()))
    else:
        count = write_records(map(_record, found), lines=form == "jsonl")
    if not count:
        raise NotFoundError("no claims exclude each other there")


def _text(found: "Iterator[Conflict]", width: int | None) -> Iterator[str]:
    from expotui.cli.layout import columns, lines
    from expotui.facts.text import visible

    for at, conflict in enumerate(found):
        if at:
            yield ""
        one = conflict.figures[0]
        told = (one.event_short or one.subject, one.measure_label, one.scope_label)
        yield from lines(visible(" · ".join(filter(None, told))), width)
        yield from columns([*_values(conflict)], width, _GIVE_WAY)


def _values(conflict: "Conflict") -> Iterator[list[str]]:
    """One line a value and stage: who claims it, the earliest first."""
    ordered = sorted(conflict.figures, key=_value_and_stage)
    for _, claims in groupby(ordered, _value_and_stage):
        claimed = sorted(claims, key=lambda fact: fact.published or "9999")
        mark = "✗" if claimed[0].key in conflict.contradicted else " "
        yield [
            f"  {mark}",
            claimed[0].compact_value,
            claimed[0].stage or "",
            ", ".join(dict.fromkeys(fact.publisher for fact in claimed)),
        ]


def _value_and_stage(fact: Fact) -> tuple[float, float, str, str]:
    return fact.value or 0, fact.upper or 0, fact.hedge, fact.stage or ""


def _record(conflict: "Conflict") -> dict[str, Any]:
    from expotui.cli.records import brief
    from expotui.export.safe_json import record
    from expotui.facts.verdicts import Verdict, judge

    figures = conflict.figures
    one = figures[0]
    judged = ((a, b, judge(a, b)) for a, b in combinations(_different(figures), 2))
    return record({
        "event": one.event,
        "subject": one.subject,
        "measure": one.measure,
        "scope": one.scope,
        "spread": conflict.spread,
        "claims": [{**brief(fact), "contradicted": fact.key in conflict.contradicted}
                   for fact in figures],
        "contradictions": [
            {"one": a.id, "other": b.id, "reason": verdict.reason}
            for a, b, verdict in judged if verdict.verdict is Verdict.CONTRADICT
        ],
    })  # fmt: skip


def _different(figures: list[Fact]) -> list[Fact]:
    """One figure for each of those that say the same at the same stage."""
    return [*{_value_and_stage(fact): fact for fact in reversed(figures)}.values()][::-1]
