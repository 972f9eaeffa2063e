"""EDTF dates: bounds, agreement with the `edtf` package, and descriptions that show no more."""

import re
import time
from datetime import date
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import assume, example, given
from hypothesis import strategies as st

from expotui.facts import dates

YEARS = st.integers(1, 9999).map("{:04d}".format)
MONTHS = st.integers(1, 12).map("{:02d}".format)
DAYS = st.integers(1, 31).map("{:02d}".format)
DOUBT = st.sampled_from(["", "", "?", "~", "%"])
OPEN_YEARS = st.sampled_from(["XXXX", "201X", "19XX", "20XX", "000X"])


@st.composite
def single(draw: st.DrawFn) -> str:
    """A date of the part in use, perhaps of a day that no calendar has."""
    parts = [draw(YEARS | OPEN_YEARS) + draw(DOUBT)]
    if draw(st.booleans()):
        parts.append(draw(MONTHS | st.just("XX")) + draw(DOUBT))
        if draw(st.booleans()):
            parts.append(draw(DAYS | st.just("XX")) + draw(DOUBT))
    return "-".join(parts)


SIDES = st.sampled_from(["", ".."]) | single()
EXPRESSIONS = single() | st.tuples(SIDES, SIDES).map("/".join)


def parsed(edtf: str) -> dates.EdtfDate:
    try:
        return dates.parse(edtf)
    except ValueError:
        assume(False)
        raise


@given(EXPRESSIONS)
def test_bounds_are_in_order(edtf: str) -> None:
    parsed(edtf)
    low, high = dates.bounds(edtf)
    assert low is None or high is None or low <= high


@given(EXPRESSIONS)
@example("2024?-10-17/2024-10-19")
@example("2017-04-18?/2017-04-21")
@example("2017-04/2017")
@example("201X-05/202X-05")
@example("2015-XX-05/2015-XX-07")
@example("2015-XX-05")
def test_a_description_shows_no_more_than_is_held(edtf: str) -> None:
    value = parsed(edtf)
    shown = dates.describe(edtf)
    points = [point for point in (value.start, value.end) if point is not None]
    years = {year for point in points for year in point.years or ()}
    days = {point.day for point in points if point.day is not None}
    months = {dates.MONTHS[point.month - 1] for point in points if point.month is not None}
    for number in map(int, re.findall(r"\d+", shown)):
        assert number in years | days
    assert set(re.findall(r"[A-Z][a-z]{2}", shown)) <= months
    assert not any(point.month is None for point in points) or len(
        re.findall(r"[A-Z][a-z]{2}", shown)
    ) < max(len(points), 2)


@given(EXPRESSIONS)
@example("2017-04-18?/2017-04")
@example("2017-04/2017-04-18?")
def test_a_doubt_is_always_shown_and_none_is_made_up(edtf: str) -> None:
    value = parsed(edtf)
    points = [point for point in (value.start, value.end) if point is not None]
    unknown = any(point.years is None and point.month is None for point in points)
    assert ("?" in dates.describe(edtf)) == (unknown or not value.sure)


@given(st.text(max_size=30) | EXPRESSIONS | st.from_regex(r"[0-9X?~%/.-]{1,24}", fullmatch=True))
@example("2017-00")
@example("2017-04-00")
@example("0000")
@example("0000-02-29")
@example("２０１７")
@example("٢٠١٧")
@example("2017\n")
@example("201X-02-29")
@example("190X-02-29")
def test_anything_else_is_a_value_error(text: str) -> None:
    try:
        dates.parse(text)
    except ValueError as error:
        said = str(error)
    else:
        dates.bounds(text)
        assert dates.describe(text)
        assert dates.describe(text, year=False)
        return
    assert "\n" not in said
    assert re.search("EDTF|calendar|ends before", said)
    with pytest.raises(ValueError, match=re.escape(said)):
        dates.bounds(text)


def day_of(found: Any) -> date | None:
    if not isinstance(found, time.struct_time) or not 1 <= found.tm_year <= 9999:
        return None
    return date(found.tm_year, found.tm_mon, found.tm_mday)


def edtf_bounds(text: str) -> tuple[date | None, date | None]:
    """What the `edtf` package says, None for what it cannot parse or makes no day of."""
    try:
        found = parse_edtf(text)
        return day_of(found.lower_strict()), day_of(found.upper_strict())
    except Exception:
        assume(False)
        raise


