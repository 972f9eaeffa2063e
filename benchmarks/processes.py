"""What processes use: time, processor time, memory; of a server, with all its children."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

# Of the environment this runs in.
BIN = Path(sys.executable).parent

_TICKS = os.sysconf("SC_CLK_TCK")

# A process is charged with the memory of the one it was forked from: so from a small one.
_SMALL = """
import json, os, sys, time
start = time.perf_counter()
pid = os.fork()
if not pid:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(pid, 0)
taken = time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6
print(json.dumps([os.waitstatus_to_exitcode(status), *taken]))
"""


class Spent(NamedTuple):
    """What a process took from its start to its end: seconds, and the most MB it had resident.

    Below 10 MB it is ours that is told.
    """

    seconds: float
    processor: float
    megabytes: float


def spent(command: Sequence[str]) -> Spent:
    """Run a process, its output thrown away.

    Raises:
        CalledProcessError: it failed.
    """
    launcher = [sys.executable, "-I", "-S", "-c", _SMALL, *command]
    told = subprocess.run(launcher, capture_output=True, check=True)
    code, *taken = json.loads(told.stdout)
    if code:
        raise subprocess.CalledProcessError(code, command, stderr=told.stderr)
    return Spent(*taken)


def family(pid: int) -> list[int]:
    """The process and its descendants."""
    children: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with suppress(OSError):
                stat = Path(f"/proc/{entry}/stat").read_text()
                parent = int(stat.rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry))
    found, todo = [], [pid]
    while todo:
        found.append(one := todo.pop())
        todo += children.get(one, [])
    return found


def memory(pids: list[int]) -> int:
    """Proportional set size (PSS) of some processes, in bytes."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    return total


def resident() -> int:
    """The memory this process holds, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def cpu_seconds(pids: list[int]) -> float:
    """Processor time used so far, user and system."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(stat[11]) + int(stat[12])
    return total / _TICKS


def descriptors(pids: list[int]) -> int:
    """How many files, sockets and pipes are open."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            total += len(os.listdir(f"/proc/{pid}/fd"))
    return total
