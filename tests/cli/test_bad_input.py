"""What is wrong is told in one line with its documented exit code, and nothing is harmed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from expotui.cli import export as export_command
from expotui.store import connection

from .conftest import Expotui, Stream


def one_line(err: str) -> str:
    lines = err.splitlines()
    assert lines
    assert lines[0].startswith("expotui: ")
    assert len(lines) == 1 or (len(lines) == 2 and lines[1].startswith("try '"))
    assert "Traceback" not in err
    return lines[0]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("export", "--event", "cie-6"), "did you mean ciie-6"),
        (("export", "--series", "ciee"), "did you mean ciie"),
        (("export", "--measure", "exhibitor"), "did you mean exhibitors"),
        (("timeline", "--series", "qqqq"), "no such id 'qqqq'"),
        (("timeline", "--since", "about $35"), "is no date: expected"),
        (("timeline", "--since", "10 November"), "has no year"),
        (("export", "--until", "10/11/2023"), "can be read as 2023-10-11 or 2023-11-10"),
        (("export", "--since", "2024", "--until", "2023"), "lies before"),
        (("export", "--since", "\x1b[31m2023"), "is no date"),
        (("export", "--kind", "fact"), "facts"),
        (("export", "--json", "--excel"), "for CSV and TSV"),
        (("export", "--limit", "3"), "there is no --search"),
        (("export", "--cvs"), "--cvs"),
        (("exprot",), "exprot"),
        (("show",), "ID"),
        (("search",), "QUERY"),
        (("timeline", "surplus"), "surplus"),
        (("show", "\udcff"), "UTF-8"),
    ],
)
def test_usage(expotui: Expotui, args: tuple[str, ...], said: str) -> None:
    ran = expotui(*args)
    assert (ran.code, ran.out) == (2, "")
    assert said in one_line(ran.err)
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("name", ["", "zzzz", "' OR 1=1 --", "\x1b]0;x\x07", "CIIE-6"])
def test_unknown_ids(expotui: Expotui, name: str) -> None:
    ran = expotui("show", name)
    assert (ran.code, ran.out) == (1, "")
    assert one_line(ran.err).startswith("expotui: no event, document or fact ")
    assert "\x1b" not in ran.err


def bad_store(tmp_path: Path, store: Path, what: str) -> Path:
    path = tmp_path / "bad.db"
    if what == "folder":
        path.mkdir()
    elif what == "not a database":
        path.write_bytes(b"not a database at all, " * 100)
    elif what == "foreign":
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE mine (x)")
        other.close()
    elif what == "newer":
        shutil.copy(store, path)
        other = sqlite3.connect(path)
        other.execute("PRAGMA user_version = 99")
        other.close()
    elif what == "corrupt":
        pages = bytearray(store.read_bytes())
        pages[4096:] = b"\xff" * (len(pages) - 4096)
        path.write_bytes(pages)
    elif what == "unreadable":
        shutil.copy(store, path)
        path.chmod(0)
    return path


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("command", [(), ("export",), ("search", "1500")])
@pytest.mark.parametrize(
    "what", ["missing", "folder", "not a database", "foreign", "newer", "corrupt", "unreadable"]
)
def test_bad_stores(
    expotui: Expotui,
    store: Path,
    tmp_path: Path,
    what: str,
    command: tuple[str, ...],
    read_only: bool,
) -> None:
    if what == "unreadable" and os.geteuid() == 0:
        pytest.skip("root reads everything")
    if what == "missing" and not read_only:
        pytest.skip("is built then")
    path = bad_store(tmp_path, store, what)
    before = path.read_bytes() if path.is_file() and what != "unreadable" else None
    ran = expotui(*(["--read-only"] if read_only else []), *command, db=path)
    assert ran.code == 4
    assert path.name in one_line(ran.err)
    assert before is None or path.read_bytes() == before
    assert path.exists() == (what != "missing")


def test_a_locked_store(
    expotui: Expotui, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "locked.db"
    shutil.copy(store, path)
    monkeypatch.setattr(connection, "PATIENCE", 0.05)
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    ran = expotui("export", db=path)
    other.close()
    assert ran.code == 4
    assert "locked by another program" in one_line(ran.err)


def test_read_only_reads_a_folder_that_may_not_be_written(
    expotui: Expotui, store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "still" / "expotui.db"
    path.parent.mkdir()
    shutil.copy(store, path)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        assert expotui("--read-only", "export", "--kind", "events", db=path).code == 0
        assert [file.name for file in path.parent.iterdir()] == ["expotui.db"]
    finally:
        path.parent.chmod(0o755)


@pytest.mark.parametrize("target", ["", "none/facts.csv", "file/facts.csv"])
def test_files_that_cannot_be_written(expotui: Expotui, tmp_path: Path, target: str) -> None:
    (tmp_path / "file").write_text("x")
    ran = expotui("export", "-o", str(tmp_path / target))
    assert ran.code == 3
    assert "cannot write" in one_line(ran.err)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file"]


def test_the_store_is_not_overwritten(expotui: Expotui, store: Path) -> None:
    before = store.stat()
    ran = expotui("export", "-o", str(store))
    assert ran.code == 2
    assert "is the store itself" in one_line(ran.err)
    assert store.stat().st_mtime == before.st_mtime


def test_a_file_stays_as_it_was_when_the_export_fails(
    expotui: Expotui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise sqlite3.DatabaseError("database disk image is malformed")

    file = tmp_path / "facts.csv"
    file.write_text("precious")
    monkeypatch.setattr(export_command, "export", fail)
    ran = expotui("export", "-o", str(file))
    assert ran.code == 4
    assert "corrupt" in one_line(ran.err)
    assert file.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [file]


def test_the_unexpected_is_one_line_too(expotui: Expotui, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> int:
        raise RuntimeError("sky\x1b fell\nand more")

    monkeypatch.setattr(export_command, "export", fail)
    ran = expotui("export")
    assert ran.code == 70
    assert ran.err == (
        "expotui: unexpected error: RuntimeError: sky␛ fell␊and more "
        "(EXPOTUI_DEBUG=1 shows where)\n"
    )


def test_debug_shows_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from expotui.cli.running import run

    err = Stream()
    monkeypatch.setenv("EXPOTUI_DEBUG", "1")
    monkeypatch.setattr(sys, "stderr", err)
    assert run(["--db", str(tmp_path), "timeline"]) == 4
    assert "Traceback" in err.text()


def test_ctrl_c_is_quiet(expotui: Expotui, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(export_command, "export", interrupt)
    ran = expotui("export")
    assert (ran.code, ran.err) == (130, "")


def test_the_last_month_of_all_is_a_month(expotui: Expotui) -> None:
    assert expotui("timeline", "--until", "Dec 9999").code == 0


@pytest.mark.parametrize("name", ["a" * 300, "loop"])
def test_names_the_file_system_refuses(expotui: Expotui, tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    ran = expotui("export", "-o", str(tmp_path / name))
    assert ran.code == 3
    one_line(ran.err)


def test_help_in_a_narrow_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "expotui", "timeline", "--help"],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=True,
    )
    assert b"Events and coverage" in ran.stdout


def test_a_full_disk_is_told_of_help_too() -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "expotui", "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 3
    one_line(ran.stderr.decode())


def test_odd_rows_stop_no_command(expotui: Expotui, store: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(store, tmp_path / "odd.db"))
    with sqlite3.connect(mine) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(
            "UPDATE facts SET value = x'ff', upper = 9e999, scope = x'00', stage = zeroblob(3)"
        )
        db.execute("UPDATE events SET sort_date = x'32', date = 'soon', short = x'1b5b'")
        db.execute("UPDATE documents SET about_event_id = 'gone', published = x'00'")
        db.execute("UPDATE events SET key = -key WHERE key > 30")
        db.execute(
            "INSERT OR REPLACE INTO fact_terms VALUES ('word', 0, '\"', 1), ('word', 0, '', 1),"
            " ('word', 0, x'00', 1), ('number', 4, '15\"0', 1), ('tag', 0, 'unit_\"', 1)"
        )
    db.close()
    for args in (
        ("timeline",), ("timeline", "--zoom", "day", "--series", "ciie"), ("show", "ciie-6"),
        ("show", "ciie-6-001", "--json"), ("search", "booths"), ("export", "--csv"),
    ):  # fmt: skip
        ran = expotui("--db", str(mine), *args)
        assert ran.code in (0, 1), (args, ran.err)
