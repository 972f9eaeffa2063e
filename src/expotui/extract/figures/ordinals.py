"""Ordinals: "the 7th CIIE", "second expo", "70th anniversary", "inaugural show"."""

from collections.abc import Sequence
from typing import NamedTuple

from expotui.extract.figures import numerals
from expotui.extract.figures.nouns import DOINGS, ENDS
from expotui.extract.figures.plurals import singular
from expotui.extract.tokens import (
    HYPHENS,
    NUMBER,
    WORD,
    Token,
    hyphen_at,
    touching,
    word_at,
    words_from,
)
from expotui.extract.wordlists import words

_ONES = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"""
_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
WORDS = (
    {word: number for number, word in enumerate(_ONES.split(), 1)}
    | {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
    | {"hundredth": 100}
)
# A fair's first edition, in a word of its own.
FIRSTS = words("inaugural maiden")
_SUFFIXES = words("st nd rd th")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_WRITTEN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
    (1, "I"),
)  # fmt: skip

# What a fair is called: an ordinal before one of these is its edition.
EVENT_NOUNS = words("""
    expo exposition fair exhibition exhibit show showcase edition session conference congress
    convention summit forum salon festival biennale biennial triennale messe outing instalment
    installment gathering event round running iteration symposium airshow carnival meeting
    tradeshow market bazaar mart meet championship staging holding occurrence rendition
    version organization organisation
""")
# Other nouns that are numbered; days and years only in digits, right behind them.
_NUMBERED = words("""
    anniversary plan birthday generation batch phase stage season day year visit trip appearance
    participation
""")
_ONLY_ADJACENT = words("day year")
_NO_FIGURE = words("century time place floor hand party step half quarter")
_WITHIN_NAMES = words("of and for on & the in es de la do du del das des di")
_FIRST_OF_ALL = ("world's", "country's", "nation's", "industry's", "region's", "ever")
_NOVELTY = words("ever time of and to such")
_CALENDAR = words("monday tuesday wednesday thursday friday saturday sunday january february march")
_FEW = 3  # "the Third World"
_ADJECTIVES = 3  # between an ordinal and its noun
_IN_A_ROW = words("straight consecutive successive")
# What a numbered name goes on with where it is no fair's: "the Fifth Avenue".
_NO_EDITIONS = words("avenue street ward army floor world congress division regiment")
_FURTHEST = 14


class Ordinal(NamedTuple):
    """An ordinal between two tokens, with what it numbers."""

    value: int
    end: int
    unit: str


def ordinal(tokens: Sequence[Token], at: int) -> Ordinal | None:
    """The ordinal that begins at a token, where it numbers an edition or another noun."""
    found = number(tokens, at)
    if found is None:
        return None
    value, end, in_digits = found
    if not in_digits and _novelty(tokens, at, end):
        return None
    noun = _noun(tokens, end, in_digits=in_digits)
    return Ordinal(value, noun[1], noun[0]) if noun is not None else None


def number(tokens: Sequence[Token], at: int) -> tuple[int, int, bool] | None:
    """The number of an ordinal, where it ends, and whether it is in digits."""
    token = tokens[at]
    if token.kind == NUMBER:
        joined = touching(tokens, at + 1) and tokens[at + 1].lower in _SUFFIXES
        digits = joined and token.text.isdecimal() and len(token.text) < 6
        return (int(token.text), at + 2, True) if digits else None
    if token.lower in WORDS:
        return WORDS[token.lower], at + 1, False
    if token.text[0] in _ROMAN and _is_roman(token.text):
        return _roman(token.text), at + 1, False
    if token.lower in FIRSTS:
        return 1, at + 1, False
    if token.lower in numerals.TENS:
        # "thirty-sixth", "the thirty sixth"; but "twenty first-time exhibitors" are twenty.
        end = at + 2 if hyphen_at(tokens, at + 1) else at + 1
        one = WORDS.get(word_at(tokens, end), 0)
        apart = end == at + 1 and hyphen_at(tokens, end + 1)
        return (numerals.TENS[token.lower] + one, end + 1, False) if 0 < one < 10 > apart else None
    return None


def _is_roman(text: str) -> bool:
    """Whether letters are a Roman numeral above one, as it is written: "XXVI"."""
    return not text.strip("IVXLC") and text != "I" and _in_roman(_roman(text)) == text


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _in_roman(number: int) -> str:
    written = ""
    for value, letters in _WRITTEN:
        written, number = written + letters * (number // value), number % value
    return written


def _novelty(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether an ordinal tells of a rank or a novelty: "the world's first", "first-time"."""
    if word_at(tokens, at - 1).endswith(_FIRST_OF_ALL):
        return True
    if end >= len(tokens):
        return False
    joined = tokens[end].text in (*HYPHENS, "–") and touching(tokens, end)
    return joined or tokens[end].lower in _NOVELTY or numerals.starts(tokens[end])


