"""A figure of a draft beside what the store has of the event that it is of."""

from collections.abc import Sequence
from typing import NamedTuple

from expotui.drafts.beside import Place, Placed
from expotui.drafts.claims import alike, digits_of, says_the_same, supports, telling, weighed
from expotui.drafts.fairs import Edition
from expotui.drafts.growths import grown
from expotui.drafts.held import Held, Known
from expotui.drafts.model import Answer, Evidence, Relation, Verdict
from expotui.drafts.parts import part_of
from expotui.drafts.slips import slip
from expotui.drafts.wording import stems
from expotui.extract.model import Figure
from expotui.facts.measures import UNCLASSIFIED
from expotui.facts.model import Fact
from expotui.facts.quantities import Qualifier
from expotui.facts.verdicts import FORECAST
from expotui.facts.verdicts import Verdict as Weight

_SHOWN = 6
# The rule of extraction by which a bare number takes the noun of another one.
_INHERITED = "context"
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
    before, behind = text[first : figure.start], text[figure.end : last]
    if figure.rule == _INHERITED:
        # A bare number, said to count what the one before it counts: nothing to hold it to.
        figure = figure._replace(measure=None, unit=None)
    return Asked(figure, before, behind, stems(text[first:last]))


def answer(
    of: Asked, place: Place, held: Held, beside: Sequence[Figure]
) -> tuple[Answer, Placed | None]:
    """What the store says of a figure, and of which event of `place` that is.

    `beside` are the other figures of its sentence: a growth is of what one of them counts.
    """
    if not place.events:
        return _homeless(of.figure, place, held), None
    answers = [
        (_of_event(of, placed.event, held), placed) for placed in place.events
    ]
    for found in answers:
        if found[0].verdict is Verdict.SUPPORTED:
            return found
    for placed in place.events:
        computed = grown(of.figure, placed.event, held, beside)
        if computed is not None:
            return computed, placed
    return answers[0]


def _of_event(of: Asked, event: Edition, held: Held) -> Answer:
    figure = of.figure
    known = held.figures(event.id)
    measure = figure.measure if known.of(figure.measure) else None
    guessed = None if measure else _guess(of, known, held)
    meant = measure or guessed
    of_measure = known.of(meant)
    if bearing := [one for one in of_measure if alike(figure, one) and supports(figure, one)]:
        return _supported(figure, bearing, known, held, meant)
    against = [fact for fact in of_measure if _excludes(figure, fact)]
    same = _saying_the_same(figure, event, held)
    wrong = against if measure else []
    if sure := [fact for fact in same if _no_chance(of, fact, held, wrong)]:
        return _same_number(figure, sure, known, held)
    if wrong and same and digits_of(figure.value) >= _LEAST_DIGITS:
        return _of_another_measure(wrong, same, held)
    if wrong and not part_of(of.before, of.behind, figure):
        return _contradicted(figure, wrong, event, held, meant)
    slipped = [fact for fact in against if slip(figure, fact)]
    if guessed and (slipped or _surely(of, guessed, held)) and against:
        return _contradicted(figure, slipped or against, event, held, meant)
    moved = _of_other_editions(figure, event, held, meant)
    if moved and (told := _excluded_there(figure, moved, known)):
        return _contradicted(figure, told, event, held, moved[0].measure)
    return _unsourced(figure, event, of_measure, moved, held)


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


def _saying_the_same(figure: Figure, event: Edition, held: Held) -> list[Fact]:
    """Figures of an event and of its parts that have the same number, in a unit alike."""
    return [
        fact for known in (held.figures(event.id), held.inner(event.id))
        for fact in known.with_number(figure.value, figure.unit) if says_the_same(figure, fact)
    ]  # fmt: skip


def _surely(of: Asked, guessed: str, held: Held) -> bool:
    """Whether the words name a sum or an area, and no part of it, more than by one word."""
    shared = of.stems & held.measures[guessed].words
    measured = of.figure.kind in ("money", "area")
    return measured and len(shared) > 1 and not part_of(of.before, of.behind, of.figure)


def _excludes(figure: Figure, fact: Fact) -> bool:
    """Whether a fact of the same measure excludes a figure: no forecast, nor a part of it, does."""
    if fact.stage == FORECAST or fact.subject is not None or fact.measure == UNCLASSIFIED:
        return False
    if not alike(figure, fact):
        return bool(slip(figure, fact))
    return weighed(figure, fact).verdict is Weight.CONTRADICT


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


def _supported(
    figure: Figure, bearing: Sequence[Fact], known: Known, held: Held, measure: str | None
) -> Answer:
    """Borne out; where others of the same measure and scope exclude it, disputed."""
    exact = [fact for fact in bearing if weighed(figure, fact).verdict is Weight.AGREE]
    shown = exact or list(bearing)
    others = _against(figure, shown, known)
    reason = _why_supported(figure, shown[0])
    if all(fact.stage == FORECAST for fact in bearing):
        reason += "; it was a forecast"
    if others:
        reason += f"; disputed: another source says {others[0].compact_value}"
    evidence = [
        *_evidence(held, shown, Relation.SAYS if exact else Relation.FITS),
        *_evidence(held, others, Relation.EXCLUDES),
    ]
    return Answer(Verdict.SUPPORTED, reason, evidence, measure, disputed=bool(others))


def _why_supported(figure: Figure, fact: Fact) -> str:
    judged = weighed(figure, fact)
    if judged.verdict is not Weight.AGREE:
        return judged.reason
    if fact.hedge is Qualifier.stored(figure.qualifier):
        return f"the sources say {fact.compact_value}"
    hedge = fact.hedge.words if fact.hedge is not Qualifier.EXACT else "without a hedge"
    return f"the sources say {fact.compact_value}, {hedge}"


