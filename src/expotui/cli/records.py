"""Events, documents and facts as JSON objects: the model's own fields, with what it refers to."""

import sqlite3
from typing import Any

from expotui.export.safe_json import record
from expotui.facts.model import Document, Event, Fact
from expotui.facts.verdicts import judge
from expotui.store import queries
from expotui.store.passages import passage_of


def brief(found: Event | Document | Fact) -> dict[str, Any]:
    """The fields of one event, document or fact, without keys that only this store knows."""
    row = found._asdict()
    del row["key"]
    kind = {Event: "event", Document: "document", Fact: "fact"}[type(found)]
    return {"type": kind, **record(row)}


def full(
    db: sqlite3.Connection, found: Event | Document | Fact, *, passages: bool
) -> dict[str, Any]:
    """One event, document or fact, and what belongs to it; of a fact with `passages`, the words
    around it, null where the store has not the text.
    """
    if isinstance(found, Event):
        claims = [claim._asdict() for claim in queries.date_claims(db, found.id)]
        return {**brief(found), "date_claims": claims, "facts": _facts(db, event=found.id)}
    if isinstance(found, Document):
        return {**brief(found), "facts": _facts(db, document=found.id)}
    document = queries.find_document(db, found.document)
    event = queries.find_event(db, found.event) if found.event else None
    return {
        **brief(found),
        "passage": _passage(db, found) if passages else None,
        "document": document and brief(document),
        "event": event and brief(event),
        "other_claims": [
            {**brief(other), **judge(found, other)._asdict()}
            for other in queries.other_claims(db, found).listed
        ],
    }


def _passage(db: sqlite3.Connection, fact: Fact) -> dict[str, Any] | None:
    passage = passage_of(db, fact)
    return passage and record(passage._asdict())


def _facts(db: sqlite3.Connection, *, event: str = "", document: str = "") -> list[dict[str, Any]]:
    keys = queries.fact_keys(db, event=event, document=document)
    page = queries.facts_page(db, keys)
    return [brief(page[key]) for key in keys]
