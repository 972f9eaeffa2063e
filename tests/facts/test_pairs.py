"""Verdicts beside pairs of the corpus that were labelled by hand (pairs.jsonl), as docs/verdicts.md
has it: `why` is the labeller's, who saw the words, not the rules.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from expotui.facts.verdicts import Verdict, judge
from expotui.store.opening import open_reading
from expotui.store.queries import find_fact

PAIRS = Path(__file__).with_name("pairs.jsonl")
DOCS = Path(__file__).parents[2] / "docs" / "verdicts.md"


class Pair(NamedTuple):
    one: str
    other: str
    label: Verdict
    arguable: bool
    ours: Verdict


@pytest.fixture(scope="module")
def pairs(store: Path) -> list[Pair]:
    with closing(open_reading(store)) as db:
        return [*read(db)]


def read(db: sqlite3.Connection) -> Iterator[Pair]:
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        one, other = find_fact(db, row["one"]), find_fact(db, row["other"])
        assert one is not None
        assert other is not None
        label = Verdict(row["label"])
        yield Pair(one.id, other.id, label, row["arguable"], judge(one, other).verdict)


def test_the_table_of_the_documentation_is_what_judging_gives(pairs: list[Pair]) -> None:
    assert len(pairs) >= 150
    table = Counter((pair.label, pair.ours) for pair in pairs)
    text = DOCS.read_text(encoding="utf-8")
    for verdict in Verdict:
        right = table[verdict, verdict]
        ours = sum(table[label, verdict] for label in Verdict)
        labelled = sum(table[verdict, other] for other in Verdict)
        cells = " | ".join(str(table[verdict, other]) for other in Verdict)
        line = f"| {verdict} | {cells} | {right / ours:.3f} | {right / labelled:.3f} |"
        assert line in text, line


def test_where_they_differ_it_is_arguable(pairs: list[Pair]) -> None:
    text = DOCS.read_text(encoding="utf-8")
    for pair in pairs:
        if pair.label is not pair.ours:
            assert pair.arguable, pair
            assert f"`{pair.one}`" in text, pair
            assert f"`{pair.other}`" in text, pair


def test_nothing_that_agrees_is_said_to_exclude(pairs: list[Pair]) -> None:
    """The worst that could be said of two pages: that one is wrong, where both say the same."""
    for pair in pairs:
        assert {pair.label, pair.ours} != {Verdict.AGREE, Verdict.CONTRADICT}, pair
