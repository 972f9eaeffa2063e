"""Which decisions of a log hold, and what they make of a row."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from expotui.facts.decisions import (
    CORRECTABLE,
    DECISION,
    EVENT,
    FACT,
    Action,
    Decision,
    fold,
    in_force,
    to_redo,
    to_undo,
    told,
    with_drift,
)

BASE: dict[str, Any] = {
    "id": "f1", "kind": "figure", "value": 63, "upper": None, "qualifier": "exact",
    "low": 63, "high": 63, "unit": "country", "measure_id": "participating_countries",
    "scope": "total", "stage": "closing", "event_id": "ciie-6", "speaker": None, "role": None,
    "text": "63 countries", "flags": None, "note": None, "marked_at": None,
}  # fmt: skip
AT = "2026-11-25T10:00:00Z"

_VALUES = {
    "value": st.integers(0, 99), "upper": st.integers(100, 199),
    "qualifier": st.sampled_from(["exact", "over", "nearly"]),
    "stage": st.sampled_from(["opening", "closing", None]),
    "speaker": st.sampled_from(["Li", None]),
}  # fmt: skip
CHANGES = st.one_of(
    st.tuples(st.just(Action.CORRECT), st.fixed_dictionaries({}, optional=_VALUES)),
    st.tuples(st.just(Action.ACCEPT), st.just({})),
    st.tuples(st.just(Action.REJECT), st.just({})),
    st.tuples(st.just(Action.MERGE), st.just({"into": "f2"})),
    st.tuples(st.just(Action.NOTE), st.fixed_dictionaries({"note": st.sampled_from(["n", None])})),
    st.tuples(st.just(Action.MARK), st.fixed_dictionaries({"marked": st.booleans()})),
)
# What a person does: decides, or undoes and redoes as far as there is something.
ACTS = st.lists(st.one_of(CHANGES, st.sampled_from([Action.UNDO, Action.REDO])), max_size=14)


def made(name: str, action: Action, what: dict[str, Any], before: Any = None) -> Decision:
    return Decision(name, AT, "ada", action, FACT, "f1", what, before or {})


def move(name: str, action: Action, target: str) -> Decision:
    return Decision(name, AT, "ada", action, DECISION, target, {}, {})


def log_of(acts: list[Any]) -> list[Decision]:
    """The log that these acts leave."""
    log: list[Decision] = []
    for at, act in enumerate(acts):
        if isinstance(act, tuple):
            log.append(made(f"d{at}", *act))
        else:
            find = to_undo if act is Action.UNDO else to_redo
            if (target := find(reversed(log))) is not None:
                log.append(move(f"d{at}", act, target))
    return log


def stack_of(acts: list[Any]) -> list[str]:
    """The decisions in force as an editor would have them: a stack, and one to redo from."""
    done: list[str] = []
    undone: list[str] = []
    for at, act in enumerate(acts):
        if isinstance(act, tuple):
            done.append(f"d{at}")
            undone.clear()
        elif act is Action.UNDO and done:
            undone.append(done.pop())
        elif act is Action.REDO and undone:
            done.append(undone.pop())
    return done


@given(ACTS)
def test_undo_and_redo_are_those_of_an_editor(acts: list[Any]) -> None:
    assert [decision.id for decision in in_force(log_of(acts))] == stack_of(acts)


@given(ACTS)
def test_undo_and_redo_take_back_one_another(acts: list[Any]) -> None:
    log = log_of(acts)
    before = in_force(log)
    if (target := to_undo(reversed(log))) is not None:
        log.append(move("u", Action.UNDO, target))
        assert len(in_force(log)) == len(before) - 1
        assert to_redo(reversed(log)) == target
        log.append(move("r", Action.REDO, target))
        assert in_force(log) == before
        assert to_undo(reversed(log)) == target


@given(ACTS, st.integers(0, 13))
def test_any_decision_can_be_undone_and_redone(acts: list[Any], which: int) -> None:
    log = log_of(acts)
    before = in_force(log)
    if which < len(before):
        name = before[which].id
        log.append(move("u", Action.UNDO, name))
        assert in_force(log) == [one for one in before if one.id != name]
        assert to_redo(reversed(log)) == name
        log.append(move("r", Action.REDO, name))
        assert in_force(log) == before


@given(ACTS)
def test_all_undone_is_the_base(acts: list[Any]) -> None:
    log = log_of(acts)
    while (target := to_undo(reversed(log))) is not None:
        log.append(move(f"u{len(log)}", Action.UNDO, target))
    assert in_force(log) == []
    assert fold(BASE, in_force(log)) == ({}, False)


@given(st.lists(CHANGES, max_size=8))
def test_the_last_correction_of_a_field_counts_and_words_stay(changes: list[Any]) -> None:
    log = [made(f"d{at}", *change) for at, change in enumerate(changes)]
    changed, removed = fold(BASE, log)
    now = {**BASE, **changed}
    for field, column in CORRECTABLE.items():
        said = [
            one.what[field] for one in log if one.action is Action.CORRECT and field in one.what
        ]
        assert now[column] == (said[-1] if said else BASE[column])
    assert removed == any(one.action in (Action.REJECT, Action.MERGE) for one in log)
    assert (now["text"], now["id"]) == (BASE["text"], BASE["id"])
    assert {"contradicted", "support"}.isdisjoint(changed)


def test_a_correction_is_flagged_and_told_wherever_the_fact_goes() -> None:
    changes, _ = fold(BASE, [made("d1", Action.CORRECT, {"value": 65}, {"value": 63})])
    assert changes == {
        "value": 65, "low": 65, "high": 65, "flags": "corrected",
        "note": "corrected by ada 2026-11-25: value 63 → 65",
    }  # fmt: skip


def test_flags_and_notes_of_the_source_stay_as_they_are() -> None:
    base = {**BASE, "flags": "record  rounded", "note": "ours · with dots · with dots"}
    log = [made("d1", Action.ACCEPT, {}), made("d2", Action.NOTE, {"note": "mine"})]
    changes, _ = fold(base, log)
    assert changes["flags"] == "record  rounded accepted"
    assert changes["note"] == "ours · with dots · with dots · noted by ada 2026-11-25: mine"


def test_only_the_last_note_is_kept_with_the_fact() -> None:
    notes = [made(f"d{at}", Action.NOTE, {"note": text}) for at, text in enumerate(["one", "two"])]
    assert fold(BASE, notes).changes["note"] == "noted by ada 2026-11-25: two"
    assert fold(BASE, [*notes, made("d3", Action.NOTE, {"note": None})]).changes == {}


def test_a_date_brings_its_days_and_who_said_so() -> None:
    base = {"id": "e1", "kind": "edition", "date": "2024", "date_basis": "stated"}
    dated = Decision(
        "d1", AT, "ada", Action.REDATE, EVENT, "e1",
        {"date": "2024-10-17/2024-10-19", "reason": "the organiser"}, {"date": "2024"},
    )  # fmt: skip
    assert fold(base, [dated]).changes == {
        "date": "2024-10-17/2024-10-19", "date_start": "2024-10-17", "date_end": "2024-10-19",
        "date_basis": "outside", "sort_date": "2024-10-17",
        "date_reason": "re-dated by ada 2026-11-25: 2024 → 2024-10-17/2024-10-19, the organiser",
    }  # fmt: skip


def test_what_changed_meanwhile_is_told_and_the_decision_holds() -> None:
    log = [
        made("d1", Action.CORRECT, {"value": 65}, {"value": 63}),
        made("d2", Action.CORRECT, {"value": 66}, {"value": 65}),
    ]
    now = {**BASE, "value": 64, "low": 64, "high": 64}
    assert [apart for _, apart in with_drift(now, log)] == [{"value": 64}, {}]
    changes, _ = fold(now, log)
    assert changes["value"] == 66
    assert "(its source says otherwise now: value 64)" in changes["note"]
    # A source that has come to say the same needs no word.
    assert [apart for _, apart in with_drift({**BASE, "value": 65}, log[:1])] == [{}]


def test_decisions_in_a_line() -> None:
    correct = made("d", Action.CORRECT, {"value": 1840000000000, "stage": None}, {"value": 1.5})
    assert told(correct, "you").startswith("corrected by you 2026-11-25: value 1.5 → 1 840 000")
    assert told(made("d", Action.MERGE, {"into": "f2"})).endswith(": the same claim as f2")
    assert told(made("d", Action.REJECT, {})) == "rejected by ada 2026-11-25"
    assert told(made("d", Action.MARK, {"marked": False})) == "unmarked by ada 2026-11-25"
