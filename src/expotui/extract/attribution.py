"""Which quotations of one sentence are attributed by it, and to whom. Knows no other sentence."""

from typing import NamedTuple

from expotui.extract import chinese, evidence
from expotui.extract.cues import ACCORDING, ADDING, SAYING, Cue, cue_at, cues
from expotui.extract.introduced import colon, opening
from expotui.extract.sentences import QUOTED, ends_sentence
from expotui.extract.speakers import COMMON, PERSON, PRONOUN, Mention, after, subject
from expotui.extract.tokens import WORD, Token

_DASHES = frozenset("—–-")
_CLOSING = frozenset(",?!…—–-.，。！？")
_ADVERBS = 2
_REACH = 40  # items from a quotation to the cue that follows it
_DIRECT = 14  # items from a cue to the quotation it introduces
_COORDINATING = frozenset({"and", "but", "then", "also"})
_DESCRIBING = frozenset(
    "called calls calling described describes describing hailed hails praised praises "
    "dismissed".split()
)


class Attribution(NamedTuple):
    """The quotation at an item, who speaks it, the cue as printed, and the rule that says so."""

    at: int
    mention: Mention
    cue: str
    rule: str


def attributions(items: list[Token], text: str) -> list[Attribution]:
    """The attributed quotations of a sentence, in order."""
    places = [at for at, item in enumerate(items) if item.kind == QUOTED]
    if not places:
        return []
    found: list[Attribution] = []
    heard = cues(items)
    ends = [*places[1:], len(items)]
    for at, end in zip(places, ends, strict=True):
        words = items[at].text
        if not evidence.count(words):
            continue
        last = found[-1] if found else None
        one = (
            _tag(items, at, end, text)
            or chinese.tag(items, at, text)
            or chinese.lead(items, at, text)
            or _split(items, at, last)
            or _lead(items, at, heard, last, text)
            or colon(items, at, text)
            or _trailing(items, at, heard, text)
        )
        if one is not None:
            found.append(one if isinstance(one, Attribution) else Attribution(at, *one))
    return found


def _tag(items: list[Token], at: int, end: int, text: str) -> Attribution | None:
    """Who said it right after: `…,” said X`; `…,” X said`; `…,” according to X`."""
    begun = at + 1
    comma = begun < end and items[begun].text in (",", "，")
    pause = comma or (begun < end and items[begun].text in _DASHES)
    begun += pause
    if begun >= end or not _tagged(items, at, pause):
        return None
    if items[begun].lower == "as":
        begun += 1
    cue = next((c for n in range(begun, min(begun + _ADVERBS, end)) if (c := cue_at(items, n))), None)
    if cue is not None and (cue.start == begun or items[begun].lower.endswith("ly")):
        if cue.kind == ADDING:
            return None
        mention = after(items, cue.end, text, end)
        rule = "according_to" if cue.kind == ACCORDING else "inverted"
        return Attribution(at, mention, cue.text, rule) if mention else None
    if items[begun - 1].text in _DASHES and (signed := _signed(items, at, begun, text)):
        return signed
    for n in range(begun, min(end, begun + _REACH)):
        cue = cue_at(items, n)
        if cue is None or cue.kind != SAYING:
            continue
        mention = _subject(items, cue, begun, text)
        if mention is not None and mention.start == begun:
            return Attribution(at, mention._replace(end=cue.end), cue.text, "inline")
        return None
    return None


def _signed(items: list[Token], at: int, begun: int, text: str) -> Attribution | None:
    """Whose name follows a dash and ends the line: `“…” — X, a trader`."""
    found = opening(items, begun, text)
    if found is None or found.kind != PERSON or found.start > begun or not ends_sentence(items[at].text):
        return None
    rest = items[found.end :]
    return None if any(item.kind == WORD for item in rest) else Attribution(at, found, "—", "signed")


def _subject(items: list[Token], cue: Cue, floor: int, text: str) -> Mention | None:
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
    if evidence.is_printed(items, at - 3, at):
        return False
    first = not at or items[at - 1].kind == QUOTED or items[at - 1].text in (",", ":", "—", "–")
    if length < evidence.PARTIAL and not (first and pauses):
        return False
    return pauses or length > evidence.PARTIAL


def _split(items: list[Token], at: int, last: Attribution | None) -> Attribution | None:
    """The rest of a quotation that its tag parts: `“A,” said X, a trader, “and B.”`"""
    if last is None or last.rule not in ("inline", "inverted", "according_to", "split"):
        return None
    if last.at > last.mention.end:
        return None
    between = items[last.mention.end : at]
    if all(item.text in (",", "—", "–", ":", ";") for item in between):
        return Attribution(at, last.mention._replace(end=at), last.cue, "split")
    return None


