"""What holds for a whole text: its currencies, and how it writes numbers."""

import re
from functools import cached_property

from expotui.extract.figures.currencies import Purse

# A decimal comma before a percent sign or behind a currency: "16,8 percent", "€ 15,27".
_MEASURED = r"(?=\s?(?:%|per ?cent|prozent|million|billion|mio|mrd|euro|€))"
_COMMA = re.compile(rf"\d,\d{{1,2}}{_MEASURED}|[€$]\s?\d{{1,6}},\d\d(?!\d)", re.IGNORECASE)
_POINT = re.compile(rf"\d\.\d{{1,2}}{_MEASURED}|[€$]\s?\d{{1,6}}\.\d\d(?!\d)", re.IGNORECASE)
# Characters that are looked at: how numbers are written shows early.
_LOOKED_AT = 100_000


class Setting:
    """One text's ways: ambiguous currencies, decimal commas, pence."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.purse = Purse(text)

    @cached_property
    def decimal_comma(self) -> bool:
        """Whether the text writes 16,8 for 16.8, and so 215.000 for 215,000."""
        text = self._text[:_LOOKED_AT]
        return len(_COMMA.findall(text)) > len(_POINT.findall(text))

    @cached_property
    def pence(self) -> bool:
        """Whether prices are in pounds, so that 50p is half of one."""
        return "£" in self._text
