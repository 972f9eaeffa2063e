"""Numbers that belong together: ranges, and lists that share a unit or a scale."""

from collections.abc import Sequence
from itertools import pairwise

from expotui.extract.figures.nouns import ENDS
from expotui.extract.figures.plurals import NATIONS, is_plural
from expotui.extract.figures.readings import Reading
from expotui.extract.figures.units import ORDINAL, OTHER, PERCENT
from expotui.extract.tokens import Token, word_at
from expotui.extract.wordlists import words

_DASHES = ("-", "–", "—", "‑", "~")
_LISTING = ([","], ["and"], ["or"], ["&"], ["to"], [",", "and"], [",", "or"], ["to", "a"])
# Behind these, "from 3 to 4 million" tells of two numbers.
_CHANGES = words("""
    rose rise rises risen rising grew grow grown growing growth increased increase increases
    increasing up climbed climb climbing jumped jump soared surged fell fall fallen falling dropped
    drop down declined decline slid slipped shrank shrunk shrinking cut reduced reduction expanded
    expand expansion expanding raised lifted go goes going went gone edged swelled doubled tripled
    improved moved advanced ballooned dipped narrowed widened lowered upped leapt boosted changed
    doubles doubling triples tripling raises raising lifts lifting cuts cutting boosts widens swells
    slips slipping
    slides
""")
_CHANGE_AHEAD = 8
_NEAR, _APART = 3, 6  # tokens between two numbers of a list, without adjectives and with them
_CONJUNCTIONS = (",", "and", "or", "&")
_ADJECTIVES = 4  # words of "40 non-European"
_FAR = 3  # times that the ends of a range behind "rose" lie apart at most
_BARE_NOUN = 2  # tokens of "300 firms"
# A number before a larger scale that it has to be below, to be told in it: "3 to 4 million".
_SMALL = 1000


def join(tokens: Sequence[Token], found: list[Reading]) -> list[Reading]:
    """Ranges as one reading with an upper end, lists with the unit that they share."""
    joined: list[Reading] = []
    for reading in reversed(found):
        after = joined[-1] if joined else None
        if after is None or not 0 <= after.first - reading.last <= _APART:
            joined.append(reading)
        elif _shares_noun(tokens, reading, after):
            reading.measured(after.unit, after.kind, reading.last, "shared unit")
            reading.shared = True
            joined.append(reading)
        elif after.first - reading.last > _NEAR:
            joined.append(reading)
        elif _is_range(tokens, reading, after):
            _lend(reading, after, "range")
            if _merge(reading, after):
                joined[-1] = reading
            else:
                joined.append(reading)
        else:
            if _is_list(tokens, reading, after):
                _lend(reading, after, "shared unit")
            joined.append(reading)
    joined = [reading for reading in reversed(joined) if not (reading.named and reading.bare)]
    _lend_forward(tokens, joined)
    return joined


def _shares_noun(tokens: Sequence[Token], one: Reading, other: Reading) -> bool:
    """Whether both count one noun: "1,200 domestic and 300 foreign firms"."""
    nation = one.unit == "person" and one.rule == "noun" and tokens[one.last - 1].lower in NATIONS
    if not (one.bare or nation) or other.rule not in ("noun", "shared unit") or other.prefixed:
        return False
    words_between = [token.lower for token in tokens[one.last : other.first]]
    while words_between and words_between[-1] in _CONJUNCTIONS:
        words_between.pop()
    described = other.rule == "shared unit" or other.last - other.first > _BARE_NOUN
    conjoined = len(words_between) < other.first - one.last
    if not (described and conjoined) or bool(words_between) == nation:
        return False
    return len(words_between) <= _ADJECTIVES and all(map(_adjective, words_between))


def _adjective(word: str) -> bool:
    return (word.isalpha() and word not in ENDS and not is_plural(word)) or word == "-"


def _between(tokens: Sequence[Token], one: Reading, other: Reading) -> list[str]:
    return [token.lower for token in tokens[one.last : other.first]]


def _is_range(tokens: Sequence[Token], one: Reading, other: Reading) -> bool:
    if other.upper is not None or one.kind in (ORDINAL, OTHER) or not _alike(one, other):
        return False
    between = _between(tokens, one, other)
    if len(between) == 1 and between[0] in _DASHES:
        return True
    if between == ["or"]:  # "eight or nine"
        return one.in_words and one.bare and other.value == one.value + 1
    before = word_at(tokens, one.first - 1)
    if between in (["and"], ["&"]):
        return before == "between"
    if between not in (["to"], ["up", "to"]):
        return False
    # "slipped €14 to €168", "rose 340 to 2,115", "by one hectare to 19": by so much, not from.
    far = other.value > _FAR * one.value or (one.prefixed and not one.bare)
    by_so_much = far and (before in _CHANGES or before == "by")
    return not (by_so_much or (before == "from" and _changing(tokens, one.first - 1)))


def _alike(one: Reading, other: Reading) -> bool:
    if one.bare:
        return True
    return one.prefixed if other.bare else (one.kind, one.unit) == (other.kind, other.unit)


def _changing(tokens: Sequence[Token], at: int) -> bool:
    """Whether "from" tells of a change: the verb stands within a few words before it."""
    return any(token.lower in _CHANGES for token in tokens[max(0, at - _CHANGE_AHEAD) : at])


def _is_list(tokens: Sequence[Token], one: Reading, other: Reading) -> bool:
    between = _between(tokens, one, other)
    if not one.bare or other.bare or between not in _LISTING:
        return False
    if other.unit == "times" or other.prefixed:
        return False  # "431 and $70 billion"
    if between in ([",", "and"], [",", "or"]) and word_at(tokens, one.first - 1) != ",":
        return False  # "fell to 44, and 38% of those": another clause
    # A comma alone makes no list: "hosted 297, 40 percent of them new".
    alone = between == [","] and not other.shared
    return not alone or (other.kind == PERCENT and one.value <= 100)


def _lend(one: Reading, other: Reading, rule: str) -> None:
    """Give a number the unit of the next, and its scale."""
    if one.bare and not other.bare:
        one.unit, one.kind, one.shared, one.rule = other.unit, other.kind, True, rule
        one.value, one.factor = one.value * other.factor, other.factor
    if one.shared or one.prefixed:
        _lend_scale(one, other)


def _lend_scale(one: Reading, other: Reading) -> None:
    if one.scale == 1 and other.scale > 1 and one.value < _SMALL:
        one.value, one.scale = one.value * other.scale, other.scale


def _merge(one: Reading, other: Reading) -> bool:
    """Make one reading of a range; False where its ends are the wrong way round."""
    if other.bare and one.prefixed:
        other.unit, other.kind = one.unit, one.kind
    if one.value < 100 and other.value >= 1000 * one.value and other.scale == 1:
        one.value *= 1000  # "35-40,000"
    if other.value <= one.value:
        return False
    one.upper = other.value
    one.measured(other.unit, other.kind, other.last, "range")
    return True


def _lend_forward(tokens: Sequence[Token], found: list[Reading]) -> None:
    """A currency before the first of a list is of the others too: "$22.9 and 25.4 million"."""
    for one, other in pairwise(found):
        lent = one.prefixed and other.bare and other.scale > 1
        if lent and _between(tokens, one, other) in _LISTING:
            other.measured(one.unit, one.kind, other.last, "shared unit")
            other.prefixed = other.shared = True
            _lend_scale(one, other)
