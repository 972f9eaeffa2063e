"""What a bare number counts, by what stands near it: "footfall slid to 461,000", "34 took part"."""

from collections.abc import Sequence
from decimal import Decimal

from expotui.extract.blocks import Block
from expotui.extract.figures import linking
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
from expotui.extract.tokens import NUMBER, Token, word_at, words_from
from expotui.extract.wordlists import words

# Numbers that are remembered: what counts may be a part of.
_REMEMBERED = 12
# Numbers before one that may stand between it and its subject.
_STEPPED_OVER = 4
# "0.9 seconds rather than 1.6": what follows one of these is of the unit before it.
_COMPARED = words("than from against to versus vs instead of for with as rather")
_ASIDES = (",", "–", "—", "-", "(", "or", "some")
_RELATIVE = words("more fewer less up down higher lower above below")
_AGAINST = words("rather up down compared")
# What no "whom" is said of.
_NO_PEOPLE = words("country region nation hall booth stand city province day year")
_SPENDING = words("spent paid pay cost costs earned charged bid asks fetched")
_SUMS = _SPENDING | words("price prices priced fee fees costing charging rent salary wage paying")
_LARGE = 10**6  # a scale that sums have in common: "87.5 billion yuan, that with Asia 79 billion"
# How far numbers of one thing lie apart at most, where only a duration stands before.
_APART = 5


class Counted:
    """What the numbers of a text have counted so far."""

    def __init__(self) -> None:
        self._before: list[tuple[Decimal, str]] = []
        self._here: list[tuple[Decimal, str]] = []
        self._breakdown = False
        self._money: Reading | None = None  # the last sum told of

    def begin(self, block: Block) -> None:
        """Go on to another block. A list behind "The breakdown by origin:" divides one count."""
        listed = block.text[:1] in "•-–*·▪◦"
        if self._here and not (self._breakdown and listed):
            self._before = self._here
        self._here = []
        if not listed:
            words = block.text[-80:].rstrip().lower()
            self._breakdown = words.endswith(":") and (" by " in words or "breakdown" in words)

    def settle(self, tokens: Sequence[Token], found: Sequence[Reading], place: int) -> bool:
        """Give a bare number its unit, where the words around it say; whether it is a figure."""
        reading = found[place]
        before = found[place - 1] if place else None
        kept = not reading.bare or self._settle(
            tokens, reading, before, found[max(0, place - _STEPPED_OVER) : place]
        )
        if kept and reading.kind == MONEY:
            self._money = reading
        if kept and reading.kind == COUNT and reading.unit is not None:
            self._here.append((reading.value, reading.unit))
            del self._here[:-_REMEMBERED]
        return kept

    def _settle(
        self,
        tokens: Sequence[Token],
        reading: Reading,
        before: Reading | None,
        earlier: Sequence[Reading],
    ) -> bool:
        if _marker(tokens, reading):
            return False
        if linking.is_age(tokens, reading.first, reading.last, reading.value):
            reading.unit, reading.kind, reading.rule = "year", DURATION, "age"
            return True
        if before is not None and self._like(tokens, reading, before):
            reading.unit, reading.kind, reading.rule = before.unit, before.kind, "as before"
            reading.value *= before.factor  # square feet
            return True
        self._by_words(tokens, reading, earlier)
        return reading.unit is not None or not reading.in_words

    def _by_words(
        self, tokens: Sequence[Token], reading: Reading, earlier: Sequence[Reading]
    ) -> None:
        """A unit by a subject, a label, a verb; else that of a number before it."""
        of_them = reading.last < len(tokens) and tokens[reading.last].lower == "of"
        reading.rule = "subject"
        if not of_them and not self._breakdown:
            taken = [(one.first, one.last) for one in earlier]
            # "Meetings: approx. 3,200": the hedge stands between a label and its number.
            first = min(reading.first, reading.qualified_first)
            label = first and tokens[first - 1].text in ":："
            at = first if label else reading.first
            found = linking.subject(tokens, at, taken, spaced=_spaced(tokens, at))
            same = earlier and _one_sentence(tokens, earlier[-1], reading) and earlier[-1].unit
            if found is None and not (same and earlier[-1].kind == COUNT):
                found = linking.doers(tokens, reading.last)
            if found is not None:
                reading.unit, reading.kind = found
                return
        money = self._money
        large = money is not None and min(reading.scale, money.scale) >= _LARGE
        if money is not None and (large or _priced(tokens, reading.first)):
            reading.unit, reading.kind, reading.rule = money.unit, MONEY, "sum"
            return
        reading.unit, reading.rule = self._earlier(reading), "context"

    def _like(self, tokens: Sequence[Token], reading: Reading, before: Reading) -> bool:
        """Whether a number is of the same unit as the one before it in its sentence."""
        between = tokens[before.last : reading.first]
        if before.bare or len(between) > 8 or any(token.text in ".;!?" for token in between):
            return False
        if before.kind == PERCENT and _percent_too(tokens, reading, before):
            return True
        if before.kind in (PERCENT, CHANGE, ORDINAL) or before.unit == "times":
            return False
        if not between or all(token.text in "|/" for token in between):
            return True
        if _more_of_it(tokens, reading, between):
            return True
        if _part_of(tokens, reading, before) or _bracketed_too(tokens, reading, before):
            return True
        words_between = [token.lower for token in between]
        if words_between in ([":"], [",", "or"], ["or"]) or _spends(before, words_between):
            return True
        if words_between[0] == ",":  # "450 sq m, up from 280"
            words_between = words_between[1:]
        if _compares(words_between):
            return before.kind != DURATION or _near(reading, before)
        return (
            before.kind in (DURATION, OTHER) and before.rule != "hyphen" and _near(reading, before)
        )

    def _earlier(self, reading: Reading) -> str | None:
        """What a number before it counted: the last that it may be a part of, or the last."""
        for counted in (self._here, self._before):
            for value, unit in reversed(counted):
                if value >= reading.value:
                    return unit
            if counted:
                return counted[-1][1]
        return None


