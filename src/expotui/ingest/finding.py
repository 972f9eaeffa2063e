"""What a user points at → files: paths, folders, patterns, standard input."""

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from os.path import isdir, join, splitext
from typing import NamedTuple

from expotui.errors import reason
from expotui.facts.text import visible
from expotui.ingest.content import STDIN, special
from expotui.ingest.reading import FORMS, shown
from expotui.ingest.source import Refused, Skipped

_Identity = tuple[int, int]
_DEEP = "**"


class Found(NamedTuple):
    """A file to be read: what `read_source` takes."""

    path: str


def find(given: Iterable[str]) -> Iterator[Found | Refused | Skipped]:
    """The files that paths, folders, patterns and `-` stand for, in order.

    A folder stands for the documents in it and below, by name; hidden ones are left out, what is
    no document by its name is skipped, and a folder that links lead to again is not read again. A
    pattern (`*`, `?`, `[…]`, `**`) is one only where no file has that name. Files that were named,
    or matched, are read whatever their name.
    """
    seen: set[_Identity] = set()
    for path in given:
        if path == STDIN:
            yield Found(path)
        elif glob.has_magic(path) and not os.path.lexists(path):
            yield from _matching(path, seen)
        else:
            yield from _named(path, seen)


def _matching(pattern: str, seen: set[_Identity]) -> Iterator[Found | Refused | Skipped]:
    matched = False
    for path in sorted(set(_expanded(pattern))):
        matched = True
        yield from _named(path, seen)
    if not matched:
        yield Refused(shown(pattern), "matches no file")


def _expanded(pattern: str) -> Iterator[str]:
    """The paths that match. `**` enters each folder once: glob's own would go round with links."""
    head, deep, rest = pattern.partition(f"{_DEEP}{os.sep}")
    if not deep and pattern.endswith(_DEEP):
        yield from _expanded(f"{pattern}{os.sep}*")
        return
    if not deep:
        yield from glob.iglob(pattern)
        return
    tops = glob.iglob(head) if head else [""]
    seen: set[_Identity] = set()
    for top in tops:
        for folder in _folders(top, seen):
            yield from _expanded(join(glob.escape(folder), rest))


def _folders(top: str, seen: set[_Identity]) -> Iterator[str]:
    """A folder and all below it, each once."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            if not _is_new(os.stat(folder or "."), seen):
                continue
            names = _names(folder or ".")
        except OSError:
            continue  # what cannot be opened matches nothing
        yield folder
        waiting += (path for name in names if isdir(path := join(folder, name)))


def _named(path: str, seen: set[_Identity]) -> Iterator[Found | Refused | Skipped]:
    """The files that one path stands for."""
    try:
        found = os.stat(path)
    except (OSError, ValueError) as error:
        yield Refused(shown(path), _why(path, error))
        return
    if not stat.S_ISDIR(found.st_mode):
        yield _plain(path, found.st_mode)
    elif _identity(found) in seen:
        yield _again(path)
    else:
        yield from _in_folder(path, seen)


def _in_folder(top: str, seen: set[_Identity]) -> Iterator[Found | Refused | Skipped]:
    """The documents of a folder and below, in order of their names."""
    told = False
    item: Found | Refused | Skipped | None
    # What is left to see, the next on top: folders may be deeper than calls can be.
    waiting = [top]
    while waiting:
        path = waiting.pop()
        try:
            found = os.stat(path)
        except OSError as error:
            item = (_in_it(path) if path != top else None) or Refused(
                shown(path), _why(path, error)
            )
        else:
            if stat.S_ISDIR(found.st_mode):
                item = _entered(path, found, seen, waiting)
            else:
                item = _in_it(path) or _plain(path, found.st_mode)
        if item is not None:
            told |= not isinstance(item, Skipped)
            yield item
    if not told:
        yield Refused(shown(top), f"holds no document ({', '.join(FORMS)})")


def _entered(
    folder: str, found: os.stat_result, seen: set[_Identity], waiting: list[str]
) -> Skipped | Refused | None:
    """Put what is in a folder on top of what is `waiting`; what is returned is why it cannot be."""
    if not _is_new(found, seen):
        return _again(folder)
    try:
        waiting += (join(folder, name) for name in reversed(_names(folder)))
    except OSError as error:
        return Refused(shown(folder), reason(error))
    return None


def _in_it(path: str) -> Skipped | None:
    """Why a file of a folder is passed over: its name says that it is no document."""
    ending = splitext(path)[1].lower()
    if ending in FORMS:
        return None
    what = f"{visible(ending)} is no document" if ending else "its name does not say what it is"
    return Skipped(shown(path), f"skipped: {what}")


def _plain(path: str, mode: int) -> Found | Refused:
    kind = special(mode)
    return Refused(shown(path), f"is {kind}, no document") if kind else Found(path)


def _again(path: str) -> Skipped:
    return Skipped(shown(path), "skipped: the same folder as one before")


def _names(folder: str) -> list[str]:
    """What stands in a folder and is not hidden, in order."""
    return sorted(name for name in os.listdir(folder) if not name.startswith("."))


def _is_new(found: os.stat_result, seen: set[_Identity]) -> bool:
    """Whether a folder is met for the first time, by whatever name; from then on it is not."""
    before = len(seen)
    seen.add(_identity(found))
    return len(seen) > before


def _identity(found: os.stat_result) -> _Identity:
    return found.st_dev, found.st_ino


def _why(path: str, error: Exception) -> str:
    """Why there is no such file, and of a link, that it is the link's fault."""
    missing = isinstance(error, FileNotFoundError) and os.path.islink(path)
    return "is a link to a file that is not there" if missing else reason(error)
