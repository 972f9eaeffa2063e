"""Make a large store: the shipped seeds, invented facts about invented fairs, and known items.

    python benchmarks/make_store.py --facts N [--events N] PATH

The same facts come out whatever the machine, and fact number i is the same in every larger store.
The hundred facts that `recall/` looks for stand evenly spread between them.
"""

import argparse
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter

from known_items import known_rows
from synthetic_rows import (
    DOCUMENTS_TURN,
    EVENTS_TURN,
    FACTS_A_DOCUMENT,
    SERIES_TURN,
    Row,
    document_row,
    event_row,
    fact_rows,
    series,
)

_CHUNK = 10_000


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path, metavar="PATH", help="the store to make; must not exist")
    parser.add_argument("--facts", type=int, required=True, help="how many invented facts")
    parser.add_argument("--events", type=int, help="how many invented events (a hundredth)")
    options = parser.parse_args()
    if options.path.exists():
        parser.error(f"{options.path} is there already")
    start = perf_counter()
    make(options.path, options.facts, options.events)
    size = options.path.stat().st_size / 1e6
    print(f"{options.facts:,} facts: {perf_counter() - start:.0f} s, {size:,.0f} MB")


def make(path: Path, facts: int, events: int | None = None) -> None:
    """Build the store at `path` from the seeds, and write the rows into it in one transaction."""
    from expotui.store.opening import open_reading
    from expotui.store.writing import writing

    open_reading(path).close()
    with writing(path) as writer:
        for table, chunk in rows(facts, events):
            writer.insert(table, chunk)


def rows(facts: int, events: int | None = None) -> Iterator[tuple[str, list[Row]]]:
    """The rows to add to a store, in chunks of one table each, parents before children."""
    documents = -(-facts // FACTS_A_DOCUMENT)
    if events is None:
        events = max(-(-documents // DOCUMENTS_TURN) * EVENTS_TURN, 3)
    fairs = max(-(-events // SERIES_TURN) * 3, 3)
    known = known_rows()
    yield from _chunks("series", known["series"])
    yield from _chunks("series", map(series, range(fairs)))
    yield from _chunks("events", known["events"])
    yield from _chunks("events", map(event_row, range(events)))
    yield from _chunks("documents", known["documents"])
    yield from _chunks("documents", (document_row(at, events) for at in range(documents)))
    yield from _chunks("facts", _spread(known["facts"], fact_rows(facts, events), facts))


def _spread(known: list[Row], facts: Iterable[Row], count: int) -> Iterator[Row]:
    """Put the known facts between the others at even distances."""
    facts = iter(facts)
    for number, fact in enumerate(known):
        here = count * (number + 1) // (len(known) + 1) - count * number // (len(known) + 1)
        yield from islice(facts, here)
        yield fact
    yield from facts


def _chunks(table: str, every: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    every = iter(every)
    while chunk := list(islice(every, _CHUNK)):
        yield table, chunk


if __name__ == "__main__":
    main()
