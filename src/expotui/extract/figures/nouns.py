"""What a number counts: the head noun of the words behind it, in the singular."""

from collections.abc import Sequence
from typing import NamedTuple

from expotui.extract.figures.plurals import NATIONS, is_plural, singular
from expotui.extract.tokens import NUMBER, WORD, Token, hyphen_at, touching, word_at
from expotui.extract.wordlists import words

# Words that end what is counted: prepositions, determiners, auxiliaries, conjunctions, adverbs,
# and verbs that follow a bare number ("of the 297, 40 took …").
ENDS = words("""
    of in at on from to for with by across over under among amongst between during into onto than as
    per via against after before since until within without including along around about through
    toward towards above below beyond despite like unlike plus versus vs worth
    the a an this that these those its their his her our my your each every all both another any no
    is are was were be been being has have had do does did will would can could shall should may
    might must let isn't aren't wasn't weren't don't didn't won't can't
    and or but nor so yet while when where which who whom whose what if because though although
    fewer less higher lower up down off out away ago later earlier not also only already
    respectively then there here too apiece alone altogether again still now just even ever never
    they we you he she it i them us me him
    took came went made put got said says sold won lost saw held gave found brought began grew rose
    fell became left met paid told kept ran drew hit spent built bought sent stood set led wrote
    chose drove flew spoke broke rang sang ate drank fled knew thought lay
    signed visited attended participated exhibited registered joined arrived reached exceeded
    turned showed remained included received opened closed started wanted needed used
    begins goes comes gets come go make take attend exhibit visit join remain want need
    yuan dollars euros percent cent
""")
# What fairs do in the present: no plurals.
DOINGS = words("""
    takes opens closes runs attracts draws brings features offers hosts gathers welcomes kicks
    starts begins ends returns promises marks sees includes concludes expects remains comes gives
    makes becomes shows features boasts covers spans unites connects aims
""")
# Participles that stand before what is counted as well as instead of it.
_EITHER = words("signed registered participating exhibiting visiting used showed included")
_ONLY_FIRST = words("more other further additional such")
# Plural nouns that may stand before another one: "50 sports goods makers" are makers.
_ATTRIBUTIVE = words("""
    goods services systems communications textiles games operations works materials parts women men
    children media staff crew police people products foods exports imports securities
""")
_BEFORE_OF_WHICH = words("the these those its their our all his her my your top first last biggest")
_SMALL_NUMBERS = words("two three four five six seven eight nine ten eleven twelve")
# What is counted most, for texts that leave its plural out; heads of cattle have none.
COUNTED_NOUNS = words(
    "country enterprise company booth exhibitor visitor buyer purchaser merchant brand project "
    "product person supplier student head"
)
_AND = ("and", "or")
# As far as what is counted may reach: "200 upstream and downstream industrial chain enterprises".
_FURTHEST = 12


class Head(NamedTuple):
    """A head noun: what is counted, in the singular, and the token that ends its words.

    `adjacent` is whether it stands right behind the number.
    """

    unit: str
    end: int
    adjacent: bool


def head(tokens: Sequence[Token], at: int, *, one: bool = False) -> Head | None:
    """The head noun of the words that begin at a token: "specialized procurement sessions".

    It is the first noun in the plural behind its modifiers; of `one` thing, the noun in the
    singular. None where the words say nothing counted.
    """
    if word_at(tokens, at) == "of":
        return _of_which(tokens, at + 1)
    if one:
        return _single(tokens, at)
    end = at
    while end < min(len(tokens), at + _FURTHEST) and _goes_on(tokens, at, end):
        token = tokens[end]
        plural = token.kind == WORD and is_plural(token.lower) and not hyphen_at(tokens, end + 1)
        if plural and _owns(tokens, end):
            end += 2
            continue
        if plural:
            return None if token.lower in ("others", "ones") else _plural(tokens, at, end)
        end += 1
    return _nation(tokens, at, end) or _as_translated(tokens, at)


def _as_translated(tokens: Sequence[Token], at: int) -> Head | None:
    """What is counted without its plural, as translators leave it: "98 country and area"."""
    noun = word_at(tokens, at)
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    alone = following is None or _ends(following)
    return Head(noun, at + 1, adjacent=True) if noun in COUNTED_NOUNS and alone else None


