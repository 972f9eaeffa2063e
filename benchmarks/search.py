"""The search of a store: how fast, how much of what was looked for, how large; and peers beside it.

    python benchmarks/search.py --store PATH [--store PATH …] [--peers fzf,rapidfuzz,tantivy]

Queries are the labelled ones of `recall/`. A peer that is slow answers twelve of them; our recall
of the same twelve stands beside its own.
"""

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

from lines import write_lines
from processes import resident
from recall_set import HITS, Answer, Labelled, evenly, found, labelled, recall
from search_peers import Peer, peers

_FEW = 12
_TYPED = 40
# A peer slower than this, in seconds a query, answers only a few.
_SLOW = 0.5
_COLD_QUERY = "exhibitors import expo"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--store", type=Path, required=True, action="append", help="what to search")
    parser.add_argument("--peers", default="", help="of fzf,rapidfuzz,tantivy, by commas")
    parser.add_argument("--runs", type=int, default=3, help="times each query is asked (3)")
    parser.add_argument("--cold", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    for store in options.store:
        if options.cold:
            print(json.dumps(cold(store)))
        else:
            names = [name for name in options.peers.split(",") if name]
            measure(store, names, options.runs)


def measure(path: Path, peer_names: Iterable[str] = (), runs: int = 3) -> dict[str, Any]:
    """Measure the store at `path`, print rows of text, and return the same for a report."""
    from expotui.search.engine import Searcher
    from expotui.store.opening import open_reading

    db = open_reading(path, prepare=False)
    facts: int = db.execute("SELECT count(*) FROM facts").fetchone()[0]
    searcher = Searcher(db)

    def answer(text: str) -> list[str]:
        return [fact.id for fact in searcher.search(text, HITS).facts]

    queries = labelled()
    answer(queries[0].query)
    found_by_us = {query: found(query, answer(query.query)) for query in queries}
    report: dict[str, Any] = {
        "facts": facts,
        "index MB": index_size(db) / 1e6,
        "first": _cold_child(path),
        "queries": _times(answer, [query.query for query in queries], runs),
        "keystrokes": _times(answer, _typed(queries), 1),
        "recall": recall(found_by_us.items()),
    }
    tell(report)
    report["peers"] = _beside(db, list(peer_names), found_by_us)
    db.close()
    return report


def tell(report: dict[str, Any]) -> None:
    """Print what was measured of ours."""
    first = report["first"]
    print(f"{report['facts']:,} facts; index {report['index MB']:,.1f} MB")
    print(
        f"  first answer of a new process {first['seconds'] * 1000:,.0f} ms; "
        f"memory {first['before']:,.0f} MB before, {first['after']:,.0f} MB after"
    )
    for name in ("queries", "keystrokes"):
        print(f"  {name:<12} {_told(report[name])}")
    for name, counted in report["recall"].items():
        print(f"  recall@{HITS} {name:<24} {counted}")


def _told(times: dict[str, float]) -> str:
    numbers = " · ".join(f"{name} {times[name]:,.1f}" for name in ("p50", "p95", "max"))
    return f"{numbers} ms over {times['count']:,.0f}"


def _typed(queries: list[Labelled]) -> list[str]:
    """Every state of the input while forty of the queries are typed."""
    return [
        query.query[:end]
        for query in evenly(queries, _TYPED)
        for end in range(1, len(query.query) + 1)
    ]


def _times(answer: Answer, texts: list[str], runs: int, overhead: float = 0) -> dict[str, float]:
    """Percentiles in milliseconds over all runs of all texts."""
    times = []
    for _ in range(runs):
        for text in texts:
            start = perf_counter()
            answer(text)
            times.append(max(perf_counter() - start - overhead, 0) * 1000)
    cuts = quantiles(times, n=20, method="inclusive")
    return {"p50": cuts[9], "p95": cuts[18], "max": max(times), "count": len(times)}


def _beside(
    db: sqlite3.Connection, names: list[str], ours: dict[Labelled, bool]
) -> dict[str, dict[str, Any]]:
    """Each peer's times and recall; ours of the same queries next to it."""
    if not names:
        return {}
    measured = {}
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "lines"
        with lines.open("w", encoding="utf-8") as stream:
            write_lines(db, stream)
        for peer in peers(names, lines):
            measured[peer.name] = _peer(peer, ours)
    return measured


def _peer(peer: Peer, ours: dict[Labelled, bool]) -> dict[str, Any]:
    queries = list(ours)
    start = perf_counter()
    peer.answer(queries[0].query)
    if perf_counter() - start > _SLOW:
        queries = evenly(queries, _FEW)
    ids: dict[str, list[str]] = {}

    def answer(text: str) -> list[str]:
        ids[text] = peer.answer(text)
        return ids[text]

    times = _times(answer, [query.query for query in queries], 1, peer.overhead)
    hits = sum(found(query, ids[query.query]) for query in queries)
    beside = sum(ours[query] for query in queries)
    print(f"  {peer.name:<20} {_told(times)}; recall {hits}/{len(queries)}, ours {beside}")
    return {"times": times, "recall": f"{hits}/{len(queries)}", "ours": beside}


def index_size(db: sqlite3.Connection) -> int:
    """The bytes of the search index and its vocabulary, whole pages where SQLite tells them."""
    try:
        size: int = db.execute(
            "SELECT coalesce(sum(pgsize), 0) FROM dbstat"
            " WHERE name GLOB 'fact_index*' OR name GLOB 'fact_terms*'"
        ).fetchone()[0]
    except sqlite3.OperationalError:
        # Not compiled in: the index's own blocks are nearly all of it.
        size = db.execute("SELECT coalesce(sum(length(block)), 0) FROM fact_index_data").fetchone()[
            0
        ]
    return size


def _cold_child(path: Path) -> dict[str, float]:
    """What a process of its own measures of itself: from its first import to its first answer."""
    command = [sys.executable, __file__, "--store", str(path), "--cold"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    measured: dict[str, float] = json.loads(told)
    return measured


def cold(path: Path) -> dict[str, float]:
    """Import, open, search once: seconds, and the memory before and after, in MB."""
    before = resident() / 1e6
    start = perf_counter()
    from expotui.search.engine import Searcher
    from expotui.store.opening import open_reading

    db = open_reading(path, prepare=False)
    Searcher(db).search(_COLD_QUERY, HITS)
    seconds = perf_counter() - start
    return {"seconds": seconds, "before": before, "after": resident() / 1e6}


if __name__ == "__main__":
    main()
