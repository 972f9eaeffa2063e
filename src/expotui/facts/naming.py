"""Names of fairs as texts print them, brought to what tells them apart; and ids made of names."""

import re
from functools import lru_cache

from expotui.facts.text import fold
from expotui.facts.tokens import acronym

# The longest part of an id that a name makes.
_LONGEST = 40

_WORDS = re.compile(r"[^\W_]+")
_IN_BRACKETS = re.compile(r"\(([^()]{2,40})\)")
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)?")
_UNFIT = re.compile(r"[^a-z0-9]+")
# What may stand before or after the name of a fair without being part of it.
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth inaugural"
)
_AROUND = frozenset(f"the this its an a annual edition session of upcoming {_ORDINALS}".split())


@lru_cache(maxsize=4_096)
def bare(name: str) -> str:
    """A name without its edition, its year, articles and brackets, as names are compared:
    `sixth China International Import Expo (CIIE)` → `china international import expo`.
    """
    words = _WORDS.findall(fold(_IN_BRACKETS.sub(" ", name)))
    while words and (_NUMBERED.fullmatch(words[0]) or words[0] in _AROUND):
        words.pop(0)
    while words and (_NUMBERED.fullmatch(words[-1]) or words[-1] in _AROUND):
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=4_096)
def called(name: str) -> tuple[str, ...]:
    """All that a name goes by: itself, what it has in brackets, its initials."""
    also = [bare(inner) for inner in _IN_BRACKETS.findall(name)]
    unbracketed = bare(name.replace("(", " ").replace(")", " "))
    found = dict.fromkeys((bare(name), unbracketed, *also, acronym(_without_brackets(name))))
    return tuple(one for one in found if len(one) > 1)


def short_of(name: str) -> str:
    """A name for narrow columns: the one in brackets, else the name, or its initials if long."""
    inner = _IN_BRACKETS.search(name)
    if inner:
        return inner[1].strip()
    whole = _without_brackets(name)
    return whole if len(whole) <= 24 else acronym(whole).upper() or f"{whole[:23]}…"


def slug(name: str, default: str) -> str:
    """An id made of a name: letters and digits of ASCII with hyphens, at most 40 characters."""
    found = _UNFIT.sub("-", fold(name[:400])).strip("-")[:_LONGEST].strip("-")
    return found or default


def _without_brackets(name: str) -> str:
    return " ".join(_IN_BRACKETS.sub(" ", name).split())
