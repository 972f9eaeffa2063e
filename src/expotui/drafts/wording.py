"""Words as they are compared: folded, without the endings that English puts to them."""

import re
from functools import lru_cache

from expotui.facts.text import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
# Words that every label and every sentence has.
_COMMON = frozenset(
    """
    the and for with from that this its are was were has had have not all new total number share
    growth previous edition one year expo fair event figure held taken taking part over more than
    about area value sum per exhibition square metre metres meter meters hundred thousand million
    billion trillion
    """.split()  # noqa: SIM905
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ors", "or", "ers", "er", "ies", "ed", "es", "s", "y")
_LEAST = 4


@lru_cache(maxsize=8_192)
def stems(text: str) -> frozenset[str]:
    """The telling words of a text, each cut to what its forms share."""
    return frozenset(stem(word) for word in _WORD.findall(fold(text)) if word not in _COMMON)


def stem(word: str) -> str:
    """A folded word without its ending: `participating`, `participants` → `participat`, …"""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word
