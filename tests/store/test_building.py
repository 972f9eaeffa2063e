"""Building a store, and bringing an old one up to date."""

import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from expotui.errors import SeedError, StoreError
from expotui.store.building import build
from expotui.store.identity import APPLICATION_ID, SCHEMA_VERSION
from expotui.store.indexing import LATEST_FIRST
from expotui.store.opening import open_reading, open_writing
from expotui.store.schema import migrations
from expotui.store.writing import Writer

Sql = Callable[..., list[tuple[object, ...]]]


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def keys_of(path: Path, table: str, sql: Sql) -> dict[object, object]:
    return dict(sql(path, f"SELECT id, key FROM {table}"))  # type: ignore[arg-type]


def is_sound(path: Path, sql: Sql) -> bool:
    return sql(path, "PRAGMA foreign_key_check") == [] and sql(path, "PRAGMA integrity_check") == [
        ("ok",)
    ]


def test_a_store_is_sound(store: Path, sql: Sql) -> None:
    assert is_sound(store, sql)
    assert sql(store, "INSERT INTO fact_index(fact_index) VALUES ('integrity-check')") == []


def test_the_schema_version_counts_the_migrations(store: Path, sql: Sql) -> None:
    with closing(sqlite3.connect(":memory:")) as empty:
        known = len(migrations.pending(Database(empty)))
    assert sql(store, "PRAGMA user_version") == [(known,)] == [(SCHEMA_VERSION,)]
    assert sql(store, "PRAGMA application_id") == [(APPLICATION_ID,)]


def test_it_holds_what_the_seeds_say(store: Path, sql: Sql) -> None:
    counted = "SELECT kind, count(*) FROM facts GROUP BY kind ORDER BY kind"
    assert sql(store, counted) == [("figure", 719), ("quote", 6)]
    assert sql(store, "SELECT DISTINCT owner FROM facts") == [("seed",)]
    assert sql(store, "SELECT count(*) FROM marks") == [(0,)]


def test_a_second_start_does_no_work(store: Path) -> None:
    before = (store.read_bytes(), store.stat().st_mtime_ns)
    script = (
        "import sys; from pathlib import Path; from expotui.store.opening import open_reading;"
        "open_reading(Path(sys.argv[1])).execute('SELECT count(*) FROM facts').fetchone();"
        "print(*sorted(m for m in ('sqlite_utils', 'expotui.store.building') if m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(store)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
    assert (store.read_bytes(), store.stat().st_mtime_ns) == before


def test_building_again_changes_nothing(copy: Path) -> None:
    before = copy.read_bytes()
    build(copy)
    assert copy.read_bytes() == before


def crash(writer: Writer) -> None:
    raise RuntimeError("power cut")


def test_a_crash_leaves_the_old_store(
    copy: Path, seed: Path, monkeypatch: pytest.MonkeyPatch, sql: Sql
) -> None:
    before = copy.read_bytes()
    monkeypatch.setattr(Writer, "flush", crash)
    with pytest.raises(RuntimeError, match="power cut"):
        build(copy, seed)
    assert copy.read_bytes() == before
    assert is_sound(copy, sql)


def test_a_crash_of_the_first_build_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: Sql
) -> None:
    path = tmp_path / "new.db"
    with monkeypatch.context() as patched:
        patched.setattr(Writer, "flush", crash)
        with pytest.raises(RuntimeError, match="power cut"):
            build(path)
    assert sql(path, "SELECT count(*) FROM sqlite_schema") == [(0,)]
    open_reading(path).close()
    assert is_sound(path, sql)


def test_a_malformed_seed_makes_no_store(tmp_path: Path, seed: Path) -> None:
    (seed / "series.toml").write_text("oops", encoding="utf-8")
    with pytest.raises(SeedError):
        build(tmp_path / "sub" / "new.db", seed)
    assert not (tmp_path / "sub").exists()


def kill_in_the_middle(path: Path, seed: Path) -> None:
    """Build in a process that is killed with its pages half written."""

    def stop(writer: Writer) -> None:
        connection = writer.db
        # A small cache makes SQLite write pages of the open transaction to the file.
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("UPDATE facts SET note = hex(randomblob(4000))")
        os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        Writer.flush = stop  # type: ignore[assignment, method-assign]
        build(path, seed)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_killed_build_is_rolled_back_by_the_next_start(
    copy: Path, seed: Path, sql: Sql, tmp_path: Path
) -> None:
    count = "SELECT count(*) FROM facts WHERE length(note) = 8000"
    kill_in_the_middle(copy, seed)
    journal = copy.with_name(f"{copy.name}-journal")
    assert journal.stat().st_size > 0
    with pytest.raises(StoreError, match="was stopped while it wrote") as caught:
        open_reading(copy, prepare=False)
    assert "\n" not in str(caught.value)
    connection = open_reading(copy)
    assert connection.execute(count).fetchone()[0] == 0
    connection.close()
    assert not journal.exists()
    assert is_sound(copy, sql)


