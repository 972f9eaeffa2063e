"""The tokens of a block as the rules for dates ask for them, and what such a rule hands back."""

from typing import NamedTuple

from expotui.extract.dates.calendars import (
    CARDINALS,
    DAY_SUFFIXES,
    MONTHS,
    ORDINALS,
    WEEKDAYS,
    Point,
)
from expotui.extract.tokens import NUMBER, SIGN, WORD, Token

_DASHES = frozenset("-–—~〜～‐‑")
_TO = frozenset(("to", "through", "till", "until", "thru", "bis", "al", "au", "至", "到"))
# Abbreviated, a month is one only beside a number; "Sept" and "Sep" have no other meaning either.
SHORT_MONTHS = frozenset(name for name in MONTHS if len(name) <= 4) - {"may", "june", "july"}

# The rule of "the third quarter", whose year is chosen otherwise than a day's.
PERIOD = "part of a year"
# The rule of "Monday", the one before the page's day or behind it.
WEEKDAY = "weekday"
# The year of "CIIE 2024" is part of a name; it tells that of days beside it.
NAMED = "year of a name"


class Found(NamedTuple):
    """A date found: its first token, the one after its last, and the days it names.

    `shift` counts the years from the page's ("April last year" is -1) where `first` has none.
    `given` is EDTF that points cannot hold (a decade). `weekday` (Monday is 0) was printed beside
    the day. `until_now` is what lasts until the text was written, `open_end` that nobody knows when
    that was. `resume` is where reading goes on.
    """

    begin: int
    after: int
    first: Point
    last: Point
    rule: str
    shift: int | None = None
    inferred: bool = False
    given: str | None = None
    weekday: int | None = None
    until_now: bool = False
    open_end: bool = False
    resume: int | None = None


class Line:
    """Tokens with questions that have an answer at any position, also beside the line."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self._count = len(tokens)

    # Asked a hundred times a date: each looks at the tokens itself.

    def word(self, at: int) -> str:
        """The word there, in small letters; empty where there is none."""
        if 0 <= at < self._count and self.tokens[at].kind == WORD:
            return self.tokens[at].lower
        return ""

    def bare(self, at: int) -> str:
        """The word there without the 's of a possessive."""
        if 0 <= at < self._count and self.tokens[at].kind == WORD:
            return self.tokens[at].lower.removesuffix("'s")
        return ""

    def sign(self, at: int) -> str:
        """The sign there; empty where there is none."""
        if 0 <= at < self._count and self.tokens[at].kind == SIGN:
            return self.tokens[at].text
        return ""

    def number(self, at: int) -> str:
        """The number there, as printed; empty where there is none."""
        if 0 <= at < self._count and self.tokens[at].kind == NUMBER:
            return self.tokens[at].text
        return ""

    def capital(self, at: int) -> bool:
        """Whether a word there begins with a capital."""
        if 0 <= at < self._count and self.tokens[at].kind == WORD:
            return self.tokens[at].text[0].isupper()
        return False

    def joined(self, at: int) -> bool:
        """Whether no space stands before the token there."""
        return 0 < at < self._count and self.tokens[at - 1].end == self.tokens[at].start

    def inside(self, at: int) -> bool:
        """Whether there is a token."""
        return 0 <= at < self._count

    def amount(self, at: int) -> int | None:
        """A small whole number there, in digits or as a word."""
        digits = self.number(at)
        if digits.isdecimal() and len(digits) <= 2:
            return int(digits)
        return CARDINALS.get(self.word(at))

    def year(self, at: int) -> int | None:
        """Four digits there, as a year."""
        digits = self.number(at)
        return int(digits) if len(digits) == 4 and digits.isdecimal() and int(digits) else None

    def day(self, at: int) -> tuple[int, int] | None:
        """A day of a month there ("5", "5th", "fifth"), and the position after it."""
        digits = self.number(at)
        if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31:
            suffix = self.joined(at + 1) and self.word(at + 1) in DAY_SUFFIXES
            return int(digits), at + 1 + suffix
        ordinal = ORDINALS.get(self.word(at))
        return (ordinal, at + 1) if ordinal and self.word(at + 1) == "of" else None

    def month(self, at: int) -> tuple[int, int] | None:
        """An English month there, and the position after it and its full stop."""
        month = MONTHS.get(self.bare(at))
        if month is None or not self.capital(at):
            return None
        stop = self.bare(at) in SHORT_MONTHS and self.sign(at + 1) == "." and self.joined(at + 1)
        return month, at + 1 + stop

    def until(self, at: int, *, between: bool = False) -> int | None:
        """The position after what joins both ends of a range there; None if nothing does."""
        at = self.past_weekday(at)
        word, sign = self.word(at), self.sign(at)
        if word in _TO or (between and word == "and"):
            # "from the 5th to the 10th", "from Tuesday 5 to Sunday 10"
            return self._past_name(at + 1 + (self.word(at + 1) == "the"))
        if sign in _DASHES and sign:
            # A dash between spaces may begin a new thought, but a short one rarely does.
            apart = not self.joined(at) and not self.joined(at + 1)
            return None if sign == "—" and apart else self._past_name(at + 1)
        return None

    def past_weekday(self, at: int) -> int:
        """The position after a weekday in brackets there: "November 5 (Tuesday) to"."""
        bracketed = self.sign(at) == "(" and self.sign(at + 2) == ")"
        return at + 3 if bracketed and self.word(at + 1) in WEEKDAYS else at

    def _past_name(self, at: int) -> int:
        """The position after a weekday before the number of a day."""
        if self.word(at) not in WEEKDAYS or not self.capital(at):
            return at
        after = at + 1 + (self.sign(at + 1) in (",", "."))
        return after if self.day(after) or self.month(after) else at
