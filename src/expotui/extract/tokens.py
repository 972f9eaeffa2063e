"""A text as words, numbers and signs: what the rules of extraction are written on."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

WORD, NUMBER, SIGN = "word", "number", "sign"
HYPHENS = ("-", "‑")


class Token(NamedTuple):
    """A word, a number or one other character, with its span. `lower` is how words are compared.

    A word holds letters and the apostrophes within it ("China’s", "don't"); a Chinese character is
    a word of its own, as no space says where one ends. A number holds digits with the marks between
    them ("78.41", "49’000", "16.04.2024", "1 234" with a narrow space): what it means is for
    `numerals` to say. Hyphens are signs.
    """

    kind: str
    start: int
    end: int
    text: str
    lower: str


_NUMBER = r"\d+(?:[.,’'\u00a0\u2009\u202f]\d+)*"
_new = tuple.__new__
# Each branch reads on from one character to the next without going back: linear in any text.
_TOKEN = re.compile(
    # "the 124thCanton Fair": what a space is missing behind.
    r"(?P<word>(?<=\d)(?:st|nd|rd|th)(?=[A-Z])"
    r"|[^\W\d_\u3400-\u9fff\uf900-\ufaff]+(?:['’][^\W\d_\u3400-\u9fff\uf900-\ufaff]+)*"
    r"|[\u3400-\u9fff\uf900-\ufaff])"
    r"|(?P<number>\d+(?:[.,’'\u00a0\u2009\u202f]\d+)*)"
    r"|(?P<sign>\S)"
)


_NUMBERS = re.compile(_NUMBER)


def numbers(text: str) -> Iterator[Token]:
    """The numbers among the tokens of a text: no word and no sign takes a digit of theirs."""
    for match in _NUMBERS.finditer(text):
        yield Token(NUMBER, match.start(), match.end(), match[0], match[0])


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, in order; white space stands only between them."""
    for match in _TOKEN.finditer(text):
        found = match[0]
        kind = match.lastgroup or SIGN
        lower = found
        if kind == WORD:
            lower = found.lower()
            if "’" in lower:
                lower = lower.replace("’", "'")
        start, end = match.span()
        # As Token(…) does, at half the cost: a text has a token every five characters.
        yield _new(Token, (kind, start, end, found, lower))


def word_at(tokens: Sequence[Token], at: int) -> str:
    """The token there, as words are compared; '' before the first and behind the last."""
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def words_from(tokens: Sequence[Token], at: int, count: int) -> list[str]:
    """As many tokens from there on, as words are compared; fewer at the end."""
    return [token.lower for token in tokens[at : at + count]]


def touching(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token and the one before it have no space between them."""
    return 0 < at < len(tokens) and tokens[at - 1].end == tokens[at].start


def hyphen_at(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a hyphen within a word, joined on both sides."""
    hyphen = 0 < at < len(tokens) - 1 and tokens[at].text in HYPHENS
    return hyphen and touching(tokens, at) and touching(tokens, at + 1)
