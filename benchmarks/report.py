"""Every question at every size, in one table; docs/benchmarks.md is written from the same rows.

    python benchmarks/report.py [--million] [--sizes N,N] [--only NAME,NAME] [--stores FOLDER]

Large stores are made by make_store.py, in FOLDER where they are kept for the next time, or in a
temporary one. Each measurement runs in a process of its own; what fails is told, and the rest goes
on. With --only or --sizes nothing is written but with -o.
"""

import argparse
import importlib
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from machine import machine
from report_rows import (
    Row,
    as_markdown,
    as_text,
    export_rows,
    first_frame_rows,
    import_rows,
    painted_rows,
    search_rows,
    timeline_rows,
)

_HERE = Path(__file__).parent
_DOC = _HERE.parent / "docs" / "benchmarks.md"
_NAMES = ("search", "painted", "timeline", "first_frame", "export_csv", "import_csv")
_SIZES = (0, 10_000, 100_000)
_MILLION = 1_000_000
# Of an import, a peer takes minutes at 100,000 and half an hour at a million.
_IMPORTS = 2
_MOST_IMPORTED = 10_000

_HOW = """\
Written by `make bench` (up to 100,000) or `make bench-million`; each line says at which size. A
store of 0 is the shipped one with the hundred facts that the labelled queries look for. Numbers
with two slashes are median / 95th percentile / worst.

- **search**: `benchmarks/search.py`, within one process: the labelled queries, and every state of
  the field while they are typed. Recall is told of each half apart: search is
  tuned on one, and the other is only worth something while nobody does so on it. No query is in
  both, but some of the facts they look for are.
- **key → painted**: `benchmarks/painted.py`, the browser at 120×36 without a terminal, 20 queries
  typed at 60 to 120 ms a key, each frame drawn as for a terminal. A key that the next one overtook
  counts until that one's results are there. *In a terminal*: the same keys in a PTY, those that
  bring another first hit, until it can be read.
- **timeline**: `benchmarks/timeline.py`, as many events; from composing the screen to the first
  frame with rows; memory beyond the same browser on the shipped store; processor time of each key,
  all threads, less what waiting takes. Peers hold at most 100,000 rows.
- **first frame**: `benchmarks/first_frame.py`, whole processes in a PTY, from the fork to the first
  frame with the timeline on it; programs take turns.
- **export, import**: `benchmarks/export_csv.py`, `benchmarks/import_csv.py`, whole processes that
  take turns. Peers of the import copy cells into a table, ours checks them, looks up what they
  name, counts and indexes. The worse of the ratios of time and of processor time is held against
  the goal; memory is beyond an import of one fact.

Goals are for a million, and held against every size. `rows facts` of sqlite-utils is the table of
facts alone, less than half the bytes of an export; *same columns* is the export's own SELECT.
"""


class Kept(NamedTuple):
    """A store to measure: of so many invented facts or, for the timeline, events."""

    size: int
    path: Path

    @property
    def told(self) -> str:
        return f"{self.size:,}" if self.size else "shipped"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--million", action="store_true", help="a million facts as well")
    parser.add_argument("--sizes", help="these sizes instead, by commas (0: the shipped store)")
    parser.add_argument("--only", help=f"these of {','.join(_NAMES)}")
    parser.add_argument("--stores", type=Path, help="where large stores are kept")
    parser.add_argument("--peers", default="fzf,rapidfuzz,tantivy", help="peers of the search")
    parser.add_argument("--runs", type=int, default=10, help="runs of whole processes (10)")
    parser.add_argument("-o", "--output", type=Path, help=f"default: docs/{_DOC.name}")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")] if options.sizes else [*_SIZES]
    if options.million:
        sizes.append(_MILLION)
    names = options.only.split(",") if options.only else list(_NAMES)
    if unknown := set(names) - set(_NAMES):
        parser.error(f"no {', '.join(sorted(unknown))}: {', '.join(_NAMES)}")
    with tempfile.TemporaryDirectory() as folder:
        rows = list(measured(options, options.stores or Path(folder), sizes, names))
    print(as_text(rows))
    target = options.output or (None if options.only or options.sizes else _DOC)
    if target:
        target.write_text(document(rows), encoding="utf-8")


def measured(
    options: argparse.Namespace, folder: Path, sizes: list[int], names: list[str]
) -> Iterator[Row]:
    """The rows of everything that is asked."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = [Kept(size, store(folder, size)) for size in sizes]
    peers = [name for name in options.peers.split(",") if name]
    for kept in facts:
        told, path = kept.told, kept.path
        if "search" in names:
            yield from asked("search", told, search_rows, path, peers)
        if "painted" in names:
            yield from asked("painted", told, painted_rows, path)
        if "timeline" in names and kept.size:
            events = store(folder, 0, kept.size)
            yield from asked("timeline", f"{told} events", timeline_rows, events, True)
        if "export_csv" in names:
            yield from asked("export_csv", told, export_rows, path, options.runs)
        if "import_csv" in names and kept.size <= _MOST_IMPORTED:
            yield from asked("import_csv", told, import_rows, path, min(options.runs, _IMPORTS))
    if "first_frame" in names:
        held = [(kept.path, kept.told) for kept in facts]
        yield from asked(
            "first_frame",
            "",
            lambda _, found: first_frame_rows(held, found),
            [kept.path for kept in facts],
            options.runs,
        )


def asked(name: str, size: str, rows: Callable[[str, Any], list[Row]], *values: Any) -> list[Row]:
    """Run `measure` of a script in a process of its own; its rows, or one that says what failed."""
    print(f"--- {name}, {size}", file=sys.stderr)
    if not (_HERE / f"{name}.py").exists():
        return [Row(name, size, f"not measured: there is no benchmarks/{name}.py yet")]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, initializer=_narrate) as pool:
        try:
            return rows(size, pool.submit(_measure, name, *values).result())
        except Exception as error:  # whatever a script fails of, the others are measured
            why = " ".join(f"{type(error).__name__}: {error}".split())[:80].replace("|", "/")
            print(f"{name}, {size}: {error!r}", file=sys.stderr)
            return [Row(name, size, f"not measured ({why})")]


def _measure(name: str, *values: Any) -> Any:
    return importlib.import_module(name).measure(*values)


def _narrate() -> None:
    """What scripts print is narration here: standard output is for the table."""
    os.dup2(2, 1)


def store(folder: Path, facts: int, events: int | None = None) -> Path:
    """The store of so many facts (and events): as it was kept, or made now."""
    from expotui.store.identity import SCHEMA_VERSION, TOKENIZER

    what = f"{facts}-facts" if events is None else f"{events}-events"
    path = folder / f"{what}-{SCHEMA_VERSION}.{TOKENIZER}.db"
    if not path.exists():
        print(f"--- making a store: {what}", file=sys.stderr)
        begun = path.with_suffix(".begun")
        begun.unlink(missing_ok=True)
        command = [sys.executable, str(_HERE / "make_store.py"), "--facts", str(facts), str(begun)]
        if events is not None:
            command += ["--events", str(events)]
        subprocess.run(command, stdout=sys.stderr, check=True)
        begun.rename(path)
    return path


def document(rows: list[Row]) -> str:
    """docs/benchmarks.md."""
    on = "\n".join(f"- {name}: {value}" for name, value in machine().items())
    return (
        f"# Benchmarks\n\nMeasured on {date.today().isoformat()}.\n\n{as_markdown(rows)}\n\n"
        f"## On what\n\n{on}\n\n## What is measured, and how\n\n{_HOW}"
    )


if __name__ == "__main__":
    main()
