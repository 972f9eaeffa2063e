"""Columns and cards: nothing wider than it may be, nothing lost that need not be."""

from expotui.cli.layout import card, columns


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
