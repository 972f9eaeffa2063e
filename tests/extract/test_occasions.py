"""The fairs that a text names, each edition once, with the days and city it is given."""

import pytest
from hypothesis import given

from expotui.extract.blocks import blocks
from expotui.extract.dates.finding import dates
from expotui.extract.dates.page_date import page_date
from expotui.extract.events.finding import occasions
from expotui.extract.model import Occasion
from expotui.facts.dates import bounds
from tests.extract.test_dates import DAYS, TEXTS


def read(text: str, published: str | None = None) -> list[Occasion]:
    pieces = list(blocks(text))
    page = page_date(pieces, published)
    return list(occasions(pieces, list(dates(pieces, page)), page))


# Text, published; then name, series, edition, EDTF, city and basis of each.
Line = tuple[str, str, int | None, str | None, str | None, str]
CASES: list[tuple[str, str | None, list[Line]]] = [
    (
        "The 7th Harbour Import Expo (HIE) opened in Trieste on 4 May 2024. The expo closed on "
        "8 May. An eighth edition is planned.",
        None,
        [
            ("Harbour Import Expo", "HIE", 7, "2024-05-04/2024-05-08", "Trieste", "inferred"),
            ("Harbour Import Expo", "HIE", 8, None, None, "stated"),
        ],
    ),
    (
        "From October 17 to 19, the Second International Tile Fair for Trade and Craft was held in "
        "Faenza.",
        None,
        [
            (
                *("International Tile Fair for Trade and Craft",) * 2,
                *(2, "XXXX-10-17/XXXX-10-19", "Faenza", "stated"),
            )
        ],
    ),
    (
        "LYON, 5 June 2023 (Wire) – The Salon of Looms, better known as the Loom Fair, ended on "
        "Sunday.",
        None,
        [("Salon of Looms", "Loom Fair", None, "/2023-06-04", "Lyon", "inferred")],
    ),
    (
        "The 12th HIE starts on May 4, 2029. Guests of the Harbour Import Expo come from Asia.",
        None,
        [("Harbour Import Expo", "HIE", 12, "2029-05-04/", None, "stated")],
    ),
    ("HIE 2019 drew crowds.", None, [("HIE", "HIE", None, "2019", None, "stated")]),
    ("It stands beside the Harbour Exhibition Center and the Fair Complex in Lyon.", None, []),
    ("The WHO and NATO met. COVID 2019 spread. A fair is held.", None, []),
    ("A great show. The first session of talks was the third edition of nothing.", None, []),
]


@pytest.mark.parametrize(
    ("text", "published", "lines"), CASES, ids=[case[0][:30] for case in CASES]
)
def test_fairs(text: str, published: str | None, lines: list[Line]) -> None:
    found = read(text, published)
    assert [
        (each.name, each.series, each.edition, each.edtf, each.city, each.basis) for each in found
    ] == lines


def test_a_fair_stands_where_it_is_first_named() -> None:
    text = "Crowds.\n\nThe 7th Harbour Import Expo (HIE) opened. The 7th HIE closed."
    (found,) = read(text)
    assert text[found.start : found.end] == "7th Harbour Import Expo (HIE)"


@given(TEXTS, DAYS)
def test_any_text_will_do(text: str, published: str | None) -> None:
    found = read(text, published)
    keys = [(each.name, each.series, each.edition, each.edtf) for each in found]
    assert len(set(keys)) == len(keys)
    for each in found:
        assert text[each.start : each.end].strip()
        assert each.name
        if each.edtf is not None:
            bounds(each.edtf)
