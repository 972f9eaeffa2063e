"""What a bare number counts, by what stands near it: "footfall slid to 461,000", "34 took part"."""

from collections.abc import Sequence
from decimal import Decimal

from expotui.extract.blocks import Block
from expotui.extract.nouns import ENDS, is_plural, singular
from expotui.extract.readings import Reading
from expotui.extract.tokens import WORD, Token
from expotui.extract.units import COUNT, DURATION

# What these words count, where a number stands behind them: "attendance topped 400,000".
_COUNTING = {
    "footfall": "visitor", "attendance": "visitor", "visitorship": "visitor", "turnout": "visitor",
    "crowd": "visitor", "crowds": "visitor", "audience": "person", "headcount": "person",
    "workforce": "person", "membership": "member", "capacity": "person", "population": "person",
    "readership": "reader", "circulation": "copy", "enrolment": "student",
}  # fmt: skip
_PEOPLE = frozenset("employs employ employing employed hired hires staffed".split())  # noqa: SIM905
_AGES = frozenset("aged age ages turned turning".split())  # noqa: SIM905
# Between what is counted and its number: "the number of exhibitors stood at".
_LINKS = frozenset(
    """
    stood reached slid rose fell grew climbed totalled totaled numbered hit came topped exceeded
    = : put dropped increased decreased nearly slightly declined jumped passed increase total record
    roughly surged almost number swelled shrank numbering totalling totaling approached neared
    """.split()  # noqa: SIM905
)
_FURTHEST = 14
# Numbers that are remembered: what counts may be a part of.
_REMEMBERED = 12


class Counted:
    """What the numbers of a text have counted so far."""

    def __init__(self) -> None:
        self._before: list[tuple[Decimal, str]] = []
        self._here: list[tuple[Decimal, str]] = []
        self._breakdown = False

    def begin(self, block: Block) -> None:
        """Go on to another block. A list behind "The breakdown by origin:" divides one count."""
        listed = block.text[:1] in "•-–*·▪◦"
        if self._here and not (self._breakdown and listed):
            self._before = self._here[-_REMEMBERED:]
        self._here = []
        if not listed:
            words = block.text[-80:].rstrip().lower()
            self._breakdown = words.endswith(":") and (" by " in words or "breakdown" in words)

    def settle(self, tokens: Sequence[Token], reading: Reading) -> bool:
        """Give a bare number its unit, where the words around it say; whether it is a figure."""
        if not reading.bare:
            self._remember(reading)
            return True
        if _marker(tokens, reading):
            return False
        if _age(tokens, reading):
            reading.unit, reading.kind, reading.rule = "year", DURATION, "age"
            return True
        of_them = reading.last < len(tokens) and tokens[reading.last].lower == "of"
        subject = None if of_them or self._breakdown else _subject(tokens, reading.first)
        reading.unit = subject or self._earlier(reading)
        reading.rule = "context"
        self._remember(reading)
        return reading.unit is not None or not reading.in_words

    def _remember(self, reading: Reading) -> None:
        if reading.kind == COUNT and reading.unit is not None:
            self._here.append((reading.value, reading.unit))

    def _earlier(self, reading: Reading) -> str | None:
        """What a number before it counted: the last that it may be a part of, or the last."""
        for counted in (self._here, self._before):
            for value, unit in reversed(counted):
                if value >= reading.value:
                    return unit
            if counted:
                return counted[-1][1]
        return None


def _subject(tokens: Sequence[Token], at: int) -> str | None:
    """The noun that a number is linked to, as far back as its clause goes."""
    back = at - 1
    linked = True
    while back >= 0 and at - back < _FURTHEST:
        token = tokens[back]
        word = token.lower.removesuffix("'s")
        if word in _COUNTING:
            return _COUNTING[word]
        if word in _PEOPLE and at - back <= 3:
            return "person"
        if linked and token.kind == WORD and is_plural(word):
            return _counted_by(tokens, back)
        if word == "of" and (unit := _singular_of(tokens, back, at)) is not None:
            return unit
        if token.text in ".;!?()•" or word in ("and", "but", "while", "who", "which"):
            return None
        linked = linked and (word in _LINKS or word in ENDS)
        back -= 1
    return None


def _counted_by(tokens: Sequence[Token], at: int) -> str | None:
    """The noun that a subject counts: "visitor numbers", "numbers of visitors", "exhibitors"."""
    if tokens[at].lower not in ("numbers", "figures", "totals", "counts", "times"):
        return singular(tokens[at].lower.removesuffix("'s"))
    before = tokens[at - 1] if at else None
    return before.lower if before is not None and before.kind == WORD and before.lower not in ENDS else None


def _singular_of(tokens: Sequence[Token], at: int, end: int) -> str | None:
    """"the number of overseas buyer is 189,812": as translators leave it."""
    words = [token.lower for token in tokens[at + 1 : end] if token.lower not in ENDS]
    counting = any(token.lower in ("number", "times", "numbers") for token in tokens[max(0, at - 2) : at])
    return words[-1] if counting and words and words[-1] not in _LINKS else None


def _age(tokens: Sequence[Token], reading: Reading) -> bool:
    """"were under 25", "aged 34"."""
    if not 5 <= reading.value <= 110:
        return False
    before = tokens[reading.first - 1].lower if reading.first else ""
    hedged = before in ("under", "over", "below") and reading.first > 1
    return before in _AGES or (
        hedged and tokens[reading.first - 2].lower in ("were", "are", "is", "was", "aged", "those")
    )


def _marker(tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether a bare number heads an item of a list: "1. ", "(2)", "3)"."""
    first = reading.first == 0 or tokens[reading.first - 1].text == "("
    closing = reading.last < len(tokens) and tokens[reading.last].text in ".)、"
    return first and closing and reading.value < 100
