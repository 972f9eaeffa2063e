"""The texts at hand: those that a store keeps, and files that the user names."""

import sqlite3
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from expotui.errors import InputError, reason
from expotui.facts.locating import Text

# How much of a file is digested at a time.
_BLOCK = 1 << 20


class Held(NamedTuple):
    """A text at hand: to be searched, and the sha256 of its bytes."""

    text: Text
    sha256: str


class Library:
    """The texts of documents, by id; one is kept in memory at a time."""

    def __init__(self, db: sqlite3.Connection, files: Mapping[str, Path]) -> None:
        self._db, self._files = db, files
        self._last: tuple[str, Held | None] = ("", None)

    def documents(self) -> Iterator[str]:
        """The ids of documents whose text is at hand."""
        kept = self._db.execute("SELECT id FROM documents WHERE text IS NOT NULL ORDER BY key")
        yield from (row[0] for row in kept if row[0] not in self._files)
        yield from self._files

    def held(self, document: str) -> Held | None:
        """The text of a document, None where none is at hand; a file comes before the store.

        Raises:
            InputError: its file cannot be read, or is not UTF-8.
        """
        if self._last[0] != document:
            self._last = ("", None)  # the one before is let go before another is read
            self._last = (document, self._read(document))
        return self._last[1]

    def _read(self, document: str) -> Held | None:
        path = self._files.get(document)
        if path is not None:
            return _of_bytes(path)
        row = self._db.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()
        if row is None or row[0] is None:
            return None
        content = row[0] if isinstance(row[0], bytes) else str(row[0]).encode("utf-8", "replace")
        return Held(Text(content.decode("utf-8", "replace")), sha256(content).hexdigest())


def digest(path: Path) -> str:
    """The sha256 of a file.

    Raises:
        InputError: it cannot be read.
    """
    digested = sha256()
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digested.update(block)
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {path}: {reason(error)}") from error
    return digested.hexdigest()


def documents_of(db: sqlite3.Connection, digested: str) -> list[str]:
    """The ids of the documents recorded with a sha256; copies have one in common."""
    rows = db.execute("SELECT id FROM documents WHERE sha256 = ? ORDER BY key", (digested,))
    return [row[0] for row in rows]


def _of_bytes(path: Path) -> Held:
    try:
        content = path.read_bytes()
        return Held(Text(content.decode("utf-8")), sha256(content).hexdigest())
    except UnicodeDecodeError as error:
        raise InputError(
            f"cannot read {path}: not UTF-8 text (byte {error.start:,}); positions count its "
            "characters"
        ) from error
    except OSError as error:
        raise InputError(f"cannot read {path}: {reason(error)}") from error
