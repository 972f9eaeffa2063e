"""Reading the store beside the event loop: one thing at a time, the newest wins."""

import sqlite3
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

Found = TypeVar("Found")


class Aside:
    """A connection for reading in threads, made on first use.

    What is read has a number. `supersede` makes a number the newest one: what is read for an older
    number is interrupted, what waits for it never starts.

    Args:
        connect: makes the connection.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._one_at_a_time = Lock()
        self._db: sqlite3.Connection | None = None
        self._newest = 0
        self._reading = False

    def supersede(self) -> int:
        """A new newest number."""
        self._newest += 1
        # Getting ready is not interrupted: the next one needs that as much.
        if self._db is not None and self._reading:
            self._db.interrupt()
        return self._newest

    def is_newest(self, number: int) -> bool:
        """Whether what is read for a number is still wanted."""
        return number == self._newest

    def read(self, number: int, query: Callable[[sqlite3.Connection], Found]) -> Found | None:
        """What `query` reads; None where `number` is not the newest any more.

        Raises:
            StoreError, sqlite3.Error: the store could not be read.
        """
        with self._one_at_a_time:
            if number != self._newest:
                return None
            if self._db is None:
                self._db = self._connect()
            self._get_ready(self._db)
            self._reading = True
            try:
                found = query(self._db)
            except sqlite3.OperationalError:
                if number == self._newest:
                    raise
                return None
            finally:
                self._reading = False
            return found if number == self._newest else None

    def _get_ready(self, db: sqlite3.Connection) -> None:
        """What is to be done before each query."""

    def close(self) -> None:
        """Stop what is running, and close the connection."""
        self.supersede()
        with self._one_at_a_time:
            if self._db is not None:
                self._db.close()
                self._db = None
