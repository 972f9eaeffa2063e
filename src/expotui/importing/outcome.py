"""What came of a file: how many rows, and what there is to mind, each with an example."""

from collections import Counter
from dataclasses import dataclass, field

# What there is to mind about rows that were taken, or left as they are.
DIFFERS = "say otherwise than the store, which stays as it is"
SHIPPED_DIFFERS = "of the shipped rows differ from the file"
UNFILLED = "leave empty what follows from the rest; --fill fills it in"
CROSSED = "have a low above their high"


@dataclass(slots=True)
class Outcome:
    """Counts of the rows of one file."""

    kind: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    shipped: int = 0
    made: Counter[str] = field(default_factory=Counter)
    minded: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def mind(self, what: str, line: int, example: str) -> None:
        """Count a row of which there is something to say, and keep the first as the example."""
        self.minded[what] += 1
        if what not in self.examples:
            self.examples[what] = f"line {line}: {_shortened(example)}"

    def lines(self) -> list[str]:
        """The outcome for people: one line, and one for each thing to mind."""
        found = [self._counts()]
        for what, rows in self.minded.items():
            found.append(f"{rows:,} {what} ({self.examples[what]})")
        return found

    def _counts(self) -> str:
        parts = [
            f"{count:,}{' ' + noun if not at else ''} {what}"
            for at, (count, what) in enumerate(self._present())
            for noun in [_noun(count, self.kind)]
        ]
        if not parts:
            return f"no {self.kind} in it"
        made = ", ".join(_counted(rows, table) for table, rows in self.made.items())
        return ", ".join(parts) + (f"; made from what they say: {made}" if made else "")

    def _present(self) -> list[tuple[int, str]]:
        counts = (
            (self.new, "new"),
            (self.changed, "changed"),
            (self.unchanged, "unchanged"),
            (self.shipped, "shipped left as they are"),
        )
        return [(count, what) for count, what in counts if count]


def _counted(count: int, table: str) -> str:
    return f"{count:,} {_noun(count, table)}"


def _noun(count: int, table: str) -> str:
    return table if count != 1 or table == "series" else table.removesuffix("s")


def _shortened(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:199]}…"
