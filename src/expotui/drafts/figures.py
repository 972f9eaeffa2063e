"""A figure of a draft beside what the store has of the event that it is of."""

from collections.abc import Sequence
from typing import NamedTuple

from expotui.drafts import answers
from expotui.drafts.bearing import (
    excluded_there,
    excludes,
    of_other_editions,
    saying_the_same,
    swapped,
)
from expotui.drafts.beside import Place, Placed
from expotui.drafts.claims import alike, digits_of, supports, telling
from expotui.drafts.fairs import Edition
from expotui.drafts.growths import grown
from expotui.drafts.held import Held, Known
from expotui.drafts.model import Answer, Verdict
from expotui.drafts.parts import NEAR, part_of
from expotui.drafts.slips import slip
from expotui.drafts.wording import stems
from expotui.extract.model import Figure
from expotui.facts.measures import UNCLASSIFIED
from expotui.facts.model import Fact

# The rule of extraction by which a bare number takes the noun of another one.
_INHERITED = "context"
_MEASURED = ("money", "area")
# A number of fewer digits is the same by chance, if the words do not agree too.
_LEAST_DIGITS = 2


class Asked(NamedTuple):
    """A figure of the draft, and the words around it: of its sentence, and their stems."""

    figure: Figure
    before: str
    behind: str
    stems: frozenset[str]


def asked(figure: Figure, text: str, first: int, last: int) -> Asked:
    """A figure with the words of its sentence, which is that span of `text`."""
    # No further than is looked at, and of no place: the same words are one question.
    before = text[max(first, figure.start - NEAR) : figure.start]
    behind = text[figure.end : min(last, figure.end + NEAR)]
    figure = figure._replace(start=0, end=0, paragraph=0, qualified_start=0, qualified_end=0)
    if figure.rule == _INHERITED:
        # A bare number, said to count what the one before it counts: nothing to hold it to.
        figure = figure._replace(measure=None, unit=None)
    return Asked(figure, before, behind, stems(text[first:last]))


def answer(
    of: Asked, place: Place, held: Held, beside: Sequence[Figure]
) -> tuple[Answer, Placed | None]:
    """What the store says of a figure, and of which event of `place` that is.

    `beside` are the other figures of its sentence, the nearest first: a growth is of what that one
    counts.
    """
    if not place.events:
        return answers.homeless(of.figure, place, held), None
    told = [(_of_event(of, placed.event, held), placed) for placed in place.events]
    for found in told:
        if found[0].verdict is Verdict.SUPPORTED:
            return found
    for placed in place.events:
        computed = grown(of.figure, placed.event, held, beside)
        if computed is not None:
            return computed, placed
    return told[0]


def _of_event(of: Asked, event: Edition, held: Held) -> Answer:
    """What the store says of a figure, if it is of an event."""
    figure, known = of.figure, held.figures(event.id)
    measure = figure.measure if known.of(figure.measure) else None
    meant = measure or _guess(of, known, held)
    of_measure = known.of(meant)
    if bearing := [one for one in of_measure if alike(figure, one) and supports(figure, one)]:
        return answers.supported(figure, bearing, known, held, meant)
    against = [fact for fact in of_measure if excludes(figure, fact)]
    same = saying_the_same(figure, event, held)
    wrong = against if measure else []
    if sure := [fact for fact in same if _no_chance(of, fact, held, wrong)]:
        return answers.same_number(figure, sure, known, held)
    if wrong and same and digits_of(figure.value) >= _LEAST_DIGITS:
        return answers.of_another_measure(wrong, same, held)
    against = [fact for fact in against if _surely(of, fact, held, guessed=measure is None)]
    moved = of_other_editions(figure, event, held, meant)
    if not against and not moved and meant is None:
        against = swapped(figure, known)
        meant = against[0].measure if against else None
    if not against and moved:
        against, meant = excluded_there(figure, moved, known), moved[0].measure
    if against:
        return answers.contradicted(figure, against, event, held, meant)
    return answers.unsourced(figure, event, of_measure, moved, held)


def _guess(of: Asked, known: Known, held: Held) -> str | None:
    """The one measure of the event that the words of the sentence speak of most; None if two do."""
    scores = {
        fact.measure: len(of.stems & held.measures[fact.measure].words)
        for fact in known.kinds
        if fact.measure in held.measures and fact.measure != UNCLASSIFIED
        and alike(of.figure, fact)
    }  # fmt: skip
    most = max(scores.values(), default=0)
    best = [measure for measure, score in scores.items() if score == most]
    return best[0] if most and len(best) == 1 else None


def _surely(of: Asked, fact: Fact, held: Held, *, guessed: bool) -> bool:
    """Whether a fact is of just what the figure counts, so that it may exclude it.

    Where extraction does not know the measure, the words have to name a sum or an area by more than
    one, or the number has to be a slip away. What is said of the whole excludes no part.
    """
    if guessed and slip(of.figure, fact):
        return True
    if part_of(of.before, of.behind, of.figure):
        return False
    return not guessed or (of.figure.kind in _MEASURED and _shared(of, fact, held) > 1)


def _no_chance(of: Asked, fact: Fact, held: Held, against: Sequence[Fact]) -> bool:
    """Whether a number alike is no coincidence: it has digits enough, or the words agree.

    `against` is of what extraction takes the figure to count, and excludes it. It may have taken
    one measure for another: then the words speak of this one no less.
    """
    shared = _shared(of, fact, held)
    if not against:
        return shared > 0 or digits_of(of.figure.value) >= _LEAST_DIGITS
    least = _shared(of, against[0], held)
    return shared > least or (shared == least and telling(of.figure))


def _shared(of: Asked, fact: Fact, held: Held) -> int:
    """How many words a sentence shares with what a fact counts."""
    measure = held.measures.get(fact.measure or "")
    return len(of.stems & ((measure.words if measure else frozenset()) | stems(fact.counts or "")))
