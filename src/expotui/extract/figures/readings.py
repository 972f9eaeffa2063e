"""Numbers being read: what one rule made of some tokens, before lists, hedges and context."""

from dataclasses import dataclass
from decimal import Decimal

from expotui.extract.figures.units import COUNT


@dataclass(slots=True)
class Reading:
    """A number between two tokens of a block, `last` exclusive.

    `unit` is None where the words behind the number do not say. `scale` is what its scale word
    multiplied it by, `factor` what brought it to its unit. `prefixed` is whether a currency stands
    before it, `shared` whether its unit is that of a number it is listed with.
    """

    first: int
    last: int
    value: Decimal
    unit: str | None = None
    kind: str = COUNT
    rule: str = "bare"
    scale: int = 1
    factor: Decimal = Decimal(1)
    upper: Decimal | None = None
    qualifier: str = "exact"
    in_words: bool = False
    prefixed: bool = False
    shared: bool = False
    qualified_first: int = -1
    qualified_last: int = -1
    direction: str | None = None
    kept: bool = True
    # Part of the name behind it, unless a list says otherwise: "25 Indian and 12 Thai firms".
    named: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing behind it says what it counts."""
        return self.unit is None

    def measured(self, unit: str | None, kind: str, last: int, rule: str) -> "Reading":
        """The same number, with its unit."""
        self.unit, self.kind, self.last, self.rule = unit, kind, last, rule
        return self
