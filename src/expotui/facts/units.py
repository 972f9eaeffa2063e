"""Units that are one thing everywhere, and what is exactly the same in another one.

Only what is exact by definition is converted: 36.7 hectares are 367,000 m², a price in yuan is no
price in dollars without the rate of a day. Nouns may differ: 622 companies are exhibitors too.
"""

from decimal import Decimal

from expotui.facts.quantities import EXACT

# By unit, the one it is told in and how many of that it is. The square foot is 0.3048 m squared.
EXACTLY = {
    "ha": ("m2", Decimal(10_000)),
    "km2": ("m2", Decimal(1_000_000)),
    "ft2": ("m2", Decimal("0.09290304")),
    "permille": ("percent", Decimal("0.1")),
}
MEASURED = frozenset({"USD", "CNY", "m2", "percent", "percentage_point", *EXACTLY})


def base_unit(unit: str | None) -> str | None:
    """The unit that figures in `unit` are compared in; None of what is counted by a noun."""
    if unit not in MEASURED:
        return None
    return EXACTLY[unit][0] if unit in EXACTLY else unit


def in_base_unit(number: Decimal, unit: str | None) -> Decimal:
    """`number` in `base_unit(unit)`, without rounding."""
    return EXACT.multiply(number, EXACTLY[unit][1]) if unit in EXACTLY else number


def unlike(unit: str | None, other: str | None) -> bool:
    """Whether numbers in two units can't be set beside each other; nouns can."""
    return base_unit(unit) != base_unit(other)


def clash(unit: str, other: str) -> bool:
    """Whether what is told in one unit can't be told in the other; '' is a unit nobody knows."""
    return "" not in (unit, other) and unit != other and base_unit(unit) != base_unit(other)
