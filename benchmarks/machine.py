"""The machine and the versions that were measured on, as a report names them."""

import importlib.metadata
import os
import platform
import shutil
import sqlite3
import subprocess
from contextlib import suppress
from pathlib import Path


def machine() -> dict[str, str]:
    """What the numbers depend on, by name."""
    return {
        "processor": f"{_line('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores",
        "memory": _memory(),
        "kernel": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        **{name: _version(name) for name in ("textual", "sqlite-utils", "rapidfuzz", "frizbee")},
        **_peers(),
    }


def _line(path: str, name: str) -> str:
    with suppress(OSError):
        for line in Path(path).read_text().splitlines():
            if line.startswith(name):
                return line.partition(":")[2].strip()
    return "unknown"


def _memory() -> str:
    kilobytes, _, _ = _line("/proc/meminfo", "MemTotal").partition(" ")
    return f"{int(kilobytes) / 2**20:.0f} GB" if kilobytes.isdigit() else "unknown"


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _peers() -> dict[str, str]:
    """The programs beside ours that are there, with their versions."""
    folders = os.environ.get("BENCH_PEERS", "")
    found = {}
    for name, flag, path in (
        ("sqlite3", "-version", None),
        ("fzf", "--version", None),
        ("vd", "--version", folders),
        ("harlequin", "--version", folders),
    ):
        if program := shutil.which(name, path=path):
            done = subprocess.run([program, flag], capture_output=True, text=True, check=False)
            words = (done.stdout or done.stderr).split()
            numbers = (word.lstrip("v") for word in words)
            found[f"{name} (program)"] = next((one for one in numbers if one[:1].isdigit()), "?")
    posting = shutil.which("posting", path=folders)
    if posting:
        script = "from importlib.metadata import version; print(version('posting'))"
        python = Path(posting).with_name("python")
        done = subprocess.run([python, "-c", script], capture_output=True, text=True, check=False)
        found["posting (program)"] = done.stdout.strip() or "?"
    return found
