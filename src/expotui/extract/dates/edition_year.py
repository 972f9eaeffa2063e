"""The year a text speaks from by its own reckoning, where no page date says it.

"The sixth expo … compared to the inaugural expo in 2018 … an annual event": such a text was written
in the year of the sixth, 2023. All three have to be said: the edition it is about, the year of the
first, and that it is held every year.
"""

from collections.abc import Sequence

from expotui.extract.blocks import Block
from expotui.extract.dates.calendars import FAIRS, ORDINALS
from expotui.extract.dates.date_line import Line

_FIRST = frozenset(("inaugural", "first", "maiden", "debut"))
_YEARLY = frozenset(("annual", "annually", "yearly"))
_NAME = 7  # words that a fair's name may have behind its ordinal
_APART = 5  # tokens between the first fair and its year: "expo was held in 2018"
_MOST = 200  # editions


def edition_year(blocks: Sequence[Block]) -> int | None:
    """The year of the edition that a text is about, or None where the text does not give it."""
    edition = first = None
    yearly = False
    for block in blocks:
        line = Line(block.tokens)
        for at in range(len(line.tokens)):
            edition = edition or _edition(line, at)
            first = first or _first_year(line, at)
            word = line.word(at)
            yearly = yearly or word in _YEARLY or (word == "every" and line.word(at + 1) == "year")
    if edition is None or first is None or not yearly:
        return None
    return first + edition - 1


def _edition(line: Line, at: int) -> int | None:
    """The ordinal before the name of a fair: "sixth China International Import Expo"."""
    digits = line.number(at)
    if digits.isdecimal() and len(digits) <= 3 and line.word(at + 1) in ("st", "nd", "rd", "th"):
        number, here = int(digits), at + 2
    else:
        number, here = ORDINALS.get(line.word(at), 0), at + 1
    if not 2 <= number <= _MOST or not line.capital(here):
        return None
    for place in range(here, here + _NAME):
        if not line.word(place):
            return None
        if line.word(place) in FAIRS and line.capital(place):
            return number
    return None


def _first_year(line: Line, at: int) -> int | None:
    """The year of the first edition: "the inaugural expo in 2018"."""
    if line.word(at) not in _FIRST or line.word(at + 1) not in FAIRS:
        return None
    for here in range(at + 2, at + 2 + _APART):
        if line.word(here) == "in" and (year := line.year(here + 1)) is not None:
            return year if 1850 <= year <= 2199 else None
    return None
