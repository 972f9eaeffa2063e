"""A paragraph as sentences in which every quotation is one item."""

from collections.abc import Iterator
from typing import NamedTuple

from expotui.extract.quotes.cues import is_cue
from expotui.extract.quotes.marks import Marked
from expotui.extract.tokens import NUMBER, SIGN, WORD, Token
from expotui.extract.wordlists import words

QUOTED = "quoted"
_PLAIN = (WORD, NUMBER)
# Items of one sentence. What is longer is a list or no prose, and is cut.
LONGEST = 240

_ENDS = frozenset(".!?…。！？")
_ABBREVIATED = words(
    "mr mrs ms mx dr prof rev hon gov sen rep gen lt sgt capt col st jr sr no vs inc ltd corp "
    "co bros etc approx est dept fig jan feb mar apr jun jul aug sep sept oct nov dec messrs fr "
    "ca resp const cllr supt cpl maj cmdr amb smt eng engr"
)


class Sentence(NamedTuple):
    """Items in order: words, numbers, signs, and quotations (kind `quoted`, text the words)."""

    items: list[Token]

    @property
    def quotes(self) -> list[int]:
        """Where the quotations stand among the items."""
        return [at for at, item in enumerate(self.items) if item.kind == QUOTED]


def items(tokens: list[Token], quotations: list[Marked], text: str) -> Iterator[Token]:
    """The tokens outside quotations, and each quotation as one."""
    at = 0
    for one in quotations:
        while at < len(tokens) and tokens[at].start < one.open:
            yield tokens[at]
            at += 1
        while at < len(tokens) and tokens[at].start < one.close:
            at += 1
        yield Token(QUOTED, one.open, one.close, text[one.start : one.end], "")
    yield from tokens[at:]


def sentences(found: list[Token]) -> Iterator[Sentence]:
    """The sentences of a paragraph; a full stop within a quotation may end one, too."""
    begun, last = 0, len(found) - 1
    # Words and numbers end nothing, and they are nearly all of a paragraph.
    for at in [
        at for at, item in enumerate(found) if item.kind not in (WORD, NUMBER) or at == last
    ]:
        while at + 1 - begun > LONGEST:
            yield Sentence(found[begun : begun + LONGEST])
            begun += LONGEST
        if at == last or _ends(found, at):
            yield Sentence(found[begun : at + 1])
            begun = at + 1


def ends_sentence(words: str) -> bool:
    """Whether words end as a sentence does."""
    return words.rstrip("\"”’'»)] ")[-1:] in _ENDS and bool(words)


def is_capital(item: Token) -> bool:
    """Whether an item is a word with a capital letter first."""
    return item.kind == WORD and item.text[0].isupper()


def _ends(found: list[Token], at: int) -> bool:
    item = found[at]
    after = found[at + 1]
    if item.kind == QUOTED:
        if after.text in "—–-" or not (ends_sentence(item.text) and _begins(after)):
            return False
        return not _tag_follows(found, at)
    if item.kind != SIGN or item.text not in _ENDS:
        return False
    if item.text in "。！？":
        return True
    return after.start > item.end and _begins(after) and not _abbreviated(found, at)


def _begins(after: Token) -> bool:
    """Whether an item can begin a sentence."""
    if after.kind == WORD:
        return not after.text[0].islower()
    return after.kind in (QUOTED, NUMBER) or after.text in "([•*-–—$€£¥#"


def _abbreviated(found: list[Token], at: int) -> bool:
    """Whether a full stop belongs to an abbreviation or an initial."""
    if found[at].text != "." or not at or found[at - 1].end != found[at].start:
        return False
    before = found[at - 1]
    if before.lower in _ABBREVIATED or (len(before.text) == 1 and before.text.isupper()):
        return found[at + 1].kind != QUOTED
    return False


def _tag_follows(found: list[Token], at: int) -> bool:
    """Whether who said it follows the quotation, with a capital: `"Why?" Tse asked.`"""
    if "\u3400" <= found[at + 1].text[:1] <= "\u9fff":
        return _chinese_tag(found, at + 1)
    stop = found[at].text.rstrip()[-1:] == "."
    for ahead in range(at + 1, min(at + 6, len(found))):
        item = found[ahead]
        if is_cue(found, ahead):
            after = found[ahead + 1] if ahead + 1 < len(found) else None
            return not stop or after is None or after.text in ".,"
        if item.kind != WORD:
            return False
    return False


def _chinese_tag(found: list[Token], at: int) -> bool:
    """Whether a short clause with a verb of saying at its end follows."""
    for ahead in range(at, min(at + 24, len(found))):
        if found[ahead].kind != WORD:
            return found[ahead - 1].text in "说称道示出为调绍言" and ahead > at
    return False
