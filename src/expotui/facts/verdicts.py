"""Whether two figures for the same thing agree, fit together, exclude each other, or say nothing
about each other.

The numbers a claim allows are those of its hedge (`quantities.interval`, drawn in: "nearly
410,000" reaches down by no more than one of the last digit printed, and nobody writes "over 83" of
834) and, of a number that was printed without one, those that round to it: "70.7 billion" allows
70.72 billion. How far a number is rounded is read off its digits: to the last one that is no zero,
but never to fewer than two. A count without zeros at its end is exact: 127 countries are not 128.

docs/verdicts.md has the rules for readers, and how they do on pairs that were labelled by hand.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Protocol

from expotui.facts.measures import UNCLASSIFIED
from expotui.facts.quantities import Number, Qualifier, interval, to_decimal
from expotui.facts.units import base_unit, in_base_unit

FORECAST = "forecast"
# The direction of a change: "down 2.6%" is printed as 2.6, and is less than nothing.
DOWN = "down"

# Of these, a number without a fraction may have been rounded to it; anything else is counted.
_SIGNIFICANT = 2
# "Over 100" and "under 100" say the same number and not the same thing.
_OPPOSED = [
    {low, high}
    for low in (Qualifier.OVER, Qualifier.AT_LEAST)
    for high in (Qualifier.UNDER, Qualifier.UP_TO, Qualifier.NEARLY)
]
# "Over" and "at least" reach up to so many times their number. A convention, as the tolerance is.
_OVER = 5
# What `compact_value` puts before a number with a hedge.
_SIGNS = "".join(hedge.sign for hedge in Qualifier)


class Verdict(StrEnum):
    """What two figures for the same thing are to each other."""

    AGREE = "agree"
    COMPATIBLE = "compatible"
    CONTRADICT = "contradict"
    INCOMPARABLE = "incomparable"

    @property
    def sign(self) -> str:
        """A sign for narrow columns."""
        return _VERDICT_SIGNS[self]


_VERDICT_SIGNS = {
    Verdict.AGREE: "=", Verdict.COMPATIBLE: "~", Verdict.CONTRADICT: "✗", Verdict.INCOMPARABLE: "·",
}  # fmt: skip


# Beside what some other claim excludes, whichever of them is right; ✗ is what one is to another.
DISPUTED = "≠"


class Judgement(NamedTuple):
    """A verdict, and why, in a sentence."""

    verdict: Verdict
    reason: str


class Claim(Protocol):
    """A figure as it was claimed; `facts.model.Fact` is one."""

    @property
    def event(self) -> str | None: ...
    @property
    def subject(self) -> str | None: ...
    @property
    def measure(self) -> str | None: ...
    @property
    def scope(self) -> str | None: ...
    @property
    def stage(self) -> str | None: ...
    @property
    def value(self) -> int | float | None: ...
    @property
    def upper(self) -> int | float | None: ...
    @property
    def hedge(self) -> Qualifier: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def direction(self) -> str | None: ...
    @property
    def period(self) -> str | None: ...
    @property
    def compact_value(self) -> str: ...


class Allowed(NamedTuple):
    """The values that would not prove a claim wrong; None is unbounded.

    The low end is one of them; the high end is not where it is `open`: 70.725 is 70.73, rounded.
    """

    low: Decimal | None
    high: Decimal | None
    open: bool = False

    def lies_below(self, other: "Allowed") -> bool:
        """Whether all of its values are less than any of the other's."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.open and self.high == other.low)


def judge(one: Claim, other: Claim) -> Judgement:
    """What two figures are to each other; the order of the two makes no difference.

    Only figures of one event, or of one subject outside of events, and of one measure and scope are
    compared, and a forecast only with another one: a number that was expected is not wrong
    because another one came.
    """
    if apart := _apart(one, other):
        return Judgement(Verdict.INCOMPARABLE, apart)
    first, second = sorted((one.compact_value, other.compact_value))
    if _said(one) == _said(other) and {one.hedge, other.hedge} not in _OPPOSED:
        hedged = "" if one.hedge is other.hedge else ", one of them with a hedge"
        return Judgement(Verdict.AGREE, f"both say {second.lstrip(_SIGNS)}{hedged}")
    left, right = allowed(one), allowed(other)
    if not (left.lies_below(right) or right.lies_below(left)):
        return Judgement(Verdict.COMPATIBLE, _why_compatible(one, other))
    stages = {one.stage, other.stage} - {None}
    between = f", at the {' and the '.join(sorted(map(str, stages)))}" if len(stages) > 1 else ""
    return Judgement(Verdict.CONTRADICT, f"{first} and {second} exclude each other{between}")


def contradicted(claims: Sequence[Claim]) -> list[bool]:
    """Which of some figures of one event, measure and scope another one of them contradicts.

    Linear in their number: whom any claim contradicts, the one farthest off contradicts too.
    """
    ranges = [None if _says_nothing(claim) else allowed(claim) for claim in claims]
    alike: dict[tuple[object, ...], list[Allowed]] = {}
    for claim, found in zip(claims, ranges, strict=True):
        if found is not None:
            alike.setdefault(_comparable(claim), []).append(found)
    highest = {sort: max(some, key=_low) for sort, some in alike.items()}
    lowest = {sort: min(some, key=_high) for sort, some in alike.items()}
    return [
        found is not None
        and (
            found.lies_below(highest[sort := _comparable(claim)]) or lowest[sort].lies_below(found)
        )
        for claim, found in zip(claims, ranges, strict=True)
    ]


