"""What the detail pane says of a fact, an event or a page: lines of (text, style name) pieces."""

from collections.abc import Iterable, Sequence

from expotui.facts.citation import published
from expotui.facts.dates import describe
from expotui.facts.model import DateClaim, Document, Event, Fact
from expotui.tui.drawing import wrap

Line = list[tuple[str, str]]

LABEL_WIDTH = 11

_BASIS = {
    "stated": "stated in the text",
    "inferred": "inferred",
    "outside": "known only from outside the text",
    "shown": "shown on the page",
    "inferred_from_url": "inferred from the address",
    "inferred_from_text": "inferred from the text",
    "unknown": "not known",
}


class Card:
    """Collects the lines of a card of a given width, in cells."""

    def __init__(self, width: int) -> None:
        self.width = max(width, 12)
        self.lines: list[Line] = []

    def text(self, text: str, style: str = "", indent: int = 1) -> None:
        """A paragraph, wrapped."""
        for piece in wrap(text, self.width - indent - 1):
            self.lines.append([(" " * indent + piece, style)])

    def field(self, label: str, text: str, style: str = "") -> None:
        """A labelled paragraph; on narrow cards the label stands above it."""
        if not text:
            return
        if self.width < 44:
            self.lines.append([(f" {label}", "quiet")])
            self.text(text, style, indent=2)
            return
        label_cell = f" {label}".ljust(LABEL_WIDTH)
        for at, piece in enumerate(wrap(text, self.width - LABEL_WIDTH - 1)):
            lead = label_cell if at == 0 else " " * LABEL_WIDTH
            self.lines.append([(lead, "quiet"), (piece, style)])

    def gap(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append([])


def fact_card(
    fact: Fact, document: Document, others: Sequence[Fact], width: int, more: int = 0
) -> list[Line]:
    """A fact: the value as printed and normalised, who, where, when, how sure, and who else."""
    card = Card(width)
    if fact.is_quote:
        card.text(f"“{fact.text}”", "strong")
        role = fact.role if fact.role and fact.role not in (fact.speaker or "") else ""
        card.field("who", ", ".join(filter(None, (fact.speaker, role))), "value")
        card.field("", "unnamed in the document" if fact.anonymous else "")
    else:
        _figure(card, fact)
    card.field("source", f"{document.publisher}, {published(document)} · “{document.title}”")
    card.field("where", _where(fact, document))
    card.field("when", _when(fact))
    _doubts(card, fact, document)
    _others(card, fact, others, more)
    card.gap()
    card.field("link", _link(document), "quiet")
    return card.lines


def _figure(card: Card, fact: Fact) -> None:
    full = fact.full_value
    if len(fact.printed) + len(full) + 8 <= card.width:
        card.lines.append([(f" {fact.printed}", "strong"), (f"   {full}", "value")])
    else:
        card.text(fact.printed, "strong")
        card.text(full, "value")
    scope = fact.scope_label or ""
    card.field("measure", ", ".join(filter(None, (fact.measure_label, scope, fact.stage))))
    card.field("counts", fact.counts or "", "quiet")
    card.field("of", fact.subject or "")
    card.field("who", ", ".join(filter(None, (fact.speaker, fact.role))), "value")


def _where(fact: Fact, document: Document) -> str:
    return f"{fact.locator} · sha256 {document.sha256[:12]}…" if document.sha256 else fact.locator


def _link(document: Document) -> str:
    """The address; that of a repost says whose it is, for it is not the publisher's."""
    if document.host and document.url:
        return f"{document.url} (seen at {document.host})"
    return document.url or ""


def _when(fact: Fact) -> str:
    if fact.event_short and fact.event_date:
        event = f"{fact.event_short}, {describe(fact.event_date)}"
    else:
        event = fact.event_short or ""
    if not fact.period or fact.period == fact.event_date:
        return event
    basis = "" if fact.period_basis == "stated" else f" ({_BASIS.get(fact.period_basis or '', '')})"
    return " · ".join(filter(None, (event, f"for {describe(fact.period)}{basis}")))


def _doubts(card: Card, fact: Fact, document: Document) -> None:
    if fact.slipped:
        resolved = "no edition" if fact.edition is None else f"edition {fact.edition}"
        card.field(
            "claimed",
            f"edition {fact.edition_claimed} in the document; resolved to {resolved}",
            "warn",
        )
    card.field("note", fact.note or "", "warn" if fact.flags else "")
    card.field("mind", document.caution or "", "warn")
    if document.copy_of:
        card.field(
            "copy", f"the same text as {document.copy_of}: not an independent source", "warn"
        )


def _others(card: Card, fact: Fact, others: Sequence[Fact], more: int) -> None:
    if not others:
        return
    card.gap()
    alike = sum(_same(fact, other) for other in others)
    card.lines.append(
        [(f" {len(others) + more} other claims of the same thing", "heading"),
         (f"   {alike} with this value", "quiet")]
    )  # fmt: skip
    for other in others:
        sign = "=" if _same(fact, other) else "·"
        date = describe(other.published) if other.published else "undated"
        card.lines.append(
            [
                (f" {sign} ", "quiet"),
                (other.compact_value.ljust(16), "value"),
                ((other.stage or "").ljust(15), "quiet"),
                (f"{other.publisher}, {date}", ""),
            ]
        )
    if more:
        card.text(f"and {more} more", "quiet", indent=3)


def _same(fact: Fact, other: Fact) -> bool:
    return (fact.value, fact.upper, fact.qualifier) == (other.value, other.upper, other.qualifier)


def event_card(event: Event, claims: Iterable[DateClaim], width: int) -> list[Line]:
    """An event: when and where, how its date is known, and who says otherwise."""
    card = Card(width)
    card.text(event.name, "strong")
    date = describe(event.date) if event.date else "undated"
    edtf = f"   {event.date}" if event.date else ""
    card.lines.append([(f" {date}", "value"), (edtf, "quiet")])
    card.field("where", ", ".join(filter(None, (event.venue, event.city))))
    basis = _BASIS.get(event.date_basis, event.date_basis)
    reason = f"{basis}: {event.date_reason}" if event.date_reason else basis
    card.field("date", reason, "warn" if event.date_basis != "stated" else "")
    card.field(
        "holds", f"{event.figures} figures, {event.quotes} quotes from {event.sources} sources"
    )
    card.field("note", event.note or "")
    _claims(card, event, list(claims))
    return card.lines


def _claims(card: Card, event: Event, claims: list[DateClaim]) -> None:
    if not claims:
        return
    card.gap()
    card.lines.append([(" who dates it", "heading")])
    for claim in claims:
        date = describe(claim.date) if claim.date else describe(event.date or "")
        words = f" “{claim.text}”" if claim.text else ""
        sign, style = ("=", "") if claim.agrees else ("≠", "warn")
        card.text(f"{sign} {claim.publisher}: {date}{words}", style)
        if claim.note:
            card.text(claim.note, "quiet", indent=5)


def page_card(page: Document, width: int) -> list[Line]:
    """A page: what it is, when it was published and how that is known, and what to mind."""
    card = Card(width)
    card.text(page.title, "strong")
    card.field("publisher", page.publisher, "value")
    card.field("", page.publisher_basis or "", "quiet")
    card.field("published", published(page))
    card.field("", page.published_reason or "", "quiet")
    if page.edition_claimed is not None:
        card.field("claimed", f"speaks of edition {page.edition_claimed}", "warn")
    card.field("mind", page.caution or "", "warn")
    if page.copy_of:
        card.field("copy", f"the same text as {page.copy_of}: not an independent source", "warn")
    card.field("origin", "" if page.origin == page.publisher else page.origin or "")
    card.field("link", _link(page), "quiet")
    card.field("sha256", page.sha256 or "", "quiet")
    card.field("holds", f"{page.figures} figures, {page.quotes} quotes")
    return card.lines


def search_hint(width: int) -> list[Line]:
    """What can be typed into an empty search."""
    card = Card(width)
    card.text("Type a figure, a name, a word: the best match comes first.", "strong")
    card.field("figures", "1500 and 1,500 are one; so are 1.84 trillion and 1840000000000")
    card.field(
        "words", "of the figure, its measure, event, place, publisher; of a quote, its speaker"
    )
    card.field("typos", "are forgiven in words (Wenxain, trilion), never in numbers")
    card.field("Enter", "goes to the fact in its event; n and N walk the hits from there")
    return card.lines