def _lead(
    items: list[Token], at: int, heard: list[Cue], last: Attribution | None, text: str
) -> Attribution | None:
    """The nearest cue before: `X said: “…`; `X noted that costs had “…`."""
    cue = next((one for one in reversed(heard) if one.end <= at), None)
    if cue is None:
        return None
    gap = [item for item in items[cue.end : at] if item.kind != QUOTED]
    introduced = not gap or gap[-1].text in (",", ":", "，", "：", "—", "–")
    mention = _speaker(items, cue, heard, last, at, text)
    if mention is None or evidence.is_printed(items, cue.end, at):
        return None
    words = items[at].text
    if cue.kind == ACCORDING:
        direct = introduced and mention.end + 1 >= at
    else:
        that = any(item.lower in ("that", "how", "whether") for item in gap)
        direct = introduced and not that and len(gap) <= _DIRECT
    if direct and not gap:
        direct = evidence.is_sentence(words) or evidence.count(words) >= evidence.PARTIAL
    if not cue.strong and not (direct and len(gap) <= 1) and cue.text not in _DESCRIBING:
        return None
    if direct and not evidence.is_title(words):
        rule = {ACCORDING: "according_to"}.get(cue.kind, _introduction(gap))
        return Attribution(at, mention, cue.text, rule)
    if not _partial(items, cue.end, at):
        return None
    return Attribution(at, mention, cue.text, "partial")


def _introduction(gap: list[Token]) -> str:
    return "colon" if gap and gap[-1].text in (":", "：") else "introduced"


def _partial(items: list[Token], begun: int, at: int) -> bool:
    """Whether a quotation within a sentence is somebody's words and no name."""
    words = items[at].text
    if evidence.count(words) < evidence.PARTIAL or evidence.is_title(words):
        return False
    return not evidence.is_label(items, at) and not evidence.is_printed(items, begun, at)


def _speaker(
    items: list[Token], cue: Cue, heard: list[Cue], last: Attribution | None, at: int, text: str
) -> Mention | None:
    if cue.kind == ACCORDING:
        return after(items, cue.end, text, at)
    if cue.kind == SAYING:
        found = _subject(items, cue, 0, text)
        if found is not None and found.kind == PRONOUN and found.name == "it":
            found = next(
                (who for one in heard if one.end < cue.start and one.kind == SAYING
                 and (who := subject(items, one, 0, text)) is not None), found
            )
        if found is not None:
            return found
        before = items[cue.start - 1] if cue.start else None
        if before is None or before.kind == QUOTED or before.text == ",":
            inverted = after(items, cue.end, text, at)
            if inverted is not None and cue.text not in ("told", "tells"):
                return inverted
    if last is not None:
        return last.mention
    if cue.kind == SAYING and cue.start and items[cue.start - 1].lower in _COORDINATING:
        first = opening(items, 0, text)
        return first if first is not None and first.end < cue.start else None
    earlier = [one for one in heard if one.end <= cue.start and one.kind == SAYING]
    if earlier:
        return subject(items, earlier[-1], 0, text) or after(items, earlier[-1].end, text, at)
    if cue.kind != ADDING:
        return None
    first = opening(items, 0, text)
    return first if first is not None and first.end < cue.start else None


def _trailing(items: list[Token], at: int, heard: list[Cue], text: str) -> Attribution | None:
    """Who said it at the end of the sentence: `“…” came from abroad, said X`."""
    if not _partial(items, 0, at):
        return None
    for cue in heard:
        if cue.start <= at or not cue.strong or cue.kind == ADDING:
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


def turns_to(items: list[Token], begun: int, text: str) -> tuple[Mention | None, str]:
    """Whom a sentence is about, and its cue: who says something there, or whom it begins with.

    After an attributed quotation, which ends before item `begun`, only somebody else by name.
    """
    for cue in cues(items):
        if begun and not _else_by_name(items, cue, begun, text):
            continue
        if cue.kind == SAYING:
            mention = subject(items, cue, begun, text)
            if mention is not None and (cue.strong or mention.kind == PERSON):
                return mention, cue.text
        if cue.kind == ACCORDING and (mention := after(items, cue.end, text)) is not None:
            return mention, cue.text
    return (None if begun else opening(items, 0, text)), ""


def _else_by_name(items: list[Token], cue: Cue, begun: int, text: str) -> bool:
    """Whether a cue after an attributed quotation has another subject than that, with a name."""
    if cue.start <= begun or cue.kind != SAYING:
        return False
    found = subject(items, cue, begun, text)
    return found is not None and found.kind == PERSON and found.start > begun + 1


def speech_alone(items: list[Token]) -> bool:
    """Whether a sentence is nothing but quotations."""
    return all(item.kind == QUOTED or not item.text[:1].isalnum() for item in items)


def as_sentence(words: str, closed: bool) -> bool:
    """Whether words that stand alone are speech: whole sentences, or cut short by a paragraph."""
    if not closed:
        return evidence.count(words) >= evidence.PARTIAL
    return evidence.is_sentence(words) and not evidence.is_title(words) and ends_sentence(words)
