"""The query language: words, `"exact phrases"`, `field:value`, and `-` before what is not wanted.

Whatever is no filter is a word: a query never fails for its signs alone. What a filter can't mean
is told in words (`Problem`), where it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from expotui.facts.tokens import CJK, Token, tokens

# Characters of a query that are looked at, and what of them.
LONGEST = 400
MOST_WORDS = 12

# The names of the filters, and what else people call them.
FIELDS = (
    "speaker", "measure", "event", "series", "source", "scope", "stage", "unit", "year", "page",
    "value", "is",
)  # fmt: skip
_ALSO = {
    "publisher": "source", "who": "speaker", "said": "speaker", "published": "page",
    "fair": "series", "date": "year", "in": "event",
}  # fmt: skip

_PART = re.compile(
    r'(?<!\S)(?P<minus>-(?=[\w"]))?(?:(?P<name>[A-Za-z]+):(?=\S|$))?'
    r'(?P<value>(?:"[^"]*"?|[^\s"])+|(?<=:)$)'
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a query between spaces, and where it stands (end exclusive).

    `value` has no quotation marks any more; `quoted` tells that it had some.
    """

    start: int
    end: int
    name: str
    value: str
    quoted: bool
    excluded: bool


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, taken apart: tokens of plain words, and the parts that are more."""

    words: tuple[Token, ...]
    parts: tuple[Part, ...]

    @property
    def empty(self) -> bool:
        return not self.words and not self.parts


def parse(text: str) -> Query:
    """Take a query apart."""
    text = text[:LONGEST]
    words: list[Token] = []
    parts: list[Part] = []
    plain_from = 0
    for part in split(text):
        if not (part.name or part.quoted or part.excluded):
            continue
        words += typed_tokens(text[plain_from : part.start])
        plain_from = part.end
        parts.append(part)
    words += typed_tokens(text[plain_from:])
    return Query(tuple(words[:MOST_WORDS]), tuple(parts[:MOST_WORDS]))


def split(text: str) -> Iterator[Part]:
    """The parts of a query, plain words among them."""
    for match in _PART.finditer(text):
        name = (match["name"] or "").casefold()
        name = _ALSO.get(name, name)
        known = name in FIELDS
        # "10:30" and "https://…" are words with a colon in them.
        value = match["value"] if known else match[0].removeprefix("-" if match["minus"] else "")
        yield Part(
            match.start(),
            match.end(),
            name if known else "",
            value.replace('"', " ").strip(),
            '"' in match["value"],
            match["minus"] is not None,
        )


def typed_tokens(text: str) -> list[Token]:
    """The tokens of what was typed; a scaled number ("1.84 trillion") is the number it means.

    Characters of a script without word breaks that stand in a row make one token.
    """
    found: list[Token] = []
    for token in tokens(text):
        while token.is_number and found and found[-1].start >= token.start:
            found.pop()
        if found and _goes_on(found[-1], token):
            last = found.pop()
            found.append(Token(last.text + token.text, last.start, token.end))
        else:
            found.append(token)
    return found


def is_run(text: str) -> bool:
    """Whether a token is of a script without word breaks."""
    return bool(text) and _UNBROKEN.fullmatch(text) is not None


_UNBROKEN = re.compile(f"[{CJK}]+")


def _goes_on(last: Token, token: Token) -> bool:
    return last.end == token.start and is_run(last.text) and is_run(token.text)
