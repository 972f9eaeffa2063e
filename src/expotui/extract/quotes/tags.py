"""Who said it, named after the quotation: `…,” said X`, `…,” X said`, `…” — X`."""

from typing import NamedTuple

from expotui.extract.quotes import evidence
from expotui.extract.quotes.cues import ACCORDING, ADDING, SAYING, Cue, cue_at
from expotui.extract.quotes.introduced import opening
from expotui.extract.quotes.lexicon import UTTERANCES
from expotui.extract.quotes.phrases import COMMON, PERSON, Mention
from expotui.extract.quotes.sentences import QUOTED, ends_sentence, is_capital
from expotui.extract.quotes.speakers import after, subject
from expotui.extract.tokens import WORD, Token

_DASHES = frozenset("—–-")
_CLOSING = frozenset(",?!…—–-.，。！？")
_REACH = 40  # items from a quotation to the cue that follows it
_TRIED = 4  # cues after a quotation that may be the one at the sentence's end
_WHAT = (
    ["is", "what"], ["is", "how"], ["was", "what"], ["was", "how"], ["was", "all"], ["is", "all"]
)  # fmt: skip
_ASIDE = 10  # items between a tag and the rest of its quotation
_PLACE = 6  # items behind a signature
_TAGS = frozenset({"inline", "inverted", "according_to", "split"})


class Attribution(NamedTuple):
    """The quotation at an item, who speaks it, the cue as printed, and the rule that says so."""

    at: int
    mention: Mention
    cue: str
    rule: str


def tag(items: list[Token], at: int, end: int, text: str) -> Attribution | None:
    """Who said it right after: `…,” said X`; `…,” X said`; `…,” according to X`."""
    begun = at + 1
    comma = begun < end and items[begun].text in (",", "，")
    pause = comma or (begun < end and items[begun].text in _DASHES)
    begun += pause
    begun += comma and begun < end and items[begun].text in _DASHES  # "», – said X"
    if begun >= end or not _tagged(items, at, pause):
        return None
    if (phrased := _phrased(items, at, (begun, end), text)) is not None:
        return phrased
    if items[begun].lower == "as":
        begun += 1
    elif _is_what(items, begun):
        begun += 2
    adverb = begun < end and items[begun].lower.endswith("ly")
    cue = cue_at(items, begun + adverb) if begun + adverb < end else None
    if cue is None:
        signed = _signed(items, at, begun, text) if items[begun - 1].text in _DASHES else None
        return signed or _inline(items, at, (begun, end), text)
    mention = after(items, cue.end, text, end) if cue.kind != ADDING else None
    rule = "according_to" if cue.kind == ACCORDING else "inverted"
    return Attribution(at, mention, cue.text, rule) if mention else None


def _is_what(items: list[Token], at: int) -> bool:
    """`…” is what X says`, `…” is how X sees it`."""
    return [item.lower for item in items[at : at + 2]] in _WHAT


def _phrased(items: list[Token], at: int, place: tuple[int, int], text: str) -> Attribution | None:
    """Who said it by a phrase without a verb of saying."""
    begun, end = place
    named = opening(items, begun + 2, text) if _is_what(items, begun) and begun + 2 < end else None
    if named is not None and named.kind == PERSON and named.start == begun + 2:
        cue = text[items[begun].start : items[begun + 1].end]
        return Attribution(at, named, cue, "inline")
    return _utterance_of(items, at, place, text) or _in_words_of(items, at, place, text)


def _utterance_of(
    items: list[Token], at: int, place: tuple[int, int], text: str
) -> Attribution | None:
    """`…,” was the verdict of Ola Wrona`."""
    begun, end = place
    words = [item.lower for item in items[begun : begun + 4]]
    if len(words) < 4 or words[0] not in ("is", "was") or words[2] not in UTTERANCES:
        return None
    found = opening(items, begun + 4, text) if words[3] == "of" and begun + 4 < end else None
    if found is None or found.kind != PERSON or found.start != begun + 4:
        return None
    return Attribution(at, found, words[2], "inverted")


def _in_words_of(
    items: list[Token], at: int, place: tuple[int, int], text: str
) -> Attribution | None:
    """`…”, in Wei's words`; and, as translators have it, `…,” so Tomaz Kovac, manager of X`."""
    begun, end = place
    so = items[begun].lower == "so"
    if not so and items[begun].lower != "in":
        return None
    found = opening(items, begun + 1, text)
    if found is None or found.kind != PERSON or found.start != begun + 1 or found.end > end:
        return None
    if so:
        whole = " " in found.name and (found.end == end or items[found.end].text in ".,;")
        return Attribution(at, found, "so", "inverted") if whole else None
    words = found.end < end and items[found.end].lower == "words"
    return Attribution(at, found, "in the words of", "inverted") if words else None


