"""Words found again: where they were, elsewhere, or not at all."""

import time

from hypothesis import assume, given
from hypothesis import strategies as st

from expotui.facts.locating import Located, Place, Sighting, Text

TEXTS = st.text(st.sampled_from("ab \n\r\té中😀"), max_size=120)


def paragraph(text: str, position: int) -> int:
    """The paragraph of a position, counted as it is defined."""
    return len([line for line in text[: position + 1].split("\n")[:-1] if line.strip()]) + 1


@st.composite
def located(draw: st.DrawFn) -> tuple[str, str, Place]:
    """A text, some words of it on one line, and where they stand."""
    text = draw(TEXTS)
    lines = [line for line in text.split("\n") if line.strip()]
    assume(lines)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    assume("\n" not in words)
    assume(words.strip())
    return text, words, Place(paragraph(text, start), start, end)


@given(located())
def test_unchanged_is_found(case: tuple[str, str, Place]) -> None:
    text, words, place = case
    assert Text(text).locate(words, place) == Sighting(Located.FOUND, place, 1)


@given(located(), TEXTS)
def test_what_is_put_before_moves_it_by_as_much(case: tuple[str, str, Place], more: str) -> None:
    text, words, place = case
    longer = more + "\n" + text
    by = len(more) + 1
    sighting = Text(longer).locate(words, place)
    if longer[place.start : place.end] == words:
        assert sighting.place is not None
        assert sighting.place[1:] == place[1:]
        return
    assert sighting.located is Located.MOVED
    assert sighting.place is not None
    there = sighting.place
    assert longer[there.start : there.end] == words
    assert there.paragraph == paragraph(longer, there.start)
    assert abs(there.start - place.start) <= by
    assert 1 <= sighting.places <= longer.count(words)
    if longer.count(words) == 1:
        assert there.start == place.start + by


@given(located())
def test_what_is_taken_out_is_missing(case: tuple[str, str, Place]) -> None:
    text, words, place = case
    rest = text.replace(words, "\n")
    assume(words not in rest)
    assert Text(rest).locate(words, place) == Sighting(Located.MISSING)


def test_the_nearest_of_several_is_told() -> None:
    text = Text("x\n\none here\n\n\nand one there\none")
    assert text.locate("one", Place(3, 20, 23)) == Sighting(Located.MOVED, Place(3, 18, 21), 3)
    assert text.locate("one", None) == Sighting(Located.FOUND, Place(2, 3, 6), 3)


def test_a_wrong_paragraph_is_told_too() -> None:
    sighting = Text("a\n\nb c").locate("c", Place(9, 5, 6))
    assert sighting == Sighting(Located.MOVED, Place(2, 5, 6), 1)


def test_words_that_cover_the_place_are_there() -> None:
    text = Text("rose by over 150% since")
    assert text.locate("over 150%", Place(1, 13, 17)).located is Located.FOUND
    assert text.locate("over", Place(1, 13, 17)).located is Located.MOVED
    assert text.locate("150% since", Place(1, 13, 17)).located is Located.FOUND


def test_places_beyond_the_text_and_no_words_at_all() -> None:
    text = Text("abc")
    assert text.locate("abc", Place(1, 7, 10)).located is Located.MOVED
    assert text.locate("abc", Place(1, 3, 1)).located is Located.MOVED
    assert text.locate("", Place(1, 0, 0)).located is Located.MISSING
    assert Text("").locate("a", Place(1, 0, 1)).located is Located.MISSING


def test_megabytes_are_searched_in_linear_time() -> None:
    words = "a" * 500 + "b"
    text = Text("a" * 3_000_000 + "\n" + " " * 1_000_000 + "\n" + words)
    began = time.process_time()
    sighting = text.locate(words, Place(1, 0, len(words)))
    assert sighting.located is Located.MOVED
    assert sighting.place is not None
    assert sighting.place.paragraph == 2
    # Some hundredths of a second; comparing at every position would take minutes.
    assert time.process_time() - began < 5
