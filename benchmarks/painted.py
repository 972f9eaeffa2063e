"""Search as it is typed in the real browser: from the key to its results on the screen.

    python benchmarks/painted.py --store PATH [--no-terminal]

Queries are typed at the pace of a person. Headless, a key is painted when the frame is made that
holds the results of what is in the field by then: where the next key comes before, that key's
results are what this one is waited for. In a real PTY the same keys are written to the program, and
those that bring another first hit are timed until that can be read from the terminal.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from spreads import spread, told
from terminal import NotShownError, Terminal, environment

if TYPE_CHECKING:
    from search_watch import Watch

# Figures, names and words of the shipped facts, which every store has; typos; what finds nothing.
QUERIES = (
    "1.84 trillion", "1,500", "exhibitors ciie 6", "intended turnover", "Zhang Wenxian",
    "Zhang Wenxain", "exhibitrs", "countries", "154", "78.41 billion", "shoe expo jinjiang",
    "linyi trade city", "belt and road", "booths", "exhibition area", "wcifit 2025",
    "contract value", "fortune 500", "vistors", "qqqq zzzz",
)  # fmt: skip

# Between two keys of a person who types fast, in seconds; and before the next query.
_PACE = (0.06, 0.12)
_PAUSE = 0.4
# What is given to the program to start, and to read its vocabulary.
_SETTLING = 3.0
_LATEST = 3.0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--store", type=Path, required=True, help="what to search")
    parser.add_argument("--no-terminal", action="store_true", help="headless only")
    options = parser.parse_args()
    measure(options.store, terminal=not options.no_terminal)


def measure(
    store: Path, *, terminal: bool = True, queries: Sequence[str] = QUERIES
) -> dict[str, Any]:
    """Type the queries, headless and in a terminal; print and return how long keys took."""
    found, firsts = asyncio.run(_headless(store, queries))
    first, painted, late = found["first"], found["painted"], found["late"]
    print(f"{store.name}: {found['overtaken']} keys overtaken, {found['undrawn']} not drawn anew")
    print(f"  the first query, typed at once {told(first)}")
    print(f"  key → painted, headless        {told(painted)}; processor {found['cpu']:,.1f} a key")
    print(f"  event loop late, p99 {late['p99']:,.1f}      {told(late)}")
    if terminal:
        found["terminal"] = read = in_terminal(store, queries, firsts)
        print(f"  key → read, in a terminal      {told(read)}, {read['missing']} never read")
    return found


# --- headless ----------------------------------------------------------------------------------


async def _headless(
    store: Path, queries: Sequence[str]
) -> tuple[dict[str, Any], list[list[str | None]]]:
    """What was measured, and the first hits after the keys of each query."""
    from headless import browsing, idle, press
    from search_watch import Lateness, Watch

    watch, lateness = Watch(), Lateness()
    async with browsing(store, watch.heard) as app:
        press(app, "/")
        while not app.screen.query("#hits"):
            await asyncio.sleep(0.001)
        watch.begin(app)
        # Typed while the screen opens and the vocabulary is read: told apart.
        await _typed(watch, queries[0])
        first, watch.waits = spread(watch.waits), []
        watch.overtaken = watch.undrawn = 0
        worked, firsts = process_time(), [await _typed(watch, query) for query in queries]
        worked, painted = process_time() - worked, spread(watch.waits)
        overtaken, undrawn = watch.overtaken, watch.undrawn
        async with lateness:
            for query in queries:
                await _typed(watch, query)
        await idle()
    found = {
        "first": first, "painted": painted, "overtaken": overtaken,
        "undrawn": undrawn, "cpu": 1000 * worked / max(1, painted["count"]),
        "late": spread(lateness.late),
    }  # fmt: skip
    return found, firsts


async def _typed(watch: "Watch", query: str) -> list[str | None]:
    """Type a query and wait for its answer; returns the first hit after each key."""
    random = Random(query)
    for character in query:
        watch.key(character)
        await asyncio.sleep(random.uniform(*_PACE))
    return await watch.end()


# --- in a terminal -----------------------------------------------------------------------------


def in_terminal(
    store: Path, queries: Sequence[str], firsts: Sequence[Sequence[str | None]]
) -> dict[str, Any]:
    """Type the queries in a PTY: from the key to its first hit, where that is another one."""
    expotui = str(Path(sys.executable).with_name("expotui"))
    waits: list[float] = []
    missing = 0
    with tempfile.TemporaryDirectory() as home:
        command = [expotui, "--db", str(store.resolve()), "--read-only"]
        with Terminal(command, environment(home)) as terminal:
            terminal.read_until(["Timeline"])
            terminal.read_for(_SETTLING)
            terminal.write("/")
            terminal.read_for(_SETTLING)
            for query, hits in zip(queries, firsts, strict=True):
                taken = [*_keys_in(terminal, query, hits)]
                waits += [seconds * 1000 for seconds in taken if seconds is not None]
                missing += taken.count(None)
                terminal.write("\x7f" * len(query))
                terminal.read_for(_PAUSE)
    return {**spread(waits), "missing": missing}


def _keys_in(terminal: Terminal, query: str, hits: Sequence[str | None]) -> Iterator[float | None]:
    """Seconds until the hit of each key that brings another one; None where it did not come."""
    random = Random(query)
    before: str | None = None
    for character, hit in zip(query, hits, strict=True):
        pressed = perf_counter()
        terminal.write(character)
        if hit and before is not None and hit != before:
            try:
                yield terminal.read_until([hit], _LATEST) - pressed
            except NotShownError:
                yield None
        terminal.read_for(random.uniform(*_PACE))
        before = hit


if __name__ == "__main__":
    main()
