"""Who is introduced without a verb of saying: first in a sentence, before a colon, by a post."""

from collections.abc import Iterator

from expotui.extract.quotes import evidence
from expotui.extract.quotes.lexicon import (
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    INSTITUTIONS,
    PREPOSITIONS,
    PRONOUNS,
    UTTERANCES,
    can_speak,
)
from expotui.extract.quotes.names import is_person, name_end, split_title
from expotui.extract.quotes.phrases import (
    COMMON,
    PERSON,
    PRONOUN,
    RELATIVE,
    Mention,
    apposed,
    without_article,
)
from expotui.extract.quotes.sentences import is_capital
from expotui.extract.tokens import WORD, Token
from expotui.extract.wordlists import words

_COLONS = frozenset({":", "："})
_POSSESSIVE = {"his": "he", "her": "she", "their": "they", "its": "it"}
_BODIES = words("firm company team group office agency association union bank staff")
_CLAUSES = 5
_EARLY = 5  # items before a name that an adverb puts off
_POST = 5  # items of a post before a name
_NOUN_PHRASE = 10  # items of "one African trade minister"


def opening(items: list[Token], at: int, text: str) -> Mention | None:
    """The person, named or not, that the words from an item on begin with."""
    while at < len(items) and items[at].lower in CONJUNCTIONS | {"as", "for", "to"}:
        if name_end(items, at) > at:
            break
        at += 1
    if at >= len(items) or items[at].kind != WORD:
        return None
    lower = items[at].lower.removesuffix("'s")
    pronoun = lower if lower in PRONOUNS else _POSSESSIVE.get(lower)
    name = _name_after_post(items, at) if pronoun is None else None
    if name is not None:
        role = text[items[at].start : items[name - 1].end]
        end = name_end(items, name)
        full = text[items[name].start : items[end - 1].end]
        return apposed(items, Mention(PERSON, full, role, at, end), end, text)
    end = name_end(items, at)
    if pronoun is None and end > at:
        return _named(items, at, end, text)
    found = _unnamed(items, at, text) if lower in DETERMINERS else None
    if pronoun is None or (found is not None and _is_somebody(found)):
        return found
    return Mention(PRONOUN, pronoun, None, at, at + 1)


def _is_somebody(found: Mention) -> bool:
    """Whether what somebody has is a person: "her colleague", "her colleague Marc"; not a firm."""
    return found.kind == PERSON or found.name.split()[-1].lower() not in _BODIES


def _name_after_post(items: list[Token], at: int) -> int | None:
    """Where the name begins that follows the words of a post: "tea exporter Grace Wanjiru"."""
    if items[at].lower in DETERMINERS:
        return None
    for n in range(at + 1, min(at + _POST, len(items))):
        if can_speak(items[n - 1].lower) and not can_speak(items[n].lower):
            end = name_end(items, n)
            return n if end > n and is_person(items[n:end]) else None
        if _ends_phrase(items[n]):
            return None
    return None


def _named(items: list[Token], at: int, end: int, text: str) -> Mention | None:
    title = split_title(items[at:end])
    start = at + title
    name = text[items[start].start : items[end - 1].end].removesuffix("'s").removesuffix("’s")
    alone = end - start == 1 and items[start].lower.endswith("'s")
    if not alone and not is_person(items[start:end]):
        return None
    role = text[items[at].start : items[start - 1].end] if title else None
    mention = Mention(PERSON, name, role, at, end)
    return apposed(items, mention, end, text)


def _unnamed(items: list[Token], at: int, text: str) -> Mention | None:
    """A phrase like "one African trade minister", with no name in it."""
    limit = at + 1
    while limit < min(len(items), at + _NOUN_PHRASE) and not _ends_phrase(items[limit]):
        limit += 1
    heads = [n for n in range(at + 1, limit) if can_speak(items[n].lower.removesuffix("'s"))]
    if not heads:
        return None
    end = heads[-1] + 1
    role = text[items[at].start : items[end - 1].end].removesuffix("'s").removesuffix("’s")
    named = name_end(items, end) if end < len(items) else 0
    if named > end and is_person(items[end:named]):
        name = text[items[end].start : items[named - 1].end]
        return Mention(PERSON, name, without_article(role), at, named)
    called = next((n for n in range(end, min(end + 4, len(items))) if _names_next(items, n)), None)
    if called is not None:  # "a customer from Foshan surnamed Luo"
        stop = name_end(items, called + 1)
        name = text[items[called + 1].start : items[stop - 1].end]
        return Mention(PERSON, name, without_article(role), at, stop)
    end = _with_place(items, end)
    role = text[items[at].start : items[end - 1].end].removesuffix("'s").removesuffix("’s")
    return apposed(items, Mention(COMMON, role, without_article(role), at, end), end, text)


