"""`expotui series` over the real corpus: the figures an analyst would write down, gaps as gaps."""

import json
from typing import Any

from tests.cli.conftest import Expotui


def told(expotui: Expotui, *arguments: str) -> list[dict[str, Any]]:
    ran = expotui("series", *arguments, "--json")
    assert ran.code == 0
    points: list[dict[str, Any]] = json.loads(ran.out)
    return points


def test_turnover_of_all_editions(expotui: Expotui) -> None:
    points = told(expotui, "intended_turnover_one_year", "--series", "ciie")
    assert [round(point["value"] / 1e9, 2) for point in points] == [
        57.83, 71.13, 72.62, 70.72, 73.52, 78.41, 80.01, 83.49
    ]  # fmt: skip
    assert {point["unit"] for point in points} == {"USD"}
    assert [point["date"][:4] for point in points] == [str(year) for year in range(2018, 2026)]
    disputed = {point["event"] for point in points if point["disputed"]}
    assert disputed == {"ciie-4", "ciie-8"}
    assert points[0]["change"] is None
    assert round(points[5]["change"], 3) == 0.067


def test_an_edition_without_a_claim_is_a_gap(expotui: Expotui) -> None:
    points = told(expotui, "signed_projects", "--series", "wcifit", "--scope", "total")
    assert len(points) >= 7
    gaps = [point for point in points if point["value"] is None]
    assert gaps
    assert all(not point["claims"] and point["change"] is None for point in gaps)


def test_populations_are_never_mixed(expotui: Expotui) -> None:
    points = told(expotui, "participating_countries", "--scope", "business_exhibition")
    claims = [claim for point in points for claim in point["claims"]]
    assert {claim["scope"] for claim in claims} == {"business_exhibition"}
    ran = expotui("series", "participating_countries")
    assert "--scope takes others" in ran.err


def test_as_text_it_tells_who_is_excluded(expotui: Expotui) -> None:
    ran = expotui("series", "intended_turnover_one_year")
    (line,) = [line for line in ran.out.splitlines() if line.startswith("CIIE 4")]
    assert "≠ US$70.72 bn" in line
    assert "US$70.62 bn" in line
    assert "█" in line


def test_what_is_not_there_is_told(expotui: Expotui) -> None:
    assert expotui("series", "exhibitorz").code == 2
    assert expotui("series", "exhibitors", "--scope", "moon").code == 2
    assert expotui("series", "intended_turnover_one_year", "--series", "linyi").code == 1
