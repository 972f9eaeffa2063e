"""What the words between two marks and their place say: speech, or a name, a slogan, a term."""

import re

from expotui.extract.quotes.lexicon import DETERMINERS, NAMING, PREPOSITIONS, PRINTED
from expotui.extract.quotes.sentences import QUOTED, ends_sentence
from expotui.extract.tokens import SIGN, WORD, Token
from expotui.extract.wordlists import words

_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SMALL = DETERMINERS | PREPOSITIONS | frozenset(["and", "or", "but", "is"])
# Words of a part of a sentence somebody spoke: fewer are a term in quotation marks.
PARTIAL = 4
# Words that are looked at: more make no name.
_LOOKED_AT = 600
_NEAR = 6
_BILLED = words("billed known advertised touted marketed presented styled promoted")
_AFTER_SPEECH = words(
    "is was were are has had have be been and but or that for in on at to of from with by as "
    "when while if than because since after before during last this next yesterday today will "
    "would which who he she it they we i then also so not"
)


def count(words: str) -> int:
    """How many words; two Chinese characters count as one. It stops counting at some hundred."""
    looked = words[:_LOOKED_AT]
    chinese = len(_CHINESE.findall(looked))
    if chinese:
        return (chinese + 1) // 2
    return len(_WORD.findall(looked))


def is_sentence(words: str) -> bool:
    """Whether words begin and end as a sentence does."""
    first = words.lstrip("\"“‘'«([…. ")[:1]
    begins = first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())
    return begins and ends_sentence(words)


def is_title(words: str) -> bool:
    """Whether words are a name or a title: every word of weight has a capital."""
    if ends_sentence(words) and words[-1:] != ".":
        return False
    found = _WORD.findall(words[:_LOOKED_AT])
    if len(found) > 12 or _CHINESE.search(words[:_LOOKED_AT]):
        return False
    weighty = [word for word in found if word.lower() not in _SMALL]
    capital = sum(word[0].isupper() or word[0].isdigit() for word in weighty)
    if len(found) == 1:
        return False
    return bool(weighty) and capital == len(weighty) and len(weighty) > 1


def is_label(items: list[Token], at: int) -> bool:
    """Whether a quotation stands in its sentence as a name does: `the “one stand” rule`."""
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if before is None or before.kind not in (WORD, SIGN):
        return False
    if before.kind == WORD and before.lower in NAMING:
        return True
    if before.lower == "as" and at > 1 and items[at - 2].lower in _BILLED:
        return True
    if before.lower not in DETERMINERS and not before.lower.endswith("'s"):
        return False
    return after is not None and after.kind == WORD and after.lower not in _AFTER_SPEECH


def is_printed(items: list[Token], begun: int, at: int) -> bool:
    """Whether a slogan, a saying or a sign is what the words before introduce, from an item on."""
    for n in range(at - 1, max(begun, at - _NEAR) - 1, -1):
        if items[n].kind == QUOTED:
            return False
        if n + 1 < at and items[n].lower == "sign" and items[n + 1].lower == "of":
            continue
        if items[n].lower in PRINTED and not (n and items[n - 1].lower == "as"):  # "as saying"
            return True
    return False
