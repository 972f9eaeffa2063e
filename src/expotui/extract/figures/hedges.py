"""The words that hedge a number, before it ("over 1,000") and behind it ("or so")."""

from collections.abc import Sequence
from typing import NamedTuple

from expotui.extract.tokens import HYPHENS, NUMBER, Token, touching, word_at, words_from
from expotui.extract.wordlists import phrases, words
from expotui.facts.quantities import Qualifier

_BEFORE = {
    Qualifier.OVER: """
        over; more than; upwards of; upward of; in excess of; above; better than; greater than;
        north of; exceeding; exceeded; exceeds; exceed; topping; topped; tops; top; surpassing;
        surpassed; surpasses; surpass; passed; passing; past; beyond; well over; just over;
        a little over; slightly over; a shade over; well above; just above; slightly more than;
        a little more than; just more than; comfortably over; eclipsed; eclipsing; outstripping;
        crossed; crosses; crossing; passes; pass; broke; break through; broke through;
        breaking through;
        larger than; bigger than; longer than; further than; beating; outnumbered; >;
        超过; 逾; 突破""",
    Qualifier.AT_LEAST: """
        at least; no fewer than; no less than; not less than; not fewer than; never less than;
        never fewer than; never shorter than; a minimum of; minimum;
        min; fully; at the very least; ≥; 至少; 不少于""",
    Qualifier.NEARLY: """
        nearly; almost; close to; approaching; just shy of; shy of; just short of;
        a little short of; not far short of; not quite; verging on; nearing; neared; nears;
        practically; virtually; barely; close on; a whisker short of; approached; approaches;
        nigh on;
        近; 接近""",
    Qualifier.ABOUT: """
        about; around; roughly; approximately; approx; some; circa; ca; c; an estimated; estimated;
        closer to; near; in the region of; in the order of; in the neighbourhood of; something like;
        in the neighborhood of; on the order of; or thereabouts; more or less; ~; ≈;
        an average of about; call it; 约; 大约; 左右""",
    Qualifier.UNDER: """
        under; just under; a little under; slightly under; less than; fewer than; below; lower than;
        short of; smaller than; south of; shorter than; beneath; <; 不足; 不到""",
    Qualifier.UP_TO: """
        up to; as many as; as much as; at most; no more than; not more than; a maximum of; maximum;
        max; at the most; not exceeding; as high as; as long as; capped at; not exceed;
        not to exceed; as few as;
        as little as;
        ≤; 最多; 多达""",
}
_BEHIND = {
    Qualifier.OVER: "plus; odd plus; and more; and counting; +; 多; 余",
    Qualifier.AT_LEAST: """
        or more; at least; and above; and over; or higher; or over; and up; upwards; 以上""",
    Qualifier.ABOUT: """
        or so; odd; or thereabouts; give or take; more or less; ish; or thereabout; 左右""",
    Qualifier.NEARLY: "or nearly; or almost",
    Qualifier.UP_TO: "or less; or fewer; at most; at the most; or under; or below; tops",
}
# They may stand between the hedge and the number: "over the 1,000", "more than a million".
_BETWEEN = words("a an the its their another total of mark just")
_PER = words("a per each every")
_SKIPPED = frozenset((*HYPHENS, ",", "("))
_DEFINITE = words("the its their")
_PLACING = words("over under above below")
_COMPARING = words("above below over under than short")
# Abbreviations that end in a stop.
_SHORTENED = words("approx ca c est max min")
# Words that hedge only where no determiner is before them: "the top 10", "over the past 5".
_NOUNS_TOO = words("past max minimum maximum c broke")
# Behind these verbs a hedge is none: "prices go up to 10", "turns over 14 million", "talk about".
_MEANING_ELSE = {
    "up to": words("""
        go goes going went gone moved moves climbed climbs rose crept creeps inched edged ticked
        nudged
    """),
    "over": words("turn turns turned turning took takes taken hand handed"),
    "about": words("""
        talk talks talked talking speak speaks spoke think thinks complain complained glad happy
        excited worried concerned
    """),
    "short of": words("am is are was were be been still"),
}
_DETERMINERS = words("the a its their in over for this that")
# How far off "give or take" may stand.
_AFTERTHOUGHT = 7


class Hedge(NamedTuple):
    """A qualifier, with the tokens its words begin and end at."""

    qualifier: Qualifier
    start: int
    end: int


Phrases = dict[str, list[tuple[list[str], Qualifier]]]


def _by_word(listed: dict[Qualifier, str], at: int) -> Phrases:
    """Phrases by the word that stands first (0) or last (-1) in them, the longest first."""
    found: Phrases = {}
    for qualifier, text in listed.items():
        for phrase in phrases(text):
            found.setdefault(phrase.split()[at], []).append((phrase.split(), qualifier))
    for held in found.values():
        held.sort(key=lambda item: -len(item[0]))
    return found


