"""Numbers being read: what one rule made of some tokens, before lists, hedges and context."""

from dataclasses import dataclass
from decimal import Decimal

from expotui.extract.hedges import EXACT


@dataclass(slots=True)
class Reading:
    """A number between two tokens of a block, `last` exclusive.

    `unit` is None where the words behind the number do not say; `scale` is what its scale word
    multiplied it by. `shared` is whether the unit is its own or of a number it is listed with.
    """

    first: int
    last: int
    value: Decimal
    unit: str | None
    kind: str
    rule: str
    scale: int = 1
    upper: Decimal | None = None
    qualifier: str = EXACT
    in_words: bool = False
    prefixed: bool = False
    shared: bool = False
    qualified_first: int = -1
    qualified_last: int = -1
    direction: str | None = None

    @property
    def bare(self) -> bool:
        """Whether nothing near it says what it counts."""
        return self.unit is None
