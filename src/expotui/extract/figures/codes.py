"""Numbers that are codes: clock times, phone numbers, ratios, addresses, counters of a page."""

from collections.abc import Sequence

from expotui.extract.figures.hours import is_hour
from expotui.extract.figures.plurals import is_plural
from expotui.extract.tokens import NUMBER, WORD, Token, touching, word_at, words_from
from expotui.extract.wordlists import words

# Numbers behind these are furniture of a page, with a colon or without.
_FURNITURE = words("""
    reading view views viewed read reads hits clicks comments comment shares share likes like
    followers visits pageviews words photo photos download downloads id ref reference burst browse
    browsed pv click popularity font size 浏览 阅读 点击 次数
""")
_PHONES = words("tel telephone phone fax mobile cell whatsapp wechat hotline call qq ext")
_BETWEEN_DIGITS = "/:×*"
# Digits without marks: a telephone number, a registration.
_LONG = 9
_PHONE = 14  # tokens of a telephone number


def is_code(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the number between two tokens is a code."""
    return (
        is_hour(tokens, at, end)
        or _computed(tokens, at, end)
        or _clock(tokens, at, end)
        or _digits(tokens, at, end)
        or _counter(tokens, at, end)
        or _phone(tokens, at)
        or _address(tokens, at)
    )


def _clock(tokens: Sequence[Token], at: int, end: int) -> bool:
    """21:43:40, 10 a.m."""
    return _between_digits(tokens, at, end, ":") or (
        word_at(tokens, end) in ("a", "p") and words_from(tokens, end + 1, 2) == [".", "m"]
    )


def _between_digits(tokens: Sequence[Token], at: int, end: int, signs: str) -> bool:
    """Whether one of the signs joins the number to another."""
    before = at > 1 and touching(tokens, at) and touching(tokens, at - 1)
    if before and tokens[at - 1].text in signs and tokens[at - 2].kind == NUMBER:
        return True
    behind = touching(tokens, end) and touching(tokens, end + 1)
    return behind and tokens[end].text in signs and tokens[end + 1].kind == NUMBER


def _digits(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Phone numbers, ratios, scores and sizes, by their digits and signs."""
    text = tokens[at].text
    zero = len(text) > 1 and text[0] == "0"
    if text.isdecimal() and (len(text) > _LONG or zero):
        return True
    return (
        _between_digits(tokens, at, end, _BETWEEN_DIGITS)
        or _dashed(tokens, at)
        or _dashed(tokens, end + 1)
        or _behind_plus(tokens, at, end)
        # what a page says of a file
        or (word_at(tokens, at - 1) == "(" and word_at(tokens, end) in ("kb", "mb"))
    )


def _behind_plus(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "GMT+7"; "+86 371", "+86(0731)": the code of a country."""
    if word_at(tokens, at - 1) != "+":
        return False
    if word_at(tokens, at - 2) in ("gmt", "utc"):
        return True
    following = end + (word_at(tokens, end) in ("-", "("))
    joined = touching(tokens, at) and tokens[at].text.isdecimal()
    return joined and following < len(tokens) and tokens[following].kind == NUMBER


def _computed(tokens: Sequence[Token], at: int, end: int) -> bool:
    """1e999, 0x1F, 10^400: no number that a text tells."""
    if word_at(tokens, at - 1) == "^" and touching(tokens, at):
        return True
    sign = word_at(tokens, end) in ("e", "x", "^") and touching(tokens, end)
    return sign and touching(tokens, end + 1)


def _dashed(tokens: Sequence[Token], at: int) -> bool:
    """Whether hyphens join a number to another on both sides: "416-555-0188"."""
    numbers = 2 <= at < len(tokens) - 2 and all(
        tokens[place].kind == NUMBER for place in (at - 2, at, at + 2)
    )
    return numbers and tokens[at - 1].text == tokens[at + 1].text == "-"


def _counter(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "View: 1814", "Comments 12", "4 min read"."""
    before = tokens[at - 1] if at else None
    if before is None and end + 1 == len(tokens) and word_at(tokens, end) in _FURNITURE:
        return True  # "3 comments" on a line of its own
    if before is not None and before.text == ":":
        timed = words_from(tokens, at - 3, 2) == ["reading", "time"]
        return timed or word_at(tokens, at - 2) in _FURNITURE
    if before is not None and before.text == "(" and word_at(tokens, at - 2) in _FURNITURE:
        return True
    minutes = word_at(tokens, end) in ("min", "minute", "mins")
    if before is None or (minutes and word_at(tokens, end + 1) == "read"):
        return minutes and word_at(tokens, end + 1) == "read"
    label = before.lower in _FURNITURE and before.text[0].isupper()
    if not label or is_plural(word_at(tokens, end)):
        return False
    apart = at > 1 and before.start - tokens[at - 2].end > 1  # in a column of its own
    return at < 2 or apart or tokens[at - 2].kind != WORD or tokens[at - 2].text[0].isupper()


def _phone(tokens: Sequence[Token], at: int) -> bool:
    """Behind "Tel", "Fax" or "+", with nothing but digits and signs between."""
    for back in range(at - 1, max(-1, at - _PHONE), -1):
        token = tokens[back]
        if token.kind == NUMBER and token.text.isdecimal():
            continue
        if token.text == "+":
            return back + 1 < at and touching(tokens, back + 1)
        if token.kind == WORD:
            return token.lower in _PHONES
        if token.text not in ":()-.–/":
            return False
    return False


def _address(tokens: Sequence[Token], at: int) -> bool:
    """Within an address of the web or of mail: no space back to "://", "www." or "@"."""
    back = at
    if back and tokens[back - 1].text in "#№@_/\\=" and touching(tokens, back):
        return True
    while touching(tokens, back) and at - back < 24:
        back -= 1
        if tokens[back].text in ("@", "www", "http", "https"):
            return True
    return False
