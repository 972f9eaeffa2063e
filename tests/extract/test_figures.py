"""Figures of a text: passages with what is right for each, and what holds for any text at all."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.extract.blocks import LONGEST, blocks
from expotui.extract.figures.finding import figures
from expotui.extract.figures.numerals import digits
from expotui.extract.figures.setting import Setting
from expotui.extract.model import Figure
from expotui.extract.running import extract
from expotui.extract.wordlists import words
from expotui.facts.quantities import Qualifier
from tests.extract.effort import calls_of

KINDS = {"money", "count", "area", "percent", "change", "ordinal", "duration", "other"}


class Passage(NamedTuple):
    text: str
    figures: list[str]


def passages() -> list[Passage]:
    read: list[Passage] = []
    path = Path(__file__).with_name("figures_passages.txt")
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("> "):
            read.append(Passage(line[2:], []))
        elif line.startswith("  "):
            read[-1].figures.append(line.strip())
    return read


NEGATIVE = ["A change of -5 exhibitors.", "It was minus 10 degrees.", "It lost (-$4 million)."]
NOT_NEGATIVE = [
    "The total -3,600 exhibitors in all- was high.", "From 5 - 10 halls.", "- 5 halls", "-5 halls",
    "5 minus 3", "Between 5 -10 halls",
]  # fmt: skip


@pytest.mark.parametrize("text", NEGATIVE)
def test_a_minus_makes_less_than_nothing(text: str) -> None:
    assert [figure.direction for figure in found(text)] == ["down"]


@pytest.mark.parametrize("text", NOT_NEGATIVE)
def test_a_dash_makes_nothing_less(text: str) -> None:
    assert {figure.direction for figure in found(text)} == {None}


def found(text: str) -> list[Figure]:
    return list(figures(list(blocks(text)), Setting(text)))


def told(figure: Figure) -> str:
    upper = "" if figure.upper is None else f"–{figure.upper}"
    return f"{figure.text} | {figure.value}{upper} | {figure.qualifier} | {figure.unit}"


@pytest.mark.parametrize("passage", passages(), ids=lambda passage: passage.text[:40])
def test_passages(passage: Passage) -> None:
    assert [told(figure) for figure in extract(passage.text).figures] == passage.figures


PIECES = sorted(
    words("""
    1 12 1,234 1.5 .8 3.500 1’000 1,23,456 16.04.2024 2024 half a an one two twenty -five hundred
    thousand million bn m k lakh crore and to between from - – , . ; ( ) % per cent percentage
    points US$ $ € RMB ¥ Rs Fr. yuan dollars euros p £ over nearly up at least or so more + plus
    -odd visitors companies exhibitors countries Hall Fortune 500 first 7th edition expo CIIE square
    metres sqm hectares acres day days years in five of them the these who were twice doubled dozens
    quarter third thirds out visitor Chinese people goods sports halls 亿 万 元 家 第 届 : |
    """)
)
SPACED = st.lists(st.sampled_from([*PIECES, "\n", "\n\n"]), max_size=40).map(" ".join)
TEXTS = st.text(max_size=200) | SPACED
GLUED = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(TEXTS | GLUED)
def test_every_figure_says_what_stands_there(text: str) -> None:
    end = 0
    for figure in extract(text).figures:
        assert text[figure.start : figure.end] == figure.text.strip() != ""
        assert figure.start >= end
        end = figure.end
        assert figure.qualified_start <= figure.start < figure.end <= figure.qualified_end
        assert figure.kind in KINDS
        assert figure.upper is None or figure.upper > figure.value >= 0
        Qualifier(figure.qualifier)
        assert figure.rule
        assert figure.paragraph == sum(
            not line.isspace() for line in text[: figure.start + 1].split("\n") if line
        )


@given(st.integers(0, 10**12), st.sampled_from([",", "’", "\u202f", "'"]))
def test_a_grouped_number_is_that_number(number: int, mark: str) -> None:
    assert digits(f"{number:,}".replace(",", mark)) == number


@given(st.integers(1, 999), st.sampled_from(["visitors", "exhibitors", "countries", "machines"]))
def test_hedges_do_not_change_what_is_counted(number: int, noun: str) -> None:
    for hedge in ("over", "nearly", "up to", "some", "fewer than", "at least", "exactly"):
        (figure,) = extract(f"It drew {hedge} {number} {noun} from abroad.").figures
        assert (figure.value, figure.text) == (number, f"{number} {noun}")


HOSTILE = (
    "1", "1 ", "1,", "1-", "$", "US$1 ", "one ", "half a ", "5 to ", "five and ", "a-", "of ",
    "(1 ", "cats ", "goods ", "1 goods ", "亿", "1亿", "%", "1 of the ", "between 1 and ", ".",
    "first ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    texts = [piece * (size // len(piece)) for size in (3_000, 6_000)]
    once, twice = (calls_of(partial(found, text)) for text in texts)
    assert twice < 2.5 * once + 1000


def test_a_line_without_end_is_read_in_pieces() -> None:
    text = "1,234 visitors came. " * (3 * LONGEST // 21)
    pieces = list(blocks(text))
    assert max(len(block.text) for block in pieces) <= LONGEST
    assert "".join(block.text for block in pieces) == text
    assert {figure.paragraph for figure in extract(text).figures} == {1}
    assert all(figure.value == 1234 for figure in extract(text).figures)


def test_lines_that_were_wrapped_are_read_as_one() -> None:
    text = (
        "The fair in the south of the city drew more than\n"
        "45,000 visitors from abroad, and the organisers told of 300\nexhibitors."
    )
    assert [told(figure) for figure in extract(text).figures] == [
        "45,000 visitors | 45000 | over | visitor",
        "300\nexhibitors | 300 | exact | exhibitor",
    ]
    assert [figure.paragraph for figure in extract(text).figures] == [2, 2]


def test_measures_are_told_where_words_tell_them() -> None:
    text = (
        "The 7th CIIE closed with US$80.01 billion of intended deals for one year. It drew 3,496 "
        "exhibitors from 129 countries and regions to 360,000 square meters of exhibition halls, "
        "with 297 Fortune 500 companies. Hotels sold 4,000 pillows."
    )
    measures = {figure.text: figure.measure for figure in extract(text).figures}
    assert measures == {
        "7th": "edition_number",
        "US$80.01 billion": "intended_turnover_one_year",
        "one year": None,
        "3,496 exhibitors": "exhibitors",
        "129 countries": "participating_countries",
        "360,000 square meters": "exhibition_area",
        "297 Fortune 500 companies": "fortune500_only",
        "4,000 pillows": None,
    }


def test_a_unit_of_another_number_is_inferred_and_has_no_measure() -> None:
    text = (
        "The fair drew 640 exhibitors from abroad. Of them 220 were new; visitors numbered 4,000."
    )
    of = {figure.text: figure for figure in found(text)}
    assert [of[words].basis for words in ("640 exhibitors", "220", "4,000")] == [
        "explicit", "inferred", "explicit",
    ]  # fmt: skip
    assert (of["220"].unit, of["220"].measure) == ("exhibitor", None)
