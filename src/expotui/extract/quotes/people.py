"""Who has been named so far: surnames, posts and pronouns resolved to a full name."""

from collections import deque
from functools import lru_cache
from typing import NamedTuple

from expotui.extract.quotes.given_names import FEMALE_NAMES, MALE_NAMES
from expotui.extract.quotes.lexicon import (
    DOCUMENTS,
    FEMALE,
    HONORIFICS,
    INSTITUTIONS,
    MALE,
    PREPOSITIONS,
    TITLES,
    can_speak,
)
from expotui.extract.quotes.phrases import BODY, COMMON, PERSON, PRONOUN, Mention

# Bodies and papers that speak, and are none of those named.
_NOBODY = DOCUMENTS | frozenset(
    ("organiser", "organizer", "firm", "company", "group", "delegation")
)
# How many people a text's reader keeps in mind.
_REMEMBERED = 200


class Speaker(NamedTuple):
    """A speaker by the fullest name the text has given, with the role as printed."""

    name: str
    role: str | None
    kind: str
    gender: str | None = None
    turned_to: bool = False  # has spoken or done something, and was not only mentioned


class People:
    """The people of a text, the latest named last."""

    def __init__(self) -> None:
        self._known: deque[Speaker] = deque(maxlen=_REMEMBERED)
        self._seen: deque[str] = deque(maxlen=_REMEMBERED)
        self._acting: str | None = None
        self._acted: deque[str] = deque(maxlen=_REMEMBERED)
        self._last: Speaker | None = None
        self._last_at = 0
        self.paragraph = 0  # where the reader is

    def see(self, name: str, acts: bool) -> None:
        """Note a name of several words, of which a surname alone may be the rest later.

        Who acts is whom a pronoun means as long as nobody has spoken.
        """
        if name not in self._seen:
            self._seen.append(name)
        if acts:
            self._acting = name
            self._acted.append(name)

    def introduce(self, mention: Mention) -> None:
        """Note somebody whom the text names without letting them speak."""
        if mention.kind == PERSON:
            self._keep(self._named(mention))

    def turn_to(self, mention: Mention) -> Speaker:
        """Who a mention is; pronouns that follow mean that one."""
        found = self._resolved(mention)._replace(turned_to=True)
        self._keep(found)
        self._last, self._last_at = found, self.paragraph
        return found

    def spoken_of(self) -> Speaker | None:
        """Who had the word last, or else the latest who was introduced with a post."""
        posted = (one for one in reversed(self._known) if one.kind == PERSON and one.role)
        return self._last or next(posted, None)

    def knows(self, mention: Mention) -> bool:
        """Whether a mention is of somebody the text has named before, or a pronoun for one."""
        if mention.kind == PRONOUN:
            return mention.name in ("he", "she") and self._by_pronoun(mention.name) is not None
        if mention.kind != PERSON:
            return False
        return self._by_name(mention.name) is not None or self._full(mention.name) in self._acted

    def _resolved(self, mention: Mention) -> Speaker:
        if mention.kind == PRONOUN:
            found = self._by_pronoun(mention.name)
            if found is None:
                return Speaker(mention.name, None, PRONOUN)
            gender = {"he": "male", "she": "female"}.get(mention.name)
            return found._replace(gender=found.gender or gender)
        if mention.kind == PERSON:
            return self._named(mention)
        found = self._by_post(mention.name) if mention.kind == COMMON else None
        found = found or (self._described(mention.name) if mention.kind == COMMON else None)
        if found is not None:
            return found
        return Speaker(mention.name, mention.role, mention.kind, _gender(mention.name))

    def _named(self, mention: Mention) -> Speaker:
        known = self._by_name(mention.name) or self._by_title(mention.name)
        gender = _gender(f"{mention.name} {mention.role or ''}") or _sex_of(mention.name)
        if known is None:
            name = self._full(mention.name) or _plain(mention.name)
            return Speaker(name, mention.role, PERSON, gender or _sex_of(name))
        fuller = mention.name if len(_words(mention.name)) > len(_words(known.name)) else known.name
        return known._replace(
            name=_plain(fuller), role=known.role or mention.role, gender=known.gender or gender
        )

    def _keep(self, speaker: Speaker) -> None:
        same = next((one for one in self._known if one.name == speaker.name), None)
        if same is not None:
            self._known.remove(same)
        self._known.append(speaker)

    def _by_name(self, name: str) -> Speaker | None:
        """The one of that name, or the latest whose surname it is, first or last."""
        wanted = _words(name)
        if not wanted:
            return None
        for one in reversed(self._known):
            if one.kind != PERSON:
                continue
            held = _words(one.name)
            if held == wanted:
                return one
            shorter, longer = sorted((held, wanted), key=len)
            if len(shorter) == 1 < len(longer) and shorter[0] in longer:
                return one
            if len(shorter) > 1 and set(shorter) <= set(longer):
                return one
        return None

    def _by_title(self, name: str) -> Speaker | None:
        """The latest person whose role has a single word as it stands: "the Akim"."""
        if " " in name or not name[:1].isupper():
            return None
        posted = (one for one in reversed(self._known) if one.kind == PERSON and one.role)
        return next((one for one in posted if name in (one.role or "").split()), None)

    def _full(self, surname: str) -> str | None:
        """The latest full name seen for a part: by its last word, or else by its first."""
        words = _words(surname)
        if len(words) != 1:
            return None
        for place in (-1, 0):
            for name in reversed(self._seen):
                if words[0] == _words(name)[place]:
                    return name
        return None

    def _by_pronoun(self, pronoun: str) -> Speaker | None:
        candidates = [self._last] if self._last is not None else []
        for one in [*candidates, *reversed(self._known)]:
            if pronoun == "it":
                fits = one.kind in (BODY, COMMON)
            elif pronoun == "they":
                fits = True
            else:
                fits = _may_be(one, "male" if pronoun == "he" else "female")
            if fits:
                return one
        if pronoun in ("he", "she") and self._acting is not None and self._last is None:
            sex = _sex_of(self._acting)
            if sex in (None, "male" if pronoun == "he" else "female"):
                return Speaker(self._acting, None, PERSON)
        return None

    def _described(self, name: str) -> Speaker | None:
        """The one just named whom a description means: "the 66-year-old", "the Sudanese trader".

        By other words than those the text had for a known post it may be anybody.
        """
        one, words = self._last, name.lower().split()
        near = one is not None and one.kind == PERSON and self.paragraph - self._last_at <= 1
        if one is None or not near or words[0] != "the" or len(words) < 2:
            return None
        if any(word.endswith("-year-old") for word in words[1:]):
            return one
        end = next((n for n, word in enumerate(words) if word in PREPOSITIONS), len(words))
        noun = words[end - 1]
        personal = can_speak(noun) and noun not in INSTITUTIONS | TITLES | _NOBODY
        posted = one.role and not one.role.lower().startswith(("who ", "from ", "which "))
        return one if personal and not noun.endswith("s") and not posted else None

    def _by_post(self, name: str) -> Speaker | None:
        """The latest person whose role holds the noun: "the mayor"."""
        first, _, noun = name.lower().partition(" ")
        words = noun.replace("-", " ").split()
        if first not in ("the", "their", "its") or not words or len(words) > 3:
            return None
        end = words.index("of") if "of" in words[1:] else len(words)
        head = words[end - 1] if words[end - 1] != "general" else words[0]
        if not can_speak(head) or head in INSTITUTIONS:
            return None
        for one in reversed(self._known):
            if one.kind == PERSON and one.role and _holds(one.role, words):
                return one
        return None


