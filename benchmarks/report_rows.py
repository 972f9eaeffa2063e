"""What the benchmarks found, as rows of one table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from export_csv import OURS, ROWS, SHELL_SAME
from first_frame import BARE, SHIPPED, ours_on
from import_csv import INSERT, SHELL
from import_csv import OURS as IMPORT

# At most, in the unit of each question; where there is none it is measured, not judged.
GOALS = {
    "search: a query": 15.0,
    "search: a keystroke": 25.0,
    "search: beside fzf": 0.01,
    "search: key → painted": 45.0,
    "search: event loop late, p99": 10.0,
    "timeline: shown": 500.0,
    "timeline: memory added": 15.0,
    "timeline: a key, processor": 16.0,
    "first frame, beside the default store": 1.15,
    "export --csv, beside sqlite-utils rows": 1.0,
    "export --csv, beside sqlite3": 3.0,
    "export --csv: memory added": 80.0,
    "import": 1.0,
    "import, beside sqlite3": 3.0,
    "import: memory added": 80.0,
}


@dataclass(frozen=True)
class Row:
    """The answer to one question at one size.

    `value` is what a goal is held against: a percentile in `unit`, or the ratio to the peer.
    """

    question: str
    size: str
    ours: str
    peer: str = ""
    ratio: float | None = None
    value: float | None = None
    unit: str = "ms"
    held_to: str = ""

    @property
    def goal(self) -> float | None:
        return None if self.value is None else GOALS.get(self.held_to or self.question)

    @property
    def cells(self) -> tuple[str, ...]:
        """As text, in the order of `HEAD`."""
        ratio = "" if self.ratio is None else f"{self.ratio:.{2 if self.ratio >= 0.1 else 4}f}"
        if self.goal is None or self.value is None:
            return (self.question, self.size, self.ours, self.peer, ratio, "", "")
        met = "yes" if self.value <= self.goal else "NO"
        goal = f"≤ {self.goal:g} {self.unit}"
        return (self.question, self.size, self.ours, self.peer, ratio, goal, met)


HEAD = ("question", "size", "ours", "peer", "ratio", "goal", "met")


def spread_row(question: str, size: str, found: dict[str, float], goal: str = "") -> Row:
    """A row of percentiles; the 95th is held against the goal, that of the question if not told."""
    numbers = " / ".join(f"{found[name]:,.1f}" for name in ("p50", "p95", "max"))
    return Row(question, size, f"{numbers} ms", value=found["p95"], held_to=goal)


def search_rows(size: str, found: dict[str, Any]) -> list[Row]:
    """Of `search.measure`."""
    rows = [
        spread_row("search: a query", size, found["queries"]),
        spread_row("search: a keystroke", size, found["keystrokes"]),
    ]
    for name, peer in found.get("peers", {}).items():
        middle = peer["times"]["p50"]
        ratio = found["queries"]["p50"] / middle if middle else None
        asked = peer["recall"].partition("/")[2]
        told = f"{found['queries']['p50']:,.1f} ms; recall {peer['ours']}/{asked}"
        beside = f"{name}: {middle:,.1f} ms; recall {peer['recall']}"
        rows.append(Row(f"search: beside {name}", size, told, beside, ratio, ratio, "×"))
    first = found["first"]
    new = f"{first['seconds'] * 1000:,.0f} ms, {first['after']:,.0f} MB"
    rows.append(Row("search: first answer of a process", size, new))
    recalls = ", ".join(f"{half} {found['recall'].get(half, '?')}" for half in ("final", "tuning"))
    rows.append(Row("search: recall@10", size, recalls))
    return [*rows, Row("search: index", size, f"{found['index MB']:,.1f} MB")]


def painted_rows(size: str, found: dict[str, Any]) -> list[Row]:
    """Of `painted.measure`."""
    names = {
        "painted": "search: key → painted",
        "terminal": "search: key → read in a terminal",
        "first": "search: keys typed as it opens",
    }
    rows = [spread_row(name, size, found[key]) for key, name in names.items() if key in found]
    late = found["late"]
    told = f"{late['p99']:,.1f} ms, at worst {late['max']:,.1f}"
    rows.append(Row("search: event loop late, p99", size, told, value=late["p99"]))
    told = f"{found['overtaken']} overtaken, {found['undrawn']} not drawn anew"
    return [*rows, Row("search: keys painted with another's", size, told)]


def timeline_rows(size: str, found: dict[str, Any]) -> list[Row]:
    """Of `timeline.measure`."""
    ours, base = found["ours"], found["shipped"]
    shown = f"{ours['shown']:,.0f} ms (shipped store {base['shown']:,.0f})"
    memory = f"{ours['added MB']:,.1f} MB"
    rows = [
        Row("timeline: shown", size, shown, value=ours["shown"]),
        Row("timeline: memory added", size, memory, value=ours["added MB"], unit="MB"),
    ]
    for kind, costs in ours["keys"].items():
        question = f"timeline: {kind}, processor"
        rows.append(spread_row(question, size, costs["cpu"], "timeline: a key, processor"))
        rows.append(spread_row(f"timeline: {kind} → last frame", size, costs["last"]))
    for name, peer in found["peers"].items():
        beside = f"{name}: {peer['shown']:,.0f} ms, {peer['added MB']:,.1f} MB"
        ratio = ours["shown"] / peer["shown"]
        rows.append(Row("timeline: beside a peer", size, f"{shown}, {memory}", beside, ratio))
    return rows


def first_frame_rows(sizes: Sequence[tuple[Path, str]], found: dict[str, list[float]]) -> list[Row]:
    """Of `first_frame.measure`; `sizes` are the stores and what they hold."""
    bare, shipped = median(found[BARE]), median(found[SHIPPED])
    held = {SHIPPED: "default store", **{ours_on(path): size for path, size in sizes}}
    rows = []
    for name, taken in found.items():
        middle = median(taken)
        if name in held:
            ours, ratio = f"{middle:,.0f} ms", middle / bare
            beside = f"{BARE}: {bare:,.0f} ms"
            rows.append(Row("first frame", held[name], ours, beside, ratio))
        if name in held and name != SHIPPED:
            beside, ratio = f"{shipped:,.0f} ms", middle / shipped
            question = "first frame, beside the default store"
            rows.append(Row(question, held[name], ours, beside, ratio, ratio, "×"))
    others = {name: taken for name, taken in found.items() if name not in held and name != BARE}
    for name, taken in others.items():
        program, _, store = name.partition(", ")
        own = median(found.get(f"expotui, {store}", found[SHIPPED]))
        beside = f"{program}: {median(taken):,.0f} ms"
        size = next((size for path, size in sizes if path.name == store), "shipped")
        ratio = own / median(taken)
        rows.append(Row("first frame, beside a peer", size, f"{own:,.0f} ms", beside, ratio))
    return rows


def export_rows(size: str, found: dict[str, Any]) -> list[Row]:
    """Of `export_csv.measure`."""
    judged = {
        ROWS: "export --csv, beside sqlite-utils rows", SHELL_SAME: "export --csv, beside sqlite3",
    }  # fmt: skip
    ours, rows = f"{found['ms'][OURS]:,.0f} ms", []
    for name, ratio in found["ratios"].items():
        beside = f"{name}: {found['ms'][name]:,.0f} ms"
        question = judged.get(name, "export --csv, beside a peer")
        rows.append(Row(question, size, ours, beside, ratio, ratio, "×"))
    peaks = ", ".join(
        f"{name} {megabytes:,.0f}" for name, megabytes in found["peak MB"].items() if name != OURS
    )
    added = found["peak MB"][OURS] - found["base MB"]
    told = f"{added:,.1f} MB, {found['peak MB'][OURS]:,.1f} in all"
    question = "export --csv: memory added"
    return [*rows, Row(question, size, told, f"{peaks} MB in all", value=added, unit="MB")]


def import_rows(size: str, found: dict[str, Any]) -> list[Row]:
    """Of `import_csv.measure`."""
    judged, rows = {INSERT: "import", SHELL: "import, beside sqlite3"}, []

    def told(name: str) -> str:
        return f"{found['ms'][name]:,.0f} ms ({found['processor ms'][name]:,.0f} of processor)"

    for name, ratio in found["ratios"].items():
        question = judged.get(name, "import, beside a peer")
        # A peer waits for the disk every twenty rows: that alone is not to make ours faster.
        worse = max(ratio, found["processor ratios"][name])
        rows.append(Row(question, size, told(IMPORT), f"{name}: {told(name)}", ratio, worse, "×"))
    added = found["peak MB"][IMPORT] - found["base MB"]
    peer = f"{INSERT}: {found['peak MB'][INSERT]:,.1f} MB in all"
    ours = f"{added:,.1f} MB, {found['peak MB'][IMPORT]:,.1f} in all"
    return [*rows, Row("import: memory added", size, ours, peer, value=added, unit="MB")]


def as_text(rows: Iterable[Row]) -> str:
    """Columns side by side, for a terminal."""
    table = [HEAD, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in table
    )
    return "\n".join(lines)


def as_markdown(rows: Iterable[Row]) -> str:
    """The same as a Markdown table."""
    table = [HEAD, ("---",) * len(HEAD), *(row.cells for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in table)
