"""Verdicts: known truths of the corpus, and laws that hold of any figures."""

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.facts.quantities import Qualifier, compact
from expotui.facts.verdicts import Verdict, allowed, contradicted, judge, rounding


@dataclass(frozen=True)
class Figure:
    """A claim with nothing else to it."""

    value: int | float | None
    hedge: Qualifier = Qualifier.EXACT
    unit: str | None = "exhibitor"
    stage: str | None = "closing"
    scope: str | None = "total"
    upper: int | float | None = None
    event: str | None = "ciie-6"
    subject: str | None = None
    measure: str | None = "exhibitors"
    period: str | None = None
    direction: str | None = None

    @property
    def compact_value(self) -> str:
        return self.hedge.sign + compact(self.value, self.unit or "", upper=self.upper)


def usd(billions: float, hedge: Qualifier = Qualifier.EXACT) -> Figure:
    return Figure(round(billions * 10**9), hedge, "USD", measure="intended_turnover_one_year")


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (usd(70.72), usd(70.72), Verdict.AGREE),
        (usd(70.72), usd(70.72, Qualifier.OVER), Verdict.AGREE),
        (usd(70.72), usd(70.62), Verdict.CONTRADICT),
        (usd(70.7), usd(70.72), Verdict.COMPATIBLE),
        (usd(70.7), usd(70.62), Verdict.CONTRADICT),
        (usd(70.72), usd(70.73), Verdict.CONTRADICT),
        (usd(83.49), usd(834, Qualifier.OVER), Verdict.CONTRADICT),
        (usd(200, Qualifier.OVER), usd(207), Verdict.COMPATIBLE),
        (Figure(410_000, Qualifier.NEARLY), Figure(408_000), Verdict.COMPATIBLE),
        (Figure(127), Figure(128), Verdict.CONTRADICT),
        (Figure(2_900), Figure(2_894), Verdict.COMPATIBLE),
        (Figure(3_000), Figure(2_900, Qualifier.OVER), Verdict.COMPATIBLE),
        (Figure(128), Figure(154, stage="opening"), Verdict.CONTRADICT),
        (Figure(128), Figure(154, stage="forecast"), Verdict.INCOMPARABLE),
        (Figure(128), Figure(154, scope="all_participants_incl_orgs"), Verdict.INCOMPARABLE),
        (Figure(128), Figure(154, event="ciie-7"), Verdict.INCOMPARABLE),
        (Figure(128), Figure(128, unit="percent"), Verdict.INCOMPARABLE),
        (Figure(622, unit="company"), Figure(622, unit="exhibitor"), Verdict.AGREE),
        (Figure(6.7, unit="percent"), Figure(7, unit="percent"), Verdict.COMPATIBLE),
        (Figure(6.4, unit="percent"), Figure(7, unit="percent"), Verdict.CONTRADICT),
        (Figure(40, upper=50), Figure(45), Verdict.COMPATIBLE),
        (Figure(40, upper=50), Figure(61), Verdict.CONTRADICT),
        (Figure(None), Figure(45), Verdict.INCOMPARABLE),
        (Figure(410_000, Qualifier.NEARLY), Figure(394_000), Verdict.CONTRADICT),
        (usd(83.49, Qualifier.OVER), usd(834, Qualifier.OVER), Verdict.CONTRADICT),
        (Figure(100, Qualifier.UNDER), Figure(100, Qualifier.OVER), Verdict.COMPATIBLE),
        (Figure(50, upper=40), Figure(45), Verdict.COMPATIBLE),
        (
            Figure(3, unit="percent", direction="down"),
            Figure(3, unit="percent"),
            Verdict.CONTRADICT,
        ),
        (
            Figure(2.6, unit="percent", direction="down"),
            Figure(3, unit="percent", direction="down"),
            Verdict.COMPATIBLE,
        ),
    ],
)
def test_known_pairs(one: Figure, other: Figure, verdict: Verdict) -> None:
    assert judge(one, other).verdict is verdict
    assert judge(one, other).reason


@pytest.mark.parametrize(
    ("value", "measured", "half"),
    [
        (127, False, "0"), (150, False, "5"), (20, False, "0"), (3_000, False, "50"),
        (366_000, True, "500"), (57_830_000_000, True, "5000000"), (6.7, True, "0.05"),
        (7, True, "0.5"), (0, True, "0"), (70_000_000_000, True, "500000000"),
    ],
)  # fmt: skip
def test_rounding_is_read_off_the_digits(value: float, measured: bool, half: str) -> None:
    assert rounding(value, measured=measured) == Decimal(half)


_FIGURES = st.builds(
    Figure,
    value=st.one_of(
        st.none(), st.integers(0, 30).map(lambda n: n * 10), st.integers(90, 110),
        st.floats(0, 200).map(lambda n: round(n, 1)), st.integers(0, 10**12),
    ),
    hedge=st.sampled_from(list(Qualifier)),
    unit=st.sampled_from(["exhibitor", "company", "USD", "percent"]),
    stage=st.sampled_from(["forecast", "opening", "closing", None]),
    upper=st.none(),
    subject=st.sampled_from([None, "linyi"]),
)  # fmt: skip


@given(_FIGURES, _FIGURES)
def test_the_order_of_two_makes_no_difference(one: Figure, other: Figure) -> None:
    assert judge(one, other) == judge(other, one)


@given(_FIGURES)
def test_a_figure_never_contradicts_itself_told_otherwise(one: Figure) -> None:
    for hedge in Qualifier:
        assert judge(one, replace(one, hedge=hedge)).verdict is not Verdict.CONTRADICT


@given(st.lists(_FIGURES, max_size=12))
def test_all_at_once_finds_what_pair_by_pair_does(figures: list[Figure]) -> None:
    assert contradicted(figures) == [
        any(judge(one, other).verdict is Verdict.CONTRADICT for other in figures) for one in figures
    ]


def test_what_has_no_number_allows_nothing() -> None:
    with pytest.raises(ValueError, match="without a number"):
        allowed(Figure(None))
