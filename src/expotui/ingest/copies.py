"""Near-duplicates: of texts that are alike, all are copies of the one published first."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from expotui.ingest.likeness import ALIKE, BANDS, Sketch, alike, estimated, shingles
from expotui.store.writing import Writer

# Documents of one band that are looked at, those with most bands in common whose sketches are, and
# texts that are compared word by word: what a new document costs does not grow with the store, not
# even where all of it is alike.
_OF_BAND, _ESTIMATED, _COMPARED = 40, 16, 8
# Two texts that are alike have two thirds of all their pairs in common; by the bins it is less at
# times.
_MAYBE = 0.45

_DOCUMENTS = """SELECT d.key, d.id, d.owner, d.published_start, d.copy_of_id, s.sketch
    FROM documents d JOIN sketches s ON s.document_key = d.key
    WHERE d.key IN (SELECT value FROM json_each(?)) ORDER BY d.key"""
# One statement for all bands, a limit for each.
_SHARED = " UNION ALL ".join(
    "SELECT * FROM (SELECT document_key FROM bands WHERE band = ?"
    f" ORDER BY document_key LIMIT {_OF_BAND})"
    for _ in range(BANDS)
)
_FIRST = "SELECT id, owner, published_start FROM documents WHERE id = ?"


class Original(NamedTuple):
    """A document that others are copies of, or may be."""

    id: str
    owner: str
    published: str | None


def remember(writer: Writer, key: int, sketch: Sketch) -> None:
    """Keep the sketch of a document for those that come after it."""
    if writer.db.execute("SELECT 1 FROM sketches WHERE document_key = ?", (key,)).fetchone():
        return
    row = {"document_key": key, "pairs": sketch.pairs, "sketch": sketch.bins}
    writer.insert("sketches", [row])
    bands = dict.fromkeys(sketch.bands)
    writer.insert("bands", ({"band": band, "document_key": key} for band in bands))


def original_of(db: sqlite3.Connection, text: str, sketch: Sketch) -> Original | None:
    """The first published of the documents that a text is alike to, where there is any."""
    own = shingles(text)
    found: dict[str, Original] = {}
    compared = 0
    for row in _maybe_alike(db, sketch):
        first = row["copy_of_id"] or row["id"]
        if first in found or compared == _COMPARED:
            continue
        compared += 1
        held = db.execute("SELECT text FROM documents WHERE key = ?", (row["key"],)).fetchone()[0]
        if held and alike(own, shingles(held)) >= ALIKE:
            found[first] = Original(*db.execute(_FIRST, (first,)).fetchone())
    return min(found.values(), key=lambda one: one.published or "9999", default=None)


def comes_before(published: str | None, original: Original) -> bool:
    """Whether a new document was published before what was the original until now.

    Of documents without a date, the first that the store had is the original; shipped ones, which
    are not ours to change here, stay it.
    """
    if published is None or original.published is None or original.owner != "user":
        return False
    return published < original.published


def follow(writer: Writer, original: Original, first: str) -> None:
    """Make a document and all its copies copies of `first`, which is there by now."""
    rows = writer.db.execute(
        "SELECT id FROM documents WHERE id = ? OR copy_of_id = ?", (original.id, original.id)
    ).fetchall()
    writer.update("documents", [row[0] for row in rows], {"copy_of_id": first})


def _maybe_alike(db: sqlite3.Connection, sketch: Sketch) -> Iterator[sqlite3.Row]:
    """Documents that have bands in common with a text, those with the most first."""
    shared = Counter(row[0] for row in db.execute(_SHARED, sketch.bands))
    if not shared:
        return
    # Of those with as many, the first: which they are is not to depend on the order of bands.
    most = sorted(shared, key=lambda key: (-shared[key], key))[:_ESTIMATED]
    rows = db.execute(_DOCUMENTS, (json.dumps(most),)).fetchall()
    near = [(estimated(sketch.bins, row["sketch"]), row) for row in rows]
    near.sort(key=lambda pair: -pair[0])
    yield from (row for share, row in near if share >= _MAYBE)
