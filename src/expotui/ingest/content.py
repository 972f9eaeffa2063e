"""The bytes of a file, read once, up to a limit, and whole or not at all."""

import os
import stat
import sys
from typing import BinaryIO

from expotui.errors import reason
from expotui.ingest.source import Unreadable

# Bytes of one document, unless more is asked for: a long book has two million.
LIMIT = 64_000_000

STDIN = "-"
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe (give - to read from one)"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def content_of(path: str, limit: int = LIMIT) -> bytes:
    """The bytes of the file at `path`, or of standard input (`-`).

    Raises:
        Unreadable: it is no plain file, cannot be opened, is larger than `limit` bytes, or changed
            while it was read.
    """
    try:
        if path == STDIN:
            return _of_stdin(limit)
        # Without O_NONBLOCK, a pipe that took the file's place would be waited for.
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(file, "rb", buffering=0) as stream:
            return whole(stream, limit)
    except (OSError, ValueError) as error:
        raise Unreadable(reason(error)) from error


def special(mode: int) -> str | None:
    """What a file is that is none to be read: a folder, pipe, socket or device."""
    return next((name for is_one, name in _KINDS if is_one(mode)), None)


def whole(stream: BinaryIO, limit: int) -> bytes:
    """All of an opened file, as it was at one moment.

    Raises:
        Unreadable: as `content_of`.
    """
    before = os.fstat(stream.fileno())
    if kind := special(before.st_mode):
        raise Unreadable(f"is {kind}, no document")
    if before.st_size > limit:
        raise Unreadable(_too_large(f"{before.st_size:,} bytes", limit))
    content = _up_to(stream, limit)
    after = os.fstat(stream.fileno())
    if _state(before) != _state(after) or len(content) != after.st_size:
        raise Unreadable("changed while it was read: try again when it is whole")
    return content


def _of_stdin(limit: int) -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise Unreadable("is closed")
    return _up_to(sys.stdin.buffer, limit)


def _up_to(stream: BinaryIO, limit: int) -> bytes:
    """All that is left of a stream; the limit holds for one that grows as it is read, too."""
    pieces, left = [], limit + 1
    while left and (piece := stream.read(min(left, 1 << 22))):
        pieces.append(piece)
        left -= len(piece)
    if not left:
        raise Unreadable(_too_large("more", limit))
    return b"".join(pieces)


def _state(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


def _too_large(size: str, limit: int) -> str:
    return f"is too large: {size}, the limit is {limit:,} bytes (--max-size raises it)"
