"""`expotui extract`: what extraction finds in one file; nothing is stored, no store is opened."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from expotui.cli.options import Edtf, reading_options
from expotui.cli.output import narrate, write_records
from expotui.errors import ExitCode, InputError

if TYPE_CHECKING:
    from expotui.extract.model import Extraction

# The fields of a line, by its type: extraction knows more of each than it tells here.
_FIELDS = {
    "figure": (
        "start", "end", "text", "value", "upper", "qualifier", "unit", "kind", "measure",
        "paragraph", "basis",
    ),
    "quote": ("start", "end", "text", "speaker", "role", "cue", "paragraph"),
    "date": ("start", "end", "text", "edtf", "basis"),
    "event": ("name", "series", "edition", "edtf", "city", "basis"),
}  # fmt: skip


@click.command("extract", short_help="What is found in a text: figures, quotes, dates, events.")
@click.argument("file", metavar="FILE")
@click.option(
    "--published", type=Edtf(), metavar="DATE",
    help="When it was published: dates without a year are read by it.",
)  # fmt: skip
@reading_options
@click.pass_context
def command(
    context: click.Context,
    *,
    file: str,
    published: str | None,
    encoding: str | None,
    max_size: int,
) -> None:
    """Print the figures, quotes, dates and events found in FILE as JSON lines. Nothing is stored.

    FILE is text, Markdown, HTML or PDF; - is standard input. Positions count the characters of its
    text: of text and Markdown, the file as it is.

    \b
    Examples:
      expotui extract article.txt --published 2023-11-10
      curl -s URL | expotui extract - | jq -r 'select(.type == "quote").speaker'
    """
    from expotui.ingest.extracting import extract_source
    from expotui.ingest.reading import Limits, read_source
    from expotui.ingest.source import Refused

    source = read_source(file, encoding, Limits(size=max_size * 1_000_000))
    if isinstance(source, Refused):
        raise InputError(f"cannot read {source.name}: {source.reason}")
    if not write_records(_records(extract_source(source, published)), lines=True):
        narrate(f"expotui: nothing was found in {source.name}")
        context.exit(ExitCode.NO_MATCH)


def _records(found: "Extraction") -> Iterator[dict[str, Any]]:
    """What was found in text order; events, which are of the whole text, at the end."""
    placed = [
        (one.start, one.end, kind, one)
        for kind, several in (
            ("figure", found.figures), ("quote", found.quotes), ("date", found.dates)
        )
        for one in several
    ]  # fmt: skip
    for *_, kind, one in sorted(placed, key=lambda item: item[:3]):
        yield _record(kind, one)
    for occasion in found.occasions:
        yield _record("event", occasion)


def _record(kind: str, one: object) -> dict[str, Any]:
    return {"type": kind, **{name: getattr(one, name) for name in _FIELDS[kind]}}
