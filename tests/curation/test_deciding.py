"""Decisions on a real store: what they change, what undoing them gives back, what stays sound."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expotui.curation.deciding import redo, undo
from expotui.errors import ExpotuiError, NotFoundError, StoreError, UsageError
from expotui.search.engine import Searcher
from expotui.store.opening import open_reading
from expotui.store.queries import find_event, totals
from tests.curation.conftest import Made, contents, fact, log_of, unsound

# A figure that another one contradicts, that one, and one that says the same as many.
WRONG, OTHER, SAME, AGAIN = "ciie-6-037", "ciie-6-011", "ciie-6-033", "ciie-6-039"
QUOTE = "jinjiang-preview-q01"


def test_a_correction_goes_everywhere_a_figure_goes(own: Path, make: Made) -> None:
    make("correct", WRONG, value="128")
    row = fact(own, WRONG)
    assert row is not None
    assert (row["value"], row["low"], row["high"]) == (128, 128, 128)
    assert row["flags"] == "scope_shift corrected"
    # Nobody contradicts it any more, and the other one neither.
    assert (row["contradicted"], row["support"]) == (0, "agree")
    assert (fact(own, OTHER) or {})["contradicted"] == 0
    with closing(open_reading(own)) as db:
        found = Searcher(db).search("value:128 is:corrected")
        assert [hit.id for hit in found.facts] == [WRONG]
    assert unsound(own) == []


def test_the_words_and_their_place_stay(own: Path, make: Made) -> None:
    before = fact(own, "ciie-glorious-chapter-f05") or {}
    make("correct", "ciie-glorious-chapter-f05", value="155", unit="company", stage="")
    after = fact(own, "ciie-glorious-chapter-f05") or {}
    for column in ("text", "qualified_text", "paragraph", "span_start", "span_end", "document_id"):
        assert after[column] == before[column]
    assert after["stage"] is None


@pytest.mark.parametrize("action", ["reject", "merge"])
def test_what_is_taken_away_is_nowhere(own: Path, make: Made, action: str) -> None:
    with closing(open_reading(own)) as db:
        held, event = totals(db), find_event(db, "ciie-6")
    make(action, AGAIN, **({"into": SAME} if action == "merge" else {}))
    assert fact(own, AGAIN) is None
    with closing(open_reading(own)) as db:
        assert totals(db).figures == held.figures - 1
        now = find_event(db, "ciie-6")
        assert event is not None
        assert now is not None
        assert now.figures == event.figures - 1
        assert AGAIN not in [hit.id for hit in Searcher(db).search("event:ciie-6 154", 200).facts]
    assert unsound(own) == []


def test_undo_gives_back_exactly_what_was_there(own: Path, make: Made) -> None:
    before = contents(own)
    make("mark", AGAIN)
    make("correct", AGAIN, value="155", event="", speaker="Li")
    make("accept", AGAIN)
    make("note", AGAIN, note="as told on the phone")
    make("merge", AGAIN, into=SAME)
    make("reject", WRONG)
    make("re-date", "ciie-6", date="2023-11")
    make("re-date", "aa25", date="2025-11-07", reason="its address")
    changed = contents(own)
    for _ in range(8):
        undo(own, "ada")
    assert contents(own) == before
    assert unsound(own) == []
    with pytest.raises(NotFoundError, match="nothing to undo"):
        undo(own, "ada")
    for _ in range(8):
        redo(own, "ada")
    assert contents(own) == changed
    with pytest.raises(NotFoundError, match="nothing to redo"):
        redo(own, "ada")
    assert unsound(own) == []


def test_a_mark_comes_back_with_the_fact(own: Path, make: Made) -> None:
    with closing(sqlite3.connect(own)) as db, db:
        db.execute(
            "INSERT INTO marks(fact_id, marked_at) VALUES (?, '2026-01-01 10:00:00')", [SAME]
        )
    before = contents(own)
    make("reject", SAME)
    assert contents(own)["marks"] == []
    undo(own, "ada")
    assert contents(own) == before


def test_one_decision_among_others_can_be_undone(own: Path, make: Made) -> None:
    first = make("correct", WRONG, value="128")
    make("correct", WRONG, stage="closing")
    undo(own, "ada", first.id[:6])
    row = fact(own, WRONG) or {}
    assert (row["value"], row["stage"]) == (154, "closing")
    with pytest.raises(NotFoundError, match="undone already"):
        undo(own, "ada", first.id)
    with pytest.raises(NotFoundError, match="no decision 'zz'"):
        undo(own, "ada", "zz")


def test_a_fact_of_another_event_is_browsed_there(own: Path, make: Made) -> None:
    make("correct", SAME, event="ciie-7")
    row = fact(own, SAME) or {}
    assert (row["event_id"], row["home_event_id"]) == ("ciie-7", "ciie-7")
    make("correct", SAME, event="")
    with closing(sqlite3.connect(own)) as db:
        about = "SELECT about_event_id FROM documents WHERE id = (SELECT document_id FROM facts"
        home = db.execute(f"{about} WHERE id = ?)", (SAME,)).fetchone()[0]
    assert (fact(own, SAME) or {})["home_event_id"] == home
    assert unsound(own) == []


def test_a_new_date_moves_an_event_and_says_whose_it_is(own: Path, make: Made) -> None:
    make("re-date", "linyi-2", date="2024-10-17/2024-10-19", reason="the organiser's site")
    with closing(open_reading(own)) as db:
        event = find_event(db, "linyi-2")
        assert event is not None
        assert (event.date_start, event.date_end) == ("2024-10-17", "2024-10-19")
        assert event.date_basis == "outside"
        assert "re-dated by ada" in (event.date_reason or "")
        assert "the organiser's site" in (event.date_reason or "")
        assert Searcher(db).search("event:linyi-2 year:2024").facts
    assert unsound(own) == []


REFUSED = [
    ("correct", WRONG, {"value": "many"}, "value: must be a number"),
    ("correct", WRONG, {"value": "1" * 19}, "value: is too large"),
    ("correct", WRONG, {"value": "1e999"}, "value: is too large"),
    ("correct", WRONG, {"upper": "100"}, "upper: must be above the value"),
    ("correct", WRONG, {"unit": "USD"}, "'participating_countries' is in country"),
    ("correct", WRONG, {"unit": ""}, "unit: must not be empty"),
    ("correct", WRONG, {"measure": "exhibitor"}, "did you mean exhibitors"),
    ("correct", WRONG, {"event": "ciie6"}, "did you mean ciie-6"),
    ("correct", WRONG, {"stage": "now"}, "stage: must be one of: forecast"),
    ("correct", WRONG, {"qualifier": "maybe"}, "qualifier: must be one of: exact"),
    ("correct", "ciie-6-001", {"scope": "mars"}, "'intended_turnover_one_year' is told of total"),
    ("correct", WRONG, {"text": "155"}, "'text' cannot be corrected"),
    ("correct", WRONG, {"value": "154"}, "nothing is corrected"),
    ("correct", QUOTE, {"value": "1"}, "'value' of a quote cannot be corrected"),
    ("correct", "nothing", {"value": "1"}, "no fact 'nothing'"),
    ("merge", WRONG, {"into": WRONG}, "cannot be merged into itself"),
    ("merge", WRONG, {"into": QUOTE}, "is a figure, and jinjiang-preview-q01 is none"),
    ("merge", WRONG, {"into": "nothing"}, "no fact 'nothing'"),
    ("merge", WRONG, {}, "no fact ''"),
    ("merge", WRONG, {"into": OTHER}, "not the same claim: 128 and 154 exclude each other"),
    ("merge", WRONG, {"into": "ciie-6-001"}, "measure participating_countries and intended"),
    ("merge", WRONG, {"into": "ciie-7-001"}, "not the same claim: event ciie-6 and ciie-7"),
    ("note", WRONG, {"note": " "}, "nothing to be noted"),
    ("mark", WRONG, {"marked": "no"}, "is not marked already"),
    ("re-date", "ciie-6", {"date": "Nov 2023"}, "'Nov 2023' is no EDTF date"),
    ("re-date", "ciie-6", {"date": "2023-11-31"}, "no day of the calendar"),
    ("re-date", "ciie-6", {"date": ""}, "date: "),
    ("re-date", "ciie-6", {"date": "2023-11-05/2023-11-10"}, "is its date already"),
    ("re-date", "nothing", {"date": "2023"}, "no event or document 'nothing'"),
]  # fmt: skip


@pytest.mark.parametrize(("action", "target", "words", "why"), REFUSED)
def test_what_means_nothing_is_refused_and_nothing_changes(
    own: Path, make: Made, action: str, target: str, words: dict[str, str], why: str
) -> None:
    before = contents(own)
    with pytest.raises(ExpotuiError) as refused:
        make(action, target, **words)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)
    assert contents(own) == before
    assert log_of(own) == []


def test_of_what_was_taken_away_it_is_said_who_did(own: Path, make: Made) -> None:
    decision = make("reject", WRONG)
    with pytest.raises(NotFoundError, match=f"was rejected by ada.*undo {decision.id[:8]}"):
        make("correct", WRONG, value="1")
    make("accept", OTHER)
    with pytest.raises(UsageError, match="accepted already"):
        make("accept", OTHER)


def test_numbers_may_be_typed_with_gaps(own: Path, make: Made) -> None:
    make("correct", "ciie-6-001", value="78 420 000 000", qualifier="about")
    row = fact(own, "ciie-6-001") or {}
    assert row["value"] == 78_420_000_000
    assert row["low"] < row["value"] < row["high"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE decisions SET who = 'eve'",
        "DELETE FROM decisions",
        "INSERT OR REPLACE INTO decisions SELECT * FROM decisions",
        "INSERT OR REPLACE INTO decisions(id, at, who, action, of, target, what, before)"
        " SELECT id, at, 'eve', action, of, target, what, before FROM decisions",
    ],
)
def test_the_log_is_only_added_to(own: Path, make: Made, sql: str) -> None:
    make("accept", WRONG)
    before = log_of(own)
    with closing(sqlite3.connect(own)) as db, pytest.raises(sqlite3.IntegrityError, match="added"):
        db.execute(sql)
    assert log_of(own) == before


def test_a_locked_store_is_a_line_and_nothing_is_decided(own: Path, make: Made) -> None:
    before = contents(own)
    with closing(sqlite3.connect(own, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        free = threading.Timer(30, other.rollback)
        free.start()
        with pytest.raises(StoreError, match="locked by another program"):
            make("accept", WRONG)
        free.cancel()
        other.rollback()
    assert contents(own) == before


def test_what_somebody_elses_sql_changed_stays_theirs(own: Path, make: Made) -> None:
    make("correct", WRONG, value="128")
    with closing(sqlite3.connect(own)) as db, db:
        db.execute("UPDATE facts SET counts = 'theirs', flags = 'theirs' WHERE id = ?", (WRONG,))
    open_reading(own).close()
    undo(own, "ada")
    row = fact(own, WRONG) or {}
    assert (row["value"], row["counts"], row["flags"]) == (154, "theirs", "theirs")
    assert unsound(own) == []


FACTS = (WRONG, OTHER, SAME, AGAIN)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("correct"), st.sampled_from(FACTS), st.fixed_dictionaries(
            {}, optional={"value": st.sampled_from(["1", "128", "200.5", ""]),
                          "event": st.sampled_from(["ciie-7", "", "ciie-6"]),
                          "qualifier": st.sampled_from(["over", "exact"])})),
        st.tuples(st.sampled_from(["accept", "reject", "mark"]), st.sampled_from(FACTS),
                  st.just({})),
        st.tuples(st.just("merge"), st.sampled_from(FACTS), st.fixed_dictionaries(
            {"into": st.sampled_from(FACTS)})),
        st.tuples(st.just("re-date"), st.just("ciie-6"), st.fixed_dictionaries(
            {"date": st.sampled_from(["2023", "2023-11", "2024-01-02"])})),
        st.sampled_from(["undo", "redo"]),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_whatever_is_decided_the_store_is_sound_and_all_of_it_can_be_undone(
    store: Path, make: Made, tmp_path: Path, acts: list[Any]
) -> None:
    path = tmp_path / "some.db"
    path.write_bytes(store.read_bytes())
    before = contents(path)
    for act in acts:
        try:
            if isinstance(act, tuple):
                make(act[0], act[1], path=path, **act[2])
            else:
                (undo if act == "undo" else redo)(path, "ada")
        except (UsageError, NotFoundError):
            pass
    assert unsound(path) == []
    try:
        while True:
            undo(path, "ada")
    except NotFoundError:
        pass
    assert contents(path) == before
