"""What the detail pane says of a fact, an event or a page: lines of (text, style name) pieces."""

from collections.abc import Callable, Iterable

from rich.cells import cell_len

from expotui.cells import fit, wrap
from expotui.facts import wording
from expotui.facts.citation import published
from expotui.facts.dates import describe
from expotui.facts.model import DateClaim, Document, Event, Fact
from expotui.facts.quantities import plural
from expotui.facts.text import visible
from expotui.facts.verdicts import Verdict, judge
from expotui.store.queries import OtherClaims

Line = list[tuple[str, str]]
# What makes lines for a width in cells.
Composer = Callable[[int], list[Line]]

LABEL_WIDTH = 12


# What a card shows of one text; a longer one is told by its length.
LONGEST = 5_000


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return visible(text)
    return f"{visible(text[:LONGEST])}… ({len(text):,} characters in all)"


class Card:
    """Collects the lines of a card of a given width, in cells."""

    def __init__(self, width: int) -> None:
        self.width = max(width, 12)
        self.lines: list[Line] = []

    def text(self, text: str, style: str = "", indent: int = 1) -> None:
        """A paragraph, wrapped."""
        for piece in wrap(_shortened(text), self.width - indent - 1):
            self.lines.append([(" " * indent + piece, style)])

    def field(self, label: str, text: str, style: str = "") -> None:
        """A labelled paragraph; on narrow cards the label stands above it."""
        if not text:
            return
        label = visible(label)
        if self.width < 44:
            if cell_len(label) + cell_len(visible(text[: self.width])) + 4 <= self.width:
                self.lines.append([(f" {label}  " if label else "  ", "quiet"), (text, style)])
                return
            self.lines.append([(f" {label}", "quiet")])
            self.text(text, style, indent=2)
            return
        room = max(LABEL_WIDTH, min(cell_len(label) + 3, self.width // 2))
        self.hanging([(fit(f" {label}", room - 1) + " ", "quiet")], text, style)

    def hanging(self, lead: Line, text: str, style: str = "") -> None:
        """A paragraph behind a lead; what has no room beside it stands below, indented alike."""
        indent = sum(cell_len(visible(piece)) for piece, _ in lead)
        if self.width < 44 and indent > self.width // 3:
            self.lines.append(lead)
            self.text(text, style, indent=4)
            return
        for at, piece in enumerate(wrap(_shortened(text), max(8, self.width - indent - 1))):
            self.lines.append([*lead, (piece, style)] if at == 0 else
                              [(" " * indent, ""), (piece, style)])  # fmt: skip

    def stage(self, fact: Fact) -> str:
        """When a figure was given, as a column; none on narrow cards."""
        return (fact.stage or "").ljust(15) if self.width >= 60 else ""

    def gap(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append([])


def no_card(width: int) -> list[Line]:  # noqa: ARG001
    """Nothing to show."""
    return []


def fact_card(
    fact: Fact,
    document: Document,
    others: OtherClaims,
    width: int,
    *,
    decided: Composer = no_card,
    passage: Composer = no_card,
) -> list[Line]:
    """A fact: the value as printed and normalised, what was `decided` about it, its `passage`, who,
    when, how sure, who else, and where.
    """
    card = Card(width)
    if fact.is_quote:
        card.text(f"“{fact.text}”", "strong")
        role = fact.role if fact.role and fact.role not in (fact.speaker or "") else ""
        unnamed = "(unnamed in the document)" if fact.anonymous else ""
        who = ", ".join(filter(None, (fact.speaker, role)))
        card.field("who", f"{who} {unnamed}".strip(), "value")
    else:
        _figure(card, fact)
    card.lines += decided(card.width)
    card.lines += passage(width)
    card.field("source", f"{document.publisher}, {published(document)} · {document.cited_title}")
    card.field("when", _when(fact))
    _doubts(card, fact, document)
    card.field("others", _summary(others))
    card.field("passage", _passage(fact, document))
    card.field("link", _link(document), "quiet")
    _claims_beside(card, fact, others)
    return card.lines


def gone_card(width: int) -> list[Line]:
    """In place of a fact whose document has left the store since it was listed."""
    card = Card(width)
    card.text("This fact's document is no longer in the store.", "quiet")
    return card.lines


def _figure(card: Card, fact: Fact) -> None:
    full = fact.full_value
    if cell_len(fact.printed) + len(full) + 8 <= card.width:
        card.lines.append([(f" {fact.printed}", "strong"), (f"   {full}", "value")])
    else:
        card.text(fact.printed, "strong")
        card.text(full, "value")
    scope = fact.scope_label or ""
    card.field("measure", ", ".join(filter(None, (fact.measure_label, scope, fact.stage))))
    card.field("counts", fact.counts or "", "quiet")
    card.field("subject", fact.subject or "")
    card.field("who", ", ".join(filter(None, (fact.speaker, fact.role))), "value")


def _passage(fact: Fact, document: Document) -> str:
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
    known = wording.basis(fact.period_basis)
    known = f" ({known})" if known and known != "stated" else ""
    return " · ".join(filter(None, (event, f"for {describe(fact.period)}{known}")))


def _doubts(card: Card, fact: Fact, document: Document) -> None:
    if fact.slipped:
        card.field("edition", wording.editions(fact.edition_claimed, fact.edition), "warn")
    card.field("flags", wording.flags(fact), "warn")
    card.field("note", fact.note or "", "warn" if fact.doubtful else "")
    card.field("caution", document.caution or "", "warn")
    card.field("copy", wording.copy_note(document), "warn")


def _summary(others: OtherClaims) -> str:
    """`10 more claims of the same thing: 6 with this value, 4 with another; 1 on a copy`."""
    if not others.total:
        return ""
    parts = [
        f"{count} with {words}"
        for count, words in (
            (others.alike, f"this value{_of_origins(others.origins)}"),
            (others.total - others.alike, "another value or qualifier"),
        )
        if count
    ]
    copies = f"; {others.copies} on a copy of another page" if others.copies else ""
    claims = plural("claim", others.total)
    return f"{others.total} more {claims} of the same thing: {', '.join(parts)}{copies}"


def _of_origins(count: int) -> str:
    """Of how many other origins claims are, where it is none that says so again."""
    return f" (of {count} other {plural('origin', count)})" if count else " (of its own origin)"


def _claims_beside(card: Card, fact: Fact, others: OtherClaims) -> None:
    if not others.listed:
        return
    card.gap()
    card.lines.append([(" the same thing, claimed elsewhere", "heading")])
    for other in others.listed:
        sign, style = _sign(fact, other)
        date = describe(other.published) if other.published else "undated"
        card.hanging(
            [
                (f" {sign} ", style),
                (f"{other.compact_value} ".ljust(14), "value"),
                (card.stage(other), "quiet"),
            ],
            f"{other.publisher}, {date}",
        )
    if more := others.total - len(others.listed):
        card.text(f"and {more} more", "quiet", indent=3)


def _sign(fact: Fact, other: Fact) -> tuple[str, str]:
    """What another claim is to a fact, and how that is shown."""
    if other.copy_of:
        return "↻", "quiet"
    verdict = judge(fact, other).verdict
    return verdict.sign, "warn" if verdict is Verdict.CONTRADICT else "quiet"


def event_card(event: Event, sources: int, claims: Iterable[DateClaim], width: int) -> list[Line]:
    """An event: when and where, how its date is known, from how many documents, who says
    otherwise.
    """
    card = Card(width)
    card.text(event.name, "strong")
    date = describe(event.date) if event.date else "undated"
    edtf = f"   {event.date}" if event.date else ""
    card.lines.append([(f" {date}", "value"), (edtf, "quiet")])
    card.field("place", ", ".join(filter(None, (event.venue, event.city))))
    known = wording.because(event.date_basis, event.date_reason)
    card.field("date", known, "warn" if event.date_basis != "stated" else "")
    card.field("holds", _holds(event.figures, event.quotes, sources))
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
        editions = wording.editions(page.edition_claimed, page.edition)
        dated = describe(page.published) if page.published else "undated"
        card.field("edition", f"{editions}, on a page of {dated}", "warn")
    card.field("caution", page.caution or "", "warn")
    card.field("copy", wording.copy_note(page), "warn")
    card.field("origin", "" if page.origin == page.publisher else page.origin or "")
    card.field("link", _link(page), "quiet")
    card.field("sha256", page.sha256 or "", "quiet")
    card.field("holds", _holds(page.figures, page.quotes))
    return card.lines


def _holds(figures: int, quotes: int, sources: int = 0) -> str:
    held = ", ".join(wording.held(figures, quotes))
    return f"{held} from {wording.held(0, 0, sources)[0]}" if held and sources else held


def search_hint(width: int) -> list[Line]:
    """What can be typed into an empty search."""
    card = Card(width)
    card.text("Type a figure, a name, a word: the best match comes first.", "strong")
    card.field("figures", "1500 and 1,500 are one; so are 1.84 trillion and 1840000000000")
    card.field(
        "words", "of the figure, its measure, event, place, publisher; of a quote, its speaker"
    )
    card.field("typos", "are forgiven in words (Wenxain, trilion), never in numbers")
    card.field("phrases", '"direct access" in quotation marks, as they stand; -forum takes away')
    card.field(
        "filters",
        "speaker:zhang   measure:exhibitors   event:ciie-6   series:   source:   scope:   stage:"
        "   year:2018..2022   page:2025   value:>1bn   unit:USD   is:quote   (Tab completes)",
    )
    card.field("Enter", "goes to the fact in its event; n and N walk the hits from there")
    return card.lines
