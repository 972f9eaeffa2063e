"""The answers to a figure: each verdict with its reason in words, and the facts to show."""

from collections.abc import Sequence

from expotui.drafts.bearing import disputing, of_other_editions
from expotui.drafts.beside import Place
from expotui.drafts.claims import alike, says_the_same, telling, weighed
from expotui.drafts.fairs import Edition
from expotui.drafts.held import Held, Known
from expotui.drafts.model import Answer, Evidence, Relation, Verdict
from expotui.drafts.slips import slip
from expotui.extract.model import Figure
from expotui.facts.model import Fact
from expotui.facts.quantities import Qualifier
from expotui.facts.verdicts import FORECAST
from expotui.facts.verdicts import Verdict as Weight

# Facts that an answer has of each relation, at most.
_SHOWN = 6


def supported(
    figure: Figure, bearing: Sequence[Fact], known: Known, held: Held, measure: str | None
) -> Answer:
    """Borne out; where others of the same measure and scope exclude it, disputed."""
    exact = [fact for fact in bearing if weighed(figure, fact).verdict is Weight.AGREE]
    shown = exact or list(bearing)
    others = disputing(figure, shown, known)
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


def same_number(figure: Figure, same: Sequence[Fact], known: Known, held: Held) -> Answer:
    first = same[0]
    others = disputing(figure, same, known)
    what = first.counts or first.measure_label or "it"
    subject = f" ({first.subject})" if first.subject else ""
    reason = f"same number: the source counts {what}{subject}"
    evidence = [
        *_evidence(held, same, Relation.SAYS), *_evidence(held, others, Relation.EXCLUDES)
    ]  # fmt: skip
    return Answer(Verdict.SUPPORTED, reason, evidence, first.measure, disputed=bool(others))


def of_another_measure(against: Sequence[Fact], same: Sequence[Fact], held: Held) -> Answer:
    """A number that is another measure's: the draft speaks of that one, or mixes them up."""
    reason = (
        f"of {against[0].measure_label} the sources say {against[0].compact_value};"
        f" {same[0].compact_value} is of {same[0].counts or same[0].measure_label}"
    )
    evidence = [
        *_evidence(held, same, Relation.CLOSE), *_evidence(held, against, Relation.EXCLUDES)
    ]  # fmt: skip
    return Answer(Verdict.UNSOURCED, reason, evidence, against[0].measure)


def contradicted(
    figure: Figure, against: Sequence[Fact], event: Edition, held: Held, measure: str | None
) -> Answer:
    """Excluded, with how the wrong number may have come about."""
    slips = [(how, fact) for fact in against if (how := slip(figure, fact))]
    nearest = slips[0][1] if slips else min(against, key=lambda fact: _distance(figure, fact))
    reason = f"the sources say {nearest.compact_value}"
    if slips:
        reason += f": {slips[0][0]}"
    moved = of_other_editions(figure, event, held, measure)
    if moved:
        reason += f"; {moved[0].event_short} has this figure"
    ordered = sorted(against, key=lambda fact: (fact is not nearest, _distance(figure, fact)))
    evidence = [
        *_evidence(held, ordered, Relation.EXCLUDES), *_evidence(held, moved, Relation.ELSEWHERE)
    ]  # fmt: skip
    return Answer(Verdict.CONTRADICTED, reason, evidence, measure)


def unsourced(
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


def homeless(figure: Figure, place: Place, held: Held) -> Answer:
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


def _distance(figure: Figure, fact: Fact) -> float:
    return abs(float(figure.value) - float(fact.value or 0))
