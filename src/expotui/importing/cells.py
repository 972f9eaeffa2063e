"""Cells → values as the store holds them. A reader of a cell raises ValueError: what is wrong.

An empty cell is a missing value: no reader sees one.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from expotui.export.guard import unguard
from expotui.export.tables import NUMBERS
from expotui.store.seed_fields import SPECS

Cell = str | int | float | None
Read = Callable[[str], Cell]

_WHOLE = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?")
# The smallest float there is has fewer characters, written out.
_LONGEST_NUMBER = 400
_INTEGERS = range(-(2**63), 2**63)


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


def whole(cell: str) -> int:
    """A whole number that SQLite can hold."""
    number = _integer(cell)
    if number is None:
        raise ValueError("must be a whole number")
    return number


def count(cell: str) -> int:
    """A whole number that is not negative."""
    if (number := whole(cell)) < 0:
        raise ValueError("must not be negative")
    return number


def yes_or_no(cell: str) -> int:
    if cell not in ("0", "1"):
        raise ValueError("must be 0 or 1")
    return int(cell)


def number(cell: str) -> int | float:
    """A finite number that is kept exactly: an integer of 64 bits, or the float it is spelt as."""
    if (integer := _integer(cell)) is not None:
        return integer
    if len(cell) > _LONGEST_NUMBER or not _NUMBER.fullmatch(cell):
        raise ValueError("must be a number: digits and a decimal point, without separators")
    near = float(cell)
    if not math.isfinite(near):
        raise ValueError("is too large")
    if Decimal(repr(near)) != Decimal(cell):
        raise ValueError("has more digits than can be kept exactly")
    # SQLite does the same: 5.0 is stored as 5.
    return int(near) if near.is_integer() and int(near) in _INTEGERS else near


def _integer(cell: str) -> int | None:
    if len(cell) <= 18 and cell.isascii() and cell.isdigit():
        return int(cell)
    if len(cell) > _LONGEST_NUMBER or not _WHOLE.fullmatch(cell):
        return None
    integer = int(cell)
    return integer if integer in _INTEGERS else None


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
