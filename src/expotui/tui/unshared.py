"""Two of Textual's caches, kept from holding on to readers who have left.

Both remember the answers of a method by the object that was asked, 1,024 of them for the process:
in a server each entry is a whole browser, a megabyte, that nobody looks at any more.
"""

from functools import lru_cache
from typing import Any

from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser


class Parser(XTermParser):
    """Textual's parser of what a terminal sends, without that memory."""

    _parse_extended_key: Any = XTermParser._parse_extended_key.__wrapped__


def share_by_colour() -> None:
    """Have Textual remember borders' backgrounds by their colours, on which alone they depend."""
    inner_outer: Any = StylesCache.get_inner_outer.__wrapped__
    by_colour = lru_cache(1024)(lambda below, color: inner_outer(StylesCache, below, color))
    StylesCache.get_inner_outer = staticmethod(by_colour)  # type: ignore[method-assign, assignment]
