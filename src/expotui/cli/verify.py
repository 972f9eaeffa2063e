"""`expotui verify`: do locators and citations still hold, in the texts at hand?"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from expotui.cli.inputs import opened
from expotui.cli.options import json_options
from expotui.cli.output import narrate, terminal_width, write_lines, write_records
from expotui.cli.store_access import with_store
from expotui.errors import ExitCode, InputError, NotFoundError, UsageError, reason
from expotui.hints import did_you_mean

if TYPE_CHECKING:
    from expotui.citations.checking import Check
    from expotui.citations.held import Library

_SIGNS = {"found": "✓", "moved": "→", "changed": "≠", "missing": "✗", "unheld": "–"}

# How many lines are aligned with one another.
_ALIGNED = 500
_STATUS, _ID, _PLACE, _WORDS, _DETAILS = range(5)
_GIVE_WAY = ((_WORDS, 12), (_DETAILS, 24), (_WORDS, 0), (_PLACE, 0))


@click.command("verify", short_help="Do locators and citations still hold?")
@click.argument("citations", nargs=-1, metavar="[CITATIONS...]")
@click.option(
    "--document", "documents", multiple=True, metavar="[ID=]FILE",
    help="The text of a document: matched by its sha256, or taken as the one named.",
)  # fmt: skip
@json_options
@with_store
@click.pass_context
def command(
    context: click.Context,
    db: sqlite3.Connection,
    *,
    citations: tuple[str, ...],
    documents: tuple[str, ...],
    form: str | None,
) -> None:
    """Check locators and citations beside the documents at hand. Nothing is changed.

    Without CITATIONS: every fact with a locator whose document's text is in the store, or is given
    with --document. With CITATIONS (files of any kind; - is standard input): every `expotui:ID` in
    them, with the words, the position and the sha256 that the citation says.

    found: the words stand there. moved: elsewhere. changed: the store now says otherwise, or the
    text was edited and the words are gone. missing: nowhere, or no such id. unheld: no text at
    hand. Exit code 1 where something is moved, changed or missing.

    \b
    Examples:
      expotui verify --document article.txt
      expotui verify notes.md thesis.bib --document article.txt
      expotui verify --document jinjiang-preview=edited.txt
    """
    from expotui.citations.held import Library

    library = Library(db, _files(db, documents))
    told = _Told(_checks(db, library, citations))
    if form is None:
        write_lines(_lines(told))
    else:
        write_records((_record(*found) for found in told), lines=form == "jsonl")
    if citations and not told.counts:
        raise NotFoundError("no citation in there: `expotui:ID` is what one ends with")
    told.narrate(None if citations else db)
    if not told.all_hold:
        context.exit(ExitCode.NO_MATCH)


class _Told:
    """Checks as they pass by, counted."""

    def __init__(self, checks: "Iterator[tuple[str, Check]]") -> None:
        self._checks = checks
        self.counts: Counter[str] = Counter()
        self.all_hold = True

    def __iter__(self) -> "Iterator[tuple[str, Check]]":
        for source, check in self._checks:
            self.counts[check.status] += 1
            self.all_hold &= check.status.holds
            yield source, check

    def narrate(self, db: sqlite3.Connection | None) -> None:
        """Sum up; of facts, those without a text at hand too."""
        counts = self.counts.copy()
        if db is not None:
            from expotui.citations.checking import count_located

            counts["unheld"] += count_located(db) - counts.total()
        total = f"{counts.total() - counts['unheld']:,} checked"
        narrate(
            ", ".join([total, *(f"{counts[name]:,} {name}" for name in _SIGNS if counts[name])])
        )
        if counts["unheld"] and counts["unheld"] == counts.total():
            narrate("no text is at hand: give the documents with --document FILE")


def _checks(
    db: sqlite3.Connection, library: "Library", citations: tuple[str, ...]
) -> "Iterator[tuple[str, Check]]":
    from expotui.citations.checking import check_facts, check_record
    from expotui.citations.reading import records

    if not citations:
        yield from (("", check) for check in check_facts(db, library))
        return
    # All are read before anything is said: what cannot be read is told before the rest.
    for name, text in [(name, _read(name)) for name in citations]:
        for record in records(text):
            yield name, check_record(db, library, record)


def _read(name: str) -> str:
    try:
        with opened(name) as stream:
            return stream.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"cannot read {name}: not UTF-8 text (byte {error.start:,})") from error
    except OSError as error:
        raise InputError(f"cannot read {name}: {reason(error)}") from error


def _files(db: sqlite3.Connection, given: tuple[str, ...]) -> dict[str, Path]:
    """The files given, by the ids of the documents whose text they are."""
    from expotui.citations.held import digest, documents_of

    files: dict[str, Path] = {}
    for value in given:
        name, path = _named(db, value)
        digested = digest(path)
        ids = [name] if name is not None else documents_of(db, digested)
        if not ids:
            raise NotFoundError(
                f"{path} is the text of no document (sha256 {digested[:12]}…): if it is a changed "
                "one, say of which: --document ID=FILE"
            )
        files.update(dict.fromkeys(ids, path))
    return files


def _named(db: sqlite3.Connection, value: str) -> tuple[str | None, Path]:
    """`ID=FILE`, or a file whose name may hold an = itself."""
    from expotui.store.queries import find_document, known_ids

    name, equals, file = value.partition("=")
    if not equals:
        return None, Path(value)
    if find_document(db, name) is not None:
        return name, Path(file)
    if Path(value).exists():
        return None, Path(value)
    raise UsageError(
        f"--document: no document {name!r}{did_you_mean(name, known_ids(db, 'documents'))}"
    )


def _lines(told: _Told) -> Iterator[str]:
    from expotui.cli.layout import columns

    width, found = terminal_width(), iter(told)
    while some := list(islice(found, _ALIGNED)):
        yield from columns([_cells(check) for _, check in some], width, _GIVE_WAY, ragged=_WORDS)


def _cells(check: "Check") -> list[str]:
    return [
        f"{_SIGNS[check.status]} {check.status}",
        check.id,
        str(check.place or ""),
        f"“{check.words}”" if check.words else "",
        "; ".join(check.details),
    ]


def _record(source: str, check: "Check") -> dict[str, Any]:
    found = {**({"source": source} if source else {}), **check._asdict()}
    for name in ("place", "at"):
        place = found[name]
        found[name] = place and place._asdict()
    return found
