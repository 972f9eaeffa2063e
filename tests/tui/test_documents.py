"""Passages on cards, and whole texts: what is marked in them, and how one goes there."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from expotui.config import Config
from expotui.store import queries
from expotui.tui.screens.browser import BrowserScreen
from expotui.tui.screens.document import DocumentScreen
from picture import svg_of
from tests.texts import PAGE, TEXT, fact_id, with_page

from .conftest import Browser, screen_of, shown

CRATES = fact_id("We shipped 2,500 crates in a single week,")
FIRMS = fact_id("1,340 exhibitors")
DEALS = fact_id("USD 2.5 billion")


@pytest.fixture
def page(store: Path, tmp_path: Path) -> Path:
    return with_page(store, tmp_path / "own.db", TEXT)


async def go_to(pilot: Pilot[Any], fact_id: str, *keys: str) -> None:
    """Select a fact in the browser, and press keys."""
    screen = screen_of(pilot)
    fact = queries.find_fact(screen._db, fact_id)
    assert fact is not None
    screen.go_to_fact(fact)
    await pilot.pause()
    await press(pilot, *keys)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause()


def document(pilot: Pilot[Any]) -> DocumentScreen:
    screen = pilot.app.screen
    assert isinstance(screen, DocumentScreen)
    return screen


def styled(pilot: Pilot[Any], attribute: str) -> str:
    """What is drawn with an attribute on the screen, the parts joined by bars."""
    strips = pilot.app.screen._compositor.render_strips()
    return "|".join(
        segment.text
        for strip in strips
        for segment in strip
        if segment.style is not None and getattr(segment.style, attribute)
    )


async def test_a_card_has_its_passage_with_the_words_marked(browser: Browser, page: Path) -> None:
    async with browser(path=page) as pilot:
        await go_to(pilot, DEALS)
        text = shown(pilot)
        assert "The harbour fair drew 1,340 exhibitors from 48 countries" in text
        assert "were out." in text
        assert "USD 2.5 billion" in styled(pilot, "underline")


async def test_marks_need_no_colour(browser: Browser, page: Path) -> None:
    async with browser(path=page, no_color=True, config=Config(theme="ansi-dark")) as pilot:
        await go_to(pilot, DEALS)
        assert "USD 2.5 billion" in styled(pilot, "underline")
        await press(pilot, "v")
        assert "1,340 exhibitors" in styled(pilot, "bold")
        assert "We shipped " in styled(pilot, "underline")
        assert {"48", "7"} <= set(styled(pilot, "reverse").split("|"))


async def test_a_text_that_was_exchanged_is_told(
    browser: Browser, store: Path, tmp_path: Path
) -> None:
    path = with_page(store, tmp_path / "own.db", TEXT.replace("drew", "attracted"))
    async with browser(path=path) as pilot:
        await go_to(pilot, DEALS)
        assert "The words do not stand there any more" in shown(pilot)
        assert "USD 2.5" not in styled(pilot, "underline")


async def test_where_there_is_no_text_a_line_says_how_to_bring_it(
    browser: Browser, store: Path, tmp_path: Path
) -> None:
    async with browser(path=with_page(store, tmp_path / "own.db", None)) as pilot:
        await go_to(pilot, DEALS)
        assert "expotui attach FILE" in shown(pilot)
        await press(pilot, "v")
        assert isinstance(pilot.app.screen, BrowserScreen)
        assert "is not in the store" in shown(pilot)
        # Of a page whose sha256 nobody knows, no file can be told to be it.
        await go_to(pilot, "ciie-6-001")
        assert "expotui attach FILE" not in shown(pilot).split("quit")[0].split("Detail")[1]


async def test_texts_that_are_not_served_are_not_shown(browser: Browser, page: Path) -> None:
    async with browser(path=page) as pilot:
        screen_of(pilot)._session.passages = False
        await go_to(pilot, DEALS)
        assert "are not served here" in shown(pilot)
        assert "evening lights" not in shown(pilot)
        await press(pilot, "v")
        assert isinstance(pilot.app.screen, BrowserScreen)
        assert "evening lights" not in shown(pilot)


async def test_a_text_opens_at_the_fact_and_counts_what_was_left(
    browser: Browser, page: Path
) -> None:
    async with browser(path=page) as pilot:
        await go_to(pilot, DEALS, "v")
        assert "fact 2 of 3 · 4 numbers not taken" in shown(pilot)
        assert document(pilot).text.fact == 1
        assert "not taken" in shown(pilot)


async def test_walking_from_fact_to_fact(browser: Browser, page: Path) -> None:
    async with browser(path=page) as pilot:
        await go_to(pilot, FIRMS, "v")
        seen = [document(pilot).text.fact]
        for key in "nnnN":
            await press(pilot, key)
            seen.append(document(pilot).text.fact)
        assert seen == [0, 1, 2, 2, 1]
        await press(pilot, "n", "enter")
        assert isinstance(pilot.app.screen, BrowserScreen)
        selected = screen_of(pilot).facts.selected
        assert selected is not None
        assert selected.id == CRATES


async def test_walking_the_numbers_that_became_no_figure(browser: Browser, page: Path) -> None:
    async with browser(path=page) as pilot:
        await go_to(pilot, FIRMS, "v")
        found = []
        for _ in range(4):
            await press(pilot, "u")
            here = document(pilot).text.here
            assert here is not None
            found.append((TEXT[here.start : here.end], here.paragraph))
        # A number within a quote became a figure only where there is one.
        assert found == [("48", 2), ("2,500", 3), ("7", 3), ("1340", 4)]
        await press(pilot, "u")
        assert "there is none further on" in shown(pilot)
        await press(pilot, "U", "enter")
        assert "go to a fact first" in shown(pilot)
        await press(pilot, "N")
        assert document(pilot).text.fact == 2


async def test_a_page_opens_its_text_and_escape_leads_back(browser: Browser, page: Path) -> None:
    async with browser(path=page) as pilot:
        screen = screen_of(pilot)
        await go_to(pilot, FIRMS, "escape", "v")
        assert "3 facts · 4 numbers not taken" in shown(pilot)
        assert document(pilot).text.fact is None
        await press(pilot, "n")
        assert document(pilot).text.fact == 0
        await press(pilot, "escape")
        assert pilot.app.screen is screen


async def test_an_event_has_no_one_text(browser: Browser, page: Path) -> None:
    async with browser(path=page) as pilot:
        await press(pilot, "g", "v")
        assert isinstance(pilot.app.screen, BrowserScreen)
        assert "open a fact or a page first" in shown(pilot)


async def test_a_click_on_a_fact_is_on_that_fact(browser: Browser, page: Path) -> None:
    async with browser(path=page) as pilot:
        await go_to(pilot, FIRMS, "v")
        row = next(y for y, line in enumerate(shown(pilot).splitlines()) if "crates" in line)
        column = shown(pilot).splitlines()[row].index("crates")
        await pilot.click("#text", offset=(column, row))
        await pilot.pause()
        assert document(pilot).text.fact == 2


LONG = TEXT + "".join(f"Paragraph {at} has nothing to say.\n" for at in range(60_000)) + "The end."


async def test_a_long_text_opens_scrolls_and_ends(
    browser: Browser, store: Path, tmp_path: Path
) -> None:
    async with browser(path=with_page(store, tmp_path / "own.db", LONG)) as pilot:
        await go_to(pilot, FIRMS, "v")
        assert re.search(r"fact 1 of 3 · 60,004 numbers not taken", shown(pilot))
        view = document(pilot).text
        await press(pilot, "G")
        assert "The end." in shown(pilot)
        assert view.scroll_y == view.max_scroll_y
        await press(pilot, "k")
        assert view.scroll_y < view.max_scroll_y
        await press(pilot, "G", "U", "U")
        assert "Paragraph 59998 has" in shown(pilot)
        assert view.here is not None
        assert view.here.paragraph == 5 + 59_999
        # The scrollbar is dragged to the middle, the wheel turned.
        view.scroll_to(y=view.max_scroll_y // 2, animate=False)
        await pilot.pause()
        first = int(re.findall(r"Paragraph (\d+)", shown(pilot))[0])
        assert 25_000 < first < 35_000
        view.scroll_to(y=view.scroll_y + 3, animate=False)
        await pilot.pause()
        assert int(re.findall(r"Paragraph (\d+)", shown(pilot))[0]) == first + 3
        await press(pilot, "g")
        assert "Harbour fair closes with record deals" in shown(pilot)
        assert view.scroll_y == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n" * 5_000,
        "x" * 300_000,
        "国" * 100_000,
        "12 " * 60_000,
        "\x1b[31m\u202e\x07" * 3_000,
        "\x00\ufeff\r\n\t" * 2_000,
        "e" + "\u0301" * 50_000,
    ],
    ids=["empty", "blank", "one line", "wide", "numbers", "escapes", "odd", "marks"],
)
async def test_any_text_can_be_looked_at(
    browser: Browser, store: Path, tmp_path: Path, text: str
) -> None:
    path = with_page(store, tmp_path / "own.db", text)
    async with browser(path=path) as pilot:
        await go_to(pilot, FIRMS, "v")
        assert isinstance(pilot.app.screen, DocumentScreen)
        await press(pilot, "G", "k", "n", "u")
        await pilot.resize_terminal(32, 8)
        await press(pilot, "g", "space", "N", "U")
        assert "\x1b" not in shown(pilot)
        assert "\u202e" not in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, BrowserScreen)


async def test_a_text_that_goes_while_it_is_read(
    browser: Browser, store: Path, tmp_path: Path
) -> None:
    path = with_page(store, tmp_path / "own.db", LONG)
    async with browser(path=path) as pilot:
        await go_to(pilot, FIRMS, "v")
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("UPDATE documents SET text = 'Another text.' WHERE id = ?", (PAGE,))
        view = document(pilot).text
        view.scroll_to(y=view.max_scroll_y // 2, animate=False)
        await pilot.pause()
        assert "cannot be read just now" in shown(pilot)
        await press(pilot, "escape")
        await go_to(pilot, DEALS)
        assert "The words do not stand there any more" in shown(pilot)


async def test_a_resize_keeps_the_place(browser: Browser, store: Path, tmp_path: Path) -> None:
    async with browser(path=with_page(store, tmp_path / "own.db", LONG)) as pilot:
        await go_to(pilot, FIRMS, "v", "G")
        await press(pilot, *["pageup"] * 3)
        first = re.findall(r"Paragraph (\d+)", shown(pilot))[0]
        for size in ((40, 12), (80, 24), (120, 36)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert re.findall(r"Paragraph (\d+)", shown(pilot))[0] == first


CASES = {
    "passage": ((120, 36), DEALS, [], "night"),
    "passage-light": ((80, 24), CRATES, ["enter"], "paper"),
    "document": ((120, 36), DEALS, ["v"], "night"),
    "document-number": ((80, 24), FIRMS, ["v", "u"], "paper"),
    "document-smallest": ((40, 12), CRATES, ["v"], "night"),
    "document-terminal": ((80, 24), CRATES, ["v"], "ansi-dark"),
}


@pytest.mark.parametrize("name", CASES)
async def test_screen(
    browser: Browser, page: Path, svg_snapshot: SnapshotAssertion, name: str
) -> None:
    size, fact, keys, theme = CASES[name]
    async with browser(path=page, size=size, config=Config(theme=theme)) as pilot:
        await go_to(pilot, fact, *keys)
        assert svg_of(pilot.app) == svg_snapshot
