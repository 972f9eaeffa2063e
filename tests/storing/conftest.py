"""Stores to put documents into."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from expotui.store.checkup import Checkup
from expotui.store.opening import open_reading

Sql = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def copy(store: Path, tmp_path: Path) -> Path:
    """A store of one's own."""
    path = tmp_path / "own.db"
    shutil.copyfile(store, path)
    return path


@pytest.fixture
def sql() -> Sql:
    """Runs statements on a database file, committed; gives the rows of the last."""

    def run(path: Path, *statements: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(path)) as connection, connection:
            for statement in statements:
                rows = connection.execute(statement).fetchall()
        return rows

    return run


@pytest.fixture
def sound() -> Callable[[Path], bool]:
    """Whether all that doctor looks at is sound."""

    def look(path: Path) -> bool:
        with closing(open_reading(path, prepare=False)) as db:
            checkup = Checkup(db)
            found = [checkup.check(name) for name in checkup.names]
        assert [check for check in found if check.problems] == []
        return True

    return look