def _may_be(speaker: Speaker, gender: str) -> bool:
    """Whether a pronoun can mean somebody: who was only mentioned must be known to fit."""
    if speaker.kind not in (PERSON, COMMON) or _body(speaker):
        return False
    return speaker.gender == gender or (speaker.gender is None and speaker.turned_to)


def _holds(role: str, words: list[str]) -> bool:
    """Whether a role has all the words of a post; a CEO is a chief executive."""
    held = {one.strip(",.").removesuffix("'s") for one in role.lower().replace("-", " ").split()}
    if {"chief", "executive"} <= held:
        held.add("ceo")
    elif "ceo" in held:
        held |= {"chief", "executive"}
    return all(word in held for word in words)


def _plain(name: str) -> str:
    """A full name without "Mr"; a surname keeps it."""
    first, _, rest = name.partition(" ")
    courtesy = first.strip(".").lower() in HONORIFICS
    return rest if courtesy and len(_words(rest)) > 1 else name


@lru_cache(maxsize=1024)
def _words(name: str) -> tuple[str, ...]:
    words = (word.strip(".,'’").lower() for word in name.split())
    return tuple(word for word in words if word and word not in HONORIFICS)


def _body(speaker: Speaker) -> bool:
    last = speaker.name.lower().split()[-1:]
    plural = last and last[0].endswith("s") and speaker.kind == COMMON
    return bool(plural) or any(word in INSTITUTIONS for word in last)


def _gender(words: str) -> str | None:
    for word in words.lower().replace(".", " ").split():
        if word in FEMALE:
            return "female"
        if word in MALE:
            return "male"
    return None


def _sex_of(name: str) -> str | None:
    """What a full name tells by its first part: "Ewelina Sroka" is a woman."""
    first, _, rest = _plain(name).partition(" ")
    if not rest:
        return None
    given = first.lower().partition("-")[0]
    return "female" if given in FEMALE_NAMES else "male" if given in MALE_NAMES else None
