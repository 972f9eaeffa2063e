"""The noun that a bare number is linked to: its subject, its label, the verb behind it."""

from collections.abc import Sequence
from decimal import Decimal

from expotui.extract.figures import units
from expotui.extract.figures.currencies import CUSTOMARY
from expotui.extract.figures.nouns import COUNTED_NOUNS, ENDS, head
from expotui.extract.figures.plurals import is_plural, singular
from expotui.extract.figures.units import COUNT, DURATION, MONEY, OTHER
from expotui.extract.tokens import WORD, Token, word_at, words_from
from expotui.extract.wordlists import words

# What a number counts: its unit and its kind.
Counts = tuple[str, str]

# What these words count, where a number stands behind them: "attendance topped 400,000".
_COUNTING = {
    "footfall": "visitor", "footfalls": "visitor", "attendance": "visitor", "turnout": "visitor",
    "flow": "visitor",
    "visitorship": "visitor", "crowd": "visitor", "crowds": "visitor", "audience": "person",
    "headcount": "person", "workforce": "person", "membership": "member", "capacity": "person",
    "population": "person", "readership": "reader", "circulation": "copy", "enrolment": "student",
}  # fmt: skip
_GROUPS = words("team family party crew delegation workshop staff panel squad group")
# Nouns that stand for the one before them: "visitor numbers", "car sales".
_NO_NOUNS = words("ones others")
_NUMBERS_OF = words("numbers figures totals counts times sales")
_NUMBER_OF = words("number numbers time times count visit visits quantity")
# Between what is counted and its number: "the number of exhibitors stood at".
_VERBS = words("""
    is are was were be been being has had have stood stand stands reached reach reaches slid rose
    rise rises fell fall falls grew grow grows climbed totalled totaled numbered hit hits came
    topped tops exceeded exceed exceeds put dropped increased decreased declined jumped passed
    surged swelled shrank numbering totalling totaling approached neared crossed crossing ran
    limited capped dipped eased recovered doubled estimated counted recorded shrunk sunk break
    broke settled
    surpassed surpasses amounted amount amounts totals expanded widened extended climb rise reach
    expected remained slumped soared : =
""")
_LINKS = ENDS | words("""
    nearly slightly increase total record roughly almost number january february march april may
    june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday due mere now which that more year-on-year year month
    sharply steadily online through line alone some home abroad overseas worldwide globally
    , ( )
""")
_CLAUSE_ENDS = words(". ; ! ? ( ) • and but while who")
_DOERS = {
    "visit": "visitor", "visited": "visitor", "attend": "visitor", "attended": "visitor",
    "flock": "visitor", "flocked": "visitor", "throng": "visitor", "thronged": "visitor",
    "live": "person", "lived": "person", "exhibit": "exhibitor", "exhibited": "exhibitor",
    "poured": "visitor", "queued": "visitor",
}  # fmt: skip
_AGED = words("aged age ages turned turning")
_YOUNG = words(
    "children kids child nobody everyone those anyone visitors were are is was aged age ages "
    "customers people buyers participants respondents women men workers entrepreneurs founders "
    "artists readers founder artist customer"
)
_CHILDREN = words("kids children")
_IN_ALL = (["in", "number"], ["in", "total"], ["in", "all"], ["of", "them"])
# As translators leave them: "the oversea buyer is 8,724".
_ALONE = words("visitor buyer exhibitor purchaser enterprise merchant")
_COUNTED = COUNTED_NOUNS | words("contract agreement event meeting guest order")
_PERSONAL = ("er", "ers", "or", "ors", "ist", "ists", "man", "men", "woman")
_FAMILY = words("""
    son daughter mother father grandmother grandfather wife husband brother sister uncle aunt
    customer boy girl
""")
_FURTHEST, _LABEL, _LIST = 16, 10, 30


def _saying(listed: str, unit: str, kind: str, reach: int) -> dict[str, tuple[Counts, int]]:
    return dict.fromkeys(words(listed), ((unit, kind), reach))


