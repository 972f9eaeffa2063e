"""Searching in the browser."""

import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from expotui.search.engine import Results
from expotui.search.vocabulary import Vocabulary
from expotui.store.queries import find_fact
from expotui.tui.finder import Finder, Found
from expotui.tui.screens.search import Answer, SearchScreen

from .conftest import Browser, screen_of, shown


async def search(pilot: Pilot[object], text: str) -> SearchScreen:
    await pilot.press("slash")
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    screen.query_one(Input).value = text
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return screen


async def test_typos_are_forgiven_and_enter_goes_to_the_fact(browser: Browser) -> None:
    async with browser() as pilot:
        await search(pilot, "Zhang Wenxain")
        assert "Zhang Wenxian" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        screen = screen_of(pilot)
        row, fact = screen.timeline.selected, screen.facts.selected
        assert row is not None
        assert row.id == "jinjiang-19"
        assert fact is not None
        assert fact.speaker == "Zhang Wenxian"
        assert fact.is_quote
        assert screen.facts.has_focus


async def test_one_burst_opens_the_search_fills_it_and_goes(browser: Browser) -> None:
    """As a terminal hands over what was typed fast, or pasted, or came late over SSH."""
    async with browser() as pilot:
        for key in ("slash", *"Zhang", "space", *"Wenxain", "enter"):
            character = {"slash": "/", "space": " ", "enter": "\r"}.get(key, key)
            pilot.app.post_message(Key(key, character))
        for _ in range(200):
            await pilot.pause(0.02)
            chosen = screen_of(pilot).facts.selected
            if chosen is not None and chosen.speaker == "Zhang Wenxian":
                break
        else:
            pytest.fail(shown(pilot))


async def test_n_and_N_walk_the_hits(browser: Browser) -> None:
    async with browser() as pilot:
        await pilot.press("n")
        await pilot.pause(0.2)
        assert "nothing was searched yet" in shown(pilot)
        await search(pilot, "1,500")
        await pilot.press("down", "enter")
        screen = screen_of(pilot)
        second = screen.facts.selected
        await pilot.press("N", "n")
        assert screen.facts.selected == second
        assert second is not None
        assert second.value == 1500


async def test_escape_leaves_everything_as_it_was(browser: Browser) -> None:
    async with browser() as pilot:
        before = shown(pilot)
        await search(pilot, "booths")
        await pilot.press("escape")
        await pilot.pause()
        assert shown(pilot) == before


async def test_nothing_typed_explains_and_nothing_found_says_so(browser: Browser) -> None:
    async with browser() as pilot:
        await search(pilot, "")
        assert "are forgiven in words" in shown(pilot)
        screen = pilot.app.screen
        screen.query_one(Input).value = "qqqqqq 999999"
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Nothing matches “qqqqqq 999999”" in shown(pilot)


async def test_a_stale_answer_is_never_drawn(browser: Browser) -> None:
    async with browser() as pilot:
        screen = await search(pilot, "booths")
        before = list(screen.hits.hits)
        other = find_fact(screen_of(pilot)._db, "ciie-6-001")
        assert other is not None
        screen.post_message(Answer(screen._number - 1, Results([other], {})))
        await pilot.pause()
        assert screen.hits.hits == before


async def test_enter_before_the_answer_goes_to_what_was_typed(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = Finder.find

    def slow(self: Finder, text: str, number: int, limit: int) -> Found | None:
        time.sleep(0.2)
        return find(self, text, number, limit)

    async with browser() as pilot:
        first = await search(pilot, "Zhang Wenxian")
        assert first.hits.hits
        monkeypatch.setattr(Finder, "find", slow)
        first.query_one(Input).value = "booths"
        await pilot.press("enter")
        assert pilot.app.screen is first  # what is shown is not yet what was asked
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        chosen = screen_of(pilot).facts.selected
        assert chosen is not None
        assert chosen.measure == "booths"


async def test_typing_on_while_the_vocabulary_loads_still_ends_in_an_answer(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[int] = []
    load = Vocabulary.__init__

    def slow(self: Vocabulary, db: sqlite3.Connection) -> None:
        loads.append(1)
        time.sleep(0.3)
        load(self, db)

    monkeypatch.setattr(Vocabulary, "__init__", slow)
    async with browser() as pilot:
        await pilot.press("slash", *"booths")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        assert screen.hits.hits[0].measure == "booths"
        await pilot.press("escape", "slash", *"area")
        await pilot.app.workers.wait_for_complete()
    assert len(loads) == 1


async def test_a_store_that_cannot_be_searched_is_told(
    browser: Browser, store: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.db"))
    async with browser(path=mine) as pilot:
        mine.unlink()
        await search(pilot, "booths")
        assert "no store at" in shown(pilot)
