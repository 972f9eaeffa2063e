"""Money printed in two currencies: "RMB200 billion (US$27.8 billion)" implies a rate.

A rate is no exact unit: figures in two currencies are never compared (`facts.verdicts`), but a
conversion on a page has to be one that some day's rate allows.
"""

import re
from decimal import Decimal

from expotui.facts.tokens import tokens

# Yuan a dollar, from 2010 on: the central parity of the People's Bank of China lay between 6.0 and
# 7.3, rounded outwards for the market's own rates.
RATES = (Decimal("6.0"), Decimal("7.5"))

_DOLLARS = re.compile(r"us\s?\$|\$|\busd|dollar", re.IGNORECASE)
_YUAN = re.compile(r"rmb|cny|yuan|renminbi", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[(（;/]|,\s)|\s+(?:or|about|worth)\s+", re.IGNORECASE)


def implied_rate(printed: str) -> Decimal | None:
    """Yuan a dollar of a conversion as printed; None where there are not two sums of money.

    >>> implied_rate("RMB200 billion (US$27.8 billion)").quantize(Decimal("0.01"))
    Decimal('7.19')
    """
    sums: dict[str, Decimal] = {}
    for piece in _BETWEEN.split(printed):
        dollars, yuan = bool(_DOLLARS.search(piece)), bool(_YUAN.search(piece))
        number = _number(piece)
        if number and dollars != yuan:
            sums.setdefault("USD" if dollars else "CNY", number)
    return sums["CNY"] / sums["USD"] if len(sums) == 2 else None


def _number(text: str) -> Decimal | None:
    """The number of a text that holds one, its scale counted in (`27.8 billion`)."""
    found = [token for token in tokens(text) if token.is_number]
    return Decimal(found[-1].text.replace("_", ".")) if found else None
