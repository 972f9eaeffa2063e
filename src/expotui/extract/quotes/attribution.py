"""Which quotations of one sentence are attributed by it, and to whom. Knows no other sentence."""

from expotui.extract.quotes import chinese, evidence
from expotui.extract.quotes.cues import ACCORDING, SAYING, Cue, cues
from expotui.extract.quotes.introduced import clause_opening, colon, for_whom, opening
from expotui.extract.quotes.leads import lead
from expotui.extract.quotes.lexicon import can_speak
from expotui.extract.quotes.phrases import COMMON, PERSON, Mention
from expotui.extract.quotes.sentences import QUOTED, ends_sentence
from expotui.extract.quotes.speakers import after, subject
from expotui.extract.quotes.tags import Attribution, split, tag, trailing
from expotui.extract.tokens import Token

# Cues of a sentence that may say whom it is about.
_TRIED = 4

_POINTING = (("that", "is"), ("so", "says"), ("so", "said"), ("thus", "spoke"))
# Items of a line that only names who spoke the quotation above it.
_SIGNATURE = 24


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
            tag(items, at, end, text)
            or chinese.tag(items, at, text)
            or chinese.lead(items, at, text)
            or split(items, at, last)
            or lead(items, at, heard, last, text)
            or colon(items, at, text)
            or trailing(items, at, heard, text)
            or for_whom(items, at, text)
        )
        if one is not None:
            found.append(one if isinstance(one, Attribution) else Attribution(at, *one))
    return found


def turns_to(items: list[Token], begun: int, text: str) -> tuple[Mention | None, str]:
    """Whom a sentence is about, and its cue: who says something there, or whom it begins with.

    After an attributed quotation, which ends before item `begun`, only somebody else by name.
    """
    if not begun and (pointed := _pointed_at(items, text)) is not None:
        return pointed
    for cue in [cue for cue in cues(items) if cue.start >= begun][:_TRIED]:
        if begun and not _else_by_name(items, cue, begun, text):
            continue
        if cue.kind == SAYING:
            mention = _inverted(items, cue, text) or subject(items, cue, begun, text)
            if mention is None:
                continue
            human = mention.kind == COMMON and _can_speak(mention)
            if cue.strong or human or mention.kind == PERSON:
                return mention, cue.text
        mention = after(items, cue.end, text) if cue.kind == ACCORDING else None
        if mention is not None and (mention.kind != COMMON or _can_speak(mention)):
            return mention, cue.text
    return (None if begun else clause_opening(items, len(items), text)), ""


def _can_speak(mention: Mention) -> bool:
    return can_speak(mention.name.split()[-1].lower())


def _inverted(items: list[Token], cue: Cue, text: str) -> Mention | None:
    """Who is named behind a cue at a sentence's end: "are expected, said Ana Ruiz, the head"."""
    if not cue.start or items[cue.start - 1].text != ",":
        return None
    found = after(items, cue.end, text)
    return found if found is not None and found.kind == PERSON else None


def _pointed_at(items: list[Token], text: str) -> tuple[Mention, str] | None:
    """Whom the sentence behind a quotation names: "That's Jo Abiodun", "So says Maria Lopez"."""
    first, second = (item.lower for item in (*items[:2], *items[:1])[:2])
    start = 1 if first == "that's" else 2
    if first != "that's" and (first, second) not in _POINTING:
        return None
    found = opening(items, start, text) if start < len(items) else None
    if found is None or found.kind != PERSON or found.start != start:
        return None
    return found, text[items[0].start : items[start - 1].end]


def _else_by_name(items: list[Token], cue: Cue, begun: int, text: str) -> bool:
    """Whether a cue after an attributed quotation has another subject than that, with a name."""
    if cue.start <= begun or cue.kind != SAYING:
        return False
    found = subject(items, cue, begun, text)
    return found is not None and found.kind == PERSON and found.start > begun + 1


def signature(items: list[Token], text: str) -> Mention | None:
    """Who signs a quotation on a line of its own: `— X, a trader, Y`."""
    if len(items) > _SIGNATURE or not items or items[0].text not in ("—", "–", "-", "―"):
        return None
    found = opening(items, 1, text)
    if found is None or found.kind != PERSON or any(item.kind == QUOTED for item in items):
        return None
    whole = found.end == len(items) or items[found.end].text in (",", "(")
    return found if whole and not cues(items) else None


def speech_alone(items: list[Token]) -> bool:
    """Whether a sentence is nothing but quotations."""
    return all(item.kind == QUOTED or not item.text[:1].isalnum() for item in items)


def as_sentence(words: str, closed: bool) -> bool:
    """Whether words that stand alone are speech: whole sentences, or cut short by a paragraph."""
    if not closed:
        return evidence.count(words) >= evidence.PARTIAL
    return evidence.is_sentence(words) and not evidence.is_title(words) and ends_sentence(words)
