"""What was typed, term by term, and what each may mean: from the surest reading to the least."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from expotui.search.vocabulary import MOST_OF_WHOLE, MOST_PREFIXES, StoredTerms, Vocabulary, any_of

# How far a reading goes; each holds the ones before.
EXACT, BEGUN, TYPOS, FAR = range(4)


class Term(Protocol):
    """Something that a fact has to hold."""

    @property
    def typed(self) -> str:
        """How it was typed, folded."""

    @property
    def asked_for(self) -> bool:
        """Whether a fact without it is no answer: it was quoted, or asked for in a field."""

    def expression(self, reading: int, most: int | None = None) -> str:
        """The FTS5 expression of a reading, of its `most` surest words; '' where it has none."""

    def words(self, reading: int) -> tuple[str, ...]:
        """The indexed words that a reading allows, the surest first."""

    @property
    def known(self) -> bool:
        """Whether anything like it is indexed."""

    @property
    def facts(self) -> int:
        """In how many fields of facts its surest reading stands, about."""


def _in_field(field: str, expression: str) -> str:
    if not expression:
        return ""
    return f"{{{field}}} : ({expression})" if field else f"({expression})"


@dataclass(frozen=True)
class _AnyOf:
    """One of some indexed words, in a field or in any ('')."""

    typed: str
    field: str

    def words(self, reading: int) -> tuple[str, ...]:
        raise NotImplementedError

    def expression(self, reading: int, most: int | None = None) -> str:
        return _in_field(self.field, any_of(self.words(reading)[:most]))

    @property
    def asked_for(self) -> bool:
        return bool(self.field)

    @property
    def known(self) -> bool:
        return bool(self.words(TYPOS))


@dataclass(frozen=True)
class Word(_AnyOf):
    """A word; with `ending`, the last one, which is being typed."""

    vocabulary: Vocabulary
    ending: bool = False

    @property
    def facts(self) -> int:
        return max(map(self.vocabulary.frequency, self.words(TYPOS)[:1]), default=0)

    def words(self, reading: int) -> tuple[str, ...]:
        return self._readings[reading] if reading < FAR else self._farthest

    @cached_property
    def _readings(self) -> tuple[tuple[str, ...], ...]:
        exact = (self.typed,) if self.typed in self.vocabulary else ()
        most = MOST_PREFIXES if self.ending else MOST_OF_WHOLE
        begun = exact + self.vocabulary.beginning_with(self.typed)[:most]
        # A word that is there is spelled as it was meant, until nothing at all is found.
        like = () if exact else self.vocabulary.like(self.typed, self.ending)
        return exact, begun, tuple(dict.fromkeys(begun + like))

    @cached_property
    def _farthest(self) -> tuple[str, ...]:
        if self.typed in self.vocabulary:
            far = self.vocabulary.like(self.typed, self.ending)
        else:
            far = self.vocabulary.far_from(self.typed)
        return tuple(dict.fromkeys(self.words(TYPOS) + far))


@dataclass(frozen=True)
class Number(_AnyOf):
    """A number: itself or, being typed, what it begins. Never with typos."""

    stored: StoredTerms

    @cached_property
    def facts(self) -> int:
        return self.stored.facts("number", self.typed)

    def words(self, reading: int) -> tuple[str, ...]:
        return self._exact if reading == EXACT else self._exact + self._continued

    @cached_property
    def _exact(self) -> tuple[str, ...]:
        return (self.typed,) if self.facts else ()

    @cached_property
    def _continued(self) -> tuple[str, ...]:
        return self.stored.continued(self.typed)


@dataclass(frozen=True)
class Run:
    """Characters of a script without word breaks, indexed one by one: they stand in a row.

    With typos one of them may be another; at worst all stand somewhere in the fact.
    """

    typed: str
    field: str
    vocabulary: Vocabulary

    @property
    def asked_for(self) -> bool:
        return bool(self.field)

    @property
    def facts(self) -> int:
        return min(map(self.vocabulary.frequency, self.typed))

    def expression(self, reading: int, most: int | None = None) -> str:  # noqa: ARG002
        if not self.known:
            return ""
        if reading < TYPOS or len(self.typed) < 3:
            return _in_field(self.field, _in_a_row(self.typed))
        if reading == TYPOS:
            shorter = (self.typed[1:], self.typed[:-1])
            return _in_field(self.field, " OR ".join(map(_in_a_row, shorter)))
        return _in_field(self.field, " AND ".join(f'"{char}"' for char in self.typed))

    def words(self, reading: int) -> tuple[str, ...]:  # noqa: ARG002
        return (self.typed,) if self.known else ()

    @cached_property
    def known(self) -> bool:
        return any(char in self.vocabulary for char in self.typed)


@dataclass(frozen=True)
class Phrase:
    """Words in quotation marks: in this order, as they stand."""

    parts: tuple[str, ...]
    field: str
    known: bool = True
    asked_for: bool = True
    facts: int = 0

    @property
    def typed(self) -> str:
        return " ".join(self.parts)

    def expression(self, reading: int, most: int | None = None) -> str:  # noqa: ARG002
        return _in_field(self.field, f'"{self.typed}"')

    def words(self, reading: int) -> tuple[str, ...]:  # noqa: ARG002
        return self.parts


def _in_a_row(chars: str) -> str:
    return f'"{" ".join(chars)}"'