def _owns(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plural is somebody whose things are counted: "100 butchers' shops"."""
    mark = at + 2 < len(tokens) and tokens[at + 1].text in ("'", "’") and touching(tokens, at + 1)
    return mark and tokens[at + 2].kind == WORD and not touching(tokens, at + 2)


def _goes_on(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a token may stand between a number and what it counts."""
    token = tokens[end]
    if hyphen_at(tokens, end - 1) and end > at + 1:  # "two trade-only mornings"
        return True
    if hyphen_at(tokens, end) or _in_a_model(tokens, end) or _begins_a_model(tokens, end):
        return True
    if token.kind != WORD:
        return token.text in ",/" and end > at and _lists(tokens, end)
    if token.lower in _AND:
        return end > at and (_pairs(tokens, end) or _listed(tokens, at, end))
    if token.lower in _EITHER:
        return end + 1 < len(tokens) and not _ends(tokens[end + 1])
    first = end == at or token.lower not in _ONLY_FIRST
    owned = _possessive(token) and not (end == at and is_plural(token.lower[:-2]))
    return first and token.lower not in ENDS and not owned  # "110 women's groups"


def _possessive(token: Token) -> bool:
    return token.lower.endswith("'s") or token.text.endswith("s’")


def _ends(token: Token) -> bool:
    return token.kind != WORD or token.lower in ENDS


def _in_a_model(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is part of a model's name: "787-9 Dreamliners", "E195-E2 jets"."""
    if tokens[at].kind != NUMBER or not tokens[at].text.isdecimal():
        return False
    before = tokens[at - 1] if at else None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    hyphen = following is not None and following.text == "-" and touching(tokens, at + 1)
    capital = before is not None and before.kind == WORD and before.text[0].isupper()
    named = following is not None and following.kind == WORD and following.text.isupper()
    return touching(tokens, at) or hyphen or capital or named


def _begins_a_model(tokens: Sequence[Token], at: int) -> bool:
    """Whether a letter is joined to the number behind it: "nine A350 jets"."""
    letter = len(tokens[at].text) == 1 and tokens[at].text.isupper()
    return letter and touching(tokens, at + 1) and tokens[at + 1].kind == NUMBER


def _lists(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma stands between modifiers: "political, business and research figures"."""
    modifiers, conjunction = 0, False
    for token in tokens[at + 1 : at + _FURTHEST]:
        if token.text == ",":
            continue
        if token.kind != WORD:
            return False
        if token.lower in _AND:
            conjunction = True
        elif is_plural(token.lower):
            return conjunction and modifiers > 0
        elif token.lower in ENDS:
            return False
        else:
            modifiers += 1
    return False


def _listed(tokens: Sequence[Token], at: int, end: int) -> bool:
    return any(token.text == "," for token in tokens[at:end])


def _pairs(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" stands between two modifiers: "small and medium-sized firms"."""
    for token in tokens[at + 1 : at + 6]:
        if token.text in ("-", "‑"):
            continue
        if token.kind == WORD and is_plural(token.lower):
            return True
        if _ends(token):
            return False
    return False


def _plural(tokens: Sequence[Token], at: int, end: int) -> Head:
    """The noun in the plural at a token, or the one behind it that it says more of."""
    last = end
    while (
        tokens[last].lower in _ATTRIBUTIVE
        and last + 1 < len(tokens)
        and is_plural(tokens[last + 1].lower)
        and not hyphen_at(tokens, last + 2)
    ):
        last += 1
    token = tokens[last]
    acronym = token.text[:-1].isupper() and len(token.text) > 3
    word = token.lower[:-1] if acronym and not token.text.isupper() else singular(token.lower)
    if last >= at + 2 and hyphen_at(tokens, last - 1):
        word = f"{tokens[last - 2].lower}-{word}"
    return Head(word, last + 1, adjacent=last == at)


def _nation(tokens: Sequence[Token], at: int, end: int) -> Head | None:
    """People by their nation: "3 million overseas Chinese"."""
    for place in range(at, end):
        if tokens[place].lower in NATIONS and tokens[place].text[0].isupper():
            return Head("person", place + 1, adjacent=place == at)
    return None


def _single(tokens: Sequence[Token], at: int) -> Head | None:
    """The noun of one thing: "one buyer", "1 container"."""
    if at >= len(tokens) or _ends(tokens[at]):
        return None
    end = at
    while end + 1 < len(tokens) and end - at < 3 and _says_more(tokens[end + 1]):
        end += 1
    return Head(tokens[end].lower, end + 1, adjacent=end == at)


def _says_more(token: Token) -> bool:
    word = token.lower
    return not _ends(token) and not is_plural(word) and not word.endswith(("ed", "ly"))


def _of_which(tokens: Sequence[Token], at: int) -> Head | None:
    """ "49 of these countries", "297 of the Fortune Global 500"."""
    start = at
    while at < len(tokens) and at - start < 5 and _determines(tokens[at]):
        at += 1
    if at >= len(tokens) or tokens[at].kind != WORD or tokens[at].lower == "of":
        return None
    if tokens[at].lower in ("you", "us"):
        return Head("person", at + 1, adjacent=False)
    if tokens[at].lower == "fortune":
        return Head("company", start - 1, adjacent=False)
    found = head(tokens, at)
    if found is None:
        return None
    # "three of those eight years" are two numbers: the first ends before the second.
    counted = any(_is_number(token) for token in tokens[start:at])
    return Head(found.unit, start - 1 if counted else found.end, adjacent=False)


def _determines(token: Token) -> bool:
    return _is_number(token) or token.lower in _BEFORE_OF_WHICH or _possessive(token)


def _is_number(token: Token) -> bool:
    return token.kind == NUMBER or token.lower in _SMALL_NUMBERS
