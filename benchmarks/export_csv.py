"""`expotui export --csv` against sqlite-utils and the sqlite3 shell, whole processes in one run.

All read the same store; ours joins events, documents and subjects and guards cells besides. They
take turns, so that whatever else the machine does falls on all. `rows facts` is the facts table
alone, which is less than half the bytes; `same columns` is the very SELECT of the export. Memory is
the peak of each, in a run of its own, and ours beyond its own export of one document. Ends with 1
where the ratio of the medians is above 1 to `sqlite-utils rows` on the shipped store, or to
`sqlite-utils query` of the same columns on a large one.

    python benchmarks/export_csv.py [--runs N] [--facts N | --store PATH]
"""

import argparse
import shutil
import sqlite3
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from expotui.export.tables import TABLES
from expotui.store.opening import open_reading
from processes import BIN, spent

OURS = "expotui export --csv"
ROWS = "sqlite-utils rows facts"
SAME = "sqlite-utils, same columns"
SHELL_SAME = "sqlite3 -csv, same columns"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=10, help="runs of each (default 10)")
    parser.add_argument("--store", type=Path, help="a large store, rather than growing one")
    parser.add_argument(
        "--facts", type=int, default=100_000, help="size of the large store; 0: none"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "expotui.db"
        open_reading(store).close()
        ratio = measure(store, options.runs)["ratios"][ROWS]
        if options.store or options.facts:
            if not options.store:
                grow(store, options.facts)
            large = measure(options.store or store, options.runs)
            ratio = max(ratio, large["ratios"][SAME])
    return 0 if ratio <= 1 else 1


def measure(store: Path, runs: int = 10) -> dict[str, Any]:
    """Time the exports of `store` by turns; print and return medians in ms, ratios, peaks in MB."""
    every = commands(store)
    times: dict[str, list[float]] = {name: [] for name in every}
    # The first turn is not counted: it warms the disk cache and writes bytecode.
    for turn in range(runs + 1):
        for name, command in every.items():
            taken = spent(command).seconds
            if turn:
                times[name].append(taken * 1000)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    found: dict[str, Any] = {
        "facts": count(store),
        "runs": runs,
        "ms": medians,
        "ratios": {name: medians[OURS] / of for name, of in medians.items() if name != OURS},
        "peak MB": {name: spent(command).megabytes for name, command in every.items()},
    }
    found["base MB"] = spent([*every[OURS], "--document", _smallest(store)]).megabytes
    tell(found)
    return found


def tell(found: dict[str, Any]) -> None:
    """Print what was measured."""
    print(f"{found['facts']:,} facts, median of {found['runs']} runs each:")
    for name, milliseconds in found["ms"].items():
        ratio = f"ratio {found['ratios'][name]:5.2f}" if name in found["ratios"] else ""
        memory = f"{found['peak MB'][name]:6,.1f} MB"
        print(f"  {name:<32} {milliseconds:8,.0f} ms   {ratio:<11}   {memory}")
    added = found["peak MB"][OURS] - found["base MB"]
    print(f"  {'ours beyond one document':<58} {added:6,.1f} MB")


def commands(store: Path) -> dict[str, list[str]]:
    """What is compared: ours, and the peers that are there."""
    table = TABLES["facts"]
    select = f"{table.select()} ORDER BY {table.order}"
    path, sqlite_utils = str(store), str(BIN / "sqlite-utils")
    every = {
        OURS: [str(BIN / "expotui"), "--db", path, "--read-only", "export", "--csv"],
        ROWS: [sqlite_utils, "rows", path, "facts", "--csv"],
        SAME: [sqlite_utils, "query", path, select, "--csv"],
    }
    if shell := shutil.which("sqlite3"):
        opened = [shell, "-readonly", "-csv", "-header", path]
        every["sqlite3 -csv, facts"] = [*opened, "SELECT * FROM facts"]
        every[SHELL_SAME] = [*opened, select]
    return every


def _smallest(store: Path) -> str:
    """The document with the fewest facts, of those that are shipped: as good as nothing."""
    db = sqlite3.connect(store)
    document: str = db.execute(
        "SELECT document_id FROM facts WHERE owner = 'seed'"
        " GROUP BY document_id ORDER BY count(*), document_id LIMIT 1"
    ).fetchone()[0]
    db.close()
    return document


def count(store: Path) -> int:
    db = sqlite3.connect(store)
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
