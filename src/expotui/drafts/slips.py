"""How a wrong number came about: two digits that changed places, a power of ten, a unit."""

from rapidfuzz.distance import OSA

from expotui.drafts.claims import beside, digits_of
from expotui.extract.model import Figure
from expotui.facts.arithmetic import tens_apart
from expotui.facts.model import Fact
from expotui.facts.quantities import to_decimal
from expotui.facts.units import unlike

# Of numbers with fewer digits, many are a digit apart that have nothing to do with one another.
_LEAST_DIGITS, _LEAST_SAME = 4, 3
SWAPPED = "two digits changed places"
# No number that anybody printed by a slip is further off.
_MOST_TENS = 12


def slip(figure: Figure, fact: Fact) -> str:
    """How a figure may have come of a fact's number by a slip; '' where it does not look so."""
    if not figure.value or not fact.value or figure.upper != fact.upper:
        return ""
    same = to_decimal(figure.value) == to_decimal(fact.value)
    if same or unlike(figure.unit, fact.unit):
        other = same and unlike(figure.unit, fact.unit) and _tells(figure)
        return "the same number in another unit" if other else ""
    if tens := tens_apart(*beside(figure, fact)):
        more = abs(figure.value) > abs(fact.value)
        return f"{10 ** min(tens, _MOST_TENS):,} times as {'much' if more else 'little'}"
    return _misprint(figure, fact)


def _misprint(figure: Figure, fact: Fact) -> str:
    mine, its = _digits(figure.value), _digits(fact.value or 0)
    if len(mine) != len(its) or len(mine) < _LEAST_DIGITS or _size(figure) != _size(fact):
        return ""
    if OSA.distance(mine, its) != 1:
        return ""
    return SWAPPED if sorted(mine) == sorted(its) else "one digit is another"


def _tells(figure: Figure) -> bool:
    return digits_of(figure.value) >= _LEAST_SAME


def _digits(value: int | float) -> str:
    return "".join(map(str, to_decimal(value).normalize().as_tuple().digits))


def _size(one: Figure | Fact) -> int:
    return to_decimal(one.value or 0).adjusted()
