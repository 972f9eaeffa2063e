"""Texts brought to the documents they are of: known by their sha256, stored, and checked.

A text belongs to whoever attached it, also where the document is a shipped one: the seeds say
nothing of texts, and a store that is brought up to date keeps them.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from expotui.citations.checking import Status, check_facts_of
from expotui.citations.held import Library, digest
from expotui.errors import InputError, NotFoundError, UsageError, reason
from expotui.ingest.copies import remember
from expotui.ingest.likeness import sketch
from expotui.store.writing import Writer, writing


class Attached(NamedTuple):
    """A document that has its text: whether it is new to it, and how many of its facts' spans
    there are and hold.
    """

    document: str
    is_new: bool
    spans: int
    hold: int


class Missing:
    """The texts that documents of a store were read from, by the sha256 of each."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._documents: dict[str, list[str]] = {}
        rows = db.execute("SELECT sha256, id FROM documents WHERE sha256 IS NOT NULL ORDER BY key")
        for digested, document in rows:
            self._documents.setdefault(str(digested).lower(), []).append(document)

    def of(self, digested: str) -> list[str]:
        """The ids of the documents of a text; copies have one in common."""
        return self._documents.get(digested, [])


def digest_of(file: Path) -> str:
    """The sha256 of a file.

    Raises:
        InputError: it can't be read, or is a pipe or a device, which may never end.
    """
    try:
        regular = S_ISREG(file.stat().st_mode)
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {file}: {reason(error)}") from error
    if not regular:
        raise InputError(f"cannot read {file}: it is not a file")
    return digest(file)


def files_of(folder: Path) -> Iterator[Path]:
    """The files in a folder and those in it, in order; links to folders are not followed, and
    hidden files are not looked at.

    Raises:
        InputError: the folder can't be read.
    """

    def refuse(error: OSError) -> None:
        raise InputError(f"cannot read {error.filename}: {reason(error)}") from error

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and path.is_file():
                yield path


def attach(store: Path, file: Path, digested: str, documents: list[str]) -> list[Attached]:
    """Give documents the text in `file`, whose sha256 they were recorded with; in a transaction.

    Raises:
        InputError: the file can't be read, is not UTF-8, or has changed since it was digested.
        StoreError: the store can't be written.
    """
    text = _text(file, digested)
    with writing(store) as writer:
        return [_attach(writer, document, text) for document in documents]


def _text(file: Path, digested: str) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {file}: {reason(error)}") from error
    if hashlib.sha256(content).hexdigest() != digested:
        raise InputError(f"cannot read {file}: it was changed meanwhile, try again")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"cannot attach {file}: not UTF-8 text (byte {error.start:,}); positions count its "
            "characters"
        ) from error


def _attach(writer: Writer, document: str, text: str) -> Attached:
    # What ingest stored is left as it is: it may have been read out of a file of another kind.
    is_new = writer.db.execute(
        "UPDATE documents SET text = ?1 WHERE id = ?2 AND text IS NOT ?1"
        " AND (text IS NULL OR owner = 'seed')",
        (text, document),
    ).rowcount
    if is_new and (drawn := sketch(text)) is not None:
        row = writer.db.execute("SELECT key FROM documents WHERE id = ?", (document,)).fetchone()
        remember(writer, row[0], drawn)
    checks = [check.status for check in check_facts_of(writer.db, Library(writer.db, {}), document)]
    return Attached(document, bool(is_new), len(checks), checks.count(Status.FOUND))


def detach(store: Path, documents: Sequence[str]) -> None:
    """Take the texts of documents out of the store: of all, or where one can't be, of none.

    Raises:
        NotFoundError: there is no such document, or it has no text.
        UsageError: the text could not be attached again.
        StoreError: the store can't be written.
    """
    with writing(store) as writer:
        for document in dict.fromkeys(documents):
            _check_detachable(writer.db, document)
            writer.db.execute("UPDATE documents SET text = NULL WHERE id = ?", (document,))


def _check_detachable(db: sqlite3.Connection, document: str) -> None:
    row = db.execute("SELECT text, sha256 FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None or row[0] is None:
        raise NotFoundError(
            f"{document} has no text in the store" if row else f"no document {document!r}"
        )
    content = row[0] if isinstance(row[0], bytes) else str(row[0]).encode("utf-8", "replace")
    if hashlib.sha256(content).hexdigest() != row[1]:
        raise UsageError(
            f"the text of {document} was read out of a file of another kind, or has changed: "
            "no file could bring it back"
        )
