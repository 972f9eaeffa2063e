"""Reading seed/: TOML files, each checked field by field as it is read.

The layout and the meaning of each field are in seed/README.md. What is wrong is told as
`file:line: field: problem`, and nothing of a malformed seed reaches a store.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from expotui.errors import InputError, SeedError
from expotui.store.seed_fields import SPECS, misplaced_words

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a seed file, with where it stands: for errors found later (dangling ids)."""

    values: Table
    file: Path
    table: str
    index: int
    claims: list["Entry"] = field(default_factory=list)

    def error(self, field_name: str, problem: str) -> SeedError:
        line = _line_of(self.file, self.table, self.index, field_name)
        return SeedError(_shown(self.file), line, field_name, problem)


@dataclass(slots=True)
class Seeds:
    """All that seed/ says, as checked tables."""

    series: list[Entry] = field(default_factory=list)
    subjects: list[Entry] = field(default_factory=list)
    measures: list[Entry] = field(default_factory=list)
    scopes: list[Entry] = field(default_factory=list)
    events: list[Entry] = field(default_factory=list)
    documents: list[Entry] = field(default_factory=list)
    figures: list[Entry] = field(default_factory=list)
    further: list[Entry] = field(default_factory=list)
    quotes: list[Entry] = field(default_factory=list)


def read_seeds(folder: Path) -> Seeds:
    """Read and check every seed below `folder`.

    Raises:
        SeedError: a file is no TOML, or a field is missing, unknown or malformed.
        InputError: a file cannot be read, or there are no seeds at all.
    """
    seeds = Seeds()
    for name, tables in _HELD.items():
        _read_lists(folder / f"{name}.toml", tables, seeds)
    for path in sorted((folder / "events").glob("*.toml")):
        _read_lists(path, ("events",), seeds, series=path.stem)
    for collection in ("documents", "reference"):
        for path in sorted((folder / collection).glob("*.toml")):
            _read_document(path, collection, seeds)
    if (further := folder / "further.toml").exists():
        _read_lists(further, ("further",), seeds)
    if not seeds.documents:
        raise InputError(f"no seeds in {folder}: reinstall expotui")
    return seeds


# The tables of each file beside the documents'.
_HELD = {
    "series": ("series", "subjects"),
    "measures": ("measures",),
    "scopes": ("scopes",),
}


def _read_lists(path: Path, tables: Sequence[str], seeds: Seeds, **extra: str) -> None:
    for name, value in _load(path).items():
        if name not in tables:
            raise _misplaced(path, name, f"this file holds {_headers(*tables)}")
        target: list[Entry] = getattr(seeds, name)
        target += _entries(path, name, value, extra)


def _read_document(path: Path, collection: str, seeds: Seeds) -> None:
    content = _load(path)
    holds = "a document holds [document], [[figures]] and [[quotes]]"
    for name in content:
        if name not in ("document", "figures", "quotes"):
            raise _misplaced(path, name, holds)
    document = content.get("document")
    if not isinstance(document, dict):
        raise _misplaced(path, "document", holds)
    extra = {"collection": collection}
    entry = _entries(path, "document", [document], extra)[0]
    seeds.documents.append(entry)
    of_document = {"document": entry.values["id"], "collection": collection}
    seeds.figures += _entries(path, "figures", content.get("figures", []), of_document)
    seeds.quotes += _entries(path, "quotes", content.get("quotes", []), of_document)


def _entries(path: Path, name: str, tables: Any, extra: Table) -> list[Entry]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _misplaced(path, name, f"must be written {_headers(name)}")
    entries: list[Entry] = []
    claims = 0
    for index, table in enumerate(tables):
        entry = Entry({**table, **extra}, path, name, index)
        _check(entry, table)
        for claim in table.get("claims", []):
            entry.claims.append(Entry(claim, path, "events.claims", claims))
            _check(entry.claims[-1], claim)
            claims += 1
        entries.append(entry)
    return entries


def _check(entry: Entry, table: Table) -> None:
    spec = SPECS[entry.table]
    for name in spec.required:
        if name not in table:
            raise entry.error(name, "is missing")
    for name, value in table.items():
        check = spec.required.get(name) or spec.optional.get(name)
        if check is None:
            raise entry.error(name, "is not a field of this table")
        if problem := check(value):
            raise entry.error(name, problem)
    if wrong := misplaced_words(table):
        raise entry.error(*wrong)


def _headers(*names: str) -> str:
    return " and ".join(f"[[{name}]]" for name in names)


def _misplaced(path: Path, name: str, problem: str) -> SeedError:
    line = next((at for at, header, key in _lines(path) if name in (header.strip("[]"), key)), 1)
    return SeedError(_shown(path), line, name, problem)


def _load(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise SeedError(_shown(path), _line_said(path, str(error)), "TOML", str(error)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SeedError(_shown(path), line, "TOML", f"is not UTF-8: {error.reason}") from error
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error


def _line_said(path: Path, message: str) -> int:
    """The line a message of tomllib speaks of: "(at line 3, column 5)", "(at end of document)"."""
    if said := re.search(r"\(at line (\d+)", message):
        return int(said[1])
    return len(path.read_bytes().rstrip().split(b"\n"))


def _line_of(path: Path, table: str, index: int, field_name: str) -> int:
    """The line of a field, found again in the text: tomllib does not keep positions.

    Where the table has no such field, the line of its header; a header within another table's
    fields (`[[events.claims]]`) ends them.
    """
    wanted = f"[{table}]" if table == "document" else f"[[{table}]]"
    seen, at_table = -1, 1
    for number, header, key in _lines(path):
        if header:
            if seen == index:
                break
            if header == wanted:
                seen, at_table = seen + 1, number
        elif seen == index and key == field_name:
            return number
    return at_table


def _lines(path: Path) -> Iterator[tuple[int, str, str]]:
    """(number, header, key) of each line: `[[events]]` has a header, `name = …` a key."""
    text = path.read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith("["):
            yield number, line.split("#")[0].replace(" ", "").strip(), ""
        else:
            yield number, "", line.split("=")[0].strip().strip("\"'")


def _shown(path: Path) -> str:
    """The path from seed/ on, as one would look for it."""
    parts = path.parts
    return "/".join(parts[parts.index("seed") :]) if "seed" in parts else str(path)
