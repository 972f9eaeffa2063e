"""Numbers as they are printed, in digits or in words, without their unit."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import NamedTuple

from expotui.extract.tokens import NUMBER, WORD, Token, words_from

# Digits of a number that a text may state; what is longer is no number of anything.
_LONGEST = 24

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_PARTS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333333", "⅔": "0.666667"}

# What a number is multiplied by; some only where they are joined to it ("71B"): see `scale`.
SCALES = {
    "hundred": 100, "dozen": 12, "thousand": 10**3, "lakh": 10**5, "lakhs": 10**5, "lac": 10**5,
    "lacs": 10**5, "million": 10**6, "millions": 10**6, "mln": 10**6, "mn": 10**6, "mil": 10**6,
    "mio": 10**6,
    "crore": 10**7, "crores": 10**7, "cr": 10**7, "billion": 10**9, "billions": 10**9, "bn": 10**9,
    "bln": 10**9, "bil": 10**9, "bio": 10**9, "milliard": 10**9, "mrd": 10**9, "trillion": 10**12,
    "trillions": 10**12, "tn": 10**12, "trn": 10**12, "tln": 10**12, "quadrillion": 10**15,
    "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12,
}  # fmt: skip
_JOINED = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12, "l": 10**5}
_JOINED_BY_HYPHEN = {"thousand", "million", "billion", "trillion", "hundred", "crore", "lakh"}
# Scales that stand within a number in words, and what may precede "and".
_IN_WORDS = ("hundred", "thousand", "million", "billion", "trillion")


class Numeral(NamedTuple):
    """A number between two tokens of a block, `end` exclusive."""

    value: Decimal
    end: int
    in_words: bool
    scale: int = 1


def starts(token: Token) -> bool:
    """Whether a number may begin here."""
    return token.kind == NUMBER or token.lower in ONES or token.lower in TENS


def digits(text: str) -> Decimal | None:
    """The number that digits and the marks between them mean; None where they are no number.

    "1,234.5", "1.234,5", "49’000" and "1,23,456" are grouped; "12,5" has a decimal comma; dates and
    versions ("16.04.2024", "1.2.3") are no numbers.
    """
    marks = [char for char in text if not char.isdigit()]
    if len(text) - len(marks) > _LONGEST:
        return None
    groups = _split(text)
    if not marks or (marks == ["."]):
        return Decimal(text)
    if any(mark != marks[0] for mark in marks[:-1]):
        return None
    if marks[-1] == marks[0] and _grouped(groups):
        return Decimal("".join(groups))
    decimals = marks[-1] != marks[0] and marks[-1] in ".," and _grouped(groups[:-1])
    if decimals or marks == [","]:
        return Decimal("".join(groups[:-1]) + "." + groups[-1])
    return None


def _split(text: str) -> list[str]:
    groups = [""]
    for char in text:
        if char.isdigit():
            groups[-1] += char
        else:
            groups.append("")
    return groups


def _grouped(groups: Sequence[str]) -> bool:
    """Whether groups of digits are thousands, or lakhs and crores."""
    first, *others = groups
    if not others or len(first) > 3 or len(others[-1]) != 3:
        return bool(first) and not others
    sizes = {len(group) for group in others[:-1]}
    return sizes <= {3} or (sizes == {2} and len(first) <= 2)


def read(tokens: Sequence[Token], at: int) -> Numeral | None:
    """The number that begins at a token, without its scale: "25.4", "twenty-five", "half a"."""
    token = tokens[at]
    if token.kind == NUMBER:
        value = digits(token.text)
        if value is None:
            return None
        part = _part(tokens, at + 1)
        if part is not None and part[0] < 1 and value == value.to_integral():
            return Numeral(value + part[0], part[1], in_words=False)
        return Numeral(value, at + 1, in_words=False)
    if token.lower in ONES or token.lower in TENS:
        return _words(tokens, at)
    return None


def _part(tokens: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    """ "½" behind a number, or "and a half"."""
    if at >= len(tokens):
        return None
    if tokens[at].text in _PARTS:
        return Decimal(_PARTS[tokens[at].text]), at + 1
    if tokens[at].lower not in ("and", "-"):
        return None
    for half in (["and", "a", "half"], ["-", "and", "-", "a", "-", "half"]):
        if words_from(tokens, at, len(half)) == half:
            return Decimal("0.5"), at + len(half)
    return None


def _words(tokens: Sequence[Token], at: int) -> Numeral:
    """A number in words: "one hundred and twenty-five thousand". What is no part of it ends it."""
    total, group, end = 0, 0, at
    while end < len(tokens):
        word = tokens[end].lower
        if word in TENS and group % 100 == 0:
            one = _unit_of_ten(tokens, end + 1)
            group += TENS[word] + (ONES[tokens[one].lower] if one is not None else 0)
            end = (end if one is None else one) + 1
        elif word in ONES and group % 100 == 0:
            group, end = group + ONES[word], end + 1
        elif word == "hundred" and 0 < group < 100:
            group, end = group * 100, end + 1
        elif word in _IN_WORDS[1:] and group and (not total or total % (SCALES[word] * 1000) == 0):
            total, group, end = total + group * SCALES[word], 0, end + 1
        elif word == "and" and group % 100 == 0 and group + total and _continues(tokens, end):
            end += 1
        else:
            break
    value = Decimal(total + group)
    part = _part(tokens, end)
    return Numeral(value + part[0], part[1], True) if part else Numeral(value, end, True)


def _continues(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" stands within a number: behind a scale, before a smaller number in words."""
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return tokens[at - 1].lower in _IN_WORDS and (following in ONES or following in TENS)


