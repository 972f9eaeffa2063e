"""Which facts bear on a figure of a draft: exclude it, or say it of this event or of another."""

from collections.abc import Sequence

from expotui.drafts.claims import alike, says_the_same, telling, weighed
from expotui.drafts.fairs import Edition
from expotui.drafts.held import Held, Known
from expotui.drafts.slips import SWAPPED, slip
from expotui.extract.model import Figure
from expotui.facts.measures import UNCLASSIFIED
from expotui.facts.model import Fact
from expotui.facts.units import unlike
from expotui.facts.verdicts import FORECAST, Verdict


def excludes(figure: Figure, fact: Fact) -> bool:
    """Whether a fact of the same measure excludes a figure: no forecast, nor a part of it, does."""
    if fact.stage == FORECAST or fact.subject is not None or fact.measure == UNCLASSIFIED:
        return False
    if not alike(figure, fact):
        return bool(slip(figure, fact))
    return weighed(figure, fact).verdict is Verdict.CONTRADICT


def swapped(figure: Figure, known: Known) -> list[Fact]:
    """What an event's sources say of one measure, where two digits of it have changed places: so
    much is no coincidence, whatever the words say that the figure counts.
    """
    for measure in dict.fromkeys(fact.measure for fact in known.kinds):
        found = [fact for fact in known.of(measure) if excludes(figure, fact)]
        if any(slip(figure, fact) == SWAPPED for fact in found):
            return found
    return []


def disputing(figure: Figure, bearing: Sequence[Fact], known: Known) -> list[Fact]:
    """What excludes a figure, of just that measure and scope which bears it out."""
    alike_to = dict.fromkeys((fact.measure, fact.scope) for fact in bearing if fact.subject is None)
    return [
        fact for measure, scope in alike_to for fact in known.of(measure)
        if fact.scope == scope and alike(figure, fact) and excludes(figure, fact)
    ]  # fmt: skip


def of_other_editions(
    figure: Figure, event: Edition, held: Held, measure: str | None
) -> list[Fact]:
    """Facts of other editions of the fair that have a telling number."""
    if not telling(figure):
        return []
    return [
        fact for fact in held.with_number(figure.value, event.series)
        if fact.event not in (None, event.id) and fact.home != event.id
        and (measure is None or fact.measure == measure) and says_the_same(figure, fact)
    ]  # fmt: skip


def excluded_there(figure: Figure, moved: Sequence[Fact], known: Known) -> list[Fact]:
    """What this event's sources say of that which another edition has the number of."""
    measure, scope = moved[0].measure, moved[0].scope
    return [
        fact for fact in known.of(measure) if fact.scope == scope and excludes(figure, fact)
    ]  # fmt: skip


def saying_the_same(figure: Figure, event: Edition, held: Held) -> list[Fact]:
    """Figures of an event and of its parts that have the same number, in a unit alike."""
    return [
        fact for known in (held.figures(event.id), held.inner(event.id))
        for fact in known.with_number(figure.value, figure.unit)
        if weighed(figure, fact).verdict is Verdict.AGREE and _counts_alike(figure, fact, held)
    ]  # fmt: skip


def _counts_alike(figure: Figure, fact: Fact, held: Held) -> bool:
    """Whether a source of just that claim counts the same: each has nouns of its own."""
    return alike(figure, fact) or (
        not unlike(figure.unit, fact.unit) and any(alike(figure, one) for one in held.alike(fact))
    )
