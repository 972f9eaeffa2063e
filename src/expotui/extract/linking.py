"""The noun that a bare number is linked to: its subject, its label, the verb behind it."""

from collections.abc import Sequence
from decimal import Decimal

from expotui.extract import units
from expotui.extract.currencies import CUSTOMARY
from expotui.extract.nouns import ENDS, head, is_plural, singular
from expotui.extract.tokens import WORD, Token
from expotui.extract.units import COUNT, MONEY, OTHER

Counts = tuple[str, str]  # unit, kind

# What these words count, where a number stands behind them: "attendance topped 400,000".
_COUNTING = {
    "footfall": "visitor", "footfalls": "visitor", "attendance": "visitor", "turnout": "visitor",
    "visitorship": "visitor", "crowd": "visitor", "crowds": "visitor", "audience": "person",
    "headcount": "person", "workforce": "person", "membership": "member", "capacity": "person",
    "population": "person", "readership": "reader", "circulation": "copy", "enrolment": "student",
}  # fmt: skip
_PEOPLE = frozenset("employs employ employing employed hired hires staffed".split())  # noqa: SIM905
_FACTORS = frozenset(("factor", "ratio", "multiple"))
# Nouns that stand for the one before them: "visitor numbers", "car sales".
_NUMBERS_OF = frozenset("numbers figures totals counts times sales".split())  # noqa: SIM905
# Between what is counted and its number: "the number of exhibitors stood at".
_VERBS = frozenset(
    """
    is are was were be been being has had have stood stand stands reached reach reaches slid rose
    rise rises fell fall falls grew grow grows climbed totalled totaled numbered hit hits came topped
    tops exceeded exceed exceeds put dropped increased decreased declined jumped passed surged
    swelled shrank numbering totalling totaling approached neared crossed crossing ran dipped eased
    recovered doubled estimated counted recorded shrunk shrank sunk break broke : = settled expected remained slumped soared
    """.split()  # noqa: SIM905
)
_LINKS = frozenset(
    """
    nearly slightly increase total record roughly almost number january february march april may
    june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday more year-on-year year month sharply steadily online through line , ( ) alone some
    """.split()  # noqa: SIM905
)
_AFTER = {
    "visit": "visitor", "visited": "visitor", "attend": "visitor", "attended": "visitor",
    "flock": "visitor", "flocked": "visitor", "throng": "visitor", "thronged": "visitor",
    "exhibit": "exhibitor", "exhibited": "exhibitor", "poured": "visitor", "queued": "visitor",
}  # fmt: skip
_FURTHEST = 16
_LABEL = 10
_GROUPS = frozenset(
    "team family party crew delegation workshop staff panel squad group trio".split()
)  # noqa: SIM905
_YOUNG = frozenset("children kids child those anyone visitors under-age aged age ages".split())  # noqa: SIM905


def subject(
    tokens: Sequence[Token], at: int, taken: Sequence[tuple[int, int]], spaced: bool
) -> Counts | None:
    """The noun that a number at a token is linked to, as far back as its clause goes.

    `taken` are the tokens of numbers before it, which are stepped over; `spaced` is whether it
    stands in a column, so that what is before it is a label.
    """
    if spaced or (at and tokens[at - 1].text in ":：") or _tabled(tokens, at, taken):
        if (found := _label(tokens, at)) is not None:
            return found
    if at and tokens[at - 1].text == "(" and at + 1 < len(tokens) and tokens[at + 1].text == ")":
        return _before_brackets(tokens, at - 1)
    return _linked(tokens, at, taken)


def _linked(tokens: Sequence[Token], at: int, taken: Sequence[tuple[int, int]]) -> Counts | None:
    back, linked, verb = at - 1, True, False
    while back >= 0 and at - back < _FURTHEST:
        token = tokens[back]
        inside = next((first for first, last in taken if first <= back < last), None)
        if inside is not None:
            back = inside - 1
            continue
        word = token.lower.removesuffix("'s")
        if (found := _counting(word, at - back)) is not None:
            return found
        if linked and verb and token.kind == WORD and is_plural(word) and word not in _VERBS:
            return _counted_by(tokens, back)
        if word == "of" and back == at - 1 and back and tokens[back - 1].lower in _GROUPS:
            return "person", COUNT
        if word == "of" and (unit := _singular_of(tokens, back, at)) is not None:
            return unit, COUNT
        if token.text in ".;!?()•" or word in ("and", "but", "while", "who", "which"):
            return None
        verb = verb or word in _VERBS
        linked = linked and (word in _LINKS or word in _VERBS or word in ENDS)
        back -= 1
    return None


