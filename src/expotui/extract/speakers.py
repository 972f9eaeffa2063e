"""Who speaks: the noun phrase beside a cue, with the words of its apposition."""

from typing import NamedTuple

from expotui.extract.cues import Cue
from expotui.extract.lexicon import (
    ARTICLES,
    AUXILIARIES,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    MINE,
    POSTS,
    PREPOSITIONS,
    PRINTED,
    PRONOUNS,
    TITLES,
    can_speak,
)
from expotui.extract.names import is_person, name_end, split_title
from expotui.extract.sentences import QUOTED, is_capital
from expotui.extract.tokens import NUMBER, WORD, Token

_LONGEST = 24  # items of a phrase that names a speaker
_BREAKS = frozenset(";:()—–[]•|")
_RELATIVE = frozenset({"who", "whose", "which"})
PERSON, BODY, COMMON, PRONOUN = "person", "body", "common", "pronoun"


class Mention(NamedTuple):
    """A speaker as a sentence names one, at items `start` to `end`, apposition included."""

    kind: str
    name: str
    role: str | None
    start: int
    end: int


def subject(items: list[Token], cue: Cue, floor: int, text: str) -> Mention | None:
    """Who does what a finite cue says, left of it; `floor` is the first item that may be read."""
    end = cue.start
    while end > floor and _adverb(items[end - 1]):
        end -= 1
    if end <= floor:
        return None
    if items[end - 1].text == ",":
        return _before_comma(items, floor, end - 1, text)
    begun = end
    while begun > max(floor, end - _LONGEST) and not _breaks(items[begun - 1]):
        begun -= 1
    found = _phrase(items, begun, end, text)
    if found is None or begun - 1 <= floor or items[begun - 1].text != ",":
        return found
    return _of_two(items, found, _clause(items, floor, begun - 1), (begun, end), text)


def _of_two(
    items: list[Token], found: Mention, first: tuple[int, int], second: tuple[int, int], text: str
) -> Mention:
    """The speaker of "the mayor, Zhang Wenxian said" and of "Esther Ofori, head of the fair said"."""
    if first[0] >= first[1]:
        return found
    if found.kind == PERSON and (role := _person_noun(items, *first, text)):
        return found._replace(role=role, start=first[0])
    begun = _over_conjunctions(items, *first)
    if found.kind == COMMON and _is_name(items, begun, first[1]) and _apposition(items, *second):
        name = text[items[begun].start : items[first[1] - 1].end]
        role = text[items[second[0]].start : items[second[1] - 1].end]
        return Mention(PERSON, name, without_article(role), begun, found.end)
    return found


def after(items: list[Token], at: int, text: str, ceiling: int | None = None) -> Mention | None:
    """Who is named from an item on: "said X, who runs Y", "according to X"."""
    limit = min(len(items) if ceiling is None else ceiling, at + _LONGEST)
    end = at
    while end < limit and not _stops(items, end, at):
        end = max(end + 1, min(name_end(items, end), limit))
    found = _phrase(items, at, end, text)
    if found is None:
        return None
    return apposed(items, found, end, text)


def apposed(items: list[Token], found: Mention, end: int, text: str) -> Mention:
    """A mention that ends at an item, with the apposition that follows, if one does."""
    if end + 1 >= len(items) or items[end].text != ",":
        return found._replace(end=end)
    stop = end + 1
    while stop < min(len(items), end + 2 * _LONGEST):
        if items[stop].text in (",", ".") and not _inside_word(items, stop):
            break
        if items[stop].kind == QUOTED or items[stop].text in _BREAKS:
            break
        stop += 1
    if found.kind == COMMON and _is_name(items, end + 1, stop):
        name = text[items[end + 1].start : items[stop - 1].end]
        return Mention(PERSON, name, without_article(found.name), found.start, stop)
    if found.kind in (PERSON, BODY, COMMON) and _apposition(items, end + 1, stop):
        role = text[items[end + 1].start : items[stop - 1].end]
        return found._replace(role=found.role or without_article(role), end=stop)
    return found._replace(end=end)


def _before_comma(items: list[Token], floor: int, comma: int, text: str) -> Mention | None:
    """The subject of "X, who runs the stand of Y, said", "The mayor, X, said"."""
    bounds = _segments(items, floor, comma)
    for at, (begun, end) in enumerate(bounds):
        begun = _over_conjunctions(items, begun, end)
        later = bounds[at + 1 :]
        if begun == end or not _subject_like(items, begun, end):
            continue
        found = _phrase(items, begun, end, text)
        if found is None or found.kind == PRONOUN and later:
            continue
        if found.kind == COMMON and later and _is_name(items, *later[0]):
            name = text[items[later[0][0]].start : items[later[0][1] - 1].end]
            return Mention(PERSON, name, without_article(found.name), found.start, comma)
        if later and _apposition(items, later[0][0], later[-1][1]):
            role = text[items[later[0][0]].start : items[later[-1][1] - 1].end]
            return found._replace(role=found.role or without_article(role), end=comma)
        if not later or found.kind in (PERSON, COMMON):
            return found._replace(end=comma)
    return None