def _same_number(figure: Figure, same: Sequence[Fact], known: Known, held: Held) -> Answer:
    first = same[0]
    others = _against(figure, same, known)
    what = first.counts or first.measure_label or "it"
    subject = f" ({first.subject})" if first.subject else ""
    reason = f"same number: the source counts {what}{subject}"
    evidence = [
        *_evidence(held, same, Relation.SAYS), *_evidence(held, others, Relation.EXCLUDES)
    ]  # fmt: skip
    return Answer(Verdict.SUPPORTED, reason, evidence, first.measure, disputed=bool(others))


def _of_another_measure(against: Sequence[Fact], same: Sequence[Fact], held: Held) -> Answer:
    """A number that is another measure's: the draft may speak of that one, or have mixed them up."""
    reason = (
        f"of {against[0].measure_label} the sources say {against[0].compact_value};"
        f" {same[0].compact_value} is of {same[0].counts or same[0].measure_label}"
    )
    evidence = [
        *_evidence(held, same, Relation.CLOSE), *_evidence(held, against, Relation.EXCLUDES)
    ]  # fmt: skip
    return Answer(Verdict.UNSOURCED, reason, evidence, against[0].measure)


def _against(figure: Figure, bearing: Sequence[Fact], known: Known) -> list[Fact]:
    """What excludes a figure, of just that measure and scope which bears it out."""
    alike_to = dict.fromkeys(
        (fact.measure, fact.scope) for fact in bearing if fact.subject is None
    )
    return [
        fact for measure, scope in alike_to for fact in known.of(measure)
        if fact.scope == scope and alike(figure, fact) and _excludes(figure, fact)
    ]  # fmt: skip


def _contradicted(
    figure: Figure, against: Sequence[Fact], event: Edition, held: Held, measure: str | None
) -> Answer:
    """Excluded, with how the wrong number may have come about."""
    slips = [(how, fact) for fact in against if (how := slip(figure, fact))]
    nearest = slips[0][1] if slips else min(against, key=lambda fact: _distance(figure, fact))
    reason = f"the sources say {nearest.compact_value}"
    if slips:
        reason += f": {slips[0][0]}"
    moved = _of_other_editions(figure, event, held, measure)
    if moved:
        reason += f"; {moved[0].event_short} has this figure"
    ordered = sorted(against, key=lambda fact: (fact is not nearest, _distance(figure, fact)))
    evidence = [
        *_evidence(held, ordered, Relation.EXCLUDES), *_evidence(held, moved, Relation.ELSEWHERE)
    ]  # fmt: skip
    return Answer(Verdict.CONTRADICTED, reason, evidence, measure)


def _distance(figure: Figure, fact: Fact) -> float:
    return abs(float(figure.value) - float(fact.value or 0))


def _of_other_editions(
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


def _excluded_there(
    figure: Figure, moved: Sequence[Fact], known: Known
) -> list[Fact]:
    """What this event's sources say of that which another edition has the number of."""
    measure, scope = moved[0].measure, moved[0].scope
    return [
        fact for fact in known.of(measure) if fact.scope == scope and _excludes(figure, fact)
    ]  # fmt: skip


def _unsourced(
    figure: Figure, event: Edition, close: Sequence[Fact], moved: Sequence[Fact], held: Held
) -> Answer:
    told = [fact for fact in close if fact.subject is None and alike(figure, fact)]
    reason = f"no source gives it for {event.short}"
    if moved:
        reason += f"; {moved[0].event_short} has this figure"
    elif told:
        nearest = min(told, key=lambda fact: _distance(figure, fact))
        reason += f"; of {nearest.measure_label} there is {nearest.compact_value}"
        told = [nearest]
    evidence = [
        *_evidence(held, moved, Relation.ELSEWHERE), *_evidence(held, told[:1], Relation.CLOSE)
    ]  # fmt: skip
    return Answer(Verdict.UNSOURCED, reason, evidence, close[0].measure if close else None)


def _homeless(figure: Figure, place: Place, held: Held) -> Answer:
    """A figure of no known event: of a fair as a whole, or with a hint at who has such a number."""
    reason = f"{place.missing}"
    if not telling(figure):
        return Answer(Verdict.UNSOURCED, reason)
    found = [
        fact for fact in held.with_number(figure.value, place.series)
        if says_the_same(figure, fact)
    ]  # fmt: skip
    whole = [fact for fact in found if fact.event is None and place.series]
    if whole:
        evidence = _evidence(held, whole, Relation.SAYS)
        what = whole[0].counts or whole[0].measure_label
        reason = f"same number: of the fair as a whole, the source counts {what}"
        return Answer(Verdict.SUPPORTED, reason, evidence, whole[0].measure)
    if found:
        reason += f"; {found[0].event_short or 'the store'} has this figure"
    return Answer(Verdict.UNSOURCED, reason, _evidence(held, found[:1], Relation.ELSEWHERE))


def _evidence(held: Held, facts: Sequence[Fact], relation: Relation) -> list[Evidence]:
    """The facts to show: of each claim some of the sources that make it, the first claims first."""
    found: dict[str, Fact] = {}
    for fact in facts[:_SHOWN]:
        found.update((one.id, one) for one in held.alike(fact))
        if len(found) >= _SHOWN:
            break
    return [Evidence(fact, relation) for fact in list(found.values())[:_SHOWN]]
