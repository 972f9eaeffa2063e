"""`expotui conflicts` over the real corpus: what is known to disagree is told, and nothing else."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.cli.conftest import Expotui


def told(expotui: Expotui, *options: str) -> dict[tuple[str, str, str], dict[str, Any]]:
    ran = expotui("conflicts", "--kind", "claims", "--json", *options)
    assert ran.code == 0
    return {(c["event"], c["measure"], c["scope"]): c for c in json.loads(ran.out)}


def test_known_contradictions_are_told_with_their_reason(expotui: Expotui) -> None:
    found = told(expotui)
    turnover = found["ciie-4", "intended_turnover_one_year", "total"]
    assert {claim["value"] for claim in turnover["claims"]} == {
        70_620_000_000, 70_700_000_000, 70_720_000_000
    }  # fmt: skip
    assert "US$70.62 bn and US$70.72 bn exclude each other" in {
        pair["reason"] for pair in turnover["contradictions"]
    }
    assert found["wcifit-2", "signed_projects", "other provinces"]["spread"] > 1.29
    assert found["ciie-8", "intended_turnover_one_year", "total"]["spread"] > 9
    exhibiting = found["ciie-6", "participating_countries", "business_exhibition"]
    marked = {claim["value"] for claim in exhibiting["claims"] if claim["contradicted"]}
    assert marked == {128, 154}


def test_different_populations_are_no_conflict(expotui: Expotui) -> None:
    of_ciie_6 = told(expotui, "--event", "ciie-6", "--measure", "participating_countries")
    assert {scope for _, _, scope in of_ciie_6} == {"business_exhibition"}


def test_those_farthest_apart_come_first_as_text_too(expotui: Expotui) -> None:
    spreads = [conflict["spread"] for conflict in told(expotui).values()]
    assert spreads == sorted(spreads, reverse=True)
    ran = expotui("conflicts", "--kind", "claims", "--limit", "1")
    assert ran.out.splitlines()[0] == "CIIE 8 · intended one-year turnover · total"
    assert "≠" in ran.out
    assert "Prensa Latina" in ran.out


def test_none_is_told_as_nothing_found(expotui: Expotui) -> None:
    ran = expotui("conflicts", "--kind", "claims", "--series", "jinjiang")
    assert (ran.code, ran.out) == (1, "")
    assert "no claims exclude each other" in ran.err
    assert expotui("conflicts", "--event", "ciie-66").code == 2


def test_odd_numbers_are_told_as_json_can_tell_them(
    expotui: Expotui, store: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.db"
    shutil.copyfile(store, mine)
    with closing(sqlite3.connect(mine)) as db, db:
        for number, (value, upper) in enumerate([(0, None), (40, 50), (40, None), (1e299, None)]):
            db.execute(
                "INSERT INTO facts(id, kind, document_id, event_id, measure_id, value, upper,"
                " unit, text) VALUES (?, 'figure', 'shine23', 'linyi-2', 'booths', ?, ?,"
                " 'booth', 'x')",
                (f"odd-{number}", value, upper),
            )
    ran = expotui("conflicts", "--event", "linyi-2", "--measure", "booths", "--json", db=mine)
    assert ran.code == 0
    (conflict,) = [found for found in json.loads(ran.out) if found["scope"] is None]
    assert conflict["spread"] is None
    assert {"odd-1", "odd-2"} <= {claim["id"] for claim in conflict["claims"]}
    text = expotui("conflicts", "--event", "linyi-2", db=mine).out
    assert "40–50" in text
