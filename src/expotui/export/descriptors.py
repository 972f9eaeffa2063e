"""The descriptions of a data package: what is in its files, for programs of others.

Written by hand: the libraries for it are far larger than what they would write.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from expotui.export.descriptions import TABLES
from expotui.export.fields import Field
from expotui.export.selection import Selection

MANIFEST = "datapackage.json"
WEB_MANIFEST = "csv-metadata.json"
# The member of the manifest by which expotui knows its own, and the version of the layout.
MARK, FORMAT = "expotui", 1

# Tables whose shipped rows are wholly ours: facts hold words of articles, documents their titles.
IN_OUR_WORDS = frozenset({"series", "measures", "scopes", "events"})

_MIT = {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}

# By table: the column, and the table whose id it holds. A fact's scope may be its own label.
_REFERENCES = {
    "measures": {"part_of": "measures", "growth_of": "measures", "change_of": "measures"},
    "events": {"series": "series", "part_of": "events", "joint_with": "events"},
    "documents": {"event": "events", "copy_of": "documents"},
    "facts": {
        "series": "series", "event": "events", "home_event": "events", "measure": "measures",
        "document": "documents",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A table that has been written: how many rows and bytes, their SHA-256 (hexadecimal), and
    whether all rows are ours.
    """

    kind: str
    fields: Sequence[Field]
    rows: int
    bytes: int
    sha256: str
    ours: bool

    @property
    def path(self) -> str:
        return f"{self.kind}.csv"

    @property
    def key(self) -> list[str]:
        """The primary key, where each row has one."""
        return [field.name for field in self.fields if field.name == "id" and field.required]


def data_package(tables: Sequence[Written], selection: Selection) -> str:
    """The text of `datapackage.json`."""
    return _json(
        {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "expotui-facts",
            "title": "Facts of trade expos",
            "description": _description(selection),
            MARK: {"format": FORMAT, "selection": _selected(selection)},
            "keywords": ["trade expos", "press coverage", "fact-checking"],
            "sources": [{"title": "The documents of documents.csv", "path": "documents.csv"}],
            "resources": [_resource(table) for table in tables],
        }
    )


def on_the_web(tables: Sequence[Written], selection: Selection) -> str:
    """The text of `csv-metadata.json`."""
    return _json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "dc:title": "Facts of trade expos",
            "dc:description": _description(selection),
            "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
            "tables": [_web_table(table) for table in tables],
        }
    )


def _description(selection: Selection) -> str:
    chosen = ", ".join(f"{name} {value}" for name, value in _selected(selection).items())
    return (
        "Figures and quotes of press coverage of trade expos: who claimed what about which event, "
        "when, and where it stands. "
        + (f"Facts selected by {chosen}, and what they refer to. " if chosen else "")
        + "Cells are as they are: none is guarded against spreadsheets that run formulas. Words as "
        "printed and as spoken, and titles of pages, are quoted from the documents that "
        "documents.csv lists and stay their publishers'."
    )


def _selected(selection: Selection) -> dict[str, str]:
    """The filters, as people gave them."""
    found = selection.values()
    # Numbers of this store alone: what was found is in the facts.
    if found.pop("hits", None) is not None:
        found["search"] = "hits"
    return found


def _resource(table: Written) -> dict[str, Any]:
    title, description = TABLES[table.kind]
    return {
        "name": table.kind,
        "type": "table",
        "title": title,
        "description": description,
        "path": table.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": table.bytes,
        "hash": f"sha256:{table.sha256}",
        **({"licenses": [_MIT]} if table.ours else {}),
        "dialect": {
            "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True,
            "skipInitialSpace": False, "header": True,
        },
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "missingValues": [""],
            **({"primaryKey": table.key} if table.key else {}),
            **_foreign_keys(table.kind),
        },
    }  # fmt: skip


def _field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.choices:
        constraints["enum"] = list(field.choices)
    return {
        "name": field.name,
        "type": field.type,
        "title": field.title,
        "description": field.description,
        **({"trueValues": ["1"], "falseValues": ["0"]} if field.type == "boolean" else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _foreign_keys(kind: str) -> dict[str, Any]:
    keys = [
        {
            "fields": [column],
            # A table names itself by an empty name.
            "reference": {"resource": "" if table == kind else table, "fields": ["id"]},
        }
        for column, table in _REFERENCES.get(kind, {}).items()
    ]
    return {"foreignKeys": keys} if keys else {}


def _web_table(table: Written) -> dict[str, Any]:
    title, description = TABLES[table.kind]
    keys = [
        {
            "columnReference": column,
            "reference": {"resource": f"{other}.csv", "columnReference": "id"},
        }
        for column, other in _REFERENCES.get(table.kind, {}).items()
    ]
    return {
        "url": table.path,
        "dc:title": title,
        "dc:description": description,
        **({"dc:license": {"@id": _MIT["path"]}} if table.ours else {}),
        "tableSchema": {
            "columns": [_web_column(field) for field in table.fields],
            **({"primaryKey": table.key} if table.key else {}),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _web_column(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "titles": field.name,
        "dc:description": field.description,
        "datatype": _web_type(field),
        "required": field.required,
    }


def _web_type(field: Field) -> Any:
    if field.choices:
        return {"base": "string", "format": "|".join(field.choices)}
    if field.type == "boolean":
        return {"base": "boolean", "format": "1|0"}
    if field.type == "date":
        return {"base": "date", "format": "yyyy-MM-dd"}
    # Numbers are written in full, with no exponent.
    return "decimal" if field.type == "number" else field.type


def _json(value: Any) -> str:
    # ASCII alone: safe to print, whatever an id of a filter holds.
    return json.dumps(value, indent=2) + "\n"
