"""What is found, and in which order, over the real corpus."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.facts.model import Fact
from expotui.search.engine import Searcher, search
from expotui.search.highlight import highlights
from expotui.search.terms import BEGUN, EXACT, FAR, TYPOS, Word
from expotui.search.vocabulary import Vocabulary, allowed_edits
from expotui.store.queries import facts_page


@pytest.fixture(scope="module")
def searcher(db: sqlite3.Connection) -> Searcher:
    return Searcher(db)


def first(searcher: Searcher, text: str) -> Fact:
    return searcher.search(text).facts[0]


def test_a_misspelt_speaker_gives_the_quotes_first(searcher: Searcher) -> None:
    found = searcher.search("Zhang Wenxain").facts
    assert [fact.id for fact in found[:2]] == ["jinjiang-preview-q01", "jinjiang-preview-q02"]


@pytest.mark.parametrize(
    "text", ["1.84 trilion", "1.84 trillion", "RMB1.84 trillion", "1840000000000", "1.84 tn"]
)
def test_a_sum_is_found_however_it_is_written(searcher: Searcher, text: str) -> None:
    assert first(searcher, text).id == "wcifit-attraction-f06"


@pytest.mark.parametrize("text", ["1500", "1,500", "1 500"])
def test_a_number_finds_itself_first(searcher: Searcher, text: str) -> None:
    found = searcher.search(text).facts
    exact = [fact for fact in found if fact.value == 1500]
    assert found[: len(exact)] == exact
    assert "ciie-belt-and-road-f05" in {fact.id for fact in exact}


def test_numbers_are_never_matched_with_typos(searcher: Searcher) -> None:
    values = {fact.value for fact in searcher.search("123").facts}
    assert 123 in values
    assert not values & {12, 122, 124, 132, 213}
    assert searcher.search("1841").facts == []


@pytest.mark.parametrize(
    ("text", "measure", "event"),
    [
        ("belt road exhibitrs", "belt_road_exhibitors", None),
        ("jinjang booths", "booths", None),
        ("wcifit 7 signed projects", "signed_projects", "wcifit-7"),
        ("ciie 6 turnover", "intended_turnover_one_year", "ciie-6"),
        ("48个国家", "participating_countries", "yuqiahui-20"),
    ],
)
def test_words_find_the_measure_and_the_event(
    searcher: Searcher, text: str, measure: str, event: str | None
) -> None:
    fact = first(searcher, text)
    assert fact.measure == measure
    assert event in (None, fact.event)


@pytest.mark.parametrize(
    "text", ["turnover of the sixth ciie", "turnover CIIE 6", "6th ciie turnover"]
)
def test_a_question_is_understood_however_it_is_put(searcher: Searcher, text: str) -> None:
    found = searcher.search(text).facts
    assert {fact.event for fact in found[:4]} == {"ciie-6"}
    assert {fact.measure for fact in found[:4]} == {"intended_turnover_one_year"}


def test_a_decimal_comma_is_a_decimal_point(searcher: Searcher) -> None:
    assert first(searcher, "78,4 billion").value == first(searcher, "78.4 billion").value


def test_what_is_not_known_is_named(searcher: Searcher) -> None:
    assert searcher.search("Wenxian qqqqqqqq zzzzzzzz").unknown == ("qqqqqqqq", "zzzzzzzz")


def test_acronyms_and_accents_are_folded(searcher: Searcher) -> None:
    assert first(searcher, "países regiões").event == first(searcher, "paises regioes").event


@pytest.mark.parametrize("text", ["", "   ", "\x1b[31m", '"', "* OR NEAR(", "a" * 5000, "١٢٣"])
def test_odd_queries_are_answered_quietly(db: sqlite3.Connection, text: str) -> None:
    assert isinstance(search(db, text), list)


@given(st.text(max_size=40))
def test_no_query_fails(searcher: Searcher, text: str) -> None:
    results = searcher.search(text, 5)
    assert len(results.facts) <= 5


def test_one_forgotten_word_is_forgiven_only_where_nothing_else_is_found(
    searcher: Searcher,
) -> None:
    assert searcher.search("Wenxian qqqqqqqqqqqq").facts
    assert all("Zhang" in (f.speaker or "") for f in searcher.search("Zhang Wenxian").facts[:4])


def test_limit_and_order_are_stable(db: sqlite3.Connection) -> None:
    keys = search(db, "exhibition", 20)
    assert len(keys) == 20
    assert keys == search(db, "exhibition", 20)
    assert set(facts_page(db, keys)) == set(keys)


def test_highlights_mark_what_matched(searcher: Searcher) -> None:
    results = searcher.search("1.84 trilion")
    text = results.facts[0].text
    assert [text[start:end] for start, end in highlights(text, results.matched)] == [
        "1.84",
        "trillion",
    ]
    assert highlights("nothing here", results.matched) == []


@given(st.text(max_size=60), st.dictionaries(st.text(min_size=1, max_size=4), st.integers(0, 3)))
def test_highlights_never_overlap(text: str, matched: dict[str, int]) -> None:
    spans = highlights(text, matched)
    flat = [edge for span in spans for edge in span]
    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_edits_allowed_grow_with_the_word() -> None:
    assert [allowed_edits("x" * size) for size in (3, 4, 8, 9)] == [0, 1, 1, 2]


def test_expansions_go_from_sure_to_doubtful(db: sqlite3.Connection) -> None:
    vocabulary = Vocabulary(db)
    word = Word("exhibitor", "", vocabulary)
    assert word.words(EXACT) == ("exhibitor",)
    assert "exhibitors" in word.words(BEGUN)
    assert word.words(TYPOS)[: len(word.words(BEGUN))] == word.words(BEGUN)
    assert len(set(word.words(FAR))) == len(word.words(FAR))
    assert Word("wenxain", "", vocabulary).words(TYPOS) == ("wenxian",)


def values(searcher: Searcher, text: str) -> set[float | int | None]:
    return {fact.value for fact in searcher.search(text, 1_000).facts}


def test_what_others_contradict_can_be_asked_for(searcher: Searcher) -> None:
    turnover = "event:ciie-4 measure:intended_turnover_one_year"
    assert values(searcher, f"{turnover} is:contradicted") == {
        70_620_000_000, 70_700_000_000, 70_720_000_000
    }  # fmt: skip
    assert values(searcher, f"{turnover} -is:contradicted") == set()
    partners = "event:ciie-6 measure:participating_countries"
    assert values(searcher, f"{partners} is:contradicted") == {128, 154}
    assert 154 in values(searcher, f"{partners} -is:contradicted")


def test_values_can_be_taken_away(searcher: Searcher) -> None:
    everything = values(searcher, "event:ciie-6 is:figure")
    large = values(searcher, "event:ciie-6 is:figure value:>1000")
    assert large
    assert values(searcher, "event:ciie-6 is:figure -value:>1000") == everything - large
    assert values(searcher, "event:ciie-6 value:>100 value:>1000 value:<5000") == {
        value for value in everything if value and 1000 < value < 5000
    }


def test_percentages_alone_are_taken_away_by_a_percentage(searcher: Searcher) -> None:
    left = values(searcher, "event:ciie-6 is:figure -value:>1%")
    assert {128, 154} <= left
