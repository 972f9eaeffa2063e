"""All of a draft beside a store."""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterator
from heapq import merge

from expotui.drafts import dates, figures, quotes
from expotui.drafts.beside import Beside, Place, Placed
from expotui.drafts.held import Held
from expotui.drafts.mentions import mentions
from expotui.drafts.model import Answer, Item, Kind, Verdict
from expotui.drafts.sentences import Sentences, Spans
from expotui.extract.model import Dated, Extraction, Figure, Quote

# Numbers that no source is asked for, by what they are.
_OF_NO_FACT = {
    "duration": "a duration", "ordinal": "the number of an edition, or another ordinal",
}  # fmt: skip
# A count up to this is a manner of speaking as often as a figure ("two halls").
_FEW = 10
# Answers that are kept for figures that come again.
_REMEMBERED = 10_000


def check(
    db: sqlite3.Connection, text: str, found: Extraction, event: str | None = None
) -> Iterator[Item]:
    """Each figure, quote and date of a draft with its verdict, in the order of the text.

    Args:
        text: the draft; the spans of `found` count its characters.
        found: what extraction finds in it.
        event: the id of the event that it is about where it names none; the store has to have it.
    """
    yield from _Checking(db, text, found, event).items()


class _Checking:
    """One draft and one store."""

    def __init__(
        self, db: sqlite3.Connection, text: str, found: Extraction, event: str | None
    ) -> None:
        self._text = text
        self._found = found
        self._held = Held(db)
        fairs = self._held.fairs
        self._sentences = Sentences(text)
        self._mentions = mentions(text, found, fairs, self._sentences)
        default = fairs.event(event) if event else None
        self._beside = Beside(
            text, self._mentions, found.figures,
            fairs=fairs, sentences=self._sentences, default=default,
        )  # fmt: skip
        self._answers: dict[tuple[figures.Asked, Place], tuple[Answer, Placed | None]] = {}
        self._starts = [one.start for one in found.figures]
        # The numbers within names and dates are theirs.
        self._names = Spans((one.start, one.end) for one in self._mentions if one.year != "")
        self._dates = Spans((one.start, one.end) for one in found.dates)

    def items(self) -> Iterator[Item]:
        """All items, in the order of the text."""
        return merge(
            map(self._figure, self._found.figures),
            map(self._quote, self._found.quotes),
            map(self._date, self._found.dates),
            self._years(),
            key=lambda item: (item.start, item.end),
        )

    def _years(self) -> Iterator[Item]:
        for one in self._mentions:
            told = dates.year_of(one)
            if told is not None:
                placed = one.event and Placed(one.event, None)
                yield self._item(Kind.DATE, one.start, one.end, told, placed)

    def _quote(self, quote: Quote) -> Item:
        answer = quotes.answer(quote, self._held)
        return self._item(Kind.QUOTE, quote.start, quote.end, answer, None)

    def _figure(self, figure: Figure) -> Item:
        start, end = figure.qualified_start, figure.qualified_end
        if why := self._of_no_fact(figure):
            return self._item(Kind.FIGURE, start, end, Answer(Verdict.UNCHECKED, why), None)
        first, last = self._sentences.around(figure.start, figure.end)
        low, high = bisect_left(self._starts, first), bisect_left(self._starts, last)
        others = [one for one in self._found.figures[low:high] if one.kind != "change"]
        place = self._beside.place(figure.start, figure.end)
        others.sort(key=lambda one: abs(one.start - figure.start))
        of = figures.asked(figure, self._text, first, last)
        answer, placed = self._answer(of, place, others)
        if answer.verdict is Verdict.UNSOURCED and (why := _unasked(figure)):
            answer = Answer(Verdict.UNCHECKED, why)
        return self._item(Kind.FIGURE, start, end, answer, placed)

    def _answer(
        self, of: figures.Asked, place: Place, others: list[Figure]
    ) -> tuple[Answer, Placed | None]:
        """The answer to a figure: a draft may say the same in the same words many times over."""
        if of.figure.kind == "change":
            return figures.answer(of, place, self._held, others)
        found = self._answers.get((of, place))
        if found is None:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            found = self._answers[of, place] = figures.answer(of, place, self._held, others)
        return found

    def _of_no_fact(self, figure: Figure) -> str:
        if self._names.hold(figure.start, figure.end):
            return _OF_NO_FACT["ordinal"]
        if self._dates.hold(figure.start, figure.end):
            return "part of a date"
        return _OF_NO_FACT.get(figure.kind, "")

    def _date(self, date: Dated) -> Item:
        place = self._beside.place(date.start, date.end)
        answer = dates.answer(date, place, self._sentences.words(date.start, date.end))
        placed = place.events[0] if place.events else None
        return self._item(Kind.DATE, date.start, date.end, answer, placed)

    def _item(
        self, kind: Kind, start: int, end: int, answer: Answer, placed: Placed | None
    ) -> Item:
        event = placed.event if placed else None
        return Item(
            kind, start, end, self._text[start:end], self._sentences.line(start),
            event and event.id, event and event.short, placed and placed.how, answer,
        )  # fmt: skip


def _unasked(figure: Figure) -> str:
    """Why it means nothing that no source has a number; '' where it does."""
    if figure.kind == "other":
        return "a number of times, or one whose unit is no source's"
    if figure.kind == "count" and abs(figure.value) < _FEW and figure.upper is None:
        return "a small count, which no source gives"
    if "vague" in figure.rule:
        return "a vague number"
    return ""
