"""Events, documents and facts as text: all that is known of them, and how."""

import sqlite3
from collections.abc import Iterator

from expotui.citations.model import of_fact
from expotui.citations.text import entry as as_text
from expotui.cli import layout
from expotui.cli.layout import Entry, card, columns
from expotui.cli.search import WORDS, hit_cells, scope_and_stage, source
from expotui.curation.history import history
from expotui.facts import wording
from expotui.facts.dates import describe
from expotui.facts.decisions import FACT
from expotui.facts.model import DateClaim, Document, Event, Fact
from expotui.facts.quantities import grouped, interval
from expotui.facts.text import visible
from expotui.facts.verdicts import judge
from expotui.store import queries
from expotui.store.passages import passage_of
from expotui.store.queries import Outline

_FACTS_GIVE_WAY = ((WORDS, 28), (2, 16), (1, 16), (WORDS, 14), (1, 0), (2, 0))


def lines(
    db: sqlite3.Connection, found: Event | Document | Fact, width: int | None, *, passages: bool
) -> Iterator[str]:
    """The card of an event, a document or a fact; with `passages`, the words around that."""
    if isinstance(found, Event):
        yield from _event(db, found, width)
    elif isinstance(found, Document):
        yield from _document(db, found, width)
    else:
        yield from _fact(db, found, width, passages=passages)


def _dated(edtf: str | None, basis: str | None = None, reason: str | None = None) -> str:
    """`2017-04-18/2017-04-21 · 18–21 Apr 2017 (stated)`; an unknown date keeps its reason."""
    if not edtf:
        return "undated" + (f": {reason}" if reason else "")
    known = wording.because(basis, reason)
    return f"{edtf} · {describe(edtf)}" + (f" ({known})" if known else "")


# --- events ------------------------------------------------------------------------------------


def _event(db: sqlite3.Connection, event: Event, width: int | None) -> Iterator[str]:
    outline = queries.fact_outline(db, event=event.id)
    entries: list[Entry] = [
        ("id", event.id),
        ("kind", event.kind),
        ("series", event.series),
        ("edition", "" if event.edition is None else str(event.edition)),
        ("date", _dated(event.date, event.date_basis, event.date_reason)),
        ("place", ", ".join(filter(None, (event.venue, event.city)))),
        ("holds", f"{event.figures} figures, {event.quotes} quotes, {outline.sources} documents"),
        ("note", event.note or ""),
    ]
    yield from card(event.name, entries, width)
    if claims := queries.date_claims(db, event.id):
        yield from ("", "Who dates it")
        yield from columns(
            [_claim_cells(claim, event) for claim in claims], width, ((4, 0), (3, 20))
        )
    yield from _grouped_facts(db, width, outline, of_event=True)


def _claim_cells(claim: DateClaim, event: Event) -> list[str]:
    words = f"“{claim.text}”" if claim.text else ""
    return [
        "  =" if claim.agrees else "  ≠",
        claim.date or event.date or "undated",
        f"{claim.publisher} ({claim.document})",
        words,
        claim.note or "",
    ]


def _grouped_facts(
    db: sqlite3.Connection, width: int | None, outline: Outline, *, of_event: bool
) -> Iterator[str]:
    """All facts of an event or a document, under the names of their measures."""
    page = queries.facts_page(db, outline.keys)
    rows = [_fact_cells(page[key], of_event=of_event) for key in outline.keys]
    aligned = list(columns(rows, width, _FACTS_GIVE_WAY, ragged=WORDS)) if rows else []
    for group in outline.groups:
        heading = f"{group.measure} ({group.subject})" if group.subject else group.measure
        yield ""
        yield from layout.lines(visible(heading[:1].upper() + heading[1:]), width)
        yield from aligned[group.start : group.start + group.size]


def _fact_cells(fact: Fact, *, of_event: bool) -> list[str]:
    """What a heading (the measure) and a card (its event, its document) leave to be said."""
    words, what, event, published, name = hit_cells(fact)
    what = what if fact.is_quote else scope_and_stage(fact)
    return [f"  {words}", what, published if of_event else event, name]


# --- documents ---------------------------------------------------------------------------------


def _document(db: sqlite3.Connection, document: Document, width: int | None) -> Iterator[str]:
    yield from card(document.cited_title, [("id", document.id), *_of_document(document)], width)
    outline = queries.fact_outline(db, document=document.id)
    yield from _grouped_facts(db, width, outline, of_event=False)


def _of_document(document: Document) -> list[Entry]:
    basis = f" ({document.publisher_basis})" if document.publisher_basis else ""
    host = f"{document.host} ({document.host_kind})" if document.host else ""
    return [
        ("publisher", document.publisher + basis),
        ("published", _dated(document.published, document.published_basis,
                             document.published_reason)),
        ("about", f"{document.about_short} ({document.about})" if document.about else ""),
        ("edition", wording.editions(document.edition_claimed, document.edition)),
        ("origin", document.origin or ""),
        ("seen at", " · ".join(filter(None, (host, document.url)))),
        ("language", document.language),
        ("collection", document.collection),
        ("copy", wording.copy_note(document)),
        ("sha256", document.sha256 or ""),
        ("caution", f"! {document.caution}" if document.caution else ""),
    ]  # fmt: skip


