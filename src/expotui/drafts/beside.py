"""Which event a figure of a draft is of: what its sentence names, else what was named before."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from expotui.drafts.fairs import Edition, Fairs
from expotui.drafts.mentions import Mention
from expotui.drafts.sentences import Sentences
from expotui.extract.model import Figure

# "up from 80 billion at the seventh": what stands before an edition that is compared with.
_COMPARED = re.compile(r"\b(?:at|than|from|over|on|with|to) (?:the )?\Z")
# So many characters may stand between the nearest mention and a figure that is surely of it.
_FIRM = 90
# What ends a clause, and how many characters that counts for; a semicolon ends more than that.
_CLAUSES = re.compile(r"[,;:] | [–—] |\b(?:while|whereas|against|compared|from)\b")
_CLAUSE, _SEMICOLON = 25, 75
_OF_YEAR = re.compile(r"\s*(?:In|During|For|By)\s((?:19|20)\d\d)\b")
_OF_ANOTHER_YEAR = re.compile(r"\s*((?:Last|This|Next) year|A year (?:ago|earlier|later))\b")
_BEFORE = re.compile(
    r"\b(?:previous|preceding|last|prior)\s(?:edition|expo|fair|year|session)"
    r"|\byears? (?:earlier|ago)|\byear[- ]on[- ]year|\bfrom the (?:edition|year) before",
    re.IGNORECASE,
)


class Placed(NamedTuple):
    """An event that a figure may be of; `how` tells how that is known, where it is not plain."""

    event: Edition
    how: str | None


class Place(NamedTuple):
    """What a span is of: events, the likeliest first, or why there is none.

    Where more than one is named, a figure of any of them is right: only the words tell which.
    """

    events: tuple[Placed, ...]
    series: str | None
    missing: str = ""


class Beside:
    """Finds the events beside spans of one draft."""

    def __init__(
        self, text: str, found: Sequence[Mention], figures: Sequence[Figure], *,
        fairs: Fairs, sentences: Sentences, default: Edition | None,
    ) -> None:  # fmt: skip
        self._text = text
        self._mentions = found
        self._starts = [mention.start for mention in found]
        self._figures = [(one.start, one.end) for one in figures if one.unit != "edition"]
        self._fairs = fairs
        self._sentences = sentences
        self._default = default
        named = {one.event.id: one.event for one in found if one.event}
        self._only = next(iter(named.values())) if len(named) == 1 else None

    def place(self, start: int, end: int) -> Place:
        """What a span of the draft is of."""
        first, last = self._sentences.around(start, end)
        low, high = bisect_left(self._starts, first), bisect_left(self._starts, last)
        here = self._mentions[low:high]
        if here:
            return self._together(here, start, end, self._text[first:last])
        sentence = self._text[first:last]
        if low:
            return self._carried(self._spoken_of(low - 1), sentence)
        if self._default is not None:
            return self._of(self._default, "named with --event", sentence)
        if self._only is not None:
            return self._of(self._only, "the only event that the draft names", sentence)
        return Place((), None, "no event named near it")

    def _spoken_of(self, at: int) -> Mention:
        """What a sentence goes on to speak of: not that which the one before only compares with."""
        mention = self._mentions[at]
        while at and _COMPARED.search(self._text, max(0, mention.start - 20), mention.start):
            at -= 1
            if self._mentions[at].end < self._sentences.around(mention.start, mention.end)[0]:
                break
            mention = self._mentions[at]
        return mention

    def _together(self, here: Sequence[Mention], start: int, end: int, sentence: str) -> Place:
        """Of what is named in the same sentence, the nearest; if it is not sure, the others too."""
        order = sorted(here, key=lambda one: (_gap(self._text, one, start, end), one.start))
        nearest = order[0]
        if nearest.event is None:
            return Place((), nearest.series, _missing(nearest))
        events = [Placed(nearest.event, nearest.how)]
        if not self._firm(nearest, start, end, sentence):
            events += [Placed(one.event, one.how) for one in order[1:] if one.event]
        return Place(self._with_previous(events, sentence), nearest.series)

    def _firm(self, nearest: Mention, start: int, end: int, sentence: str) -> bool:
        """Whether a figure is surely of the nearest: no other figure stands between them."""
        if _gap(self._text, nearest, start, end) > _FIRM or "respectively" in sentence:
            return False
        low, high = min(nearest.end, end), max(nearest.start, start)
        at = bisect_right(self._figures, (low, 0))
        return at >= len(self._figures) or self._figures[at][0] >= high

    def _carried(self, before: Mention, sentence: str) -> Place:
        """What was named last, in a sentence before."""
        if before.series is None:
            return Place((), None, _missing(before))
        year = _OF_YEAR.match(sentence)
        if year and (before.event is None or not (before.event.first or "").startswith(year[1])):
            event = self._fairs.of_year(before.series, year[1])
            if event is None:
                why = f"the store has no {before.name} of {year[1]}"
                return Place((), before.series, why)
            return self._of(event, f"by the year {year[1]}", sentence)
        if before.event is None:
            return Place((), before.series, _missing(before))
        if relative := _OF_ANOTHER_YEAR.match(sentence):
            why = f"it is not said which year “{relative[1].lower()}” is"
            return Place((), before.series, why)
        return self._of(before.event, "named before it", sentence)

    def _of(self, event: Edition, how: str, sentence: str) -> Place:
        return Place(self._with_previous([Placed(event, how)], sentence), event.series)

    def _with_previous(self, events: Sequence[Placed], sentence: str) -> tuple[Placed, ...]:
        """Where a sentence looks back ("up from 73.52 at the previous edition"), that one too."""
        found = {one.event: one for one in reversed(events)}
        placed = [found[event] for event in dict.fromkeys(one.event for one in events)]
        previous = self._fairs.before(placed[0].event) if _BEFORE.search(sentence) else None
        if previous is not None and previous not in found:
            placed.append(Placed(previous, "the edition before, which the sentence speaks of"))
        return tuple(placed)


def _gap(text: str, one: Mention, start: int, end: int) -> int:
    """How far a mention is from a span: in characters, and more so in another clause."""
    between = text[end : one.start] if one.start >= end else text[one.end : start]
    near = between[:_FIRM]
    return len(between) + _CLAUSE * len(_CLAUSES.findall(near)) + _SEMICOLON * near.count("; ")


def _missing(mention: Mention) -> str:
    """Why no event is known where a fair is named."""
    if mention.series is None:
        return f"the store does not know “{mention.name}”"
    if mention.number is not None:
        return f"the store has no edition {mention.number} of {mention.name}"
    if mention.year:
        return f"the store has no {mention.name} of {mention.year}"
    return f"it is not said which {mention.name} it is of"
