"""What a number counts: the head noun of the words behind it, in the singular."""

from collections.abc import Sequence
from typing import NamedTuple

from expotui.extract.tokens import NUMBER, WORD, Token

# Words that end what is counted: prepositions, determiners, auxiliaries, conjunctions, adverbs,
# and verbs that follow a bare number ("of the 297, 40 took …").
ENDS = frozenset(
    """
    of in at on from to for with by across over under among amongst between during into onto than as
    per via against after before since until within without including along around about through
    toward towards above below beyond despite like unlike plus versus vs worth
    the a an this that these those its their his her our my your each every all both another any no
    is are was were be been being has have had do does did will would can could shall should may
    might must let isn't aren't wasn't weren't don't didn't won't can't
    and or but nor so yet while when where which who whom whose what if because though although
    fewer less higher lower up down off out away ago later earlier not also only already
    respectively then there here too apiece altogether again still now just even ever never
    they we you he she it i them us me him
    took came went made put got said says sold won lost saw held gave found brought began grew rose
    fell became left met paid told kept ran drew hit spent built bought sent stood set led fewer
    signed visited attended participated exhibited registered joined arrived reached exceeded
    turned showed remained included received opened closed started wanted needed used
    come go make take attend exhibit visit join remain want need
    yuan dollars euros percent cent
    """.split()  # noqa: SIM905
)
# Past participles that stand before what is counted as well as instead of it.
_EITHER = frozenset(
    "signed registered participating exhibiting visiting used showed included".split()  # noqa: SIM905
)
# They end in s, and are not what is counted.
_NOT_PLURAL = frozenset(
    """
    overseas sports sales business express various previous famous precious serious numerous its
    this was has is as his us yes less plus versus across sometimes always perhaps besides towards
    news mass class cross gross access process success press glass electronics robotics
    logistics economics physics politics mathematics athletics aerospace arms customs means
    telecoms mr ms mrs dr vs gas bus status campus focus bonus virus census consensus corpus
    analysis basis crisis thesis emphasis chassis tennis
    """.split()  # noqa: SIM905
)
# Plural nouns without an s.
_PLURALS = frozenset(
    """
    people persons men women children staff personnel aircraft spacecraft police cattle fish sheep
    livestock alumni media criteria phenomena feet teeth headcount merchandise players crew folk
    series species
    """.split()  # noqa: SIM905
)
_SINGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child",
    "businessmen": "businessman", "businesspeople": "businessperson", "feet": "foot",
    "teeth": "tooth", "criteria": "criterion", "phenomena": "phenomenon", "alumni": "alumnus",
    "series": "series", "species": "species", "shoes": "shoe", "heroes": "hero", "halves": "half",
    "leaves": "leaf", "lives": "life", "wives": "wife", "knives": "knife", "shelves": "shelf",
    "loaves": "loaf", "wolves": "wolf", "themselves": "self", "movies": "movie", "ties": "tie",
    "pies": "pie", "cookies": "cookie", "zombies": "zombie", "calories": "calorie",
    "rookies": "rookie", "selfies": "selfie", "buses": "bus", "gases": "gas", "lenses": "lens",
    "potatoes": "potato", "tomatoes": "tomato", "echoes": "echo", "torpedoes": "torpedo",
    "analyses": "analysis", "axes": "axis", "bases": "base", "crises": "crisis", "theses": "thesis",
    "viruses": "virus", "campuses": "campus", "bonuses": "bonus", "quizzes": "quiz",
    "salesmen": "salesman", "saleswomen": "saleswoman", "craftsmen": "craftsman",
    "craftswomen": "craftswoman", "spokesmen": "spokesman", "fishermen": "fisherman",
    "craftspeople": "craftsperson", "salespeople": "salesperson", "figures": "figure",
    "tradesmen": "tradesman", "congressmen": "congressman", "premises": "premises",
    "headquarters": "headquarters", "ups": "up", "ins": "in", "personnel": "person", "staff": "person", "folk": "person",
}  # fmt: skip
_NATIONS = frozenset(
    "chinese japanese portuguese vietnamese taiwanese burmese swiss french british dutch irish"
    " lebanese maltese nepalese sudanese congolese senegalese".split()
)
# As far as what is counted may reach: "200 upstream and downstream industrial chain enterprises".
_FURTHEST = 12
_MODIFIERS_IN_A_LIST = frozenset(("and", "or"))


class Head(NamedTuple):
    """A head noun: what is counted, in the singular, and the token that ends its words."""

    unit: str
    end: int
    adjacent: bool


def is_plural(word: str) -> bool:
    """Whether a word (in small letters) looks like a noun in the plural."""
    if word in _PLURALS or word in _SINGULAR:
        return True
    if len(word) < 4 or not word.endswith("s") or word in _NOT_PLURAL:
        return False
    return not word.endswith(("ss", "ous", "'s", "us", "is"))


