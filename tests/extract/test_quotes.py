"""Direct speech with its speaker: passages of many styles, and any text at all."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.extract.blocks import blocks
from expotui.extract.model import Quote
from expotui.extract.quotes import quotes

CASES = tomllib.loads(Path(__file__).with_name("quotes_cases.toml").read_text("utf-8"))["case"]
PIECES = st.sampled_from(
    ['"', "“", "”", "‘", "’", "'", "«", "»", "„", "''", " ", "\n", "\n\n", ",", ".", ":", "?", "—"]
    + ["said", "told", "according to", "Zhang Wen", "he", "the mayor", "who", "We", "will", "9"]
    + ["，", "。", "：", "说", "王", "「", "」"]
)


def found(text: str) -> list[Quote]:
    return list(quotes(blocks(text)))


def written_so(speaker: str) -> str:
    return speaker[0].lower() + speaker[1:]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_passage_has_the_quotes_it_should(case: dict) -> None:
    got = [[quote.text.rstrip("."), quote.speaker] for quote in found(case["text"])]
    assert got == [[words.rstrip("."), speaker] for words, speaker in case["quotes"]]


@given(
    st.lists(PIECES, max_size=80).map(" ".join)
    | st.lists(PIECES, max_size=80).map("".join)
    | st.text()
)
def test_spans_are_in_order_and_say_what_stands_there(text: str) -> None:
    last = 0
    for quote in found(text):
        assert last <= quote.start < quote.end <= len(text)
        assert text[quote.start : quote.end] == quote.text
        assert quote.speaker
        last = quote.end
