"""Intervals of hedged numbers, and numbers written without losing a digit."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from expotui.facts.quantities import (
    EXACT,
    Interval,
    Number,
    Qualifier,
    compact,
    fallen,
    grouped,
    interval,
    normalised,
    plain,
    plural,
    to_decimal,
)

NUMBERS: st.SearchStrategy[Number] = (
    st.integers(-(10**18), 10**18)
    | st.decimals(-(10**15), 10**15, places=4)
    | st.floats(-1e15, 1e15, allow_nan=False).map(lambda n: float(f"{n:.15g}"))
)
UNITS = st.sampled_from(["USD", "CNY", "percent", "percentage_point", "m2", "country", ""])
SCALES = {"tn": 10**12, "bn": 10**9, "m": 10**6}


def read_back(text: str) -> Decimal:
    """The number a compact, grouped or plain text stands for."""
    found = re.search(r"(-?[\d,. ]*\d)\s?(tn|bn|m)?(?![a-z²])", text)
    assert found, text
    digits = found[1].replace(",", "").replace(" ", "")
    return EXACT.multiply(Decimal(digits), SCALES.get(found[2] or "", 1))


@given(NUMBERS)
@example(-0.5)
@example(-0.0)
@example(Decimal("1E+3"))
@example(Decimal("12345678901234567890123456789012.5"))
@example(1e-7)
def test_plain_is_the_same_number_without_ornament(number: Number) -> None:
    text = plain(number)
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", text)
    assert Decimal(text) == to_decimal(number)
    assert text != "-0"


@given(NUMBERS, UNITS)
@example(-0.4, "percent")
@example(10**40, "USD")
@example(Decimal("123456789012345678901234567890.1"), "USD")
@example(78_410_000_000, "USD")
@example(999_999, "USD")
@example(1_000_000, "m2")
@example(1_234_567, "CNY")
def test_compact_loses_no_digit(number: Number, unit: str) -> None:
    text = compact(number, unit)
    assert read_back(text) == to_decimal(number)
    assert len(text) <= len(plain(number)) + len(plain(number)) // 3 + 8


@given(NUMBERS, UNITS, st.sampled_from(Qualifier))
def test_normalised_loses_no_digit(number: Number, unit: str, qualifier: Qualifier) -> None:
    text = normalised(number, unit, qualifier)
    assert read_back(text) == to_decimal(number)
    if qualifier is not Qualifier.EXACT:
        assert text.startswith(qualifier.words)


@given(NUMBERS)
def test_grouped_is_in_threes(number: Number) -> None:
    assert re.fullmatch(r"-?\d{1,3}( \d{3})*(\.\d+)?", grouped(number))


@given(NUMBERS, st.sampled_from(Qualifier))
def test_an_interval_holds_its_own_number(number: Number, qualifier: Qualifier) -> None:
    claimed = interval(number, qualifier)
    assert number in claimed
    assert claimed.low is None or claimed.high is None or claimed.low <= claimed.high


@given(NUMBERS, NUMBERS)
def test_a_range_holds_its_ends_and_no_more(first: Number, second: Number) -> None:
    low, high = sorted((to_decimal(first), to_decimal(second)))
    claimed = interval(low, Qualifier.ABOUT, high)
    assert claimed == Interval(low, high)
    assert low in claimed
    assert high in claimed
    assert high + 1 not in claimed


@given(NUMBERS, st.sampled_from(Qualifier))
def test_exact_holds_nothing_else(number: Number, qualifier: Qualifier) -> None:
    assume(qualifier is Qualifier.EXACT)
    assert to_decimal(number) + 1 not in interval(number, qualifier)


BILLION = 10**9


@pytest.mark.parametrize(
    ("value", "qualifier", "inside", "outside"),
    [
        (200 * BILLION, Qualifier.OVER, [207 * BILLION], [199 * BILLION]),
        (200, Qualifier.AT_LEAST, [200, 10**12], [199]),
        (100, Qualifier.NEARLY, [95, 99, 100], [94, 101]),
        (100, Qualifier.ABOUT, [95, 105], [94.9, 105.1]),
        (100, Qualifier.UNDER, [0, 99], [101]),
        (100, Qualifier.UP_TO, [0, 100], [100.5]),
        (67.8, Qualifier.EXACT, [67.8, Decimal("67.8")], [67.80001]),
        (-100, Qualifier.ABOUT, [-105, -95], [-94, -106]),
    ],
)
def test_what_a_hedge_allows(
    value: Number, qualifier: Qualifier, inside: list[Number], outside: list[Number]
) -> None:
    claimed = interval(value, qualifier)
    assert all(number in claimed for number in inside)
    assert not any(number in claimed for number in outside)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (78_410_000_000, "USD", "US$78.41 bn"),
        (1_840_000_000_000, "CNY", "RMB1.84 tn"),
        (67.8, "percent", "67.8%"),
        (-0.4, "percent", "-0.4%"),
        (7.4, "percentage_point", "7.4 pp"),
        (60_000, "m2", "60,000 m²"),
        (154, "country", "154"),
        (1_234_567_891, "USD", "US$1,234,567,891"),
        (None, "USD", "–"),
    ],
)
def test_compact(value: Number | None, unit: str, text: str) -> None:
    assert compact(value, unit) == text


def test_ranges_keep_both_ends() -> None:
    assert compact(40, "percent", upper=50) == "40–50%"
    assert normalised(40, "percent", Qualifier.EXACT, upper=50) == "40 to 50%"
    assert normalised(1, "country", Qualifier.ABOUT, upper=2) == "about 1 to 2 countries"


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "text"),
    [
        (78_410_000_000, "USD", Qualifier.OVER, "over USD 78 410 000 000"),
        (63, "country", Qualifier.EXACT, "63 countries"),
        (1, "country", Qualifier.EXACT, "1 country"),
        (20, "agency", Qualifier.AT_LEAST, "at least 20 agencies"),
        (3, "person", Qualifier.UP_TO, "up to 3 people"),
        (5, "", Qualifier.EXACT, "5"),
        (None, "country", Qualifier.OVER, "no number given"),
    ],
)
def test_normalised(value: Number | None, unit: str, qualifier: Qualifier, text: str) -> None:
    assert normalised(value, unit, qualifier) == text


@pytest.mark.parametrize(
    ("noun", "many"),
    [("booth", "booths"), ("country", "countries"), ("day", "days"), ("company", "companies"),
     ("category", "categories"), ("press", "presses"), ("branch", "branches")],
)  # fmt: skip
def test_plurals(noun: str, many: str) -> None:
    assert plural(noun, 2) == many
    assert plural(noun, 1) == noun


def test_every_hedge_has_a_sign_of_its_own() -> None:
    signs = [qualifier.sign for qualifier in Qualifier]
    assert len(set(signs)) == len(signs)
    assert Qualifier.EXACT.sign == ""


@pytest.mark.parametrize(
    ("hedge", "shown", "told"),
    [
        (Qualifier.EXACT, "2.6%", "−2.6%"), (Qualifier.UP_TO, "50%", "≥−50%"),
        (Qualifier.OVER, "600", "<−600"), (Qualifier.EXACT, "10–20%", "−10 to −20%"),
    ],
)  # fmt: skip
def test_a_fall_is_less_than_nothing(hedge: Qualifier, shown: str, told: str) -> None:
    assert fallen(hedge, shown) == told
