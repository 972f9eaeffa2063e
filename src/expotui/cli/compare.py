"""`expotui compare`: two events, or two documents, side by side."""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from expotui.cli.options import json_options
from expotui.cli.output import terminal_width, write_lines, write_records
from expotui.cli.store_access import with_store
from expotui.errors import NotFoundError, UsageError
from expotui.facts.model import Fact
from expotui.hints import did_you_mean
from expotui.store import queries

if TYPE_CHECKING:
    from expotui.store.comparing import Line

_EVENT, _LABEL, _SCOPE, _ONE, _SIGN, _OTHER = range(6)
_GIVE_WAY = ((_LABEL, 18), (_SCOPE, 12), (_SIGN, 0), (_LABEL, 10), (_SCOPE, 9), (_EVENT, 0))


@click.command("compare", short_help="Two events, or two documents, side by side.")
@click.argument("one")
@click.argument("other")
@json_options
@with_store
def command(db: sqlite3.Connection, one: str, other: str, form: str | None) -> None:
    """What two events are told to have had, or what two documents say of the same events.

    Of events: the figure that fits the claims of most independent sources, and its growth; ≠ marks
    one that another claim excludes. Of documents: what each says, and what the one is to the
    other: = agree, ~ compatible, ✗ contradict, · incomparable. A side that says nothing is –.

    \b
    Examples:
      expotui compare ciie-6 ciie-7
      expotui compare shine23 xh231110
      expotui compare ciie-7 ciie-8 --json
    """
    from expotui.store.comparing import compare_documents, compare_events

    kinds = _kind(db, one), _kind(db, other)
    if kinds[0] != kinds[1]:
        event, document = (one, other) if kinds[0] == "event" else (other, one)
        raise UsageError(f"{event!r} is an event, {document!r} a document: compare two of a kind")
    compare = compare_events if kinds[0] == "event" else compare_documents
    found = [*compare(db, one, other)]
    if not found:
        raise NotFoundError(f"there are no figures of {one} or of {other}")
    if form is None:
        from expotui.cli.layout import columns

        write_lines(columns([_header(one, other), *map(_line, found)], terminal_width(), _GIVE_WAY))
    else:
        write_records((_record(line, one, other) for line in found), lines=form == "jsonl")


def _kind(db: sqlite3.Connection, name: str) -> str:
    if queries.find_event(db, name):
        return "event"
    if queries.find_document(db, name):
        return "document"
    known = queries.known_ids(db, "events") + queries.known_ids(db, "documents")
    raise UsageError(f"there is no event or document {name!r}{did_you_mean(name, known)}")


def _header(one: str, other: str) -> list[str]:
    return ["", "", "", one, "", other]


def _line(line: "Line") -> list[str]:
    return [
        line.event or "",
        line.label,
        line.population or "",
        ("≠ " if line.disputed[0] else "") + _told(line.ones),
        _sign(line),
        ("≠ " if line.disputed[1] else "") + _told(line.others),
    ]


def _told(facts: Sequence[Fact]) -> str:
    return ", ".join(dict.fromkeys(fact.compact_value for fact in facts)) or "–"


def _sign(line: "Line") -> str:
    if line.judgement is not None:
        return line.judgement.verdict.sign
    from expotui.facts.quantities import growth_words

    return "" if line.change is None else growth_words(line.change)


def _record(line: "Line", one: str, other: str) -> dict[str, Any]:
    from expotui.cli.records import brief
    from expotui.export.safe_json import record

    sides = zip((one, other), (line.ones, line.others), line.disputed, strict=True)
    return record({
        "event": line.event,
        "measure": line.measure,
        "scope": line.scope,
        "sides": [
            {"of": name, "disputed": disputed, "claims": [brief(fact) for fact in facts]}
            for name, facts, disputed in sides
        ],
        "change": line.change,
        "verdict": line.judgement and line.judgement.verdict,
        "reason": line.judgement and line.judgement.reason,
    })  # fmt: skip
