"""Text from documents, stores and users, made safe to show on a terminal."""

import re
import unicodedata
from functools import lru_cache

# Everything str.isprintable() calls unprintable, but for the plain space: control and format
# characters (escape sequences, bidi overrides), surrogates, unassigned code points, separators.
_SUSPECT = re.compile(r"[^\S ]|[^\w\s!-~]")


def visible(text: str) -> str:
    """Return `text` with every control, format and bidi character spelled out.

    C0 controls become their control pictures (U+2400 block), other spaces a plain space (the
    ideographic one stays), anything else unprintable `‹U+XXXX›`. Printable text comes back as it
    is, so the common case costs one scan. The result holds no newline: one call, one line.
    """
    if text.isprintable():
        return text
    return _SUSPECT.sub(_spell_out, text)


def _spell_out(match: re.Match[str]) -> str:
    char = match[0]
    if char.isprintable() or char == "\u3000":
        return char
    if unicodedata.category(char) == "Zs":
        return " "
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"‹U+{code:04X}›"


_BREAKS = re.compile(r"\W+")
# Combining marks on letters of Latin, Greek and Cyrillic script (or on a mark on one).
_ACCENTS = re.compile(
    "(?<=[\\0-\u052f])[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


@lru_cache(maxsize=8_192)
def folded_words(text: str) -> frozenset[str]:
    """The different words of `text` as search compares them; remembered, as facts share texts."""
    return frozenset(_BREAKS.split(fold(text)))


def fold(text: str) -> str:
    """Return `text` as search compares it: NFKC, no case, no combining marks.

    Marks are only taken off Latin, Greek and Cyrillic letters; in other scripts (Tamil,
    Devanagari) they are vowels.
    """
    if text.isascii():
        return text.casefold()
    # Case is folded again after NFKD, which makes capitals of its own (of mathematical letters).
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    decomposed = unicodedata.normalize("NFKD", decomposed)
    if decomposed.isascii():
        return decomposed
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", decomposed))
