"""What a card needs, fetched from the store; and what is said when the store can't be read."""

import sqlite3
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from expotui.facts.model import Document, Event, Fact
from expotui.store import queries
from expotui.tui import cards
from expotui.tui.cards import Composer
from expotui.tui.decided_card import NOBODY, Viewer, with_decisions
from expotui.tui.passage_card import passage_composer

if TYPE_CHECKING:
    from textual.screen import Screen

    from expotui.tui.session import Session

# Claims of the same thing that a card lists; the rest is counted.
OTHERS_LISTED = 12


def fact_composer(
    db: sqlite3.Connection,
    fact: Fact,
    viewer: Viewer = NOBODY,
    *,
    passage: bool = False,
    served: bool = True,
) -> Composer:
    """The card of a fact, for any width, as `viewer` is told of it; with its `passage` where texts
    are `served`.
    """
    document = queries.find_document(db, fact.document)
    if document is None:
        return cards.gone_card
    others = queries.other_claims(db, fact, OTHERS_LISTED)
    fact, decided = with_decisions(db, fact, viewer)
    around = passage_composer(db, fact, document, served=served) if passage else cards.no_card
    return lambda width: cards.fact_card(
        fact, document, others, width, decided=decided, passage=around
    )


def row_composer(db: sqlite3.Connection, row: Event | Document, sources: int) -> Composer:
    """The card of a row of the timeline, for any width; an event's tells from how many `sources`
    its facts are.
    """
    if isinstance(row, Document):
        return lambda width: cards.page_card(row, width)
    claims = queries.date_claims(db, row.id)
    return lambda width: cards.event_card(row, sources, claims, width)


Self = TypeVar("Self", bound="Screen[Any]")
Params = ParamSpec("Params")


def reading(
    method: Callable[Concatenate[Self, Params], None],
) -> Callable[Concatenate[Self, Params], None]:
    """Let a screen's method fail on an unreadable store: it is told, and what is shown stays."""

    @wraps(method)
    def told(self: Self, /, *args: Params.args, **kwargs: Params.kwargs) -> None:
        try:
            method(self, *args, **kwargs)
        except sqlite3.Error as error:
            session: Session = self._session  # type: ignore[attr-defined]
            self.notify(session.explain(error), severity="error", markup=False)

    return told
