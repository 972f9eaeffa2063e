"""How much alike two texts are, and a sketch of a text that tells which may be.

Texts are compared by their shingles (Broder, "On the resemblance and containment of documents",
1997): the pairs of words that follow each other. The share that two texts have in common, twice
the common ones divided by all, is near the share of words that a reader would find in both.

A sketch holds the least hash of the shingles in each of a number of bins (Li, Owen, Zhang, "One
permutation hashing", 2012), an empty bin what the next full one holds (Shrivastava, Li, 2014). As
many bins are equal, on average, as two texts have shingles in common of all. Some bins together
make a band; texts of which no band is equal are hardly ever alike, so that those that may be are
found by looking up a few numbers, however many texts there are.
"""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise
from operator import eq
from struct import Struct
from typing import NamedTuple

from expotui.facts.text import fold

# Texts that have this share in common are the same, as far as who says so is concerned.
ALIKE = 0.8
# Of two texts that are alike, the bands of 999 in 1,000 pairs meet.
BANDS, _ROWS = 20, 3
_BINS = BANDS * _ROWS
# A text of fewer pairs says too little to be told from another: "Figures at a glance".
LEAST = 20
# Characters of a text that are looked at: what bounds the memory that a long one takes.
_LOOKED_AT = 1_000_000

# A word, or a character of a script that puts no space between words.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_PACKED = Struct(f"<{_BINS}I")
_BAND = Struct(f"<{_ROWS + 1}I")
_SIGNED = Struct("<q")
_HASHES = Struct("<Q")
_EMPTY = 2**32
_LOW = 2**32 - 1


class Sketch(NamedTuple):
    """What of a text is kept to find those that are alike: how many pairs, the bins, the bands."""

    pairs: int
    bins: bytes
    bands: tuple[int, ...]


Shingles = Counter[tuple[str, str]]


def shingles(text: str) -> Shingles:
    """The pairs of words that follow each other, without case or accents, and how often each."""
    return Counter(pairwise(_words(text)))


def alike(one: Shingles, other: Shingles) -> float:
    """The share of pairs that two texts have in common: 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def sketch(text: str) -> Sketch | None:
    """The sketch of a text, the same on every machine; None of one that is too short."""
    pairs = shingles(text)
    if len(pairs) < LEAST:
        return None
    least = [_EMPTY] * _BINS
    for first, second in pairs:
        hashed = _HASHES.unpack(blake2b(f"{first} {second}".encode(), digest_size=8).digest())[0]
        at, rest = (hashed >> 32) % _BINS, hashed & _LOW
        least[at] = min(least[at], rest)
    bins = _filled(least)
    return Sketch(len(pairs), _PACKED.pack(*bins), tuple(_bands(bins)))


def estimated(one: bytes, other: bytes) -> float:
    """About how many of all pairs two texts have in common (Jaccard), by the bins of both."""
    same: int = sum(map(eq, _PACKED.unpack(one), _PACKED.unpack(other)))
    return same / _BINS


def _words(text: str) -> Iterator[str]:
    return (match[0] for match in _WORD.finditer(fold(text[:_LOOKED_AT])))


def _filled(least: list[int]) -> list[int]:
    """Each bin, an empty one with what the next full one holds."""
    filled = least.copy()
    held = next(number for number in least if number != _EMPTY)
    for at in range(_BINS - 1, -1, -1):
        held = held if least[at] == _EMPTY else least[at]
        filled[at] = held
    return filled


def _bands(bins: list[int]) -> Iterator[int]:
    for band in range(BANDS):
        rows = bins[band * _ROWS : (band + 1) * _ROWS]
        digest = blake2b(_BAND.pack(band, *rows), digest_size=8).digest()
        yield _SIGNED.unpack(digest)[0]
