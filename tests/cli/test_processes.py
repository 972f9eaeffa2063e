"""The real thing in a real process: pipes, closed streams, full disks, what is imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXPOTUI = str(Path(sys.executable).parent / "expotui")
CLOSED = "expotui: cannot write to standard output: it is closed\n"


def shell(script: str, store: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "EXPOTUI_DB": str(store), "E": EXPOTUI, **environment}
    env.pop("EXPOTUI_DEBUG", None)
    return subprocess.run(
        ["bash", "-c", script], env=env, capture_output=True, text=True, timeout=60, check=False
    )


def test_head_ends_it_quietly(store: Path) -> None:
    script = '"$E" export --csv | head -1; echo "${PIPESTATUS[0]}"'
    ran = shell(script, store)
    header, code = ran.stdout.splitlines()
    assert header.startswith("id,kind,")
    assert (code, ran.stderr) == ("0", "")


@pytest.mark.parametrize("command", ["export", "timeline", "", "--help"])
def test_a_reader_that_is_gone(store: Path, command: str) -> None:
    ran = shell(f'{{ sleep 0.3; "$E" {command}; echo $? >&2; }} | true', store)
    assert ran.stderr == "0\n"


@pytest.mark.parametrize("command", ["export", "timeline", ""])
def test_stdout_closed_from_the_start(store: Path, command: str) -> None:
    ran = shell(f'"$E" {command} >&-', store)
    assert (ran.returncode, ran.stderr) == (3, CLOSED)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["export", "timeline"])
def test_a_full_disk(store: Path, command: str) -> None:
    ran = shell(f'"$E" {command} >/dev/full', store)
    assert ran.returncode == 3
    assert ran.stderr == "expotui: cannot write to standard output: no space left on device\n"


def test_devices_and_pipes_are_targets(store: Path) -> None:
    ran = shell('"$E" export -o /dev/null && "$E" export --kind quotes -o >(wc -l)', store)
    assert ran.returncode == 0
    assert "725 facts → /dev/null" in ran.stderr


def test_output_is_utf8_whatever_the_locale(store: Path) -> None:
    plain = shell('"$E" export', store)
    latin = shell('"$E" export', store, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert latin.stdout == plain.stdout
    text = shell('"$E" timeline', store, PYTHONIOENCODING="ascii")
    assert (text.returncode, text.stderr) == (0, "")


def test_the_first_run_builds_a_store(tmp_path: Path) -> None:
    store = tmp_path / "new" / "expotui.db"
    ran = shell('"$E" export --kind events | wc -l', store)
    assert (ran.stdout.strip(), ran.stderr) == ("42", "")
    assert store.exists()


def test_export_imports_only_what_it_needs(store: Path) -> None:
    code = (
        "import sys; from expotui.cli.running import run; run(['export', '-o', '/dev/null']);"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    env = {**os.environ, "EXPOTUI_DB": str(store)}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    heavy = {"sqlite_utils", "dateparser", "textual", "rich", "rapidfuzz", "platformdirs", "edtf"}
    assert not heavy & set(ran.stdout.split())
