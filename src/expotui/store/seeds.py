"""Reading seed/: TOML files, each checked field by field as it is read.

The layout and the meaning of each field are in seed/README.md. What is wrong is told as
`file:line: field: problem`, and nothing of a malformed seed reaches a store.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from expotui.errors import InputError, SeedError
from expotui.facts import dates
from expotui.facts.quantities import Qualifier

Table = dict[str, Any]
Check = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a seed file, with where it stands: for errors found later (dangling ids)."""

    values: Table
    file: Path
    table: str
    index: int

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
    quotes: list[Entry] = field(default_factory=list)


def read_seeds(folder: Path) -> Seeds:
    """Read and check every seed below `folder`.

    Raises:
        SeedError: a file is no TOML, or a field is missing, unknown or malformed.
        InputError: a file cannot be read, or there are no seeds at all.
    """
    seeds = Seeds()
    for name in ("series", "measures", "scopes"):
        _read_lists(folder / f"{name}.toml", seeds)
    for path in sorted((folder / "events").glob("*.toml")):
        _read_lists(path, seeds, series=path.stem)
    for collection in ("documents", "reference"):
        for path in sorted((folder / collection).glob("*.toml")):
            _read_document(path, collection, seeds)
    if not seeds.documents:
        raise InputError(f"no seeds in {folder}: reinstall expotui")
    return seeds


# --- what a field may hold ---------------------------------------------------------------------


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else "must be a non-empty string"


def _whole(value: Any) -> str | None:
    return None if type(value) is int else "must be a whole number"


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "must be true or false"


def _number(value: Any) -> str | None:
    if type(value) not in (int, float):
        return "must be a number"
    if len(f"{value:.17g}".replace(".", "").strip("0-")) > 15 and value != round(value, 10):
        return "has more digits than can be kept exactly (15)"
    return None


def _edtf(value: Any) -> str | None:
    try:
        dates.parse(value)
    except (TypeError, ValueError, AttributeError) as error:
        return str(error)
    return None


def _span(value: Any) -> str | None:
    if isinstance(value, list) and len(value) == 2 and all(type(n) is int for n in value):
        return None if 0 <= value[0] < value[1] else "must be [start, end] with start before end"
    return "must be [start, end], in characters"


def _texts(value: Any) -> str | None:
    good = isinstance(value, list) and value and all(isinstance(item, str) for item in value)
    return None if good else "must be a list of strings"


def _sha256(value: Any) -> str | None:
    good = isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")
    return None if good else "must be 64 lower-case hexadecimal digits"


def _one_of(*choices: str) -> Check:
    listed = ", ".join(choices)
    return lambda value: None if value in choices else f"must be one of: {listed}"


@dataclass(frozen=True, slots=True)
class Spec:
    """The fields of one kind of table: those it must have, and those it may."""

    required: Mapping[str, Check]
    optional: Mapping[str, Check]


_BASIS = _one_of("stated", "inferred", "outside")

_SPECS: dict[str, Spec] = {
    "series": Spec(
        {"id": _text, "name": _text, "short": _text}, {"first_year": _whole, "note": _text}
    ),
    "subjects": Spec({"id": _text, "name": _text}, {"note": _text}),
    "measures": Spec({"id": _text, "label": _text, "unit": _text}, {}),
    "scopes": Spec({"id": _text, "label": _text}, {"note": _text}),
    "events": Spec(
        {
            "id": _text,
            "kind": _one_of("edition", "occasion", "sub-event", "group"),
            "name": _text,
            "date_basis": _BASIS,
        },
        {
            "edition": _whole, "edition_last": _whole, "short": _text, "city": _text,
            "country": _text, "venue": _text, "date": _edtf, "date_reason": _text,
            "part_of": _text, "joint_with": _text, "note": _text, "claims": lambda _: None,
        },
    ),
    "claims": Spec(
        {"document": _text, "agrees": _flag},
        {"date": _edtf, "text": _text, "span": _span, "note": _text},
    ),
    "document": Spec(
        {
            "id": _text,
            "title": _text,
            "publisher": _text,
            "host_kind": _text,
            "language": _text,
            "published_basis": _text,
        },
        {
            "publisher_basis": _text, "host": _text, "origin": _text, "url": _text,
            "published": _edtf, "published_reason": _text, "about": _text, "copy_of": _text,
            "edition_claimed": _whole, "sha256": _sha256, "caution": _text,
        },
    ),
    "figures": Spec(
        {
            "id": _text,
            "measure": _text,
            "scope": _text,
            "qualifier": _one_of(*Qualifier),
            "unit": _text,
            "text": _text,
        },
        {
            "event": _text, "series": _text, "subject": _text,
            "stage": _one_of("forecast", "opening", "closing", "retrospective"),
            "value": _number, "upper": _number, "direction": _one_of("up", "down"),
            "counts": _text, "period": _edtf, "period_basis": _BASIS, "edition_claimed": _whole,
            "speaker": _text, "role": _text, "span": _span, "paragraph": _whole,
            "qualified": _text, "qualified_from": _whole, "flags": _texts, "note": _text,
        },
    ),
    "quotes": Spec(
        {"id": _text, "speaker": _text, "cue": _text, "text": _text},
        {
            "event": _text, "role": _text, "anonymous": _flag, "span": _span, "paragraph": _whole,
            "occasion": _text, "edition_claimed": _whole, "note": _text,
        },
    ),
}  # fmt: skip


