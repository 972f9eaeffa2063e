"""Stores to write to, and seeds to change."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from expotui.store.checkup import Checkup
from expotui.store.location import seed_folder


def unsound(db: sqlite3.Connection) -> list[str]:
    """What is wrong with a store, of whatever seeds: all that doctor finds."""
    checkup = Checkup(db)
    checks = {name: checkup.check(name) for name in checkup.names}
    return [p.what for name, check in checks.items() if name != "seeds" for p in check.problems]


@pytest.fixture
def copy(store: Path, tmp_path: Path) -> Path:
    """A store of one's own."""
    path = tmp_path / "own.db"
    shutil.copyfile(store, path)
    return path


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    """A copy of seed/ to change."""
    folder = tmp_path / "seed"
    shutil.copytree(seed_folder(), folder)
    return folder


@pytest.fixture
def sql() -> Callable[..., list[tuple[object, ...]]]:
    """Runs statements on a database file, committed; gives the rows of the last."""

    def run(path: Path, *statements: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(path)) as connection, connection:
            for statement in statements:
                rows = connection.execute(statement).fetchall()
        return rows

    return run
