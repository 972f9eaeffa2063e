"""Which event each fact of a text is of: what its sentence names, else what the text is about."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from expotui.extract.model import Figure, Occasion, Quote
from expotui.ingest.joining import Joining, Known, Of
from expotui.ingest.mentions import Beside, Mentions
from expotui.ingest.rows import Place

# "CIIE" of "CIIE 6"; a year; a number of an edition.
_NUMBER = re.compile(r"[ \d–-]+$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ORDINAL = re.compile(r"(?<![\w.,-])(\d{1,12})(?:st|nd|rd|th)\b")


class About(NamedTuple):
    """What a text is mainly about: an event and the edition that the text gives it, a series."""

    event: Known | None
    edition_claimed: int | None
    series: str | None
    only: bool


def about(occasions: Sequence[Occasion], known: Sequence[Of], mentions: Mentions) -> About:
    """The event that a text names most often; of those named as often, the first."""
    named: Counter[str] = Counter()
    events: dict[str, tuple[Known, int | None]] = {}
    series: Counter[str] = Counter()
    for occasion, of, count in zip(occasions, known, mentions.counts, strict=True):
        if of.series is not None:
            series[of.series] += count
        if of.event is not None:
            named[of.event.id] += count
            claimed = events.get(of.event.id, (of.event, None))[1]
            events[of.event.id] = of.event, claimed or occasion.edition
    fair = next((name for name, _ in series.most_common(1)), None)
    if not named:
        return About(None, None, fair, False)
    event, claimed = events[named.most_common(1)[0][0]]
    return About(event, claimed, event.series, len(named) == 1)


def places(
    found: Sequence[Figure | Quote],
    known: Sequence[Of],
    mentions: Mentions,
    main: About,
    joining: Joining,
) -> list[Place]:
    """What each fact is of, in their order."""
    of_series = _only_ones(known)
    placed = []
    for fact, beside in zip(found, mentions.beside, strict=True):
        event, series, note = _of(known, beside, main, of_series)
        if isinstance(fact, Figure) and fact.unit == "edition" and event is not None:
            event, note = _its_edition(fact, event, note, joining)
        shown_under = event or main.event
        home = shown_under.home if shown_under else None
        placed.append(Place(event, event.series if event else series, home, note))
    return placed


def _of(
    known: Sequence[Of], beside: Beside, main: About, of_series: dict[str, Known]
) -> tuple[Known | None, str | None, str | None]:
    """The event or the series of a fact, and the note that says how that is known."""
    of = known[beside.occasion] if beside.occasion is not None else Of()
    if of.event is not None:
        if beside.together:
            return of.event, None, None
        if _is_another(of.event, beside.sentence):
            return None, of.event.series, None
        return of.event, None, f"of {of.event.short}: named before it in the paragraph"
    if of.series is not None and of.series != main.series:
        event = of_series.get(of.series)
        if event is None:
            return None, of.series, None
        return event, None, f"of {event.short}: the one edition of the fair that the text names"
    return _of_main(main, beside, of.series)


def _of_main(
    main: About, beside: Beside, series: str | None
) -> tuple[Known | None, str | None, str | None]:
    """The same, of a fact beside which no event is named."""
    if main.event is None:
        return None, series or main.series, None
    if _is_another(main.event, beside.sentence):
        return None, main.event.series, None
    how = "the only event this text names" if main.only else "what this text is mainly about"
    return main.event, None, f"of {main.event.short}: {how}, not named beside it"


def _is_another(event: Known, sentence: str) -> bool:
    """Whether a sentence speaks of the event's fair by another year or number: "the 2024 CIIE"."""
    fair = _NUMBER.sub("", event.short)
    if not fair or fair.casefold() not in sentence.casefold():
        return False
    years = set(_YEAR.findall(sentence))
    held = {day[:4] for day in (event.first, event.last) if day}
    numbers = {int(found) for found in _ORDINAL.findall(sentence)}
    otherwise = event.edition is not None and bool(numbers) and event.edition not in numbers
    return otherwise or (bool(years) and bool(held) and not years & held)


def _only_ones(known: Sequence[Of]) -> dict[str, Known]:
    """Of each series of which a text names one event alone, that one."""
    found: dict[str, dict[str, Known]] = {}
    for of in known:
        if of.event is not None:
            found.setdefault(of.event.series, {})[of.event.id] = of.event
    return {series: one for series, events in found.items() if len(events) == 1
            for one in events.values()}  # fmt: skip


def _its_edition(
    figure: Figure, event: Known, note: str | None, joining: Joining
) -> tuple[Known | None, str | None]:
    """An ordinal says itself which edition it is of."""
    if event.edition == figure.value:
        return event, note
    return joining.edition_of(event.series, int(figure.value)), None
