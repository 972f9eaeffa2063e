"""JSON that can be printed: lossless, and without characters that cannot be seen."""

import json
import math

from hypothesis import given
from hypothesis import strategies as st

from expotui.export.safe_json import dumps, record


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_lossless_and_without_invisible_characters(text: str) -> None:
    line = dumps({"text": text})
    assert json.loads(line) == {"text": text}
    assert all(char.isprintable() or char.isspace() for char in line)
    assert not set(line) & set("\n\r\t\x1b\u2028\u2029\u202e")


def test_scripts_stay_readable_and_bidi_does_not() -> None:
    assert (
        dumps("第六届 Élan 😀\u202e\x7f\U000e0001")
        == '"第六届 Élan 😀\\u202e\\u007f\\udb40\\udc01"'
    )


def test_numbers_are_numbers() -> None:
    row = record({"a": 5.0, "b": 67.8, "c": 3, "d": None, "e": math.inf, "f": math.nan})
    assert row == {"a": 5, "b": 67.8, "c": 3, "d": None, "e": None, "f": None}
    assert dumps(row).startswith('{"a": 5, "b": 67.8, "c": 3, "d": null')
