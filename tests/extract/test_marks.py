"""Quotation marks in pairs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.extract.quotes.marks import first_closes, marked, starts_open

PAIRS = [
    ('"one" and "two"', ["one", "two"]),
    ("“one” and ‘two’", ["one", "two"]),
    ('"one” and “two"', ["one", "two"]),
    ("«one» »two« ‹three› „four“ „five”", ["one", "two", "three", "four", "five"]),
    ("「one」 and 『two』", ["one", "two"]),
    ("``one'' and ''two''", ["one", "two"]),
    ("« one »", ["one"]),
    ('It is a "weather vane" .', ["weather vane"]),
    ('"a "weather vane" , again ."', ['a "weather vane" , again .']),
    ("“They said ‘no’ to us.”", ["They said ‘no’ to us."]),
    ("‘They said “no” to us.’", ["They said “no” to us."]),
    ("‘The buyers’ money is here,’ he said.", ["The buyers’ money is here,"]),
    ("the ‘best buys’ of all", ["best buys"]),
    ("49’000 of the '90s, China‘s buyers’ and sellers' own, rock 'n' roll", ["n"]),
    ("a 12\" disc and a 6' shelf", []),
    ('"open to the end', ["open to the end"]),
    ('"open, then "closed" again', ["closed"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "words"), PAIRS)
def test_pairs(text: str, words: list[str]) -> None:
    assert [text[one.start : one.end] for one in marked(text)] == words


def test_a_paragraph_that_another_follows_is_open_to_its_end() -> None:
    text = '"We say "no" to that.'
    assert [text[one.start : one.end] for one in marked(text, runs_on=True)] == [text[1:]]
    assert [text[one.start : one.end] for one in marked(text)] == ["no"]


def test_how_a_paragraph_begins() -> None:
    assert all(map(starts_open, ['  "We', "• “We", "‘We", "« We"]))
    assert not any(map(starts_open, ['We "so"', "’tis", ""]))
    assert first_closes('none of it," he said.')
    assert not first_closes('He said "no".')


@given(st.text(alphabet="\"'“”‘’«»„ ab.,\n") | st.text())
def test_pairs_are_apart_and_in_range(text: str) -> None:
    last = 0
    for one in marked(text):
        assert last <= one.open <= one.start <= one.end <= one.close <= len(text)
        last = one.close
