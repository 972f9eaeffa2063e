"""A data package that `expotui export` wrote, back into a store: all of its tables, or none."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from expotui.errors import InputError, reason
from expotui.export.closure import PACKAGED
from expotui.export.descriptors import FORMAT, MANIFEST, MARK
from expotui.export.manifest import read_manifest
from expotui.importing.outcome import Outcome
from expotui.importing.running import Progress, import_table
from expotui.store.writing import Writer

# Opens a file to be read; InputError: it cannot be.
Opened = Callable[[str], AbstractContextManager[BinaryIO]]
# What is to be told of how far a file has been read.
Follow = Callable[[str, BinaryIO], Progress | None]


@dataclass(slots=True)
class PackageOutcome:
    """What came of the tables of a package, by file."""

    tables: dict[str, Outcome] = field(default_factory=dict)
    edited: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The outcome for people: a line a table, and one for each thing to mind."""
        found = [f"{file}: {line}" for file, table in self.tables.items() for line in table.lines()]
        found += [
            f"{file}: is not as {MANIFEST} says: edited, or damaged on its way"
            for file in self.edited
        ]
        return found


def package_folder(file: str) -> Path | None:
    """The folder of a data package that is named by itself or by its manifest; None: it is none."""
    path = Path(file)
    if path.name == MANIFEST:
        return path.parent
    try:
        return path if (path / MANIFEST).is_file() else None
    except (OSError, ValueError):
        return None


def import_package(
    writer: Writer, folder: Path, opened: Opened, follow: Follow, *, fill: bool
) -> PackageOutcome:
    """Take the tables of a package into the store of `writer`, within its transaction.

    Files are those that an export writes, whatever paths the manifest has.

    Raises:
        LineError: a line is malformed.
        InputError: it is no data package of expotui, or a file could not be read.
    """
    hashes = _hashes(folder)
    outcome = PackageOutcome()
    # Nothing refers to a table that comes later.
    for kind in PACKAGED:
        file = f"{kind}.csv"
        path = str(folder / file)
        _refuse_what_is_no_file(folder / file)
        with opened(path) as stream:
            hashed = _Hashed(stream)
            outcome.tables[file] = import_table(
                writer, hashed, path, raw=True, fill=fill, progress=follow(path, stream)
            )
        if hashes.get(kind) != hashed.hash:
            outcome.edited.append(file)
    return outcome


def _refuse_what_is_no_file(path: Path) -> None:
    """A named pipe would be waited for without an end."""
    if path.exists() and not path.is_file():
        raise InputError(f"cannot read {path}: it is no file")


def _hashes(folder: Path) -> dict[str, str]:
    """What the manifest says of the bytes of each table.

    Raises:
        InputError: it cannot be read, or is not expotui's.
    """
    path = folder / MANIFEST
    try:
        # Else a manifest that is not there would be told as somebody else's.
        path.stat()
        manifest = read_manifest(folder)
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {path}: {reason(error)}") from error
    if manifest is None:
        raise InputError(f"cannot import {path}: it is no data package of expotui")
    if manifest[MARK]["format"] > FORMAT:
        raise InputError(f"cannot import {path}: it is of a newer expotui")
    resources = manifest.get("resources")
    return dict(map(_hash, resources)) if isinstance(resources, list) else {}


def _hash(resource: Any) -> tuple[str, str]:
    if not isinstance(resource, Mapping):
        return "", ""
    return str(resource.get("name")), str(resource.get("hash"))


class _Hashed:
    """A file that is read by the line, and the hash of what has been read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()

    def readline(self, size: int) -> bytes:
        line = self._stream.readline(size)
        self._digest.update(line)
        return line

    @property
    def hash(self) -> str:
        return f"sha256:{self._digest.hexdigest()}"
