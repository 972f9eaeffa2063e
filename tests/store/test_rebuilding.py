"""A rebuild of the index and the counts: all of it, or nothing."""

import os
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from expotui.errors import StoreError
from expotui.store.opening import open_as_it_is
from expotui.store.rebuilding import rebuild
from expotui.store.writing import Writer

from .conftest import unsound

Sql = Callable[..., list[tuple[object, ...]]]


def problems(path: Path) -> list[str]:
    with closing(open_as_it_is(path)) as db:
        return unsound(db)


@pytest.fixture
def broken(copy: Path, sql: Sql) -> Path:
    sql(copy, "INSERT INTO fact_index(fact_index) VALUES ('delete-all')", "DELETE FROM days")
    assert problems(copy)
    return copy


def test_rows_stay_as_they_are(broken: Path, sql: Sql) -> None:
    rows = {
        table: sql(broken, f"SELECT * FROM {table}")
        for table in ("facts", "events", "documents", "series", "marks", "settings", "date_claims")
    }
    done = rebuild(broken)
    assert (done.facts, done.miscounted) == (725, ("days",))
    assert problems(broken) == []
    assert all(sql(broken, f"SELECT * FROM {table}") == held for table, held in rows.items())
    assert rebuild(broken).miscounted == ()


def test_progress_is_told(broken: Path) -> None:
    told: list[tuple[int, int]] = []
    rebuild(broken, lambda done, total: told.append((done, total)))
    assert told[0] == (0, 725)
    assert told[-1] == (725, 725)


def test_a_crash_changes_nothing(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(writer: Writer) -> None:
        raise RuntimeError("power cut")

    before = broken.read_bytes()
    monkeypatch.setattr(Writer, "flush", crash)
    with pytest.raises(RuntimeError, match="power cut"):
        rebuild(broken)
    assert broken.read_bytes() == before


@pytest.mark.parametrize("data", ["UPDATE totals SET figures = 1", "DELETE FROM fact_index_data"])
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_killed_rebuild_leaves_the_store_as_it_was(broken: Path, sql: Sql, data: str) -> None:
    sql(broken, data)
    before = held(broken, sql)
    child = os.fork()
    if child == 0:
        Writer.flush = kill_half_written  # type: ignore[assignment, method-assign]
        rebuild(broken)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    with pytest.raises(StoreError, match="was stopped while it wrote"):
        open_as_it_is(broken)
    assert broken.with_name(f"{broken.name}-journal").exists()
    # Whoever opens it for writing rolls back what was begun.
    assert held(broken, sql) == before
    rebuild(broken)
    assert problems(broken) == []


def held(path: Path, sql: Sql) -> list[object]:
    """All that is in a store, but for tables that may be broken: of those, what FTS5 keeps."""
    tables = sql(
        path,
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name <> 'fact_index'"
        " ORDER BY name",
    )
    return [tables, *(sql(path, f"SELECT * FROM {name}") for name, _ in tables)]


def kill_half_written(writer: Writer) -> None:
    # A small cache makes SQLite write pages of the open transaction to the file.
    writer.db.execute("PRAGMA cache_size = 1")
    writer.db.execute("UPDATE facts SET note = hex(randomblob(4000))")
    os.kill(os.getpid(), signal.SIGKILL)


def test_an_older_schema_is_not_rebuilt(broken: Path, sql: Sql) -> None:
    sql(broken, "PRAGMA user_version = 1")
    before = broken.read_bytes()
    with pytest.raises(StoreError, match="older expotui: run expotui once"):
        rebuild(broken)
    assert broken.read_bytes() == before
