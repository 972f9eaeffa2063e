"""The words by which speech is attributed: said, told, according to, as X put it."""

from typing import NamedTuple

from expotui.extract.lexicon import ARTICLES, BE, CALENDAR, PREPOSITIONS, word_set
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


# Verbs of saying, which attribute wherever they stand in a sentence.
_STRONG = (
    "add note joke explain remark observe claim argue insist admit concede acknowledge warn "
    "predict stress emphasise emphasize underline underscore declare announce reveal disclose "
    "recall reply respond quip exclaim complain lament boast promise vow confirm deny suggest "
    "conclude reiterate assert contend counter caution confide gush enthuse marvel elaborate "
    "mention express tweet retort grumble reckon clarify muse affirm attest testify recount opine"
)
# Verbs that do so beside a quotation only.
_WEAK = (
    "comment ask answer wonder laugh smile sigh shrug grin shout cry whisper mutter pledge urge "
    "propose continue post repeat report share describe call hope maintain praise hail offer "
    "introduce highlight state summarise summarize inform cite interject indicate "
    "agree volunteer chuckle nod reflect deadpan counsel advise demand question murmur plead remember"
)
_IRREGULAR = {
    "said": True, "says": True, "say": True, "saying": True, "told": True, "tells": True,
    "tell": True, "telling": True, "wrote": True, "writes": True, "writing": True, "thinks": True, "think": True,
    "thought": True, "believes": True, "believe": True, "believed": True, "read": False, "reads": False, "spoke": False, "began": False, "begins": False,
    "swore": False, "felt": False, "feels": False, "stated": True, "put": False, "puts": False,
}  # fmt: skip
# Also nouns, adjectives or names of other things, as they stand.
_AMBIGUOUS = word_set(
    "note notes claim claims promise promises vow vows joke jokes state quip quips stress "
    "express boast boasts recall counter counters caution muse deadpan tweet tweets lament "
    "laments complete elaborate retort retorts remark remarks reply replies warning complaint"
)
_NEVER = frozenset({"state", "counter", "counters"})
_DOUBLED = {"quip": "quipp", "admit": "admitt", "shrug": "shrugg", "nod": "nodd", "grin": "grinn"}
_PHRASES = {
    ("according", "to"): ACCORDING,
    ("in", "the", "words", "of"): ACCORDING,
    ("put", "it"): SAYING,
    ("puts", "it"): SAYING,
    ("had", "it"): SAYING,
    ("has", "it"): SAYING,
    ("quoted", "as", "saying"): SAYING,
    ("cited", "as", "saying"): SAYING,
    ("went", "on", "to", "say"): SAYING,
    ("goes", "on", "to", "say"): SAYING,
    ("went", "on", "to", "add"): SAYING,
    ("went", "on"): SAYING,
    ("goes", "on"): SAYING,
    ("chimed", "in"): SAYING,
    ("chipped", "in"): SAYING,
    ("summed", "up"): SAYING,
    ("sums", "up"): SAYING,
}
_POINT = {"point": SAYING, "points": SAYING, "pointed": SAYING, "pointing": ADDING}
_FIRST = frozenset(phrase[0] for phrase in _PHRASES)
_LOOSE = frozenset({"had", "has", "went", "goes", "summed", "sums"})
# Verbs of saying only where "that" follows.
_FINDING = frozenset({"found", "finds", "find", "showed", "shows", "agreed"})
# Passive verbs of saying, whose speaker follows "by"; "quoted X as saying".
_PASSIVE = frozenset(
    {"described", "hailed", "praised", "dismissed", "summarised", "quoted", "cited"}
)
_QUOTED_NAME = 10
# Participles that describe by somebody's words.
_ING_WEAK = frozenset({"calling", "describing"})
_PASSIVE_BY = frozenset({"by"})


