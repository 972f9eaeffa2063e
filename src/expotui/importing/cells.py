"""Cells → values as the store holds them. A reader of a cell raises ValueError: what is wrong.

An empty cell is a missing value: no reader sees one.
"""

import json
from collections.abc import Callable, Iterable, Mapping

from expotui.export.guard import unguard
from expotui.export.tables import NUMBERS
from expotui.facts import typed
from expotui.store.seed_fields import SPECS

Cell = str | int | float | None
Read = Callable[[str], Cell]


class CellError(ValueError):
    """What is wrong with the cell of a column; whoever knows the line adds it."""

    def __init__(self, column: str, problem: str) -> None:
        super().__init__(f"{column}: {problem}")
        self.column, self.problem = column, problem


def text(cell: str) -> str:
    """Any text, as it is."""
    return cell


def identifier(cell: str) -> str:
    """An id: what people see, type and copy."""
    if not cell.isprintable():
        raise ValueError("must hold no control, format or bidi characters")
    if cell != cell.strip():
        raise ValueError("must not begin or end with a space")
    return cell


# Read as what is typed into a field is.
number = typed.number


def whole(cell: str) -> int:
    """A whole number that SQLite can hold."""
    found = typed.integer(cell)
    if found is None:
        raise ValueError("must be a whole number")
    return found


def count(cell: str) -> int:
    """A whole number that is not negative."""
    if (found := whole(cell)) < 0:
        raise ValueError("must not be negative")
    return found


def yes_or_no(cell: str) -> int:
    if cell not in ("0", "1"):
        raise ValueError("must be 0 or 1")
    return int(cell)


def texts(cell: str) -> str:
    """A list of texts, as a JSON array; it is kept as it is written."""
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise ValueError('must be a JSON array of texts: ["one", "two"]')
    return cell


def one_of(*choices: str) -> Read:
    """One of these words."""

    def read(cell: str) -> str:
        if cell not in choices:
            raise ValueError(f"must be one of: {', '.join(choices)}")
        return cell

    return read


def as_in_seeds(table: str, field: str) -> Read:
    """A cell that is checked as this field of the seeds is."""
    spec = SPECS[table]
    check = spec.required.get(field) or spec.optional[field]

    def read(cell: str) -> str:
        if (problem := check(cell)) is not None:
            raise ValueError(problem)
        return cell

    return read


def readers(columns: Iterable[str], special: Mapping[str, Read], *, raw: bool) -> dict[str, Read]:
    """How each of `columns` is read; columns of text lose the guard, unless they are `raw`."""
    found = {}
    for column in columns:
        read = special.get(column, text)
        found[column] = read if raw or column in NUMBERS else _unguarded(read)
    return found


def _unguarded(read: Read) -> Read:
    if read is text:
        return lambda cell: unguard(cell) or None

    def unguarded(cell: str) -> Cell:
        bare = unguard(cell)
        return read(bare) if bare else None

    return unguarded
