"""Numbers that are part of a name: "Fortune 500", "Hall 7", "A380", "Boeing 737", "5G"."""

from collections.abc import Sequence

from expotui.extract.figures import units
from expotui.extract.figures.currencies import LETTERS
from expotui.extract.figures.nouns import DOINGS, ENDS
from expotui.extract.figures.numerals import SCALES
from expotui.extract.figures.plurals import is_plural
from expotui.extract.labels import LABELS
from expotui.extract.tokens import NUMBER, WORD, Token, hyphen_at, touching, word_at
from expotui.extract.wordlists import words

_EVEN_SMALL = words("no top page stall number")
_PLACED = words("hall booth stand room gate aisle row platform")  # "in hall 4"
# Words that stand before a number in small letters as well, and are no makes of anything.
_NO_MAKES = words("""
    over about around nearly some almost roughly approximately up the a an of in by from to and or
    for with at on than more less january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec rmb usd eur gbp us
""")
_JETS = words("737 747 757 767 777 787")
_PLACES = words("page pages hall halls booth booths stand stands room rooms gate gates zone zones")
_LISTING = words("to of and - – , & or")
# What a letter behind digits makes of them: "5G", "3D", "4K", "1080p".
_SUFFIXES = words("G D K p P c A B C E F S V W i s")
_SENTENCE_STARTS = ".!?:;“\"‘'(—–•"


def is_name(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the number between two tokens is part of a name."""
    return (
        _joined_to_letters(tokens, at, end)
        or _year_of_a_name(tokens, at, end)
        or _labelled(tokens, at)
        or _model(tokens, at, end)
        or _of_places(tokens, at)
    )


def _joined_to_letters(tokens: Sequence[Token], at: int, end: int) -> bool:
    """G20, A380, COVID-19, 5G, 3D; not "215countries"."""
    before = tokens[at - 1] if at else None
    if before is not None and touching(tokens, at):
        if before.kind == WORD and before.text < "\u3400":
            return True
        if hyphen_at(tokens, at - 1) and (
            tokens[at - 2].kind == WORD or _in_a_code(tokens, at - 2)
        ):
            return True
    if hyphen_at(tokens, end) and tokens[at].text in _JETS:
        return True
    suffix = touching(tokens, end) and tokens[end].text in _SUFFIXES
    return suffix and not (tokens[end].text == "p" and len(tokens[at].text) < 3)  # "50p" is money


def _in_a_code(tokens: Sequence[Token], at: int) -> bool:
    """Whether a model begins with the number there: the 350 of "A350-1000", "787-10"."""
    if tokens[at].text in _JETS:
        return True
    letters = tokens[at - 1].text if touching(tokens, at) else ""
    return letters.isalpha() and letters.isupper() and len(letters) < 3 and letters not in LETTERS


def _year_of_a_name(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "ITMA 2023 takes place": what looks like a plural is a verb."""
    text = tokens[at].text
    if at == 0 or not (len(text) == 4 and text.isdecimal() and text[:2] in ("19", "20")):
        return False
    named = tokens[at - 1].text[0].isupper() and tokens[at - 1].lower not in _NO_MAKES
    return named and word_at(tokens, end) in DOINGS


def _labelled(tokens: Sequence[Token], at: int) -> bool:
    if at == 0:
        return False
    before = tokens[at - 1]
    if before.text == "." and word_at(tokens, at - 2) in ("no", "nos", "vol", "art"):
        return True
    if "fortune" in (before.lower, word_at(tokens, at - 2), word_at(tokens, at - 3)):
        return True
    if len(before.text) == 1 and before.text.isupper() and before.text not in "AI":
        return before.kind == WORD and tokens[at].text.isdecimal()
    if before.text in _PLACED:
        return _places(tokens, at)
    capital = before.text[0].isupper() or before.text in _EVEN_SMALL
    top = before.text == "top" and is_plural(word_at(tokens, at + 1))  # "the top 20 brands"
    return before.lower in LABELS and capital and not top and "," not in tokens[at].text


def _places(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is that of the hall before it, and counts nothing behind it: "in hall 4"."""
    measured = is_plural(word_at(tokens, at + 1)) or units.behind(tokens, at + 1) is not None
    return tokens[at].text.isdecimal() and not measured and not hyphen_at(tokens, at + 1)


def _model(tokens: Sequence[Token], at: int, end: int) -> bool:
    """A number behind a capitalised word, with nothing counted behind it: "Boeing 737 MAX"."""
    if at < 2 or not tokens[at].text.isdecimal() or len(tokens[at].text) > 4:
        return False
    make, before = tokens[at - 1], tokens[at - 2]
    if make.lower in ("a", "an") and len(tokens[at].text) > 2:
        # "a 787", "an 880 and": of what is counted there is more than one.
        return end >= len(tokens) or tokens[end].text in ",.;)" or tokens[end].lower in ENDS
    if not make.text[0].isupper() or make.lower in _NO_MAKES:
        return False
    if end >= len(tokens) or tokens[end].kind != WORD:
        return len(tokens[at].text) > 2 and before.kind == WORD
    if before.text in _SENTENCE_STARTS or before.end < make.start - 1:
        return False
    behind = tokens[end]
    measured = is_plural(behind.lower) or units.behind(tokens, end) or behind.lower in SCALES
    return behind.text[0].isupper() and not measured


def _of_places(tokens: Sequence[Token], at: int) -> bool:
    """ "Halls 3 to 7", "stands 12, 14 and 15": the number before it is part of a name."""
    back = at
    while back >= 2 and at - back < 12:
        if tokens[back - 1].lower not in _LISTING or tokens[back - 2].kind != NUMBER:
            return False
        back -= 2
        if word_at(tokens, back - 1) in _PLACES:
            return True
    return False
