"""Rows fetched from the store a page at a time, as they come on screen."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Row = TypeVar("Row")

PAGE = 32


class Pages(Generic[Row]):
    """The rows of an ordered list; the last few pages are kept.

    Args:
        fetch: the rows from one index to another (end exclusive); None for those that have gone,
            fewer where the list has become shorter.
        kept: how many pages of `PAGE` rows to keep.
    """

    def __init__(self, fetch: Callable[[int, int], Sequence[Row | None]], kept: int = 16) -> None:
        self._fetch = fetch
        self._kept = kept
        self._pages: OrderedDict[int, Sequence[Row | None]] = OrderedDict()

    def __getitem__(self, index: int) -> Row | None:
        """The row at `index`; None where it has gone from the store since the list was made.

        Raises:
            sqlite3.Error: the store can't be read just now.
        """
        number, within = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._fetch(number * PAGE, (number + 1) * PAGE)
            if len(self._pages) > self._kept:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[within] if within < len(page) else None

    def peek(self, index: int) -> Row | None:
        """The row at `index` for drawing, where nothing may fail: None where it can't be read."""
        try:
            return self[index]
        except sqlite3.Error:
            return None
