"""Write seed files: flat TOML tables of strings, numbers, booleans and short lists."""

import json
from typing import Any

Tables = list[tuple[str, dict[str, Any]]]


def dump(tables: Tables) -> str:
    """The TOML of `(name, table)` pairs; `[name]` is one of an array; None is left out."""
    blocks = []
    for name, table in tables:
        lines = [f"[{name}]"]
        lines += [f"{key} = {value(item)}" for key, item in table.items() if item is not None]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def value(item: Any) -> str:
    """One TOML value. A JSON string is a TOML string, but for DEL."""
    if isinstance(item, float) and item.is_integer():
        item = int(item)
    return json.dumps(item, ensure_ascii=False).replace("\x7f", "\\u007F")
