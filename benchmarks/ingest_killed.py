"""Ingests many documents, once undisturbed and once killed at random moments and begun again, and
compares all rows of the two stores. Prints throughput as it goes.

    python benchmarks/ingest_killed.py [--documents 100000] [--kills 20] [--jobs 2]
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from invented_articles import write_articles
from store_rows import digests

_EXPOTUI = (sys.executable, "-m", "expotui")


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
        folder = Path(scratch)
        articles = folder / "articles"
        write_articles(articles, options.documents)
        whole, killed = folder / "whole.db", folder / "killed.db"
        for store in (whole, killed):
            subprocess.run([*_EXPOTUI, "--db", store, "timeline"], check=True, capture_output=True)
        seconds = _undisturbed(whole, articles, options.jobs)
        print(f"undisturbed: {options.documents:,} documents in {seconds:.1f} s, "
              f"{options.documents / seconds:.0f} a second")  # fmt: skip
        kills = _killed(killed, articles, options, seconds)
        print(f"killed {kills} times, then run to its end")
        subprocess.run([*_EXPOTUI, "--db", killed, "timeline"], check=True, capture_output=True)
        return _compared(whole, killed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--folder", help="where the stores and the documents are put meanwhile")
    return parser.parse_args()


def _command(store: Path, articles: Path, jobs: int) -> list[str]:
    return [*_EXPOTUI, "--db", str(store), "ingest", "--jobs", str(jobs), str(articles)]


def _undisturbed(store: Path, articles: Path, jobs: int) -> float:
    begun = time.perf_counter()
    subprocess.run(_command(store, articles, jobs), check=True)
    return time.perf_counter() - begun


def _killed(store: Path, articles: Path, options: argparse.Namespace, seconds: float) -> int:
    """Kill runs with -9 within their time, then let one end; returns how many were killed."""
    rng = random.Random(options.seed)
    print(f"seed {options.seed}")
    killed = 0
    for _ in range(options.kills):
        run = subprocess.Popen(
            _command(store, articles, options.jobs), stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        try:
            run.wait(rng.uniform(0.5, 1.6 * seconds / options.kills + 1))
        except subprocess.TimeoutExpired:
            # The processes that read are left to notice: as after an OOM kill of this one alone.
            os.kill(run.pid, signal.SIGKILL)
            run.wait()
            killed += 1
    subprocess.run(_command(store, articles, options.jobs), check=True)
    return killed


def _compared(whole: Path, killed: Path) -> int:
    one, other = digests(whole), digests(killed)
    for table, (rows, digest) in one.items():
        same = other[table] == (rows, digest)
        print(
            f"{table:12} {rows:>9,} {digest} {'the same' if same else f'DIFFERS: {other[table]}'}"
        )
    for store in (whole, killed):
        done = subprocess.run(
            [*_EXPOTUI, "--db", store, "doctor"], capture_output=True, text=True, check=False
        )
        print(f"doctor on {store.name}: {'sound' if done.returncode == 0 else done.stdout}")
    return 0 if one == other else 1


if __name__ == "__main__":
    sys.exit(main())
