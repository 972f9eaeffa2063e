"""What is read from a store: events, documents and facts, ready to be shown or exported."""

from typing import NamedTuple

from expotui.facts.decisions import ACCEPTED, CORRECTED
from expotui.facts.measures import UNCLASSIFIED
from expotui.facts.quantities import Qualifier, compact, compact_things, fallen, normalised

# The flag of a figure whose own words do not say what it counts.
UNIT_INFERRED = "unit_inferred"
# Flags that tell of a fact without casting doubt on it.
HARMLESS = {"repeat", "record", "rounded", "context_not_edition", ACCEPTED}


def doubts(flags: object) -> frozenset[str]:
    """Those of some flags (separated by spaces) that cast a doubt on a fact.

    Whoever accepts or corrects a figure has seen what it counts.
    """
    found = frozenset(str(flags or "").split())
    seen = {UNIT_INFERRED} if found & {ACCEPTED, CORRECTED} else set()
    return found - HARMLESS - seen


def locator(paragraph: int | None, start: int | None, end: int | None) -> str:
    """`¶3, characters 298–319`; where only the words are known, it says so."""
    if paragraph is None or start is None:
        return "words only, no position kept"
    return f"¶{paragraph}, characters {start}–{end}"


# Named tuples: made by the thousand from rows of the store, at a third of a dataclass's cost.


class Event(NamedTuple):
    """One holding of a fair, or any other dated occasion. `date` is EDTF, None where not known.

    `disputes` counts the measures and populations of which its figures exclude each other.
    """

    key: int
    id: str
    kind: str
    series: str
    edition: int | None
    name: str
    short: str
    city: str | None
    venue: str | None
    date: str | None
    date_start: str | None
    date_end: str | None
    date_basis: str
    date_reason: str | None
    note: str | None
    figures: int
    quotes: int
    disputes: int


class Document(NamedTuple):
    """A text that makes claims. `publisher` is the authority; `host` merely where it was seen."""

    key: int
    id: str
    collection: str
    title: str
    title_basis: str
    publisher: str
    publisher_basis: str | None
    host: str | None
    host_kind: str
    origin: str | None
    url: str | None
    language: str
    published: str | None
    published_basis: str
    published_reason: str | None
    about: str | None
    about_short: str | None
    edition_claimed: int | None
    edition: int | None
    copy_of: str | None
    sha256: str | None
    caution: str | None
    figures: int
    quotes: int

    @property
    def cited_title(self) -> str:
        """The headline in quotation marks; where it is our label for the page, in brackets."""
        return f"“{self.title}”" if self.title_basis == "printed" else f"[{self.title}]"


class DateClaim(NamedTuple):
    """What one document says of an event's date, and whether the resolved date agrees with it."""

    document: str
    publisher: str
    date: str | None
    agrees: bool
    text: str | None
    note: str | None


class Fact(NamedTuple):
    """A figure or a quote, with the names of what it refers to.

    `text` is the words as printed (of a quote: as spoken); `span` counts characters (Unicode code
    points) of the document, end exclusive; `paragraph` counts its non-blank lines from 1.
    """

    key: int
    id: str
    kind: str
    document: str
    publisher: str
    published: str | None
    event: str | None
    event_short: str | None
    event_date: str | None
    home: str | None
    subject: str | None
    series: str | None
    edition: int | None
    edition_claimed: int | None
    copy_of: str | None
    measure: str | None
    measure_label: str | None
    scope: str | None
    scope_label: str | None
    stage: str | None
    value: int | float | None
    upper: int | float | None
    qualifier: str | None
    unit: str | None
    direction: str | None
    counts: str | None
    period: str | None
    period_basis: str | None
    speaker: str | None
    role: str | None
    anonymous: int
    cue: str | None
    text: str
    qualified_text: str | None
    paragraph: int | None
    span_start: int | None
    span_end: int | None
    flags: str | None
    note: str | None
    contradicted: int
    support: str | None
    decimals: int | None

    @property
    def is_quote(self) -> bool:
        return self.kind == "quote"

    @property
    def hedge(self) -> Qualifier:
        return Qualifier.stored(self.qualifier)

    @property
    def signed(self) -> int | float | None:
        """The value, less than 0 where it is a fall that was printed without a sign."""
        return -self.value if self.value is not None and self.direction == "down" else self.value

    @property
    def compact_value(self) -> str:
        """`>US$78.41 bn`, `−2.6%`: sign and value, as short as it goes."""
        if self.value is None:
            return "in words"
        told = compact_things if self.measure == UNCLASSIFIED else compact
        shown = told(self.value, self.unit or "", upper=self.upper)
        return fallen(self.hedge, shown) if self.direction == "down" else self.hedge.sign + shown

    @property
    def full_value(self) -> str:
        """`over USD 78 410 000 000`."""
        found = normalised(self.value, self.unit or "", self.hedge, upper=self.upper)
        inferred = ", unit inferred" if UNIT_INFERRED in doubts(self.flags) else ""
        return (f"{self.direction} {found}" if self.direction else found) + inferred

    @property
    def printed(self) -> str:
        """The words as printed, with their qualifier where the document has one."""
        return self.qualified_text or self.text

    @property
    def locator(self) -> str:
        """Where its words stand."""
        return locator(self.paragraph, self.span_start, self.span_end)

    @property
    def doubtful(self) -> bool:
        """Whether there is something to mind about the figure itself: its card says what."""
        return self.slipped or bool(doubts(self.flags))

    @property
    def corrected(self) -> bool:
        """Whether it says something else than its source."""
        return CORRECTED in (self.flags or "").split()

    @property
    def slipped(self) -> bool:
        """Whether the document speaks of another edition than the one this was resolved to."""
        return self.edition_claimed is not None and self.edition_claimed != self.edition
