"""A store to decide on, and what stands in it."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from expotui.curation.asking import Request
from expotui.curation.deciding import decide
from expotui.facts.decisions import Action, Decision
from expotui.store.checkup import Checkup

Made = Callable[..., Decision]

# All that is read and shown of a store; what was decided is apart.
_TABLES = ("facts", "events", "documents", "marks", "days", "totals", "fact_terms", "date_claims")


@pytest.fixture
def own(store: Path, tmp_path: Path) -> Path:
    """A store of one's own."""
    path = tmp_path / "own.db"
    shutil.copyfile(store, path)
    return path


@pytest.fixture
def make(own: Path) -> Made:
    """Makes a decision: `make("correct", "ciie-6-001", value="65")`."""

    def made(action: str, target: str, path: Path = own, of: str = "", **words: str) -> Decision:
        return decide(path, Request(Action(action), target, words, of), "ada")

    return made


def contents(path: Path) -> dict[str, list[Any]]:
    """All rows of a store that anything reads, and of each fact by which tokens it is found."""
    with closing(sqlite3.connect(path)) as db:
        found = {
            table: db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in _TABLES
        }
        # The fact itself comes back with when it was marked: of the rest nothing is left out.
        return json.loads(json.dumps(found))  # type: ignore[no-any-return]


def log_of(path: Path) -> list[Any]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT * FROM decisions ORDER BY key").fetchall()


def fact(path: Path, name: str) -> dict[str, Any] | None:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        row = db.execute("SELECT * FROM facts WHERE id = ?", (name,)).fetchone()
        return dict(row) if row else None


def unsound(path: Path) -> list[str]:
    """What doctor finds wrong with a store."""
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        checkup = Checkup(db)
        checks = {name: checkup.check(name) for name in checkup.names}
        return [p.what for name, check in checks.items() if name != "seeds" for p in check.problems]