_ENDING = _by_word(_BEFORE, -1)
_STARTING = _by_word(_BEHIND, 0)
_BEHIND_STARTS = _PER | _SKIPPED | frozenset(_STARTING)


def before(tokens: Sequence[Token], at: int) -> Hedge | None:
    """The hedge that ends where a number begins, articles between them left out."""
    if word_at(tokens, at - 1) == "." and word_at(tokens, at - 2) in _SHORTENED:
        at -= 1
    if word_at(tokens, at - 1) == "of" and word_at(tokens, at - 3) == "estimated":
        return Hedge(Qualifier.ABOUT, at - 3, at)  # "an estimated attendance of 57,300"
    found, skipped = _ending_at(tokens, at), 0
    article = False
    while found is None and skipped < 3 and word_at(tokens, at - 1) in _BETWEEN:
        at, skipped = at - 1, skipped + 1
        article = article or tokens[at].lower in ("a", "an")
        found = _ending_at(tokens, at)
    # "below the 215,000 who came before": what a number is compared with is no hedge.
    # And "over a €6 toastie" there was talk.
    compared = skipped and tokens[at].lower in _DEFINITE
    if found is not None and compared and compares(tokens, found):
        return None
    return None if found is not None and article and is_place(tokens, found) else found


def is_place(tokens: Sequence[Token], hedge: Hedge) -> bool:
    """Whether a hedge is a word that tells of places, too: "over", "under"."""
    return hedge.end - hedge.start == 1 and tokens[hedge.start].lower in _PLACING


def compares(tokens: Sequence[Token], hedge: Hedge) -> bool:
    """Whether a hedge is a comparison: "above", "more than"; not "exceeding"."""
    words_of = [token.lower for token in tokens[hedge.start : hedge.end]]
    return any(word in _COMPARING for word in words_of) and words_of[0] not in ("not", "no")


def _ending_at(tokens: Sequence[Token], at: int) -> Hedge | None:
    for phrase, qualifier in _ENDING.get(word_at(tokens, at - 1), ()):
        start = at - len(phrase)
        stands = start >= 0 and words_from(tokens, start, len(phrase)) == phrase
        if stands and not _means_else(tokens, start, phrase):
            return Hedge(qualifier, start, at)
    return None


def _means_else(tokens: Sequence[Token], start: int, phrase: list[str]) -> bool:
    """Whether what looks like a hedge is none: "the past five years", "the top 10"."""
    if word_at(tokens, start - 1) in _MEANING_ELSE.get(" ".join(phrase), ()):
        return True
    if phrase == ["broke"] and tokens[start + 1].kind != NUMBER:
        return True
    if phrase == ["top"]:
        before = word_at(tokens, start - 1)
        return before in _DETERMINERS or before.endswith("'s") or tokens[start].text == "Top"
    return phrase[0] in _NOUNS_TOO and word_at(tokens, start - 1) in _DETERMINERS


def behind(tokens: Sequence[Token], at: int) -> Hedge | None:
    """The hedge that begins where a number ends: "or so", "-plus", "+", "a week or so"."""
    start, following = at, word_at(tokens, at)
    if following not in _BEHIND_STARTS:
        return None
    if following in _PER:
        at += 2
    while following in _SKIPPED and word_at(tokens, at) in _SKIPPED:
        at += 1
    if word_at(tokens, at) in ("+", "plus") and at > start and word_at(tokens, start) != "-":
        return None  # "6.2 million, plus expectations"
    for phrase, qualifier in _STARTING.get(word_at(tokens, at), ()):
        end = at + len(phrase)
        if words_from(tokens, at, len(phrase)) == phrase:
            following = word_at(tokens, end)
            # "90 countries and over 1,100 booths": that hedges the next.
            goes_on = following in ("than", "a", "the") or following[:1].isdigit()
            return None if goes_on else Hedge(qualifier, start, end)
    return None


def within(tokens: Sequence[Token], at: int) -> Hedge | None:
    """The hedge between a number and its noun: "500+ machines", "2,000-odd makers"."""
    hedge = behind(tokens, at)
    joined = hedge is not None and touching(tokens, at) and hedge.end - at <= 2
    return hedge if joined and word_at(tokens, at) != "," else None


def afterthought(tokens: Sequence[Token], at: int) -> Hedge | None:
    """ "a third of the budget, give or take": the only hedge that may stand further off."""
    for start, token in enumerate(tokens[at : at + _AFTERTHOUGHT], at):
        if token.lower == "give" and words_from(tokens, start, 3) == ["give", "or", "take"]:
            return Hedge(Qualifier.ABOUT, start, start + 3)
        if token.text in ".;:!?":
            return None
    return None
