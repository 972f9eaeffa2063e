"""`expotui import` of facts against sqlite-utils and the sqlite3 shell, whole processes in one run.

All take the same CSV, of `expotui export --csv`, into a fresh copy of the same store, which has the
events and documents of the facts already: its user imported those first, as the help says. They
take turns, so that whatever else the machine does falls on all.

They do not do the same. Peers copy cells into a table of their own, without a look at them. Ours
checks each cell, and cells against one another, looks up events, documents, measures and subjects,
finds rows that are there already, counts facts by event, document and day, and keeps five indexes
and that of the search, all of it in one transaction. So two peers index as well: a key, and FTS5 on
the columns that ours searches. sqlite-utils guesses the types of columns, and stands here once more
without. It commits each batch (of fifty columns twenty rows, whatever --batch-size says), which
takes it the longer the slower the disk is: so beside the time stands processor time, which the disk
is no part of. TMPDIR=/dev/shm takes it out of the time as well.

Ours beyond the base is what it takes more than an import of one fact. A turn that takes more than a
minute is the last. Ends with 1 where the ratio of the medians to `sqlite-utils insert` is above 1.

    python benchmarks/import_csv.py [--runs N] [--facts N | --store PATH]
"""

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from export_csv import count
from expotui.store.opening import open_reading
from make_store import make
from processes import BIN, Spent, spent

OURS = "expotui import"
INSERT = "sqlite-utils insert --csv"
SHELL = "sqlite3 .import"

# A turn that takes longer, in seconds, is the last.
_LONG = 60
# What ours searches.
_SEARCHED = (
    "text", "text_with_qualifier", "counts", "speaker", "role", "measure", "scope", "stage",
    "event_name", "series", "subject", "publisher", "document_title",
)  # fmt: skip
# Of make_store.py's: some have a measure in other money than it is shipped in, which is refused.
_KNOWN = "known-"

