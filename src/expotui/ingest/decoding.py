"""Bytes → text. What cannot be told is refused, with the byte that stands in the way."""

import codecs
import re
from contextlib import suppress

from expotui.ingest.source import Unreadable

_BOMS = (
    # UTF-32 first: its mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Which bytes of four hold no NUL where Latin text is written in these.
_WIDE = (
    ("utf-32-le", (0,)),
    ("utf-32-be", (3,)),
    ("utf-16-le", (0, 2)),
    ("utf-16-be", (1, 3)),
)
_SAMPLE = 4096
# Charsets are declared by names that stand for more than they say: browsers read them so.
_MEANT = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932",
    "shift-jis": "cp932", "euc-kr": "cp949",
}  # fmt: skip
# Codecs that are no encodings of texts, or make halves of characters.
_NO_ENCODING = re.compile(r"u(?:tf)?[-_]?7|.*escape|idna|punycode|undefined", re.IGNORECASE)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?([A-Za-z0-9._:-]{1,40})""")
# So many letters that are UTF-8 and not ASCII came before what is not: then it is damaged UTF-8.
_TELLING = 4
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


def decode(content: bytes, encoding: str | None = None, *, declares: bool = False) -> str:
    """The text of a file. Line ends stay as they are, and so does a mark of UTF-8 at its start.

    `encoding` is what the user says it is. Otherwise the first that holds: a byte order mark,
    NULs where UTF-16 and UTF-32 have them, UTF-8, what the file itself declares (where `declares`:
    HTML), the one legacy encoding in which it reads as a language.

    Raises:
        Unreadable: it is none of these, or no text.
    """
    text = _by(content, encoding) if encoding else _detected(content, declares)
    nul = text.find("\0")
    if nul >= 0:
        raise Unreadable(f"is no text: character {nul:,} is a NUL")
    return text


def is_encoding(name: str) -> bool:
    """Whether there is a text encoding of this name."""
    if _NO_ENCODING.fullmatch(name):
        return False
    try:
        b"a".decode(name)
    except UnicodeDecodeError:
        return True  # a letter is half a character in it
    except (LookupError, ValueError):
        return False
    return True


def _detected(content: bytes, declares: bool) -> str:
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _by(content, name)
    nul = content.find(b"\0")
    if nul >= 0:
        return _wide(content, nul)
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls * 20 > len(content):
        raise Unreadable("is no text: it is full of control characters")
    return _narrow(content, declares)


def _by(content: bytes, encoding: str) -> str:
    if not is_encoding(encoding):
        raise Unreadable(f"{encoding!r} is no encoding: name another with --encoding")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"is not {encoding.upper()} at byte {error.start:,}") from error
    except ValueError as error:
        raise Unreadable(f"is not {encoding.upper()}") from error


def _wide(content: bytes, nul: int) -> str:
    """UTF-16 or UTF-32 without a mark, if NULs stand in its places and there alone."""
    sample = content[:_SAMPLE]
    for name, letters in _WIDE:
        empty = [sample[at::4] for at in range(4) if at not in letters]
        zeros, places = sum(column.count(0) for column in empty), sum(map(len, empty))
        if any(0 in sample[at::4] for at in letters) or places < 4 or zeros * 10 < places * 7:
            continue
        return _by(content, name)
    raise Unreadable(f"is no text: byte {nul:,} is a NUL")


def _narrow(content: bytes, declares: bool) -> str:
    declared = _declared(content) if declares else None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(content, declared, error)
    if declared and text.isascii() and b"\x1b" in content:
        return _by(content, declared)  # ISO-2022: ASCII to look at, Japanese or Korean to read
    return text


def _legacy(content: bytes, declared: str | None, error: UnicodeDecodeError) -> str:
    """What is not UTF-8, in the encoding that it declares or reads as a language in."""
    at = error.start
    read = content[:at].decode("utf-8")
    telling = sum(map(len, re.findall(r"[^\x00-\x7f]+", read[-_SAMPLE:])))
    if declared is None and telling >= _TELLING:
        cut = error.reason == "unexpected end of data"
        what = "breaks off within a character" if cut else "is damaged UTF-8"
        raise Unreadable(f"{what} at byte {at:,}: mend it, or name its encoding with --encoding")
    encoding = declared or _guessed(content, at)
    if encoding is not None:
        with suppress(ValueError):
            return content.decode(encoding)
    raise Unreadable(
        f"is not UTF-8 at byte {at:,}: convert it, or name its encoding with --encoding"
    )


def _declared(content: bytes) -> str | None:
    """The charset that the head of a page names, if it is one."""
    found = _DECLARED.search(content[:_SAMPLE])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    name = _MEANT.get(name, name)
    # What could be read as ASCII this far is neither UTF-16 nor UTF-32.
    return name if is_encoding(name) and not name.startswith(("utf-16", "utf-32")) else None


_LEGACY = [
    "gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256",
    "cp874", "cp1252",
]  # fmt: skip
_GUESSED_FROM = 65_536
# Quotation marks, dashes, signs: Windows has them in the same places for all of Europe.
_TYPOGRAPHY = b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa9\xab\xae\xb0\xb1\xb7\xbb"
_ASCII = bytes(range(128))
# Read as Windows-1252, what Czech, Polish, Hungarian or Turkish has in encodings of their own.
_NOT_WESTERN = re.compile(r"[šžþðý]|õ(?!e)|[^\W\d_][¹²³ºª¾¿¼½£¥][^\W\d_]", re.IGNORECASE)


def _guessed(content: bytes, at: int) -> str | None:
    """The legacy encoding that what stands around byte `at` reads well in, if one alone does."""
    if not content.translate(None, _ASCII + _TYPOGRAPHY):
        return "cp1252"
    from charset_normalizer import from_bytes

    sample = _around(content, at)
    found = list(from_bytes(sample, cp_isolation=_LEGACY, enable_fallback=False))
    if not found or found[0].chaos > 0.1:
        return None
    best, others = found[0], found[1:]
    if best.encoding == "cp1252" and _NOT_WESTERN.search(str(best)):
        return None
    rivals = [
        other
        for other in others
        if other.chaos < best.chaos + 0.08 and other.coherence > best.coherence - 0.1
    ]
    return None if rivals else best.encoding


def _around(content: bytes, at: int) -> bytes:
    """A stretch of bytes around `at` that begins and ends between words, where there are any."""
    start = content.rfind(b"\n", max(0, at - _GUESSED_FROM // 2), at) + 1
    start = start or max(0, at - _GUESSED_FROM // 2)
    end = start + _GUESSED_FROM
    if end < len(content):
        # No character of these encodings has a space or a line end for its second byte.
        end = max(content.rfind(sign, at, end) for sign in (b" ", b"\n")) + 1 or end
    return content[start:end]