# What a word says of a number that stands within so many tokens behind it.
_SAYING: dict[str, tuple[Counts, int]] = {
    **{word: ((unit, COUNT), _FURTHEST) for word, unit in _COUNTING.items()},
    **{word: ((unit, MONEY), 5) for word, unit in CUSTOMARY.items()},
    **_saying("employs employ employing employed hired hires staffed", "person", COUNT, 3),
    **_saying("seats seating seated accommodates accommodate", "person", COUNT, 2),
    **_saying("factor ratio multiple", "times", OTHER, 4),
    **_saying("multiplied multiply", "times", OTHER, 2),
    **_saying("age", "year", DURATION, 9),
}


def subject(
    tokens: Sequence[Token], at: int, taken: list[tuple[int, int]], *, spaced: bool
) -> Counts | None:
    """The noun that a number at a token is linked to, as far back as its clause goes.

    `taken` are the tokens of numbers before it, which are stepped over; `spaced` is whether it
    stands in a column, so that what is before it is a label.
    """
    if spaced or word_at(tokens, at - 1) in (":", "："):
        found = _label(tokens, at)
        if found is not None:
            return found
    if word_at(tokens, at - 1) in COUNTED_NOUNS:  # "the overseas purchaser 6,127"
        return word_at(tokens, at - 1), COUNT
    if word_at(tokens, at - 1) == "(" and word_at(tokens, at + 1) == ")":
        return _before_brackets(tokens, at - 1)
    if apposed(tokens, at):
        return singular(word_at(tokens, at - 2)), COUNT
    if _heads_a_column(tokens, at):
        return singular(word_at(tokens, at - 1)), COUNT
    return _linked(tokens, at, taken)


def apposed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number says how many a plural before it are: "European firms, 26 in number,"."""
    told = words_from(tokens, at + 1, 2) in _IN_ALL and word_at(tokens, at - 1) == ","
    return told and is_plural(word_at(tokens, at - 2))


def _heads_a_column(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plural stands right before a number that closes: "the standard booths 3,000, …"."""
    noun = word_at(tokens, at - 1)
    closed = at + 1 >= len(tokens) or tokens[at + 1].kind != WORD
    return closed and is_plural(noun) and singular(noun) in _COUNTED


def _linked(tokens: Sequence[Token], at: int, taken: list[tuple[int, int]]) -> Counts | None:
    back, linked, verb_seen = at - 1, True, False
    while back >= 0 and at - back < _FURTHEST:
        if taken and back < taken[-1][1]:
            first, _ = taken.pop()
            back = min(back, first - 1)
            continue
        word = tokens[back].lower.removesuffix("'s")
        found = _counting(word, at - back) or _of(tokens, back, at)
        if found is not None:
            return found
        noun = word not in _VERBS or word_at(tokens, back + 1) in _VERBS  # "stands stood at 64"
        noun = noun and not _named(tokens, back)
        counted = is_plural(word) or word in _ALONE
        if linked and verb_seen and counted and noun:
            return _counted_by(tokens, back)
        if word in _CLAUSE_ENDS:
            return None
        verb_seen = verb_seen or word in _VERBS
        linked = linked and (word in _LINKS or word in _VERBS)
        back -= 1
    return None


