"""Numbers that belong together: ranges, and lists that share a unit or a scale."""

from collections.abc import Sequence

from expotui.extract.readings import Reading
from expotui.extract.tokens import Token
from expotui.extract.units import PERCENT

_DASHES = frozenset("-–—‑~")
_AND = frozenset(("and", "or", "&"))
# Behind these, "from 3 to 4 million" tells of two numbers.
_CHANGES = frozenset(
    """
    rose rise rises risen rising grew grow grown growing growth increased increase increases
    increasing up climbed climb climbing jumped jump soared surged fell fall fallen falling dropped
    drop down declined decline slid slipped shrank shrunk shrinking cut reduced reduction expanded
    expand expansion expanding raised lifted went gone edged swelled doubled tripled improved moved
    advanced ballooned dipped narrowed widened lowered upped leapt boosted changed
    """.split()  # noqa: SIM905
)


def join(tokens: Sequence[Token], found: list[Reading]) -> list[Reading]:
    """Ranges as one reading with an upper end, lists with the unit that they share."""
    joined: list[Reading] = []
    for reading in reversed(found):
        after = joined[-1] if joined else None
        if after is None or not _near(reading, after):
            joined.append(reading)
            continue
        between = tokens[reading.last : after.first]
        if _is_range(tokens, reading, after, between):
            _lend(reading, after, of_range=True)
            if _merge(tokens, reading, after):
                joined[-1] = reading
                continue
        elif _is_list(tokens, reading, after, between):
            _lend(reading, after, of_range=False)
        joined.append(reading)
    joined.reverse()
    _lend_forward(tokens, joined)
    return joined


def _near(one: Reading, other: Reading) -> bool:
    return 0 <= other.first - one.last <= 3


def _words(between: Sequence[Token]) -> list[str]:
    return [token.lower for token in between]


def _is_range(
    tokens: Sequence[Token], one: Reading, other: Reading, between: Sequence[Token]
) -> bool:
    words = _words(between)
    if other.upper is not None or one.kind in ("ordinal", "other") or (one.unit and not _alike(one, other)):
        return False
    if len(words) == 1 and words[0] in _DASHES:
        return True
    before = tokens[one.first - 1].lower if one.first else ""
    if words == ["and"] or words == ["&"]:
        return before == "between" or (before in ("of", "s") and False)
    if words in (["to"], ["up", "to"], ["till"], ["through"]):
        return not (before == "from" and _changing(tokens, one.first - 1)) and words[0] == "to"
    return False


def _alike(one: Reading, other: Reading) -> bool:
    return other.bare or (one.kind == other.kind and one.unit == other.unit)


def _changing(tokens: Sequence[Token], at: int) -> bool:
    """Whether "from" tells of a change: the verb stands within a few words before it."""
    return any(token.lower in _CHANGES for token in tokens[max(0, at - 8) : at])


def _is_list(
    tokens: Sequence[Token], one: Reading, other: Reading, between: Sequence[Token]
) -> bool:
    words = _words(between)
    if not one.bare or other.bare:
        return False
    if words in ([","], ["to"], [",", "and"], [",", "or"]) or (len(words) == 1 and words[0] in _AND):
        alone = words == [","] and not other.shared
        return not alone or (other.kind == PERCENT and one.value <= 100)
    return words == ["to", "a"] or words == ["and", "then"]


def _lend(one: Reading, other: Reading, *, of_range: bool) -> None:
    """Give a number the unit of the next, and its scale."""
    if one.bare and not other.bare:
        one.unit, one.kind, one.shared = other.unit, other.kind, True
        one.rule = "range" if of_range else "shared unit"
        if other.unit == "m2" and other.kind == "area" and one.scale == 1:
            pass
    plain = one.scale == 1 and other.scale > 1 and one.value < 1000
    if plain and (one.shared or one.prefixed):
        one.value, one.scale = one.value * other.scale, other.scale


def _merge(tokens: Sequence[Token], one: Reading, other: Reading) -> bool:
    """Make one reading of a range; False where its ends are the wrong way round."""
    if other.bare and one.prefixed:
        other.unit, other.kind = one.unit, one.kind
    if other.value <= one.value:
        return False
    one.upper, one.last = other.value, other.last
    one.unit, one.kind, one.rule = other.unit, other.kind, "range"
    return True


def _lend_forward(tokens: Sequence[Token], found: list[Reading]) -> None:
    """A currency before the first of a list is of the others too: "$22.9 and 25.4 million"."""
    for one, other in zip(found, found[1:], strict=False):
        words = _words(tokens[one.last : other.first])
        listed = words in (["and"], ["or"], ["to"], [","], [",", "and"])
        if one.prefixed and other.bare and listed and other.scale > 1:
            other.unit, other.kind, other.shared, other.rule = one.unit, one.kind, True, "shared unit"
            other.prefixed = True
            if one.scale == 1 and one.value < 1000:
                one.value, one.scale = one.value * other.scale, other.scale
