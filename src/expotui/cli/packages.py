"""`expotui export --datapackage`: a selection as a folder of tables that describe themselves."""

import sqlite3
from pathlib import Path

from expotui.cli.folders import new_folder
from expotui.cli.output import narrate
from expotui.errors import InputError, UsageError
from expotui.export.selection import Selection
from expotui.facts.text import visible


def write(db: sqlite3.Connection, selection: Selection, path: str) -> int:
    """Write a data package to a folder, whole or not at all; returns how many facts are in it.

    Raises:
        UsageError: the folder holds the store.
        InputError: it cannot be written, or something else is in it.
    """
    from expotui.export.manifest import edited_since, read_manifest
    from expotui.export.package import FILES, write_package

    if path == "-":
        raise UsageError("--datapackage names a folder: it can't be standard output")
    store = db.execute("PRAGMA database_list").fetchone()[2]

    def is_ours(folder: Path) -> bool:
        manifest = read_manifest(folder)
        if manifest and (edited := edited_since(folder, manifest)):
            raise InputError(
                f"cannot write {path}: {edited} in it was edited since it was exported; "
                "name a new folder"
            )
        return manifest is not None

    with new_folder(Path(path), FILES, is_ours, store=store) as folder:
        count = write_package(db, selection, folder)
    facts = "fact" if count == 1 else "facts"
    narrate(f"{count:,} {facts}, and what they refer to → {visible(path)}")
    return count
