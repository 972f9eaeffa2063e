"""What does not fit together, the worst first."""

import sqlite3
from typing import NamedTuple

from expotui.facts.dates import describe
from expotui.facts.model import Fact
from expotui.facts.quantities import plural
from expotui.facts.verdicts import DISPUTED
from expotui.store import queries
from expotui.store.claims import by_value
from expotui.store.conflicts import Asked, Conflict, Head, Kind, Severity, heads, opened
from expotui.store.conflicts.growths import sentence
from expotui.store.conflicts.heads import apart
from expotui.store.series import fairs
from expotui.tui.cards import Card, Composer, Line
from expotui.tui.drawing import Row
from expotui.tui.reports.sheet import Aspect, Sheet, Styles, beside

_SIGNS = {Severity.SEVERE: "▲", Severity.CLEAR: "◆", Severity.SLIGHT: "·"}


class ConflictEntry(NamedTuple):
    """A conflict: how bad, how far apart, of what."""

    head: Head

    def draw(self, line: Row, style: Styles) -> None:
        head = self.head
        grave = head.severity is Severity.SEVERE
        line.put(f" {_SIGNS[head.severity]} ", style("warn" if grave else "quiet"))
        if line.width >= 60:
            line.put(head.severity, style("warn" if grave else "quiet"), 8)
            line.put(head.kind, style("quiet"), 11)
        line.put_right(apart(head.spread), style("value"), 7).put("  ")
        line.put(head.title, None, line.width)

    def card(self, db: sqlite3.Connection) -> Composer:
        conflict = opened(db, self.head)
        return lambda width: _card(conflict, width)

    def leads_to(self, db: sqlite3.Connection) -> Fact | None:
        conflict = opened(db, self.head)
        figures = conflict.figures
        excluded = [fact for fact in figures if fact.key in conflict.contradicted]
        if figures:
            return (excluded or figures)[0]
        return first_fact(db, self.head)


class ConflictsReport(NamedTuple):
    """The conflicts of one fair, or of all; beginning at one, where `at` names it."""

    series: str | None = None
    at: str | None = None

    def read(self, db: sqlite3.Connection) -> Sheet:
        found = heads(db, Asked(series=self.series))
        known = fairs(db)

        def varied(aspect: Aspect, step: int) -> ConflictsReport | None:
            fair = aspect == "fair"
            return ConflictsReport(beside(self.series, [None, *known], step)) if fair else None

        worst = sum(head.severity is Severity.SEVERE for head in found)
        ids = [head.id for head in found]
        return Sheet(
            f"Conflicts · {known.get(self.series or '', 'all fairs')}",
            f"{len(found)} {plural('conflict', len(found))}, {worst} severe",
            [ConflictEntry(head) for head in found],
            "Nothing in the store excludes anything else.",
            start=ids.index(self.at) if self.at in ids else 0,
            aspects=("fair",),
            varied=varied,
        )


def first_fact(db: sqlite3.Connection, head: Head) -> Fact | None:
    """A fact of the page or the event that a conflict without figures is about."""
    about = [{"document": name} for name in head.documents]
    about += [{"event": head.event}] if head.event else []
    for name in about:
        if keys := queries.fact_keys(db, **name):
            return queries.facts_page(db, keys[:1]).get(keys[0])
    return None


def _card(conflict: Conflict, width: int) -> list[Line]:
    card, head = Card(width), conflict.head
    card.text(head.title, "strong")
    told = ", ".join(filter(None, (head.kind.words, apart(head.spread))))
    card.text(f"{head.severity}: {told}", "quiet")
    if head.reason:
        card.text(head.reason)
    if head.kind is Kind.CLAIMS:
        card.gap()
        _values(card, conflict)
    if conflict.evidence:
        card.gap()
        card.lines.append([(" what growths say of it", "heading")])
        for found in conflict.evidence:
            card.text(f"∴ {sentence(found)}")
    _reasons(card, conflict)
    return card.lines


def _values(card: Card, conflict: Conflict) -> None:
    """One line a value and stage: who claims it, the earliest first."""
    for claimed in by_value(conflict.figures):
        excluded = claimed[0].key in conflict.contradicted
        lead = [
            (f" {DISPUTED} " if excluded else "   ", "warn"),
            (f"{claimed[0].compact_value} ".rjust(14), "value"),
            (f" {card.stage(claimed[0])}", "quiet"),
        ]
        card.hanging(lead, ", ".join(dict.fromkeys(map(_source, claimed))))


def _source(fact: Fact) -> str:
    return f"{fact.publisher} {describe(fact.published) if fact.published else 'undated'}"


def _reasons(card: Card, conflict: Conflict) -> None:
    told = []
    for pair in conflict.pairs:
        tens = f"; the same digits, {10**pair.tens:,} times as much" if pair.tens else ""
        told.append(f"{pair.judgement.reason}{tens}")
    if told:
        card.gap()
        for reason in dict.fromkeys(told):
            card.text(reason, "quiet")
