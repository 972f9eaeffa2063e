"""Text → search tokens, the same for what is stored and for what is typed.

Words are folded (no case, no accents); "6th" and "sixth" are the number `6`.
A number is one token however it is spelt: "1,500" and
"1500" are `1500`; "1.84 trillion" is its mantissa `1_84`, the word, and the number written out,
`1840000000000`. Scripts without word breaks (Chinese, Japanese) give one token a character, which
a phrase query puts back together.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from expotui.facts.quantities import EXACT, Number, plain
from expotui.facts.text import fold

_SCALES = {
    "thousand": 10**3, "k": 10**3, "mila": 10**3, "mil": 10**3, "mille": 10**3, "tausend": 10**3,
    "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7,
    "million": 10**6, "millions": 10**6, "mn": 10**6, "m": 10**6, "mln": 10**6, "mio": 10**6,
    "millionen": 10**6, "millones": 10**6, "milhao": 10**6, "milhoes": 10**6, "milioni": 10**6,
    "billion": 10**9, "billions": 10**9, "bn": 10**9, "bln": 10**9,
    "milliard": 10**9, "milliards": 10**9, "milliarden": 10**9, "mrd": 10**9, "miliardi": 10**9,
    "bilhao": 10**9, "bilhoes": 10**9,
    "trillion": 10**12, "trillions": 10**12, "tn": 10**12, "trn": 10**12,
    "тысяч": 10**3, "тысячи": 10**3, "тыс": 10**3, "миллион": 10**6, "миллиона": 10**6,
    "миллионов": 10**6, "млн": 10**6, "миллиард": 10**9, "миллиарда": 10**9,
    "миллиардов": 10**9, "млрд": 10**9, "триллион": 10**12, "триллиона": 10**12, "трлн": 10**12,
    "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8,
}  # fmt: skip

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Accents written as characters of their own, and the vowels of the scripts of India.
_MARKS = "\u0300-\u036f" + "".join(
    f"{chr(block + first)}-{chr(block + last)}"
    for block in range(0x0900, 0x0E00, 0x80)
    for first, last in ((0x00, 0x03), (0x3C, 0x4D), (0x55, 0x57), (0x62, 0x63))
)
# What may stand between groups of digits: the plain, no-break, thin and narrow no-break spaces.
_GAPS = " \u00a0\u2009\u202f"
# Fractions in one character ("½") are neither: they would unfold to "12".
_LETTER = rf"[^\W\d_{CJK}¼-¾⅐-⅟↉]"
_LETTERS = rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
_TOKEN = re.compile(
    rf"(?P<number>\d[\d,.{_GAPS}]*\d|\d)|(?P<cjk>[{CJK}])"
    rf"|(?P<word>{_LETTERS}(?:['’]{_LETTERS})?)"
)
# Digits in threes with one and the same separator, then at most one decimal part.
_GROUPED = re.compile(
    rf"\d{{1,3}}(?:([,{_GAPS}])\d{{3}})(?:\1\d{{3}})*(?:\.\d+)?(?!\d|[,{_GAPS}]\d{{3}}(?!\d))"
)
_DIGIT = re.compile(r"[0-9]")
_ASCII_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_NOT_OF_WORDS = re.compile(rf"[^\w{_MARKS}]|_")
_SEPARATORS = re.compile(f"[,{_GAPS}]")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
# "78,4" as most of Europe writes it: too few digits for a group of three.
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")

_ORDINAL_ENDS = {"st", "nd", "rd", "th"}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twentieth": 20,
}  # fmt: skip
# Most words are none of these.
_OF_NUMBERS = frozenset({*_SCALES, *_ORDINAL_ENDS, *_ORDINALS})


class Token(NamedTuple):
    """One token and where it stands in the text it was made from (end exclusive)."""

    text: str
    start: int
    end: int
    is_number: bool = False


def tokens(text: str) -> list[Token]:
    """The tokens of `text`, in order. Scaled numbers are followed by their written-out form."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "number":
            found += _numbers(match[0], match.start())
            continue
        word = _word(match[0])
        if word in _OF_NUMBERS:
            found += _of_number(word, text, match, found[-1] if found else None)
        elif word:
            found.append(Token(word, match.start(), match.end()))
    return found


def _of_number(word: str, text: str, match: re.Match[str], before: Token | None) -> Iterator[Token]:
    """A word that may be a number, the end of one or its scale, as what it is here."""
    start, end = match.span()
    mantissa = before if before and before.is_number else None
    if word in _ORDINAL_ENDS and mantissa and mantissa.end == start:
        return
    if word in _ORDINALS:
        yield Token(str(_ORDINALS[word]), start, end, True)
        return
    yield Token(word, start, end)
    scale = _SCALES.get(word)
    if scale and mantissa and _adjoins(text, mantissa, match):
        number = EXACT.multiply(Decimal(mantissa.text.replace("_", ".")), scale)
        yield Token(number_token(number), mantissa.start, end, True)


def words(text: str) -> list[str]:
    """The token texts of `text`, in order."""
    if text.isascii() and _DIGIT.search(text) is None:
        # Nothing but plain words: no number to be read, and none to be scaled.
        return [_plain_word(word) for word in _ASCII_WORD.findall(text.casefold())]
    return [token.text for token in tokens(text)]


def _plain_word(word: str) -> str:
    if word in _ORDINALS:
        return str(_ORDINALS[word])
    return word.removesuffix("'s").replace("'", "") if "'" in word else word


def number_token(number: Number) -> str:
    """The token of a number: its plain digits, the decimal point as `_`."""
    return plain(number).replace(".", "_")


def acronym(name: str) -> str:
    """The initials of the capitalised words of a name (China International Import Expo: `ciie`)."""
    initials = [word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()]
    return fold("".join(initials)) if len(initials) > 2 else ""


@lru_cache(maxsize=8192)
def _word(text: str) -> str:
    folded = fold(text).replace("’", "'").removesuffix("'s")
    # Some compatibility forms unfold to more than letters: to spaces, signs, quotation marks.
    return _NOT_OF_WORDS.sub("", folded)


def _adjoins(text: str, number: Token, match: re.Match[str]) -> bool:
    return not text[number.end : match.start()].strip(f"{_GAPS}-")


def _numbers(run: str, at: int) -> list[Token]:
    """The numbers of a run of digits and separators: "1,500" is one, "40, 50" are two."""
    if _DECIMAL_COMMA.fullmatch(run):
        number = Decimal(run.replace(",", "."))
        return [Token(number_token(number), at, at + len(run), True)]
    for pattern in (_GROUPED, _PLAIN):
        if pattern.fullmatch(run):
            return [Token(number_token(_number(run)), at, at + len(run), True)]
    found, position = [], 0
    while position < len(run):
        match = _GROUPED.match(run, position) or _PLAIN.match(run, position)
        if match is None:
            position += 1
            continue
        found.append(
            Token(number_token(_number(match[0])), at + match.start(), at + match.end(), True)
        )
        position = match.end()
    return found


def _number(digits: str) -> Decimal:
    return Decimal(_SEPARATORS.sub("", digits))
