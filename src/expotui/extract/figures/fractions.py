"""Shares and multiples in words: "a quarter", "one in five", "half", "twice", "dozens"."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from expotui.extract.figures import hedges, numerals, ordinals, units
from expotui.extract.figures.nouns import ENDS, head
from expotui.extract.figures.units import COUNT, DURATION, DURATIONS, OTHER, PERCENT
from expotui.extract.tokens import (
    HYPHENS,
    NUMBER,
    WORD,
    Token,
    hyphen_at,
    touching,
    word_at,
    words_from,
)
from expotui.extract.wordlists import words


class Share(NamedTuple):
    """A number in words with its unit, between two tokens of a block."""

    value: Decimal
    unit: str | None
    kind: str
    start: int
    end: int
    rule: str
    qualifier: str = "exact"


PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + plural: number
    for word, number in ordinals.WORDS.items()
    if 3 <= number <= 100
    for plural in ("", "s")
}
# Plurals that say how many at least.
VAGUE = {
    "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 10**6,
    "billions": 10**9, "trillions": 10**12, "crores": 10**7, "lakhs": 10**5,
}  # fmt: skip
FEW = words("several few many")
_VERBS = {
    "doubled": "2", "doubling": "2", "tripled": "3", "tripling": "3", "trebled": "3",
    "trebling": "3", "quadrupled": "4", "quadrupling": "4", "quintupled": "5", "sextupled": "6",
    "halved": "0.5", "halving": "0.5", "twice": "2", "thrice": "3",
}  # fmt: skip
# Multiples before "the", "that" and the like, adjectives before other words.
_ADJECTIVES = {
    "double": "2", "doubles": "2", "triple": "3", "triples": "3", "treble": "3", "quadruple": "4",
    "halve": "0.5", "halves": "0.5",
}  # fmt: skip
_FOLDS = {
    f"{word}fold": str(number) for word, number in numerals.ONES.items() if number
} | {"tenfold": "10", "twentyfold": "20", "thirtyfold": "30", "hundredfold": "100"}  # fmt: skip
MULTIPLES = _VERBS | _ADJECTIVES | _FOLDS
_OF_WHAT = words("the that what its their last this those from to")
_DO = words("to will would could can must should may might nearly almost")
# "the first half", "per quarter": a part of the year.
_BEFORE_DATES = words("""
    first second third fourth last this next final latter better previous each per 1st 2nd 3rd 4th
