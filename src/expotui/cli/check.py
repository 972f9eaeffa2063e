"""`expotui check`: which figures and quotes of a draft does a source bear out?"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from expotui.cli.options import Edtf, check_id, json_options, reading_options
from expotui.cli.output import narrate, terminal_width, write_lines, write_records
from expotui.cli.store_access import with_store
from expotui.errors import ExitCode, InputError

if TYPE_CHECKING:
    from expotui.drafts.model import Item
    from expotui.ingest.source import Source

_VERDICTS = ("supported", "contradicted", "unsourced")


@click.command("check", short_help="A draft beside the facts: what is supported, what is not.")
@click.argument("draft", metavar="DRAFT")
@click.option("--event", metavar="ID", help="What it is about, where it names no event.")
@click.option("--only", type=click.Choice(_VERDICTS), help="Show items of one verdict alone.")
@click.option(
    "--published", type=Edtf(), metavar="DATE",
    help="When it is published: dates without a year are read by it.",
)  # fmt: skip
@reading_options
@json_options
@with_store
@click.pass_context
def command(
    context: click.Context,
    db: sqlite3.Connection,
    *,
    draft: str,
    event: str | None,
    only: str | None,
    published: str | None,
    encoding: str | None,
    max_size: int,
    form: str | None,
) -> None:
    """Mark each figure, quote and date of DRAFT, with the facts. Nothing is stored or changed.

    DRAFT is text, Markdown, HTML or PDF; - is standard input.

    ✓ supported: a source says so of the event that the draft speaks of there; "disputed" where
    another source excludes it. ✗ contradicted: sources exclude it and none says it; of a quote, its
    words were changed or are another's. ? unsourced: no source says it, or no event is named near
    it. Numbers of editions, durations and the like are not checked: --json lists them too.

    Exit code 0 where nothing is contradicted, 1 where something is, 3 where DRAFT cannot be read.

    \b
    Examples:
      expotui check draft.md
      expotui check draft.md --event ciie-8 --only contradicted
      pbpaste | expotui check - --json | jq '.[] | select(.verdict == "unsourced").text'
    """
    from expotui.drafts.checking import check
    from expotui.ingest.extracting import extract_source

    check_id(db, "events", event, "--event")
    source = _read(draft, encoding, max_size)
    found = extract_source(source, published)
    told = _Told(check(db, source.prose, found, event), only)
    if form is None:
        from expotui.cli.checked import lines

        write_lines(lines(told, terminal_width()))
    else:
        from expotui.cli.checked import record

        write_records(map(record, told), lines=form == "jsonl")
    narrate(told.summary)
    if told.contradicted:
        context.exit(ExitCode.NO_MATCH)


def _read(draft: str, encoding: str | None, max_size: int) -> "Source":
    from expotui.ingest.reading import Limits, read_source
    from expotui.ingest.source import Refused

    source = read_source(draft, encoding, Limits(size=max_size * 1_000_000))
    if isinstance(source, Refused):
        raise InputError(f"cannot read {source.name}: {source.reason}")
    return source


class _Told:
    """Items as they pass by, counted; those that are not asked for are counted and left out."""

    def __init__(self, items: "Iterator[Item]", only: str | None) -> None:
        self._items = items
        self._only = only
        self._counts: dict[str, Counter[str]] = {}
        self._disputed = 0

    def __iter__(self) -> "Iterator[Item]":
        for item in self._items:
            self._counts.setdefault(item.kind, Counter())[item.answer.verdict] += 1
            self._disputed += item.answer.disputed
            if self._only in (None, item.answer.verdict):
                yield item

    @property
    def contradicted(self) -> bool:
        """Whether anything is, shown or not."""
        return any(counts["contradicted"] for counts in self._counts.values())

    @property
    def summary(self) -> str:
        """`12 figures: 8 supported (1 disputed), 1 contradicted, 3 unsourced · 2 quotes: …`"""
        told = [
            f"{counts.total():,} {kind if counts.total() == 1 else f'{kind}s'}: "
            + ", ".join(
                f"{counts[name]:,} {name}" for name in (*_VERDICTS, "not checked") if counts[name]
            )
            for kind, counts in self._counts.items()
        ]
        disputed = [f"{self._disputed:,} disputed among sources"] if self._disputed else []
        return " · ".join([*told, *disputed]) or "nothing in it that could be checked"
