"""A citation as an item of CSL-JSON, which Zotero, pandoc and citeproc read."""

import json
from typing import Any

from expotui.citations.dated import Dated
from expotui.citations.model import Citation


def entry(cited: Citation) -> str:
    """One item, a line of JSON. Its texts are printable: nothing in it needs an escape."""
    return json.dumps(item(cited), ensure_ascii=False)


def item(cited: Citation) -> dict[str, Any]:
    """The item's fields; those without a value are left out."""
    found = {
        "id": cited.key,
        "type": "webpage" if cited.url else "document",
        "author": [{"literal": cited.publisher}] if cited.publisher else None,
        "title": cited.bracketed,
        "container-title": cited.host,
        "issued": _issued(cited.dated),
        "accessed": _day(cited),
        "URL": cited.url,
        "language": cited.language,
        "note": cited.note,
    }
    return {name: value for name, value in found.items() if value}


def _issued(date: Dated) -> dict[str, Any] | None:
    if not date.parts:
        return None
    issued: dict[str, Any] = {"date-parts": [list(parts) for parts in date.parts]}
    return {**issued, "circa": True} if date.circa else issued


def _day(cited: Citation) -> dict[str, Any] | None:
    day = cited.accessed
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
