"""Quotes of drafts beside the shipped ones."""

import pytest

from expotui.drafts.model import Item, Kind
from tests.drafts.conftest import Checked

S, C, U = "supported", "contradicted", "unsourced"
SHOES = "let people think of Jinjiang shoes when they buy shoes"
ZHANG = "Zhang Wenxian"

QUOTES = {
    (SHOES, ZHANG): S,
    # A part of it; other case and marks; what is left out, and what is put in.
    ("think of Jinjiang shoes when they buy shoes", "Mayor Zhang"): S,
    ("Let people think of “Jinjiang shoes” when they buy shoes!", ZHANG): S,
    ("let people think of Jinjiang … and the Jinjiang brand when they buy clothes", ZHANG): S,
    ("[We] let people think of Jinjiang shoes when they buy shoes", ZHANG): S,
    # Nobody is named, or by a pronoun.
    (SHOES, ""): S,
    (SHOES, "he"): S,
    (SHOES, "Li Qiang"): C,
    (SHOES.replace("buy", "purchase"), ZHANG): C,
    (SHOES.replace("people", "all people"), ZHANG): C,
    (SHOES.replace("Jinjiang ", ""), ZHANG): C,
    ("imports will double within ten years from now", ZHANG): U,
}


def quote(checked: Checked, words: str, speaker: str) -> Item:
    (item,) = [
        one for one in checked(f"It was said: {words}", (words, speaker)) if one.kind is Kind.QUOTE
    ]
    return item


@pytest.mark.parametrize("said", QUOTES)
def test_a_quote_has_the_verdict_that_its_words_and_speaker_give_it(
    checked: Checked, said: tuple[str, str]
) -> None:
    assert quote(checked, *said).answer.verdict == QUOTES[said]


def test_a_changed_word_is_shown(checked: Checked) -> None:
    answer = quote(checked, SHOES.replace("buy", "purchase"), ZHANG).answer
    assert list(answer.changed) == [("purchase", "buy")]
    assert "“purchase” for “buy”" in answer.reason


def test_words_of_another_are_told_whose(checked: Checked) -> None:
    answer = quote(checked, SHOES, "Li Qiang").answer
    assert answer.reason == "these words are of Zhang Wenxian, not of Li Qiang"


def test_of_an_unnamed_speaker_nothing_is_known(checked: Checked) -> None:
    words = "The relationships forged at CIIE will shape trade patterns for decades to come."
    assert quote(checked, words, "Ada Obi").answer.verdict == U
    assert quote(checked, words, "").answer.verdict == S


def test_a_few_words_are_nobodys(checked: Checked) -> None:
    assert not checked("“buy shoes”", ("buy shoes", ZHANG))
