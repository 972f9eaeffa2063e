"""Stores that hold what nobody printed, or what refers to nothing: no crash, whatever is asked."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Expotui

ODD = {
    "infinite": "UPDATE facts SET value = 9e999 WHERE measure_id = 'intended_turnover_one_year'",
    "huge": "UPDATE facts SET value = 1e308, upper = -1e308 WHERE event_id = 'ciie-6'",
    "least": "UPDATE facts SET value = -9223372036854775808 WHERE key % 5 = 0",
    "bytes": "UPDATE facts SET text = x'ff00fe', qualified_text = x'80', scope = x'81'"
    " WHERE key % 7 = 0",
    "orphans": "DELETE FROM documents WHERE key % 3 = 0;"
    " DELETE FROM events WHERE key % 3 = 0; DELETE FROM measures WHERE position % 3 = 0;"
    " DELETE FROM scopes; DELETE FROM series WHERE id = 'wcifit'",
    "nothing": "DELETE FROM facts; DELETE FROM date_claims; DELETE FROM documents;"
    " DELETE FROM events",
    "lists": "UPDATE scopes SET part_of = '['; UPDATE measures SET scopes = '{', synonyms = x'00'",
    "dates": "UPDATE events SET date = 'soon', date_start = 'x', sort_date = x'00';"
    " UPDATE documents SET published = '', published_start = 'never'",
}

COMMANDS = (
    ("conflicts",),
    ("conflicts", "--json"),
    ("series", "intended_turnover_one_year"),
    ("series", "exhibitors", "--jsonl"),
    ("compare", "ciie-7", "ciie-8"),
    ("compare", "shine23", "aa25", "--json"),
    ("coverage",),
    ("coverage", "--series", "wcifit"),
    ("cite", "ciie-6-001", "--bibtex"),
    ("verify",),
    ("export", "--markdown"),
    ("--as-of", "2023", "conflicts"),
    ("--as-of", "2023", "timeline"),
)


@pytest.mark.parametrize("name", ODD)
def test_commands_answer(expotui: Expotui, store: Path, tmp_path: Path, name: str) -> None:
    mine = tmp_path / "mine.db"
    shutil.copyfile(store, mine)
    with closing(sqlite3.connect(mine)) as db, db:
        db.executescript(ODD[name])
        # Not judged and indexed anew before each command: what is there is read.
        db.executescript("DELETE FROM unjudged; DELETE FROM unindexed")
    for command in COMMANDS:
        ran = expotui("--read-only", *command, db=mine)
        assert ran.code in (0, 1, 2), (command, ran.err)
        assert "\x1b" not in ran.out


@pytest.mark.parametrize("name", ["infinite", "least", "bytes", "huge"])
def test_and_are_judged_at_the_next_start(
    expotui: Expotui, store: Path, tmp_path: Path, name: str
) -> None:
    mine = tmp_path / "mine.db"
    shutil.copyfile(store, mine)
    with closing(sqlite3.connect(mine)) as db, db:
        db.executescript(ODD[name])
    ran = expotui("conflicts", db=mine)
    assert ran.code in (0, 1), ran.err


def test_thousands_of_claims_of_one_thing(expotui: Expotui, store: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.db"
    shutil.copyfile(store, mine)
    with closing(sqlite3.connect(mine)) as db, db:
        db.executemany(
            "INSERT INTO facts(id, kind, document_id, event_id, measure_id, scope, stage, value,"
            " unit, text) VALUES ('many-' || ?1, 'figure', 'shine23', 'ciie-6', 'exhibitors',"
            " 'business_exhibition', 'closing', 3000 + ?1, 'exhibitor', 'x')",
            [(n,) for n in range(1500)],
        )
    for command in (("series", "exhibitors"), ("conflicts", "--event", "ciie-6", "--json")):
        ran = expotui(*command, db=mine)
        assert ran.code == 0
        assert len(ran.out) < 10_000_000
