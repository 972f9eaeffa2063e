"""Citations found again in any text: notes, a manuscript, a .bib, .json or .ris file."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from expotui.citations.naming import tokens
from expotui.facts.locating import Place

# What the forms put in the place of a character, each read back wherever it stands.
_COMMANDS = {
    r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^",
    r"\textless{}": "<", r"\textgreater{}": ">", r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}", r"\`{}": "`", "-{}": "-", "'{}": "'",
}  # fmt: skip
_ESCAPED = re.compile("|".join(map(re.escape, _COMMANDS)) + r"""|\\(?P<char>[!-/:-@\[-`{-~])""")

_SHA256 = re.compile(r"sha256:([0-9a-f]{64})(?![0-9a-f])", re.IGNORECASE)
_LOCATOR = re.compile(
    r"(?:¶\s?(?P<paragraph>[0-9]{1,15}),\s+characters\s+(?P<start>[0-9]{1,15})\s?[–-]+\s?"
    r"(?P<end>[0-9]{1,15})|words\s+only,\s+no\s+position\s+kept),\s+“"
)
_BROKEN = re.compile(r"\s*\n\s*")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


class Record(NamedTuple):
    """What a citation says of what it cites; None is what it does not say."""

    id: str
    words: str | None = None
    place: Place | None = None
    sha256: str | None = None


def records(text: str) -> Iterator[Record]:
    """Every citation in `text`, in order, each once."""
    seen = set()
    for record in _all(_plain(text)):
        if record not in seen:
            seen.add(record)
            yield record


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same, however lines were broken and signs escaped."""
    return _normal(one) == _normal(other)


def _normal(text: str) -> str:
    return " ".join(_unescaped(text).replace("\\", "").split())


def _all(text: str) -> Iterator[Record]:
    before = 0
    for start, end, name in tokens(text):
        # What belongs to a citation stands before its token, in the same paragraph.
        passage = _BLANK_LINE.split(text[before:start])[-1]
        yield Record(name, *_passage(passage), _sha256(passage))
        before = end


def _passage(text: str) -> tuple[str | None, Place | None]:
    last = None
    for last in _LOCATOR.finditer(text):  # noqa: B007
        pass
    closing = text.rfind("”")
    if last is None or closing < last.end():
        return None, None
    place = None
    if last["paragraph"]:
        place = Place(int(last["paragraph"]), int(last["start"]), int(last["end"]))
    return _BROKEN.sub(" ", text[last.end() : closing]), place


def _sha256(text: str) -> str | None:
    found = _SHA256.findall(text)
    return found[-1].lower() if found else None


def _plain(text: str) -> str:
    """`text` without what its format put in."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip()[:1] in ("[", "{"):
        try:
            return "\n\n".join(_strings(json.loads(text)))
        except (ValueError, RecursionError):
            pass  # notes may begin with a bracket
    return _unescaped(_QUOTED.sub("", text))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: match["char"] or _COMMANDS[match[0]], text)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
