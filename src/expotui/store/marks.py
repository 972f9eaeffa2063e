"""The user's marks on facts: rows of their own, never touched by an upgrade of the seeds."""

import sqlite3


def marked_ids(db: sqlite3.Connection) -> set[str]:
    """The ids of all marked facts."""
    return {row[0] for row in db.execute("SELECT fact_id FROM marks")}


def toggle_mark(db: sqlite3.Connection, fact_id: str) -> bool:
    """Mark a fact, or take its mark away; returns whether it is marked now.

    Args:
        db: a connection of `opening.open_writing`.
        fact_id: the id of a fact in the store.

    Raises:
        sqlite3.Error: the store may not be written, or there is no such fact.
    """
    with db:
        if db.execute("DELETE FROM marks WHERE fact_id = ?", (fact_id,)).rowcount:
            return False
        db.execute("INSERT INTO marks(fact_id) VALUES (?)", (fact_id,))
    return True
