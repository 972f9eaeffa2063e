"""`expotui import`, run: what it says, how it ends, and what is in the store after it."""

import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Expotui
from tests.importing.conftest import asked, exported, figure, table


@pytest.fixture
def mine(store: Path, tmp_path: Path) -> Path:
    path = tmp_path / "mine.db"
    shutil.copy(store, path)
    return path


def written(tmp_path: Path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return str(path)


def test_summary(expotui: Expotui, mine: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "a.csv", table("facts", *(figure(id=f"f{n}") for n in range(1200))))
    ran = expotui("import", file, db=mine)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"{file}: 1,200 facts new; made from what they say: 1 document\n"
    everything = written(
        tmp_path, "b.csv", exported(mine, "facts").replace(",12,,12", ",13,,12", 3)
    )
    ran = expotui("import", everything, db=mine)
    assert ran.err == (
        f"{everything}: 3 facts changed, 1,197 unchanged, 725 shipped left as they are\n"
    )


def test_a_malformed_file_stops_no_other(expotui: Expotui, mine: Path, tmp_path: Path) -> None:
    good = written(tmp_path, "good.csv", table("facts", figure()))
    bad = written(tmp_path, "bad.csv", table("facts", figure(id="f2"), figure(value="x\u202e")))
    ran = expotui("import", bad, str(tmp_path / "none.csv"), str(tmp_path), good, db=mine)
    assert ran.code == 3
    lines = ran.err.splitlines()
    assert lines[0].startswith(f"expotui: {bad}:3: value: must be a number")
    assert lines[1] == f"expotui: cannot read {tmp_path / 'none.csv'}: no such file or directory"
    assert lines[2] == f"expotui: cannot read {tmp_path}: is a directory"
    assert lines[3].startswith(f"{good}: 1 fact new")
    assert asked(mine, "SELECT id FROM facts WHERE owner = 'user'") == [("f1",)]


def test_dry_run(expotui: Expotui, mine: Path, tmp_path: Path) -> None:
    event: dict[str, object] = {"id": "e1", "kind": "edition", "series": "s", "series_name": "S",
             "name": "E", "short": "E", "date_basis": "stated"}  # fmt: skip
    page: dict[str, object] = {"id": "p1", "collection": "user", "title": "T",
            "title_basis": "label", "publisher": "P", "host_kind": "own", "language": "en",
            "published_basis": "shown",
            "event": "e1"}  # fmt: skip
    files = [
        written(tmp_path, "events.csv", table("events", event)),
        written(
            tmp_path, "bad.csv", table("events", {**event, "id": "e2"}, {**event, "kind": "x"})
        ),
        written(tmp_path, "documents.csv", table("documents", page)),
    ]
    before = mine.read_bytes()
    ran = expotui("import", "--dry-run", *files, db=mine)
    assert ran.code == 3
    assert (
        ran.err.splitlines()[0]
        == f"{files[0]}: dry run, nothing is stored: 1 event new; made from what they say: 1 series"
    )
    assert "bad.csv:3: kind" in ran.err
    assert ran.err.splitlines()[2] == f"{files[2]}: dry run, nothing is stored: 1 document new"
    assert mine.read_bytes() == before
    assert expotui("import", "--dry-run", files[0], db=mine).code == 0


def test_read_only_is_refused(expotui: Expotui, mine: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "a.csv", table("facts", figure()))
    for args in (("--read-only", "import", file), ("import", "--read-only", file)):
        ran = expotui(*args, db=mine)
        assert ran.code == 2
        assert ran.err == (
            "expotui: import writes to the store: it cannot be run with --read-only\n"
        )
    assert expotui("import", db=mine).code == 2


def test_a_locked_store(
    expotui: Expotui, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("expotui.store.connection.PATIENCE", 0.05)
    file = written(tmp_path, "a.csv", table("facts", figure()))
    other = sqlite3.connect(mine)
    other.execute("BEGIN IMMEDIATE")
    ran = expotui("import", file, db=mine)
    other.close()
    assert ran.code == 4
    assert "is locked by another program" in ran.err


def test_a_store_is_built_first(expotui: Expotui, tmp_path: Path) -> None:
    file = written(tmp_path, "a.csv", table("facts", figure()))
    assert expotui("import", file, db=tmp_path / "new.db").code == 0
    assert asked(tmp_path / "new.db", "SELECT count(*) FROM facts") == [(726,)]


def test_standard_input_and_a_pipe_between_two(mine: Path, awkward_store: Path) -> None:
    """As people do it: one store's rows into another's."""
    command = [sys.executable, "-m", "expotui", "--db"]
    for kind in ("events", "documents", "facts"):
        data = subprocess.run(
            [*command, str(awkward_store), "export", "--csv", "--excel", "--kind", kind],
            capture_output=True, check=True,
        ).stdout  # fmt: skip
        done = subprocess.run(
            [*command, str(mine), "import", "-"], input=data, capture_output=True, check=False
        )
        assert (done.returncode, done.stdout) == (0, b""), done.stderr
        assert done.stderr.startswith(b"-: ")
    assert exported(mine, "facts") == exported(awkward_store, "facts")


def test_ctrl_c_leaves_the_store_as_it_was(mine: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "expotui", "--db", str(mine), "import", "-"],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin
    rows = table("facts", *(figure(id=f"f{n}", note="x" * 500) for n in range(8000)))
    process.stdin.write(rows.encode())
    process.stdin.flush()
    journal = mine.with_name(f"{mine.name}-journal")
    deadline = time.monotonic() + 30
    while not journal.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, b"")
    assert asked(mine, "SELECT count(*) FROM facts") == [(725,)]
    assert asked(mine, "PRAGMA integrity_check") == [("ok",)]


def test_progress_is_for_terminals() -> None:
    from expotui.cli import import_

    leader, follower = pty.openpty()
    try:
        with pytest.MonkeyPatch.context() as patch, os.fdopen(follower, "w") as terminal:
            patch.setattr(sys, "stderr", terminal)
            with import_._progress() as follow, Path(__file__).open("rb") as stream:
                tell = follow("[b]name", stream)
                assert tell is not None
                tell(10)
            terminal.flush()
            shown = ""
            while "[b]name" not in shown:
                shown += os.read(leader, 10_000).decode()
    finally:
        os.close(leader)


def test_nothing_but_the_summary_goes_to_a_pipe(
    expotui: Expotui, mine: Path, tmp_path: Path
) -> None:
    ran = expotui("import", written(tmp_path, "a.csv", table("facts", figure())), db=mine)
    assert len(ran.err.splitlines()) == 1
    assert "\x1b" not in ran.err
