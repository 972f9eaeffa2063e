"""Where sentences and lines end."""

from hypothesis import given
from hypothesis import strategies as st

from expotui.drafts.sentences import Sentences, Spans


def around(text: str, words: str) -> str:
    start = text.index(words)
    return Sentences(text).words(start, start + len(words)).strip()


def test_a_point_within_a_number_or_an_abbreviation_ends_nothing() -> None:
    text = "It took US$78.41 billion. Mr. Li saw No. 6 of approx. 300 there. Then it closed."
    assert around(text, "78.41") == "It took US$78.41 billion."
    assert around(text, "300") == "Mr. Li saw No. 6 of approx. 300 there."


def test_a_wrapped_line_goes_on_and_an_item_of_a_list_does_not() -> None:
    assert around("The fair drew\n300 firms.\n", "300") == "The fair drew\n300 firms."
    assert around("- 300 firms\n- 400 visitors\n", "300") == "- 300 firms"
    assert around("# Fair\n\n300 firms", "300") == "300 firms"


def test_lines_are_counted_from_one() -> None:
    text = "a\nb\n\nc"
    assert [Sentences(text).line(at) for at in (0, 2, 5)] == [1, 2, 4]


@given(st.text(alphabet="ab1. \n!-。", max_size=60), st.integers(0, 60), st.integers(0, 5))
def test_a_sentence_holds_its_span(text: str, start: int, size: int) -> None:
    start = min(start, len(text))
    end = min(start + size, len(text))
    first, last = Sentences(text).around(start, end)
    assert first <= start <= end <= last <= len(text)
    assert Sentences(text).line(start) == text.count("\n", 0, start) + 1


def test_spans_hold_what_lies_within_one() -> None:
    spans = Spans([(10, 20), (0, 5)])
    assert spans.hold(0, 5)
    assert spans.hold(12, 13)
    assert not spans.hold(4, 11)
    assert not Spans([]).hold(0, 1)
