"""Who speaks: the phrase left of a cue, or right of it, with the words of its apposition."""

from expotui.extract.quotes.cues import Cue
from expotui.extract.quotes.lexicon import (
    ARTICLES,
    AUXILIARIES,
    CALENDAR,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    can_speak,
)
from expotui.extract.quotes.names import name_end
from expotui.extract.quotes.phrases import (
    BREAKS,
    COMMON,
    LONGEST,
    PERSON,
    PRONOUN,
    RELATIVE,
    Mention,
    apposed,
    apposition,
    inside_word,
    is_name,
    over_conjunctions,
    phrase,
    without_article,
)
from expotui.extract.quotes.sentences import QUOTED, is_capital
from expotui.extract.tokens import NUMBER, WORD, Token

# Words before which the phrase after a cue ends.
_STOPPING = RELATIVE | frozenset(
    {
        "while",
        "that",
        "but",
        "adding",
        "and",
        "as",
        "when",
        "is",
        "was",
        "were",
        "are",
        "has",
        "had",
    }
)


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
    while begun > max(floor, end - LONGEST) and not _breaks(items[begun - 1]):
        begun -= 1
    found = phrase(items, begun, end, text)
    if found is not None and _aside(items, found) and begun - 1 > floor:
        return _before_comma(items, floor, begun - 1, text)
    if found is None or begun - 1 <= floor or items[begun - 1].text != ",":
        return found
    return _of_two(items, found, _clause(items, floor, begun - 1), (begun, end), text)


def _aside(items: list[Token], found: Mention) -> bool:
    """Whether what looks like a subject is an aside: "Mr. Wu, when receiving a reporter, says"."""
    before = items[found.start - 1].lower if found.start else ""
    return before in ("when", "while") and items[found.start].lower.endswith("ing")


def _of_two(
    items: list[Token], found: Mention, first: tuple[int, int], second: tuple[int, int], text: str
) -> Mention:
    """The speaker of "the mayor, Zhang Wen said" and of "Esther Ofori, head of the fair said"."""
    if first[0] >= first[1]:
        return found
    if found.kind == PERSON and (role := _person_noun(items, *first, text)):
        return found._replace(role=role, start=first[0])
    begun = over_conjunctions(items, *first)
    post = found.kind == COMMON and items[second[0]].lower not in DETERMINERS
    full = first[1] - begun > 1 and is_name(items, begun, first[1])
    if post and full and apposition(items, *second):
        name = text[items[begun].start : items[first[1] - 1].end]
        role = text[items[second[0]].start : items[second[1] - 1].end]
        return Mention(PERSON, name, without_article(role), begun, found.end)
    return found


def after(items: list[Token], at: int, text: str, ceiling: int | None = None) -> Mention | None:
    """Who is named from an item on: "said X, who runs Y", "according to X"."""
    limit = min(len(items) if ceiling is None else ceiling, at + LONGEST)
    end = at
    while end < limit and not _stops(items, end, at):
        end = max(end + 1, min(name_end(items, end), limit))
    found = phrase(items, at, end, text)
    if found is None:
        return None
    return apposed(items, found, end, text)


def _before_comma(items: list[Token], floor: int, comma: int, text: str) -> Mention | None:
    """The subject of "X, who runs the stand of Y, said", "The mayor, X, said"."""
    bounds = _segments(items, floor, comma)
    for at, (first, end) in enumerate(bounds):
        begun = over_conjunctions(items, first, end)
        later = bounds[at + 1 :]
        if begun == end or not _subject_like(items, begun, end):
            continue
        found = phrase(items, begun, end, text)
        if found is None or (found.kind == PRONOUN and later):
            continue
        if found.kind == COMMON and found.start > begun and not can_speak(found.name.split()[-1]):
            continue
        if found.kind == COMMON and later and is_name(items, *later[0]):
            name = text[items[later[0][0]].start : items[later[0][1] - 1].end]
            return Mention(PERSON, name, without_article(found.name), found.start, comma)
        if later and apposition(items, later[0][0], later[-1][1]):
            role = text[items[later[0][0]].start : items[later[-1][1] - 1].end]
            return found._replace(role=found.role or without_article(role), end=comma)
        if not later or found.kind in (PERSON, COMMON):
            return found._replace(end=comma)
    return None


def _segments(items: list[Token], floor: int, comma: int) -> list[tuple[int, int]]:
    """What stands between the commas before one, back to where the clause begins."""
    bounds: list[tuple[int, int]] = []
    end = at = comma
    while at > max(floor, comma - 3 * LONGEST):
        at -= 1
        if items[at].kind == QUOTED or items[at].text in BREAKS:
            at += 1
            break
        if items[at].text == ",":
            bounds.append((at + 1, end))
            end = at
    bounds.append((at, end))
    return bounds[::-1]


def _clause(items: list[Token], floor: int, end: int) -> tuple[int, int]:
    begun = end
    while begun > max(floor, end - LONGEST) and not _breaks(items[begun - 1]):
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
    if first.lower.endswith("ing") and end - begun > 1:
        following = items[begun + 1].lower
        if following in PREPOSITIONS or following in DETERMINERS:
            return False  # "Speaking at the opening", "Addressing the guests"
    named = name_end(items, begun) > begun
    return named or first.lower in DETERMINERS or can_speak(items[end - 1].lower)


def _adverb(item: Token) -> bool:
    return item.kind == WORD and (
        item.lower in AUXILIARIES or (item.lower.endswith("ly") and item.text.islower())
    )


def _breaks(item: Token) -> bool:
    return item.kind == QUOTED or item.text == "," or item.text in BREAKS


def _stops(items: list[Token], at: int, begun: int) -> bool:
    """Whether a phrase that names a speaker ends before an item."""
    item = items[at]
    if item.text == ".":
        return not (inside_word(items, at) and name_end(items, at - 1) > at)
    if item.kind != WORD or at == begun:
        return item.kind == QUOTED or item.text in BREAKS or item.text in ",!?…"
    if item.lower in _STOPPING or (item.lower in CALENDAR and name_end(items, at) == at):
        return True
    following = items[at + 1] if at + 1 < len(items) else None
    if item.lower in ("of", "from", "for", "at", "with"):
        return following is not None and following.lower in CALENDAR
    if item.lower == "in":
        return following is None or not (is_capital(following) or following.lower == "the")
    return item.lower in PREPOSITIONS
