"""The facts of what the timeline is on; very many are put in order beside the event loop."""

import sqlite3
from functools import partial

from textual import on, work
from textual.content import Content
from textual.message import Message

from expotui.facts import wording
from expotui.facts.dates import describe
from expotui.facts.model import Document, Event, Fact
from expotui.facts.text import visible
from expotui.facts.timeline import edtf_of
from expotui.store import queries
from expotui.store.queries import Outline
from expotui.tui.pages import Pages
from expotui.tui.reading import reading, row_composer
from expotui.tui.screens.panes import PanesScreen

# So many facts are put in order within a few milliseconds: they come with the frame of the key.
AT_ONCE = 500


class OutlineRead(Message):
    """The outline of a row was read, or could not be; a stale one is told by its number."""

    def __init__(self, number: int, row: Event | Document, outline: Outline | None) -> None:
        super().__init__()
        self.number = number
        self.row = row
        self.outline = outline


class OutlinesScreen(PanesScreen):
    """A screen whose facts are those of a row of the timeline."""

    _outline_number = 0
    _row_on_card: tuple[str, str] | None = None

    def _show_facts_of(self, row: Event | Document) -> None:
        of = _name(row)
        if self.facts.of == of:
            return
        self._outline_number = self._session.aside.supersede()
        count = row.figures + row.quotes
        if count <= AT_ONCE:
            self._show_outline(row, _outline(row, self._db))
        else:
            self.facts.expect(count, of)
            self._entitle(row, 0)
            self._read_outline(self._outline_number, row)

    def _show_facts_again(self, row: Event | Document) -> None:
        """Read the facts that are shown anew; they stay until that is done."""
        self._outline_number = self._session.aside.supersede()
        if row.figures + row.quotes <= AT_ONCE:
            self._show_outline(row, _outline(row, self._db))
        else:
            self._read_outline(self._outline_number, row)

    def _show_outline(self, row: Event | Document, outline: Outline) -> None:
        def page(start: int, stop: int) -> list[Fact | None]:
            keys = outline.keys[start:stop]
            found = queries.facts_page(self._db, keys)
            return [found.get(key) for key in keys]

        self.facts.show(outline, Pages(page), _name(row))
        self._entitle(row, outline.sources)

    def _entitle(self, row: Event | Document, sources: int) -> None:
        self.facts.border_title = _title(row)
        self.facts.border_subtitle = _subtitle(row, sources)

    @work(thread=True, group="outline", exit_on_error=False)
    def _read_outline(self, number: int, row: Event | Document) -> None:
        found: list[Outline | None] = []
        self.attempt(lambda: found.append(self._session.aside.read(number, partial(_outline, row))))
        self.post_message(OutlineRead(number, row, found[0] if found else None))

    @on(OutlineRead)
    @reading
    def _outline_read(self, message: OutlineRead) -> None:
        if message.number != self._outline_number:
            return
        if message.outline is None:
            self.facts.clear()
            return
        self._show_outline(message.row, message.outline)
        if self.place == "timeline":
            self._show_card_of(message.row)

    def _shows_card_of(self, row: Event | Document) -> bool:
        return self._on_card is None and self._row_on_card == _name(row)

    def _show_card_of(self, row: Event | Document) -> None:
        self._on_card, self._row_on_card = None, _name(row)
        self.detail.show(row_composer(self._db, row, self.facts.sources))


def _name(row: Event | Document) -> tuple[str, str]:
    return type(row).__name__, row.id


def _outline(row: Event | Document, db: sqlite3.Connection) -> Outline:
    name = {"event": row.id} if isinstance(row, Event) else {"document": row.id}
    return queries.fact_outline(db, **name)


def _title(row: Event | Document) -> Content:
    return Content(visible(row.name if isinstance(row, Event) else row.title))


def _subtitle(row: Event | Document, sources: int) -> Content:
    sources = sources if isinstance(row, Event) else 0
    parts = [describe(edtf_of(row)), *wording.held(row.figures, row.quotes, sources)]
    return Content(visible(" · ".join(parts)))
