"""The noun phrase that names a speaker: a name with a post, or a common noun as printed."""

from typing import NamedTuple

from expotui.extract.quotes.lexicon import (
    ARTICLES,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    HONORIFICS,
    INSTITUTIONS,
    MINE,
    POSTS,
    PREPOSITIONS,
    PRINTED,
    PRONOUNS,
    TITLES,
    can_speak,
)
from expotui.extract.quotes.names import is_person, is_post, name_end, split_title
from expotui.extract.quotes.sentences import QUOTED, is_capital
from expotui.extract.tokens import NUMBER, WORD, Token

_LONG_NAME = 4  # words of what is no person's name alone
LONGEST = 24  # items of a phrase that names a speaker
BREAKS = frozenset(";:()—–[]•|")
RELATIVE = frozenset({"who", "whose", "which"})
PERSON, BODY, COMMON, PRONOUN = "person", "body", "common", "pronoun"

# Determiners that stand for somebody by themselves: "said another".
_ALONE = frozenset({"one", "others", "some", "another", "many", "most", "several", "few", "both"})
_OBJECTS = {"him": "he", "her": "she", "them": "they"}  # "according to him"
# What no apposition begins with.
_NO_POST = PREPOSITIONS | CALENDAR | CONJUNCTIONS | PRONOUNS


class Mention(NamedTuple):
    """A speaker as a sentence names one, at items `start` to `end`, apposition included."""

    kind: str
    name: str
    role: str | None
    start: int
    end: int


def phrase(items: list[Token], begun: int, end: int, text: str) -> Mention | None:
    """A stretch of items as the phrase that names a speaker."""
    begun = over_conjunctions(items, begun, end)
    begun = _last_clause(items, begun, end)
    if begun >= end or end - begun > LONGEST or items[end - 1].lower in ("and", "but", "or"):
        return None
    first = items[begun].lower
    if end - begun > 1 and items[end - 1].lower in PRONOUNS and begun + 1 < end:
        begun, first = end - 1, items[end - 1].lower  # "When asked about it he replied"
    if end - begun == 1 and (first in PRONOUNS or first in _OBJECTS):
        return Mention(PRONOUN, _OBJECTS.get(first, first), None, begun, end)
    if first in FINITE or (first in MINE and not (first in DETERMINERS and end - begun > 1)):
        return None
    courteous = next((at for at in range(begun + 1, end) if items[at].lower in HONORIFICS), None)
    if courteous is not None and name_end(items, courteous) == end:
        name = text[items[courteous].start : items[end - 1].end]  # "person in charge Mr. Ou Wei"
        role = text[items[begun].start : items[courteous - 1].end]
        if items[courteous - 1].kind == WORD and is_person(items[courteous:end]):
            return Mention(PERSON, name, without_article(role), begun, end)
    named = name_end(items, begun)
    if begun < named < end - 1 and items[named].lower in ("a", "an"):  # "Li Ming a trader"
        name = text[items[begun].start : items[named - 1].end]
        role = text[items[named + 1].start : items[end - 1].end]
        return Mention(PERSON, name, role, begun, end) if is_person(items[begun:named]) else None
    return _headed(items, begun, end, text)


def _headed(items: list[Token], begun: int, end: int, text: str) -> Mention | None:
    """A phrase by its head: a name, a post with a name after it, a common noun."""
    head = _head(items, begun, end)
    if (post := _post_of(items, begun, head, end)) is not None:
        role, name = (text[items[a].start : items[b - 1].end] for a, b in post)
        return Mention(PERSON, name, without_article(role), begun, end)
    chunk = _last_name(items, begun, head)
    if chunk is not None and chunk[1] == head:
        return _named(items, begun, chunk, end, text)
    return _common(items, begun, head, end, text)


