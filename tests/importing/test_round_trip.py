"""Export → import into another store → export: byte for byte the same."""

import math
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expotui.export.tables import TABLES
from expotui.store.disputes import settle
from tests.importing.conftest import DOCUMENT, copied, execute, exported, import_text

ORDER = ("events", "documents", "facts")
KINDS = ("facts", "figures", "quotes", "events", "documents")

# Cells that spreadsheets, terminals and CSV readers take for something else.
HOSTILE = [
    "=1+1", "'=1", "''", "'", "-12", "＝1", "\t=1", '"', '""x"', "a,b;c\td", "a\r\nb\rc\n", "\x00",
    "=\x00", "\ufeff", "\u202eabc\u2066", "\x1b[31m", "\U000e0067", "展会", " lead and trail ",
    "\\", "\\n", "NULL",
    "\u2028\u2029\x85", "x" * 140_000,
]  # fmt: skip
cells = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text(st.sampled_from("='\"\r\n\t,+-@ a\x00\u200b"), min_size=1),
)
words = cells.filter(lambda text: bool(text.strip()))
numbers = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([67.8, 1e21, -5, 0, 1_840_000_000_000, 5e-324, 1e16, -0.1, 2.0**63]),
)
maybe = st.none() | cells
spans = st.none() | st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(
    lambda span: (span[0], span[0] + span[1])
)
days = st.dates().map(lambda day: (f"{day}", f"{day}", f"{day}", f"{day}"))
undated = st.just((None, None, None, None))
ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda text: text.isprintable() and text == text.strip()
)

FACTS = st.fixed_dictionaries(
    {
        "id": ids, "kind": st.sampled_from(["figure", "quote"]), "value": st.none() | numbers,
        "upper": st.none() | numbers, "low": st.none() | numbers, "high": st.none() | numbers,
        "text": words, "note": maybe, "speaker": maybe, "role": maybe, "cue": maybe,
        "qualified_text": maybe, "scope": maybe, "counts": maybe, "flags": maybe,
        "event_id": st.sampled_from([None, "mine-1", "ciie-6"]),
        "home_event_id": st.sampled_from([None, "mine-1", "ciie-6"]),
        "subject_id": st.sampled_from([None, "mine", "western-china"]),
        "measure_id": st.sampled_from(["exhibitors", "mine"]),
        "unit": st.none() | st.just("company"),
        "anonymous": st.integers(0, 1), "paragraph": st.none() | st.integers(0, 99),
        "edition_claimed": st.none() | st.integers(0, 99), "span": spans, "period": days | undated,
    }
)  # fmt: skip
EVENTS = st.fixed_dictionaries(
    {
        "name": words, "short": words, "city": maybe, "venue": maybe, "note": maybe,
        "kind": st.sampled_from(["edition", "occasion", "sub-event", "group"]),
        "edition": st.none() | st.integers(0, 99), "date": days | undated,
        "part_of_id": st.sampled_from([None, "ciie-6"]),
    }
)  # fmt: skip
DOCUMENTS = st.fixed_dictionaries(
    {"title": words, "publisher": words, "url": maybe, "origin": maybe, "caution": maybe}
)


class Content(NamedTuple):
    """What a store of the user's holds."""

    facts: list[dict[str, Any]]
    event: dict[str, Any]
    document: dict[str, Any]
    subject: str


def contents(most_facts: int) -> st.SearchStrategy[Content]:
    facts = st.lists(FACTS, max_size=most_facts, unique_by=lambda fact: fact["id"])
    return st.builds(Content, facts, EVENTS, DOCUMENTS, words)


@given(contents(6))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=15)
def test_what_is_exported_comes_back(store: Path, scratch: Path, content: Content) -> None:
    source, target = (copied(store, scratch / f"{name}.db") for name in ("source", "target"))
    write_rows(source, content)
    for kind in ORDER:
        import_text(target, exported(source, kind))
    for kind in KINDS:
        assert exported(target, kind) == exported(source, kind), kind
        # A second time, nothing changes.
        again = import_text(target, exported(source, kind))
        assert (again.new, again.changed, dict(again.made)) == (0, 0, {})
    check_counts(target)