# What a program runs, one after another.
Commands = Sequence[Sequence[str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--store", type=Path, help="whose facts, rather than of one made now")
    parser.add_argument("--facts", type=int, default=20_000, help="so many (default 20,000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / "made.db"
        if not options.store:
            make(store, options.facts)
        found = measure(store, options.runs)
    return 0 if found["ratios"][INSERT] <= 1 else 1


def measure(store: Path, runs: int = 5) -> dict[str, Any]:
    """Time imports of the facts of `store` by turns; print and return medians, ratios and peaks."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        target, file, one = _prepared(store, folder)
        # Not counted with the others: it warms the disk cache and writes bytecode.
        base = _turn(commands(folder / "used.db", one), target)[OURS]
        taken = _turns(commands(folder / "used.db", file), target, runs)
        with file.open(newline="", encoding="utf-8") as rows:
            facts = sum(1 for _ in csv.reader(rows)) - 1
    milliseconds = {name: median(one.seconds for one in of) * 1000 for name, of in taken.items()}
    processor = {name: median(one.processor for one in of) * 1000 for name, of in taken.items()}
    found: dict[str, Any] = {
        "facts": facts,
        "runs": len(taken[OURS]),
        "ms": milliseconds,
        "processor ms": processor,
        "ratios": _ratios(milliseconds),
        "processor ratios": _ratios(processor),
        "peak MB": {name: median(one.megabytes for one in of) for name, of in taken.items()},
        "base MB": base.megabytes,
    }
    tell(found)
    return found


def _ratios(of: Mapping[str, float]) -> dict[str, float]:
    return {name: of[OURS] / value for name, value in of.items() if name != OURS}


def tell(found: dict[str, Any]) -> None:
    """Print what was measured."""
    print(f"{found['facts']:,} facts, median of {found['runs']} runs each:")
    for name in found["ms"]:
        line = f"  {name:<48}"
        for what, ratios in (("ms", "ratios"), ("processor ms", "processor ratios")):
            ratio = f"ratio {found[ratios][name]:5.2f}" if name in found[ratios] else ""
            line += f" {found[what][name]:10,.0f} {what}  {ratio:<11}"
        print(f"{line} {found['peak MB'][name]:8,.1f} MB")
    added = found["peak MB"][OURS] - found["base MB"]
    print(f"  ours beyond an import of one fact: {added:,.1f} MB")


def commands(db: Path, file: Path) -> dict[str, Commands]:
    """What is compared: ours, and the peers that are there, into the store at `db`."""
    insert = [str(BIN / "sqlite-utils"), "insert", str(db), "imported", str(file), "--csv"]
    fts = [str(BIN / "sqlite-utils"), "enable-fts", str(db), "imported", *_SEARCHED, "--fts5"]
    every: dict[str, Commands] = {
        OURS: [[str(BIN / "expotui"), "--db", str(db), "import", str(file)]],
        INSERT: [insert],
        f"{INSERT} --no-detect-types": [[*insert, "--no-detect-types"]],
        "sqlite-utils insert --pk id, enable-fts": [[*insert, "--pk", "id"], fts],
    }
    if shell := shutil.which("sqlite3"):
        loaded = [shell, str(db), f".import --csv {file} imported"]
        every[SHELL] = [loaded]
        every["sqlite3 .import, unique index, fts5"] = [[*loaded, *_indexed()]]
    return every


def _indexed() -> list[str]:
    names = ", ".join(_SEARCHED)
    return [
        "CREATE UNIQUE INDEX by_id ON imported(id)",
        f"CREATE VIRTUAL TABLE searched USING fts5({names}, content=imported)",
        "INSERT INTO searched(searched) VALUES ('rebuild')",
    ]


def _prepared(store: Path, folder: Path) -> tuple[Path, Path, Path]:
    """A store that lacks only the facts of `store`; a file of them, and one of one fact."""
    ours = str(BIN / "expotui")
    files = {kind: folder / f"{kind}.csv" for kind in ("events", "documents", "facts")}
    for kind, file in files.items():
        export = [ours, "--db", str(store), "--read-only", "export", "--kind", kind]
        subprocess.run([*export, "-o", str(file)], check=True)
    target, chosen, one = folder / "target.db", folder / "chosen.csv", folder / "one.csv"
    open_reading(target).close()
    parents = [str(files["events"]), str(files["documents"])]
    subprocess.run([ours, "--db", str(target), "import", *parents], check=True)
    _choose(files["facts"], chosen, one, count(store) // 2)
    return target, chosen, one


def _choose(file: Path, chosen: Path, one: Path, middle: int) -> None:
    """Write the facts that can be imported, and the one in the middle: the ends are shipped."""
    with (
        file.open(newline="", encoding="utf-8") as stream,
        chosen.open("w", newline="", encoding="utf-8") as all_stream,
        one.open("w", newline="", encoding="utf-8") as one_stream,
    ):
        rows, to_all, to_one = csv.reader(stream), csv.writer(all_stream), csv.writer(one_stream)
        for number, row in enumerate(rows):
            if not row[0].startswith(_KNOWN):
                to_all.writerow(row)
            if number in (0, middle):
                to_one.writerow(row)


def _turns(every: Mapping[str, Commands], target: Path, runs: int) -> dict[str, list[Spent]]:
    taken: dict[str, list[Spent]] = {name: [] for name in every}
    for _ in range(runs):
        start = perf_counter()
        for name, spent_once in _turn(every, target).items():
            taken[name].append(spent_once)
        if perf_counter() - start > _LONG:
            break
    return taken


def _turn(every: Mapping[str, Commands], target: Path) -> dict[str, Spent]:
    """Run each once, into a copy of `target` of its own that is on the disk."""
    found = {}
    for name, several in every.items():
        db = target.with_name("used.db")
        shutil.copy(target, db)
        with db.open("rb") as copy:
            os.fsync(copy.fileno())
        each = [spent(command) for command in several]
        seconds, processor, megabytes = zip(*each, strict=True)
        found[name] = Spent(sum(seconds), sum(processor), max(megabytes))
        db.unlink()
    return found


if __name__ == "__main__":
    sys.exit(main())
