"""What was decided about a fact, on its card."""

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from expotui.curation.history import History, history
from expotui.facts.decisions import ACCEPTED, CORRECTED, FACT
from expotui.facts.model import Fact
from expotui.tui import cards
from expotui.tui.cards import Card, Line


class Viewer(NamedTuple):
    """Who looks: the name that is told as "you", and the key that undoes; '' where none does."""

    name: str
    undo: str


NOBODY = Viewer("", "")


def with_decisions(
    db: sqlite3.Connection, fact: Fact, viewer: Viewer
) -> tuple[Fact, Callable[[int], list[Line]]]:
    """A fact with the note and flags that its source has, and what was decided, for its card."""
    found = history(db, FACT, fact.id, viewer.name)
    if found is None:
        return fact, cards.no_card
    # As of a day, our own remarks are hidden, and so is the note of the source.
    note = found.note if fact.note else None
    # What was decided is told in full: the flags that stand for it need not be.
    flags = [flag for flag in (fact.flags or "").split() if flag not in (ACCEPTED, CORRECTED)]
    as_in_source = fact._replace(note=note, flags=" ".join(flags) or None)
    return as_in_source, lambda width: _lines(found, viewer, width)


def _lines(found: History, viewer: Viewer, width: int) -> list[Line]:
    card = Card(width)
    label = "decided"
    for one in found.told:
        undo = f" · {viewer.undo} undoes it" if one.last and viewer.undo else ""
        card.field(label, f"{one.line}{undo}", "value")
        label = ""
    label = "merged"
    for other in found.merged:
        card.field(label, f"{other.publisher}, {other.locator} · “{other.text}” · {other.id}")
        label = ""
    return card.lines
