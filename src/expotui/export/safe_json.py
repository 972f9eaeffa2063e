"""JSON that is safe to print: no control, format or bidi character stands in it unescaped."""

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

_UNPRINTABLE = re.compile(r"[^ -~]")


def dumps(value: Any) -> str:
    """One line of JSON. Letters of all scripts stay readable; what can't be seen is `\\uXXXX`."""
    text = _ENCODER.encode(value)
    # Outside strings, JSON is ASCII: whatever is escaped here stands inside one.
    return text if text.isprintable() else _UNPRINTABLE.sub(_escape, text)


def record(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON shows it: integral numbers without a fraction, no infinities."""
    return {name: _number(cell) if type(cell) is float else cell for name, cell in row.items()}


def _number(number: float) -> int | float | None:
    if number.is_integer():
        return int(number)
    return number if abs(number) < float("inf") else None


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char.isprintable() or unicodedata.category(char) == "Zs":
        return char
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def _decode(value: object) -> str:
    # SQLite columns may hold bytes whatever their type says.
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_decode)
