"""`expotui export --datapackage`, run: a folder is whole, or stays as it was."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from expotui.export import package
from expotui.export.package import FILES
from tests.cli.conftest import Expotui
from tests.cli.test_bad_input import one_line


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def old(expotui: Expotui, tmp_path: Path) -> Path:
    """A package that is there already, alone in its folder."""
    path = tmp_path / "place" / "old"
    path.parent.mkdir()
    assert expotui("export", "--series", "linyi", "--datapackage", str(path)).code == 0
    return path


def test_a_package(expotui: Expotui, tmp_path: Path) -> None:
    path = tmp_path / "pack"
    ran = expotui("export", "--datapackage", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"725 facts, and what they refer to → {path}\n"
    assert set(files_of(path)) == set(FILES)
    assert expotui("export", "--raw").out.encode() == (path / "facts.csv").read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == ["pack"]


def test_there_and_back(expotui: Expotui, awkward_store: Path, store: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.db"))
    first, second = tmp_path / "first", tmp_path / "second"
    assert expotui("export", "--datapackage", str(first), db=awkward_store).code == 0
    dry = expotui("import", "--dry-run", str(first), db=mine)
    assert dry.err.splitlines()[0].startswith(f"{first}: dry run, nothing is stored: series.csv: ")
    for name in (first, first / "datapackage.json"):
        ran = expotui("import", str(name), db=mine)
        assert (ran.code, ran.out) == (0, "")
    assert f"{name}: facts.csv: 4 facts unchanged, 725 shipped" in ran.err
    assert expotui("export", "--datapackage", str(second), db=mine).code == 0
    assert files_of(second) == files_of(first)


def test_nothing_selected(expotui: Expotui, tmp_path: Path) -> None:
    ran = expotui("export", "--since", "2035", "--datapackage", str(tmp_path / "a"))
    assert ran.code == 1
    assert ran.err.endswith("expotui: no facts match\n")
    assert (tmp_path / "a" / "facts.csv").read_bytes().count(b"\r\n") == 1


def test_a_package_is_replaced(expotui: Expotui, old: Path) -> None:
    (old.parent / "empty").mkdir(mode=0o700)
    (old.parent / "link").symlink_to(old)
    before = files_of(old)
    for name in ("empty", "link"):
        path = old.parent / name
        assert expotui("export", "--series", "wcifit", "--datapackage", str(path)).code == 0
    assert files_of(old) == files_of(old.parent / "empty") != before
    assert (old.parent / "empty").stat().st_mode & 0o777 == 0o700
    assert sorted(file.name for file in old.parent.iterdir()) == ["empty", "link", "old"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--kind", "facts"), "goes with filters alone"),
        (("--csv",), "goes with filters alone"),
        (("-o", "x"), "goes with filters alone"),
        (("--raw",), "goes with filters alone"),
        (("--excel",), "goes with filters alone"),
        (("--event", "cie-6"), "did you mean ciie-6"),
    ],
)
def test_usage(expotui: Expotui, tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    ran = expotui("export", *args, "--datapackage", str(tmp_path / "a"))
    assert (ran.code, ran.out) == (2, "")
    assert said in one_line(ran.err)
    assert not list(tmp_path.iterdir())


def spoil(old: Path, what: str) -> Path:
    if what == "file":
        shutil.rmtree(old)
        old.write_text("precious")
    elif what == "other file":
        (old / "a\x1bb.txt").write_text("precious")
    elif what == "folder of our name":
        (old / "facts.csv").unlink()
        (old / "facts.csv").mkdir()
    elif what == "link of our name":
        (old / "facts.csv").unlink()
        (old / "facts.csv").symlink_to("/dev/null")
    elif what == "manifest of others":
        (old / "datapackage.json").write_text('{"name": "x", "resources": []}')
    elif what == "no manifest":
        (old / "datapackage.json").unlink()
    elif what == "no parent":
        return old / "a" / "b"
    elif what == "loop":
        (old.parent / "loop").symlink_to(old.parent / "loop")
        return old.parent / "loop"
    elif what == "long name":
        return old.parent / ("a" * 300)
    return old


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("file", "it is no folder"),
        ("other file", "a␛b.txt is in it"),
        ("folder of our name", "facts.csv is in it"),
        ("link of our name", "facts.csv is in it"),
        ("manifest of others", "no data package of expotui"),
        ("no manifest", "no data package of expotui"),
        ("no parent", "no such file"),
        ("loop", "cannot write"),
        ("long name", "too long"),
    ],
)
def test_what_is_not_ours_stays(expotui: Expotui, old: Path, what: str, said: str) -> None:
    path = spoil(old, what)
    before = sorted((str(file), file.lstat().st_mtime_ns) for file in old.parent.rglob("*"))
    ran = expotui("export", "--datapackage", str(path))
    assert (ran.code, ran.out) == (3, "")
    assert said in one_line(ran.err)
    after = sorted((str(file), file.lstat().st_mtime_ns) for file in old.parent.rglob("*"))
    assert after == before


def test_the_working_folder_stays(
    expotui: Expotui, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(old)
    ran = expotui("export", "--datapackage", ".")
    assert ran.code == 3
    assert "the folder you are in" in one_line(ran.err)


def test_the_store_is_not_replaced(expotui: Expotui, old: Path, store: Path) -> None:
    mine = Path(shutil.copy(store, old / "facts.csv"))
    ran = expotui("export", "--datapackage", str(old), db=mine)
    assert ran.code == 2
    assert "is the store itself" in one_line(ran.err)
    assert mine.read_bytes() == store.read_bytes()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize("at", ["old", "place"])
def test_folders_that_may_not_be_written(expotui: Expotui, old: Path, at: str) -> None:
    path = old if at == "old" else old.parent
    path.chmod(0o555)
    try:
        ran = expotui("export", "--datapackage", str(old))
    finally:
        path.chmod(0o755)
    assert ran.code == 3
    assert "permission denied" in one_line(ran.err)


FAILURES = {
    "full disk": (OSError(28, "No space left on device"), 3, "no space left on device"),
    "corrupt": (sqlite3.DatabaseError("database disk image is malformed"), 4, "corrupt"),
    "bug": (RuntimeError("sky fell"), 70, "sky fell"),
    "Ctrl-C": (KeyboardInterrupt(), 130, ""),
}


@pytest.mark.parametrize("how", FAILURES)
@pytest.mark.parametrize("there", [True, False])
def test_a_failing_export_leaves_what_was_there(
    expotui: Expotui, old: Path, monkeypatch: pytest.MonkeyPatch, how: str, there: bool
) -> None:
    error, code, said = FAILURES[how]

    def fail(*_: object) -> str:
        raise error

    path = old if there else old.parent / "new"
    before = files_of(old)
    monkeypatch.setattr(package, "on_the_web", fail)
    ran = expotui("export", "--datapackage", str(path))
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err.lower()
    assert files_of(old) == before
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize("error", [OSError(5, "I/O error"), KeyboardInterrupt()])
def test_an_old_package_comes_back_when_the_new_one_cannot_take_its_place(
    expotui: Expotui, old: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name.endswith(".part"):
            raise error
        return rename(path, target)

    before = files_of(old)
    monkeypatch.setattr(Path, "rename", fail)
    assert expotui("export", "--datapackage", str(old)).code in (3, 130)
    assert files_of(old) == before
    assert list(old.parent.iterdir()) == [old]


def test_what_comes_into_it_meanwhile_stays(
    expotui: Expotui, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*_: object) -> str:
        (old / "note.txt").write_text("precious")
        return "{}"

    monkeypatch.setattr(package, "on_the_web", meanwhile)
    ran = expotui("export", "--datapackage", str(old))
    assert ran.code == 3
    assert "note.txt is in it" in one_line(ran.err)
    assert (old / "note.txt").read_text() == "precious"
    assert list(old.parent.iterdir()) == [old]


def test_a_limit_on_file_sizes(store: Path, old: Path) -> None:
    """A disk that is full in the middle of a table, as the system tells it."""
    before = files_of(old)
    code = (
        "import resource, signal, sys; from expotui.cli.running import run;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
        f"sys.exit(run(['--read-only', 'export', '--datapackage', {str(old)!r}]))"
    )
    env = {**os.environ, "EXPOTUI_DB": str(store)}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (3, "")
    assert "file too large" in one_line(ran.stderr)
    assert files_of(old) == before
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_what_ends_the_process_leaves_what_was_there(
    store: Path, old: Path, number: signal.Signals
) -> None:
    before = files_of(old)
    # The process meets the signal while the last file is to be written.
    code = (
        "import os, sys; from expotui.cli.running import run; from expotui.export import package;"
        f"package.on_the_web = lambda *_: os.kill(os.getpid(), {int(number)}) or '{{}}';"
        f"sys.exit(run(['--read-only', 'export', '--datapackage', {str(old)!r}]))"
    )
    env = {**os.environ, "EXPOTUI_DB": str(store)}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (128 + number, "")
    assert files_of(old) == before
    assert list(old.parent.iterdir()) == [old]


def test_a_malformed_package_is_told_with_its_line(
    expotui: Expotui, old: Path, store: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.db"))
    events = old / "events.csv"
    events.write_bytes(events.read_bytes().replace(b",edition,linyi,", b",congress,linyi,", 1))
    ran = expotui("import", str(old), db=mine)
    assert ran.code == 3
    assert one_line(ran.err).startswith(f"expotui: {events}:2: kind: must be one of: ")
    (old / "datapackage.json").write_text("{}")
    ran = expotui("import", str(old), db=mine)
    assert (ran.code, "no data package of expotui" in one_line(ran.err)) == (3, True)
    assert mine.read_bytes() == store.read_bytes()
