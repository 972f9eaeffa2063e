"""The words that hedge a number, before it ("over 1,000") and behind it ("or so")."""

from collections.abc import Sequence
from typing import NamedTuple

from expotui.extract.tokens import Token

OVER, ABOUT, NEARLY, UNDER = "over", "about", "nearly", "under"
AT_LEAST, UP_TO, EXACT = "at_least", "up_to", "exact"

_BEFORE = {
    OVER: """over; more than; upwards of; upward of; in excess of; above; better than; greater than;
        north of; exceeding; exceeded; exceeds; exceed; topping; topped; tops; top; surpassing;
        surpassed; surpasses; surpass; passed; passing; past; beyond; well over; just over;
        a little over; slightly over; a shade over; well above; just above; slightly more than;
        a little more than; just more than; comfortably over; eclipsed; eclipsing; outstripping;
        crossed; crosses; crossing; broke; larger than; bigger than; longer than; further than;
        beating; outnumbered; went beyond; smashed through; over a; >; 超过; 逾; 突破""",
    AT_LEAST: """at least; no fewer than; no less than; not less than; not fewer than; a minimum of;
        minimum; min; fully; at the very least; ≥; 至少; 不少于""",
    NEARLY: """nearly; almost; close to; approaching; just under; just shy of; shy of; just below;
        a little under; slightly under; a shade under; slightly less than; a little less than;
        just short of; a little short of; not far short of; not quite; verging on; nearing; neared;
        nears; practically; virtually; close on; a whisker under; a whisker short of; fractionally
        under; slightly below; approached; approaches; nigh on; 近; 接近""",
    ABOUT: """about; around; roughly; approximately; approx; some; circa; ca; c; an estimated;
        estimated; estimated at; in the region of; in the order of; in the neighbourhood of;
        in the neighborhood of; on the order of; something like; or thereabouts; about a; around a;
        more or less; ~; ≈; an average of about; 约; 大约; 左右""",
    UNDER: """under; less than; fewer than; below; lower than; short of; smaller than; south of;
        shorter than; beneath; <; 不足; 不到""",
    UP_TO: """up to; as many as; as much as; at most; no more than; not more than; a maximum of;
        maximum; max; at the most; not exceeding; as high as; capped at; limited to; as few as;
        as little as; ≤; 最多; 多达""",
}  # fmt: skip
_BEHIND = {
    OVER: "plus; odd plus; and more; and counting; + ; or more than; 多; 余",
    AT_LEAST: "or more; at least; and above; and over; or higher; or over; and up; upwards; 以上",
    ABOUT: """or so; odd; or thereabouts; give or take; more or less; approximately; ish; roughly;
        or thereabout; 左右""",
    NEARLY: "or nearly; or almost",
    UP_TO: "or less; or fewer; at most; at the most; or under; or below; tops",
}  # fmt: skip
# They may stand between the hedge and the number: "over the 1,000", "more than a million".
_BETWEEN = frozenset(("a", "an", "the", "its", "their", "another", "total", "of", "mark", "just"))


class Hedge(NamedTuple):
    """A qualifier, with the tokens its words begin and end at."""

    qualifier: str
    start: int
    end: int


Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


def _phrases(words: dict[str, str], at: int) -> Phrases:
    """Phrases by the word that stands first (0) or last (-1) in them, the longest first."""
    found: Phrases = {}
    for qualifier, listed in words.items():
        for phrase in listed.split(";"):
            if parts := tuple(phrase.split()):
                found.setdefault(parts[at], []).append((parts, qualifier))
    for phrases in found.values():
        phrases.sort(key=lambda item: -len(item[0]))
    return found


_ENDING = _phrases(_BEFORE, -1)
_STARTING = _phrases(_BEHIND, 0)


def before(tokens: Sequence[Token], at: int) -> Hedge | None:
    """The hedge that ends where a number begins, articles between them left out."""
    found = _ending_at(tokens, at)
    skipped = 0
    while found is None and at > 0 and skipped < 3 and tokens[at - 1].lower in _BETWEEN:
        at, skipped = at - 1, skipped + 1
        found = _ending_at(tokens, at)
    return found


def _ending_at(tokens: Sequence[Token], at: int) -> Hedge | None:
    if at == 0:
        return None
    for words, qualifier in _ENDING.get(tokens[at - 1].lower, ()):
        start = at - len(words)
        if start < 0 or [token.lower for token in tokens[start:at]] != list(words):
            continue
        if not _not_a_hedge(tokens, start, words):
            return Hedge(qualifier, start, at)
    return None


def _not_a_hedge(tokens: Sequence[Token], start: int, words: tuple[str, ...]) -> bool:
    """"over the past five years", "for some 40", "rose above": what only looks like a hedge."""
    if words in (("top",), ("past",), ("max",), ("minimum",), ("maximum",), ("c",), ("broke",)):
        before_it = tokens[start - 1].lower if start else ""
        if words == ("top",):
            return before_it not in ("to", "will", "could", "may", "should", "would", "might")
        return before_it in ("the", "a", "its", "their", "in", "over", "for", "this", "that")
    return False


def behind(tokens: Sequence[Token], at: int) -> Hedge | None:
    """The hedge that begins where a number ends: "or so", "-plus", "+"."""
    start = at
    while at < len(tokens) and tokens[at].text in ("-", "‑", ",", "("):
        at += 1
    if at >= len(tokens) or (tokens[at].text == "+" and at > start):
        return None
    for words, qualifier in _STARTING.get(tokens[at].lower, ()):
        if [token.lower for token in tokens[at : at + len(words)]] == list(words):
            return Hedge(qualifier, start, at + len(words))
    return None