@given(contents(4))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=8)
def test_facts_alone_bring_what_they_name(store: Path, scratch: Path, content: Content) -> None:
    source, target = (copied(store, scratch / f"{name}.db") for name in ("source2", "target2"))
    for fact in content.facts:
        # The fair of an event that only has facts browsed under it is in no column.
        fact["home_event_id"] = fact["event_id"]
    write_rows(source, content)
    import_text(target, exported(source, "facts"))
    for kind in ("facts", "figures", "quotes"):
        assert exported(target, kind) == exported(source, kind), kind
    # Then the rest, in any order.
    for kind in ORDER:
        import_text(target, exported(source, kind))
    for kind in KINDS:
        assert exported(target, kind) == exported(source, kind), kind


def write_rows(path: Path, content: Content) -> None:
    facts, event, document, subject = content
    date, start, end, order = event["date"]
    if event["kind"] == "group" and date is not None:
        order = f"{date[:4]}~"
    zoom = 2 if event["kind"] in ("sub-event", "occasion") else 1
    execute(
        path,
        "INSERT INTO series (id, name, short) VALUES ('my-fair', 'my-fair', 'my-fair')",
        ("INSERT INTO subjects (id, name) VALUES ('mine', :name)", {"name": subject}),
        "INSERT INTO measures (id, label, unit, position) VALUES ('mine', 'mine', '', 99)",
        insertion(
            "events",
            {
                **event, "id": "mine-1", "series_id": "my-fair", "date_basis": "stated",
                "date": date, "date_start": start, "date_end": end, "sort_date": order,
                "zoom": zoom,
            },
        ),
        DOCUMENT,
        (f"UPDATE documents SET {', '.join(f'{name} = :{name}' for name in document)}"
         " WHERE id = 'mine'", document),
        *(insertion("facts", fact_row(fact)) for fact in facts),
    )  # fmt: skip
    with closing(sqlite3.connect(path)) as db, db:
        settle(db)  # as the next start would


def fact_row(fact: dict[str, Any]) -> dict[str, object]:
    span, period = fact["span"] or (None, None), fact["period"]
    row = {name: cell for name, cell in fact.items() if name not in ("span", "period")}
    return {
        **row, "document_id": "mine", "qualifier": "exact" if fact["value"] else None,
        "span_start": span[0], "span_end": span[1],
        "period": period[0], "period_start": period[1], "period_end": period[2],
    }  # fmt: skip


def insertion(table: str, row: dict[str, Any]) -> tuple[str, dict[str, object]]:
    values = ", ".join(f":{name}" for name in row)
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})", row


def check_counts(path: Path) -> None:
    """The store is as sound as one that nobody imported into."""
    from contextlib import closing

    from expotui.store.opening import open_reading

    with closing(open_reading(path, prepare=False)) as db:
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
        figures, quotes = db.execute("SELECT figures, quotes FROM totals").fetchone()
        assert figures + quotes == db.execute("SELECT count(*) FROM facts").fetchone()[0]


@pytest.mark.parametrize("kind", TABLES)
def test_shipped_rows_are_left_as_they_are(mine: Path, kind: str) -> None:
    text = exported(mine, kind)
    outcome = import_text(mine, text)
    assert outcome.shipped == text.count("\r\n") - 1
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 0)
    assert not outcome.minded
    assert exported(mine, kind) == text


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize("raw", [False, True])
def test_every_form_comes_back(awkward_store: Path, mine: Path, form: Any, raw: bool) -> None:
    for kind in ORDER:
        import_text(mine, exported(awkward_store, kind, form, raw=raw), raw=raw)
    for kind in KINDS:
        assert exported(mine, kind, form, raw=raw) == exported(awkward_store, kind, form, raw=raw)


@pytest.mark.parametrize("number", [math.pi, 67.8, 1e21, -5, 1_840_000_000_000, 0.1 + 0.2, 5e-324])
def test_numbers_keep_their_type_and_spelling(store: Path, tmp_path: Path, number: float) -> None:
    from tests.importing.conftest import asked

    source, target = (copied(store, tmp_path / name) for name in ("source.db", "target.db"))
    execute(source, DOCUMENT, (
        "INSERT INTO facts (id, kind, document_id, measure_id, value, text) VALUES"
        " ('mine', 'figure', 'mine', 'exhibitors', :number, 'x')", {"number": number},
    ))  # fmt: skip
    import_text(target, exported(source, "facts"))
    (found,) = asked(target, "SELECT value FROM facts WHERE id = 'mine'")
    assert found == (number,)
    assert type(found[0]) is type(number)
    assert exported(target, "facts") == exported(source, "facts")
