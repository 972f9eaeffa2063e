"""The words around a fact, as they stand on its card, or why they do not; and beside a text, what
is marked in it.
"""

import sqlite3

from expotui.facts.locating import Place
from expotui.facts.model import Document, Fact
from expotui.store.passages import Passage, passage_of
from expotui.store.texts import is_held
from expotui.tui.cards import Card, Composer, Line
from expotui.tui.wrapping import prose

# What stands at the left of words that are another's.
_BAR = " │ "
# Lines of a passage on a card; the rest of a long paragraph is in the document view.
_MOST = 7
_CHANGED = "The words do not stand there any more: the text in the store is another one."
_NOT_SERVED = "The texts of documents are not served here."
_NOT_HELD = "To read the passage here: expotui attach FILE, the text with this sha256."


def passage_composer(
    db: sqlite3.Connection, fact: Fact, document: Document, *, served: bool = True
) -> Composer:
    """The passage of a fact, for any width; a line that says so where its text is not at hand.

    Raises:
        sqlite3.Error: the store can't be read just now.
    """
    if fact.span_start is None:
        return _nothing
    if not served:
        return lambda width: _said(_NOT_SERVED, "quiet", width)
    passage = passage_of(db, fact)
    if passage is not None:
        return lambda width: _passage(passage, width)
    # Of a text whose sha256 nobody knows, no file can be told to be it.
    if document.sha256 is None or is_held(db, document.id):
        return _nothing
    return lambda width: _said(_NOT_HELD, "quiet", width)


def _nothing(width: int) -> list[Line]:  # noqa: ARG001
    return []


def _said(text: str, style: str, width: int) -> list[Line]:
    lines = prose(text, ((0, len(text), style),), max(8, width - 2))
    return [[(" ", ""), *line] for line in lines]


def _passage(passage: Passage, width: int) -> list[Line]:
    text = passage.before + passage.text + passage.after
    span = len(passage.before), len(passage.before) + len(passage.text), "match"
    # Room for an ellipsis where lines are left out.
    lines = [*prose(text, (span,) if passage.holds else (), max(8, width - len(_BAR) - 4))]
    at = next((at for at, line in enumerate(lines) if ("match" in (name for _, name in line))), 0)
    first = max(0, min(at - _MOST // 3, len(lines) - _MOST))
    shown = lines[first : first + _MOST]
    if shown and (first or passage.cut_before):
        shown[0] = [("… ", "quiet"), *shown[0]]
    if shown and (first + _MOST < len(lines) or passage.cut_after):
        shown[-1] = [*shown[-1], (" …", "quiet")]
    changed = [] if passage.holds else _said(_CHANGED, "warn", width)
    return [*changed, *([(_BAR, "rule"), *line] for line in shown)]


_LEGEND: list[Line] = [
    [(" ", ""), ("bold", "figure"), ("        a figure", "quiet")],
    [(" ", ""), ("underlined", "quote"), ("  a quote", "quiet")],
    [(" ", ""), ("reversed", "untaken"), ("    a number not taken", "quiet")],
]


def with_legend(card: Composer) -> Composer:
    """A card beside a text, and below it what is marked there."""
    return lambda width: [*card(width), [], *_LEGEND]


def nowhere_card(here: Place | None) -> Composer:
    """In place of a fact: of a number that became no figure, where it stands; else how to go on."""

    def compose(width: int) -> list[Line]:
        card = Card(width)
        if here is not None:
            card.text("A number that became no figure.", "warn")
            card.field("stands at", str(here))
        else:
            card.text("n and N go from fact to fact, Enter opens one.", "quiet")
            card.text("u and U go to the numbers that became no figure.", "quiet")
        return card.lines

    return compose
