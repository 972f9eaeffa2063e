"""Which rows of the store a file has named already, in little memory: a bit for each key."""

_BITS = 16  # of a key, within a page


class Seen:
    """A set of row keys. Keys lie close together: a million take 125 KB."""

    def __init__(self) -> None:
        self._pages: dict[int, bytearray] = {}

    def add(self, key: int) -> bool:
        """Put `key` in; returns whether it was there already."""
        page = self._pages.setdefault(key >> _BITS, bytearray(1 << (_BITS - 3)))
        byte, bit = divmod(key & ((1 << _BITS) - 1), 8)
        there = bool(page[byte] >> bit & 1)
        page[byte] |= 1 << bit
        return there
