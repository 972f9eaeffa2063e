"""Proper names among the items of a sentence."""

from functools import lru_cache

from expotui.extract.countries import countries
from expotui.extract.quotes.lexicon import (
    AUXILIARIES,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    HONORIFICS,
    INSTITUTIONS,
    MINE,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
)
from expotui.extract.quotes.sentences import is_capital
from expotui.extract.tokens import WORD, Token
from expotui.extract.wordlists import words

# Words that have a capital at the start of a sentence and are no part of a name.
_COMMON = (
    DETERMINERS
    | PREPOSITIONS
    | CONJUNCTIONS
    | PRONOUNS
    | AUXILIARIES
    | CALENDAR
    | (MINE - {"you"})
    | words("sales admission exports imports prices attendance tickets hotels orders")
    | words("not only never how why four five six seven eight nine ten")
) - PARTICLES
_POSTS = TITLES | {"general"}
_HYPHENS = "-‐‑–"
_LONGEST = 12


def name_end(items: list[Token], at: int) -> int:
    """Where a name that begins with an item ends; `at` itself where none begins."""
    begun = at
    while at < len(items) and at - begun < _LONGEST:
        item = items[at]
        if _of_name(items, at, begun):
            at += 1
        elif begun == at:
            return at
        elif item.text == "." and _short(items[at - 1]) and at + 1 < len(items):
            at += 1
        elif (item.text in _HYPHENS and _joined(items, at)) or (
            item.text == "&" and at + 1 < len(items) and is_capital(items[at + 1])
        ):
            at += 2
        else:
            step = _through(items, at, begun)
            if not step:
                break
            at += step
    while at > begun and items[at - 1].text == ".":
        at -= 1
    return at


def is_person(name: list[Token]) -> bool:
    """Whether a name looks like a person's: few words, none of an institution's."""
    return _is_person(tuple(item.text for item in name if item.kind == WORD))


# The same few names are asked for again and again in a text.
@lru_cache(maxsize=4096)
def _is_person(name: tuple[str, ...]) -> bool:
    lower = [word.lower().replace("’", "'") for word in name]
    if lower and lower[0] in HONORIFICS:
        return True
    if not 1 <= len(name) <= 5 or any(word in INSTITUTIONS for word in lower):
        return False
    if all(len(word) == 1 for word in name):  # "U.S."
        return False
    if " ".join(lower) in countries() or all(word in _POSTS for word in lower):
        return False
    shouted = len(name) == 1 and name[0].isupper()
    return not shouted and not lower[0].endswith("'s")


def is_post(words: list[Token]) -> bool:
    """Whether a name is a post and nothing else: "Director-General"."""
    lower = [item.lower for item in words if item.kind == WORD]
    return bool(lower) and all(word in _POSTS for word in lower)


def split_title(name: list[Token]) -> int:
    """How many items of a name are a post before it: "Vice Premier" of "Vice Premier He Lifeng"."""
    if len(name) > 4 and name[-4].lower == "of":  # "Minister of Tourism Yadira Gomez"
        return len(name) - 2 if name[-5].lower in TITLES and is_person(name[-2:]) else 0
    for at in range(len(name) - 1, 0, -1):
        if name[at].lower in HONORIFICS and at + 1 < len(name):  # "Minister of Trade Eng. Ali Noor"
            return at
        post = name[at - 1].lower in TITLES or _general(name, at - 1)
        if post and is_capital(name[at]) and name[at].lower not in _POSTS:
            rest = name[at:]
            return 0 if any(item.lower in INSTITUTIONS for item in rest) else at
    return 0


def _general(name: list[Token], at: int) -> bool:
    """Whether a "General" belongs to the post before it: "Consul General"."""
    before = at - 1 - (at > 1 and name[at - 1].text in _HYPHENS)  # "Director-General"
    return before >= 0 and name[at].lower == "general" and name[before].lower in TITLES


def _of_name(items: list[Token], at: int, begun: int) -> bool:
    """Whether a word with a capital belongs to a name: "He" does in "He Lifeng"."""
    item = items[at]
    if not is_capital(item):
        return False
    if item.lower.partition("'")[0] not in _COMMON:  # "I'd", "That's"
        return True
    if item.lower in CALENDAR:
        return item.lower in ("may", "june", "april", "august") and at > begun
    after = items[at + 1] if at + 1 < len(items) else None
    followed = after is not None and is_capital(after) and after.lower not in _COMMON
    return item.lower in ("he", "so", "in", "an", "you") and at > 0 and (at > begun or followed)


def _short(item: Token) -> bool:
    return item.lower in HONORIFICS or item.lower in TITLES or len(item.text) == 1


def _joined(items: list[Token], at: int) -> bool:
    """Whether a hyphen joins two words without white space."""
    if at + 1 >= len(items) or items[at + 1].kind != WORD:
        return False
    return items[at - 1].end == items[at].start and items[at].end == items[at + 1].start


def _through(items: list[Token], at: int, begun: int) -> int:
    """How many small words go on with a name: "van", or "of the" in an institution's."""
    word = items[at].lower
    if items[at].kind != WORD:
        return 0
    if word in PARTICLES:
        step = 2 if at + 1 < len(items) and items[at + 1].lower in PARTICLES else 1
        return step if at + step < len(items) and is_capital(items[at + step]) else 0
    if word == "of" and items[at - 1].lower in TITLES:
        run = at + 1
        while run < len(items) and is_capital(items[run]) and items[run].lower not in _COMMON:
            run += 1
        return 1 if run == at + 4 else 0
    institution = any(item.lower in INSTITUTIONS for item in items[begun:at])
    if institution and word in ("of", "for", "and", "on"):
        article = at + 1 < len(items) and items[at + 1].lower == "the"
        step = 2 if article else 1
        after = items[at + step] if at + step < len(items) else None
        plain = after is not None and is_capital(after) and after.lower not in _COMMON
        return step if plain and (word != "and" or not is_person(items[at + step : at + 2])) else 0
    return 0