def _counting(word: str, distance: int) -> Counts | None:
    if word in _COUNTING:
        return _COUNTING[word], COUNT
    if word in _PEOPLE and distance <= 3:
        return "person", COUNT
    if word in _FACTORS and distance <= 4:
        return "times", OTHER
    if word in CUSTOMARY and distance <= 5:
        return CUSTOMARY[word], MONEY
    return None


def _counted_by(tokens: Sequence[Token], at: int) -> Counts | None:
    """The noun that a subject counts: "visitor numbers", "exhibitors"."""
    if tokens[at].lower not in _NUMBERS_OF:
        return singular(tokens[at].lower.removesuffix("'s")), COUNT
    before = tokens[at - 1] if at else None
    noun = before is not None and before.kind == WORD and before.lower not in ENDS
    return (singular(before.lower), COUNT) if before is not None and noun else None


def _singular_of(tokens: Sequence[Token], at: int, end: int) -> str | None:
    """ "the number of overseas buyer is 189,812": as translators leave it."""
    before = {token.lower for token in tokens[max(0, at - 3) : at]}
    if not before & {"number", "numbers", "time", "times", "count"}:
        return None
    found = head(tokens[:end], at + 1, one=True)
    return found.unit if found is not None else None


def _tabled(tokens: Sequence[Token], at: int, taken: Sequence[tuple[int, int]]) -> bool:
    return at > 0 and tokens[at - 1].text == "|" and not taken


def _label(tokens: Sequence[Token], at: int) -> Counts | None:
    """The noun of a label: "Startups in Eureka Park: 1,400", "Floor space (sqm)   105,000"."""
    start = at - 1
    while start > 0 and at - start < _LABEL and tokens[start - 1].text not in ".;!?•|\n":
        start -= 1
    for place in range(start, at):
        token = tokens[place]
        if token.text == "(" and (unit := units.behind(tokens, place + 1)) is not None:
            return unit.unit, unit.kind
    for token in tokens[start:at]:
        if token.kind == WORD and (found := _counting(token.lower, 1)) is not None:
            return found
    while start < at and tokens[start].kind != WORD:
        start += 1
    counted = head(tokens[:at], start)
    return (counted.unit, COUNT) if counted is not None else None


def _before_brackets(tokens: Sequence[Token], at: int) -> Counts | None:
    """The subject of a list of numbers in brackets: "Buyers from Iraq (8,400), Germany (5,150)"."""
    depth = 0
    for back in range(at - 1, max(-1, at - 30), -1):
        token = tokens[back]
        if token.text in ".;!?:":
            return None
        depth += (token.text == ")") - (token.text == "(")
        if not depth and token.kind == WORD and is_plural(token.lower):
            return singular(token.lower), COUNT
    return None


def verb(tokens: Sequence[Token], at: int) -> Counts | None:
    """What those are who do what stands behind a number: "1.1 million visit"."""
    if at >= len(tokens):
        return None
    word = tokens[at].lower
    if (
        word in ("turn", "turned")
        and at + 1 < len(tokens)
        and tokens[at + 1].lower in ("up", "out")
    ):
        return "visitor", COUNT
    return (_AFTER[word], COUNT) if word in _AFTER else None


def age(tokens: Sequence[Token], first: int, last: int, value: Decimal) -> bool:
    """Whether a bare number is somebody's age: "were under 25", "aged 34", "Morag Petrie, 63,"."""
    if not 3 <= value <= 105 or value != int(value) or first == 0:
        return False
    before = tokens[first - 1].lower
    if before in ("aged", "age", "ages", "turned", "turning"):
        return True
    if before in ("under", "over", "below") and first > 1:
        who = tokens[first - 2].lower
        return who in _YOUNG or who in ("were", "are", "is", "was")
    comma = tokens[last].text if last < len(tokens) else ""
    named = tokens[first - 1].text == "," and first > 2 and comma in (",", ".", ")")
    return (
        named
        and value >= 14
        and all(
            token.kind == WORD and token.text[0].isupper() and not token.text.isupper()
            for token in tokens[first - 3 : first - 1]
        )
    )
