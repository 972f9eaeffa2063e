"""Decisions from one store to another: equal rows, once and again, and what cannot be made."""

import io
import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expotui.curation.deciding import redo, undo
from expotui.curation.history import entries
from expotui.curation.replaying import LONGEST_LINE, Replayed, as_record, replay
from expotui.errors import NotFoundError, UsageError
from expotui.store.decisions import decisions
from expotui.store.opening import open_reading
from expotui.store.writing import writing
from tests.curation.conftest import Made, contents, log_of, unsound
from tests.curation.test_deciding import ACTS, AGAIN, OTHER, SAME, WRONG


def exported(path: Path) -> bytes:
    with closing(open_reading(path, prepare=False)) as db:
        lines = [json.dumps(as_record(one), ensure_ascii=False) for one in decisions(db)]
        return "".join(f"{line}\n" for line in lines).encode()


def replayed(path: Path, lines: bytes) -> Replayed:
    with writing(path) as writer:
        return replay(writer, io.BytesIO(lines))


@pytest.fixture
def other(store: Path, tmp_path: Path) -> Path:
    """Another store of the same seeds."""
    path = tmp_path / "other.db"
    shutil.copyfile(store, path)
    return path


def a_line(**changes: Any) -> bytes:
    record = {
        "id": "a1", "at": "2026-11-25T10:00:00Z", "who": "ada", "action": "correct", "of": "fact",
        "target": WRONG, "what": {"value": 128}, "before": {"value": 154},
    }  # fmt: skip
    return json.dumps(record | changes).encode() + b"\n"


def test_another_store_comes_to_the_same_rows_and_twice_changes_nothing(
    own: Path, other: Path, make: Made
) -> None:
    make("correct", WRONG, value="128", speaker="李")
    make("merge", AGAIN, into=SAME)
    make("reject", OTHER, reason="not theirs")
    undo(own, "bob")
    make("re-date", "ciie-6", date="2023-11", reason="so they say")
    make("mark", SAME)
    make("note", SAME, note="seen \x1b[31m")
    lines = exported(own)
    assert replayed(other, lines) == Replayed(made=7)
    assert contents(other) == contents(own)
    assert log_of(other) == log_of(own)
    assert replayed(other, lines) == Replayed(there=7)
    assert contents(other) == contents(own)
    assert unsound(other) == []


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS, st.integers(0, 8))
def test_whatever_was_decided_is_replayed(
    store: Path, make: Made, tmp_path: Path, acts: list[Any], cut: int
) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    for path in (one, two):
        path.write_bytes(store.read_bytes())
    for act in acts:
        try:
            if isinstance(act, tuple):
                make(act[0], act[1], path=one, **act[2])
            else:
                (undo if act == "undo" else redo)(one, "ada")
        except (UsageError, NotFoundError):
            pass
    lines = exported(one)
    # A part of the file before, as one who replays now and then would.
    replayed(two, b"".join(lines.splitlines(keepends=True)[:cut]))
    assert replayed(two, lines).refused == []
    assert contents(two) == contents(one)
    assert log_of(two) == log_of(one)


def test_a_file_may_hold_what_this_store_has_not(own: Path) -> None:
    gone = [
        a_line(),
        a_line(id="a2", target="nothing-f1"),
        a_line(id="a3", action="undo", of="decision", target="a2", what={}, before={}),
        a_line(id="a4", action="merge", target=SAME, what={"into": "nothing-f1"}, before={}),
        b"\n",
        a_line(id="a5", action="accept", target=SAME, what={}, before={}),
    ]
    outcome = replayed(own, b"".join(gone))
    assert (outcome.made, outcome.there) == (2, 0)
    assert [number for number, _ in outcome.refused] == [2, 3, 4]
    assert [entry.decision.id for entry in entries(open_reading(own))] == ["a1", "a5"]
    assert unsound(own) == []


def test_an_id_that_another_decision_has_is_not_taken_for_it(own: Path) -> None:
    assert replayed(own, a_line()).made == 1
    assert replayed(own, a_line()).there == 1
    outcome = replayed(own, a_line(what={"value": 99}))
    assert (outcome.made, outcome.there) == (0, 0)
    assert "another decision has the id a1" in outcome.refused[0][1]


MALFORMED = [
    (b"{", "is no JSON in UTF-8"),
    (b"\xff\xfe", "is no JSON in UTF-8"),
    (b"[" * 5000, "is no JSON in UTF-8"),
    (b"[]", "is no JSON object"),
    (b'{"id": "\\ud800"}', "is no JSON in UTF-8"),
    (b'{"id": NaN}', "is no JSON in UTF-8"),
    (b'{"id": "a1"}', "has no 'at'"),
    (a_line(id="a b"), 'id: cannot be "a b"'),
    (a_line(at="yesterday"), "at: cannot be"),
    (a_line(at="2026-02-30T10:00:00Z"), "at: cannot be"),
    (a_line(at="2026-02-03T24:61:00Z"), "at: cannot be"),
    (a_line(who=""), "who: cannot be"),
    (a_line(action="forget"), "action: cannot be"),
    (a_line(of="series"), "of: cannot be"),
    (a_line(what=[]), "what: cannot be"),
    (a_line(what={"value": [1]}), "what: cannot be"),
    (a_line(what={}), "nothing is corrected"),
    (a_line(what={"value": "many"}), "value: must be a number"),
    (a_line(what={"value": True}), "value: must be a number"),
    (a_line(what={"value": 10**30}), "value: is too large"),
    (a_line(what={"owner": "eve"}), "cannot be corrected"),
    (a_line(what={"unit": "USD"}), "'participating_countries' is in country"),
    (a_line(what={"event": "ciie-99"}), "there is no event 'ciie-99'"),
    (a_line(action="accept"), "what: accept takes no 'value'"),
    (a_line(action="mark", what={"marked": "yes"}), "what: marked: cannot be"),
    (a_line(action="note", what={"note": 5}), "what: note: cannot be 5"),
    (a_line(action="re-date", what={"date": "2023"}), "an event or a document is re-dated"),
    (a_line(action="re-date", of="event", target="ciie-6", what={"date": "x"}), "no EDTF date"),
    (a_line(action="accept", of="event", what={}), "is about a fact"),
    (a_line(action="undo", of="fact", target="a1", what={}), "there is no decision"),
]


@pytest.mark.parametrize(("line", "why"), MALFORMED)
def test_a_malformed_line_is_told_and_the_others_are_made(own: Path, line: bytes, why: str) -> None:
    good = a_line(id="b1", action="accept", target=SAME, what={}, before={})
    outcome = replayed(own, line.rstrip(b"\n") + b"\n" + good)
    assert outcome.made == 1
    ((number, told),) = outcome.refused
    assert number == 1
    assert why in told


def test_a_line_without_an_end_is_not_read_into_memory(own: Path) -> None:
    class Endless(io.RawIOBase):
        """So many bytes without a line end, then a good line; knows the most it was asked for."""

        def __init__(self) -> None:
            self.left = [b"x" * 1000] * 5000 + [b"\n", a_line()]
            self.most = 0

        def readline(self, limit: int = -1, /) -> bytes:  # type: ignore[override]
            self.most = max(self.most, limit)
            line = b""
            while self.left and len(line) < limit and not line.endswith(b"\n"):
                line += self.left.pop(0)
            return line

    stream = Endless()
    with writing(own) as writer:
        outcome = replay(writer, stream)
    assert outcome.made == 1
    assert [why for _, why in outcome.refused] == ["is too long for a decision"]
    assert stream.most <= LONGEST_LINE + 1