def _spaced(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number stands in a column of its own: two spaces before it, or a bar."""
    return at > 0 and (tokens[at].start - tokens[at - 1].end > 1 or tokens[at - 1].text == "|")


def _priced(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands before a number asks for a sum: "it costs 38,500", "the fee is 200"."""
    return any(token.lower in _SUMS for token in tokens[max(0, at - 3) : at])


def _compares(between: Sequence[str]) -> bool:
    """Whether the words between two numbers set one against the other: "up from", "instead of"."""
    if not between or len(between) > 4 or between == ["of"]:
        return False
    return between[-1] in _COMPARED and between[0] in _COMPARED | _AGAINST


def _more_of_it(tokens: Sequence[Token], reading: Reading, between: Sequence[Token]) -> bool:
    """Whether a number goes on about what the one before it counts.

    "120 square metres, 30 more than last time", "14,900 visitors, of whom 2,300".
    """
    words_between = [token.lower for token in between]
    if words_between in ([",", "of", "which"], [",", "of", "whom"]):
        return True
    hedge = max(0, reading.first - reading.qualified_first)
    apart = words_between[: len(words_between) - hedge]
    aside = bool(apart) and all(word in _ASIDES for word in apart)
    return aside and word_at(tokens, reading.last) in _RELATIVE


def _part_of(tokens: Sequence[Token], reading: Reading, before: Reading) -> bool:
    """Whether a number is a part of the one before it: "100,000 m2, 80,000 of which are let"."""
    behind = words_from(tokens, reading.last, 2)
    if behind == ["of", "whom"] and before.unit in _NO_PEOPLE:
        return False  # "4,800 exhibitors from 64 countries, 300 of whom"
    if behind == ["of", "them"] and before.kind not in (COUNT, MONEY, AREA):
        return False
    return behind in (["of", "which"], ["of", "whom"], ["of", "them"])


def _bracketed_too(tokens: Sequence[Token], reading: Reading, before: Reading) -> bool:
    """Whether two numbers of a list stand in brackets: "spinning (17 percent), printing (15)"."""
    return all(
        word_at(tokens, one.first - 1) == "(" and word_at(tokens, one.last) == ")"
        for one in (reading, before)
    )


def _percent_too(tokens: Sequence[Token], reading: Reading, before: Reading) -> bool:
    """Whether a bare number is a share as well: "from 3 percent to 11", "17 percent; printing (15)"."""
    if reading.value > 100 or word_at(tokens, reading.last) == "of":
        return False
    between = [token.lower for token in tokens[before.last : reading.first]]
    ranges = word_at(tokens, before.first - 1) == "from" and between[-1:] == ["to"]
    return ranges or between[-1:] == ["reach"] or _bracketed_too(tokens, reading, before)


def _spends(before: Reading, between: list[str]) -> bool:
    """Whether money is told of a number, too: "budgeted 20,000 yuan and spent 47,000"."""
    return before.kind == MONEY and any(word in _SPENDING for word in between[-2:])


def _one_sentence(tokens: Sequence[Token], one: Reading, other: Reading) -> bool:
    return not any(token.text in ".;!?" for token in tokens[one.last : other.first])


def _near(one: Reading, other: Reading) -> bool:
    if not one.value or not other.value:
        return False
    return 1 / Decimal(_APART) <= one.value / other.value <= _APART


def _marker(tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether a bare number heads an item of a list: "1. ", "(2)", "3)"."""
    first = reading.first == 0 or (reading.first == 1 and tokens[0].text == "(")
    closing = reading.last < len(tokens) and tokens[reading.last].text in ".)、"
    small = reading.value < 100 and tokens[reading.first].kind == NUMBER
    return first and closing and small