def _names_next(items: list[Token], at: int) -> bool:
    naming = items[at].lower in ("named", "surnamed", "called") and at + 1 < len(items)
    end = name_end(items, at + 1) if naming else at
    return naming and end > at + 1 and is_person(items[at + 1 : end])


def _with_place(items: list[Token], end: int) -> int:
    """Where "a spokeswoman for Lego" ends, of which a phrase holds the first words."""
    if end + 1 >= len(items) or items[end].lower not in ("for", "of", "from", "at"):
        return end
    begun = end + 1 + (items[end + 1].lower in DETERMINERS)
    named = name_end(items, begun) if begun < len(items) else begun
    if named > begun:
        return named
    limit = begun
    while limit < min(len(items), begun + _NOUN_PHRASE) and not _ends_phrase(items[limit]):
        limit += 1
    whole = begun > end + 1 or items[end - 1].lower in INSTITUTIONS  # "the chamber of commerce"
    return limit if limit > begun and whole else end


def _ends_phrase(item: Token) -> bool:
    """Whether a noun phrase ends before an item."""
    if item.kind != WORD:
        return item.text not in "-‐‑"
    lower = item.lower
    if lower in DETERMINERS or lower in FINITE or lower in PREPOSITIONS or lower in CONJUNCTIONS:
        return True
    return item.text.islower() and len(lower) > 3 and lower.endswith(("ly", "ed"))


def colon(items: list[Token], at: int, text: str) -> tuple[Mention, str, str] | None:
    """Who speaks what a colon introduces: `Tse’s verdict: “…”`, `Mayor Li: “…”`."""
    if at < 2 or items[at - 1].text not in _COLONS or evidence.is_printed(items, 0, at):
        return None
    words = items[at].text
    if evidence.is_title(words):
        return None
    found = clause_opening(items, at, text)
    if found is None or found.end > at - 1:
        return None
    first = items[found.start].lower
    possessed = (found.kind == PRONOUN and first in _POSSESSIVE) or items[
        found.end - 1
    ].lower.endswith("'s")
    if possessed and not any(item.lower in UTTERANCES for item in items[found.end : at]):
        return None
    if evidence.count(words) < evidence.PARTIAL and not evidence.is_sentence(words):
        return None
    cue = text[items[found.end].start : items[at - 2].end] if found.end < at - 1 else ":"
    return found, cue if len(cue) <= 40 else ":", "colon"


def clause_opening(items: list[Token], at: int, text: str) -> Mention | None:
    """Whom the words before an item are about: who begins them, or a name after a comma."""
    found = opening(items, 0, text)
    if found is not None and (nearer := _behind_it(items, found, at, text)) is not None:
        return nearer
    if found is not None and (found.kind != PERSON or found.role or " " in found.name):
        return found
    starts = [n + 1 for n in range(1, at - 1) if items[n].text in ",:"][:_CLAUSES]
    if found is None:  # "Not so lucky was Toby Marsh"
        starts += [n + 1 for n in range(1, at - 1) if items[n].lower in ("was", "is")][:1]
    for start in starts:
        later = opening(items, start, text)
        full = later is not None and (later.role or " " in later.name)
        if later is not None and later.kind == PERSON and full:
            return later if later.role else _with_post(items, later, text)
    return found or _early_name(items, at, text)


def _behind_it(items: list[Token], found: Mention, at: int, text: str) -> Mention | None:
    """Who a common phrase tells of: "A dairy farmer, he boarded", "His neighbour, maker Li Na,"."""
    end = found.end
    possessed = items[found.start].lower in _POSSESSIVE
    goes_on = end < at and items[end].lower in RELATIVE | PREPOSITIONS
    if found.kind != PERSON and end < at and (goes_on or possessed):
        end = next((n for n in range(end, min(at, end + _NOUN_PHRASE)) if items[n].text == ","), at)
    if found.kind == PERSON or end + 1 >= at or items[end].text != ",":
        return None
    begun = end + 1
    if items[begun].lower in ("he", "she"):
        return Mention(PRONOUN, items[begun].lower, None, found.start, begun + 1)
    later = opening(items, begun, text)
    if later is None or later.kind != PERSON or later.start != begun:
        return None
    if " " not in later.name and not later.role:
        return None
    told = without_article(text[items[found.start].start : items[end - 1].end])
    return later if later.role else later._replace(role=told)


