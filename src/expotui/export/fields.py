"""What a data package says of each column: its type, whether it is ever empty, its choices.

Said is what `expotui import` holds rows to. A store may hold more than that (its owner writes to it
with SQL), so each cell is looked at as it is written: a column that does not keep its word is said
to be text, or to be empty at times. What the schema says is true of the files beside it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from math import isfinite
from typing import Any, Literal

from expotui.export.closure import PACKAGED
from expotui.export.descriptions import COLUMNS
from expotui.export.selection import Row
from expotui.export.tables import NUMBERS
from expotui.facts.quantities import Qualifier

Type = Literal["string", "integer", "number", "boolean", "date"]

_NUMERIC = frozenset({"value", "upper", "low", "high"})
_DAYS = frozenset(
    f"{name}_{end}"
    for name in ("event", "date", "period", "published")
    for end in ("start", "end")
)  # fmt: skip

_BASIS = ("stated", "inferred", "outside")
_CHOICES = {
    ("facts", "kind"): ("figure", "quote"),
    ("facts", "stage"): ("forecast", "opening", "closing", "retrospective"),
    ("facts", "qualifier"): tuple(str(one) for one in Qualifier),
    ("facts", "direction"): ("up", "down"),
    ("facts", "verdict"): ("agree", "compatible", "contradict"),
    ("facts", "event_date_basis"): _BASIS,
    ("facts", "period_basis"): _BASIS,
    ("events", "kind"): ("edition", "occasion", "sub-event", "group"),
    ("events", "date_basis"): _BASIS,
    ("documents", "title_basis"): ("printed", "label"),
}

# Columns that are never empty.
REQUIRED = {
    "series": {"id", "name", "short"},
    "measures": {"id", "label", "position", "decimals", "adds_up"},
    "scopes": {"id", "label"},
    "events": {
        "id", "kind", "series", "series_name", "name", "short", "date_basis", "figures", "quotes",
        "documents",
    },
    "documents": {
        "id", "collection", "title", "title_basis", "publisher", "host_kind", "language",
        "published_basis", "figures", "quotes",
    },
    "facts": {
        "id", "kind", "document", "document_title", "publisher", "published_basis", "collection",
        "text", "anonymous",
    },
}  # fmt: skip

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# What an empty cell stands for.
_EMPTY = frozenset({None, "", b""})

_ROWS_AT_ONCE = 200
# Of a column, the cells that have been looked at already.
_REMEMBERED = 5_000


class Field:
    """A column, and what is said of it as long as its cells keep it."""

    def __init__(self, table: str, name: str) -> None:
        self.name = name
        self.title = name.replace("_", " ")
        self.description = COLUMNS[table][name]
        self.type: Type = _type(name)
        self.required = name in REQUIRED[table]
        self.choices: tuple[str, ...] = _CHOICES.get((table, name), ())
        self._seen: set[Any] = set()

    @property
    def promises(self) -> bool:
        """Whether there is anything left that a cell could fail to keep."""
        return self.required or bool(self.choices) or self.type != "string"

    def look_at(self, cells: set[Any]) -> None:
        """Take back what these cells do not keep."""
        if self.required and not cells.isdisjoint(_EMPTY):
            self.required = False
        if not self.choices and self.type == "string":
            return
        new = cells - self._seen
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        self._seen |= new
        there = new - _EMPTY
        if self.choices and not all(cell in self.choices for cell in there):
            self.choices = ()
        if self.type != "string" and not all(_is(self.type, cell) for cell in there):
            self.type = "string"


def fields_of(table: str) -> list[Field]:
    """The columns of a table of a data package, in order."""
    return [Field(table, name) for name in PACKAGED[table].columns]


def watched(rows: Iterable[Row], fields: Sequence[Field]) -> Iterator[Row]:
    """`rows` as they are, each looked at by the fields."""
    rows = iter(rows)
    while some := [*islice(rows, _ROWS_AT_ONCE)]:
        for field, column in zip(fields, zip(*some, strict=True), strict=True):
            if field.promises:
                field.look_at(set(column))
        yield from some


def _type(name: str) -> Type:
    if name in ("anonymous", "adds_up"):
        return "boolean"
    if name in _NUMERIC:
        return "number"
    if name in NUMBERS:
        return "integer"
    return "date" if name in _DAYS else "string"


def _is(kind: Type, cell: Any) -> bool:
    if kind == "date":
        return isinstance(cell, str) and bool(_DAY.fullmatch(cell)) and _in_calendar(cell)
    if kind == "number":
        return isinstance(cell, int) or (isinstance(cell, float) and isfinite(cell))
    return isinstance(cell, int) and (kind == "integer" or cell in (0, 1))


def _in_calendar(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