def _unit_of_ten(tokens: Sequence[Token], at: int) -> int | None:
    """Where the "five" of "twenty-five" stands, with its hyphen or without."""
    if at < len(tokens) and tokens[at].text in ("-", "‑", "–"):
        at += 1
    following = tokens[at].lower if at < len(tokens) else ""
    return at if 0 < ONES.get(following, 0) < 10 else None


def scale(tokens: Sequence[Token], at: int, *, money: bool = False) -> tuple[int, int] | None:
    """What the number before a token is multiplied by there, and where that ends.

    Scales multiply ("4.5 lakh crore", "万亿"). A single letter is one only where it is joined to
    the digits; of "m" and "t", metres and tonnes, only of `money` or before what is counted.
    """
    product, end = 1, at
    while end < len(tokens):
        factor = _factor(tokens, end, money=money)
        if factor is None:
            break
        product, end = product * factor[0], factor[1]
        if end - at > 4:
            break
    return (product, end) if end > at else None


def _factor(tokens: Sequence[Token], at: int, *, money: bool) -> tuple[int, int] | None:
    token, before = tokens[at], tokens[at - 1]
    hyphen = token.text in ("-", "‑") and at + 1 < len(tokens) and before.end == token.start
    if hyphen and tokens[at + 1].lower in _JOINED_BY_HYPHEN:
        return SCALES[tokens[at + 1].lower], at + 2
    if token.kind != WORD:
        return None
    if token.lower in SCALES and not (token.lower == "cr" and token.text == "CR"):
        return SCALES[token.lower], at + 1
    joined = before.kind == NUMBER and before.end == token.start
    if token.text == "m" and money and token.start == before.end + 1:  # "CHF 176 m"
        return _JOINED["m"], at + 1
    if token.lower in _JOINED and joined and (money or _counts(tokens, at)):
        return _JOINED[token.lower], at + 1
    return None


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a letter joined to digits is a scale though there is no currency: "5m visitors"."""
    token = tokens[at]
    if token.lower in ("b", "l"):
        return False
    number = digits(tokens[at - 1].text)
    if token.lower == "k":
        # A screen has 4K or 8K; ten thousand of something is 10k.
        return number is not None and (number >= 10 or token.text == "k")
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    plural = following is not None and following.kind == WORD and following.lower.endswith("s")
    return token.lower == "m" and plural


def plain(value: Decimal) -> int | float:
    """A number as JSON and SQLite have it: whole where it is whole."""
    with localcontext() as context:
        context.prec = 60
        return int(value) if value == value.to_integral_value() else float(value)
