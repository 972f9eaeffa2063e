"""Dates as people type them: read when they mean one thing, refused otherwise."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expotui.facts.people_dates import read_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", (2023, 1, 1), (2023, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2023-11-10", (2023, 11, 10), (2023, 11, 10)),
        ("2023-11-05/2023-11-10", (2023, 11, 5), (2023, 11, 10)),
        ("2024?-10-17", (2024, 10, 17), (2024, 10, 17)),
        (" Nov 2023 ", (2023, 11, 1), (2023, 11, 30)),
        ("December 2023", (2023, 12, 1), (2023, 12, 31)),
        ("10 November 2023", (2023, 11, 10), (2023, 11, 10)),
        ("November 10, 2023", (2023, 11, 10), (2023, 11, 10)),
        ("Friday 10 November 2023", (2023, 11, 10), (2023, 11, 10)),
        ("13/11/2023", (2023, 11, 13), (2023, 11, 13)),
        ("2023/11/05", (2023, 11, 5), (2023, 11, 5)),
        ("2023年11月10日", (2023, 11, 10), (2023, 11, 10)),
        ("10 novembre 2023", (2023, 11, 10), (2023, 11, 10)),
    ],
)
def test_read(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert read_day(text) == (date(*first), date(*last))


def test_open_sides_reach_as_far_as_dates_do() -> None:
    assert read_day("2023-11/..") == (date(2023, 11, 1), date.max)
    assert read_day("/2023") == (date.min, date(2023, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["", " ", "about $35", "about $2023", "yesterday", "yesterday-ish nonsense", "10 November",
     "Nov 23", "XXXX-05-22", "2023-13", "2023-02-30", "31 June 2023", "35 November 2023",
     "10/11/2023", "5-10 Nov 2023", "Q3 2023", "spring 2023", "Nov 2023 foo", "2 years ago 2023",
     "Nov 2023 2024", "10 Nov 2023 10:30", "20231110", "1700000000", "\x1b[31m", "2023\0",
     "now", "today 2023", "２０２３" * 300],
)  # fmt: skip
def test_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected|write one of these"):
        read_day(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30) | st.from_regex(r"[0-9 /.a-zA-Z-]{0,20}", fullmatch=True))
def test_anything_else_is_a_value_error(text: str) -> None:
    try:
        first, last = read_day(text)
    except ValueError:
        return
    assert first <= last
