"""Which event a figure of a draft is of."""

import sqlite3

import pytest

from expotui.drafts.beside import Beside
from expotui.drafts.fairs import Fairs
from expotui.drafts.mentions import mentions
from expotui.drafts.sentences import Sentences
from expotui.extract.running import extract

# The figure in question is marked with ^; what it is of: an event, or a reason.
PLACES = {
    "The sixth CIIE drew ^154 countries.": "ciie-6",
    "The 6th China International Import Expo (CIIE) drew ^154 countries.": "ciie-6",
    "At the sixth edition of the CIIE, ^154 countries took part.": "ciie-6",
    "At the CIIE's sixth edition, ^154 countries took part.": "ciie-6",
    "CIIE 6 drew ^154 countries.": "ciie-6",
    "The 2023 CIIE drew ^154 countries.": "ciie-6",
    "CIIE 2023 drew ^154 countries.": "ciie-6",
    "In 2023 the CIIE drew ^154 countries.": "ciie-6",
    "The sixth CIIE opened. It drew ^154 countries.": "ciie-6",
    "The sixth CIIE opened. The seventh edition drew ^154 countries.": "ciie-7",
    "The sixth CIIE opened. In 2024, ^154 countries came.": "ciie-7",
    "The sixth CIIE had 100 firms, the seventh CIIE ^154 countries.": "ciie-7",
    "After 100 firms at the sixth CIIE, ^154 countries came to the seventh CIIE.": "ciie-7",
    "The 19th China (Jinjiang) International Footwear Expo had ^2,000 booths.": "jinjiang-19",
    "The 19th Jinjiang expo had ^2,000 booths.": "jinjiang-19",
    "The first CIIE, in 2018, took 57 billion; the second, in 2019, ^71 billion.": "ciie-2",
    "The first CIIE, in 2018, took ^57 billion; the second, in 2019, 71 billion.": "ciie-1",
    "The first CIIE took 57 billion; the second took ^71 billion.": "ciie-2",
    "The eighth CIIE took 83 billion, up from ^80 billion at the seventh.": "ciie-7",
    # What was only compared with is not what is spoken of next.
    "The eighth CIIE took 83 billion, up from 80 at the seventh. It drew ^138 countries.": "ciie-8",
    "The sixth CIIE opened. Last year ^145 countries came.":
        "it is not said which year “last year” is",
    # A place is no fair.
    "The sixth CIIE opened. A firm from Jinjiang sold ^500 pairs.": "ciie-6",
    "The sixth CIIE opened. The 134th Canton Fair drew ^500 firms.":
        "the store does not know “Canton Fair”",
    "The sixth CIIE opened. The Canton Fair opened. It drew ^500 firms.":
        "the store does not know “Canton Fair”",
    "The Canton Fair opened. Its 134th edition drew ^500 firms.":
        "the store does not know “Canton Fair”",
    "The 50th CIIE drew ^500 firms.": "the store has no edition 50 of CIIE",
    "The CIIE drew ^500 firms.": "it is not said which CIIE it is of",
    "The fair drew ^500 firms.": "no event named near it",
}  # fmt: skip


@pytest.mark.parametrize("marked", PLACES)
def test_a_figure_is_of_what_its_words_name(db: sqlite3.Connection, marked: str) -> None:
    at, text = marked.index("^"), marked.replace("^", "")
    place = _beside(db, text).place(at, at + 3)
    assert (place.events[0].event.id if place.events else place.missing) == PLACES[marked]


def _beside(db: sqlite3.Connection, text: str, default: str = "") -> Beside:
    fairs, found, sentences = Fairs(db), extract(text), Sentences(text)
    named = mentions(text, found, fairs, sentences)
    event = fairs.event(default) if default else None
    return Beside(text, named, found.figures, fairs=fairs, sentences=sentences, default=event)


def test_what_was_inferred_says_so(db: sqlite3.Connection) -> None:
    text = "The sixth CIIE opened. It drew 154 countries."
    (placed,) = _beside(db, text).place(31, 34).events
    assert placed.how == "named before it"
    (placed,) = _beside(db, "It drew 154 countries.", "ciie-6").place(8, 11).events
    assert (placed.event.id, placed.how) == ("ciie-6", "named with --event")


def test_a_sentence_that_looks_back_may_be_of_the_edition_before(db: sqlite3.Connection) -> None:
    text = "The sixth CIIE took 78 billion yuan, up from 73 billion at the previous edition."
    at = text.index("73")
    events = [placed.event.id for placed in _beside(db, text).place(at, at + 2).events]
    assert events == ["ciie-6", "ciie-5"]


def test_respectively_leaves_open_which_is_which(db: sqlite3.Connection) -> None:
    text = "They took 78 and 80 billion yuan at the sixth and seventh CIIE, respectively."
    at = text.index("80")
    events = {placed.event.id for placed in _beside(db, text).place(at, at + 2).events}
    assert events == {"ciie-6", "ciie-7"}
