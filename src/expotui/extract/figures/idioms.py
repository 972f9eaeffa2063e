"""Numbers in words that count nothing: "one of", "one minister said", "ten a penny"."""

from collections.abc import Sequence

from expotui.extract.figures.nouns import ENDS
from expotui.extract.figures.plurals import is_plural
from expotui.extract.tokens import WORD, Token, hyphen_at, word_at, words_from
from expotui.extract.wordlists import words

_AFTER_ONE = words("""
    of can could must may might another who that which should would will more thing day hand side
    way reason point example is was has or another's on by to and for at in as the stop off time
    roof goal voice go word form place moment sense fell after click where
""")
_BEFORE_ONE = words("""
    no any every each another this that the number at as which good bad big new old last next all
    first square under day everyone
""")
_SAYING = words("""
    said says told noted added joked remarked explained shared observed recalled admitted quipped
    insisted argued commented complained confessed sighed laughed shrugged who
""")
# What a number and a hyphen make a term with: "one-stop", "two-way", "two-wheeler".
_TERMS = words("way off stop time to sided on wheeler wheelers seater seaters piece figure digit")
_SAYING_SO = 12


def is_idiom(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the number in words between two tokens counts nothing."""
    if hyphen_at(tokens, end):
        return _term(tokens, at, end)
    word, following = tokens[at].lower, word_at(tokens, end)
    if word_at(tokens, at - 1) == "big" or words_from(tokens, end, 2) == ["a", "penny"]:
        return True
    if word in ("two", "three") and word_at(tokens, at - 1) in ("the", "these", "those"):
        return not _plural_ahead(tokens, end)
    if word != "one" or end > at + 1 or words_from(tokens, end, 2) == ["or", "two"]:
        return False
    return (
        word_at(tokens, at - 1) in _BEFORE_ONE
        or following in _AFTER_ONE | ENDS
        or is_plural(following)
        or _no_word(tokens, end)
        or _speaks(tokens, end)
    )


def _term(tokens: Sequence[Token], at: int, end: int) -> bool:
    following = word_at(tokens, end + 1)
    plan = following == "year" and word_at(tokens, end + 2) == "plan"
    wheeled = following.endswith(("eled", "gged", "sided"))
    return plan or wheeled or following in _TERMS or tokens[at].lower == "zero"


def _no_word(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].kind != WORD


def _speaks(tokens: Sequence[Token], at: int) -> bool:
    """Whether "one" is somebody who is quoted: "one trade minister put it"."""
    for token in tokens[at : at + _SAYING_SO]:
        if token.lower in _SAYING:
            return True
        if token.text in '.;!?”»"':
            return False
    return False


def _plural_ahead(tokens: Sequence[Token], at: int) -> bool:
    return any(is_plural(token.lower) for token in tokens[at : at + 4] if token.kind == WORD)
