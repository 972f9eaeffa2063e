"""What is read from a store: the columns, the pages and the order."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from expotui.facts.model import DateClaim, Document, Event, Fact
from expotui.store import queries
from expotui.store.marks import marked_ids
from expotui.store.opening import open_writing
from expotui.store.timeline import Timeline


@pytest.mark.parametrize(
    ("model", "select"),
    [
        (Event, queries._EVENTS),
        (Document, queries._DOCUMENTS),
        (Fact, queries._FACTS),
        (DateClaim, "SELECT document_id AS document, '' AS publisher, date, agrees, text, note"
         " FROM date_claims"),
    ],
)  # fmt: skip
def test_columns_are_the_models_fields(
    db: sqlite3.Connection, model: type[Any], select: str
) -> None:
    columns = [column[0] for column in db.execute(f"{select} LIMIT 0").description]
    assert columns == list(model._fields)


def all_keys(db: sqlite3.Connection, table: str) -> list[int]:
    return [row[0] for row in db.execute(f"SELECT key FROM {table} ORDER BY key")]


def test_pages_hold_the_keys_asked_for(db: sqlite3.Connection) -> None:
    keys = all_keys(db, "facts")
    for asked in ([], keys[:1], keys[5:45], keys[::-1][:10], keys, [*keys[:3], 10**9, -1]):
        page = queries.facts_page(db, asked)
        assert set(page) == set(asked) & set(keys)
        assert all(fact.key == key for key, fact in page.items())


def test_a_page_has_no_upper_limit(db: sqlite3.Connection) -> None:
    assert len(queries.facts_page(db, range(1, 300_000))) == 725


def test_a_page_of_the_timeline(db: sqlite3.Connection) -> None:
    keys = Timeline(db, 2).keys(0, 10_000)
    for start in range(0, len(keys), 40):
        page = queries.timeline_page(db, keys[start : start + 40])
        assert set(page) == set(keys[start : start + 40])
        for key, row in page.items():
            assert isinstance(row, Event if key > 0 else Document)
            assert row.key == abs(key)


def test_each_fact_is_browsed_under_an_event_or_its_document(db: sqlite3.Connection) -> None:
    events = [row[0] for row in db.execute("SELECT id FROM events")]
    found = [key for event in events for key in queries.fact_keys(db, event=event)]
    homeless = [row[0] for row in db.execute("SELECT key FROM facts WHERE home_event_id IS NULL")]
    assert {*found, *homeless} == set(all_keys(db, "facts"))


def test_counts_agree_with_what_is_browsed(db: sqlite3.Connection) -> None:
    for row in db.execute("SELECT id FROM events").fetchall():
        event = queries.find_event(db, row[0])
        assert event
        keys = queries.fact_keys(db, event=event.id)
        facts = queries.facts_page(db, keys).values()
        assert event.quotes == sum(fact.is_quote for fact in facts)
        assert event.figures == len(facts) - event.quotes
        sources = queries.fact_outline(db, event=event.id).sources
        assert sources == len({fact.document for fact in facts})
    for row in db.execute("SELECT id FROM documents").fetchall():
        document = queries.find_document(db, row[0])
        assert document
        keys = queries.fact_keys(db, document=document.id)
        assert len(keys) == document.figures + document.quotes


def test_browsing_order(db: sqlite3.Connection) -> None:
    keys = queries.fact_keys(db, event="ciie-6")
    page = queries.facts_page(db, keys)
    facts = [page[key] for key in keys]
    kinds = [fact.is_quote for fact in facts]
    assert kinds == sorted(kinds)
    own = [fact for fact in facts if fact.subject is None and not fact.is_quote]
    rank = dict(db.execute("SELECT id, position FROM measures").fetchall())
    ranks = [rank[fact.measure] for fact in own if fact.measure]
    assert ranks == sorted(ranks)


def test_the_outline_covers_its_keys(db: sqlite3.Connection) -> None:
    for event in ("ciie-6", "linyi-2", "jinjiang-19", "wcifit-7", "nothing"):
        outline = queries.fact_outline(db, event=event)
        assert outline.keys == queries.fact_keys(db, event=event)
        position = 0
        for group in outline.groups:
            assert group.start == position
            assert group.size > 0
            position += group.size
        assert position == len(outline.keys)


def test_finding_by_id(db: sqlite3.Connection) -> None:
    event = queries.find_event(db, "ciie-6")
    document = queries.find_document(db, "ciie-belt-and-road")
    fact = queries.find_fact(db, "ciie-belt-and-road-f05")
    assert event
    assert event.date == "2023-11-05/2023-11-10"
    assert document
    assert (document.edition_claimed, document.edition, document.published) == (6, 6, "2025-11-04")
    assert fact
    assert (fact.value, fact.qualifier, fact.home) == (1500, "over", "ciie-6")
    for find in (queries.find_event, queries.find_document, queries.find_fact):
        assert find(db, "no'such\x00id") is None


def test_other_claims_of_the_same_thing(db: sqlite3.Connection) -> None:
    fact = queries.find_fact(db, "ciie-6-001")
    assert fact
    others = queries.other_claims(db, fact).listed
    assert len(others) > 2
    assert fact not in others
    assert {(o.event, o.measure, o.scope) for o in others} == {
        (fact.event, fact.measure, fact.scope)
    }
    published = [other.published or "9999" for other in others]
    assert published == sorted(published)
    assert queries.other_claims(db, fact, limit=1).listed == others[:1]
    assert queries.other_claims(db, fact, limit=1).total == len(others)
    assert queries.other_claims(db, fact._replace(event=None)).total == 0


def test_what_documents_say_of_a_date(db: sqlite3.Connection) -> None:
    claims = queries.date_claims(db, "wcifit-2")
    assert [bool(claim.agrees) for claim in claims] == [False, True, True, True]
    assert claims[0].date == "2019-08-16"
    assert queries.date_claims(db, "nothing") == []


def test_totals(db: sqlite3.Connection) -> None:
    found = queries.totals(db)
    assert (found.figures, found.quotes, found.documents) == (719, 6, 144)
    assert found.events == len(all_keys(db, "events"))


def test_density_counts_the_facts_of_dated_events(db: sqlite3.Connection) -> None:
    found = queries.density(db)
    dated = db.execute(
        "SELECT count(*) FROM facts JOIN events e ON e.id = home_event_id"
        " WHERE e.sort_date IS NOT NULL"
    ).fetchone()[0]
    assert sum(found.values()) == dated
    assert all(1 <= month % 100 <= 12 for month in found)
    assert found[201704] > 0


def test_editions_beside(db: sqlite3.Connection) -> None:
    assert queries.editions_beside(db, "ciie-6") == ("ciie-5", "ciie-7")
    assert queries.editions_beside(db, "ciie-1")[0] is None
    assert queries.editions_beside(db, "nothing") == (None, None)


def test_known_ids(db: sqlite3.Connection) -> None:
    assert queries.known_ids(db, "events", "ciie-6") == sorted(
        row[0] for row in db.execute("SELECT id FROM events WHERE id LIKE 'ciie-6%'")
    )
    assert len(queries.known_ids(db, "facts", limit=7)) == 7


def test_marks(copy: Path) -> None:
    db = open_writing(copy)
    try:
        assert marked_ids(db) == set()
        db.execute("INSERT INTO marks(fact_id) VALUES ('ciie-6-001')")
        assert marked_ids(db) == {"ciie-6-001"}
    finally:
        db.close()
