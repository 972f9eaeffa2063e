"""Which store is read. Knows nothing of click: a start of the browser need not load it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from expotui.cli.progress import watched
from expotui.errors import StoreError
from expotui.store.explaining import explain
from expotui.store.opening import open_as_it_is, open_reading


@dataclass(slots=True)
class Store:
    """What the options say of the store. `path` is only worked out where it is needed."""

    named: Path | None = None
    read_only: bool = False
    immutable: bool = False
    as_of: date | None = None
    # Whether the texts of documents may be shown: over SSH, the server says.
    passages: bool = True

    @property
    def path(self) -> Path:
        if self.named is not None:
            if not self.named.parent.exists():
                # A typo is not to become a folder; the default one is made on first use.
                raise StoreError(f"there is no folder {self.named.parent} for the store of --db")
            return self.named
        from expotui.store.location import default_store

        return default_store()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for reading; what goes wrong with it meanwhile is explained.

        A store that has to be built or upgraded is; on a terminal, that is shown.

        Raises:
            StoreError: the store could not be opened, or could not be read further.
        """
        path = self.path
        db = open_reading(
            path,
            prepare=not (self.read_only or self.immutable),
            immutable=self.immutable,
            as_of=self.as_of,
            watch=lambda: watched("bringing the store up to date"),
        )
        with _explained(path, db):
            yield db

    @contextmanager
    def as_it_is(self) -> Iterator[sqlite3.Connection]:
        """A connection for reading to a store of whatever age, which is not built or upgraded.

        Raises:
            StoreError: the store could not be opened, or could not be read further.
        """
        path = self.path
        with _explained(path, open_as_it_is(path)) as db:
            yield db


@contextmanager
def _explained(path: Path, db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield db
    except sqlite3.Error as error:
        raise StoreError(explain(path, error)) from error
    finally:
        db.close()
