"""Text in cells: nothing wider than it may be, nothing lost that need not be."""

from hypothesis import given
from hypothesis import strategies as st

from expotui.cli.layout import card, cell_width, columns, fit, wrap

TEXT = st.text(alphabet=st.sampled_from("ab 第六届é\u0301ｗ…")) | st.text(max_size=20)


@given(TEXT, st.integers(0, 30))
def test_fit_is_exact(text: str, width: int) -> None:
    assert cell_width(fit(text, width)) == width


@given(TEXT, st.integers(2, 30))
def test_wrap_keeps_the_words_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_width(line) <= width for line in lines)


def test_columns_align_wide_characters() -> None:
    assert list(columns([["第六届", "x"], ["a", "y"]], None)) == ["第六届  x", "a       y"]


def test_columns_give_way_in_order() -> None:
    rows = [["a" * 10, "b" * 10, "c" * 10]]
    assert list(columns(rows, 28, ((2, 4), (1, 0)))) == [f"{'a' * 10}  {'b' * 10}  ccc…"]
    assert list(columns(rows, 18, ((2, 4), (1, 0)))) == [f"{'a' * 10}  ccc…"]


def test_a_ragged_column_shifts_only_its_own_row() -> None:
    rows = [["x" * 60, "y"], ["a", "z"]]
    assert list(columns(rows, None, ragged=0)) == [f"{'x' * 60}  y", f"a{' ' * 25}z"]


def test_a_card_leaves_out_what_is_empty_and_spells_what_is_hidden() -> None:
    assert list(card("t\x1b", [("one", "a b"), ("two", ""), ("three", "c\u202e")], None)) == [
        "t␛", "  one    a b", "  three  c‹U+202E›",
    ]  # fmt: skip
