"""Opening a store: what goes wrong is one clear line, and the file stays as it is."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from expotui.errors import ExitCode, StoreError
from expotui.store import building, connection
from expotui.store.explaining import explained
from expotui.store.identity import APPLICATION_ID
from expotui.store.location import default_store
from expotui.store.opening import open_reading, open_writing

Sql = Callable[..., list[tuple[object, ...]]]

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@contextmanager
def refused(path: Path, words: str) -> Iterator[None]:
    """Expect one clear line with the documented exit code, and the file as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=words) as caught:
        yield
    assert caught.value.exit_code is ExitCode.STORE
    assert "\n" not in str(caught.value)
    assert str(caught.value).isprintable()
    if before is not None:
        assert path.read_bytes() == before
        assert not path.with_name(f"{path.name}-journal").exists()


def all_facts(path: Path) -> list[sqlite3.Row]:
    with explained(path), closing(open_reading(path, prepare=False)) as db:
        return db.execute("SELECT * FROM facts, documents, settings").fetchall()


# --- missing, and what stands in its place ------------------------------------------------------


def test_missing(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "none.db"
    with refused(path, "no store at .*--read-only"):
        open_reading(path, prepare=False)
    assert not path.parent.exists()


def test_missing_for_writing(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with refused(path, "cannot open the store"):
        open_writing(path)
    assert not path.exists()


@pytest.mark.parametrize("prepare", [True, False])
def test_a_folder(tmp_path: Path, prepare: bool) -> None:
    with refused(tmp_path, "it is a folder"):
        open_reading(tmp_path, prepare=prepare)


@pytest.mark.parametrize("deeper", ["x.db", "a/b/x.db"])
def test_below_a_file(tmp_path: Path, deeper: str) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    with refused(file, "is a file"):
        open_reading(file / deeper)
    with refused(file, "no store at"):
        open_reading(file / deeper, prepare=False)


def test_a_name_too_long(tmp_path: Path) -> None:
    with refused(tmp_path / "x", "cannot open the store"):
        open_reading(tmp_path / ("x" * 300))


@pytest.mark.parametrize("prepare", [True, False])
@pytest.mark.parametrize("content", [b"just a text\n" * 300, b"x", os.urandom(5000)])
def test_no_database(tmp_path: Path, content: bytes, prepare: bool) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    with refused(path, "is not a database"):
        open_reading(path, prepare=prepare)
    with refused(path, "is not a database"):
        open_writing(path)


def test_an_empty_file_is_built(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with refused(path, "empty or of an older expotui"):
        open_reading(path, prepare=False)
    with closing(open_reading(path)) as db:
        assert db.execute("SELECT count(*) FROM facts").fetchone()[0] == 725


@pytest.mark.parametrize("prepare", [True, False])
def test_another_programs_database(tmp_path: Path, sql: Sql, prepare: bool) -> None:
    path = tmp_path / "other.db"
    sql(path, "CREATE TABLE facts (id, text)", "INSERT INTO facts VALUES (1, 'mine')")
    with refused(path, "not an expotui store"):
        open_reading(path, prepare=prepare)
    with refused(path, "not an expotui store"):
        open_writing(path)


def test_an_empty_database_of_another_program(tmp_path: Path, sql: Sql) -> None:
    path = tmp_path / "other.db"
    sql(path, "PRAGMA application_id = 7", "VACUUM")
    with refused(path, "not an expotui store"):
        open_reading(path)


# --- damaged, newer, older ----------------------------------------------------------------------


@pytest.mark.parametrize("prepare", [True, False])
def test_newer(copy: Path, sql: Sql, prepare: bool) -> None:
    sql(copy, "PRAGMA user_version = 99")
    with refused(copy, "made by a newer expotui .schema 99"):
        open_reading(copy, prepare=prepare)
    with refused(copy, "newer expotui"):
        open_writing(copy)


def test_older_is_not_read_half(copy: Path, sql: Sql) -> None:
    sql(copy, "PRAGMA user_version = 0")
    with refused(copy, "older expotui"):
        open_reading(copy, prepare=False)


def test_corrupt_in_the_middle(copy: Path) -> None:
    pages = bytearray(copy.read_bytes())
    middle = slice(8192, len(pages) - 4096)
    pages[middle] = b"\xa5" * (middle.stop - middle.start)
    copy.write_bytes(pages)
    with refused(copy, "is corrupt"):
        all_facts(copy)
    with refused(copy, "is corrupt"):
        open_reading(copy)


@pytest.mark.parametrize("kept", [50, 100, 1000, 4096, 40_000])
def test_cut_off(copy: Path, kept: int) -> None:
    copy.write_bytes(copy.read_bytes()[:kept])
    with refused(copy, "is corrupt|is not a database"):
        all_facts(copy)
    with refused(copy, "is corrupt|is not a database"):
        open_reading(copy)


def test_without_its_settings(copy: Path, sql: Sql) -> None:
    sql(copy, "DROP TABLE settings")
    with refused(copy, "corrupt .no such table: settings"):
        open_reading(copy)


def test_our_mark_on_nothing_of_ours(tmp_path: Path, sql: Sql) -> None:
    path = tmp_path / "odd.db"
    sql(path, "CREATE TABLE settings (x)", f"PRAGMA application_id = {APPLICATION_ID}")
    with refused(path, "is corrupt"):
        open_reading(path)


def test_text_that_is_not_utf8_is_shown_as_a_defect(copy: Path, sql: Sql) -> None:
    sql(copy, "UPDATE documents SET title = CAST(x'41ff42' AS TEXT) WHERE id = 'shine23'")
    with closing(open_reading(copy)) as db:
        row = db.execute("SELECT title FROM documents WHERE id = 'shine23'").fetchone()
    assert row["title"] == "A\ufffdB"


# --- locked, and not to be written --------------------------------------------------------------


SEED = "SELECT value FROM settings WHERE name = 'seed'"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.05)
    monkeypatch.setattr(building, "PATIENCE", 0.05)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("prepare", [True, False])
def test_locked(copy: Path, prepare: bool) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        with refused(copy, "is locked by another program"):
            open_reading(copy, prepare=prepare)
        with refused(copy, "is locked by another program"):
            open_writing(copy)
        writer.execute("ROLLBACK")
    open_reading(copy, prepare=prepare).close()


@pytest.mark.usefixtures("impatient")
def test_locked_while_it_should_be_built(copy: Path, sql: Sql) -> None:
    sql(copy, "UPDATE settings SET value = 'old' WHERE name = 'seed'")
    with closing(sqlite3.connect(copy, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        # What is there does for now: whoever starts next when it is free upgrades it.
        with closing(open_reading(copy)) as db:
            assert (
                db.execute("SELECT value FROM settings WHERE name = 'seed'").fetchone()[0] == "old"
            )
        open_reading(copy, prepare=False).close()
        writer.execute("ROLLBACK")
    with closing(open_reading(copy)) as db:
        assert db.execute(SEED).fetchone()[0] != "old"


@pytest.mark.usefixtures("impatient")
def test_a_slow_reader_does_not_keep_others_from_starting(copy: Path) -> None:
    with closing(open_reading(copy)) as slow:
        rows = slow.execute("SELECT * FROM facts")
        rows.fetchone()
        building.build(copy)
        open_reading(copy).close()


def test_a_named_pipe_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for prepare in (True, False):
        with pytest.raises(StoreError, match="is not a file"):
            open_reading(pipe, prepare=prepare)


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o500)
    with refused(folder / "x.db", "may not be written"):
        open_reading(folder / "x.db")
    with refused(folder / "x.db", "permission denied"):
        open_reading(folder / "deeper" / "x.db")


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_a_file_that_may_not_be_read(copy: Path) -> None:
    copy.chmod(0)
    with pytest.raises(StoreError, match="permission denied"):
        open_reading(copy)


@pytest.mark.skipif(AS_ROOT, reason="root may write everything")
def test_a_file_that_may_not_be_written_is_read(copy: Path) -> None:
    copy.chmod(0o400)
    open_reading(copy).close()


def test_reading_never_writes(copy: Path) -> None:
    before = (copy.read_bytes(), copy.stat().st_mtime_ns)
    with closing(open_reading(copy, prepare=False)) as db:
        for statement in (
            "INSERT INTO marks(fact_id) VALUES ('ciie-6-001')",
            "DELETE FROM facts",
            "CREATE TABLE more (x)",
            "PRAGMA user_version = 7",
        ):
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                db.execute(statement)
        db.execute("PRAGMA query_only = OFF")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            db.execute("DELETE FROM facts")
    assert (copy.read_bytes(), copy.stat().st_mtime_ns) == before


def test_writing_holds_to_foreign_keys(copy: Path) -> None:
    with closing(open_writing(copy)) as db:
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("INSERT INTO marks(fact_id) VALUES ('no such fact')")
        with db:
            db.execute("INSERT INTO marks(fact_id) VALUES ('ciie-6-001')")
    with closing(open_reading(copy)) as db:
        assert db.execute("SELECT owner FROM marks").fetchall()[0]["owner"] == "user"


# --- where it lies ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "two words.db", "a#b.db", "a?b=c&mode=rwc.db", "100%.db", "%41.db", "进博会.db", "'q\".db",
        ":memory:", "file:x.db", "-x", "~", "a;b\\c.db",
    ],
)  # fmt: skip
def test_any_name_will_do(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_reading(Path(name)).close()
    with closing(open_reading(Path(name), prepare=False)) as db:
        assert db.execute("SELECT count(*) FROM facts").fetchone()[0] == 725
    open_writing(Path(name)).close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_name_that_would_write_to_the_terminal(tmp_path: Path) -> None:
    with refused(tmp_path / "x", "‹U\\+202E›|␛"):
        open_reading(tmp_path / "a\x1b[2J\n\u202e.db", prepare=False)


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.db"
    open_reading(path).close()
    assert path.is_file()


def test_links(copy: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(copy)
    open_reading(link, prepare=False).close()
    open_writing(link).close()
    assert link.is_symlink()


def test_a_link_to_nothing_yet(tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "target.db")
    open_reading(link).close()
    assert (tmp_path / "target.db").stat().st_size > 0


def test_a_link_to_itself(tmp_path: Path) -> None:
    link = tmp_path / "loop.db"
    link.symlink_to(link)
    with refused(link, "cannot open the store"):
        open_reading(link)
    with refused(link, "no store at"):
        open_reading(link, prepare=False)
    with refused(link, "cannot open the store"):
        open_writing(link)


def test_a_store_that_somebody_put_into_wal_mode(copy: Path, sql: Sql) -> None:
    assert sql(copy, "PRAGMA journal_mode = WAL") == [("wal",)]
    with closing(open_writing(copy)) as writer:
        with writer:
            writer.execute("INSERT INTO marks(fact_id) VALUES ('ciie-6-001')")
        for prepare in (True, False):
            with closing(open_reading(copy, prepare=prepare)) as db:
                assert db.execute("SELECT count(*) FROM marks").fetchone()[0] == 1


def test_a_bulk_copy_of_a_wal_store(copy: Path, tmp_path: Path, sql: Sql) -> None:
    sql(copy, "PRAGMA journal_mode = WAL")
    alone = tmp_path / "alone" / "store.db"
    alone.parent.mkdir()
    shutil.copyfile(copy, alone)
    open_reading(alone, prepare=False).close()


def test_the_environment_names_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EXPOTUI_DB", str(tmp_path / "named.db"))
    assert default_store() == tmp_path / "named.db"
    monkeypatch.setenv("EXPOTUI_DB", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert default_store().is_relative_to(tmp_path)
    assert default_store().name == "expotui.db"


def test_an_installation_without_seeds(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "seed_folder", lambda: tmp_path / "gone")
    with refused(copy, "cannot read the shipped seeds"):
        open_reading(copy)
    open_reading(copy, prepare=False).close()
