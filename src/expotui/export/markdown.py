"""Rows as a pipe table of GitHub's Markdown, for a note: a choice of columns, readable ones.

What stands in a cell is text from documents, whatever it looks like: it can't end the cell, and is
no emphasis, link, HTML or mathematics. Characters that can't be seen are spelled out.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TextIO

from expotui.facts.decisions import CORRECTED
from expotui.facts.quantities import Qualifier, compact, plain, printable
from expotui.facts.text import visible

Record = Mapping[str, Any]
Labels = Mapping[str, str]

# What begins markup within a line, each of which a backslash makes a plain character. GitHub makes
# links of bare addresses too: of `://`, and of `www.`.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def escaped(text: str) -> str:
    """`text` on one line of Markdown that shows it as it is."""
    return _MARKUP.sub(r"\\\g<0>", visible(text))


class Namer:
    """The labels of measures and scopes, as people read them."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.measures = _labels(db, "measures")
        self.scopes = _labels(db, "scopes")


def write_table(kind: str, records: Iterable[Record], names: Namer, stream: TextIO) -> int:
    """Write the rows of a kind of export; returns how many."""
    columns = _COLUMNS[kind]
    for cells in (columns, ["---:" if name in _TO_THE_RIGHT else "---" for name in columns]):
        stream.write(f"| {' | '.join(cells)} |\n")
    count = 0
    for record in records:
        texts = (escaped(cell(record, names)).strip() for cell in columns.values())
        stream.write(f"| {' | '.join(texts)} |\n")
        count += 1
    return count


def _labels(db: sqlite3.Connection, table: str) -> Labels:
    return {_text(row[0]): _text(row[1]) for row in db.execute(f"SELECT id, label FROM {table}")}


def _text(cell: Any) -> str:
    """A cell that may hold anything, as text."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    return plain(cell)


def _plain_cell(column: str) -> Callable[[Record, Namer], str]:
    return lambda record, _names: _text(record.get(column))


def _first_of(*columns: str) -> Callable[[Record, Namer], str]:
    return lambda record, _names: next(filter(None, (_text(record.get(c)) for c in columns)), "")


def _joined(separator: str, *columns: str) -> Callable[[Record, Namer], str]:
    return lambda record, _names: separator.join(
        filter(None, (_text(record.get(column)) for column in columns))
    )


def _what(record: Record, names: Namer) -> str:
    """What a figure counts, or who says the words."""
    if measure := _text(record.get("measure")):
        return names.measures.get(measure, measure)
    # Whose name was kept back is described by what stands for it.
    role = "" if record.get("anonymous") else _text(record["role"])
    return ", ".join(filter(None, (_text(record["speaker"]), role)))


def _scope(record: Record, names: Namer) -> str:
    scope = _text(record.get("scope"))
    return names.scopes.get(scope, scope.replace("_", " "))


def _value(record: Record, _names: Namer) -> str:
    """A figure as short as it goes without rounding, with the sign of its hedge."""
    value = printable(record.get("value"))
    if value is None:
        return ""
    sign = Qualifier.stored(_text(record.get("qualifier"))).sign
    short = compact(value, _text(record.get("unit")), upper=printable(record.get("upper")))
    # The columns that say what was corrected, and by whom, are not in this table.
    corrected = CORRECTED in _text(record.get("flags")).split()
    return f"{sign} {short}{' (corrected)' if corrected else ''}".strip()


def _locator(record: Record, _names: Namer) -> str:
    paragraph, start, end = (_text(record[c]) for c in ("paragraph", "span_start", "span_end"))
    return ", ".join(_parts(paragraph, start, end))


def _parts(paragraph: str, start: str, end: str) -> Iterator[str]:
    if paragraph:
        yield f"¶{paragraph}"
    if start and end:
        yield f"characters {start}–{end}"


_FACTS: dict[str, Callable[[Record, Namer], str]] = {
    "event": _first_of("event_name", "subject", "series"),
    "measure or speaker": _what,
    "scope": _scope,
    "as printed": _first_of("text_with_qualifier", "text"),
    "value": _value,
    "stage": _plain_cell("stage"),
    "source": _joined(": ", "publisher", "document_title"),
    "published": _plain_cell("published"),
    "where": _locator,
    "id": _plain_cell("id"),
}
_ONLY_FIGURES = {"scope", "value", "stage"}

_COLUMNS: dict[str, dict[str, Callable[[Record, Namer], str]]] = {
    "facts": _FACTS,
    "figures": {"measure" if k == "measure or speaker" else k: c for k, c in _FACTS.items()},
    "quotes": {
        "speaker" if name == "measure or speaker" else name: cell
        for name, cell in _FACTS.items()
        if name not in _ONLY_FIGURES
    },
    "events": {
        "date": _plain_cell("date"),
        "event": _plain_cell("name"),
        "fair": _plain_cell("series_name"),
        "edition": _joined("–", "edition", "edition_last"),
        "place": _joined(", ", "venue", "city", "country"),
        "figures": _plain_cell("figures"),
        "quotes": _plain_cell("quotes"),
        "id": _plain_cell("id"),
    },
    "documents": {
        "published": _plain_cell("published"),
        "publisher": _plain_cell("publisher"),
        "title": _plain_cell("title"),
        "event": _plain_cell("event_name"),
        "url": _plain_cell("url"),
        "figures": _plain_cell("figures"),
        "quotes": _plain_cell("quotes"),
        "id": _plain_cell("id"),
    },
}
_TO_THE_RIGHT = {"value", "figures", "quotes", "edition"}
