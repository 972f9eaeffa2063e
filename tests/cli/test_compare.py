"""`expotui compare` and `expotui coverage` over the real corpus."""

import json
from typing import Any

from tests.cli.conftest import Expotui


def told(expotui: Expotui, *arguments: str) -> list[dict[str, Any]]:
    ran = expotui(*arguments, "--json")
    assert ran.code == 0
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


def test_two_editions(expotui: Expotui) -> None:
    lines = told(expotui, "compare", "ciie-6", "ciie-7")
    by_key = {(line["measure"], line["scope"]): line for line in lines}
    turnover = by_key["intended_turnover_one_year", "total"]
    assert [side["claims"][0]["value"] for side in turnover["sides"]] == [
        78_410_000_000, 80_010_000_000
    ]  # fmt: skip
    assert round(turnover["change"], 3) == 0.02
    assert by_key["intended_turnover_one_year_growth", "on the previous edition"]["change"] is None
    silent = [line for line in lines if not all(side["claims"] for side in line["sides"])]
    assert silent
    assert all(line["change"] is None for line in silent)


def test_two_documents(expotui: Expotui) -> None:
    lines = told(expotui, "compare", "shine23", "xh231110")
    agreeing = [line for line in lines if line["verdict"] == "agree"]
    assert [line["measure"] for line in agreeing] == ["intended_turnover_one_year"]
    assert agreeing[0]["reason"]
    text = expotui("compare", "shine23", "xh231110").out
    assert "=  US$78.41 bn" in text


def test_what_can_not_be_compared(expotui: Expotui) -> None:
    ran = expotui("compare", "ciie-6", "shine23")
    assert ran.code == 2
    assert "'ciie-6' is an event, 'shine23' a document" in ran.err
    ran = expotui("compare", "ciie-6", "ciie-66")
    assert ran.code == 2
    assert "did you mean ciie-6" in ran.err


def test_coverage_tells_silence_too(expotui: Expotui) -> None:
    cells = told(expotui, "coverage")
    by_key = {(cell["event"], cell["measure"]): cell for cell in cells}
    assert by_key["ciie-4", "intended_turnover_one_year"]["contradicted"] == 8
    assert by_key["ciie-1", "new_items_global_debut"]["claims"] == 0
    text = expotui("coverage", terminal=80).out.splitlines()
    assert all(len(line) <= 80 for line in text)
    assert "8 ≠" in expotui("coverage").out
    assert expotui("coverage", "--series", "moon").code == 2


def test_as_of_a_day(expotui: Expotui) -> None:
    then = told(expotui, "series", "intended_turnover_one_year", "--as-of", "2021")
    assert [point["event"] for point in then] == ["ciie-1", "ciie-2", "ciie-3", "ciie-4"]
    assert expotui("--as-of", "2016", "show", "ciie-6").code == 1
    assert expotui("--as-of", "soon", "timeline").code == 2
    for refused in ("doctor", "import"):
        ran = expotui("--as-of", "2021", refused, *(["x.csv"] if refused == "import" else []))
        assert ran.code == 2
        assert "takes no --as-of" in ran.err
