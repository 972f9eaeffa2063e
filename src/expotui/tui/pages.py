"""Rows fetched from the store a page at a time, as they come on screen."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Row = TypeVar("Row")

PAGE = 128


class Pages(Generic[Row]):
    """The rows behind an ordered sequence of keys; the last few pages are kept.

    Args:
        keys: the keys in order (an `array('q')`: eight bytes a row).
        fetch: the rows of some keys, by key.
        kept: how many pages of `PAGE` rows to keep.
    """

    def __init__(
        self,
        keys: Sequence[int],
        fetch: Callable[[Sequence[int]], dict[int, Row]],
        kept: int = 8,
    ) -> None:
        self.keys = keys
        self._fetch = fetch
        self._kept = kept
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, index: int) -> Row | None:
        """The row at `index`; None where it has gone from the store since the keys were read.

        Raises:
            sqlite3.Error: the store can't be read just now.
        """
        number = index // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._fetch(self.keys[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = page
            if len(self._pages) > self._kept:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self.keys[index])

    def peek(self, index: int) -> Row | None:
        """The row at `index` for drawing, where nothing may fail: None where it can't be read."""
        try:
            return self[index]
        except sqlite3.Error:
            return None
