"""What a fact says of itself."""

import sqlite3

import pytest

from expotui.facts.model import Fact
from expotui.facts.quantities import Qualifier
from expotui.store.queries import find_fact


@pytest.fixture
def figure(db: sqlite3.Connection) -> Fact:
    fact = find_fact(db, "wcifit-attraction-f15")
    assert fact
    return fact


def test_a_hedged_figure(figure: Fact) -> None:
    assert not figure.is_quote
    assert figure.hedge is Qualifier.OVER
    assert figure.compact_value == ">RMB200 bn"
    assert figure.full_value == "over CNY 200 000 000 000"
    assert figure.printed == "exceeded RMB200 billion"
    assert figure.locator == "¶9, characters 2707–2721"


def test_without_a_hedge_or_a_position(figure: Fact) -> None:
    bare = figure._replace(qualifier=None, qualified_text=None, span_start=None, upper=250 * 10**9)
    assert bare.hedge is Qualifier.EXACT
    assert bare.printed == "RMB200 billion"
    assert bare.locator == "words only, no position kept"
    assert bare.compact_value == "RMB200 bn–250 bn"
    assert bare.full_value == "CNY 200 000 000 000 to 250 000 000 000"


def test_without_a_number(figure: Fact) -> None:
    wordy = figure._replace(value=None, unit=None)
    assert wordy.compact_value == "in words"
    assert wordy.full_value == "no number given"


def test_an_inferred_unit_is_told_until_somebody_has_seen_it(figure: Fact) -> None:
    inferred = figure._replace(flags="unit_inferred")
    assert inferred.doubtful
    assert inferred.full_value == "over CNY 200 000 000 000, unit inferred"
    for seen in ("accepted", "corrected"):
        assert inferred._replace(flags=f"unit_inferred {seen}").full_value == figure.full_value
    assert not inferred._replace(flags="unit_inferred accepted").doubtful


def test_the_slip_of_an_edition(db: sqlite3.Connection) -> None:
    slipped = find_fact(db, "ciie-belt-and-road-f02")
    straight = find_fact(db, "ciie-belt-and-road-f05")
    assert slipped
    assert straight
    assert (slipped.slipped, slipped.edition_claimed, slipped.edition) == (True, 6, 8)
    assert not straight.slipped