def _noun(tokens: Sequence[Token], at: int, *, in_digits: bool) -> tuple[str, int] | None:
    """What an ordinal numbers, and the token that ends the figure: a noun right behind it is in."""
    at += word_at(tokens, at) in _IN_A_ROW  # "the 12th straight year"
    noun = singular(word_at(tokens, at))
    if noun in ("year", "time") and _repeats(tokens, at):
        return noun, at + 1
    if noun in _NO_FIGURE:
        return None
    if word_at(tokens, at) in (ENDS if in_digits else ("since",)):  # "the 16th since 2008"
        return "edition", at
    if in_digits and noun in _ONLY_ADJACENT:
        return noun, at + 1
    return _in_phrase(tokens, at, in_digits=in_digits)


def _in_phrase(tokens: Sequence[Token], at: int, *, in_digits: bool) -> tuple[str, int] | None:
    """The noun of the words from a token on that is numbered; else the name that they begin."""
    capitals = small = 0
    for end in range(at, min(at + _FURTHEST, len(tokens))):
        token = tokens[end]
        if token.kind != WORD:
            if token.kind == NUMBER or token.text in "()-‑&’'\"“”":
                continue
            break
        unit = _numbered(token, adjacent=end == at, plain=not small)
        if unit is not None:
            inside = end == at and (unit != "edition" or token.text.islower())
            return unit, end + 1 if inside else at
        if token.text[0].isupper() or token.text[0] >= "\u3400":
            capitals += 1
        elif token.lower in _WITHIN_NAMES:
            if not capitals:
                break
        else:
            small += 1
            if capitals or small > _ADJECTIVES:
                break
    if in_digits:
        return ("edition", at) if capitals or not small else None
    return ("edition", at) if capitals and _numbers_a_name(tokens, at) else None


def _numbered(token: Token, *, adjacent: bool, plain: bool) -> str | None:
    """What an ordinal before a token numbers by it; an acronym only behind `plain` names."""
    noun = singular(token.lower)
    field_days = token.lower == "days" and not adjacent  # "the 57th field days"
    if noun in EVENT_NOUNS or field_days or (plain and _acronym(token)):
        return "edition"
    return noun if noun in _NUMBERED and noun not in _ONLY_ADJACENT else None


def _numbers_a_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the number of the name behind it: "the ninth PackTech Midlands drew"."""
    end = at
    while end < len(tokens) and tokens[end].kind == WORD and tokens[end].text[0].isupper():
        if tokens[end].lower in _NO_EDITIONS or tokens[end].lower in _CALENDAR:
            return False
        end += 1
    if tokens[at - 1].lower in FIRSTS:
        return True
    closed = end >= len(tokens) or tokens[end].kind != WORD or tokens[end].lower in ENDS | DOINGS
    inner = any(char.isupper() for char in tokens[at].text[1:])
    return (closed or inner) and WORDS.get(tokens[at - 1].lower, 0) > _FEW


def _repeats(tokens: Sequence[Token], at: int) -> bool:
    """Whether a year or a time is one of a row: "the fourth year running", "its second year"."""
    before = [token.lower for token in tokens[max(0, at - 4) : at]]
    if any(word in _IN_A_ROW for word in before) or word_at(tokens, at + 1) == "running":
        return True
    if words_from(tokens, at + 1, 3) == ["in", "a", "row"]:
        return True
    first = any(word in ("first", "1st") for word in before)
    return not first and (tokens[at].lower == "time" or bool({"its", "their"} & set(before)))


def _acronym(token: Token) -> bool:
    letters = token.text.rstrip("s")
    return len(letters) >= 3 and letters.isupper() and letters.isascii()
