"""All rows of a store as one digest: what two runs made is the same, or it is not."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

# What a run leaves of the day it was on, and of how its transactions were cut.
_NOT_COMPARED = {"ingested"}
_TABLES = (
    "series", "events", "documents", "facts", "sketches", "bands", "fact_terms", "days", "totals",
    "unindexed", "unjudged",
)  # fmt: skip


def digests(store: Path) -> dict[str, tuple[int, str]]:
    """How many rows each table has, and a digest of them in order of their keys."""
    found = {}
    with closing(sqlite3.connect(store)) as db:
        for table in _TABLES:
            columns = [
                row[1] for row in db.execute(f"PRAGMA table_xinfo({table})")
                if row[1] not in _NOT_COMPARED
            ]  # fmt: skip
            total, rows = hashlib.sha256(), 0
            order = ", ".join(str(at + 1) for at in range(len(columns)))
            for row in db.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}"):
                total.update(repr(row).encode("utf-8", "surrogatepass"))
                rows += 1
            found[table] = rows, total.hexdigest()[:16]
    return found
