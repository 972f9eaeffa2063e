"""The user's marks on facts: made by decisions, never touched by an upgrade of the seeds."""

import sqlite3


def marked_ids(db: sqlite3.Connection) -> set[str]:
    """The ids of all marked facts."""
    return {row[0] for row in db.execute("SELECT fact_id FROM marks")}
