"""When a text came out, by its furniture; never by a date in its prose."""

import pytest

from expotui.extract.blocks import blocks
from expotui.extract.dates.page_date import STAMP, page_date
from expotui.extract.model import PageDate


def read(text: str, published: str | None = None) -> PageDate | None:
    return page_date(list(blocks(text)), published)


PROSE = "The import fair closed with record orders, its organisers said.\n"

FURNITURE = [
    (f" date 2023-11-04 The Fair: A Chapter\n\n{PROSE}", "2023-11-04"),
    (f"Home > News\n\nTime: 2017-03-31    View: 1814\n\n{PROSE}", "2017-03-31"),
    (f"Fair ends\n\nSource: The Ledger  Published: 2017/11/5 21:43:40\n\n{PROSE}", "2017-11-05"),
    (f"FAIR ENDS\n\nBy Adaline Foss | November 27, 2019\n\n{PROSE}", "2019-11-27"),
    (f"By ADALINE FOSS, Staff Writer, 27 November 2019\n\n{PROSE}", "2019-11-27"),
    (f"Adaline Foss · 27 Nov 2019 · 4 min read\n\n{PROSE}", "2019-11-27"),
    (f"GUANGZHOU, China, May 6, 2025 /PressLine/ -- {PROSE}", "2025-05-06"),
    (f"GENEVA, 16/04/2024 – {PROSE}", "2024-04-16"),
    (f"(Shanghai, 5 November 2018) – {PROSE}", "2018-11-05"),
    (f"Frankfurt, 20 October 2023. {PROSE}", "2023-10-20"),
    (f"2024-11-10\nCurtain falls\n\n{PROSE}", "2024-11-10"),
    (f"Curtain falls\nSunday, 10 November 2024 at 18:30 GMT\n{PROSE}", "2024-11-10"),
    (f"Curtain falls\nLast updated on: Nov 10, 2024\n{PROSE}", "2024-11-10"),
    (f"Updated: Nov 12, 2024\nPublished: Nov 10, 2024\n{PROSE}", "2024-11-10"),
    (f"发布时间：2024-11-05 来源：新华\n{PROSE}", "2024-11-05"),
    (f"2024年11月5日\n{PROSE}", "2024-11-05"),
    (f"{PROSE}{PROSE}Posted on 5 November 2018", "2018-11-05"),
    (f"{PROSE}Published 04/05/2024. Doors shut on 16/05/2024.", "2024-05-04"),
]

NONE = [
    PROSE,
    f"On November 5, 2018, the fair opened.\n{PROSE}",
    f"The fair opened in Shanghai on November 5, 2018 – a first.\n{PROSE}",
    f"Date: November 5-10, 2025\nVenue: Shanghai\n{PROSE}",
    f"Date: November 5, 2025  Venue: National Centre\n{PROSE}",
    f"SHANGHAI, Nov 10 (Harbour Wire) - {PROSE}",
    f"China Daily, March 31. {PROSE}",
    f"5–8.11.2024\n{PROSE}",
    f"Published: November 2024\n{PROSE}",
    f"Published 04/05/2024\n{PROSE}",
    "",
    "\n\n",
]


@pytest.mark.parametrize(("text", "day"), FURNITURE, ids=[text[:30] for text, _ in FURNITURE])
def test_furniture_tells(text: str, day: str) -> None:
    found = read(text)
    assert found is not None
    assert found.edtf == day
    assert found.basis == "explicit"
    assert found.reason
    assert found.start is not None
    assert text[found.start : found.end]


@pytest.mark.parametrize("text", NONE)
def test_prose_and_half_a_date_do_not(text: str) -> None:
    assert read(text) is None


def test_who_hands_it_over_knows_better() -> None:
    found = read(f"2024-11-10\n{PROSE}", "2024-11-12")
    assert found == PageDate("2024-11-12", "given", "given with the text", None, None)


def test_a_stamp_that_nobody_signed_is_less() -> None:
    found = read(f"{PROSE}By /Nov 4, 2025\nBy /Nov 4, 2025\n")
    assert found is not None
    assert (found.edtf, found.basis) == ("2025-11-04", STAMP)
