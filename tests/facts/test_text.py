"""Text made safe for a terminal, and folded for comparison."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from expotui.facts.text import fold, visible

# Surrogates too: file names and broken stores bring them.
ANY_TEXT = st.text(st.characters(), max_size=60)
IDEOGRAPHIC_SPACE = "\u3000"


def shows(char: str) -> bool:
    return char.isprintable() or char == IDEOGRAPHIC_SPACE


@given(ANY_TEXT)
@example("\x1b[2J\x1b]0;title\x07")
@example("\u202eevil\u202c \u2066x\u2069 \u200b \u00ad \ufeff")
@example("\x85\u2028\u2029\x0b\x0c\r\n\t")
@example("\ud800\U000e0001\U0010ffff")
@example("\x7f\x9b31m")
def test_the_result_is_one_printable_line(text: str) -> None:
    shown = visible(text)
    assert all(shows(char) for char in shown)
    assert len(shown.splitlines()) <= 1
    categories = {unicodedata.category(char) for char in shown}
    assert not categories & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    shown.encode("utf-8")


@given(ANY_TEXT)
def test_visible_twice_is_visible_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(ANY_TEXT)
def test_printable_characters_stay_in_order(text: str) -> None:
    kept = [char for char in text if shows(char)]
    shown = iter(visible(text))
    assert all(char in shown for char in kept)
    if all(char.isprintable() for char in text):
        assert visible(text) is text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("RMB1.84 trillion", "RMB1.84 trillion"),
        ("中国　国际", "中国　国际"),
        ("a\tb\nc", "a␉b␊c"),
        ("\x1b[31mred", "␛[31mred"),
        ("\x7f", "␡"),
        ("a\u00a0b\u2009c", "a b c"),
        ("\u202egnp", "‹U+202E›gnp"),
        ("x\u2028y", "x‹U+2028›y"),
        ("\x9b", "‹U+009B›"),
        ("\U000e0041", "‹U+E0041›"),
        ("தமிழ்", "தமிழ்"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(ANY_TEXT)
@example("𝐀ℌ㎓")
@example("İstanbul ẞ ﬁ Å")
@example("ᾳ\u0345")
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_folding_ignores_how_accents_are_spelt(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("México", "mexico"),
        ("Me\u0301xico", "mexico"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Ångström", "angstrom"),
        ("Ёлка", "елка"),
        ("𝐀𝐁", "ab"),
        ("ＣＩＩＥ", "ciie"),
        ("தமிழ்", "தமிழ்"),
        ("ガ", "ガ"),
        ("ｶﾞ", "ガ"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
