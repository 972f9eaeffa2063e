"""How a citation names what it cites: the token `expotui:ID`, the key of an entry, an address."""

import re
from hashlib import sha256
from urllib.parse import quote, unquote

_TOKEN = re.compile(r"(?<![\w/:.])expotui:(?P<id>[\w%-][\w.%-]*)")
_NOT_IN_TOKENS = re.compile(r"[^\w.-]|[.](?=[.]*\Z)|\A[.]")

# What BibTeX, biber and pandoc all take as a key.
_KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.:+-]*[A-Za-z0-9])?")
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9]+")

_LINK = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_NOT_IN_LINKS = frozenset('\\{}^`|"<>“”')


def token(name: str) -> str:
    """`expotui:ID`, without a space or bracket: whatever else an id holds is percent-encoded."""
    return "expotui:" + _NOT_IN_TOKENS.sub(lambda match: _percent(match[0]), name)


def tokens(text: str) -> list[tuple[int, int, str]]:
    """Every `expotui:ID` in `text`: where it begins and ends, and the id it names."""
    found = []
    for match in _TOKEN.finditer(text):
        # A full stop behind it belongs to the sentence.
        name = match["id"].rstrip(".")
        found.append((match.start(), match.start("id") + len(name), unquote(name)))
    return found


def key(name: str) -> str:
    """The key of an entry: the id itself where it makes one, else what is left and a digest.

    Two ids never share one, and one id always has the same.
    """
    if _KEY.fullmatch(name):
        return name
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    kept = _NOT_IN_KEYS.sub("-", name).strip("-")[:60].strip("-")
    return f"{kept}-{digest}" if kept else f"id-{digest}"


def link(address: str | None) -> str | None:
    """An address that may be linked: http(s), with nothing in it that ends it in some form."""
    if not address or not _LINK.match(address):
        return None
    return "".join(_percent(char) if _breaks(char) else char for char in address)


def _breaks(char: str) -> bool:
    return char.isspace() or not char.isprintable() or char in _NOT_IN_LINKS


def _percent(text: str) -> str:
    return quote(text, safe="", errors="replace") if text not in ".~" else f"%{ord(text):02X}"
