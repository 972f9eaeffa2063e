"""Ordinals: "the 7th CIIE", "second expo", "70th anniversary", "inaugural show"."""

from collections.abc import Sequence
from typing import NamedTuple

from expotui.extract import numerals
from expotui.extract.nouns import singular
from expotui.extract.tokens import NUMBER, WORD, Token

_ONES = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS = dict(
    zip(
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(),  # noqa: SIM905
        range(20, 100, 10),
        strict=True,
    )
)
_TENS_BEFORE = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),  # noqa: SIM905
        range(20, 100, 10),
        strict=True,
    )
)
WORDS = {word: number for number, word in enumerate(_ONES) if number} | _TENS | {"hundredth": 100}
_OPENING = frozenset(("inaugural", "maiden"))
_SUFFIXES = frozenset(("st", "nd", "rd", "th"))

# What a fair is called: an ordinal before one of these is its edition.
EVENT_NOUNS = frozenset(
    """
    expo exposition fair exhibition exhibit show showcase edition session conference congress
    convention summit forum salon festival biennale biennial triennale messe outing instalment
    installment gathering event round running iteration symposium airshow carnival meeting
    tradeshow fairs market bazaar mart meet championship staging holding occurrence rendition
    """.split()  # noqa: SIM905
)
# Other nouns that are numbered.
_NUMBERED = frozenset(
    "anniversary plan birthday day year generation batch phase stage season century".split()  # noqa: SIM905
)
_NO_FIGURE = frozenset("century time place floor hand party step half quarter".split())  # noqa: SIM905
_WITHIN_NAMES = frozenset(("of", "and", "for", "on", "&", "the", "in"))
_FURTHEST = 14


class Ordinal(NamedTuple):
    """An ordinal between two tokens, with what it numbers."""

    value: int
    end: int
    unit: str


def ordinal(tokens: Sequence[Token], at: int) -> Ordinal | None:
    """The ordinal that begins at a token, where it numbers an edition or another noun."""
    found = number(tokens, at)
    if found is None:
        return None
    value, end, in_digits = found
    if not in_digits and _novelty(tokens, at, end):
        return None
    noun = _noun(tokens, end, in_digits=in_digits)
    if noun is None:
        return None
    unit, adjacent = noun
    return Ordinal(value, adjacent, unit)


def number(tokens: Sequence[Token], at: int) -> tuple[int, int, bool] | None:
    """The number of an ordinal, where it ends, and whether it is in digits."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.kind == NUMBER:
        joined = following is not None and following.start == token.end
        if joined and following is not None and following.lower in _SUFFIXES and token.text.isdecimal():
            return int(token.text[:9]), at + 2, True
        return None
    if token.lower in WORDS:
        return WORDS[token.lower], at + 1, False
    if token.lower in _OPENING:
        return 1, at + 1, False
    if token.lower in _TENS_BEFORE and at + 2 < len(tokens) and tokens[at + 1].text in ("-", "‑"):
        one = WORDS.get(tokens[at + 2].lower, 0)
        if 0 < one < 10:
            return _TENS_BEFORE[token.lower] + one, at + 3, False
    return None


def _novelty(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether an ordinal claims a rank or a novelty: "the world's first", "first-time", "first of"."""
    before = tokens[at - 1].lower if at else ""
    if before.endswith(("world's", "country's", "nation's", "industry's", "ever", "region's")):
        return True
    following = tokens[end] if end < len(tokens) else None
    if following is None:
        return False
    if following.text in ("-", "‑", "–") and following.start == tokens[end - 1].end:
        return True
    return following.lower in ("ever", "time", "of", "and", "to") or numerals.starts(following)


def _noun(tokens: Sequence[Token], at: int, *, in_digits: bool) -> tuple[str, int] | None:
    """What an ordinal numbers, and the token that ends the figure: a noun right behind it is in."""
    capitals = 0
    small = 0
    depth = 0
    for end in range(at, min(at + _FURTHEST, len(tokens))):
        token = tokens[end]
        if token.text in "()":
            depth += 1
            continue
        if token.kind != WORD:
            if token.text in "-‑&’'\"“”" or token.kind == NUMBER:
                continue
            break
        word = singular(token.lower.removesuffix("'s"))
        if word in EVENT_NOUNS or (_acronym(token) and not small):
            adjacent = end == at and token.text.islower()
            return "edition", end + 1 if adjacent else at
        if word in _NO_FIGURE and end == at:
            return None
        if word in _NUMBERED and not (word in ("day", "year") and (not in_digits or end > at)):
            return word, end + 1 if end == at else at
        if token.text[0].isupper() or token.text[0] >= "\u3400":
            capitals += 1
        elif token.lower in _WITHIN_NAMES:
            if not capitals:
                break
        else:
            small += 1
            if small > 3 or capitals:
                break
    if in_digits and (capitals or not small):
        return "edition", at
    return None


def _acronym(token: Token) -> bool:
    letters = token.text.rstrip("s")
    return len(letters) >= 3 and letters.isupper() and letters.isascii()
