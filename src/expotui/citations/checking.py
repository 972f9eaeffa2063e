"""Do locators and citations still hold? Facts and records beside the texts at hand."""

import sqlite3
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from expotui.citations.held import Held, Library
from expotui.citations.lookup import named
from expotui.citations.reading import Record, same_words
from expotui.facts.locating import Located, Place, Sighting
from expotui.facts.model import Document, Fact
from expotui.facts.quantities import plural
from expotui.facts.text import visible
from expotui.store.queries import facts_page, find_document

_PAGE = 500


class Status(StrEnum):
    """What became of what was located or cited."""

    FOUND = "found"
    MOVED = "moved"
    CHANGED = "changed"
    MISSING = "missing"
    UNHELD = "unheld"

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong, as far as can be told."""
        return self in (Status.FOUND, Status.UNHELD)


class Check(NamedTuple):
    """The outcome for one fact or citation.

    `words` and `place` are those that were looked for; `at` is where they stand in the text at
    hand, one of `places`; `details` say what to know, each in a few words.
    """

    id: str
    status: Status
    document: str | None = None
    words: str | None = None
    place: Place | None = None
    at: Place | None = None
    places: int = 0
    details: tuple[str, ...] = ()


def check_facts(db: sqlite3.Connection, library: Library) -> Iterator[Check]:
    """Check every fact with a locator whose document is at hand, document by document."""
    for name in library.documents():
        yield from check_facts_of(db, library, name)


def check_facts_of(db: sqlite3.Connection, library: Library, name: str) -> Iterator[Check]:
    """Check the facts with a locator of one document, by its id."""
    document = find_document(db, name)
    if document is None:
        return
    keys = db.execute(
        "SELECT key FROM facts WHERE document_id = ? AND span_start IS NOT NULL"
        " AND span_end IS NOT NULL AND paragraph IS NOT NULL ORDER BY span_start, key",
        (name,),
    )
    while page := [row[0] for row in islice(keys, _PAGE)]:
        facts = facts_page(db, page)
        held = library.held(name)
        yield from (_check_fact(facts[key], document, held) for key in page if key in facts)


def count_located(db: sqlite3.Connection) -> int:
    """How many facts have a locator."""
    count: int = db.execute(
        "SELECT count(*) FROM facts WHERE span_start IS NOT NULL AND span_end IS NOT NULL"
        " AND paragraph IS NOT NULL"
    ).fetchone()[0]
    return count


def check_record(db: sqlite3.Connection, library: Library, record: Record) -> Check:
    """Check what a citation says, beside the store and beside the text at hand."""
    found = named(db, record.id)
    facts = [row for row in found if isinstance(row, Fact)]
    if facts:
        return _check_citation(db, library, record, facts[0])
    for row in found:
        if isinstance(row, Document):
            return _check_document(library, record, row)
    nothing = "no fact or document of this id in the store"
    return Check(record.id, Status.MISSING, None, record.words, record.place, details=(nothing,))


def _check_fact(fact: Fact, document: Document, held: Held | None) -> Check:
    check = Check(fact.id, Status.UNHELD, document.id, fact.text, _place(fact))
    return _beside_text(check, held, document.sha256)


def _check_citation(db: sqlite3.Connection, library: Library, record: Record, fact: Fact) -> Check:
    """What was cited, where it says so; else what the store has."""
    document, stored = find_document(db, fact.document), _place(fact)
    if document is None:
        return Check(fact.id, Status.MISSING, fact.document, details=("its document is gone",))
    record = _as_stored(record, fact)
    said = record.words is not None
    words, place = (record.words or "", record.place) if said else (fact.text, stored)
    differences = _differences(record, fact, document) if said else ()
    if said and same_words(words, visible(fact.printed)):
        words = fact.printed  # as the document prints it, without what a citation escapes
    check = _beside_text(
        Check(fact.id, Status.UNHELD, document.id, words, place),
        library.held(document.id),
        record.sha256 or document.sha256,
    )
    if not differences:
        return check
    return check._replace(status=Status.CHANGED, details=differences + check.details)


def _as_stored(record: Record, fact: Fact) -> Record:
    """A citation, read as the store has it where it may be read so."""
    for words, place in record.others:
        if place == _place(fact) and same_words(words or "", visible(fact.printed)):
            return record._replace(words=words, place=place)
    return record


def _differences(record: Record, fact: Fact, document: Document) -> tuple[str, ...]:
    """What the store says otherwise than the citation."""
    found = []
    if not same_words(record.words or "", visible(fact.printed)):
        found.append(f"the store now has “{fact.printed}”")
    if record.place != _place(fact):
        placed = _place(fact) is not None
        found.append(f"the store now has {f'it at {fact.locator}' if placed else 'no position'}")
    if record.sha256 and document.sha256 and record.sha256 != document.sha256:
        found.append(f"the store now has another text: sha256 {document.sha256[:12]}…")
    return tuple(found)


def _check_document(library: Library, record: Record, document: Document) -> Check:
    """A document as a whole: is the text at hand the one that was cited?"""
    cited, recorded = record.sha256 or document.sha256, document.sha256
    held = library.held(document.id)
    check = Check(document.id, Status.FOUND, document.id)
    if cited and recorded and cited != recorded:
        detail = f"the store now has another text: sha256 {recorded[:12]}…"
        return check._replace(status=Status.CHANGED, details=(detail,))
    if held is None:
        return check._replace(status=Status.UNHELD)
    if cited is None:
        return check._replace(status=Status.UNHELD, details=("no sha256 to compare it with",))
    if held.sha256 == cited:
        return check
    return check._replace(status=Status.CHANGED, details=(_other_text(held),))


def _beside_text(check: Check, held: Held | None, digest: str | None) -> Check:
    """Look for the words of a check in a text; `digest` is the sha256 of the one recorded."""
    if held is None:
        return check
    place = check.place
    sighting = held.text.locate(check.words or "", place)
    other = bool(digest) and digest != held.sha256
    status = Status(sighting.located)
    if status is Status.MISSING and other:
        # The words were in another text than this one: it has been edited since.
        status = Status.CHANGED
    details = (_where(sighting, place), _other_text(held) if other else "")
    return check._replace(
        status=status, at=sighting.place, places=sighting.places,
        details=tuple(filter(None, details)),
    )  # fmt: skip


def _where(sighting: Sighting, place: Place | None) -> str:
    if sighting.located is Located.MISSING or sighting.place is None:
        return "the words are nowhere in the text"
    if sighting.located is Located.FOUND and place is not None:
        return ""
    others = sighting.places - 1
    more = f", and at {others:,} other {plural('place', others)}" if others else ""
    return f"{'now ' if place is not None else ''}at {sighting.place}{more}"


def _other_text(held: Held) -> str:
    return f"the text at hand is another one: sha256 {held.sha256[:12]}…"


def _place(fact: Fact) -> Place | None:
    """The locator of a fact, None where only the words are known."""
    numbers = fact.paragraph, fact.span_start, fact.span_end
    if not all(isinstance(number, int) for number in numbers):
        return None
    return Place(*numbers)  # type: ignore[arg-type]
