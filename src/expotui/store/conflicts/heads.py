"""What every conflict is listed by, whatever kind it is of."""

from enum import StrEnum
from typing import NamedTuple

from expotui.facts.model import Fact
from expotui.facts.quantities import to_decimal
from expotui.facts.units import in_base_unit


class Kind(StrEnum):
    """What does not fit together."""

    CLAIMS = "claims"
    GROWTH = "growth"
    SUM = "sum"
    PART = "part"
    CONVERSION = "conversion"
    EDITION = "edition"
    DATE = "date"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Kind.CLAIMS: "claims exclude each other",
    Kind.GROWTH: "a growth and its two figures do not fit",
    Kind.SUM: "a sum and its editions do not fit",
    Kind.PART: "a part is more than its whole",
    Kind.CONVERSION: "two currencies do not fit",
    Kind.EDITION: "the edition named is not the one meant",
    Kind.DATE: "a date is disputed, or stated by nobody",
}


class Severity(StrEnum):
    """How bad: what would mislead whoever takes the wrong one."""

    SEVERE = "severe"
    CLEAR = "clear"
    SLIGHT = "slight"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


def severity_of(spread: float | None) -> Severity:
    """Of the larger number divided by the smaller: twice is severe, less than a tenth more slight.

    None, where the one is 0 or less: severe.
    """
    if spread is None or spread >= 2:
        return Severity.SEVERE
    return Severity.CLEAR if spread >= 1.1 else Severity.SLIGHT


def spread_of(*numbers: float) -> float | None:
    """The largest number divided by the least; None where that is 0 or less."""
    return max(numbers) / min(numbers) if min(numbers) > 0 else None


def size(fact: Fact) -> float:
    """A figure's number in the unit that it is compared in, less than 0 where it is a fall."""
    return float(in_base_unit(to_decimal(fact.signed or 0), fact.unit))


def apart(spread: float | None) -> str:
    """How far apart, for people: `×2.21`, `+20.0%`; nothing where there are no two numbers."""
    if spread is None:
        return ""
    if spread < 2:
        return f"+{spread - 1:.1%}"
    return f"×{spread:,.0f}" if spread >= 100 else f"×{spread:.3g}"


class Head(NamedTuple):
    """A conflict as it is listed.

    `id` is the same in every store with the same rows. `spread` is the larger number divided by the
    smaller; None where there are no two, or one is 0 or less. `reason` and the `keys` of the facts
    it is about, those that do not fit in `misfits`, are empty for `Kind.CLAIMS`, whose claims are
    read when it is opened; `documents` are the pages that an edition or a date is about.
    """

    id: str
    kind: Kind
    severity: Severity
    spread: float | None
    series: str | None
    event: str | None
    subject: str | None
    measure: str | None
    scope: str | None
    title: str
    reason: str = ""
    keys: tuple[int, ...] = ()
    misfits: frozenset[int] = frozenset()
    documents: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, bool, float, str]:
        """The worst first."""
        return self.severity.rank, self.spread is None, -(self.spread or 0), self.id


def named(*parts: str | None) -> str:
    """What a conflict is about, in a line: `CIIE 4 · intended one-year turnover`."""
    return " · ".join(filter(None, parts))


def id_of(*parts: str | None) -> str:
    """An id of what it is about: `ciie-4.intended_turnover_one_year.total`."""
    return ".".join(filter(None, parts))


def json_keys(text: str) -> list[int]:
    """The keys of a `json_group_array`."""
    return [int(key) for key in text.strip("[]").split(",") if key]


class Asked(NamedTuple):
    """Filters, all of which have to hold."""

    series: str | None = None
    event: str | None = None
    measure: str | None = None
    kind: str | None = None
