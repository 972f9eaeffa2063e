"""The proper names of fairs: "the 7th China International Import Expo (CIIE)", "IFA 2024".

A name is a row of capitalised words around one of the nouns for a fair. Its ordinal is the edition;
letters in brackets behind it are another name for it from there on.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from expotui.extract.dates.calendars import MONTHS, ORDINALS, WEEKDAYS
from expotui.extract.dates.date_line import Line
from expotui.extract.tokens import WORD, Token
from expotui.extract.wordlists import words

_HEADS = words(
    "expo exposition exhibition fair show conference congress forum summit messe salon festival "
    "convention biennale"
)
# A fair is not the building that it is held in, nor those who hold it.
_PLACES = words(
    "center centre hall halls park complex city bureau group company road committee authority "
    "association organizer organiser secretariat board council limited ltd corporation"
)
_INSIDE = frozenset(("and", "of", "for", "&", "on"))
_BEHIND = frozenset(("for", "on", "of"))
_NO_PART = (
    words("the a an this that in at on by from to with as its our their his her and of for since")
    | frozenset(MONTHS)
    | frozenset(WEEKDAYS)
)
_AGAIN = words("edition session outing iteration expo fair")
_QUOTES = frozenset('"“”„')
_SUFFIXES = frozenset(("st", "nd", "rd", "th"))
_NO_FAIRS = words("covid sars usa usd rmb eur chf gbp gdp cny fy ceo un eu uk uae tel vat ipo")
_KNOWN_AS = (("better", "known", "as"), ("also", "known", "as"), ("known", "as"), ("or",))
_LONGEST_NAME = 12
_LARGEST_EDITION = 999


class Mention(NamedTuple):
    """Where a fair is named. `name` is None where only "the 135th session" is; tokens, not
    characters, are counted by `begin` and `after`."""

    begin: int
    after: int
    name: str | None
    alias: str | None
    edition: int | None
    year: int | None


def mentions(line: Line, text: str) -> Iterator[Mention]:
    """The fairs that a line names, in order. `text` is what its tokens count in."""
    behind, capitals = 0, text.isupper()  # in a headline of capitals every word looks like letters
    for at in _beginnings(line.tokens):
        if at < behind:
            continue
        token = line.tokens[at]
        named = token.text[0].isupper() and not capitals
        found = (_full_name(line, text, at) or _letters(line, at)) if named else None
        found = found or (_again(line, at) if token.lower in _AGAIN else None)
        if found is not None:
            yield found
            behind = found.after


def _beginnings(tokens: Sequence[Token]) -> list[int]:
    """Where a fair may be named, by the token alone: nearly all of a text is done with here."""
    return [
        at
        for at, (kind, _, _, text, lower) in enumerate(tokens)
        if lower in _AGAIN
        or (
            kind == WORD
            and text[0].isupper()
            and (text[1:2].isupper() or _is_head(lower.removesuffix("'s")))
        )
    ]


def _full_name(line: Line, text: str, at: int) -> Mention | None:
    if not line.capital(at) or not _is_head(line.bare(at)):
        return None
    if line.capital(at + 1) and (_is_head(line.word(at + 1)) or line.word(at + 1) in _PLACES):
        return None
    after = _forward(line, at)
    begin = _backward(line, at)
    edition, start = _edition_before(line, begin)
    if after is None or (after - begin == 1 and edition is None and line.word(at) in _HEADS):
        return None
    if line.sign(begin - 1) in _QUOTES and _QUOTES & {line.sign(after), line.sign(after + 1)}:
        return None  # what somebody calls it
    name = _words(line, text, begin, after)
    alias, end = _alias(line, text, after)
    year = line.year(end) if not line.sign(end) else None
    return Mention(start, end, name, alias, edition, year)


def _is_head(word: str) -> bool:
    return word in _HEADS or (word.endswith("messe") and len(word) > 5)


def _words(line: Line, text: str, begin: int, after: int) -> str:
    cut = text[line.tokens[begin].start : line.tokens[after - 1].end]
    return " ".join(cut.split()).removesuffix("’s").removesuffix("'s")


def _part(line: Line, at: int) -> bool:
    """Whether a capitalised word there can belong to a name."""
    word = line.word(at)
    return (
        line.capital(at)
        and word not in _NO_PART
        and word not in ORDINALS
        and not word.endswith("'s")
        and word not in ("inaugural", "maiden")
    )


def _backward(line: Line, head: int) -> int:
    """Where the name that ends with `head` begins."""
    at = head
    while head - at < _LONGEST_NAME:
        if _part(line, at - 1):
            at -= 1
        elif line.word(at - 1) in _INSIDE or line.sign(at - 1) in ("&", "-"):
            if not _part(line, at - 2) or line.word(at - 1) == "on":
                break
            at -= 2
        elif line.sign(at - 1) == ")" and line.sign(at - 3) == "(" and _part(line, at - 4):
            at -= 4
        else:
            break
    return at


def _forward(line: Line, head: int) -> int | None:
    """The position after the name; None where it goes on to be a building's."""
    at = head + 1
    here = at
    while here - head < _LONGEST_NAME and (
        line.capital(here) or line.word(here) in ("and", "&") or line.sign(here) == "&"
    ):
        if line.word(here) in _PLACES:
            return None
        here += 1
    if line.word(at) not in _BEHIND or not _part(line, at + 1):
        return at
    at += 1
    while at - head < _LONGEST_NAME and _part(line, at):
        at += 1
        if line.word(at) in ("and", "in") and _part(line, at + 1):
            # "Fair for Trade in Services", but "Fair for Trade in Beijing" ends before its city.
            if line.word(at) == "in" and line.word(at + 1) != "services":
                break
            at += 1
    return at


