"""What holds of any draft that is made of the store's own facts, and of any text at all."""

import re
import sqlite3
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from expotui.drafts.checking import check
from expotui.drafts.claims import digits_of
from expotui.drafts.model import Item, Kind, Verdict
from expotui.extract.model import Extraction, Figure
from expotui.extract.running import extract
from expotui.facts.model import Fact
from expotui.store.queries import facts_page

_NTH = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
_NUMERAL = re.compile(r"\D*([\d.,]*\d)")


@pytest.fixture(scope="module")
def told(db: sqlite3.Connection) -> list[tuple[str, Fact]]:
    """Sentences that say what a fact of the store says, and the facts: those that extraction reads
    as the store does, of numbers that are more than a digit.
    """
    rows = db.execute(
        "SELECT f.key FROM facts f JOIN events e ON e.id = f.event_id"
        " WHERE f.kind = 'figure' AND f.value >= 10 AND e.series_id = 'ciie' AND e.kind = 'edition'"
        " AND f.subject_id IS NULL AND f.direction IS NULL AND f.measure_id <> 'edition_number'"
        " AND f.stage IS NOT 'forecast' ORDER BY f.key"
    )
    facts = facts_page(db, [row[0] for row in rows]).values()
    found = [(_sentence(fact), fact) for fact in facts if fact.printed.isascii()]
    return [(text, fact) for text, fact in found if _read(text, fact) is not None]


def _sentence(fact: Fact) -> str:
    return f"Of the {_NTH[(fact.edition or 1) - 1]} CIIE, {fact.measure_label}: {fact.printed}."


def _read(text: str, fact: Fact) -> Figure | None:
    """The figure of a sentence, where that is just what the store has."""
    found = [one for one in extract(text).figures if one.unit != "edition"]
    figure = next((one for one in found if one.text in fact.printed), None)
    if figure is None or len(found) != 1:
        return None
    mine = (figure.value, figure.upper, figure.qualifier)
    known = figure.unit is not None and figure.measure in (None, fact.measure)
    same = mine == (fact.value, fact.upper, fact.qualifier)
    return figure if same and known and digits_of(figure.value) > 1 else None


def _item(db: sqlite3.Connection, text: str, words: str) -> Item:
    (item,) = [one for one in _items(db, text) if one.kind is Kind.FIGURE and words in one.text]
    return item


def _items(db: sqlite3.Connection, text: str) -> list[Item]:
    return [*check(db, text, extract(text))]


def test_a_draft_of_the_stores_own_facts_is_all_supported(
    db: sqlite3.Connection, told: list[tuple[str, Fact]]
) -> None:
    assert len(told) > 60
    items = _items(db, "\n\n".join(text for text, _ in told))
    wrong = [
        (item.text, item.event, item.answer) for item in items
        if item.kind is Kind.FIGURE
        and item.answer.verdict not in (Verdict.SUPPORTED, Verdict.UNCHECKED)
    ]  # fmt: skip
    assert not wrong


@given(st.data())
def test_a_digit_changed_is_never_supported(
    db: sqlite3.Connection, told: list[tuple[str, Fact]], data: st.DataObject
) -> None:
    text, fact = data.draw(st.sampled_from(told))
    figure = _read(text, fact)
    assert figure is not None
    numeral = _NUMERAL.match(text, figure.start)
    assume(numeral is not None and numeral.end() <= figure.end)
    assert numeral is not None
    places = [at for at in range(*numeral.span(1)) if text[at].isdecimal()]
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("123456789".replace(text[at], "")))
    changed = f"{text[:at]}{digit}{text[at + 1 :]}"
    found = [one for one in extract(changed).figures if one.unit != "edition"]
    assume(len(found) == 1)
    # Nobody else says it, or what would be it, rounded or with a hedge.
    assume(not _said(db, fact, float(found[0].value)))
    verdict = _item(db, changed, found[0].text).answer.verdict
    assert verdict in (Verdict.CONTRADICTED, Verdict.UNSOURCED, Verdict.UNCHECKED)


def _said(db: sqlite3.Connection, fact: Fact, value: float) -> bool:
    """Whether a source says a number within a tenth of one; the one that was changed counts only
    where the change is lost in its hedge.
    """
    values = _numbers(db, fact.event or "")
    hedged = fact.qualifier != "exact"
    return any(
        abs(other - value) <= abs(value) / 10
        for other in values if hedged or other != fact.value
    )  # fmt: skip


@cache
def _numbers(db: sqlite3.Connection, event: str) -> frozenset[float]:
    rows = db.execute(
        "SELECT value FROM facts WHERE (event_id = ?1 OR home_event_id = ?1) AND value NOT NULL",
        (event,),
    )
    return frozenset(row[0] for row in rows)


_PIECES = st.sampled_from(
    ["the sixth CIIE ", "CIIE 7 ", "134th Canton Fair ", "US$78.41 billion", " 3,486 exhibitors",
     ", up 6.7 percent ", "from the previous edition", ". ", "\n\n", "in 2023 ", "“we ", "” ", "(",
     "\x00", "\u202e", "respectively", "sixth and seventh ", "第六届进博会784.1亿美元",
     "CIIE's eighth edition "]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=80))
def test_any_text_is_checked_and_each_item_stands_where_it_says(
    db: sqlite3.Connection, text: str
) -> None:
    items = _items(db, text)
    assert [(one.start, one.end) for one in items] == sorted((one.start, one.end) for one in items)
    for item in items:
        assert text[item.start : item.end] == item.text
        assert item.line == text.count("\n", 0, item.start) + 1
        assert item.answer.reason
        if item.answer.verdict is Verdict.SUPPORTED and item.kind is Kind.FIGURE:
            assert item.answer.evidence
        if item.answer.verdict is Verdict.CONTRADICTED and item.kind is Kind.FIGURE:
            assert item.answer.evidence
    figures = sum(one.kind is Kind.FIGURE for one in items)
    assert figures == len(extract(text).figures)


def test_nothing_found_is_nothing_checked(db: sqlite3.Connection) -> None:
    assert not [*check(db, "No number here.", Extraction((), (), (), (), None))]