def build_here(path: str) -> None:
    open_reading(Path(path)).close()


def test_two_processes_at_once_make_one_store(tmp_path: Path, sql: Sql) -> None:
    path = tmp_path / "deep" / "er" / "new.db"
    context = multiprocessing.get_context("spawn")
    builders = [context.Process(target=build_here, args=(str(path),)) for _ in range(3)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join(60)
    assert [builder.exitcode for builder in builders] == [0, 0, 0]
    assert is_sound(path, sql)
    assert sql(path, "SELECT count(*) FROM facts") == [(725,)]
    assert sql(path, "SELECT count(*) FROM date_claims") == sql(
        path, "SELECT count(*) FROM (SELECT DISTINCT event_id, document_id, date FROM date_claims)"
    )


NEW_DOCUMENT = """
[document]
id = "new26"
title = "A page that came later"
publisher = "Somebody"
host_kind = "publisher"
language = "en"
published = "2026-01-05"
published_basis = "shown"
about = "ciie-8"

[[figures]]
id = "new26-001"
event = "ciie-8"
measure = "exhibitors"
scope = "total"
stage = "closing"
value = 4117
qualifier = "exact"
unit = "exhibitor"
text = "4,117 exhibitors"
"""


@pytest.fixture
def upgraded(copy: Path, seed: Path, sql: Sql) -> Path:
    """A store with rows of its user, brought up to seeds that change, drop and add."""
    sql(
        copy,
        "PRAGMA foreign_keys = ON",
        "INSERT INTO documents(id, collection, title, publisher, host_kind, language, zoom,"
        " published_basis) VALUES ('mine', 'user', 'My notes', 'me', 'none', 'en', 1, 'none')",
        "INSERT INTO facts(id, kind, document_id, event_id, home_event_id, measure_id, value, text)"
        " VALUES ('mine-1', 'figure', 'mine', 'ciie-6', 'ciie-6', 'exhibitors', 3500, '3,500')",
        "INSERT INTO date_claims(event_id, document_id, date, agrees)"
        " VALUES ('ciie-6', 'mine', '2023-11', 1)",
        "INSERT INTO marks(fact_id) VALUES ('ciie-6-001'), ('ciie-7-001'), ('mine-1')",
    )
    replace_in(seed / "reference" / "shine23.toml", "value = 78410000000", "value = 78420000000")
    marked = sql(copy, "SELECT document_id FROM facts WHERE id = 'ciie-7-001'")[0][0]
    (seed / "reference" / f"{marked}.toml").unlink()
    (seed / "reference" / "gt18.toml").unlink()
    replace_in(seed / "further.toml", f'document = "{marked}"', 'document = "shine23"')
    for events in (seed / "events").glob("*.toml"):
        drop_claims(events, {str(marked), "gt18"})
    (seed / "reference" / "new26.toml").write_text(NEW_DOCUMENT, encoding="utf-8")
    build(copy, seed)
    return copy


def drop_claims(path: Path, documents: set[str]) -> None:
    header = "[[events.claims]]\n"
    first, *rest = path.read_text(encoding="utf-8").split(header)
    kept = [first]
    for block in rest:
        gone = any(f'document = "{name}"' in block for name in documents)
        after = block.partition("[[events]]")
        kept.append("".join(after[1:]) if gone else header + block)
    path.write_text("".join(kept), encoding="utf-8")


def test_an_upgrade_follows_the_seeds(upgraded: Path, store: Path, sql: Sql) -> None:
    changed = sql(upgraded, "SELECT value, low, high FROM facts WHERE id = 'ciie-6-001'")
    assert changed == [(78_420_000_000,) * 3]
    assert sql(upgraded, "SELECT 1 FROM documents WHERE id = 'gt18'") == []
    assert sql(upgraded, "SELECT 1 FROM facts WHERE document_id = 'gt18'") == []
    assert sql(upgraded, "SELECT owner, value FROM facts WHERE id = 'new26-001'") == [
        ("seed", 4117)
    ]
    assert is_sound(upgraded, sql)


def test_an_upgrade_keeps_the_keys(upgraded: Path, store: Path, sql: Sql) -> None:
    for table in ("events", "documents", "facts"):
        before, after = keys_of(store, table, sql), keys_of(upgraded, table, sql)
        shared = before.keys() & after.keys()
        assert len(shared) > 0.9 * len(before)
        assert all(before[name] == after[name] for name in shared)


def test_an_upgrade_never_touches_the_users_rows(upgraded: Path, sql: Sql) -> None:
    assert sql(upgraded, "SELECT title FROM documents WHERE owner = 'user'") == [("My notes",)]
    assert sql(upgraded, "SELECT id, value FROM facts WHERE owner = 'user'") == [("mine-1", 3500)]
    assert sql(upgraded, "SELECT date FROM date_claims WHERE owner = 'user'") == [("2023-11",)]
    marks = sql(upgraded, "SELECT fact_id FROM marks ORDER BY fact_id")
    assert marks == [("ciie-6-001",), ("ciie-7-001",), ("mine-1",)]


def test_an_upgrade_leaves_attached_texts(upgraded: Path, seed: Path, sql: Sql) -> None:
    pages = "('new26', 'ciie-belt-and-road')"
    sql(upgraded, f"UPDATE documents SET text = 'mine: ' || id WHERE id IN {pages}")
    replace_in(seed / "documents" / "ciie-belt-and-road.toml", "CIIE feature", "Another title")
    (seed / "reference" / "new26.toml").unlink()
    again = seed.rename(seed.with_name("again"))
    build(upgraded, again)
    # One that the seeds have dropped stays for its text, though its facts go.
    kept = sql(upgraded, f"SELECT id, text FROM documents WHERE id IN {pages} ORDER BY id")
    assert kept == [(page, f"mine: {page}") for page in ("ciie-belt-and-road", "new26")]
    assert sql(upgraded, "SELECT count(*) FROM facts WHERE document_id = 'new26'") == [(0,)]
    title = sql(upgraded, "SELECT title FROM documents WHERE id = 'ciie-belt-and-road'")[0][0]
    assert str(title).startswith("Another title")
    assert is_sound(upgraded, sql)


def test_a_withdrawn_fact_stays_while_it_is_marked(
    upgraded: Path, seed: Path, tmp_path: Path, sql: Sql
) -> None:
    of_it = (
        "SELECT id FROM facts WHERE document_id ="
        " (SELECT document_id FROM facts WHERE id = 'ciie-7-001')"
    )
    assert sql(upgraded, of_it) == [("ciie-7-001",)]
    sql(upgraded, "DELETE FROM marks WHERE fact_id = 'ciie-7-001'")
    again = tmp_path / "again"
    shutil.copytree(seed, again)
    build(upgraded, again)
    assert sql(upgraded, of_it) == []
    assert is_sound(upgraded, sql)


def test_the_index_follows_an_upgrade(upgraded: Path, sql: Sql) -> None:
    found = f"SELECT {LATEST_FIRST} - rowid FROM fact_index WHERE fact_index MATCH '{{}}'"
    key = sql(upgraded, "SELECT key FROM facts WHERE id = 'new26-001'")
    assert sql(upgraded, found.format('"4117"')) == key
    assert len(sql(upgraded, found.format('"78420000000"'))) == 1
    mine = sql(upgraded, "SELECT key FROM facts WHERE id = 'mine-1'")[0]
    assert mine in sql(upgraded, found.format('"3500"'))
    terms = sql(upgraded, "SELECT kind, length, facts FROM fact_terms WHERE term = '4117'")
    assert terms == [("number", 4, 1)]


def test_a_withdrawn_whole_goes_with_its_part(
    seed: Path, copy: Path, tmp_path: Path, sql: Sql
) -> None:
    whole = (
        '\n[[events]]\nid = "gone"\nkind = "edition"\nname = "Gone"\ndate_basis = "stated"\n'
        '\n[[events]]\nid = "gone-part"\nkind = "sub-event"\nname = "Part"\npart_of = "gone"\n'
        'date_basis = "stated"\n'
    )
    more = tmp_path / "more"
    shutil.copytree(seed, more)
    with (more / "events" / "ciie.toml").open("a", encoding="utf-8") as events:
        events.write(whole)
    build(copy, more)
    assert len(sql(copy, "SELECT 1 FROM events WHERE id LIKE 'gone%'")) == 2
    build(copy, seed)
    assert sql(copy, "SELECT 1 FROM events WHERE id LIKE 'gone%'") == []


def test_a_user_row_with_the_id_of_a_new_seed_stays(seed: Path, copy: Path, sql: Sql) -> None:
    sql(
        copy,
        "INSERT INTO facts(id, kind, document_id, measure_id, value, text)"
        " VALUES ('new26-001', 'figure', 'shine23', 'exhibitors', 1, 'one')",
    )
    (seed / "reference" / "new26.toml").write_text(NEW_DOCUMENT, encoding="utf-8")
    build(copy, seed)
    assert sql(copy, "SELECT owner, value FROM facts WHERE id = 'new26-001'") == [("user", 1)]


def test_nothing_is_built_into_another_programs_database(tmp_path: Path, sql: Sql) -> None:
    path = tmp_path / "other.db"
    sql(path, "CREATE TABLE notes (text)", "INSERT INTO notes VALUES ('mine')")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not an expotui store"):
        build(path)
    assert path.read_bytes() == before


def test_sqlite_utils_reads_and_writes_it(copy: Path) -> None:
    db = Database(copy)
    try:
        assert {"timeline", "figures", "quotes", "claims"} <= set(db.view_names())
        assert db.table("facts").foreign_keys
        assert next(db.query("SELECT count(*) AS n FROM figures"))["n"] == 719
        assert next(db.query("SELECT count(*) AS n FROM quotes"))["n"] == 6
        for view in db.view_names():
            assert next(iter(db.view(view).rows_where(limit=1)), None) is not None
    finally:
        db.close()
    open_writing(copy).close()
