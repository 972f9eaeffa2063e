"""The words by which speech is attributed: said, told, according to, as X put it."""

from typing import NamedTuple

from expotui.extract.quotes.lexicon import ARTICLES, BE, CALENDAR, PREPOSITIONS
from expotui.extract.quotes.verbs import VERBS
from expotui.extract.tokens import WORD, Token

# What a cue is: a finite verb, a participle on a subject further left, a phrase whose speaker
# follows it.
SAYING, ADDING, ACCORDING = "saying", "adding", "according"


class Cue(NamedTuple):
    """Items `start` to `end` of a sentence. A weak one must stand at the quotation itself."""

    start: int
    end: int
    text: str
    kind: str
    strong: bool


_PHRASES = {
    ("according", "to"): (ACCORDING, True),
    ("in", "the", "words", "of"): (ACCORDING, True),
    ("put", "it"): (SAYING, True),
    ("puts", "it"): (SAYING, True),
    ("had", "it"): (SAYING, False),
    ("has", "it"): (SAYING, False),
    ("quoted", "as", "saying"): (SAYING, True),
    ("cited", "as", "saying"): (SAYING, True),
    ("likes", "to", "say"): (SAYING, False),
    ("like", "to", "say"): (SAYING, False),
    ("liked", "to", "say"): (SAYING, False),
    ("used", "to", "say"): (SAYING, False),
    ("went", "on", "to", "say"): (SAYING, True),
    ("went", "on", "to", "add"): (SAYING, True),
    ("goes", "on", "to", "say"): (SAYING, True),
    ("went", "on"): (SAYING, False),
    ("goes", "on"): (SAYING, False),
    ("speaks", "of"): (SAYING, False),
    ("spoke", "of"): (SAYING, False),
    ("chimed", "in"): (SAYING, True),
    ("chipped", "in"): (SAYING, True),
    ("summed", "up"): (SAYING, False),
    ("sums", "up"): (SAYING, False),
    ("point", "out"): (SAYING, True),
    ("points", "out"): (SAYING, True),
    ("pointed", "out"): (SAYING, True),
    ("pointing", "out"): (ADDING, True),
}
_FIRST = frozenset(phrase[0] for phrase in _PHRASES)
# Verbs of saying only where "that" follows.
_FINDING = frozenset({"allows", "allowed", "found", "finds", "find", "showed", "shows"})
# Verbs whose speaker follows "by".
_PASSIVE = frozenset({"described", "hailed", "praised", "dismissed", "summarised", "summarized"})
# Verbs of those who quote others: "quoted X as saying", "was quoted by Y as saying".
_QUOTING = frozenset({"quoted", "quotes", "cited", "cites"})
_QUOTED_NAME = 10  # items between such a verb and "as saying"
# Participles that describe by somebody's words, and are strong for that.
_DESCRIBING = frozenset({"calling", "describing"})


# All that a cue may begin with.
_MAY_BEGIN = frozenset(_FIRST) | _PASSIVE | _QUOTING | frozenset(_FINDING) | frozenset(VERBS)


def cues(items: list[Token]) -> list[Cue]:
    """The cues of a sentence, in order and apart from one another."""
    found: list[Cue] = []
    for at in [at for at, item in enumerate(items) if item.lower in _MAY_BEGIN]:
        if found and at < found[-1].end:
            continue
        if (cue := cue_at(items, at)) is not None:
            found.append(cue)
    return found


def is_cue(items: list[Token], at: int) -> bool:
    """Whether a finite verb of saying stands there."""
    cue = cue_at(items, at)
    return cue is not None and cue.kind == SAYING


def cue_at(items: list[Token], at: int) -> Cue | None:
    """The cue that begins with an item."""
    item = items[at]
    if item.kind != WORD or (at and items[at - 1].text in "-‐‑"):  # "so-called"
        return None
    if item.lower in _FIRST and (phrase := _phrase(items, at)) is not None:
        return phrase
    if item.lower in _PASSIVE or item.lower in _QUOTING or item.lower in _FINDING:
        return _construction(items, at)
    strong = VERBS.get(item.lower)
    capital = item.text[0].isupper() and at > 0 and item.lower not in ("said", "says")
    if strong is None or capital or _goes_on_otherwise(items, at):
        return None
    return _verb(items, at, strong)


def _verb(items: list[Token], at: int, strong: bool) -> Cue | None:
    """A form of a verb of saying, unless its place makes it a noun, an adjective or a passive."""
    item, before = items[at], _before(items, at)
    if before in PREPOSITIONS or before in ARTICLES:
        return None
    if item.lower.endswith("ing"):
        kind = SAYING if before in BE else ADDING
        return Cue(at, at + 1, item.text, kind, strong or item.lower in _DESCRIBING)
    return None if before in BE else Cue(at, at + 1, item.text, SAYING, strong)


def _phrase(items: list[Token], at: int) -> Cue | None:
    for words, (kind, strong) in _PHRASES.items():
        end = at + len(words)
        if words[0] == items[at].lower and tuple(item.lower for item in items[at:end]) == words:
            text = " ".join(words)
            return Cue(at, end, text, kind, strong)
    return None


def _construction(items: list[Token], at: int) -> Cue | None:
    """A verb that is a cue with some other words only: "described by", "found that"."""
    item = items[at]
    after = [one.lower for one in items[at + 1 : at + 2 + _QUOTED_NAME]]
    if item.lower in _FINDING:
        return Cue(at, at + 1, item.text, SAYING, True) if after[:1] == ["that"] else None
    if item.lower in _QUOTING:
        if "saying" not in after:
            return None
        if _before(items, at) in BE:
            end = at + 2 + after.index("saying")
            return Cue(at, end, "quoted as saying", SAYING, True)
        return Cue(at, at + 1, item.text, ACCORDING, True)
    if after[:1] == ["by"]:
        return Cue(at, at + 2, f"{item.text} by", ACCORDING, True)
    return None if _before(items, at) in BE else Cue(at, at + 1, item.text, SAYING, False)


def _before(items: list[Token], at: int) -> str:
    """The word before, over adverbs."""
    at -= 1
    while at >= 0 and items[at].lower.endswith("ly") and items[at].lower not in CALENDAR:
        at -= 1
    return items[at].lower if at >= 0 and items[at].kind == WORD else ""


def _goes_on_otherwise(items: list[Token], at: int) -> bool:
    """Whether a verb goes on as none of saying does: "said to be", "called for"."""
    after = [item.lower for item in items[at + 1 : at + 3]]
    if items[at].lower.startswith("call") and after[:1] in (["for"], ["on"], ["off"], ["in"]):
        return True
    return after in (["to", "be"], ["to", "have"], ["to", "date"])
