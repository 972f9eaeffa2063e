"""Text → search tokens, the same for what is stored and for what is typed.

Words are folded (no case, no accents). A number is one token however it is spelt: "1,500" and
"1500" are `1500`; "1.84 trillion" is its mantissa `1_84`, the word, and the number written out,
`1840000000000`. Scripts without word breaks (Chinese, Japanese) give one token a character, which
a phrase query puts back together.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from expotui.facts.quantities import Number, plain
from expotui.facts.text import fold

# The tokens of a store's index were made by this version: it is built anew when the two differ.
TOKENIZER = "1"

_SCALES = {
    "thousand": 10**3, "k": 10**3, "mila": 10**3, "mil": 10**3,
    "million": 10**6, "millions": 10**6, "mn": 10**6, "m": 10**6,
    "billion": 10**9, "billions": 10**9, "bn": 10**9, "bln": 10**9,
    "trillion": 10**12, "trillions": 10**12, "tn": 10**12, "trn": 10**12,
    "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8,
}  # fmt: skip

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"(?P<number>\d[\d,.  ]*\d|\d)|(?P<cjk>[{_CJK}])|(?P<word>[^\W\d_{_CJK}]+(?:['’][^\W\d_]+)?)"
)
# Digits in threes with one and the same separator, then at most one decimal part.
_GROUPED = re.compile(r"\d{1,3}(?:([,  ])\d{3})(?:\1\d{3})*(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Token:
    """One token and where it stands in the text it was made from (end exclusive)."""

    text: str
    start: int
    end: int
    is_number: bool = False


def tokens(text: str) -> list[Token]:
    """The tokens of `text`, in order. Scaled numbers are followed by their written-out form."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match["number"] is not None:
            found += _numbers(match["number"], match.start())
            continue
        word = _word(match[0])
        scale = _SCALES.get(word)
        scaled = scale and found and found[-1].is_number and _adjoins(text, found[-1], match)
        found.append(Token(word, match.start(), match.end()))
        if scale and scaled:
            mantissa = found[-2]
            number = Decimal(mantissa.text.replace("_", ".")) * scale
            found.append(Token(number_token(number), mantissa.start, match.end(), True))
    return found


def words(text: str) -> list[str]:
    """The token texts of `text`, in order."""
    return [token.text for token in tokens(text)]


def number_token(number: Number) -> str:
    """The token of a number: its plain digits, the decimal point as `_`."""
    return plain(number).replace(".", "_")


def acronym(name: str) -> str:
    """The initials of the capitalised words of a name ("China International Import Expo" → `ciie`)."""
    initials = [word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()]
    return "".join(initials).casefold() if len(initials) > 2 else ""


@lru_cache(maxsize=8192)
def _word(text: str) -> str:
    folded = fold(text).replace("’", "'")
    return folded.removesuffix("'s").replace("'", "")


def _adjoins(text: str, number: Token, match: re.Match[str]) -> bool:
    return not text[number.end : match.start()].strip("  -")


def _numbers(run: str, at: int) -> list[Token]:
    """The numbers of a run of digits and separators: "1,500" is one, "40, 50" are two."""
    for pattern in (_GROUPED, _PLAIN):
        if pattern.fullmatch(run):
            return [Token(number_token(Decimal(re.sub(r"[,  ]", "", run))), at, at + len(run), True)]
    found, position = [], 0
    while position < len(run):
        match = _GROUPED.match(run, position) or _PLAIN.match(run, position)
        if match is None:
            position += 1
            continue
        number = Decimal(re.sub(r"[,  ]", "", match[0]))
        found.append(Token(number_token(number), at + match.start(), at + match.end(), True))
        position = match.end()
    return found
