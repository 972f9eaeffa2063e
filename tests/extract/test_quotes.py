"""Direct speech with its speaker: passages of many styles, and any text at all."""

import tomllib
from collections.abc import Iterator
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.extract.blocks import Block, blocks
from expotui.extract.model import Quote
from expotui.extract.quotes.finding import quotes
from tests.extract.effort import calls_of

CASES = tomllib.loads(Path(__file__).with_name("quotes_cases.toml").read_text("utf-8"))["case"]
SIGNS = [*"\"“”‘’'«»„,.:?—-，。：「」9\n", "''", "'s", "\n\n"]
WORDS = [
    *("said", "told", "he", "who", "We", "will", "and", "adding", "quoted", "saying", "as", "by"),
    *("Her", "Mr.", "mayor", "the", "说", "王", "Li", "Wen", "according to", "Minister of"),
]
PIECES = st.sampled_from([*SIGNS, *WORDS])
HOSTILE = [
    '"',
    "said ",
    '" ',
    '"a" ',
    "Aa Bb, ",
    "“We went. ",
    "' ",
    'said "we go on and on" ',
    "Li Ming said. ",
    "the mayor, who, ",
    '"Aa bb cc dd.\n\n',
    '"Yes." said Li.\n',
    "王说：“我们来了。”",
    "‘a «b “c ",
    "and, said ",
    "buyers' ",
    "Minister of Aa Bb Cc ",
    '"We sold it all."\n',
    "Li Ming, a trader, ",
]


def found(text: str) -> list[Quote]:
    return list(quotes(blocks(text)))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_passage_has_the_quotes_it_should(case: dict[str, Any]) -> None:
    got = [[quote.text.rstrip("."), quote.speaker] for quote in found(case["text"])]
    assert got == [[words.rstrip("."), speaker] for words, speaker in case["quotes"]]


def test_role_cue_rule_and_paragraph_are_told() -> None:
    text = 'First.\n\n"We sold out," joked Ida Holt, a printer from Oslo. "Twice."'
    first, second = found(text)
    assert (first.role, first.cue, first.rule, first.paragraph) == (
        "printer from Oslo",
        "joked",
        "inverted",
        2,
    )
    assert (second.role, second.cue, second.rule) == ("printer from Oslo", "joked", "carried")


def test_a_comma_before_the_tag_is_no_part_of_the_words_and_a_full_stop_is() -> None:
    first, second = found("“We stay,” said Ida Holt. “All of us.”")
    assert (first.text, second.text) == ("We stay", "All of us.")


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


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    texts = [piece * (size // len(piece)) for size in (4_000, 8_000)]
    once, twice = (calls_of(partial(found, text)) for text in texts)
    assert twice < 2.5 * once


def test_quotes_come_while_the_text_is_read() -> None:
    def endless() -> Iterator[Block]:
        at = 0
        for number in count(1):
            text = f'"We are number {number}," said Li Ming.'
            yield Block(text, at, number)
            at += len(text) + 1

    assert len(list(islice(quotes(endless()), 500))) == 500