def _segments(items: list[Token], floor: int, comma: int) -> list[tuple[int, int]]:
    """What stands between the commas before one, back to where the clause begins."""
    bounds: list[tuple[int, int]] = []
    end = at = comma
    while at > max(floor, comma - 3 * _LONGEST):
        at -= 1
        if items[at].kind == QUOTED or items[at].text in _BREAKS:
            at += 1
            break
        if items[at].text == ",":
            bounds.append((at + 1, end))
            end = at
    bounds.append((at, end))
    return bounds[::-1]


def _clause(items: list[Token], floor: int, end: int) -> tuple[int, int]:
    begun = end
    while begun > max(floor, end - _LONGEST) and not _breaks(items[begun - 1]):
        begun -= 1
    return begun, end


def _person_noun(items: list[Token], begun: int, end: int, text: str) -> str | None:
    """A phrase that is a post: "the mayor"."""
    if end - begun > 8 or items[begun].lower not in ARTICLES or not can_speak(items[end - 1].lower):
        return None
    return without_article(text[items[begun].start : items[end - 1].end])


def _subject_like(items: list[Token], begun: int, end: int) -> bool:
    """Whether a stretch between commas can be a subject: not "In 2019", not "asked why"."""
    first = items[begun]
    if first.lower in PREPOSITIONS or first.kind not in (WORD, NUMBER):
        return False
    if any(item.lower in FINITE for item in items[begun:end]):
        return False
    if first.lower in PRONOUNS:
        return end - begun == 1
    named = name_end(items, begun) > begun
    return named or first.lower in DETERMINERS or can_speak(items[end - 1].lower)


def _phrase(items: list[Token], begun: int, end: int, text: str) -> Mention | None:
    """A stretch of items as the phrase that names a speaker."""
    begun = _over_conjunctions(items, begun, end)
    begun = _last_clause(items, begun, end)
    if begun >= end or end - begun > _LONGEST:
        return None
    first = items[begun].lower
    if first in FINITE:
        return None
    if end - begun == 1 and first in PRONOUNS:
        return Mention(PRONOUN, first, None, begun, end)
    if first in MINE and not (first in DETERMINERS and end - begun > 1):
        return None
    named = name_end(items, begun)
    if begun < named < end - 1 and items[named].lower in ("a", "an") and is_person(items[begun:named]):
        name = text[items[begun].start : items[named - 1].end]
        role = text[items[named + 1].start : items[end - 1].end]
        return Mention(PERSON, name, role, begun, end)
    head = _head(items, begun, end)
    chunk = _last_name(items, begun, head)
    if chunk is not None and chunk[1] == head:
        return _named(items, begun, chunk, end, text)
    return _common(items, begun, head, end, text)


def _named(
    items: list[Token], begun: int, chunk: tuple[int, int], end: int, text: str
) -> Mention | None:
    """A phrase whose head is a name, with what stands before it as its role."""
    start, stop = chunk
    title = split_title(items[start:stop])
    if items[stop - 1].lower in PRINTED:
        return None
    if items[stop - 1].lower in TITLES:
        return _common(items, begun, stop, end, text)
    before = items[start - 1] if start > begun else None
    if before is not None and before.lower in DETERMINERS and not title:
        name = text[before.start : items[stop - 1].end]
        kind = COMMON if can_speak(items[stop - 1].lower) else BODY
        return Mention(kind, name, None, begun, end)
    role = text[items[begun].start : items[start - 1].end] if before is not None else ""
    if before is not None and before.lower not in DETERMINERS and not _role_like(items, begun, start):
        role = ""
    if title:
        role = text[items[begun].start : items[start + title - 1].end]
        start += title
    name = text[items[start].start : items[stop - 1].end]
    kind = PERSON if role or is_person(items[start:stop]) else BODY
    return Mention(kind, name, without_article(role) or None, begun, end)


