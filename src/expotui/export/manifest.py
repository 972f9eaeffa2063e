"""Telling a data package that expotui wrote."""

import hashlib
import json
from pathlib import Path
from typing import Any

from expotui.export.descriptors import MANIFEST, MARK

# A manifest has some ten thousand characters.
_LONGEST = 1_000_000


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """What `datapackage.json` of a folder says, or None where expotui did not write it.

    Raises:
        OSError: it is there and cannot be read.
    """
    try:
        with (folder / MANIFEST).open("rb") as file:
            found = json.loads(file.read(_LONGEST))
    except (FileNotFoundError, NotADirectoryError, ValueError, RecursionError):
        return None
    mark = found.get(MARK) if isinstance(found, dict) else None
    return found if isinstance(mark, dict) and type(mark.get("format")) is int else None


def edited_since(folder: Path, manifest: dict[str, Any]) -> str | None:
    """The first table of a package that is not as its manifest says; None where all are.

    Raises:
        OSError: one cannot be read.
    """
    for resource in manifest.get("resources") or []:
        name, said = str(resource.get("path")), resource.get("hash")
        if Path(name).name != name or not (folder / name).is_file():
            continue
        with (folder / name).open("rb") as file:
            if said != f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}":
                return name
    return None
