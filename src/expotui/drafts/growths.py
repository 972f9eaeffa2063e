"""Growths that no source prints, and that follow from two figures which sources do print."""

from collections.abc import Sequence

from expotui.drafts.claims import alike
from expotui.drafts.claims import beside as set_beside
from expotui.drafts.fairs import Edition
from expotui.drafts.held import Held
from expotui.drafts.model import Answer, Evidence, Relation, Verdict
from expotui.extract.model import Figure
from expotui.facts.arithmetic import grown as grown_by
from expotui.facts.arithmetic import growth, meet
from expotui.facts.model import Fact
from expotui.facts.quantities import Qualifier, growth_words
from expotui.facts.verdicts import allowed
from expotui.store.claims import claims_of
from expotui.store.series import change


def grown(figure: Figure, event: Edition, held: Held, beside: Sequence[Figure]) -> Answer | None:
    """Whether a growth in percent follows from what the sources say of an edition and the one
    before; None where it is none, or nothing follows.

    It is a growth of what the figure nearest to it in the sentence counts, the first of `beside`.
    """
    if figure.kind != "change" or figure.unit != "percent" or figure.upper is not None:
        return None
    previous = held.fairs.before(event)
    counted = next(iter(beside), None)
    if previous is None or counted is None:
        return None
    for measure, scope in _told(counted, event, held):
        then, now = (claims_of(held.db, one.id, measure, scope).told for one in (previous, event))
        share = change(then, now)
        if then is not None and now is not None and share is not None:
            return _answer(figure, then, now, share, measure)
    return None


def _told(counted: Figure, event: Edition, held: Held) -> list[tuple[str, str | None]]:
    """The measures and scopes of an edition that a figure of the draft may be of."""
    known = held.figures(event.id).with_number(counted.value, counted.unit)
    return list(dict.fromkeys(
        (fact.measure, fact.scope) for fact in known
        if fact.measure is not None and alike(counted, fact)
    ))  # fmt: skip


def _answer(figure: Figure, then: Fact, now: Fact, share: float, measure: str) -> Answer | None:
    claim, _ = set_beside(figure, now)
    claim = claim._replace(unit="percent", hedge=Qualifier.stored(figure.qualifier))
    if not meet(grown_by(allowed(then), growth(claim)), allowed(now)):
        return None
    reason = (
        f"computed, no source prints it: {then.compact_value} ({then.event_short}) to"
        f" {now.compact_value} ({now.event_short}) is {growth_words(share)}"
    )
    evidence = [Evidence(now, Relation.BASE), Evidence(then, Relation.BASE)]
    return Answer(Verdict.SUPPORTED, reason, evidence, measure, computed=True)
