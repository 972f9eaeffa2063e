"""Process start → first frame with the timeline on it, in a real PTY, beside other programs.

    python benchmarks/first_frame.py [RUNS] [--store PATH …]

Beside a bare Textual app of the same interpreter; with BENCH_PEERS (folders of executables, as in
PATH) also beside those of posting, harlequin and vd that are found there, the last two with a store
open. All take turns, so that a noisy machine is noisy for all. The clock runs from the fork to the
first output that holds the text named below; the stores are built beforehand (that is the second
start, and every one after it).
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from terminal import EndedError, Terminal, environment

GOAL = 1.5
BARE = "Textual hello-world"
SHIPPED = "expotui, timeline on screen"

HELLO = """
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("Hello, world")

Hello().run()
"""


class Program(NamedTuple):
    """What is started, and the texts that are on its first frame."""

    name: str
    command: Sequence[str]
    shows: Sequence[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("runs", nargs="?", type=int, default=15, help="starts of each (15)")
    parser.add_argument(
        "--store", type=Path, action="append", default=[], help="a larger store to open as well"
    )
    options = parser.parse_args()
    measure(options.store, options.runs)


def measure(stores: Sequence[Path] = (), runs: int = 15) -> dict[str, list[float]]:
    """Start everything by turns; print the medians and return all times in ms, by name.

    What does not start is told, and left out.
    """
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as home:
        variables = environment(home)
        left = _programs(home, variables, stores)
        for turn in range(runs + 1):
            for program in list(left):
                try:
                    taken = first_frame(program, variables)
                except EndedError as error:
                    if program.name in (SHIPPED, BARE):
                        raise
                    print(f"{program.name}: {error}", file=sys.stderr)
                    left.remove(program)
                    times.pop(program.name, None)
                    continue
                if turn:  # the first of each warms the disk cache
                    times.setdefault(program.name, []).append(taken)
    tell(times)
    return times


def first_frame(program: Program, variables: dict[str, str]) -> float:
    """Milliseconds until everything that `program` shows has been written to the terminal."""
    with Terminal(program.command, variables) as terminal:
        return (terminal.read_until(program.shows) - terminal.started) * 1000


def _programs(home: str, variables: dict[str, str], stores: Sequence[Path]) -> list[Program]:
    hello = Path(home, "hello.py")
    hello.write_text(HELLO)
    expotui = str(Path(sys.executable).with_name("expotui"))
    subprocess.run([expotui, "timeline"], env=variables, stdout=subprocess.DEVNULL, check=True)
    programs = [
        Program(SHIPPED, [expotui], ["Timeline", "CIIE 8"]),
        Program(BARE, [sys.executable, str(hello)], ["Hello, world"]),
    ]
    for store in stores:
        opening = [expotui, "--db", str(store.resolve()), "--read-only"]
        # The bar stands before the row that is selected: there are rows, then.
        programs.append(Program(ours_on(store), opening, ["Timeline", "┃"]))
    return programs + _peers(stores)


def ours_on(store: Path) -> str:
    """The name of ours with a store open."""
    return f"expotui, {store.name}"


def _peers(stores: Sequence[Path]) -> list[Program]:
    found: list[Program] = []
    folders = os.environ.get("BENCH_PEERS", "")
    if posting := shutil.which("posting", path=folders):
        found.append(Program("posting", [posting], ["Response", "Send"]))
    harlequin, visidata = (shutil.which(name, path=folders) for name in ("harlequin", "vd"))
    for store in stores:
        path = str(store.resolve())
        if harlequin:
            command = [harlequin, "-a", "sqlite", "--read-only", path]
            found.append(Program(f"harlequin, {store.name}", command, ["Run Query"]))
        if visidata:
            command = [visidata, "-f", "sqlite", path]
            found.append(Program(f"vd, {store.name}", command, ["documents"]))
    return found


def tell(times: dict[str, list[float]]) -> None:
    """Print the median of each, and how many times that of the bare app it is."""
    bare = statistics.median(times[BARE])
    for name, taken in times.items():
        middle, spread = statistics.median(taken), f"{min(taken):.0f}–{max(taken):.0f}"
        print(f"{name:<30} median {middle:6.0f} ms   {spread:<11} ms   {middle / bare:5.2f} ×")
    ratio = statistics.median(times[SHIPPED]) / bare
    print(f"{'ratio':<30} {ratio:.2f} × (goal ≤ {GOAL} ×), {len(times[BARE])} runs each")


if __name__ == "__main__":
    main()
