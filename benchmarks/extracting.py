"""Figures, quotes, dates and events out of articles, against quantulum3, in one run, by turns.

quantulum3 finds quantities alone, and is the best of what there is for that. Beside it stand our
figures alone (with the dates, whose numbers are no figures), and all that we find. The texts are
the articles of tests/extract/articles, so often that each turn takes a while. Both read them one
by one in a process, and then in two processes; quantulum3 in an environment of its own, with its
own Python.

Then one text after another from 1 KB to 10 MB: the time a kilobyte takes must not grow with them.

Prints the medians and the ratios. Ends with 1 where quantulum3 is not slower by twenty times.

    python benchmarks/extracting.py --peer PYTHON [--runs N] [--megabytes N]
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from expotui.extract.blocks import blocks
from expotui.extract.dates.finding import dates
from expotui.extract.dates.page_date import page_date
from expotui.extract.figures.finding import figures
from expotui.extract.figures.setting import Setting
from expotui.extract.running import extract

ARTICLES = Path(__file__).resolve().parent.parent / "tests" / "extract" / "articles"
# How many times each article is read in a turn: ours, and quantulum3's, whose turn is longer.
OURS, THEIRS = 6, 1

_PEER = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
from concurrent.futures import ProcessPoolExecutor
from quantulum3 import parser
texts = json.load(sys.stdin)
jobs = int(sys.argv[1])
def read(text):
    return len(parser.parse(text))
read("5 kg")
if jobs == 1:
    started = time.perf_counter()
    found = sum(map(read, texts))
else:
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(read, ["5 kg"] * jobs * 4))
        started = time.perf_counter()
        found = sum(pool.map(read, texts, chunksize=4))
print(time.perf_counter() - started, found)
"""


class Turn(NamedTuple):
    """One reading of all texts."""

    seconds: float
    characters: int
    documents: int

    @property
    def megabytes(self) -> float:
        """A second."""
        return self.characters / 1e6 / self.seconds


def everything(text: str) -> int:
    """Read a text: how much was found in it."""
    found = extract(text)
    return len(found.figures) + len(found.quotes) + len(found.dates)


def alone(text: str) -> int:
    """Read the figures of a text."""
    pieces = list(blocks(text))
    taken = [(date.start, date.end) for date in dates(pieces, page_date(pieces, None))]
    return sum(1 for _ in figures(pieces, Setting(text), taken))


Work = Callable[[str], int]


def ours(work: Work, texts: list[str], jobs: int) -> float:
    """Seconds that reading takes in so many processes, their start left out."""
    if jobs == 1:
        started = time.perf_counter()
        for text in texts:
            work(text)
        return time.perf_counter() - started
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        # The second process is started once the first is at work: both are to be warm.
        list(pool.map(work, texts[: 24 * jobs], chunksize=1))
        started = time.perf_counter()
        list(pool.map(work, texts, chunksize=4))
        return time.perf_counter() - started


def theirs(python: str, texts: list[str], jobs: int) -> float:
    """The same of quantulum3."""
    command = [python, "-W", "ignore", "-c", _PEER, str(jobs)]
    run = subprocess.run(
        command, input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    return float(run.stdout.split()[0])


def turn(read: Callable[[list[str]], float], texts: list[str], times: int) -> Turn:
    many = texts * times
    return Turn(read(many), sum(map(len, many)), len(many))


def compare(python: str, texts: list[str], runs: int, jobs: int) -> float:
    """All by turns; prints the medians, and returns how many times faster our figures are."""
    figures_alone, all_found, peer = [], [], []
    for _ in range(runs):
        figures_alone.append(turn(lambda many: ours(alone, many, jobs), texts, OURS))
        peer.append(turn(lambda many: theirs(python, many, jobs), texts, THEIRS))
        all_found.append(turn(lambda many: ours(everything, many, jobs), texts, OURS))
    speeds = []
    for name, turns in (
        ("figures", figures_alone), ("everything", all_found), ("quantulum3", peer),
    ):  # fmt: skip
        speed = statistics.median(one.megabytes for one in turns)
        documents = statistics.median(one.documents / one.seconds for one in turns)
        print(f"{jobs} at once  {name:11} {speed:8.3f} MB/s {documents:8.1f} documents/s")
        speeds.append(speed)
    ratio, whole = (speed / speeds[2] for speed in speeds[:2])
    print(f"{jobs} at once  figures {ratio:.1f} times as fast, everything {whole:.1f} times")
    return ratio


def lengths(texts: list[str], most: int) -> None:
    """How long a kilobyte takes in texts of one length after another."""
    whole = "\n".join(texts)
    size = 1_000
    while size <= most:
        text = (whole * (size // len(whole) + 1))[:size]
        started = time.perf_counter()
        rounds = max(1, 200_000 // size)
        for _ in range(rounds):
            everything(text)
        seconds = (time.perf_counter() - started) / rounds
        print(f"{size / 1000:>8,.0f} KB {seconds:9.3f} s {seconds / size * 1e6:8.2f} ms a KB")
        size *= 10


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer", help="a Python that has quantulum3")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--megabytes", type=int, default=10, help="the longest text")
    options = parser.parse_args()
    texts = [path.read_text("utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    everything(texts[0])
    ratios = [compare(options.peer, texts, options.runs, jobs) for jobs in (1, 2) if options.peer]
    lengths(texts, options.megabytes * 1_000_000)
    return int(any(ratio < 20 for ratio in ratios))


if __name__ == "__main__":
    sys.exit(main())