def singular(word: str) -> str:
    """A noun in the singular, as English spells it: countries → country, branches → branch."""
    if word in _SINGULAR:
        return _SINGULAR[word]
    if word.endswith("men") and len(word) > 5:
        return word[:-2] + "an"
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def head(tokens: Sequence[Token], at: int, *, one: bool = False) -> Head | None:
    """The head noun of the words that begin at a token: "specialized procurement sessions".

    It is the first noun in the plural behind its modifiers (the last, where several follow one
    another); of `one` thing, the noun in the singular. None where the words say nothing counted.
    """
    at_of = at < len(tokens) and tokens[at].lower == "of"
    if at_of:
        return _of_which(tokens, at + 1)
    end = at
    listing = False
    while end < min(len(tokens), at + _FURTHEST):
        token = tokens[end]
        if _hyphen(tokens, end):
            end += 1
            continue
        if token.kind != WORD:
            if token.text in ",/" and end > at and _lists(tokens, end):
                listing = True
                end += 1
                continue
            break
        word = token.lower
        if word.endswith("'s") or token.text.endswith("s’"):
            break
        if is_plural(word) and not _joined(tokens, end + 1):
            return _last_of(tokens, at, end)
        if word in _MODIFIERS_IN_A_LIST and end > at and (listing or _pairs(tokens, end)):
            end += 1
            continue
        if _stops(tokens, end, at):
            break
        end += 1
    return _nation(tokens, at, end) or (_single(tokens, at) if one else None)


def _stops(tokens: Sequence[Token], end: int, at: int) -> bool:
    word = tokens[end].lower
    if word in _EITHER and end + 1 < len(tokens):
        following = tokens[end + 1]
        return following.kind != WORD or following.lower in ENDS
    if word in ("more", "other", "further", "additional", "such"):
        return end != at
    return word in ENDS or (end > at and word == "more")


def _hyphen(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a hyphen within a word."""
    return (
        tokens[at].text in ("-", "‑")
        and 0 < at < len(tokens) - 1
        and tokens[at - 1].end == tokens[at].start
        and tokens[at].end == tokens[at + 1].start
    )


def _joined(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and _hyphen(tokens, at)


def _lists(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma stands between modifiers: "political, business and research figures"."""
    words = 0
    for token in tokens[at + 1 : at + _FURTHEST]:
        if token.kind != WORD:
            if token.text != ",":
                return False
            continue
        if token.lower in _MODIFIERS_IN_A_LIST:
            continue
        if is_plural(token.lower):
            return words > 0 and any(
                other.lower in _MODIFIERS_IN_A_LIST for other in tokens[at : at + _FURTHEST]
            )
        if token.lower in ENDS or token.kind == NUMBER:
            return False
        words += 1
    return False


def _pairs(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" stands between two modifiers: "small and medium-sized firms"."""
    for token in tokens[at + 1 : at + 6]:
        if token.kind == WORD and is_plural(token.lower):
            return True
        if token.text in ("-", "‑"):
            continue
        if token.kind != WORD or token.lower in ENDS:
            return False
    return False


def _last_of(tokens: Sequence[Token], at: int, end: int) -> Head:
    """The last of the plural nouns that follow one another."""
    last = end
    while (
        last + 1 < len(tokens)
        and tokens[last + 1].kind == WORD
        and is_plural(tokens[last + 1].lower)
        and not _joined(tokens, last + 2)
    ):
        last += 1
    word = singular(tokens[last].lower)
    if tokens[last].text[:-1].isupper():
        word = tokens[last].lower[:-1]
    if last >= at + 2 and _hyphen(tokens, last - 1):
        word = f"{tokens[last - 2].lower}-{word}"
    return Head(word, last + 1, adjacent=last == at)


def _nation(tokens: Sequence[Token], at: int, end: int) -> Head | None:
    """People by their nation: "3 million overseas Chinese"."""
    if end > at and tokens[end - 1].lower in _NATIONS and tokens[end - 1].text[0].isupper():
        return Head("person", end, adjacent=False)
    return None


def _single(tokens: Sequence[Token], at: int) -> Head | None:
    """The noun of one thing: "one buyer", "1 container"."""
    if at >= len(tokens) or tokens[at].kind != WORD or tokens[at].lower in ENDS:
        return None
    end = at
    while (
        end + 1 < len(tokens)
        and end - at < 3
        and tokens[end + 1].kind == WORD
        and tokens[end + 1].lower not in ENDS
        and not tokens[end + 1].lower.endswith(("ed", "ly"))
    ):
        end += 1
    return Head(tokens[end].lower, end + 1, adjacent=end == at)


def _of_which(tokens: Sequence[Token], at: int) -> Head | None:
    """"49 of these countries", "297 of the Fortune Global 500"."""
    while at < len(tokens) and (
        tokens[at].kind == NUMBER or tokens[at].lower in ("the", "these", "those", "its", "their", "our")
    ):
        at += 1
    if at >= len(tokens) or tokens[at].kind != WORD:
        return None
    if tokens[at].lower == "fortune":
        return Head("company", at - 1, adjacent=False)
    if tokens[at].lower in ("them", "which", "whom", "us", "all"):
        return None
    found = head(tokens, at)
    return None if found is None else found._replace(adjacent=False)
