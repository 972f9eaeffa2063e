"""Conflicts and `--as-of` against what one would do without expotui, in one run, by turns.

- Contradictions: the figures of a key that are not equal, found by a self-join in plain SQL, which
  knows no hedge, no rounding and no stage; ours are judged when a fact is written, and listed.
- As of a day: a copy of the store (`VACUUM INTO`) without what was published later, which is what a
  reader of the copy would see; ours are views over the store as it is.

Prints the medians and the ratios of ours to theirs. Ends with 1 where one is above 1.

    python benchmarks/weighing.py [--store PATH] [--runs N]
"""

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from expotui.store.as_of import look_back
from expotui.store.conflicts import Asked, Kind, heads
from expotui.store.opening import open_reading

DAY = date(2021, 6, 30)

_PAIRS = """
    SELECT e.short, m.label, a.scope, a.value, b.value
    FROM facts a JOIN facts b ON b.event_id = a.event_id
        AND b.measure_id = a.measure_id AND b.scope IS a.scope AND b.key > a.key
    JOIN events e ON e.id = a.event_id JOIN measures m ON m.id = a.measure_id
    WHERE a.kind = 'figure' AND b.kind = 'figure' AND a.value <> b.value
    ORDER BY max(a.value, b.value) * 1.0 / nullif(min(a.value, b.value), 0) DESC
"""
_LATER = f"""document_id IN
    (SELECT id FROM documents WHERE published_end IS NULL OR published_end > '{DAY}')"""


def listed(store: Path) -> None:
    """Our list of claims that exclude each other."""
    with closing(open_reading(store, prepare=False)) as db:
        heads(db, Asked(kind=Kind.CLAIMS))


def joined(store: Path) -> None:
    """Pairs of figures of one key that are not equal, those farthest apart first."""
    with closing(sqlite3.connect(store)) as db:
        db.execute(_PAIRS).fetchall()


def looked_back(store: Path) -> None:
    """Our view of a day."""
    with closing(open_reading(store, prepare=False)) as db:
        look_back(db, DAY)


def copied(store: Path) -> None:
    """A copy without what came later, counts and marks kept by its triggers."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        with closing(sqlite3.connect(store)) as db:
            db.execute("VACUUM INTO ?", (str(copy),))
        with closing(sqlite3.connect(copy)) as db, db:
            db.execute(f"DELETE FROM marks WHERE fact_id IN (SELECT id FROM facts WHERE {_LATER})")
            db.execute(f"DELETE FROM facts WHERE {_LATER}")


QUESTIONS: dict[str, tuple[Callable[[Path], None], Callable[[Path], None]]] = {
    "contradictions: ours, self-join": (listed, joined),
    "as of a day: ours, a copy": (looked_back, copied),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--store", type=Path, help="a store; else the shipped one")
    parser.add_argument("--runs", type=int, default=3, help="runs of each (default 3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / "expotui.db"
        open_reading(store).close()
        worst = max(ask(name, store, options.runs) for name in QUESTIONS)
    return 0 if worst <= 1 else 1


def ask(name: str, store: Path, runs: int) -> float:
    """Time one question, theirs and ours by turns; print and return the ratio of the medians."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(runs + 1):
        for times, work in zip(taken, QUESTIONS[name], strict=True):
            start = time.perf_counter()
            work(store)
            # The first turn warms the cache.
            if turn:
                times.append(time.perf_counter() - start)
    ours, theirs = map(statistics.median, taken)
    print(f"{name:34} {ours:8.3f} s {theirs:8.3f} s   ratio {ours / theirs:5.2f}")
    return ours / theirs


if __name__ == "__main__":
    raise SystemExit(main())
