"""Search tokens: the same number is the same token however it is spelt."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from expotui.facts.text import fold
from expotui.facts.tokens import acronym, number_token, tokens, words

ALPHABET = st.sampled_from("0123456789,. \u00a0\u2009\u202f'’-abkmn½²①億万展ée\u0301ªͺ_\"") | (
    st.characters()
)
TEXTS = st.lists(ALPHABET, max_size=50).map("".join)


@given(TEXTS)
@example("1" * 60 + " trillion")
@example("1.5.6,777 000 million k")
@example("٣٠٠ and １，５００")
@example("ﹰ ͺ ½ ㎓")
def test_tokens_lie_in_their_text(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.start <= last or token.start >= last
        last = token.end
        assert token.text
        assert '"' not in token.text
        assert " " not in token.text
        if token.is_number:
            assert re.fullmatch(r"[0-9]+(_[0-9]*[1-9])?", token.text)


@given(TEXTS)
def test_words_come_in_order(text: str) -> None:
    starts = [token.start for token in tokens(text) if not token.is_number]
    assert starts == sorted(starts)


@given(st.integers(0, 10**15), st.sampled_from([",", " ", "\u00a0", "\u2009", "\u202f"]))
def test_groups_of_digits_are_one_number(number: int, separator: str) -> None:
    assert words(f"{number:,}".replace(",", separator)) == [str(number)]


@given(st.integers(0, 99_999), st.integers(0, 99))
def test_a_number_is_found_by_its_value(whole: int, hundredths: int) -> None:
    assert words(f"{whole}.{hundredths:02d}") == [number_token(float(f"{whole}.{hundredths:02d}"))]


@given(st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=1))
@example("ĿA")
def test_case_and_accents_do_not_matter(word: str) -> None:
    assert "".join(words(word)) == "".join(words(fold(word)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,500 enterprises", ["1500", "enterprises"]),
        ("RMB1.84 trillion", ["rmb", "1_84", "trillion", "1840000000000"]),
        ("US$78.41 billion", ["us", "78_41", "billion", "78410000000"]),
        ("3bn", ["3", "bn", "3000000000"]),
        ("2-million", ["2", "million", "2000000"]),
        ("48亿", ["48", "亿", "4800000000"]),
        ("进口博览会", ["进", "口", "博", "览", "会"]),
        ("𠮷野", ["𠮷", "野"]),
        ("40, 50", ["40", "50"]),
        ("1,234,56", ["1234", "56"]),
        ("1,2345", ["1", "2345"]),
        ("in 2023 300 people", ["in", "2023", "300", "people"]),
        ("2017-04-18", ["2017", "4", "18"]),
        ("15,000.50.", ["15000_5"]),
        ("Jinjiang's Jinjiang’s", ["jinjiang", "jinjiang"]),
        ("O’Brien", ["obrien"]),
        ("Me\u0301xico México", ["mexico", "mexico"]),
        ("தமிழ் நாடு", ["தமிழ்", "நாடு"]),
        ("m²", ["m2"]),
        ("½", []),
        ("“Western” — attraction…", ["western", "attraction"]),
        ("million", ["million"]),
        ("k", ["k"]),
        ("亿", ["亿"]),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_where_a_scaled_number_stands() -> None:
    mantissa, word, written_out = tokens("over 1.84 trillion yuan")[1:4]
    assert (mantissa.start, mantissa.end, mantissa.is_number) == (5, 9, True)
    assert (word.start, word.end, word.is_number) == (10, 18, False)
    assert (written_out.start, written_out.end, written_out.is_number) == (5, 18, True)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("China International Import Expo", "ciie"),
        ("Western China International Fair for Investment and Trade", "wcifit"),
        ("Linyi Mall", ""),
        ("", ""),
    ],
)
def test_acronym(name: str, initials: str) -> None:
    assert acronym(name) == initials
