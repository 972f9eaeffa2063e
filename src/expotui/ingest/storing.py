"""Documents that were read into a store: whole, several in one transaction, none twice."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from os.path import basename, splitext
from pathlib import Path
from typing import Any, NamedTuple

from expotui.extract.model import Figure, Quote
from expotui.facts.naming import slug
from expotui.facts.reckoned import document_zoom, first_and_last_day, sort_date
from expotui.facts.text import visible
from expotui.ingest import copies
from expotui.ingest.article import Article, Read
from expotui.ingest.joining import Joining
from expotui.ingest.placing import About, about, places
from expotui.ingest.rows import Measure, Page, fact_rows
from expotui.ingest.source import Refused
from expotui.store.connection import connect, patient
from expotui.store.explaining import explained
from expotui.store.opening import open_writing
from expotui.store.writing import Writer, transaction

# Of the pages of the store, while rows are written: they go to places all over its indexes.
_CACHE_KB = 64_000
# Seconds to wait for whoever else is writing: what starts meanwhile may have to catch up.
_PATIENCE = 120.0

_HELD = "SELECT id FROM documents WHERE sha256 = ? AND text IS NOT NULL ORDER BY key LIMIT 1"

COLLECTION = "user"
NO_PUBLISHER = "not stated"


class Stored(NamedTuple):
    """What became of one document.

    `document` is its id in the store. One that is not `new` was there already, with the same
    content; it was `attached` where the store knew of it, and had no text of it until now.
    """

    file_name: str
    document: str
    new: bool
    figures: int = 0
    quotes: int = 0
    copy_of: str | None = None
    attached: bool = False


@dataclass(slots=True)
class Made:
    """Events that documents were joined to, and that were made of what they say."""

    joined: int = 0
    made: int = 0


class Shelf:
    """The store that documents are put into, for as long as a run lasts."""

    def __init__(self, path: Path, db: sqlite3.Connection, trial: Writer | None) -> None:
        self._path, self._db, self._trial = path, db, trial
        self._joining = Joining(db)
        self._measures = _measures(db)
        self._seen = _version(db)
        self.events = Made()

    def put(self, documents: Sequence[Read]) -> list[Stored | Refused]:
        """Store documents in one transaction, in their order: when this returns, they are there.

        Raises:
            StoreError: the store could not be written; it is as it was.
        """
        joining = self._joining
        try:
            with explained(self._path), self._writing() as writer:
                if (now := _version(self._db)) != self._seen:
                    joining.refresh()
                    self._measures, self._seen = _measures(self._db), now
                stored, facts = self._all(writer, documents)
                writer.insert("facts", facts)
        except BaseException:
            joining.refresh()
            raise
        self.events = Made(len(joining.joined), joining.made)
        return stored

    def _writing(self) -> AbstractContextManager[Writer]:
        """A transaction of its own, but for a trial, all of which is one that is undone."""
        if self._trial is not None:
            return nullcontext(self._trial)
        return transaction(self._db, judged=False)

    def settle(self) -> None:
        """Judge what the figures stored so far are to those of others, and they to them.

        Raises:
            StoreError: the store could not be written; the next start will do it.
        """
        if self._trial is None:
            with explained(self._path), transaction(self._db):
                pass

    def _all(
        self, writer: Writer, documents: Sequence[Read]
    ) -> tuple[list[Stored | Refused], list[dict[str, Any]]]:
        stored: list[Stored | Refused] = []
        facts: list[dict[str, Any]] = []
        for read in documents:
            one = self._known(writer, read) or self._alone(writer, read, facts)
            stored.append(one)
        return stored, facts

    def _alone(self, writer: Writer, read: Read, facts: list[dict[str, Any]]) -> Stored | Refused:
        """Store a document; what no store can hold is refused, and the others are stored."""
        writer.db.execute("SAVEPOINT one_document")
        try:
            stored, rows = self._new(writer, read)
        except (ValueError, OverflowError) as error:
            writer.db.execute("ROLLBACK TO one_document")
            self._joining.refresh()
            return Refused(read.article.file_name, f"cannot be stored: {visible(str(error))[:200]}")
        finally:
            writer.db.execute("RELEASE one_document")
        facts += rows
        return stored

    def _known(self, writer: Writer, read: Read) -> Stored | None:
        """The document of this content that is there; its text is kept where there was none."""
        article = read.article
        row = writer.db.execute(
            "SELECT key, id, text IS NULL FROM documents WHERE sha256 = ?"
            " ORDER BY text IS NULL LIMIT 1",
            (article.sha256,),
        ).fetchone()
        if row is None:
            return None
        if row[2]:
            writer.db.execute("UPDATE documents SET text = ? WHERE key = ?", (article.text, row[0]))
            if read.sketch is not None:
                copies.remember(writer, row[0], read.sketch)
        return Stored(article.file_name, row[1], False, attached=bool(row[2]))

    def _new(self, writer: Writer, read: Read) -> tuple[Stored, list[dict[str, Any]]]:
        article, found = read.article, read.found
        document = _free_id(writer.db, article)
        known = self._joining.resolve(writer, found.occasions, document)
        main = about(found.occasions, known, read.mentions)
        facts: list[Figure | Quote] = [*found.figures, *found.quotes]
        placed = places(facts, known, read.mentions, main, self._joining)
        homeless = any(place.home is None for place in placed)
        row = _document_row(document, article, main, homeless=homeless)
        copy_of = self._put_row(writer, row, read)
        page = Page(document, article.text, (row["published_start"], row["published_end"]))
        rows = [*fact_rows(page, found.figures, found.quotes, placed, self._measures)]
        stored = Stored(
            article.file_name, document, True, len(found.figures), len(found.quotes), copy_of
        )
        return stored, rows

    def _put_row(self, writer: Writer, row: dict[str, Any], read: Read) -> str | None:
        """Add the document, linked to what it is a copy of; returns the id of that."""
        original = None
        if read.sketch is not None:
            original = copies.original_of(writer.db, read.article.text, read.sketch)
        earlier = original is not None and copies.comes_before(row["published_start"], original)
        if original is not None and not earlier:
            row["copy_of_id"] = original.id
        writer.insert("documents", [row])
        if read.sketch is not None:
            key = writer.db.execute("SELECT last_insert_rowid()").fetchone()[0]
            copies.remember(writer, key, read.sketch)
        if original is not None and earlier:
            copies.follow(writer, original, row["id"])
        return original.id if original is not None else None


class _Undone(Exception):
    """Ends a transaction whose work is not to be kept."""


@contextmanager
def shelf(path: Path, *, keep: bool = True) -> Iterator[Shelf]:
    """The store at `path`, for documents to be put into. Without `keep`, all is undone at the end.

    Raises:
        StoreError: it could not be opened, or may not be written.
    """
    db = patient(open_writing(path), _PATIENCE)
    try:
        with explained(path):
            db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            if keep:
                yield Shelf(path, db, None)
                return
            with suppress(_Undone), transaction(db, judged=False) as writer:
                yield Shelf(path, db, writer)
                raise _Undone
    finally:
        db.close()


def known_in(path: Path) -> Callable[[str], str | None]:
    """What tells by the sha256 of a file which document of a store has this content, and its text.

    It only reads, from a process of its own: where the store is busy, nothing is known.
    """
    db = connect(path, "ro")

    def known(sha256: str) -> str | None:
        try:
            row = db.execute(_HELD, (sha256,)).fetchone()
        except sqlite3.Error:
            return None
        return row and str(row[0])

    return known


def _document_row(
    document: str, article: Article, main: About, *, homeless: bool
) -> dict[str, Any]:
    first, last = first_and_last_day(article.published)
    return {
        "id": document, "collection": COLLECTION, "title": article.title,
        "title_basis": article.title_basis, "publisher": article.publisher or NO_PUBLISHER,
        "publisher_basis": article.publisher_basis, "host_kind": "own", "url": article.url,
        "language": article.language, "published": article.published, "published_start": first,
        "published_end": last, "published_basis": article.published_basis,
        "published_reason": article.published_reason, "sort_date": sort_date(article.published),
        "about_event_id": main.event and main.event.id, "edition_claimed": main.edition_claimed,
        "copy_of_id": None, "sha256": article.sha256,
        "zoom": document_zoom(COLLECTION, homeless=homeless), "form": article.form,
        "file_name": article.file_name,
        "ingested": datetime.now(UTC).isoformat(timespec="seconds"), "text": article.text,
    }  # fmt: skip


def _free_id(db: sqlite3.Connection, article: Article) -> str:
    """The id of a document: the same on every store, but where another content has it."""
    stem = splitext(basename(article.file_name))[0]
    name = slug(article.title, "") or slug(stem, "document")
    taken = "SELECT 1 FROM documents WHERE id = ?"
    lengths = (8, 16, 32, 64)
    found = (f"{name}-{article.sha256[:length]}" for length in lengths)
    return next(one for one in found if not db.execute(taken, (one,)).fetchone())


def _measures(db: sqlite3.Connection) -> dict[str, Measure]:
    rows = db.execute(
        "SELECT id, unit, iif(json_valid(scopes), scopes, '[]') FROM measures"
    ).fetchall()
    return {row[0]: Measure(row[1], json.loads(row[2] or "[]")) for row in rows}


def _version(db: sqlite3.Connection) -> int:
    """Another number where somebody else has written to the store."""
    version: int = db.execute("PRAGMA data_version").fetchone()[0]
    return version
