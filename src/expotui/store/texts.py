"""The texts of documents, read a stretch at a time: one of any length is never held whole.

A text is read in leaves, stretches of some thousand characters that end with a line where they
can. SQLite hands out parts of a value by its bytes; positions count characters (code points). So
the text is passed over once, in order, and what is kept of it is where each leaf begins.
"""

import sqlite3
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from expotui.errors import ExpotuiError

# Bytes of a leaf: as many lines as have room; a longer line alone, up to the longest.
LEAF = 4_096
LONGEST = 16_384
# Bytes read at a time; more than the longest leaf.
_BLOCK = 1 << 18


class TextChangedError(ExpotuiError):
    """A text is not the one any more that was passed over."""


class Leaf(NamedTuple):
    """A stretch of a text: the position of its first character, and where its bytes begin."""

    start: int
    offset: int
    text: str


def is_held(db: sqlite3.Connection, document: str) -> bool:
    """Whether the store has the text of a document."""
    return _key(db, document) is not None


def _key(db: sqlite3.Connection, document: str) -> int | None:
    # By its type: SQLite would read all of a text to find that it is there.
    row = db.execute(
        "SELECT key FROM documents WHERE id = ? AND typeof(text) IN ('text', 'blob')", (document,)
    ).fetchone()
    return row[0] if row else None


@contextmanager
def opened(db: sqlite3.Connection, document: str) -> Iterator[sqlite3.Blob | None]:
    """The bytes of a document's text, to be read in parts; None where the store has none.

    Raises:
        sqlite3.Error: the store can't be read just now.
    """
    key = _key(db, document)
    if key is None:
        yield None
        return
    with db.blobopen("documents", "text", key, readonly=True) as blob:
        yield blob


def leaves(blob: sqlite3.Blob) -> Iterator[Leaf]:
    """All of a text in order; no more than some leaves are held at a time."""
    data, at, start, offset = b"", 0, 0, 0
    while True:
        if len(data) - at <= LONGEST:
            more = blob.read(_BLOCK)
            data, at = data[at:] + more, 0
            if not data:
                return
        end = _end_of_leaf(data, at)
        text = data[at:end].decode("utf-8", "replace")
        yield Leaf(start, offset, text)
        start, offset, at = start + len(text), offset + end - at, end


def _end_of_leaf(data: bytes, at: int) -> int:
    """Where the leaf ends that begins at a byte: after a line, else a word, else a character."""
    if len(data) - at <= LEAF:
        return len(data)
    end = data.rfind(b"\n", at, at + LEAF) + 1 or data.find(b"\n", at + LEAF, at + LONGEST) + 1
    if end:
        return end
    if len(data) - at <= LONGEST:
        return len(data)
    end = data.rfind(b" ", at + LEAF, at + LONGEST) + 1 or at + LONGEST
    # Not within a character; bytes that are no text have no beginning to be found.
    for earlier in range(end, end - 4, -1):
        if data[earlier] & 0xC0 != 0x80:
            return earlier
    return end


def _says_something(line: str) -> bool:
    return bool(line) and not line.isspace()


class Leaves:
    """Where the leaves of a text begin, so that any can be read alone.

    `length` counts characters; `paragraphs` has, of each leaf, how many began before it, and
    `goes_on` whether the last of these reaches into it.
    """

    def __init__(self, document: str, size: int) -> None:
        self.document = document
        self.length = 0
        self.paragraphs = array("q")
        self.goes_on = bytearray()
        self._size = size
        self._starts = array("q")
        self._offsets = array("q")
        # Of what was passed over: how many paragraphs began, and whether the last is still open.
        self._count, self._open = 0, False

    @classmethod
    def of(
        cls, db: sqlite3.Connection, document: str, wanted: Callable[[], bool] = lambda: True
    ) -> "Leaves | None":
        """Pass over a document's text; None where the store has none, or it is `wanted` no more.

        Raises:
            sqlite3.Error: the store can't be read just now.
        """
        with opened(db, document) as blob:
            if blob is None:
                return None
            found = cls(document, len(blob))
            for leaf in leaves(blob):
                if not wanted():
                    return None
                found._add(leaf)
            found._starts.append(found.length)
            return found

    def _add(self, leaf: Leaf) -> None:
        self._starts.append(leaf.start)
        self._offsets.append(leaf.offset)
        self.paragraphs.append(self._count)
        self.goes_on.append(self._open)
        # A paragraph that goes on from the leaf before was counted there.
        first, *others = leaf.text.split("\n")
        self._count += sum(map(_says_something, others))
        self._count += _says_something(first) and not self._open
        self._open = _says_something(others[-1] if others else first) or (self._open and not others)
        self.length = leaf.start + len(leaf.text)

    def __len__(self) -> int:
        return len(self._offsets)

    def at(self, position: int) -> int:
        """The number of the leaf that a character stands in."""
        return max(0, min(len(self), bisect_right(self._starts, position)) - 1)

    def start(self, number: int) -> int:
        """The position of the first character of a leaf."""
        return self._starts[number]

    def read(self, db: sqlite3.Connection, number: int, count: int = 1) -> list[str]:
        """The texts of some leaves, from a `number` on.

        Raises:
            TextChangedError: the store has another text by now, or none.
            sqlite3.Error: the store can't be read just now.
        """
        with opened(db, self.document) as blob:
            if blob is None or len(blob) != self._size:
                raise TextChangedError("the text has changed meanwhile: open it again")
            ends = [*self._offsets[number + 1 : number + count + 1], self._size][:count]
            blob.seek(self._offsets[number])
            return [blob.read(end - blob.tell()).decode("utf-8", "replace") for end in ends]
