"""The names of countries and continents, by babel's table: none is a person, none a city."""

from functools import lru_cache

_OTHER_NAMES = ("uk", "us", "usa", "uae", "latin america", "the gulf", "middle east", "britain")


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Countries, their other names and continents, in small letters."""
    # 60 ms to import: only a text that names something pays for it.
    from babel import Locale

    return frozenset((*(name.lower() for name in Locale("en").territories.values()), *_OTHER_NAMES))
