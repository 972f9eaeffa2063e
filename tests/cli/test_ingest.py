"""`expotui ingest` and `expotui watch`: what they say, and what all other commands make of it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from expotui.cli.ingesting import summary_lines
from expotui.ingest.running import Summary

from .conftest import Expotui

TEXT = "The sixth CIIE drew 3,400 exhibitors from 128 countries and 12 robots, said nobody.\n"


@pytest.fixture
def mine(store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(store, tmp_path / "mine.db"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(TEXT)
    (inbox / "same.txt").write_text(TEXT)
    (inbox / "empty.txt").write_text("")
    (inbox / "photo.jpg").write_bytes(b"\xff\xd8")
    return inbox


def test_a_folder(expotui: Expotui, mine: Path, folder: Path) -> None:
    done = expotui("ingest", str(folder), db=mine)
    assert (done.code, done.out) == (3, "")
    said = done.err.splitlines()
    assert said[0] == f"expotui: {folder}/empty.txt: is empty"
    assert said[1].startswith("1 document stored: ")
    assert f"  {folder}/same.txt is a-" in done.err
    assert said[-1] == "1 file refused (told above)"
    again = expotui("ingest", f"{folder}/a.txt", db=mine)
    assert again.code == 0
    assert again.err.startswith("0 documents stored")


def test_a_fact_is_of_no_edition_that_its_own_sentence_denies(
    expotui: Expotui, mine: Path, tmp_path: Path
) -> None:
    text = tmp_path / "note.txt"
    text.write_text(
        "The third CIIE drew 5,001 exhibitors. The CIIE in 2019 drew 5,002 exhibitors. The 1000th"
        " CIIE drew 5,003 exhibitors. It had 5,004 exhibitors.\n"
    )
    assert expotui("ingest", str(text), db=mine).code == 0
    rows = expotui("export", "--jsonl", "--collection", "user", "--kind", "figures", db=mine).lines
    events = {row["value"]: row["event"] for row in map(json.loads, rows)}
    assert [events.get(value) for value in (5001, 5002, 5003, 5004)] == [
        "ciie-3", None, None, "ciie-3",
    ]  # fmt: skip


def test_nothing_to_ingest(expotui: Expotui, mine: Path, folder: Path) -> None:
    assert expotui("ingest", f"{folder}/*.none", db=mine).code == 3
    os.remove(folder / "a.txt")
    os.remove(folder / "same.txt")
    os.remove(folder / "empty.txt")
    assert expotui("ingest", str(folder), db=mine).code in (1, 3)


def test_a_dry_run_stores_nothing(expotui: Expotui, mine: Path, folder: Path) -> None:
    before = mine.read_bytes()
    done = expotui("ingest", "--dry-run", f"{folder}/a.txt", db=mine)
    assert done.code == 0
    assert done.err.startswith("dry run, nothing is stored: 1 document stored: ")
    assert mine.read_bytes() == before


@pytest.mark.parametrize("command", ["ingest", "watch"])
def test_read_only_is_refused(expotui: Expotui, mine: Path, folder: Path, command: str) -> None:
    done = expotui("--read-only", command, str(folder), db=mine)
    assert done.code == 2
    assert done.err == (
        f"expotui: {command} writes to the store: it cannot be run with --read-only\n"
    )


def test_standard_input(mine: Path) -> None:
    asked = [sys.executable, "-m", "expotui", "--db", str(mine), "ingest", "-", "--publisher", "Me"]
    done = subprocess.run(asked, input=TEXT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    asked[4:] = ["search", "3,400 exhibitors", "--jsonl"]
    done = subprocess.run([*asked[:4], str(mine), *asked[4:]], capture_output=True, text=True,
                          check=False)  # fmt: skip
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert any(fact["publisher"] == "Me" for fact in found)


def test_every_command_works_on_a_store_with_documents(
    expotui: Expotui, mine: Path, folder: Path, tmp_path: Path
) -> None:
    expotui("ingest", f"{folder}/a.txt", "--published", "2023-11-11", db=mine)
    listed = expotui("export", "--jsonl", "--collection", "user", db=mine)
    facts = [json.loads(line) for line in listed.out.splitlines()]
    assert {fact["measure"] for fact in facts} >= {"unclassified"}
    document, fact = facts[0]["document"], facts[0]["id"]
    package = tmp_path / "package"
    for args in (
        ["timeline"], ["show", document], ["show", fact], ["show", fact, "--json"],
        ["search", "exhibitors"], ["conflicts"], ["coverage", "--series", "ciie"],
        ["compare", "ciie-5", "ciie-6"],
        ["series", "exhibitors", "--series", "ciie"], ["export", "--csv"],
        ["export", "--markdown", "--collection", "user"], ["cite", fact], ["verify"], ["doctor"],
        ["export", "--datapackage", str(package)],
    ):  # fmt: skip
        done = expotui(*args, db=mine)
        assert done.code in (0, 1), (args, done.err)
        assert "unexpected" not in done.err, args
    assert expotui("doctor", db=mine).code == 0
    assert "not classified" in expotui("show", document, db=mine).out.lower()
    other = tmp_path / "other.db"
    assert expotui("import", str(package), db=other).code == 0
    again = expotui("export", "--jsonl", "--collection", "user", db=other)
    assert again.out == listed.out


def test_a_full_disk_is_one_line_and_exit_4(mine: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(10):
        text = " ".join(f"Page {number} has {at} words." for at in range(6000))
        (folder / f"{number}.txt").write_text(text)
    limited = (
        "import resource, signal, sys; from expotui.cli.running import run;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({mine.stat().st_size + 500_000},) * 2);"
        "sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "--db", str(mine), "ingest", "-j", "1", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert len(done.stderr.splitlines()) == 1
    asked = [sys.executable, "-m", "expotui", "--db", str(mine)]
    assert subprocess.run([*asked, "timeline"], capture_output=True, check=False).returncode == 0
    assert subprocess.run([*asked, "doctor"], capture_output=True, check=False).returncode == 0


def test_a_watched_folder(mine: Path, folder: Path) -> None:
    asked = [sys.executable, "-m", "expotui", "--db", str(mine), "watch", str(folder), "-j", "1"]
    with subprocess.Popen(asked, stderr=subprocess.PIPE, text=True) as watching:
        assert watching.stderr is not None
        lines = iter(watching.stderr.readline, "")
        assert next(lines).startswith("watching ")
        _await(lines, "same.txt: is a-")
        with (folder / "new.txt").open("w") as stream:
            for number in range(8):
                stream.write(f"Hall {number} of the seventh CIIE drew {number}00 guests.\n")
                stream.flush()
                time.sleep(0.3)
        told = _await(lines, "new.txt: ")
        assert told.startswith(f"{folder}/new.txt: ")
        watching.send_signal(signal.SIGINT)
        rest = "".join(lines)
        # What could not be read at the start is told in the exit code, too.
        assert watching.wait(60) == 3
    assert "2 documents stored: " in rest


def _await(lines: Iterator[str], part: str) -> str:
    for line in lines:
        if part in line:
            return line
    raise AssertionError(f"{part!r} was never told")


def test_what_cannot_be_watched(expotui: Expotui, mine: Path, folder: Path) -> None:
    done = expotui("watch", str(folder / "a.txt"), db=mine)
    assert done.code == 3
    assert done.err == f"expotui: cannot watch {folder}/a.txt: it is no folder\n"


def test_a_summary_names_the_first_and_counts_the_rest() -> None:
    summary = Summary(
        again=25, again_named=[f"{at}.txt is x" for at in range(20)], interrupted=True
    )
    lines = list(summary_lines(summary))
    assert lines[0].startswith("interrupted: ")
    assert lines[-1] == "  and 5 more"
