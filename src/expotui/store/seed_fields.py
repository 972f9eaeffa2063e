"""What each table of a seed file may hold: its fields, and the check of each.

A check returns what is wrong with a value, in words that follow the field's name, or None. The
meaning of the fields is in seed/README.md.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from expotui.facts import dates
from expotui.facts.quantities import Qualifier

Check = Callable[[Any], str | None]

# SQLite's largest whole number is a little above 9e18; what is reckoned from a value must fit too.
LARGEST = 10**18

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else "must be a non-empty string"


def _any_text(value: Any) -> str | None:
    return None if isinstance(value, str) else "must be a string"


def _id(value: Any) -> str | None:
    good = isinstance(value, str) and _ID.fullmatch(value)
    return None if good else "must be lower-case letters, digits, - and _"


def _whole(value: Any) -> str | None:
    if type(value) is not int:
        return "must be a whole number"
    return None if abs(value) <= LARGEST else "is too large"


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "must be true or false"


def _number(value: Any) -> str | None:
    if type(value) not in (int, float) or (type(value) is float and not math.isfinite(value)):
        return "must be a number"
    if abs(value) > LARGEST:
        return "is too large"
    if isinstance(value, float) and value != float(f"{value:.15g}"):
        return "has more digits than can be kept exactly (15)"
    return None


def _edtf(value: Any) -> str | None:
    if not isinstance(value, str):
        return "must be an EDTF date in quotation marks"
    try:
        dates.parse(value)
    except ValueError as error:
        return str(error)
    return None


def _span(value: Any) -> str | None:
    if isinstance(value, list) and len(value) == 2 and all(type(n) is int for n in value):
        return None if 0 <= value[0] < value[1] else "must be [start, end] with start before end"
    return "must be [start, end], in characters"


def _texts(value: Any) -> str | None:
    good = isinstance(value, list) and value and all(isinstance(item, str) for item in value)
    return None if good else "must be a list of strings"


def _tables(value: Any) -> str | None:
    good = isinstance(value, list) and all(isinstance(item, dict) for item in value)
    return None if good else "must be an array of tables"


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

_FIGURE = Spec(
    {
        "id": _id,
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
)  # fmt: skip

SPECS: dict[str, Spec] = {
    "series": Spec(
        {"id": _id, "name": _text, "short": _text}, {"first_year": _whole, "note": _text}
    ),
    "subjects": Spec({"id": _id, "name": _text}, {"note": _text}),
    "measures": Spec(
        {"id": _id, "label": _text, "unit": _any_text},
        {
            "decimals": _whole, "adds_up": _flag, "part_of": _text, "growth_of": _text,
            "change_of": _text, "scopes": _texts, "synonyms": _texts,
        },
    ),
    "scopes": Spec({"id": _id, "label": _text}, {"part_of": _texts, "note": _text}),
    "events": Spec(
        {
            "id": _id,
            "kind": _one_of("edition", "occasion", "sub-event", "group"),
            "name": _text,
            "date_basis": _BASIS,
        },
        {
            "edition": _whole, "edition_last": _whole, "short": _text, "city": _text,
            "country": _text, "venue": _text, "date": _edtf, "date_reason": _text,
            "part_of": _text, "joint_with": _text, "note": _text, "claims": _tables,
        },
    ),
    "events.claims": Spec(
        {"document": _text, "agrees": _flag},
        {"date": _edtf, "text": _text, "span": _span, "note": _text},
    ),
    "document": Spec(
        {
            "id": _id,
            "title": _text,
            "publisher": _text,
            "host_kind": _text,
            "language": _text,
            "published_basis": _text,
        },
        {
            "title_basis": _one_of("printed", "label"), "publisher_basis": _text,
            "host": _text, "origin": _text, "url": _text,
            "published": _edtf, "published_reason": _text, "about": _text, "copy_of": _text,
            "edition_claimed": _whole, "sha256": _sha256, "caution": _text,
        },
    ),
    "figures": _FIGURE,
    "further": Spec({**_FIGURE.required, "document": _text}, _FIGURE.optional),
    "quotes": Spec(
        {"id": _id, "speaker": _text, "cue": _text, "text": _text},
        {
            "event": _text, "role": _text, "anonymous": _flag, "span": _span, "paragraph": _whole,
            "occasion": _text, "edition_claimed": _whole, "note": _text,
        },
    ),
}  # fmt: skip


def misplaced_words(table: Mapping[str, Any]) -> tuple[str, str] | None:
    """The field, and what is wrong with it, where words and their positions contradict."""
    text, span = table.get("text", ""), table.get("span")
    if span is None:
        return None
    if span[1] - span[0] != len(text):
        return "span", f"is {span[1] - span[0]} characters long, the text {len(text)}"
    if "qualified" in table:
        start = table.get("qualified_from", -1)
        within = table["qualified"][span[0] - start :][: len(text)] if 0 <= start <= span[0] else ""
        if within != text:
            return "qualified_from", "does not put the text at its span"
    return None