""")
_WHILES = words("hour day week fortnight month year decade century")
_FOR = words("for in under within about nearly almost over lasts lasted took takes")
_AFTER_A_WHILE = words("and or but to for from at on in as without with before after")
_THEN = words("last this next")
_COMPARED = words("more less")
_MOST = 1000
_EVERY = 20


def share(tokens: Sequence[Token], at: int) -> Share | None:
    """What a token that may begin a share or a multiple means; None where it means neither."""
    word = tokens[at].lower
    if word in MULTIPLES:
        return _multiple(tokens, at)
    if word in VAGUE or (word == "tens" and _next_of(tokens, at) in VAGUE):
        return _vague(tokens, at)
    if word in FEW:
        return _few(tokens, at)
    if word == "half":
        return _half(tokens, at)
    if word == "every":
        return _every(tokens, at)
    return _fraction(tokens, at) or _a_while(tokens, at) or _one_in(tokens, at)


def _next_of(tokens: Sequence[Token], at: int) -> str:
    return word_at(tokens, at + 2) if word_at(tokens, at + 1) == "of" else ""


def _multiple(tokens: Sequence[Token], at: int) -> Share | None:
    word = tokens[at].lower
    adjective = word in _ADJECTIVES and word_at(tokens, at - 1) not in _DO
    if adjective and word_at(tokens, at + 1) not in _OF_WHAT:
        return None
    return Share(Decimal(MULTIPLES[word]), "times", OTHER, at, at + 1, "multiple")


def _vague(tokens: Sequence[Token], at: int) -> Share:
    """ "tens of thousands of visitors": more than ten thousand."""
    value, end = Decimal(VAGUE.get(tokens[at].lower, 10)), at + 1
    while word_at(tokens, end) == "of" and word_at(tokens, end + 1) in VAGUE:
        value, end = value * VAGUE[word_at(tokens, end + 1)], end + 2
    counted = head(tokens, end + 1 if word_at(tokens, end) == "of" else end)
    unit, last = (counted.unit, counted.end) if counted else (None, end)
    return Share(value, unit, COUNT, at, last, "vague", "over")


def _few(tokens: Sequence[Token], at: int) -> Share | None:
    """ "several thousand visitors": more than a thousand."""
    found = numerals.scale(tokens, at + 1)
    if found is None or word_at(tokens, at + 1) not in numerals.SCALES:
        return None
    counted = head(tokens, found[1])
    unit, last = (counted.unit, counted.end) if counted else (None, found[1])
    return Share(Decimal(found[0]), unit, COUNT, at + 1, last, "vague", "over")


def _half(tokens: Sequence[Token], at: int) -> Share | None:
    following = word_at(tokens, at + 1)
    if following in ("a", "an"):
        unit = word_at(tokens, at + 2)
        percent = units.behind(tokens, at + 2)
        if percent is not None and percent.kind == PERCENT:
            return Share(Decimal("0.5"), percent.unit, PERCENT, at, percent.end, "fraction")
        kind = DURATION if unit in DURATIONS else OTHER if unit in units.MEASURING else None
        return Share(Decimal("0.5"), unit, kind, at, at + 3, "fraction") if kind else None
    of_a_year = word_at(tokens, at - 1) in _BEFORE_DATES or following in ("-", "past", "year")
    joined = word_at(tokens, at - 1) in HYPHENS and touching(tokens, at)
    if of_a_year or joined or not _stands_alone(tokens, at + 1, _THEN):
        return None
    return Share(Decimal(50), "percent", PERCENT, at, at + 1, "fraction")


def _stands_alone(tokens: Sequence[Token], at: int, more: frozenset[str]) -> bool:
    """Whether no noun follows that would make a number or an adjective of a share."""
    if at >= len(tokens) or tokens[at].kind != WORD:
        return at >= len(tokens) or not (tokens[at].text in HYPHENS and touching(tokens, at))
    return tokens[at].lower in ENDS or tokens[at].lower in more


def _fraction(tokens: Sequence[Token], at: int) -> Share | None:
    """ "a quarter", "two-thirds", "three quarters of an hour"."""
    counted = _how_many(tokens, at)
    if counted is None:
        return None
    count, part = counted
    name = word_at(tokens, part)
    if name in DURATIONS and words_from(tokens, part + 1, 3) == ["and", "a", "half"]:
        return Share(count + Decimal("0.5"), name, DURATION, at, part + 4, "fraction")
    plural = name.endswith("s") and name != "halves"
    if name not in PARTS or plural != (count > 1) or count >= PARTS[name]:
        return None
    before = word_at(tokens, at - 1)
    # "the third quarter"; "is looking for a fourth"
    if before in _BEFORE_DATES or (name in ordinals.WORDS and before == "for" and count == 1):
        return None
    value = Decimal(count) / PARTS[name]
    of_a = words_from(tokens, part + 1, 2) in (["of", "a"], ["of", "an"])
    if hyphen_at(tokens, part - 1) and not hyphen_at(tokens, part + 1) and not of_a:
        return Share(_percent(value), "percent", PERCENT, at, part + 1, "fraction")  # "one-third"
    return _of_a_scale(tokens, at, part + 1, value) or _of_what(tokens, at, part + 1, value)


def _of_a_scale(tokens: Sequence[Token], at: int, end: int, value: Decimal) -> Share | None:
    """ "a quarter million people"."""
    if word_at(tokens, end) not in ("million", "billion", "trillion"):
        return None
    scale = numerals.SCALES[tokens[end].lower]
    counted = head(tokens, end + 1)
    noun, last = (counted.unit, counted.end) if counted else (None, end + 1)
    return Share(value * scale, noun, COUNT, at, last, "part of a scale")


def _a_while(tokens: Sequence[Token], at: int) -> Share | None:
    """ "for a year", "in under a month"; not "a year ago", "in a year when", "120 euros a day"."""
    unit = word_at(tokens, at + 1)
    if tokens[at].lower not in ("a", "an") or unit not in _WHILES:
        return None
    lasts = word_at(tokens, at - 1) in _FOR
    goes_on = at + 2 < len(tokens) and tokens[at + 2].kind == WORD
    if not lasts or (goes_on and tokens[at + 2].lower not in _AFTER_A_WHILE):
        return None
    return Share(Decimal(1), unit, DURATION, at, at + 2, "a while")


def _how_many(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """How many parts, and the token of their name."""
    if tokens[at].lower in ("a", "an"):
        return 1, at + 1
    found = numerals.read(tokens, at)
    if found is None or not found.in_words or not 0 < found.value < 100:
        return None
    joined = word_at(tokens, found.end) in (*HYPHENS, "–")
    return int(found.value), found.end + joined


def _of_what(tokens: Sequence[Token], at: int, end: int, value: Decimal) -> Share | None:
    if word_at(tokens, end) == "of" and word_at(tokens, end + 1) in ("a", "an"):
        unit = word_at(tokens, end + 2)
        if unit in DURATIONS:
            return Share(value, unit, DURATION, at, end + 3, "fraction")
        scaled = numerals.scale(tokens, end + 2)
        if scaled is not None:
            counted = head(tokens, scaled[1])
            noun, last = (counted.unit, counted.end) if counted else (None, scaled[1])
            return Share(value * scaled[0], noun, COUNT, at, last, "part of a scale")
    hedged = hedges.before(tokens, at) is not None and end < len(tokens)
    if not _stands_alone(tokens, end, _COMPARED) and not (hedged and tokens[end].kind == WORD):
        return None
    return Share(_percent(value), "percent", PERCENT, at, end, "fraction")


def _one_in(tokens: Sequence[Token], at: int) -> Share | None:
    """ "one in five", "9 out of 10", "one visitor in three"."""
    few = numerals.read(tokens, at)
    if few is None or not 0 < few.value < 100:
        return None
    end = few.end
    if words_from(tokens, end, 2) in (["out", "of"], ["of", "every"]):
        end += 2
    elif word_at(tokens, end) == "in":
        end += 1
    elif few.value == 1 and word_at(tokens, end + 1) == "in" and tokens[end].kind == WORD:
        end += 2
    else:
        return None
    end += word_at(tokens, end) == "every"
    many = numerals.read(tokens, end) if end < len(tokens) else None
    if many is None or not few.value < many.value <= _MOST or numerals.scale(tokens, many.end):
        return None
    if many.end < len(tokens) and tokens[many.end].kind == NUMBER:
        return None
    if word_at(tokens, many.end).removesuffix("s") in DURATIONS:  # "one hectare in eight minutes"
        return None
    return Share(_percent(few.value / many.value), "percent", PERCENT, at, many.end, "one in")


def _every(tokens: Sequence[Token], at: int) -> Share | None:
    """ "every third visitor": one in three; "every third day" is none of them."""
    found = ordinals.number(tokens, at + 1) if at + 1 < len(tokens) else None
    if found is None or not 1 < found[0] <= _EVERY or found[1] >= len(tokens):
        return None
    counted = tokens[found[1]]
    if counted.kind != WORD or counted.lower in DURATIONS or counted.lower in ENDS:
        return None
    share = _percent(Decimal(1) / found[0])
    return Share(share, "percent", PERCENT, at, found[1] + 1, "one in")


def _percent(value: Decimal) -> Decimal:
    return (value * 100).quantize(Decimal("1.000000"))