def _with_post(items: list[Token], found: Mention, text: str) -> Mention:
    """A name behind a comma with the post before it: "Engel's Asia president, Gero Will, was"."""
    comma = found.start - 1
    if comma < 1 or items[comma].text != "," or not can_speak(items[comma - 1].lower):
        return found
    begun = comma - 1
    while begun > 0 and comma - begun < _NOUN_PHRASE and items[begun - 1].text not in ",:;":
        begun -= 1
    return found._replace(role=without_article(text[items[begun].start : items[comma - 1].end]))


def _early_name(items: list[Token], at: int, text: str) -> Mention | None:
    """A full name among the first words: "This time Yaa Boateng, director of the fair, was"."""
    for n in range(1, min(_EARLY, at)):
        end = name_end(items, n) if is_capital(items[n]) else n
        acts = end < at and (items[end].text == "," or items[end].lower in FINITE)
        if acts and end > n + 1 and is_person(items[n:end]):
            return opening(items, n, text)
    return None


def for_whom(items: list[Token], at: int, text: str) -> tuple[Mention, str, str] | None:
    """Whose view a part of a sentence is: `For Ana Ruiz, a dealer, the fair was “…”`."""
    words = items[at].text
    if (owned := _opinion(items, at)) is not None and evidence.count(words) >= evidence.PARTIAL:
        return owned, "opinion", "partial"
    if items[0].lower != "for" or evidence.count(words) < evidence.PARTIAL:
        return None
    found = opening(items, 1, text)
    if found is None or found.kind != PERSON or found.start != 1 or found.end >= at:
        return None
    named = evidence.is_title(words) or evidence.is_label(items, at)
    if items[found.end].text != "," or named or evidence.is_printed(items, found.end, at):
        return None
    return found, items[0].text, "partial"


def _opinion(items: list[Token], at: int) -> Mention | None:
    """Whose `In his opinion, “…”` is."""
    first = [item.lower for item in items[:4]]
    if len(first) < 4 or first[0] != "in" or first[1] not in ("his", "her") or first[3] != ",":
        return None
    told = at == 4 and first[2] in ("opinion", "view", "words", "eyes")
    return Mention(PRONOUN, _POSSESSIVE[first[1]], None, 1, 3) if told else None


def names(items: list[Token]) -> list[tuple[int, int]]:
    """Where the names of a sentence begin and end."""
    found: list[tuple[int, int]] = []
    past = 0
    for at in [at for at, item in enumerate(items) if item.text[:1].isupper()]:
        if at >= past and items[at].kind == WORD:
            past = name_end(items, at)
            if past > at:
                found.append((at, past))
    return found


def full_names(
    items: list[Token], named: list[tuple[int, int]], text: str
) -> Iterator[tuple[str, bool]]:
    """The `named` of two to four words that look like a person; and whether each does something."""
    for at, end in named:
        begun = at + split_title(items[at:end])
        words = [item for item in items[begun:end] if item.kind == WORD]
        if 2 <= len(words) <= 4 and is_person(items[begun:end]):
            name = text[items[begun].start : items[end - 1].end].removesuffix("'s")
            yield name, _acts(items, at, end)


def _acts(items: list[Token], begun: int, end: int) -> bool:
    """Whether a name is a subject: at the start of a clause, with a verb after it."""
    before = items[begun - 1] if begun else None
    after = items[end] if end < len(items) else None
    first = before is None or before.text == "," or before.lower in CONJUNCTIONS
    if not first or after is None or after.kind != WORD or not after.text.islower():
        return False
    return after.lower not in PREPOSITIONS and after.lower not in ("and", "or")


def _post_before(items: list[Token], at: int) -> int:
    """Where the common words of a post before a name begin: "Jordanian businessman"."""
    if not at or not can_speak(items[at - 1].lower) or items[at - 1].kind != WORD:
        return at
    begun = at - 1
    while begun and at - begun < _POST and not _ends_phrase(items[begun - 1]):
        begun -= 1
    return begun


def introductions(items: list[Token], named: list[tuple[int, int]], text: str) -> Iterator[Mention]:
    """The people `named` in a sentence with a post or an apposition, anywhere in it."""
    for at, end in named:
        title = split_title(items[at:end])
        name = items[at + title : end]
        if is_person(name) and is_capital(name[0]):
            begun = _post_before(items, at)
            post = text[items[begun].start : name[0].start].rstrip()
            role = post if begun < at or title else None
            mention = Mention(PERSON, text[name[0].start : name[-1].end], role, at, end)
            with_role = apposed(items, mention, end, text)
            person = title or begun < at
            if person or (with_role.role and len(name) > 1):
                yield with_role
