"""Dates that a draft gives an event, beside the event's own."""

from expotui.drafts.beside import Place
from expotui.drafts.fairs import Edition
from expotui.drafts.mentions import Mention
from expotui.drafts.model import Answer, Verdict
from expotui.drafts.wording import stem
from expotui.extract.model import Dated
from expotui.facts.dates import describe
from expotui.facts.reckoned import first_and_last_day
from expotui.facts.text import fold

# What a sentence says of an event whose date it gives, as stems.
_HELD = frozenset(
    stem(word)
    for word in (
        "held", "hosted", "opened", "opens", "opening", "closed", "closes", "runs", "running",
        "takes", "took", "place", "begins", "began", "ended", "ends", "scheduled", "staged",
        "kicked",
    )
)  # fmt: skip


def answer(date: Dated, place: Place, words: str) -> Answer:
    """What the store says of a date; only one that a sentence gives its event is checked."""
    if not place.events or not _HELD & {stem(word) for word in fold(words).split()}:
        return Answer(Verdict.UNCHECKED, "no date that the draft gives an event")
    event = place.events[0].event
    return _compared(date.edtf, event)


def year_of(mention: Mention) -> Answer | None:
    """Whether an edition that is named by number and year was held in that year."""
    if mention.event is None or mention.number is None or not mention.year:
        return None
    return _compared(mention.year, mention.event)


def _compared(edtf: str, event: Edition) -> Answer:
    try:
        first, last = first_and_last_day(edtf)
    except ValueError:
        return Answer(Verdict.UNCHECKED, "no date that can be read")
    if first is None or last is None:
        return Answer(Verdict.UNCHECKED, "no date of a known year")
    if event.date is None or event.first is None or event.last is None:
        return Answer(Verdict.UNSOURCED, f"when {event.short} was held is not known")
    told = f"{event.short} was held {describe(event.date)}"
    if last < event.first or event.last < first:
        return Answer(Verdict.CONTRADICTED, told)
    return Answer(Verdict.SUPPORTED, told)