def _named(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plural is part of a name: "the United States"."""
    before = tokens[at - 1] if at else None
    capital = tokens[at].text[0].isupper() and not tokens[at].text.isupper()
    return capital and before is not None and before.kind == WORD and before.text[0].isupper()


def _counting(word: str, distance: int) -> Counts | None:
    """What a word says that a number so many tokens behind it counts."""
    found = _SAYING.get(word)
    return found[0] if found is not None and distance <= found[1] else None


def _counted_by(tokens: Sequence[Token], at: int) -> Counts | None:
    """The noun that a subject counts: "visitor numbers", "exhibitors"."""
    if tokens[at].lower in _NO_NOUNS:
        return None
    if tokens[at].lower not in _NUMBERS_OF:
        return singular(tokens[at].lower), COUNT
    before = tokens[at - 1] if at else None
    if before is None or before.kind != WORD or before.lower in ENDS:
        return None
    return singular(before.lower), COUNT


def _of(tokens: Sequence[Token], at: int, end: int) -> Counts | None:
    """ "a team of seven", "the number of overseas buyer is 189,812" (as translators leave it)."""
    if tokens[at].lower != "of":
        return None
    if at == end - 1 and word_at(tokens, at - 1) in _GROUPS:
        return "person", COUNT
    if not any(token.lower in _NUMBER_OF for token in tokens[max(0, at - 3) : at]):
        return None
    found = head(tokens[:end], at + 1) or head(tokens[:end], at + 1, one=True)
    return (found.unit, COUNT) if found is not None else None


def _label(tokens: Sequence[Token], at: int) -> Counts | None:
    """The noun of a label: "Startups in Eureka Park: 1,400", "Floor space (sqm)   105,000"."""
    start = at - 1
    while start > 0 and at - start < _LABEL and tokens[start - 1].text not in ".;!?•|":
        start -= 1
    while start < at and tokens[start].kind != WORD:
        start += 1
    for place in range(start, at):
        if tokens[place].text == "(" and (unit := units.behind(tokens, place + 1)) is not None:
            return unit.unit, unit.kind
        if (found := _counting(tokens[place].lower, 1)) is not None:
            return found
    counted = head(tokens[:at], start)
    return (counted.unit, COUNT) if counted is not None else None


def _before_brackets(tokens: Sequence[Token], at: int) -> Counts | None:
    """The subject of a list of numbers in brackets: "Buyers from Iraq (8,400), Germany (5,150)"."""
    depth = 0
    for back in range(at - 1, max(-1, at - _LIST), -1):
        token = tokens[back]
        if token.text in ".;!?:":
            return None
        depth += (token.text == ")") - (token.text == "(")
        plural = not depth and token.kind == WORD and is_plural(token.lower)
        if plural and not _named(tokens, back):
            return singular(token.lower), COUNT
    return None


def topic(tokens: Sequence[Token]) -> str | None:
    """What a paragraph is about that begins with it: "Visitors. In 2023 …", "Exhibitors: up …"."""
    heads = len(tokens) > 1 and tokens[1].text in ".:" and tokens[0].kind == WORD
    return singular(tokens[0].lower) if heads and is_plural(tokens[0].lower) else None


def doers(tokens: Sequence[Token], at: int) -> Counts | None:
    """What those are who do what stands behind a number: "1.1 million visit"."""
    word = word_at(tokens, at)
    if word == "through" and word_at(tokens, at + 2) in ("gate", "gates", "doors", "turnstiles"):
        return "visitor", COUNT
    if word in ("turn", "turned") and word_at(tokens, at + 1) in ("up", "out"):
        return "visitor", COUNT
    return (_DOERS[word], COUNT) if word in _DOERS else None


def is_age(tokens: Sequence[Token], first: int, last: int, value: Decimal) -> bool:
    """Whether a bare number is somebody's age: "were under 25", "aged 34", "Morag Petrie, 63,"."""
    if not 3 <= value <= 105 or value != int(value) or first == 0:
        return False
    before, whose = word_at(tokens, first - 1), word_at(tokens, first - 2)
    closed = last >= len(tokens) or tokens[last].text in '.,;)”"' or tokens[last].lower == "and"
    if before in _AGED or (before, whose) == ("of", "age"):
        return True
    if before in ("under", "over", "below"):
        person = whose.endswith(_PERSONAL) and len(whose) > 4 and closed
        return whose in _YOUNG or person
    told = before in ("is", "turns") and whose in _FAMILY  # "my son is six"
    return closed and (told or before in _CHILDREN or _behind_a_name(tokens, first, last, value))


def _behind_a_name(tokens: Sequence[Token], first: int, last: int, value: Decimal) -> bool:
    """ "Morag Petrie, 63,", "her son Tom (7)"."""
    before = word_at(tokens, first - 1)
    closes = word_at(tokens, last) in ((",", ".") if before == "," else (")",))
    if before not in (",", "(") or not closes or first < 3:
        return False
    names = all(_is_name(token) for token in tokens[first - 3 : first - 1])
    child = word_at(tokens, first - 3) in ("son", "daughter", "grandson", "granddaughter")
    return (names and value >= 14) or child


def _is_name(token: Token) -> bool:
    return token.kind == WORD and token.text[0].isupper() and not token.text.isupper()