def _post_of(
    items: list[Token], begun: int, head: int, end: int
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """A post over something, and its bearer's name: "head of the fair Lin Hua"."""
    if head >= end or items[head].lower != "of":
        return None
    if not any(can_speak(item.lower) for item in items[max(begun, head - 3) : head]):
        return None
    chunk = _last_name(items, head, end)
    if chunk is None or chunk[1] != end:
        return None
    whole, chunk = chunk, _behind_institution(items, *chunk)
    if chunk[0] < head + 2:
        return None
    over = items[chunk[0] - 1].lower
    known = chunk != whole or over in INSTITUTIONS or can_speak(over)
    if not known or not is_person(items[chunk[0] : end]):
        return None
    return (begun, chunk[0]), chunk


def _behind_institution(items: list[Token], begun: int, end: int) -> tuple[int, int]:
    """The person's name that runs on from a body's: "Municipal Party Committee Xiong Haibo"."""
    for at in range(end - 2, max(begun, end - 4), -1):
        if items[at - 1].lower in INSTITUTIONS and is_person(items[at:end]):
            return at, end
    long = end - begun > _LONG_NAME and all(item.kind == WORD for item in items[begun:end])
    return (end - 2, end) if long and is_person(items[end - 2 : end]) else (begun, end)


def _named(
    items: list[Token], begun: int, chunk: tuple[int, int], end: int, text: str
) -> Mention | None:
    """A phrase whose head is a name, with what stands before it as its role."""
    start, stop = chunk
    title = split_title(items[start:stop])
    if items[stop - 1].lower in PRINTED:
        return None
    if items[stop - 1].lower in TITLES or is_post(items[start:stop]):
        return _common(items, begun, stop, end, text)
    before = items[start - 1] if start > begun else None
    if before is not None and before.lower in DETERMINERS and not title:
        name = text[before.start : items[stop - 1].end]
        kind = COMMON if can_speak(items[stop - 1].lower) else BODY
        return Mention(kind, name, None, begun, end)
    role = text[items[begun].start : items[start - 1].end] if before is not None else ""
    if role and not title and not _role_like(items, begun, start):
        possessed = items[start - 1].lower.endswith("'s")
        if items[begun].lower in DETERMINERS and not possessed:  # "the 38-year-old Malian"
            return Mention(COMMON, text[items[begun].start : items[stop - 1].end], None, begun, end)
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
    if not words or words[-1] in PRINTED or words[-1] in DETERMINERS - _ALONE:
        return None
    clause = any(word in ARTICLES for word in words[2:])  # "tasted the beef"
    if clause or any(item.kind == QUOTED for item in items[at:end]):
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


def apposed(items: list[Token], found: Mention, end: int, text: str) -> Mention:
    """A mention that ends at an item, with the apposition that follows, if one does."""
    if end + 1 >= len(items) or items[end].text != ",":
        return found._replace(end=end)
    stop = end + 1
    while stop < min(len(items), end + 2 * LONGEST):
        if items[stop].text in (",", ".") and not inside_word(items, stop):
            break
        if items[stop].kind == QUOTED or items[stop].text in BREAKS:
            break
        stop += 1
    if found.kind == COMMON and is_name(items, end + 1, stop):
        name = text[items[end + 1].start : items[stop - 1].end]
        return Mention(PERSON, name, without_article(found.name), found.start, stop)
    if found.kind in (PERSON, BODY, COMMON) and apposition(items, end + 1, stop):
        role = text[items[end + 1].start : items[stop - 1].end]
        return found._replace(role=found.role or without_article(role), end=stop)
    return found._replace(end=end)


def apposition(items: list[Token], begun: int, end: int) -> bool:
    """Whether what follows a name and a comma says who that is."""
    if begun >= end:
        return False
    first = items[begun]
    if first.kind == NUMBER:  # an age
        return end - begun == 1
    if first.lower in RELATIVE:
        return True
    if first.kind != WORD or first.lower in _NO_POST:
        return False
    if first.lower.endswith("ing") and first.lower not in POSTS:
        return False
    looked = [item.lower for item in items[begun : min(end, begun + 10)]]
    head = next((n for n, word in enumerate(looked) if n and word in PREPOSITIONS), len(looked))
    return not any(word in FINITE for word in looked) and any(map(can_speak, looked[:head]))


def is_name(items: list[Token], begun: int, end: int) -> bool:
    """Whether a stretch is a person's name and nothing else."""
    return begun < end and name_end(items, begun) == end and is_person(items[begun:end])


def without_article(role: str) -> str:
    """A phrase without the article it begins with."""
    role = role.removesuffix(" named").removesuffix(" called")
    first, _, rest = role.partition(" ")
    return rest if first.lower() in ARTICLES and rest else role


def over_conjunctions(items: list[Token], begun: int, end: int) -> int:
    """Where a clause goes on after its conjunction."""
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
        if word == "as" and items[at + 1].lower in PRONOUNS:
            return at + 1
        if word == "and" and at + 1 < end and not is_capital(items[at + 1]):
            return at + 1
    return begun


def inside_word(items: list[Token], at: int) -> bool:
    """Whether a full stop stands within an abbreviation of the sentence."""
    return items[at].text == "." and at + 1 < len(items) and len(items[at - 1].text) <= 3
