"""Shares and multiples in words: "a quarter", "one in five", "half", "twice", "dozens"."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from expotui.extract import numerals, ordinals
from expotui.extract.nouns import ENDS, head

from expotui.extract.tokens import NUMBER, WORD, Token
from expotui.extract.units import COUNT, DURATION, DURATIONS, OTHER, PERCENT


class Share(NamedTuple):
    """A number in words with its unit, between two tokens of a block."""

    value: Decimal
    unit: str | None
    kind: str
    start: int
    end: int
    rule: str
    qualifier: str = "exact"


_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + plural: number
    for word, number in ordinals.WORDS.items()
    if 3 <= number <= 100
    for plural in ("", "s")
}
_VAGUE = {
    "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 10**6,
    "billions": 10**9, "trillions": 10**12, "crores": 10**7, "lakhs": 10**5,
}  # fmt: skip
_FEW = frozenset(("several", "few", "many", "some"))
_TIMES = {
    "twice": "2", "thrice": "3", "doubled": "2", "doubles": "2", "doubling": "2", "double": "2",
    "tripled": "3", "triples": "3", "tripling": "3", "triple": "3", "trebled": "3", "trebling": "3",
    "treble": "3", "quadrupled": "4", "quadrupling": "4", "quadruple": "4", "quintupled": "5",
    "halved": "0.5", "halving": "0.5", "halve": "0.5", "halves": "0.5", "sextupled": "6",
}  # fmt: skip
_FOLDS = {word + "fold": number for word, number in numerals._ONES.items() if number} | {
    "tenfold": 10, "hundredfold": 100, "manifold": 0, "twentyfold": 20, "thirtyfold": 30,
}  # fmt: skip
# "double" and the like are multiples before these, and adjectives before others.
_OF_WHAT = frozenset(("the", "that", "what", "its", "their", "last", "this", "those", "from", "to"))
_BEFORE_DATES = frozenset(("first", "second", "third", "fourth", "last", "this", "next", "final", "other",
                           "latter", "better", "previous", "each", "per", "1st", "2nd", "3rd", "4th"))  # fmt: skip


def share(tokens: Sequence[Token], at: int) -> Share | None:
    """What a word that may begin a share or a multiple means; None where it means neither."""
    word = tokens[at].lower
    if word in _TIMES or word in _FOLDS:
        return _multiple(tokens, at)
    if word in _VAGUE or (word in ("tens", "hundreds") and _of(tokens, at) in _VAGUE):
        return _vague(tokens, at)
    if word in _FEW:
        return _few(tokens, at)
    if word == "half":
        return _half(tokens, at)
    return _fraction(tokens, at) or _one_in(tokens, at)


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _of(tokens: Sequence[Token], at: int) -> str:
    return _word(tokens, at + 2) if _word(tokens, at + 1) == "of" else ""


def _multiple(tokens: Sequence[Token], at: int) -> Share | None:
    word = tokens[at].lower
    value = Decimal(_TIMES.get(word) or _FOLDS.get(word, 0))
    if not value:
        return None
    verb = word.endswith(("d", "ing")) and word != "halving"
    if word in ("double", "triple", "treble", "quadruple", "halve", "halves", "doubles", "triples"):
        if _word(tokens, at - 1) in ("to", "will", "would", "could", "may", "might", "nearly", "almost"):
            return Share(value, "times", OTHER, at, at + 1, "multiple")
        if _word(tokens, at + 1) not in _OF_WHAT:
            return None
    del verb
    return Share(value, "times", OTHER, at, at + 1, "multiple")


def _vague(tokens: Sequence[Token], at: int) -> Share | None:
    value, end = Decimal(_VAGUE.get(tokens[at].lower, 10)), at + 1
    while _word(tokens, end) == "of" and _word(tokens, end + 1) in _VAGUE:
        value, end = value * _VAGUE[_word(tokens, end + 1)], end + 2
    counted = head(tokens, end + 1 if _word(tokens, end) == "of" else end)
    unit = counted.unit if counted else None
    return Share(value, unit, COUNT, at, counted.end if counted else end, "vague", "over")


def _few(tokens: Sequence[Token], at: int) -> Share | None:
    """"several thousand visitors": more than a thousand."""
    if tokens[at].lower == "some":
        return None
    found = numerals.scale(tokens, at + 1)
    if found is None or tokens[at + 1].lower not in numerals.SCALES:
        return None
    counted = head(tokens, found[1])
    unit = counted.unit if counted else None
    end = counted.end if counted else found[1]
    return Share(Decimal(found[0]), unit, COUNT, at + 1, end, "vague", "over")


def _half(tokens: Sequence[Token], at: int) -> Share | None:
    article = _word(tokens, at + 1) in ("a", "an")
    if article:
        scaled = numerals.scale(tokens, at + 2)
        if scaled is not None:
            counted = head(tokens, scaled[1])
            end = counted.end if counted else scaled[1]
            unit = counted.unit if counted else None
            return Share(Decimal(scaled[0]) / 2, unit, COUNT, at, end, "half of a scale")
        if _word(tokens, at + 2) in DURATIONS:
            unit = _word(tokens, at + 2)
            return Share(Decimal("0.5"), unit, DURATION, at, at + 3, "fraction")
        return None
    if _word(tokens, at - 1) in _BEFORE_DATES or _word(tokens, at + 1) in ("-", "past", "year"):
        return None
    if at and tokens[at - 1].text in ("-", "‑") and tokens[at - 1].end == tokens[at].start:
        return None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.kind != WORD or following.lower in ENDS:
        return Share(Decimal(50), "percent", PERCENT, at, at + 1, "fraction")
    return None


def _fraction(tokens: Sequence[Token], at: int) -> Share | None:
    """"a quarter", "two-thirds", "three quarters of an hour"."""
    word = tokens[at].lower
    if word in ("a", "an"):
        count, part = 1, at + 1
    else:
        found = numerals.read(tokens, at)
        if found is None or found.value > 99 or not found.value or not found.in_words:
            return None
        count, part = int(found.value), found.end
        if _word(tokens, part) in ("-", "‑", "–"):
            part += 1
    name = _word(tokens, part)
    if name not in _PARTS or (name.endswith("s") and name != "halves") != (count > 1):
        return None
    if count >= _PARTS[name] or _word(tokens, at - 1) in _BEFORE_DATES:
        return None
    return _of_what(tokens, at, part + 1, Decimal(count) / _PARTS[name])


def _of_what(tokens: Sequence[Token], at: int, end: int, value: Decimal) -> Share | None:
    following = tokens[end] if end < len(tokens) else None
    if _word(tokens, end) == "of" and _word(tokens, end + 1) in ("a", "an"):
        if _word(tokens, end + 2) in DURATIONS:
            return Share(value, _word(tokens, end + 2), DURATION, at, end + 3, "fraction")
        scaled = numerals.scale(tokens, end + 2)
        if scaled is not None:
            counted = head(tokens, scaled[1])
            return Share(value * scaled[0], counted.unit if counted else None, COUNT, at,
                         counted.end if counted else scaled[1], "half of a scale")  # fmt: skip
    if following is not None and following.kind == WORD and following.lower not in ENDS:
        return None
    if following is not None and following.text in ("-", "‑") and following.start == tokens[end - 1].end:
        return None
    return Share((value * 100).quantize(Decimal("1.000000")), "percent", PERCENT, at, end, "fraction")


def _one_in(tokens: Sequence[Token], at: int) -> Share | None:
    """"one in five", "9 out of 10"."""
    few = numerals.read(tokens, at)
    if few is None or not 0 < few.value < 100:
        return None
    end = few.end
    if _word(tokens, end) == "out" and _word(tokens, end + 1) == "of":
        end += 2
    elif _word(tokens, end) == "in":
        end += 1
    else:
        return None
    if end < len(tokens) and _word(tokens, end) == "every":
        end += 1
    many = numerals.read(tokens, end) if end < len(tokens) else None
    if many is None or not few.value < many.value <= 1000 or numerals.scale(tokens, many.end):
        return None
    if many.end < len(tokens) and tokens[many.end].kind == NUMBER:
        return None
    value = (few.value / many.value * 100).quantize(Decimal("1.000000"))
    return Share(value, "percent", PERCENT, at, many.end, "one in")
