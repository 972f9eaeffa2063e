"""What a bare number counts, by what stands near it: "footfall slid to 461,000", "34 took part"."""

from collections.abc import Sequence
from decimal import Decimal

from expotui.extract.blocks import Block
from expotui.extract.figures import linking
from expotui.extract.figures.continuing import SPENDING, continues, near
from expotui.extract.figures.readings import Reading
from expotui.extract.figures.units import COUNT, DURATION, MONEY
from expotui.extract.tokens import NUMBER, Token, word_at
from expotui.extract.wordlists import words

# Numbers that are remembered: what counts may be a part of.
_REMEMBERED = 12
# Numbers before one that may stand between it and its subject.
_STEPPED_OVER = 4
_SUMS = SPENDING | words("price prices priced fee fees costing charging rent salary wage paying")
_LARGE = 10**6  # a scale that sums have in common: "87.5 billion yuan, that with Asia 79 billion"


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
        if before is not None and continues(tokens, reading, before):
            before = _compared_with(tokens, reading, earlier)
            reading.unit, reading.kind, reading.rule = before.unit, before.kind, "as before"
            reading.value *= before.factor  # square feet
            return True
        self._by_words(tokens, reading, earlier)
        known = reading.unit is not None and reading.value != 0  # "brought down to zero"
        return known or not reading.in_words

    def _by_words(
        self, tokens: Sequence[Token], reading: Reading, earlier: Sequence[Reading]
    ) -> None:
        """A unit by a subject, a label, a verb, a sum told of; else that of a number before it."""
        of_them = word_at(tokens, reading.last) == "of" and not linking.apposed(
            tokens, reading.first
        )
        found = None if of_them or self._breakdown else _linked(tokens, reading, earlier)
        if found is not None:
            reading.unit, reading.kind = found
            reading.rule = "subject"
            return
        money = self._money
        large = money is not None and min(reading.scale, money.scale) >= _LARGE
        priced = not reading.in_words and _priced(tokens, reading.first)
        if money is not None and (large or priced):
            reading.unit, reading.kind, reading.rule = money.unit, MONEY, "sum"
            return
        reading.unit, reading.rule = linking.topic(tokens) or self._earlier(reading), "context"

    def _earlier(self, reading: Reading) -> str | None:
        """What a number before it counted: the last that it may be a part of, or the last."""
        for counted in (self._here, self._before):
            for value, unit in reversed(counted):
                if value >= reading.value:
                    return unit
            if counted:
                return counted[-1][1]
        return None


def _compared_with(
    tokens: Sequence[Token], reading: Reading, earlier: Sequence[Reading]
) -> Reading:
    """Which number before it a number is set against: the one that is near.

    "312 exhibitors from 19 countries came, against 270": what came from a number of countries.
    """
    before = earlier[-1]
    other = earlier[-2] if len(earlier) > 1 else before
    apart = tokens[other.last : before.first]
    origin = any(token.lower in ("from", "in", "across") for token in apart[-2:])
    counts = other.kind == before.kind == COUNT and other.unit is not None
    sentence = not any(token.text in ".;!?" for token in apart)
    nearer = near(reading, other) and not near(reading, before)
    return other if origin and counts and sentence and nearer else before


def _linked(
    tokens: Sequence[Token], reading: Reading, earlier: Sequence[Reading]
) -> linking.Counts | None:
    """What a number's subject or label counts, or who does what stands behind it."""
    taken = [(one.first, one.last) for one in earlier]
    # "Meetings: approx. 3,200": the hedge stands between a label and its number.
    first = min(reading.first, reading.qualified_first)
    at = first if first and tokens[first - 1].text in ":：" else reading.first
    found = linking.subject(tokens, at, taken, spaced=_spaced(tokens, at))
    if found is not None or (earlier and _counts_too(tokens, earlier[-1], reading)):
        return found
    return linking.doers(tokens, reading.last)


def _counts_too(tokens: Sequence[Token], one: Reading, other: Reading) -> bool:
    """Whether a number before counts something in one sentence: "250 buyers, and 310 turned up"."""
    apart = any(token.text in ".!?" for token in tokens[one.last : other.first])
    return not apart and one.unit is not None and one.kind == COUNT


def _spaced(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number stands in a column of its own: two spaces before it, or a bar."""
    return at > 0 and (tokens[at].start - tokens[at - 1].end > 1 or tokens[at - 1].text == "|")


def _priced(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands before a number asks for a sum: "it costs 38,500", "the fee is 200"."""
    before = [token.lower for token in tokens[max(0, at - 3) : at]]
    return any(word in _SUMS for word in before) and before[-1] not in ("in", "within", "after")


def _marker(tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether a bare number heads an item of a list: "1. ", "(2)", "3)"."""
    first = reading.first == 0 or (reading.first == 1 and tokens[0].text == "(")
    closing = reading.last < len(tokens) and tokens[reading.last].text in ".)、"
    small = reading.value < 100 and tokens[reading.first].kind == NUMBER
    return first and closing and small
