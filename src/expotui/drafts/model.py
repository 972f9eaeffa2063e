"""What checking a draft gives: its figures, quotes and dates, each with a verdict and the facts."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from expotui.facts.model import Fact


class Verdict(StrEnum):
    """What the store says of something in a draft."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNSOURCED = "unsourced"
    UNCHECKED = "not checked"

    @property
    def sign(self) -> str:
        """A sign for narrow columns; the word stands beside it."""
        return _SIGNS[self]


_SIGNS = {
    Verdict.SUPPORTED: "✓", Verdict.CONTRADICTED: "✗", Verdict.UNSOURCED: "?",
    Verdict.UNCHECKED: "–",
}  # fmt: skip


class Kind(StrEnum):
    """What in a draft is checked."""

    FIGURE = "figure"
    QUOTE = "quote"
    DATE = "date"


class Relation(StrEnum):
    """What a fact is to what the draft says."""

    SAYS = "says so"
    FITS = "fits"
    EXCLUDES = "excludes it"
    ELSEWHERE = "says it of another event"
    CLOSE = "says another"
    BASE = "it follows from"


class Evidence(NamedTuple):
    """A fact of the store, and what it is to the draft's words."""

    fact: Fact
    relation: Relation


class Answer(NamedTuple):
    """A verdict, why in a sentence, and the facts, the weightiest first.

    `measure` is what the figure was taken to count. `disputed`: a source says so, and another one
    of the same measure and scope excludes it. `computed`: no source prints it, it follows from what
    they print. `changed`: of a quote, words of the draft and of the source that differ.
    """

    verdict: Verdict
    reason: str
    evidence: Sequence[Evidence] = ()
    measure: str | None = None
    disputed: bool = False
    computed: bool = False
    changed: Sequence[tuple[str, str]] = ()


class Item(NamedTuple):
    """Something in a draft: its span (code points, `end` exclusive), line from 1, and the answer.

    `event` is the id of what the draft speaks of there, None where it does not say; `event_basis`
    tells how that is known.
    """

    kind: Kind
    start: int
    end: int
    text: str
    line: int
    event: str | None
    event_short: str | None
    event_basis: str | None
    answer: Answer
