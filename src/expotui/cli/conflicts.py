"""`expotui conflicts`: where claims do not fit together, the worst first."""

import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from expotui.cli.options import check_id, json_options
from expotui.cli.output import terminal_width, write_lines, write_records
from expotui.cli.store_access import with_store
from expotui.errors import NotFoundError

if TYPE_CHECKING:
    from expotui.store.conflicts import Conflict, Evidence

KINDS = ("claims", "growth", "sum", "part", "conversion", "edition", "date")

_MARK, _VALUE, _STAGE, _SOURCES = range(4)


@click.command("conflicts", short_help="Claims that do not fit together, the worst first.")
@click.option("--series", metavar="ID", help="Of a fair: ciie, wcifit, jinjiang, linyi.")
@click.option("--event", metavar="ID", help="Of an event and its parts.")
@click.option("--measure", metavar="ID", help="Of one measure: exhibitors, …")
@click.option("--kind", type=click.Choice(KINDS), help="Of one kind alone.")
@click.option("--limit", type=click.IntRange(1), help="How many at most.")
@json_options
@with_store
def command(
    db: sqlite3.Connection,
    *,
    series: str | None,
    event: str | None,
    measure: str | None,
    kind: str | None,
    limit: int | None,
    form: str | None,
) -> None:
    """Figures, editions and dates that can't all be right, the worst first; nothing is settled.

    claims: of one event, measure and scope, that exclude each other. What a hedge or rounding
    brings together is no conflict, nor is a forecast that did not come true. A mark (≠) stands
    before each value that another one excludes, and what growths say of them below (∴).

    growth, sum, part, conversion: numbers that do not follow from one another. edition, date: pages
    that speak of another edition or day than the one that fits, years that nobody states.

    \b
    Examples:
      expotui conflicts --series ciie
      expotui conflicts --event ciie-6 --measure participating_countries
      expotui conflicts --kind edition --json
    """
    from expotui.store.conflicts import Asked, heads, opened

    check_id(db, "series", series, "--series")
    check_id(db, "events", event, "--event")
    check_id(db, "measures", measure, "--measure")
    listed = islice(heads(db, Asked(series, event, measure, kind)), limit)
    found = (opened(db, head) for head in listed)
    if form is None:
        count = write_lines(_text(found, terminal_width()))
    else:
        count = write_records(map(_record, found), lines=form == "jsonl")
    if not count:
        raise NotFoundError(
            "no claims exclude each other there"
            if kind in (None, "claims")
            else f"no conflicts of kind {kind} there"
        )


def _text(found: "Iterator[Conflict]", width: int | None) -> Iterator[str]:
    from expotui.cli.layout import lines
    from expotui.facts.text import visible
    from expotui.store.conflicts import Kind
    from expotui.store.conflicts.growths import sentence
    from expotui.store.conflicts.heads import apart

    for at, conflict in enumerate(found):
        if at:
            yield ""
        head = conflict.head
        yield from lines(visible(head.title), width)
        told = ", ".join(filter(None, (head.kind.words, apart(head.spread))))
        yield from lines(f"  {head.severity}: {told}", width)
        if head.kind is Kind.CLAIMS:
            yield from _claims(conflict, width)
        for text in (head.reason, *(f"∴ {sentence(each)}" for each in conflict.evidence)):
            if text:
                yield from (
                    f"  {line}"
                    for line in lines(visible(text), None if width is None else width - 2)
                )


def _claims(conflict: "Conflict", width: int | None) -> Iterator[str]:
    """The values in columns, and beside each who claims it, in as many lines as that takes."""
    from expotui.cli.layout import columns, lines
    from expotui.facts.text import visible

    rows = [*_values(conflict)]
    leads = [*columns([[*row[:_SOURCES], "|"] for row in rows], None)]
    indent = len(leads[0]) - 1 if leads else 0
    for lead, row in zip(leads, rows, strict=True):
        room = None if width is None else max(20, width - indent)
        first, *others = lines(visible(row[_SOURCES]), room)
        yield lead[:-1] + first
        yield from (" " * indent + other for other in others)


def _values(conflict: "Conflict") -> Iterator[list[str]]:
    """One line a value and stage: who claims it, the earliest first."""
    from expotui.store.claims import by_value

    for claimed in by_value(conflict.figures):
        mark = "≠" if claimed[0].key in conflict.contradicted else " "
        yield [
            f"  {mark}",
            claimed[0].compact_value,
            claimed[0].stage or "",
            ", ".join(dict.fromkeys(fact.publisher for fact in claimed)),
        ]


def _record(conflict: "Conflict") -> dict[str, Any]:
    from expotui.cli.records import brief
    from expotui.export.safe_json import record

    head = conflict.head
    return record({
        "id": head.id,
        "kind": head.kind,
        "severity": head.severity,
        "title": head.title,
        "series": head.series,
        "event": head.event,
        "subject": head.subject,
        "measure": head.measure,
        "scope": head.scope,
        "spread": head.spread,
        "reason": head.reason or None,
        "documents": list(head.documents),
        "claims": [{**brief(fact), "contradicted": fact.key in conflict.contradicted}
                   for fact in conflict.figures],
        "contradictions": [
            {"one": pair.one.id, "other": pair.other.id, "reason": pair.judgement.reason,
             "power_of_ten": pair.tens}
            for pair in conflict.pairs
        ],
        "arithmetic": [_arithmetic(found) for found in conflict.evidence],
    })  # fmt: skip


def _arithmetic(found: "Evidence") -> dict[str, Any]:
    from expotui.store.conflicts.growths import sentence

    low, high = (None if end is None else float(end) for end in found.implied[:2])
    return {
        "reason": sentence(found),
        "growth": found.step.fact.id,
        "base": found.base.id,
        "low": low,
        "high": high,
        "fits": [fact.id for fact in found.fits],
        "misfits": [fact.id for fact in found.misfits],
    }
