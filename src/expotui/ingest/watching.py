"""Folders that are watched: documents that appear in them, once they have stopped growing."""

import os
import stat
from collections.abc import Iterator, Sequence
from os.path import splitext
from time import monotonic

from watchfiles import Change, watch

from expotui.ingest.reading import FORMS

# For how long a file has to stay as it is, in seconds, before it is taken for whole.
QUIET = 1.5
# How often files that are awaited are looked at, in milliseconds.
_TICK = 300

_State = tuple[int, int]


def appearing(folders: Sequence[str], *, quiet: float = QUIET) -> Iterator[list[str]]:
    """The documents that appear or change in folders and below them, for as long as it is asked.

    Gives the first, empty list when all folders are watched: what is there by then does not appear
    any more. Hidden files, and what is no document by its name, are left out.

    Raises:
        OSError: a folder cannot be watched.
    """
    awaited: dict[str, tuple[_State, float]] = {}
    begun = False
    for changes in watch(
        *folders, watch_filter=_is_document, debounce=_TICK, step=50, rust_timeout=_TICK,
        yield_on_timeout=True, raise_interrupt=True, ignore_permission_denied=True,
    ):  # fmt: skip
        now = monotonic()
        for _, path in sorted(changes, key=lambda change: change[1]):
            if (state := _state(path)) is not None:
                awaited[path] = state, now
        if not begun:
            begun = True
            yield []
        whole = []
        for path, (before, since) in list(awaited.items()):
            state = _state(path)
            if state is None:
                del awaited[path]
            elif state != before:
                awaited[path] = state, now
            elif now - since >= quiet:
                del awaited[path]
                whole.append(path)
        if whole:
            yield whole


def _is_document(change: Change, path: str) -> bool:
    name = os.path.basename(path)
    kept = change is not Change.deleted and not name.startswith(".")
    return kept and splitext(name)[1].lower() in FORMS


def _state(path: str) -> _State | None:
    """The size and time of a file; None where it is gone, or no file."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None
