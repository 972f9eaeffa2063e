"""`expotui export --csv` against `sqlite-utils rows STORE facts --csv`, whole processes in one run.

Both read the same store; ours joins events, documents and subjects and guards cells besides. They
take turns, so that whatever else the machine does falls on all. On a large store, where start-up
no longer counts, `sqlite-utils query` with the very SELECT of the export runs too: of the same
columns, not of the facts table alone (which is less than half the bytes). Ends with 1 where the
ratio of the medians is above 1 on the shipped store, or above that of the same columns.

    python benchmarks/export_csv.py [--runs N] [--facts N]
"""

import argparse
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from expotui.export.tables import TABLES
from expotui.store.opening import open_reading

_BIN = Path(sys.executable).parent


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=10, help="runs of each (default 10)")
    parser.add_argument(
        "--facts", type=int, default=100_000, help="size of the large store; 0: none"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "expotui.db"
        open_reading(store).close()
        ratio = compare(store, options.runs)["rows facts"]
        if options.facts:
            grow(store, options.facts)
            ratio = max(ratio, compare(store, options.runs)["query, same columns"])
    return 0 if ratio <= 1 else 1


def compare(store: Path, runs: int) -> dict[str, float]:
    """Time the exports of `store` by turns; print the medians and return our ratio to each peer."""
    table = TABLES["facts"]
    select = f"{table.select(blank=False)} ORDER BY {table.order}"
    sqlite_utils = str(_BIN / "sqlite-utils")
    commands = {
        "ours": [str(_BIN / "expotui"), "--db", str(store), "--read-only", "export", "--csv"],
        "rows facts": [sqlite_utils, "rows", str(store), "facts", "--csv"],
        "query, same columns": [sqlite_utils, "query", str(store), select, "--csv"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    # The first turn is not counted: it warms the disk cache and writes bytecode.
    for turn in range(runs + 1):
        for name, command in commands.items():
            seconds = timed(command)
            if turn:
                times[name].append(seconds)
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    print(f"{count(store):,} facts, median of {runs} runs each:")
    print(f"  expotui export --csv                         {medians['ours'] * 1000:6,.0f} ms")
    ratios = {name: medians["ours"] / medians[name] for name in medians if name != "ours"}
    for name, ratio in ratios.items():
        label = f"sqlite-utils --csv, {name}"
        print(f"  {label:<44} {medians[name] * 1000:6,.0f} ms   ratio {ratio:.2f}")
    return ratios


def timed(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def count(store: Path) -> int:
    with sqlite3.connect(store) as db:
        facts: int = db.execute("SELECT count(*) FROM facts").fetchone()[0]
    db.close()
    return facts


def grow(store: Path, size: int) -> None:
    """Add copies of the facts under new ids, as the user's own, until there are about `size`."""
    db = sqlite3.connect(store)
    names = [row[1] for row in db.execute("PRAGMA table_info(facts)")]
    copied = ", ".join(name for name in names if name not in ("key", "id", "owner"))
    shipped = db.execute("SELECT count(*) FROM facts").fetchone()[0]
    for copy in range(1, size // shipped + 1):
        db.execute(
            f"INSERT INTO facts (id, owner, {copied})"
            f" SELECT id || '-copy-{copy}', 'user', {copied} FROM facts WHERE owner = 'seed'"
        )
    db.commit()
    db.close()


if __name__ == "__main__":
    sys.exit(main())
