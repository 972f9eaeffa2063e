"""What figures imply of one another: known truths, and laws that hold of any numbers."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.facts.arithmetic import added, grown, growth, meet, opposite, shrunk, tens_apart
from expotui.facts.conversions import RATES, implied_rate
from expotui.facts.quantities import Qualifier, reckoned
from expotui.facts.verdicts import Allowed, allowed

from .test_verdicts import Figure, usd

_NUMBERS = st.decimals(1, 10**12, places=2)


def percent(value: float, hedge: Qualifier = Qualifier.EXACT) -> Figure:
    return Figure(value, hedge, "percent")


def test_the_fall_of_the_fourth_ciie_goes_with_one_of_two_totals() -> None:
    implied = grown(allowed(usd(72.62)), growth(replace(percent(2.6), direction="down")))
    assert meet(implied, allowed(usd(70.72)))
    assert not meet(implied, allowed(usd(70.62)))
    backwards = shrunk(allowed(usd(73.52)), growth(percent(3.9)))
    assert meet(backwards, allowed(usd(70.72)))
    assert not meet(backwards, allowed(usd(70.62)))


def test_a_hedged_growth_leaves_open_what_its_hedge_does() -> None:
    assert growth(percent(150, Qualifier.OVER)).low == Decimal("1.5")
    assert opposite(allowed(Figure(600, Qualifier.OVER))).high == -600
    assert grown(Allowed(None, Decimal(5)), growth(percent(10))).low is None


@given(_NUMBERS, _NUMBERS, st.decimals(-90, 300, places=1))
def test_what_grew_came_from_where_it_came_from(
    one: Decimal, other: Decimal, share: Decimal
) -> None:
    low, high = sorted((one, other))
    step = Allowed(share / 100, share / 100)
    again = shrunk(grown(Allowed(low, high), step), step)
    assert again.low == pytest.approx(low)
    assert again.high == pytest.approx(high)


@given(st.lists(st.tuples(_NUMBERS, _NUMBERS).map(sorted), min_size=1, max_size=5))
def test_a_sum_holds_the_sums_of_what_its_parts_hold(ends: list[list[Decimal]]) -> None:
    total = added([Allowed(low, high) for low, high in ends])
    assert total.low == sum(low for low, _ in ends)
    assert total.high == sum(high for _, high in ends)
    assert added([total, Allowed(None, Decimal(1))]).low is None


@pytest.mark.parametrize(
    ("one", "other", "tens"),
    [
        (usd(83.49), usd(834), 1), (usd(834), usd(83.49), 1), (usd(70.72), usd(70.62), 0),
        (Figure(1_500), Figure(15_000), 0), (Figure(3_486), Figure(348_600), 2),
        (Figure(None), Figure(12), 0), (Figure(0), Figure(0), 0),
    ],
)  # fmt: skip
def test_the_same_digits_ten_times_as_much(one: Figure, other: Figure, tens: int) -> None:
    assert tens_apart(one, other) == tens


@pytest.mark.parametrize(
    ("printed", "rate"),
    [
        ("RMB200 billion (US$27.8 billion)", "7.19"),
        ("about 1.2 trillion yuan (about 168 billion U.S. dollars)", "7.14"),
        ("1,500 yuan or $210", "7.14"),
        ("RMB200 billion (US$278 billion)", "0.72"),
        ("US$5 billion, US$6 billion", None),
        ("RMB200 billion", None),
        ("200 billion yuan (HK$220 billion)", None),
        ("200 billion yuan (A$40 billion)", None),
        ("New Taiwan dollars 200 million (46 million yuan)", None),
        ("RMB200 billion, up from US$5 billion", None),
        ("RMB200 billion in 2023, US$27.8 billion of it foreign", None),
        ("1.2万亿元（约1680亿美元）", "7.14"),
        ("(((", None),
    ],
)
def test_a_conversion_implies_a_rate(printed: str, rate: str | None) -> None:
    found = implied_rate(printed)
    assert found == rate or f"{found:.2f}" == rate
    assert rate is None or (RATES[0] <= found <= RATES[1]) is (float(rate) > 1)  # type: ignore[operator]


@given(st.text())
def test_any_text_may_be_asked_for_a_rate(text: str) -> None:
    implied_rate(text)


@pytest.mark.parametrize(
    ("low", "high", "unit", "told"),
    [
        (70_690_702_500, 70_773_062_500, "USD", "US$70.69 bn–70.77 bn"),
        (2232, None, "item", "≥2,232"),
        (None, 3508, "exhibitor", "≤3,508"),
        (None, None, "", "any number"),
        (360_000, 360_000, "m2", "360,000 m²"),
    ],
)
def test_what_is_reckoned_has_no_more_digits_than_it_is_known_by(
    low: int | None, high: int | None, unit: str, told: str
) -> None:
    assert reckoned(low, high, unit) == told
