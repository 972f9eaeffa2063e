"""Citations of what a store holds."""

import sqlite3
from datetime import date

from expotui.citations.model import Citation, of_document, of_fact
from expotui.facts.model import Document, Fact
from expotui.store.queries import find_document, find_fact


def of_stored(
    db: sqlite3.Connection, found: Document | Fact, accessed: date | None = None
) -> Citation | None:
    """The citation of a row; None of a fact whose document is gone."""
    if isinstance(found, Document):
        return of_document(found, accessed)
    document = find_document(db, found.document)
    if document is None:
        return None
    namesake = document.id == found.id or find_document(db, found.id) is not None
    return of_fact(found, document, accessed, namesake=namesake)


def named(db: sqlite3.Connection, name: str) -> list[Document | Fact]:
    """The documents and facts that go by an id: each has its own, and the two may share one."""
    found = find_document(db, name), find_fact(db, name)
    return [row for row in found if row is not None]
