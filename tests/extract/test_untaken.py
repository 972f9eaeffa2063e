"""Numbers that became nothing: found by the tokens that extraction itself reads."""

from hypothesis import given
from hypothesis import strategies as st

from expotui.extract.tokens import NUMBER, numbers, tokens
from expotui.extract.untaken import untaken

TEXTS = st.text(st.sampled_from("ab 1234567890.,’'\u00a0\u202f_-国²½٣\n"), max_size=80)


@given(TEXTS | st.text(max_size=80))
def test_numbers_alone_are_those_among_all_tokens(text: str) -> None:
    assert list(numbers(text)) == [token for token in tokens(text) if token.kind == NUMBER]


def test_what_a_span_touches_was_taken() -> None:
    text = "over 1,340 firms, 48 countries and 2.5 more"
    assert [text[start:end] for start, end in untaken(text, [])] == ["1,340", "48", "2.5"]
    taken = [(text.index("2.5"), len(text)), (0, text.index(" firms"))]
    assert [text[start:end] for start, end in untaken(text, taken)] == ["48"]


def test_dates_are_no_numbers_that_were_left() -> None:
    text = "It opened on 4 November 2023 with 48 guests.\nIn 2019 it had been another 12."
    assert [text[start:end] for start, end in untaken(text, [])] == ["48", "12"]


@given(TEXTS, st.lists(st.tuples(st.integers(-5, 80), st.integers(0, 20)), max_size=8))
def test_what_is_left_was_touched_by_nothing(text: str, places: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in places]
    left = untaken(text, spans)
    assert set(left) <= {(token.start, token.end) for token in numbers(text)}
    assert left == sorted(left)
    for first, last in left:
        assert not any(start < min(end, last) and end > first for start, end in spans)
    # Where there are no spans, only dates can have taken one.
    assert set(left) <= set(untaken(text, []))