def _forms(verb: str) -> dict[str, str]:
    """The forms of a regular verb, and the kind of cue that each is."""
    stem = _DOUBLED.get(verb, verb)
    if verb.endswith("e"):
        past, ing = verb + "d", verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in "aeou":
        past, ing = verb[:-1] + "ied", verb + "ing"
    else:
        past, ing = stem + "ed", stem + "ing"
    if verb.endswith("y") and verb[-2] not in "aeou":
        third = verb[:-1] + "ies"
    else:
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return {verb: SAYING, third: SAYING, past: SAYING, ing: ADDING}


def _table() -> dict[str, tuple[str, bool]]:
    table: dict[str, tuple[str, bool]] = {}
    for verbs, strong in ((_WEAK, False), (_STRONG, True)):
        for verb in verbs.split():
            for form, kind in _forms(verb).items():
                if form not in _NEVER:
                    table[form] = (kind, strong and form not in _AMBIGUOUS)
    for form, strong in _IRREGULAR.items():
        table[form] = (ADDING if form.endswith("ing") else SAYING, strong)
    return table


_VERBS = _table()


def cues(items: list[Token]) -> list[Cue]:
    """The cues of a sentence, in order and apart from one another."""
    found: list[Cue] = []
    at = 0
    while at < len(items):
        cue = cue_at(items, at)
        if cue is None:
            at += 1
        else:
            found.append(cue)
            at = cue.end
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
    phrase = _phrase(items, at)
    if phrase is not None:
        return phrase
    if item.lower in _PASSIVE:
        after = [one.lower for one in items[at + 1 : at + 2 + _QUOTED_NAME]]
        if after[:1] == ["by"]:
            return Cue(at, at + 2, _text(items, at, at + 2), ACCORDING, True)
        if item.lower in ("quoted", "cited") and "saying" in after:
            return Cue(at, at + 1, item.text, ACCORDING, True)
    if item.lower in _FINDING:
        that = at + 1 < len(items) and items[at + 1].lower == "that"
        return Cue(at, at + 1, item.text, SAYING, True) if that else None
    kind, strong = _VERBS.get(item.lower, ("", False))
    if not kind or (item.text[0].isupper() and at and item.lower not in ("said", "says")):
        return None
    before = _before(items, at)
    if kind == ADDING:
        if before in BE:
            kind = SAYING
        elif before in PREPOSITIONS or before in ARTICLES:
            return None
    elif before in BE or before in ARTICLES or before in PREPOSITIONS or before == "to":
        return None
    if _said_to_be(items, at):
        return None
    return Cue(at, at + 1, item.text, kind, strong or item.lower in _ING_WEAK)


def _phrase(items: list[Token], at: int) -> Cue | None:
    lower = items[at].lower
    after = items[at + 1].lower if at + 1 < len(items) else ""
    if lower in _POINT and after == "out":
        return Cue(at, at + 2, _text(items, at, at + 2), _POINT[lower], True)
    if lower not in _FIRST:
        return None
    for words, kind in _PHRASES.items():
        end = at + len(words)
        if words[0] == lower and tuple(item.lower for item in items[at:end]) == words:
            strong = lower not in _LOOSE
            return Cue(at, end, _text(items, at, end), kind, strong)
    return None


def _text(items: list[Token], start: int, end: int) -> str:
    text = " ".join(item.text for item in items[start:end])
    return text[0].lower() + text[1:]


def _before(items: list[Token], at: int) -> str:
    """The word before, over adverbs and the names of days."""
    at -= 1
    while at >= 0 and items[at].lower.endswith("ly") and items[at].lower not in CALENDAR:
        at -= 1
    return items[at].lower if at >= 0 and items[at].kind == WORD else ""


def _said_to_be(items: list[Token], at: int) -> bool:
    """Whether a verb goes on as hearsay does: "said to be", "believed to have"."""
    after = [item.lower for item in items[at + 1 : at + 3]]
    return after in (["to", "be"], ["to", "have"], ["to", "date"])
