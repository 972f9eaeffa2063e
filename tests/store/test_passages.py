"""The words around a fact, and texts read a leaf at a time: whatever they hold, however long."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.facts.locating import Text
from expotui.facts.model import Fact
from expotui.store import queries
from expotui.store.opening import open_reading
from expotui.store.passages import AROUND, WORDS, Passage, passage_of
from expotui.store.spans import Spans
from expotui.store.texts import LONGEST, Leaves, TextChangedError, is_held
from tests.texts import FIGURES, PAGE, QUOTES, TEXT, fact_id, with_page

# Texts longer than a leaf, of pieces that are repeated.
PIECES = st.lists(
    st.tuples(
        st.sampled_from(
            ["a", "word ", "\n", " \n", "国", "🎪", "1,500\n", "\u202e", "\x00", "e\u0301"]
        ),
        st.integers(1, 40_000),
    ),
    max_size=6,
)
TEXTS = st.one_of(
    st.text(max_size=60), PIECES.map(lambda p: "".join(s * n for s, n in p)[:200_000])
)


@contextmanager
def holding(text: str | bytes | None) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE documents (key INTEGER PRIMARY KEY, id TEXT, text TEXT)")
    db.execute("INSERT INTO documents VALUES (1, 'd', ?)", (text,))
    db.commit()
    yield db
    db.close()


def at(db: sqlite3.Connection, fact: Fact, words: str, start: int, end: int) -> Passage | None:
    return passage_of(
        db, fact._replace(document="d", text=words, paragraph=1, span_start=start, span_end=end)
    )


@pytest.fixture(scope="session")
def some_fact(db: sqlite3.Connection) -> Fact:
    fact = queries.find_fact(db, "ciie-6-001")
    assert fact is not None
    return fact


@given(TEXTS)
def test_leaves_are_the_text(text: str) -> None:
    with holding(text) as db:
        leaves = Leaves.of(db, "d")
        assert leaves is not None
        read = [leaves.read(db, number)[0] for number in range(len(leaves))]
        assert "".join(read) == text
        assert leaves.length == len(text)
        assert [leaf for n in range(0, len(leaves), 3) for leaf in leaves.read(db, n, 3)] == read
        position = 0
        counted = Text(text)
        for number, leaf in enumerate(read):
            assert leaves.start(number) == position
            assert leaves.at(position) == number == leaves.at(position + len(leaf) - 1)
            assert len(leaf.encode()) <= LONGEST
            # Paragraphs that began before, one of which may go on.
            before = counted.paragraph(position - 1) if position else 0
            assert leaves.paragraphs[number] == before
            open_line = text[:position].rpartition("\n")[2]
            assert bool(leaves.goes_on[number]) == bool(open_line and not open_line.isspace())
            position += len(leaf)


@given(st.binary(max_size=400), st.integers(1, 400))
def test_bytes_that_are_no_text_are_read_all_the_same(data: bytes, times: int) -> None:
    with holding(data * times) as db:
        leaves = Leaves.of(db, "d")
        assert leaves is not None
        read = "".join(leaves.read(db, number)[0] for number in range(len(leaves)))
        assert read == (data * times).decode("utf-8", "replace")


@given(TEXTS.filter(bool), st.data())
def test_a_passage_is_what_stands_there(some_fact: Fact, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 400)))
    with holding(text) as db:
        passage = at(db, some_fact, text[start:end], start, end)
    assert passage is not None
    assert passage.holds
    assert passage.text == text[start:end]
    assert text[: passage.start].endswith(passage.before)
    assert text[passage.end :].startswith(passage.after)
    assert len(passage.before) <= AROUND
    assert len(passage.after) <= AROUND
    assert "\n" not in passage.before + passage.after
    first, last = start - len(passage.before), end + len(passage.after)
    assert passage.cut_before == (first > 0 and text[first - 1] != "\n")
    assert passage.cut_after == (last < len(text) and text[last] != "\n")


def test_words_that_reach_beyond_their_span_hold(some_fact: Fact) -> None:
    text = "It rose by over 150% in a year."
    with holding(text) as db:
        start = text.index("150%")
        passage = at(db, some_fact, "over 150%", start, start + 4)
        assert passage is not None
        assert passage.holds
        other = at(db, some_fact, "over 160%", start, start + 4)
        assert other is not None
        assert not other.holds
        assert other.text == "150%"


@pytest.mark.parametrize("span", [(-3, 5), (5, 3), (40, 50), (3, 10**9), (2**62, 2**63 - 1)])
def test_a_position_that_is_none_is_told(some_fact: Fact, span: tuple[int, int]) -> None:
    with holding("a text of twenty odd characters") as db:
        passage = at(db, some_fact, "words", *span)
        assert passage is not None
        assert not passage.holds


def test_no_text_is_no_passage(some_fact: Fact) -> None:
    with holding(None) as db:
        assert at(db, some_fact, "a", 0, 1) is None
        assert not is_held(db, "d")
        assert Leaves.of(db, "d") is None
    with holding("") as db:
        assert is_held(db, "d")
        empty = Leaves.of(db, "d")
        assert empty is not None
        assert len(empty) == 0
        unplaced = some_fact._replace(document="d", span_start=None, span_end=None)
        assert passage_of(db, unplaced) is None


def test_words_of_any_length_are_bounded(some_fact: Fact) -> None:
    text = "so it goes on " * 20_000
    with holding(text) as db:
        passage = at(db, some_fact, text[7:250_000], 7, 250_000)
        assert passage is not None
        assert len(passage.text) == WORDS
        assert passage.holds


def test_a_text_that_was_exchanged_is_told() -> None:
    with holding("one text") as db:
        leaves = Leaves.of(db, "d")
        assert leaves is not None
        db.execute("UPDATE documents SET text = 'another text'")
        with pytest.raises(TextChangedError):
            leaves.read(db, 0)


def test_passing_over_a_text_can_be_stopped() -> None:
    with holding("word " * 100_000) as db:
        assert Leaves.of(db, "d", lambda: False) is None


def test_facts_stand_in_a_text(store: Path, tmp_path: Path) -> None:
    db = open_reading(with_page(store, tmp_path / "own.db", TEXT))
    try:
        spans = Spans.of(db, PAGE)
        assert len(spans) == len(FIGURES) + len(QUOTES)
        found = [TEXT[spans[n].start : spans[n].end] for n in range(len(spans))]
        assert found == [words for words, *_ in (*FIGURES, *QUOTES)]
        quote = spans[2]
        assert quote.is_quote
        assert [span.number for span in spans.within(quote.start + 3, quote.start + 4)] == [2]
        assert list(spans.within(0, 5)) == []
        assert spans.number_of(quote.key) == 2
        assert spans.number_of(-1) is None
        assert (spans.beside(0, 1), spans.beside(0, -1)) == (0, None)
        assert (spans.beside(len(TEXT), 1), spans.beside(len(TEXT), -1)) == (None, 2)
        fact = queries.find_fact(db, fact_id("USD 2.5 billion"))
        assert fact is not None
        passage = passage_of(db, fact)
        assert passage is not None
        assert passage.before.startswith("The harbour fair")
        assert passage.after.endswith("lights were out.")
    finally:
        db.close()


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 30)), max_size=20), st.data())
def test_spans_are_found_however_they_lie(
    places: list[tuple[int, int]], data: st.DataObject
) -> None:
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE TABLE facts (key INTEGER PRIMARY KEY, document_id, kind, span_start, span_end)"
    )
    db.execute("CREATE TABLE date_claims (document_id, span_start, span_end)")
    db.executemany(
        "INSERT INTO facts VALUES (NULL, 'd', 'figure', ?, ?)",
        [(start, start + length) for start, length in places],
    )
    spans = Spans.of(db, "d")
    db.close()
    start = data.draw(st.integers(0, 80))
    end = data.draw(st.integers(start + 1, 90))
    found = sorted((span.start, span.end) for span in spans.within(start, end))
    expected = [(s, s + n) for s, n in places if s < end and s + n > start]
    assert found == sorted(expected)
