"""Which claims are independent: reprints of one origin are one voice, however many print it."""

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from expotui.facts.text import fold

# A number with so many words around it, printed alike twice, was written once.
_TELLING = 5


class Voice(NamedTuple):
    """Who claims something: the origin of its page (of a copy, the one it repeats), its words."""

    origin: str
    words: str


def independent(voices: Sequence[Voice]) -> list[int]:
    """For each voice the index of the first that it goes back to: itself, where it is the first.

    Two go back to one where they name the same origin, or print the same five words or more.
    """
    first: dict[Hashable, int] = {}
    found = list(range(len(voices)))

    def root(at: int) -> int:
        while found[at] != at:
            found[at] = found[found[at]]
            at = found[at]
        return at

    for at, voice in enumerate(voices):
        for name in _names(voice):
            one, other = sorted((root(at), root(first.setdefault(name, at))))
            found[other] = one
    return [root(at) for at in range(len(voices))]


def voices_of(rows: Iterable[tuple[str | None, str | None]]) -> list[Voice]:
    """Voices of (origin, printed words) as a store has them; without an origin, each is its own."""
    return [Voice(origin or f"\0{at}", words or "") for at, (origin, words) in enumerate(rows)]


def _names(voice: Voice) -> list[Hashable]:
    words = fold(voice.words).split()
    return [("origin", fold(voice.origin)), *([tuple(words)] if len(words) >= _TELLING else [])]
