"""Numbers that are hours of the day: "ten o'clock", "nine in the morning", "doors close at 4"."""

from collections.abc import Sequence

from expotui.extract.tokens import WORD, Token, word_at, words_from
from expotui.extract.wordlists import words

_CLOCK = words("am pm o'clock gmt utc bst hrs cet ist")
_AT = words("at by until till from before after to")
_OPENS = words("open opens opened opening close closes closed closing doors starts start")
_HOURS = words("one two three four five six seven eight nine ten eleven twelve noon")
_PAST = words("half quarter minutes ten twenty five")


def is_hour(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the number between two tokens is an hour."""
    if word_at(tokens, end) in _CLOCK:
        return True
    if tokens[at].lower in _HOURS and _of_the_day(tokens, end):
        return True
    before = word_at(tokens, at - 1)
    if before == "past":
        return word_at(tokens, at - 2) in _PAST
    return before in _AT and (
        _in_digits(tokens, at, end)
        or (before in ("until", "till") and tokens[at].lower in _HOURS and _closed(tokens, end))
        or _opens(tokens, at, end)
    )


def _of_the_day(tokens: Sequence[Token], at: int) -> bool:
    part = words_from(tokens, at, 3)
    return part[:2] == ["in", "the"] and part[-1] in ("morning", "afternoon", "evening")


def _in_digits(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "at 1430", "by 11.30"."""
    text = tokens[at].text
    if word_at(tokens, at - 1) == "at" and len(text) == 4 and text.isdecimal() and text[2] < "6":
        return int(text) < 2400 and word_at(tokens, end) != "%"
    whole, _, minutes = text.partition(".")
    digits = len(minutes) == 2 and whole.isdecimal() and minutes < "60"
    return digits and _closed(tokens, end) and int(whole) < 24


def _opens(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "doors close at 4", "Close at five and let everybody talk"."""
    opened = any(token.lower in _OPENS for token in tokens[max(0, at - 5) : at])
    closed = end >= len(tokens) or tokens[end].text in ".,;)" or tokens[end].lower == "and"
    short = len(tokens[at].text.partition(".")[0]) < 3 or tokens[at].lower in _HOURS
    return opened and short and closed


def _closed(tokens: Sequence[Token], at: int) -> bool:
    """Whether no word follows that a number might count."""
    return at >= len(tokens) or tokens[at].kind != WORD
