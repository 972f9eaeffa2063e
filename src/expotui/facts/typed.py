"""Numbers as they are written in a file or typed into a field: kept exactly, or refused."""

import math
import re
from decimal import Decimal

_WHOLE = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?")
# The smallest float there is has fewer characters, written out.
_LONGEST_NUMBER = 400
_INTEGERS = range(-(2**63), 2**63)


def number(cell: str) -> int | float:
    """A finite number that is kept exactly: an integer of 64 bits, or the float it is spelt as.

    Raises:
        ValueError: it is none.
    """
    if (whole := integer(cell)) is not None:
        return whole
    if len(cell) > _LONGEST_NUMBER or not _NUMBER.fullmatch(cell):
        raise ValueError("must be a number: digits and a decimal point, without separators")
    near = float(cell)
    if not math.isfinite(near):
        raise ValueError("is too large")
    if Decimal(repr(near)) != Decimal(cell):
        raise ValueError("has more digits than can be kept exactly")
    # SQLite does the same: 5.0 is stored as 5.
    return int(near) if near.is_integer() and int(near) in _INTEGERS else near


def integer(cell: str) -> int | None:
    """A whole number of 64 bits; None where it is none."""
    if len(cell) <= 18 and cell.isascii() and cell.isdigit():
        return int(cell)
    if len(cell) > _LONGEST_NUMBER or not _WHOLE.fullmatch(cell):
        return None
    whole = int(cell)
    return whole if whole in _INTEGERS else None
