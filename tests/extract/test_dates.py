"""Dates of a text: passages with their gold, and what holds for any text at all."""

from __future__ import annotations

import re
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from expotui.extract.blocks import blocks
from expotui.extract.dates.finding import dates
from expotui.extract.dates.page_date import page_date
from expotui.extract.model import Dated
from expotui.facts.dates import bounds
from tests.extract.date_passages import PASSAGES, Passage

BASIS = {"explicit": "e", "inferred": "i"}


def read(text: str, published: str | None = None) -> list[Dated]:
    pieces = list(blocks(text))
    return list(dates(pieces, page_date(pieces, published)))


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.text[:40])
def test_passages(passage: Passage) -> None:
    found = read(passage.text, passage.published)
    assert [(each.text, each.edtf, BASIS[each.basis]) for each in found] == list(passage.dates)


PRINTED = """
    5 10 31 29 2018 2024 2000 1990 0 99999 04/05/2024 16.04.2024 2024-11-05 2024-02-30 2023/24 3.5
    November Nov. May may March February Feb. Monday monday's Sat ( ) , . - – — / : ; and to from
    between of the a this last next year years month quarter first second half since beginning
    earlier ago before past five three prior-year 1990s Q1 H2 1H FY spring today yesterday week
    Expo CIIE 2020 th st nd 年 月 日 今年 5,2018 novembre de $ % exhibitors will opened By | Time:
    Published 9999 0001 the\u00a0end of the year \n \n\n
"""
PIECES = st.sampled_from(PRINTED.split(" "))
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join))
DAYS = st.one_of(
    st.none(),
    st.dates().map(date.isoformat),
    st.sampled_from(["2023", "2023-11", "XXXX-05-22", "2023?", "2023/2024", "nonsense", ""]),
)


@given(TEXTS, DAYS)
def test_every_date_is_edtf_and_equals_its_words(text: str, published: str | None) -> None:
    end = 0
    for each in read(text, published):
        assert text[each.start : each.end] == each.text.strip() != ""
        assert each.start >= end
        end = each.end
        bounds(each.edtf)
        parse_edtf(each.edtf)
        assert each.rule
        assert each.basis in ("explicit", "inferred")


@given(TEXTS)
def test_without_a_page_date_every_year_is_in_the_text(text: str) -> None:
    pieces = list(blocks(text))
    page = page_date(pieces, None)
    known = {int(digits) for digits in re.findall(r"\d{4}", text)}
    for each in dates(pieces, page):
        if page is not None or each.basis == "inferred" or each.rule in ("decade", "year range"):
            continue
        years = {int(year) for year in re.findall(r"(?:^|/)(\d{4})", each.edtf)}
        # The new year of a range over Christmas follows from its other end.
        assert all(year in known or {year - 1, year + 1} & known for year in years), each


@given(TEXTS, st.dates(date(1200, 1, 1), date(2800, 1, 1)))
def test_a_given_day_wins(text: str, day: date) -> None:
    page = page_date(list(blocks(text)), day.isoformat())
    assert page is not None
    assert (page.edtf, page.basis) == (day.isoformat(), "given")


def test_offsets_count_in_the_whole_text() -> None:
    text = "First line.\n\nOn 5 November 2018 it opened.\nIt closed in 2019."
    assert [(each.start, each.paragraph) for each in read(text)] == [(16, 2), (56, 3)]


def test_next_years_show_and_its_day_are_one_date() -> None:
    text = "Next year’s show is pencilled in for 5-10 November 2025."
    assert [each.text for each in read(text, "2024-11-10")] == ["5-10 November 2025"]
    assert [each.text for each in read("Next year’s show is bigger.", "2024-11-10")] == [
        "Next year"
    ]


def test_the_editions_of_a_yearly_fair_tell_the_year_that_no_page_tells() -> None:
    text = (
        "The sixth Harbour Import Expo is an annual event. Since the inaugural expo in 2018 it has"
        " grown. This year's halls are full.\n"
    )
    assert [each.edtf for each in read(text)] == ["2018", "2023"]
    assert [each.edtf for each in read(text + "By /Nov 4, 2025")] == ["2018", "2023", "2025-11-04"]
    # Whoever says when it came out is believed.
    assert [each.edtf for each in read(text, "2025-11-04")] == ["2018", "2025"]
    unsaid = text.replace("an annual", "an")
    assert [each.edtf for each in read(unsaid)] == ["2018", "XXXX"]


def test_days_that_there_are_not_and_ranges_that_run_backwards_are_not_read_as_others() -> None:
    def told(text: str) -> list[tuple[str, str]]:
        return [(each.text, each.edtf) for each in read(text)]

    assert told("It opened on 30 February 2023.") == [("2023", "2023")]
    assert ("10-5 November 2022", "2021-11-10/2022-11-05") not in told("From 10-5 November 2022.")
    assert all("/" not in edtf for _, edtf in told("From November 5-3, 2023."))
    over = "Between 28 December and 4 January 2022 it snowed."
    assert told(over)[0][1] == "2021-12-28/2022-01-04"