def supported(claims: Sequence[Claim], origins: Sequence[int]) -> list[Verdict | None]:
    """What the claims of other origins are to each of some figures, where none contradicts it.

    Agree where another origin says the same number, else compatible where one says another of the
    same sort; None where no other origin says any. `origins` tells of each claim whose word it is
    (`facts.origins.independent`). Linear in their number, as `contradicted` is.
    """
    same: dict[tuple[object, ...], set[int]] = {}
    alike: dict[tuple[object, ...], set[int]] = {}
    for claim, origin in zip(claims, origins, strict=True):
        if not _says_nothing(claim):
            same.setdefault(_said(claim), set()).add(origin)
            alike.setdefault(_comparable(claim), set()).add(origin)
    return [
        None if _says_nothing(claim) or len(alike[_comparable(claim)]) < 2
        else Verdict.AGREE if len(same[_said(claim)]) > 1
        else Verdict.COMPATIBLE
        for claim in claims
    ]  # fmt: skip


def _says_nothing(claim: Claim) -> bool:
    """Whether a claim has no number, or one of nobody knows what."""
    return claim.value is None or claim.measure == UNCLASSIFIED


def _said(claim: Claim) -> tuple[object, ...]:
    falls = claim.direction == DOWN
    return (*_comparable(claim), falls, _in_base(claim.value, claim), _in_base(claim.upper, claim))


def _in_base(number: Number | None, claim: Claim) -> Decimal | None:
    return None if number is None else in_base_unit(to_decimal(number), claim.unit)


def allowed(claim: Claim) -> Allowed:
    """The values that would not prove a claim wrong.

    Raises:
        ValueError: it has no number.
    """
    if claim.value is None:
        raise ValueError("a claim without a number allows any")
    unit = claim.unit if base_unit(claim.unit) else None
    found = _allowed(claim.value, claim.upper, claim.hedge, unit)
    return _fallen(found) if claim.direction == DOWN else found


def _fallen(found: Allowed) -> Allowed:
    """The numbers below 0 that a fall by these comes to."""
    low, high = found.high, found.low
    return Allowed(None if low is None else -low, None if high is None else -high)


@lru_cache(maxsize=10_000)
def _allowed(value: Number, upper: Number | None, hedge: Qualifier, unit: str | None) -> Allowed:
    low, high = _claimed(value, upper, hedge)
    measured, above = unit is not None, Decimal(0)
    if hedge is Qualifier.EXACT and low is not None and high is not None:
        above = rounding(value if upper is None else upper, measured=measured)
        low, high = low - rounding(value, measured=measured), high + above
    return Allowed(
        None if low is None else in_base_unit(low, unit),
        None if high is None else in_base_unit(high, unit),
        above > 0,
    )


def _claimed(
    value: Number, upper: Number | None, hedge: Qualifier
) -> tuple[Decimal | None, Decimal | None]:
    """The interval of a hedge, no wider than a reader takes it."""
    claimed = interval(value, hedge, upper)
    low, high = claimed.low, claimed.high
    if low is not None and high is not None and high < low:
        # A range that was written the wrong way round contradicts nobody for that.
        low, high = high, low
    number = to_decimal(value)
    if upper is None and number > 0:
        digit = 2 * rounding(value, measured=True)
        if hedge in (Qualifier.NEARLY, Qualifier.ABOUT) and low is not None:
            low = max(low, number - digit)
        if hedge is Qualifier.ABOUT and high is not None:
            high = min(high, number + digit)
        if hedge in (Qualifier.OVER, Qualifier.AT_LEAST):
            high = number * _OVER
    return low, high


def _low(found: Allowed) -> Decimal:
    return Decimal("-Infinity") if found.low is None else found.low


def _high(found: Allowed) -> tuple[Decimal, bool]:
    return Decimal("Infinity") if found.high is None else found.high, not found.open


def rounding(value: Number, *, measured: bool) -> Decimal:
    """How far the number meant may lie from the one printed: half a unit of its last digit.

    A whole number of things that are counted is no rounded one, but for zeros at its end.
    """
    _, digits, exponent = to_decimal(value).normalize().as_tuple()
    if not isinstance(exponent, int) or not any(digits):
        return Decimal(0)
    if exponent > 0 and len(digits) < _SIGNIFICANT:
        # 3,000 is rounded to hundreds at the most.
        exponent -= _SIGNIFICANT - len(digits)
    if exponent <= 0 and not measured:
        return Decimal(0)
    return Decimal(1).scaleb(exponent) / 2


def _comparable(claim: Claim) -> tuple[object, ...]:
    """What two figures of one event, measure and scope have to share to be compared."""
    return (
        claim.subject,
        base_unit(claim.unit),
        None if claim.event else claim.period,
        claim.stage == FORECAST,
    )


def _apart(one: Claim, other: Claim) -> str:
    """Why two figures can't be compared; '' where they can."""
    if None in (one.value, other.value):
        return "one gives no number"
    about = one.event or one.subject
    if about is None or about != (other.event or other.subject):
        return "they are not about the same event"
    if (one.measure, one.scope) != (other.measure, other.scope):
        return "they count different things"
    if one.measure == UNCLASSIFIED:
        return "what they count is not known"
    hindrances = (
        "they are not about the same part of it",
        f"their units differ: {' and '.join(sorted(map(str, {one.unit, other.unit})))}",
        "they are about different times",
        "one is a forecast, the other what came of it",
    )
    pairs = zip(_comparable(one), _comparable(other), hindrances, strict=True)
    return next((why for mine, its, why in pairs if mine != its), "")


def _why_compatible(one: Claim, other: Claim) -> str:
    first, second = sorted(
        (one, other), key=lambda claim: (claim.hedge is Qualifier.EXACT, claim.compact_value)
    )
    if first.hedge is Qualifier.EXACT:
        return f"{first.compact_value} and {second.compact_value} may be one number, rounded"
    return f"“{first.hedge.words}” lets {first.compact_value} be {second.compact_value}"