# --- reading -----------------------------------------------------------------------------------


def _read_lists(path: Path, seeds: Seeds, **extra: str) -> None:
    for name, tables in _load(path).items():
        target = getattr(seeds, name, None)
        if name not in _SPECS or not isinstance(target, list) or not isinstance(tables, list):
            raise SeedError(_shown(path), 1, name, "is not a table this file may hold")
        target += _entries(path, name, tables, extra)


def _read_document(path: Path, collection: str, seeds: Seeds) -> None:
    content = _load(path)
    if set(content) - {"document", "figures", "quotes"} or "document" not in content:
        raise SeedError(
            _shown(path), 1, "document", "a document holds [document], [[figures]] and [[quotes]]"
        )
    extra = {"collection": collection}
    document = _entries(path, "document", [content["document"]], extra)[0]
    seeds.documents.append(document)
    of_document = {"document": document.values["id"], "collection": collection}
    seeds.figures += _entries(path, "figures", content.get("figures", []), of_document)
    seeds.quotes += _entries(path, "quotes", content.get("quotes", []), of_document)


def _entries(path: Path, name: str, tables: list[Table], extra: dict[str, str]) -> list[Entry]:
    entries = []
    for index, table in enumerate(tables):
        entry = Entry({**table, **extra}, path, name, index)
        _check(entry, table)
        for claim in table.get("claims", []) if name == "events" else []:
            _check(Entry(claim, path, "events.claims", index), claim, _SPECS["claims"])
        entries.append(entry)
    return entries


def _check(entry: Entry, table: Table, spec: Spec | None = None) -> None:
    spec = spec or _SPECS[entry.table]
    for name in spec.required:
        if name not in table:
            raise entry.error(name, "is missing")
    for name, value in table.items():
        check = spec.required.get(name) or spec.optional.get(name)
        if check is None:
            raise entry.error(name, "is not a field of this table")
        if problem := check(value):
            raise entry.error(name, problem)


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        line = getattr(error, "lineno", None) or _line_in(str(error))
        raise SeedError(_shown(path), line, "TOML", str(error)) from error
    except UnicodeDecodeError as error:
        raise SeedError(_shown(path), 1, "TOML", f"is not UTF-8: {error}") from error
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error


def _line_in(message: str) -> int:
    words = message.replace(",", " ").replace(")", " ").split()
    return int(words[words.index("line") + 1]) if "line" in words[:-1] else 1


def _line_of(path: Path, table: str, index: int, field_name: str) -> int:
    """The line of a field, found again in the text: tomllib does not keep positions."""
    header = f"[{table}]" if table == "document" else f"[[{table}]]"
    at_table = 1
    seen = -1
    for number, line in _numbered(path):
        if line.startswith("["):
            if seen == index and line.split("#")[0].strip() == header:
                break
            if line.split("#")[0].strip() == header:
                seen += 1
                at_table = number
        elif seen == index and line.split("=")[0].strip() == field_name:
            return number
    return at_table


def _numbered(path: Path) -> Iterator[tuple[int, str]]:
    text = path.read_text(encoding="utf-8", errors="replace")
    yield from enumerate((line.strip() for line in text.splitlines()), start=1)


def _shown(path: Path) -> str:
    """The path from seed/ on, as one would look for it."""
    parts = path.parts
    return "/".join(parts[parts.index("seed") :]) if "seed" in parts else str(path)
