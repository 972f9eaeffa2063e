"""Who speaks, named before the quotation: `X said: “…`, `X noted that costs had “…`."""

from expotui.extract.quotes import evidence
from expotui.extract.quotes.cues import ACCORDING, ADDING, SAYING, Cue
from expotui.extract.quotes.introduced import opening
from expotui.extract.quotes.phrases import PRONOUN, Mention
from expotui.extract.quotes.sentences import QUOTED
from expotui.extract.quotes.speakers import after, subject
from expotui.extract.quotes.tags import Attribution, partial, who
from expotui.extract.tokens import Token
from expotui.extract.wordlists import words

_DIRECT = 14  # items from a cue to the quotation it introduces
_TRIED = 4  # cues before a quotation that may be the one that introduces it
_COLONS = frozenset({":", "："})
_INTRODUCING = _COLONS | {",", "，", "—", "–"}
_INDIRECT = frozenset({"that", "how", "whether"})
_COORDINATING = frozenset({"and", "but", "then", "also"})
# Weak cues that attribute over the thing they describe: "called the fair “…”".
_DESCRIBING = words(
    "called calls calling described describes describing hailed hails praised praises dismissed"
)

# A quotation's item, and the text of the paragraph.
_Place = tuple[int, str]


def lead(
    items: list[Token], at: int, heard: list[Cue], last: Attribution | None, text: str
) -> Attribution | None:
    """The attribution by the nearest cue before a quotation that can introduce it."""
    before = [cue for cue in heard if cue.end <= at][-_TRIED:]
    for cue in reversed(before):
        gap = [item for item in items[cue.end : at] if item.kind != QUOTED]
        if not cue.strong and len(gap) > 1 and cue.text not in _DESCRIBING:
            continue
        mention = _speaker(items, cue, heard, last, (at, text))
        if mention is None:
            continue
        if evidence.is_printed(items, cue.end, at):
            return None
        return _judged(items, at, cue, gap, mention)
    return None


def _judged(
    items: list[Token], at: int, cue: Cue, gap: list[Token], mention: Mention
) -> Attribution | None:
    """Whether a quotation is what a cue before it introduces, or a part of what it reports."""
    words = items[at].text
    direct = not gap or gap[-1].text in _INTRODUCING
    if cue.kind == ACCORDING:
        direct = direct and (
            mention.end + 1 >= at or (len(gap) <= _DIRECT and cue.text == "quoted")
        )
    elif any(item.lower in _INDIRECT for item in gap) or len(gap) > _DIRECT:
        direct = False
    if direct and (not gap or cue.text.endswith(" of")):  # "speaks of “record sales”"
        direct = evidence.is_sentence(words) or evidence.count(words) >= evidence.PARTIAL
    if not cue.strong and not direct and cue.text not in _DESCRIBING:
        return None
    if direct and not evidence.is_title(words):
        colon = bool(gap) and gap[-1].text in _COLONS
        rule = "colon" if colon else "introduced"
        return Attribution(at, mention, cue.text, "according_to" if cue.kind == ACCORDING else rule)
    return Attribution(at, mention, cue.text, "partial") if partial(items, cue.end, at) else None


def _speaker(
    items: list[Token], cue: Cue, heard: list[Cue], last: Attribution | None, place: _Place
) -> Mention | None:
    at, text = place
    if cue.kind == ACCORDING:
        return after(items, cue.end, text, at)
    found = _beside(items, cue, at, text) if cue.kind == SAYING else None
    if found is not None and found.kind == PRONOUN and found.name == "it":
        return _earlier(items, cue, heard, at, text) or found
    if found is not None or last is not None:
        return found if found is not None or last is None else last.mention
    coordinated = cue.start > 0 and any(
        item.lower in _COORDINATING for item in items[max(0, cue.start - 2) : cue.start]
    )
    if not coordinated and (found := _earlier(items, cue, heard, at, text)) is not None:
        return found
    if not coordinated and cue.kind != ADDING:
        return None
    first = opening(items, 0, text)
    return first if first is not None and first.end < cue.start else None


def _beside(items: list[Token], cue: Cue, at: int, text: str) -> Mention | None:
    """Who stands left of a finite cue, or right of it at the start of a sentence or a clause."""
    found = who(items, cue, 0, text)
    if found is not None or cue.text in ("told", "tells"):
        return found
    before = items[cue.start - 1] if cue.start else None
    if before is None or before.kind == QUOTED or before.text == ",":
        return after(items, cue.end, text, at)
    return None


def _earlier(items: list[Token], cue: Cue, heard: list[Cue], at: int, text: str) -> Mention | None:
    """Who says something earlier in the sentence: of "X said it believed" it is X."""
    for one in heard[:_TRIED]:
        if one.end > cue.start:
            return None
        if one.kind == SAYING:
            found = subject(items, one, 0, text) or after(items, one.end, text, at)
            if found is not None:
                return found
    return None
