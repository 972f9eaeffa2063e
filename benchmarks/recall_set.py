"""The labelled queries of `recall/`, and how answers to them are counted."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent / "recall"
HALVES = ("tuning", "final")
HITS = 10

# Ids of the best answers to a query, best first.
Answer = Callable[[str], list[str]]


class Labelled(NamedTuple):
    """A query as somebody would type it, and the facts any of which answers it."""

    query: str
    sort: str
    wants: frozenset[str]
    half: str


def labelled(*halves: str) -> list[Labelled]:
    """The queries of the named halves; of both where none is named."""
    return [
        Labelled(entry["query"], entry["sort"], frozenset(entry["wants"]), half)
        for half in halves or HALVES
        for entry in map(json.loads, (_FOLDER / f"{half}.jsonl").read_text("utf-8").splitlines())
    ]


def found(query: Labelled, ids: Iterable[str]) -> bool:
    """Whether one of the wanted facts is among the first ten."""
    return not query.wants.isdisjoint(list(ids)[:HITS])


def evenly(queries: list[Labelled], count: int) -> list[Labelled]:
    """`count` of the queries, spread evenly over both halves and all sorts."""
    if len(queries) <= count:
        return queries
    return [queries[at * len(queries) // count] for at in range(count)]


def recall(results: Iterable[tuple[Labelled, bool]]) -> dict[str, str]:
    """`found/asked` of each half, and of each sort of either half."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for query, hit in results:
        for name in (query.half, f"{query.half}, {query.sort}"):
            counts[name][0] += hit
            counts[name][1] += 1
    return {name: f"{hits}/{asked}" for name, (hits, asked) in counts.items()}
