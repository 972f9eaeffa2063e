"""Whether a number is of the same unit as the one before it: "450 sq m, up from 280"."""

from collections.abc import Sequence
from decimal import Decimal

from expotui.extract.figures.readings import Reading
from expotui.extract.figures.units import (
    AREA,
    CHANGE,
    COUNT,
    DURATION,
    MONEY,
    ORDINAL,
    OTHER,
    PERCENT,
)
from expotui.extract.tokens import Token, word_at, words_from
from expotui.extract.wordlists import words

# "0.9 seconds rather than 1.6": what follows one of these is of the unit before it.
_COMPARED = words("than from against to versus vs instead of for with as rather")
_AGAINST = words("rather up down compared")
_ASIDES = (",", "–", "—", "-", "(", "or", "some")
_RELATIVE = words("more fewer less up down higher lower above below")
_PARTS = (["of", "which"], ["of", "whom"], ["of", "them"])
_JOINED = ([":"], [",", "or"], ["or"], ["plus"], [",", "plus"])
# What no "whom" is said of.
_NO_PEOPLE = words("country region nation hall booth stand city province day year")
SPENDING = words("spent paid pay cost costs earn earns earned charged bid asks fetched")
# How far numbers of one thing lie apart at most, where only a duration stands before.
_APART = 5
_SHORT = 5  # tokens from a sum to what is set against it: "118 reais in Mato Grosso, 31 less"
_SUBJECT = 3  # tokens of ", the city"
_REACH = 8  # tokens between two numbers of one thing


def continues(tokens: Sequence[Token], reading: Reading, before: Reading) -> bool:
    """Whether a bare number has the unit of the one before it in its sentence."""
    between = [token.lower for token in tokens[before.last : reading.first]]
    if before.bare or len(between) > _REACH or any(word in ".;!?" for word in between):
        return False
    if before.kind in (PERCENT, CHANGE, ORDINAL) or before.unit == "times":
        return before.kind == PERCENT and _percent_too(tokens, reading, before, between)
    return (
        all(word in "|/" for word in between)
        or (before.kind != DURATION and _goes_on(tokens, reading, between))
        or _part_of(tokens, reading, before)
        or _bracketed_too(tokens, reading, before)
        or between in _JOINED
        or _spends(before, between)
        or _compared(reading, before, between)
    )


def _compared(reading: Reading, before: Reading, between: Sequence[str]) -> bool:
    """Whether the words between two numbers set one against the other; or both are lengths."""
    if between[:1] in (["a"], ["an"], ["per"], ["each"]):  # "from 5,000 naira a bag to 8,000"
        between = between[2:]
    if "," in between:  # "450 sq m this time, up from 280"
        between = between[len(between) - between[::-1].index(",") :]
    if _sets_against(between):
        return before.kind != DURATION or near(reading, before)
    return before.kind in (DURATION, OTHER) and before.rule != "hyphen" and near(reading, before)


def _sets_against(between: Sequence[str]) -> bool:
    """Whether words compare: "up from", "rather than"; not the "of" of "one party of 150"."""
    if not between or len(between) > 4 or between == ["of"]:
        return False
    return between[-1] in _COMPARED and between[0] in _COMPARED | _AGAINST


def _goes_on(tokens: Sequence[Token], reading: Reading, between: Sequence[str]) -> bool:
    """Whether a number goes on about what the one before it counts.

    "120 square metres, 30 more than last time", "14,900 visitors, of whom 2,300".
    """
    if between[-3:] in ([",", "of", "which"], [",", "of", "whom"]):
        return True
    hedge = max(0, reading.first - reading.qualified_first)
    apart = between[: len(between) - hedge]
    aside = bool(apart) and apart[-1] in _ASIDES and len(apart) <= _SHORT
    return aside and word_at(tokens, reading.last) in _RELATIVE


def _part_of(tokens: Sequence[Token], reading: Reading, before: Reading) -> bool:
    """Whether a number is a part of the one before it: "100,000 m2, 80,000 of which are let"."""
    behind = words_from(tokens, reading.last, 2)
    if behind == ["of", "whom"] and before.unit in _NO_PEOPLE:
        return False  # "4,800 exhibitors from 64 countries, 300 of whom"
    if behind == ["of", "them"] and before.kind not in (COUNT, MONEY, AREA):
        return False
    return behind in _PARTS


def _bracketed_too(tokens: Sequence[Token], reading: Reading, before: Reading) -> bool:
    """Whether two numbers of a list stand in brackets: "spinning (17 percent), printing (15)"."""
    return all(
        word_at(tokens, one.first - 1) == "(" and word_at(tokens, one.last) == ")"
        for one in (reading, before)
    )


def _percent_too(
    tokens: Sequence[Token], reading: Reading, before: Reading, between: Sequence[str]
) -> bool:
    """Whether a bare number is a share as well: "from 3 percent to 11"."""
    if reading.value > 100 or word_at(tokens, reading.last) == "of":
        return False
    ranges = word_at(tokens, before.first - 1) == "from" and between[-1:] == ["to"]
    closed = reading.last >= len(tokens) or tokens[reading.last].text in ".;"
    if closed and between[:2] == [",", "the"] and len(between) == _SUBJECT:
        return True  # "the canton pays 16 percent, the city 12."
    return ranges or between[-1:] == ["reach"] or _bracketed_too(tokens, reading, before)


def _spends(before: Reading, between: Sequence[str]) -> bool:
    """Whether money is told of a number, too: "budgeted 20,000 yuan and spent 47,000"."""
    return before.kind == MONEY and any(word in SPENDING for word in between[-2:])


def near(one: Reading, other: Reading) -> bool:
    """Whether two numbers may be of one thing: neither is more than five times the other."""
    if not one.value or not other.value:
        return False
    return 1 / Decimal(_APART) <= one.value / other.value <= _APART