@given(EXPRESSIONS)
@example("2017-04-18/2017-04-21")
@example("2024?-10-17/2024?-10-19")
@example("201X")
@example("2017-XX")
@example("2016-02-XX")
@example("2018/2023-11-04")
def test_bounds_agree_with_the_edtf_package(edtf: str) -> None:
    value = parsed(edtf)
    # It takes an unknown side ("2017/") for ten years, and an open year for 0 or 9999.
    assume(not edtf.startswith("/") and not edtf.endswith("/"))
    assume(all(point is None or point.years for point in (value.start, value.end)))
    # It sets an open month to its shortest or longest, and leap days of decades to no day at all.
    assume(not re.search(r"X(X|-XX)?[?~%]?-\d\d[?~%]?-\d\d|XX[?~%]?-\d", edtf))
    assume("000X" not in edtf)
    ours, theirs = dates.bounds(edtf), edtf_bounds(edtf)
    for our, their, side in zip(ours, theirs, (value.start, value.end), strict=True):
        if side is not None:
            assert our == their


@pytest.mark.parametrize(
    ("edtf", "low", "high", "shown"),
    [
        ("2017-04-18/2017-04-21", "2017-04-18", "2017-04-21", "18–21 Apr 2017"),
        ("2024?-10-17/2024?-10-19", "2024-10-17", "2024-10-19", "17–19 Oct 2024?"),
        ("2024-10-23?", "2024-10-23", "2024-10-23", "23 Oct 2024?"),
        ("2017-04-30/2017-05-02", "2017-04-30", "2017-05-02", "30 Apr – 2 May 2017"),
        ("2018/2023-11-04", "2018-01-01", "2023-11-04", "2018 – 4 Nov 2023"),
        ("2024?-01/2024?-08", "2024-01-01", "2024-08-31", "Jan – Aug 2024?"),
        ("2017-04/2017", "2017-04-01", "2017-12-31", "Apr 2017 – 2017"),
        ("XXXX-05-22", None, None, "22 May"),
        ("XXXX-10-17/XXXX-10-19", None, None, "17–19 Oct"),
        ("XXXX", None, None, "year ?"),
        ("201X", "2010-01-01", "2019-12-31", "2010–2019"),
        ("20XX-02", "2000-02-01", "2099-02-28", "Feb 2000–2099"),
        ("201X-02-29", "2012-02-29", "2016-02-29", "29 Feb 2010–2019"),
        ("2015-XX-05", "2015-01-05", "2015-12-05", "2015"),
        ("2016-02", "2016-02-01", "2016-02-29", "Feb 2016"),
        ("../2017-03-31", None, "2017-03-31", "by 31 Mar 2017"),
        ("2018-05-25/", "2018-05-25", None, "from 25 May 2018"),
        ("2024?-10-17/2024-10-19", "2024-10-17", "2024-10-19", "17?–19 Oct 2024"),
        ("2017-04-18?/2017-04-21", "2017-04-18", "2017-04-21", "18?–21 Apr 2017"),
        ("2017-04-30?/2017-05-02", "2017-04-30", "2017-05-02", "30 Apr? – 2 May 2017"),
        ("2017-04-18/2017-04", "2017-04-18", "2017-04-30", "Apr 2017"),
        ("201X-05/202X-05", "2010-05-01", "2029-05-31", "May 2010–2019 – May 2020–2029"),
    ],
)
def test_bounds_and_words(edtf: str, low: str | None, high: str | None, shown: str) -> None:
    found = tuple(day.isoformat() if day else None for day in dates.bounds(edtf))
    assert found == (low, high)
    assert dates.describe(edtf) == shown


def test_a_heading_may_hold_the_year() -> None:
    assert dates.describe("2017-04-18/2017-04-21", year=False) == "18–21 Apr"
    assert dates.describe("2017", year=False) == "2017"
    assert dates.describe("2016-12-30/2017-01-02", year=False) == "30 Dec 2016 – 2 Jan 2017"


def test_no_date_is_undated() -> None:
    assert dates.describe("") == "undated"


@pytest.mark.parametrize(
    "text",
    [
        "2017-02-30", "2017-13", "2017-00", "2017-04-00", "0000", "2023/2017", "/", "../..", "",
        "2017/2018/2019", "2017-4-1", "20X7", "2017-1X", "2017-X0", "2017-04-1X", "18 Apr 2017",
        "２０１７", "2017-04-18T10:00", "Y17000", "-2017", "2017-22", "2017 ",
    ],
)  # fmt: skip
def test_malformed_dates_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"EDTF|calendar|ends before"):
        dates.parse(text)


def test_sure_and_dated() -> None:
    assert dates.parse("2017-04-18/2017-04-21").sure
    assert not dates.parse("2024?-10-17/2024?-10-19").sure
    assert not dates.parse("2017/2018?").sure
    assert dates.parse("../2017").dated
    assert dates.parse("201X").dated
    assert not dates.parse("XXXX-05-22").dated
