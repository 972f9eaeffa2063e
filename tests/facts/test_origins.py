"""Whose word it is: reprints are one voice. Units: what is exactly the same is compared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.facts.origins import Voice, independent, voices_of
from expotui.facts.units import MEASURED, base_unit, clash, in_base_unit
from expotui.facts.verdicts import Verdict, judge, supported

from .test_verdicts import Figure

_VOICES = st.lists(
    st.builds(
        Voice,
        st.sampled_from(["Xinhua", "xinhua", "CCTV", "Reuters"]),
        st.sampled_from(["", "128", "more than 128 countries and regions", "US$78.41 billion"]),
    ),
    max_size=8,
)


def test_one_origin_and_one_wording_are_one_voice() -> None:
    wording = "152 countries, regions and international organizations"
    voices = voices_of(
        [("Xinhua", "128"), ("XINHUA", "over 128"), ("CCTV+", wording), ("CGTN", wording),
         (None, "128"), (None, "128")]
    )  # fmt: skip
    assert independent(voices) == [0, 0, 2, 2, 4, 5]


@given(_VOICES)
def test_the_first_of_a_voice_stands_for_it(voices: list[Voice]) -> None:
    found = independent(voices)
    assert all(found[first] == first <= at for at, first in enumerate(found))
    for at, one in enumerate(voices):
        for other, voice in enumerate(voices):
            if one.origin.casefold() == voice.origin.casefold():
                assert found[at] == found[other]


def test_a_claim_is_supported_by_others_alone() -> None:
    claims = [Figure(128), Figure(128), Figure(3_000), Figure(2_990), Figure(5, stage="forecast")]
    assert supported(claims[:2], [0, 0]) == [None, None]
    assert supported(claims[:2], [0, 1]) == [Verdict.AGREE, Verdict.AGREE]
    assert supported(claims[2:], [0, 1, 2]) == [Verdict.COMPATIBLE, Verdict.COMPATIBLE, None]
    assert supported([Figure(None), Figure(1)], [0, 1]) == [None, None]


def test_exact_units_are_one_and_currencies_are_not() -> None:
    hectares, metres = Figure(36.7, unit="ha"), Figure(367_000, unit="m2")
    assert judge(hectares, metres).verdict is Verdict.AGREE
    assert judge(hectares, Figure(366_000, unit="m2")).verdict is Verdict.CONTRADICT
    assert judge(Figure(1, unit="USD"), Figure(7, unit="CNY")).verdict is Verdict.INCOMPARABLE
    assert not clash("ha", "m2")
    assert clash("USD", "CNY")
    assert clash("m2", "exhibitor")
    assert not clash("company", "exhibitor") or base_unit("company") is None


@pytest.mark.parametrize("unit", sorted(MEASURED))
def test_a_base_unit_is_its_own(unit: str) -> None:
    base = base_unit(unit)
    assert base_unit(base) == base
    assert in_base_unit(Decimal("1.5"), base) == Decimal("1.5")
