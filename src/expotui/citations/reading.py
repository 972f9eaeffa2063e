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
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


# Words, and where they stand; None is what is not said.
Passage = tuple[str | None, Place | None]
_NOTHING: Passage = (None, None)
# Readings of one citation that are kept.
_MOST = 20


class Record(NamedTuple):
    """What a citation says of what it cites; None is what it does not say. `others` are other
    readings of words and place, of words that look like a locator themselves.
    """

    id: str
    words: str | None = None
    place: Place | None = None
    sha256: str | None = None
    others: tuple[Passage, ...] = ()


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
        first, *others = _passages(passage) or [_NOTHING]
        yield Record(name, *first, _sha256(passage), tuple(others))
        before = end


def _passages(text: str) -> list[Passage]:
    """What may be the words of a citation and their place, the likeliest first: the last locator
    before them. Words, and what stands before the locator, may look like one.
    """
    closing = text.rfind("”")
    found: list[Passage] = []
    for match in _LOCATOR.finditer(text):
        if closing < match.end():
            break
        place = None
        if match["paragraph"]:
            place = Place(int(match["paragraph"]), int(match["start"]), int(match["end"]))
        words = " ".join(map(str.strip, text[match.end() : closing].split("\n")))
        found.append((words, place))
        del found[:-_MOST]
    return found[::-1]


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
