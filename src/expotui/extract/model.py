"""What extraction finds in a text: figures, quotes, dates and events, each with its span.

Spans count Unicode code points of the text, `end` exclusive; `text` is what stands there. The same
fields, under the same names, are the JSON lines of `expotui extract`.
"""

from typing import NamedTuple

# The rules by which a number has the unit of another: nothing in its own words says it.
INFERRING = frozenset({"context", "same number", "sum"})


class Figure(NamedTuple):
    """A number with what it counts: number + multiplier + unit, currency or first noun head.

    `unit` is an ISO 4217 code, `m2`, `percent`, `percentage_point`, `edition`, `times` or the noun
    in the singular; None where the words do not say. `qualified_start` and `qualified_end` bound
    the words with their hedge ("over 1,000 representatives"). `direction` is `up` or `down` of a
    change. `rule` names the rule that read it.
    """

    start: int
    end: int
    text: str
    value: int | float
    upper: int | float | None
    qualifier: str
    unit: str | None
    kind: str
    measure: str | None
    paragraph: int
    qualified_start: int
    qualified_end: int
    direction: str | None
    rule: str

    @property
    def basis(self) -> str:
        """Whether its own words say what it counts: `explicit`; or those of a number before it."""
        return "inferred" if self.rule in INFERRING and self.unit is not None else "explicit"


class Quote(NamedTuple):
    """Words somebody spoke, without their quotation marks; a line for each piece of a split one."""

    start: int
    end: int
    text: str
    speaker: str
    role: str | None
    cue: str
    paragraph: int
    rule: str


class Dated(NamedTuple):
    """A date that a text names. `edtf` is None where it is none in particular."""

    start: int
    end: int
    text: str
    edtf: str
    basis: str
    paragraph: int
    rule: str


class Occasion(NamedTuple):
    """A fair, or one holding of it, that a text names, at its first mention."""

    start: int
    end: int
    name: str
    series: str | None
    edition: int | None
    edtf: str | None
    city: str | None
    basis: str


class PageDate(NamedTuple):
    """When the text was published (EDTF), by its own words or by whoever handed it over."""

    edtf: str
    basis: str
    reason: str
    start: int | None
    end: int | None


class Extraction(NamedTuple):
    """All that was found in one text, each kind in text order."""

    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    dates: tuple[Dated, ...]
    occasions: tuple[Occasion, ...]
    page_date: PageDate | None