def _common(items: list[Token], begun: int, head: int, end: int, text: str) -> Mention | None:
    """A phrase whose head is a common noun, as printed."""
    at = begun
    if items[at].lower in PREPOSITIONS:
        at = next((n for n in range(begun + 1, end) if items[n].lower in DETERMINERS), end)
        at = next((n for n in range(at + 1, end) if items[n].lower in DETERMINERS), at)
        if at >= end:
            return None
        head = _head(items, at, end)
    words = [item.lower for item in items[at:head] if item.kind == WORD]
    if not words or words[-1] in PRINTED or words[-1] in DETERMINERS - {"one", "others", "some"}:
        return None
    if any(item.kind == QUOTED for item in items[at:end]):
        return None
    name = text[items[at].start : items[end - 1].end]
    role = without_article(name) if can_speak(words[-1]) and end > at + 1 else None
    return Mention(COMMON, name, role, at, end)


def _head(items: list[Token], begun: int, end: int) -> int:
    """Where the words before the first preposition end, over those within a name."""
    at = begun + 1 if items[begun].lower in PREPOSITIONS else begun
    while at < end:
        if items[at].lower in PREPOSITIONS and items[at].text.islower():
            return at
        at = max(at + 1, name_end(items, at))
    return end


def _last_name(items: list[Token], begun: int, end: int) -> tuple[int, int] | None:
    found: tuple[int, int] | None = None
    at = begun
    while at < end:
        stop = min(name_end(items, at), end)
        if stop > at:
            found = (at, stop)
        at = max(at + 1, stop)
    return found


def _role_like(items: list[Token], begun: int, end: int) -> bool:
    """Whether words before a name can be its bearer's post: "freight broker"."""
    return any(can_speak(item.lower) for item in items[max(begun, end - 3) : end])


def _is_name(items: list[Token], begun: int, end: int) -> bool:
    return begun < end and name_end(items, begun) == end and is_person(items[begun:end])


def _apposition(items: list[Token], begun: int, end: int) -> bool:
    """Whether what follows a name and a comma says who that is."""
    if begun >= end:
        return False
    first = items[begun]
    if first.kind == NUMBER:
        return end - begun == 1
    if first.kind != WORD or first.lower in PREPOSITIONS or first.lower in CALENDAR:
        return False
    if first.lower in _RELATIVE:
        return True
    if first.lower in CONJUNCTIONS or first.lower in PRONOUNS:
        return False
    if first.lower.endswith("ing") and first.lower not in POSTS:
        return False
    looked = items[begun : min(end, begun + 10)]
    if any(item.lower in FINITE for item in looked):
        return False
    return any(can_speak(item.lower) for item in looked)


def without_article(role: str) -> str:
    """A phrase without the article it begins with."""
    first, _, rest = role.partition(" ")
    return rest if first.lower() in ARTICLES and rest else role


def _over_conjunctions(items: list[Token], begun: int, end: int) -> int:
    while begun < end and (
        items[begun].lower in CONJUNCTIONS
        or items[begun].lower == "as"
        or items[begun].kind not in (WORD, NUMBER)
    ):
        if name_end(items, begun) > begun:
            break
        begun += 1
    return begun


def _last_clause(items: list[Token], begun: int, end: int) -> int:
    """Where the last clause begins: after "and", "but", "that" before a common noun."""
    for at in range(end - 1, begun, -1):
        word = items[at].lower
        if word in ("but", "that", "while", "because", "although", "when"):
            return at + 1
        if word == "and" and at + 1 < end and not is_capital(items[at + 1]):
            return at + 1
    return begun


def _adverb(item: Token) -> bool:
    return item.kind == WORD and (
        item.lower in AUXILIARIES or (item.lower.endswith("ly") and item.text.islower())
    )


def _breaks(item: Token) -> bool:
    return item.kind == QUOTED or item.text == "," or item.text in _BREAKS


def _inside_word(items: list[Token], at: int) -> bool:
    """Whether a full stop stands within an abbreviation of the sentence."""
    return items[at].text == "." and at + 1 < len(items) and len(items[at - 1].text) <= 3


def _stops(items: list[Token], at: int, begun: int) -> bool:
    """Whether a phrase that names a speaker ends before an item."""
    item = items[at]
    if item.kind == QUOTED or item.text in _BREAKS or item.text in ",!?…":
        return True
    if item.text == ".":
        return not (_inside_word(items, at) and name_end(items, at - 1) > at)
    if item.kind != WORD or at == begun:
        return False
    if item.lower in _RELATIVE or item.lower in ("that", "but", "adding", "and", "as", "when"):
        return True
    if item.lower in CALENDAR and name_end(items, at) == at:
        return True
    following = items[at + 1] if at + 1 < len(items) else None
    if item.lower in ("of", "from", "for", "at", "with"):
        return following is not None and following.lower in CALENDAR
    if item.lower == "in":
        return following is None or not (is_capital(following) or following.lower == "the")
    return item.lower in PREPOSITIONS or item.lower in ("is", "was", "were", "are", "has", "had")
