"""A figure of a draft as a claim, and when a source's claim bears it out.

Verdicts of facts/ ask whether two claims can both be true. To support a draft takes more: "over
3,400" and 3,450 can both be true, and yet no source says 3,450. A source bears out what says its
own number, or what its number makes true as a reader takes it: 78.41 is 78.4 rounded, 207 is over
200; that 3,400 is also over 100 is nothing that anybody wrote down.
"""

from decimal import Decimal
from typing import NamedTuple

from expotui.drafts.wording import stems
from expotui.extract.figures.measures import measures_in
from expotui.extract.model import Figure
from expotui.facts.model import Fact
from expotui.facts.quantities import Qualifier, compact, fallen, to_decimal
from expotui.facts.units import base_unit, in_base_unit, unlike
from expotui.facts.verdicts import (
    DOWN,
    Allowed,
    Judgement,
    Verdict,
    allowed,
    judge,
    rounding,
)  # fmt: skip

# "Over 125" reaches to 128 and not to 500: by one of the last digit printed, or so much.
_REACH = Decimal("0.1")
_UPWARDS = (Qualifier.OVER, Qualifier.AT_LEAST)
_DOWNWARDS = (Qualifier.UNDER, Qualifier.UP_TO)
# So many digits make a number more than a coincidence.
_TELLING = 3


class Claimed(NamedTuple):
    """A figure of the draft, set beside a fact: of its event, measure, scope and stage."""

    event: str | None
    subject: str | None
    measure: str | None
    scope: str | None
    stage: str | None
    value: int | float | None
    upper: int | float | None
    hedge: Qualifier
    unit: str | None
    direction: str | None
    period: str | None

    @property
    def compact_value(self) -> str:
        """As facts have it: `>US$78.41 bn`."""
        shown = compact(self.value, self.unit or "", upper=self.upper)
        return fallen(self.hedge, shown) if self.direction == DOWN else self.hedge.sign + shown


def weighed(figure: Figure, fact: Fact) -> Judgement:
    """What a figure of a draft and a fact are to each other, if they are of the same thing."""
    return judge(*beside(figure, fact))


def beside(figure: Figure, fact: Fact) -> tuple[Claimed, Fact]:
    """A figure of a draft as if it were of the same thing as a fact, and the fact."""
    if fact.event is None:
        fact = fact._replace(event=fact.series or fact.id)
    direction = figure.direction
    if direction is None or fact.direction is None:
        # Where one does not say whether it rose or fell, that is no difference.
        direction, fact = None, fact._replace(direction=None)
    claim = Claimed(
        fact.event, fact.subject, fact.measure, fact.scope, fact.stage, figure.value,
        figure.upper, Qualifier.stored(figure.qualifier), figure.unit, direction, fact.period,
    )  # fmt: skip
    return claim, fact


def alike(figure: Figure, fact: Fact) -> bool:
    """Whether a figure and a fact can count the same, by their units."""
    if unlike(figure.unit, fact.unit):
        return False
    if base_unit(fact.unit) or figure.unit is None or figure.unit == fact.unit:
        return True
    if fact.measure in measures_in(figure.unit):
        return True
    # Whatever the store has as its unit, the source may have printed the same noun.
    return bool(stems(figure.text) & stems(fact.printed))


def supports(figure: Figure, fact: Fact) -> bool:
    """Whether a fact bears out a figure of the same event and measure."""
    mine, fact = beside(figure, fact)
    verdict = judge(mine, fact).verdict
    if verdict is not Verdict.COMPATIBLE:
        return verdict is Verdict.AGREE
    if fact.hedge in _DOWNWARDS or (fact.hedge in _UPWARDS and mine.hedge in _DOWNWARDS):
        return False
    meant = _meant(mine)
    ends = (fact.signed, fact.upper if fact.upper is not None else fact.signed)
    return all(end is not None and _within(_base(end, fact.unit), meant) for end in ends)


def says_the_same(figure: Figure, fact: Fact) -> bool:
    """Whether a figure and a fact have the same number, whatever is counted."""
    return alike(figure, fact) and weighed(figure, fact).verdict is Verdict.AGREE


def telling(figure: Figure) -> bool:
    """Whether a number is so much its own that another one alike is no coincidence."""
    return digits_of(figure.value) >= _TELLING


def digits_of(value: int | float) -> int:
    """How many digits of a number tell: 78,410,000,000 has four."""
    return len(to_decimal(value).normalize().as_tuple().digits)


def _base(value: int | float, unit: str | None) -> Decimal:
    return in_base_unit(to_decimal(value), unit)


def _meant(claim: Claimed) -> Allowed:
    """The numbers that a draft's words are taken for."""
    found = allowed(claim)
    if claim.value is None or claim.upper is not None:
        return found
    number = to_decimal(claim.value)
    reach = max(2 * rounding(claim.value, measured=True), abs(number) * _REACH)
    far = in_base_unit(reach, claim.unit)
    if claim.hedge in _UPWARDS and found.low is not None:
        return Allowed(found.low, found.low + far)
    if claim.hedge in _DOWNWARDS and found.high is not None:
        return Allowed(found.high - far, found.high)
    return found


def _within(number: Decimal, found: Allowed) -> bool:
    point = Allowed(number, number)
    return not (point.lies_below(found) or found.lies_below(point))