def _edition_before(line: Line, begin: int) -> tuple[int | None, int]:
    """The ordinal before a name, and where the whole begins."""
    word = line.word(begin - 1)
    if word in ("inaugural", "maiden"):
        return 1, begin - 1
    if word in ORDINALS:
        return ORDINALS[word], begin - 1
    digits = line.number(begin - 2)
    if word in _SUFFIXES and line.joined(begin - 1) and digits.isdecimal() and len(digits) <= 3:
        return int(digits), begin - 2
    return None, begin


def _alias(line: Line, text: str, at: int) -> tuple[str | None, int]:
    """Another name behind a name: "(CIIE)", ", better known as the Canton Fair"."""
    if line.sign(at) == "(":
        here = at + 1
        while here - at < _LONGEST_NAME and line.capital(here):
            here += 1
        if here > at + 1 and line.sign(here) == ")":
            return _words(line, text, at + 1, here), here + 1
        return None, at
    here = at + (line.sign(at) == ",")
    for said in _KNOWN_AS:
        if tuple(line.word(here + step) for step in range(len(said))) != said:
            continue
        begin = here + len(said)
        begin += line.word(begin) == "the"
        end = begin
        while end - begin < _LONGEST_NAME and line.capital(end):
            end += 1
        if end > begin and (_is_head(line.word(end - 1)) or line.tokens[begin].text.isupper()):
            return _words(line, text, begin, end), end
    return None, at


def _letters(line: Line, at: int) -> Mention | None:
    """A fair by its letters, with an ordinal or a year: "7th CIIE", "IFA 2024"."""
    if not line.capital(at):
        return None
    printed = line.tokens[at].text.removesuffix("’s").removesuffix("'s").removesuffix("s")
    if not (3 <= len(printed) <= 8 and printed.isupper() and printed.isascii()):
        return None
    if printed.lower() in _NO_FAIRS or printed.lower() in _NO_PART or _is_head(printed.lower()):
        return None
    edition, start = _edition_before(line, at)
    year = line.year(at + 1)
    year = year if year is not None and 1950 <= year <= 2099 else None
    return Mention(start, at + 1 + (year is not None), printed, printed, edition, year)


def _again(line: Line, at: int) -> Mention | None:
    """An edition of the fair that the text speaks of: "the 135th session", "the second expo"."""
    if line.word(at) not in _AGAIN or line.capital(at):
        return None
    edition, start = _edition_before(line, at)
    if edition is None or not 1 <= edition <= _LARGEST_EDITION:
        return None
    return Mention(start, at + 1, None, None, edition, None)
