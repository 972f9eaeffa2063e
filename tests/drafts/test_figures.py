"""Figures of drafts beside the shipped facts."""

import pytest

from expotui.drafts.model import Relation, Verdict
from tests.drafts.conftest import Checked, verdicts

S, C, U = "supported", "contradicted", "unsourced"

DRAFTS = {
    # Said just so, rounded, with a hedge that the number bears out.
    ("At the sixth CIIE, intended one-year turnover was US$78.41 billion.", "US$78.41 billion"): S,
    ("At the sixth CIIE, intended one-year turnover was US$78 billion.", "US$78 billion"): S,
    ("The sixth CIIE had over 3,300 exhibitors.", "over 3,300 exhibitors"): S,
    # True, and yet nothing that a source says.
    ("The sixth CIIE had over 1,100 exhibitors.", "over 1,100 exhibitors"): U,
    # Two digits changed places; a power of ten; another currency.
    ("At the sixth CIIE, intended one-year turnover was US$74.81 billion.", "US$74.81 billion"): C,
    ("At CIIE 8, intended one-year turnover was US$834.9 billion.", "US$834.9 billion"): C,
    ("At CIIE 8, intended one-year turnover was RMB83.49 billion.", "RMB83.49 billion"): C,
    # Whatever it counts: two digits changed places.
    ("The sixth CIIE closed with US$78.14 billion.", "US$78.14 billion"): C,
    # The figure of another edition.
    ("At the seventh CIIE, intended one-year turnover was US$78.41 billion.",
     "US$78.41 billion"): C,
    # A part of it, of which nothing is known.
    ("The sixth CIIE had 500 exhibitors from Japan.", "500 exhibitors"): U,
    # No fair that the store knows, or none at all.
    ("The 134th Canton Fair had 3,486 exhibitors.", "3,486 exhibitors"): U,
    ("It had 3,486 exhibitors.", "3,486 exhibitors"): U,
    # Two editions in one sentence.
    ("The seventh CIIE took US$80.01 billion, the sixth CIIE US$78.41 billion.",
     "US$78.41 billion"): S,
    ("One-year intended turnover of the seventh CIIE was US$78.41 billion, that of the sixth CIIE "
     "US$80.01 billion.", "US$78.41 billion"): C,
    ("The sixth CIIE's intended one-year turnover rose to US$78.41 billion, up from US$73.52 "
     "billion at the previous edition.", "US$73.52 billion"): S,
}  # fmt: skip


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_figure_has_the_verdict_that_the_facts_give_it(
    checked: Checked, draft: tuple[str, str]
) -> None:
    text, words = draft
    assert verdicts(checked(text))[words] == DRAFTS[draft]


def test_a_slip_is_told_as_what_it_is(checked: Checked) -> None:
    text = "At the {} CIIE, intended one-year turnover was {}."
    reasons = {
        ("sixth", "US$74.81 billion"): "two digits changed places",
        ("sixth", "US$78.51 billion"): "one digit is another",
        ("eighth", "US$834.9 billion"): "10 times as much",
        ("eighth", "RMB83.49 billion"): "the same number in another unit",
        ("seventh", "US$78.41 billion"): "CIIE 6 has this figure",
    }
    for said, reason in reasons.items():
        (item,) = [one for one in checked(text.format(*said)) if one.text == said[1]]
        assert reason in item.answer.reason
        assert item.answer.evidence[0].relation is Relation.EXCLUDES


def test_where_sources_disagree_both_sides_are_shown(checked: Checked) -> None:
    (item,) = checked("The fourth CIIE took US$70.72 billion of intended one-year turnover.")
    assert item.answer.verdict is Verdict.SUPPORTED
    assert item.answer.disputed
    relations = {one.relation for one in item.answer.evidence}
    assert {Relation.SAYS, Relation.EXCLUDES} <= relations
    assert "disputed" in item.answer.reason


def test_a_number_alike_of_a_measure_that_is_not_known_says_so(checked: Checked) -> None:
    (item,) = checked("The sixth CIIE was a matter of 367,000 square metres.")
    assert item.answer.verdict is Verdict.SUPPORTED
    assert "same number" in item.answer.reason or "the sources say" in item.answer.reason
    assert item.answer.measure == "exhibition_area"


def test_a_number_of_another_measure_is_told_as_that(checked: Checked) -> None:
    (item,) = checked("Altogether 64 countries took part in the sixth CIIE.")
    assert item.answer.verdict is Verdict.UNSOURCED
    assert "Belt and Road" in item.answer.reason


def test_a_growth_that_no_source_prints_is_computed(checked: Checked) -> None:
    # CIIE 2 to CIIE 3: 71.13 to 72.62 bn.
    text = (
        "The third CIIE took US$72.62 billion of intended one-year turnover, up {} percent from"
        " the previous edition."
    )
    for said, verdict in (("2.1", Verdict.SUPPORTED), ("3.9", Verdict.UNSOURCED)):
        items = {item.text: item for item in checked(text.format(said))}
        answer = items[f"{said} percent"].answer
        assert answer.verdict is verdict, answer
        assert answer.computed == (verdict is Verdict.SUPPORTED and "computed" in answer.reason)


def test_an_event_is_what_the_user_says_where_the_draft_does_not(checked: Checked) -> None:
    text = "It had 3,486 exhibitors."
    assert verdicts(checked(text, event="ciie-6")) == {"3,486 exhibitors": S}
    assert checked(text)[0].answer.reason.startswith("no event named near it")


def test_small_counts_durations_and_ordinals_are_not_checked(checked: Checked) -> None:
    assert not checked("The sixth CIIE ran for six days in two halls.")
