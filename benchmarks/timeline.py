"""The timeline of a store with very many events: shown after how long, holding how much, per key.

    python benchmarks/timeline.py --store PATH [--peers] [--all] [--keys N]

Each is measured in a process of its own: ours on the shipped store, ours on PATH, and, with
`--peers`, Textual's OptionList and DataTable holding as many of the same rows (10 k and 100 k; a
million, which takes minutes and a gigabyte, only with `--all`). Memory is what the process holds
beyond the same app with next to nothing in it.
"""

import argparse
import asyncio
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from processes import resident
from spreads import spread, told

_PEERS = ("OptionList", "DataTable")
_ROWS = (10_000, 100_000)
_ALL_ROWS = (*_ROWS, 1_000_000)
# A kind of key that is slow is pressed less often, in seconds; but so often at least.
_ENOUGH = 60.0
_FEWEST = 10


class Keys(NamedTuple):
    """A kind of key: what is pressed in turn, after what."""

    name: str
    pressed: Sequence[str]
    before: Sequence[str] = ()


_KINDS = (
    Keys("k", ("k",)),
    Keys("j", ("j",)),
    Keys("ctrl+d", ("ctrl+d",), ("g",)),
    Keys("g / G", ("g", "G")),
    Keys("zoom + / -", ("plus", "minus")),
    Keys("resize", ("100x30", "120x36")),
)
_PEER_KINDS = (Keys("j", ("down",)),)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--store", type=Path, required=True, help="whose timeline is shown")
    parser.add_argument("--peers", action="store_true", help="OptionList and DataTable as well")
    parser.add_argument("--all", action="store_true", help="peers with a million rows as well")
    parser.add_argument("--keys", type=int, default=100, help="how many of each kind (100)")
    parser.add_argument("--child", nargs=2, metavar=("WHO", "ROWS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        who, rows = options.child
        print(json.dumps(asyncio.run(child(who, options.store, int(rows), options.keys))))
        return
    measure(options.store, options.peers, every=options.all, keys=options.keys)


def measure(
    store: Path, peers: bool = False, *, every: bool = False, keys: int = 100
) -> dict[str, Any]:
    """Measure the timeline of `store` and of as many rows in peers; print and return it."""
    from expotui.store.opening import open_reading

    with tempfile.TemporaryDirectory() as folder:
        shipped = Path(folder) / "expotui.db"
        open_reading(shipped).close()
        base = _in_child("ours", shipped, 0, keys)
    ours = _in_child("ours", store, 0, keys)
    ours["added MB"] = ours["MB"] - base["MB"]
    tell("shipped store", base)
    tell(store.name, ours)
    found: dict[str, Any] = {"shipped": base, "ours": ours, "peers": {}}
    there = _events(store)
    sizes = [rows for rows in (_ALL_ROWS if every else _ROWS) if rows <= there] or [there]
    for name in _PEERS if peers else ():
        for rows in sizes:
            found["peers"][f"{name} {rows:,}"] = peer = _in_child(name, store, rows, keys)
            tell(f"{name} of {rows:,}", peer)
    return found


def tell(name: str, found: dict[str, Any]) -> None:
    """Print what was measured of one."""
    added = f", {found['added MB']:,.1f} MB more" if "added MB" in found else ""
    times = f"{found['shown']:,.0f} ms (processor {found['worked']:,.0f})"
    print(f"{name}: {found['rows']:,} rows in {times}, {found['MB']:,.1f} MB{added}")
    for kind, costs in found["keys"].items():
        print(f"  {kind:<10} processor {told(costs['cpu'])}; last frame {told(costs['last'])}")


def _in_child(who: str, store: Path, rows: int, keys: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--store", str(store), "--keys", str(keys)]
    output = subprocess.run(
        [*command, "--child", who, str(rows)], stdout=subprocess.PIPE, check=True
    ).stdout
    found: dict[str, Any] = json.loads(output.splitlines()[-1])
    return found


def _events(store: Path) -> int:
    db = sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True)
    events: int = db.execute("SELECT count(*) FROM events").fetchone()[0]
    db.close()
    return events


# --- in the child ------------------------------------------------------------------------------


async def child(who: str, store: Path, rows: int, keys: int) -> dict[str, Any]:
    """Measure one, in a process that has done nothing else."""
    if who == "ours":
        return await _ours(store, keys)
    from timeline_peers import filled

    async with filled(who, store, rows) as (app, found):
        found["rows"] = rows
        return {
            **found,
            "keys": {kind.name: await _pressed(app, kind, keys) for kind in _PEER_KINDS},
        }


async def _ours(store: Path, keys: int) -> dict[str, Any]:
    from headless import browsing

    began = perf_counter()
    async with browsing(store) as app:
        found = {
            "rows": app.timeline_rows,
            "opened": (app.composing - began) * 1000,
            "shown": (app.shown - app.composing) * 1000,
            "worked": app.worked * 1000,
            "idle": (app.frames[-1] - app.composing) * 1000,
            "MB": resident() / 1e6,
            "keys": {kind.name: await _pressed(app, kind, keys) for kind in _KINDS},
        }
        return {**found, "rows after": app.timeline_rows, "MB after": resident() / 1e6}


async def _pressed(app: Any, kind: Keys, count: int) -> dict[str, dict[str, float]]:
    """What a kind of key costs: processor time, and until the first and the last frame."""
    from headless import Stroke, idling, stroke

    for key in kind.before:
        await stroke(app, _sending(app, key))
    own = await idling(app)
    strokes: list[Stroke] = []
    began = perf_counter()
    for at in range(count):
        if at >= _FEWEST and perf_counter() - began > _ENOUGH:
            break
        pressed = kind.pressed[at % len(kind.pressed)]
        cost = await stroke(app, _sending(app, pressed))
        strokes.append(cost._replace(cpu=max(0.0, cost.cpu - own)))
    costs = zip(("cpu", "first", "last"), zip(*strokes, strict=True), strict=True)
    return {name: spread(values) for name, values in costs}


def _sending(app: Any, what: str) -> Callable[[], None]:
    from headless import press, resize

    width, _, height = what.partition("x")
    if height.isdigit():
        return lambda: resize(app, int(width), int(height))
    return lambda: press(app, what)


if __name__ == "__main__":
    main()