def _inline(items: list[Token], at: int, place: tuple[int, int], text: str) -> Attribution | None:
    """Whose name follows a quotation, with a finite cue after it."""
    begun, end = place
    found = (cue_at(items, n) for n in range(begun, min(end, begun + _REACH)))
    cue = next((one for one in found if one is not None and one.kind == SAYING), None)
    mention = who(items, cue, begun, text) if cue is not None else None
    if cue is None or mention is None or mention.start != begun:
        return None
    return Attribution(at, mention._replace(end=cue.end), cue.text, "inline")


def _signed(items: list[Token], at: int, begun: int, text: str) -> Attribution | None:
    """Whose name follows a dash and ends the line: `“…” — X, a trader`."""
    found = opening(items, begun, text)
    if found is None or found.kind != PERSON or found.start > begun:
        return None
    more = items[found.end : found.end + _PLACE + 1]  # "…, a trader, Madrid"
    named = all(item.text in ",.()" or is_capital(item) for item in more)
    if not named or len(more) > _PLACE or not ends_sentence(items[at].text):
        return None
    return Attribution(at, found, "—", "signed")


def who(items: list[Token], cue: Cue, floor: int, text: str) -> Mention | None:
    """Who does what a cue says, left of it; right of it in `the fair, said its president, was`."""
    found = subject(items, cue, floor, text)
    if found is None or found.kind != COMMON or found.role or items[cue.start - 1].text != ",":
        return found
    inverted = after(items, cue.end, text)
    if inverted is None or inverted.end >= len(items) or items[inverted.end].text != ",":
        return found
    return inverted


def _tagged(items: list[Token], at: int, comma: bool) -> bool:
    """Whether a quotation can be followed by a tag: it pauses there, or is long enough."""
    words = items[at].text
    pauses = comma or words[-1:] in _CLOSING
    length = evidence.count(words)
    if evidence.is_title(words) and words[-1:] not in _CLOSING:
        return False
    if evidence.is_printed(items, max(0, at - 3), at):
        return False
    first = not at or items[at - 1].kind == QUOTED or items[at - 1].text in (",", ":", "—", "–")
    if length < evidence.PARTIAL and not (first and pauses):
        return False
    return pauses or length > evidence.PARTIAL


def split(items: list[Token], at: int, last: Attribution | None) -> Attribution | None:
    """The rest of a quotation that its tag parts: `“A,” said X, a trader, “and B.”`"""
    if last is None or last.rule not in _TAGS:
        return None
    if last.at > last.mention.end:
        return None
    between = items[last.mention.end : at]
    semicolon = any(item.text == ";" for item in between)
    if semicolon and any(item.kind == WORD for item in items[at + 1 :]):
        return None
    aside = (  # "X wrote on her website, “and …”"
        items[at - 1].text == ","
        and len(between) <= _ASIDE
        and items[at].text[:1].islower()
        and not ends_sentence(items[last.at].text)
    )
    if aside or all(item.text in (",", "—", "–", ":", ";") for item in between):
        return Attribution(at, last.mention._replace(end=at), last.cue, "split")
    return None


def trailing(items: list[Token], at: int, heard: list[Cue], text: str) -> Attribution | None:
    """Who said it at the end of the sentence: `“…” came from abroad, said X`."""
    if not partial(items, 0, at):
        return None
    for cue in [cue for cue in heard if cue.start > at][:_TRIED]:
        if not cue.strong or cue.kind == ADDING:
            continue
        comma = cue.start - 1
        if items[comma].text == "," and comma > at:
            mention = subject(items, cue, at + 1, text) if cue.kind == SAYING else None
            if mention is not None and items[mention.start - 1].text != ",":
                mention = None
            mention = mention or after(items, cue.end, text)
        elif cue.kind == SAYING:
            mention = subject(items, cue, at + 1, text)
            if mention is None or items[mention.start - 1].text != ",":
                continue
        else:
            continue
        if mention is not None:
            return Attribution(at, mention, cue.text, "trailing")
    return None


def partial(items: list[Token], begun: int, at: int) -> bool:
    """Whether a quotation within a sentence is somebody's words and no name."""
    words = items[at].text
    if evidence.count(words) < evidence.PARTIAL or evidence.is_title(words):
        return False
    return not evidence.is_label(items, at) and not evidence.is_printed(items, begun, at)
