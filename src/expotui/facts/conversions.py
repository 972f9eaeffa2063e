"""Money printed in two currencies: "RMB200 billion (US$27.8 billion)" implies a rate.

A rate is no exact unit: figures in two currencies are never compared (`facts.verdicts`), but a
conversion on a page has to be one that some day's rate allows. What is no conversion for sure (two
sums in one sentence, dollars of Hong Kong) says nothing.
"""

import re
from decimal import Decimal

from expotui.facts.tokens import tokens

# Yuan a dollar, from 2010 on: the central parity of the People's Bank of China lay between 6.0 and
# 7.3, rounded outwards for the market's own rates.
RATES = (Decimal("6.0"), Decimal("7.5"))

# One sum, and another one in brackets right behind it, or after "or".
_CONVERSION = re.compile(
    r"(?P<one>[^()（）]+?)\s*(?:[（(](?P<two>[^()（）]+)[)）]|\bor\s+(?P<three>[^()（）]+))\s*"
)
_HEDGE = r"(?:about|around|some|roughly|approximately|nearly|over|equivalent to|or|~|≈|约)?\s*"
_NUMBER = r"(?P<number>[0-9][0-9.,]*(?:\s?(?:trillion|billion|million|tn|bn|m|亿|万亿|万))?)"
_SUMS = {
    "USD": (
        rf"{_HEDGE}(?:US\s?\$|U\.S\.\s?\$|USD\s?|\$)\s?{_NUMBER}",
        rf"{_HEDGE}{_NUMBER}\s?(?:U\.?S\.? dollars?|USD|美元)",
    ),
    "CNY": (
        rf"{_HEDGE}(?:RMB|CNY|¥)\s?{_NUMBER}(?:\s?yuan)?",
        rf"{_HEDGE}{_NUMBER}\s?(?:yuan|RMB|renminbi|CNY|元)(?:\s?\(?RMB\)?)?",
    ),
}
_SUM = {
    unit: [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
    for unit, patterns in _SUMS.items()
}
# Longer texts are sentences, not a sum and what it comes to.
_LONGEST = 200


def implied_rate(printed: str) -> Decimal | None:
    """Yuan a dollar of a conversion as printed; None where it is none for sure.

    >>> implied_rate("RMB200 billion (US$27.8 billion)").quantize(Decimal("0.01"))
    Decimal('7.19')
    """
    found = _CONVERSION.fullmatch(printed.strip()[:_LONGEST])
    if found is None:
        return None
    parts = found["one"], found["two"] or found["three"]
    sums = dict(filter(None, map(_sum, parts)))
    return sums["CNY"] / sums["USD"] if len(sums) == 2 and sums["USD"] else None


def _sum(text: str) -> tuple[str, Decimal] | None:
    """The currency and the number of a text that is a sum of money, and nothing else."""
    for unit, patterns in _SUM.items():
        for pattern in patterns:
            if match := pattern.fullmatch(text.strip()):
                numbers = [token for token in tokens(match["number"]) if token.is_number]
                if numbers:
                    return unit, Decimal(numbers[-1].text.replace("_", "."))
    return None
