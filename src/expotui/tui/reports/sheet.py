"""What every report is made of."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from rich.style import Style

from expotui.facts.model import Fact
from expotui.tui.cards import Composer
from expotui.tui.drawing import Row

# Gives the look of a part of a line, by name.
Styles = Callable[[str], Style]
# What of a report can be another: its measure, its population, its fair, the other side of it.
Aspect = Literal["measure", "population", "fair", "side"]


class Entry(Protocol):
    """One line of a report."""

    def draw(self, line: Row, style: Styles) -> None:
        """Put what it says into the line."""

    def card(self, db: sqlite3.Connection) -> Composer:
        """What is to be read beside it, for any width."""

    def leads_to(self, db: sqlite3.Connection) -> "Fact | Report | None":
        """Where Enter goes: to a fact in its event, or to another report."""


class Report(Protocol):
    """Says what is to be read."""

    def read(self, db: sqlite3.Connection) -> "Sheet":
        """Read it; in a thread, for it may take long."""


# The report that comes so many steps after another one, in one of its aspects.
Varied = Callable[[Aspect, int], Report | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as it was read.

    `heading` stands above the entries; `start` is the entry to begin at; `varied` gives the report
    that comes next, or before, in one of its `aspects`, and None where there is no other.
    """

    title: str
    subtitle: str
    entries: Sequence[Entry]
    empty: str = "Nothing to show."
    heading: Callable[[Row, Styles], None] | None = None
    start: int = 0
    aspects: tuple[Aspect, ...] = ()
    varied: Varied = lambda *_: None


def beside(current: str | None, names: Sequence[str | None], step: int) -> str | None:
    """The name that comes `step` after the current one, round and round."""
    if not names:
        return current
    at = names.index(current) if current in names else -min(step, 0)
    return names[(at + step) % len(names)]
