"""What figures imply of one another: a growth of two totals, a sum of its parts.

Everything is an interval: a figure stands for the numbers that its hedge and its printed digits
allow (`verdicts.allowed`), so that what follows from it is known as well as that is, and no better.
"""

from collections.abc import Sequence
from decimal import Decimal

from expotui.facts.quantities import to_decimal
from expotui.facts.verdicts import Allowed, Claim, allowed

_HUNDRED = Decimal(100)
# So many digits have to be the same for two numbers to be one, written with another point.
_TELLING = 3


def growth(claim: Claim) -> Allowed:
    """The growth that a figure in percent claims, as a share: "down 2.6%" is −0.0265 to −0.0255.

    Raises:
        ValueError: it has no number.
    """
    found = allowed(claim)
    low, high = (None if end is None else end / _HUNDRED for end in (found.low, found.high))
    return Allowed(low, high)


def opposite(found: Allowed) -> Allowed:
    """A change that undoes one of these."""
    return Allowed(
        None if found.high is None else -found.high, None if found.low is None else -found.low
    )


def grown(before: Allowed, share: Allowed) -> Allowed:
    """What `before` comes to after a growth."""
    return Allowed(_times(before.low, share.low), _times(before.high, share.high))


def shrunk(after: Allowed, share: Allowed) -> Allowed:
    """What came to `after` by a growth: the opposite of `grown`."""
    return Allowed(_over(after.low, share.high), _over(after.high, share.low))


def added(some: Sequence[Allowed]) -> Allowed:
    """The sum of some numbers; without an end where one of them has none."""
    lows = [found.low for found in some]
    highs = [found.high for found in some]
    return Allowed(
        None if None in lows else sum(filter(None, lows), Decimal(0)),
        None if None in highs else sum(filter(None, highs), Decimal(0)),
    )


def meet(one: Allowed, other: Allowed) -> bool:
    """Whether some number is allowed by both."""
    return not (one.lies_below(other) or other.lies_below(one))


def tens_apart(one: Claim, other: Claim) -> int:
    """The power of ten by which the larger of two numbers with the same digits is the larger one.

    "834 billion" and "83.49 billion" begin with the same three digits: 1. 0 where they do not.
    """
    if not one.value or not other.value:
        return 0
    small, large = sorted((to_decimal(one.value), to_decimal(other.value)), key=abs)
    digits = ["".join(map(str, number.normalize().as_tuple().digits)) for number in (small, large)]
    shared = min(map(len, digits))
    if shared < _TELLING or digits[0][:shared] != digits[1][:shared]:
        return 0
    return large.adjusted() - small.adjusted()


def _times(number: Decimal | None, share: Decimal | None) -> Decimal | None:
    return None if number is None or share is None else number * (1 + share)


def _over(number: Decimal | None, share: Decimal | None) -> Decimal | None:
    return None if number is None or share is None or share <= -1 else number / (1 + share)