# --- facts -------------------------------------------------------------------------------------


def _fact(
    db: sqlite3.Connection, fact: Fact, width: int | None, *, passages: bool
) -> Iterator[str]:
    document = queries.find_document(db, fact.document)
    event = queries.find_event(db, fact.event) if fact.event else None
    entries: list[Entry] = [
        ("id", fact.id),
        *(_of_quote(fact) if fact.is_quote else _of_figure(fact)),
        ("event", f"{event.name} ({event.id})" if event else ""),
        ("event date", _dated(event.date, event.date_basis, event.date_reason) if event else ""),
        ("subject", fact.subject or ""),
        (
            "edition",
            ("! " if fact.slipped else "") + wording.editions(fact.edition_claimed, fact.edition),
        ),
        ("period", _dated(fact.period, fact.period_basis) if fact.period else ""),
        ("speaker", ", ".join(filter(None, (fact.speaker, fact.role)))),
        ("locator", fact.locator),
        ("passage", _passage(db, fact, document) if passages else ""),
        ("flags", wording.flags(fact)),
        *_decided(db, fact),
    ]
    if document is not None:
        entries += [("document", f"{document.cited_title} ({document.id})")]
        entries += [
            entry for entry in _of_document(document) if entry[0] not in ("about", "edition")
        ]
        entries += [("cite as", as_text(of_fact(fact, document)))]
    title = f"“{fact.text}”" if fact.is_quote else f"{fact.compact_value}  {fact.measure_label}"
    yield from card(title, entries, width)
    yield from _other_claims(db, fact, width)


def _decided(db: sqlite3.Connection, fact: Fact) -> Iterator[Entry]:
    """What was decided about a fact, apart from what its source notes."""
    decided = history(db, FACT, fact.id)
    # As of a day, our own remarks are hidden, and so is the note of the source.
    yield "note", (decided.note if decided and fact.note else fact.note) or ""
    if decided is not None:
        for one in decided.told:
            yield "decided", one.line
        for other in decided.merged:
            yield "merged", f"{other.id}: {other.publisher}, {other.locator}, “{other.text}”"


def _of_figure(fact: Fact) -> list[Entry]:
    return [
        ("value", fact.full_value),
        ("claims", _interval(fact)),
        ("as printed", f"“{fact.printed}”"),
        ("counts", fact.counts or ""),
        ("measure", f"{fact.measure_label} ({fact.measure})"),
        ("scope", fact.scope_label or ""),
        ("stage", fact.stage or ""),
    ]


def _of_quote(fact: Fact) -> list[Entry]:
    return [
        ("words", f"“{fact.text}”"),
        ("cue", fact.cue or ""),
        ("named", "no: the document keeps the speaker anonymous" if fact.anonymous else ""),
    ]


def _passage(db: sqlite3.Connection, fact: Fact, document: Document | None) -> str:
    """The words around a fact, its own marked; several paragraphs in a line."""
    passage = passage_of(db, fact)
    if passage is None:
        known = document is not None and document.sha256 and fact.span_start is not None
        return "to be read here: expotui attach FILE, the text with this sha256" if known else ""
    if not passage.holds:
        return "! the words do not stand there any more: the text in the store is another one"
    before = ("… " if passage.cut_before else "") + passage.before
    after = passage.after + (" …" if passage.cut_after else "")
    return " ".join(f"{before}▸{passage.text}◂{after}".split())


def _interval(fact: Fact) -> str:
    """What a hedged figure allows for, where that is more than one value."""
    if fact.value is None:
        return ""
    claimed = interval(fact.value, fact.hedge, fact.upper)
    if claimed.low == claimed.high:
        return ""
    if claimed.high is None and claimed.low is not None:
        return f"{grouped(claimed.low)} or more"
    if claimed.low is None and claimed.high is not None:
        return f"{grouped(claimed.high)} or less"
    assert claimed.low is not None
    assert claimed.high is not None
    return f"{grouped(claimed.low)} to {grouped(claimed.high)}"


def _other_claims(db: sqlite3.Connection, fact: Fact, width: int | None) -> Iterator[str]:
    others = queries.other_claims(db, fact).listed
    if not others:
        return
    yield from ("", f"Other claims of the same thing ({len(others)})")
    rows = [
        [
            f"  {judge(fact, other).verdict.sign} {other.compact_value}",
            f"“{other.printed}”",
            other.stage or "",
            source(other),
            other.id,
        ]
        for other in others
    ]
    yield from columns(rows, width, ((1, 20), (3, 16), (1, 0), (3, 0)))
