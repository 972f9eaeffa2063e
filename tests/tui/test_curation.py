"""Deciding in the browser: keys, forms, undo and redo, and what is shown after."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.widgets import Input

from expotui.config import Config
from expotui.store.queries import find_fact
from expotui.tui.screens.form import FormScreen
from picture import svg_of

from .conftest import Browser, screen_of, shown


@pytest.fixture
def own(store: Path, tmp_path: Path) -> Path:
    path = tmp_path / "own.db"
    shutil.copy(store, path)
    return path


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one by one, and wait for what they set going."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def fill_in(pilot: Pilot[Any], **words: str) -> None:
    """Put words into the fields of a form, and hand them over."""
    assert isinstance(pilot.app.screen, FormScreen)
    for name, word in words.items():
        pilot.app.screen.query_one(f"#field-{name}", Input).value = word
    await press(pilot, "enter")


def here(pilot: Pilot[Any]) -> str:
    fact = screen_of(pilot).facts.selected
    assert fact is not None
    return fact.id


def said(pilot: Pilot[Any]) -> str:
    return " ".join(note.message for note in pilot.app._notifications)


async def test_a_figure_is_corrected_undone_and_redone(browser: Browser, own: Path) -> None:
    async with browser(path=own) as pilot:
        await press(pilot, "enter", "j", "j")
        name, row = here(pilot), screen_of(pilot).facts.cursor
        fact = find_fact(screen_of(pilot)._db, name)
        assert fact is not None
        await press(pilot, "r")
        assert f"Correct: {fact.printed}" in shown(pilot)
        await fill_in(pilot, value="83500000000")
        # The list, the detail and the cursor: fresh, and where they were.
        assert "US$83.5 bn" in shown(pilot)
        assert fact.printed in shown(pilot)
        assert "corrected by you" in shown(pilot)
        assert "z undoes it" in said(pilot)
        assert here(pilot) == name
        await press(pilot, "z")
        assert here(pilot) == name
        assert screen_of(pilot).facts.cursor == row
        assert "corrected by you" not in shown(pilot).partition("undone")[0]
        assert "Z redoes it" in said(pilot)
        await press(pilot, "ctrl+r")
        assert "US$83.5 bn" in shown(pilot)
        await press(pilot, "z", "z")
        assert "nothing to undo" in said(pilot)


async def test_a_rejected_fact_is_gone_from_list_and_counts_and_comes_back(
    browser: Browser, own: Path
) -> None:
    async with browser(path=own) as pilot:
        await press(pilot, "enter", "j")
        before, first, row = shown(pilot), here(pilot), screen_of(pilot).facts.cursor
        assert "719 figures" in before
        await press(pilot, "x")
        assert "718 figures" in shown(pilot)
        assert "65 figures" in shown(pilot)
        assert screen_of(pilot).facts.cursor == row
        assert here(pilot) != first
        after = find_fact(screen_of(pilot)._db, here(pilot))
        assert after is not None
        assert after.printed in shown(pilot)
        await press(pilot, "z")
        assert "719 figures" in shown(pilot)
        with closing(sqlite3.connect(own)) as db:
            assert db.execute("SELECT 1 FROM facts WHERE id = ?", (first,)).fetchone()


async def test_in_the_detail_pane_the_next_fact_takes_the_place_of_a_rejected_one(
    browser: Browser, own: Path
) -> None:
    async with browser(path=own, size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter", "x")
        fact = find_fact(screen_of(pilot)._db, here(pilot))
        assert fact is not None
        assert fact.printed in shown(pilot)
        assert screen_of(pilot).place == "detail"


async def test_two_claims_are_merged_and_the_kept_one_tells_of_the_other(
    browser: Browser, own: Path
) -> None:
    async with browser(path=own) as pilot:
        await press(pilot, "enter", "M")
        merged = here(pilot)
        assert "picked up" in said(pilot)
        await press(pilot, "M")
        assert "nothing is merged" in said(pilot)
        await press(pilot, "M", "j", "M")
        kept = here(pilot)
        assert kept != merged
        assert "718 figures" in shown(pilot)
        assert merged in shown(pilot)
        assert f"the same claim as {kept}" in said(pilot)
        await press(pilot, "z")
        assert "719 figures" in shown(pilot)


async def test_accepting_noting_and_marking(browser: Browser, own: Path) -> None:
    async with browser(path=own) as pilot:
        await press(pilot, "enter", "a")
        assert "accepted by you" in shown(pilot)
        await press(pilot, "a")
        assert "accepted already" in said(pilot)
        await press(pilot, "w")
        await fill_in(pilot, note="as told on the phone")
        assert "noted by you" in shown(pilot)
        await press(pilot, "w")
        assert pilot.app.screen.query_one("#field-note", Input).value == "as told on the phone"
        await press(pilot, "escape", "m")
        assert "★" in shown(pilot)
        await press(pilot, "z")
        assert "★" not in shown(pilot)


async def test_an_event_and_a_page_are_dated_anew(browser: Browser, own: Path) -> None:
    async with browser(path=own) as pilot:
        await press(pilot, "D")
        assert "Re-date: 8th China International Import Expo" in shown(pilot)
        await fill_in(pilot, date="2025-12-05/2025-12-10", reason="put off")
        assert "5–10 Dec 2025" in shown(pilot)
        assert "re-dated by you" in said(pilot)
        row = screen_of(pilot).timeline.selected
        assert row is not None
        assert row.id == "ciie-8"
        await press(pilot, "z", "k", "D")
        assert "Re-date: " in shown(pilot)
        await press(pilot, "escape", "enter", "D")
        assert "Re-date: the page of " in shown(pilot)


async def test_what_is_wrong_is_said_and_the_cursor_goes_there(browser: Browser, own: Path) -> None:
    async with browser(path=own, size=(40, 12)) as pilot:
        await press(pilot, "enter", "r")
        await fill_in(pilot, event="ciie8")
        assert "did you mean" in shown(pilot)
        assert pilot.app.focused is pilot.app.screen.query_one("#field-event")
        await press(pilot, "backspace")
        assert "did you mean" not in shown(pilot)
        await press(pilot, "escape")
        with closing(sqlite3.connect(own)) as db:
            assert db.execute("SELECT count(*) FROM decisions").fetchone() == (0,)


async def test_quotes_have_their_own_fields(browser: Browser, own: Path) -> None:
    async with browser(path=own) as pilot:
        fact = find_fact(screen_of(pilot)._db, "jinjiang-preview-q01")
        assert fact is not None
        screen_of(pilot).go_to_fact(fact)
        await press(pilot, "r")
        assert [field.id for field in pilot.app.screen.query(Input)] == [
            "field-event", "field-speaker", "field-role",
        ]  # fmt: skip
        await fill_in(pilot, speaker="Zhang")
        assert "speaker Zhang Wenxian → Zhang" in said(pilot)


@pytest.mark.parametrize("key", ["m", "a", "x", "r", "M", "D", "w", "z", "Z"])
async def test_read_only_says_so_in_a_line(browser: Browser, own: Path, key: str) -> None:
    async with browser(path=own, read_only=True) as pilot:
        await press(pilot, "enter", key)
        assert "read-only: nothing can be marked or decided" in said(pilot)
        await press(pilot, "question_mark", "G")
        assert "undo the last decision" not in shown(pilot)
    with closing(sqlite3.connect(own)) as db:
        assert db.execute("SELECT count(*) FROM decisions").fetchone() == (0,)


async def test_a_locked_store_is_a_line(browser: Browser, own: Path) -> None:
    async with browser(path=own) as pilot:
        await press(pilot, "enter")
        with closing(sqlite3.connect(own)) as other:
            other.execute("BEGIN IMMEDIATE")
            await press(pilot, "a")
            assert "locked by another program" in said(pilot)
            other.rollback()
        await press(pilot, "a")
        assert "accepted by you" in said(pilot)


async def test_decisions_are_written_in_the_order_of_the_keys(browser: Browser, own: Path) -> None:
    async with browser(path=own) as pilot:
        await press(pilot, "enter")
        await pilot.press("m", "a", "z", "m", "Z")
        await press(pilot)
        await pilot.app.workers.wait_for_complete()
    with closing(sqlite3.connect(own)) as db:
        log = [row[0] for row in db.execute("SELECT action FROM decisions ORDER BY key")]
    assert log == ["mark", "accept", "undo", "mark"]


@pytest.mark.parametrize("key", ["ctrl+r", "z"])
async def test_keys_can_be_remapped(browser: Browser, own: Path, key: str) -> None:
    async with browser(path=own, config=Config(keys={"undo": "U"})) as pilot:
        await press(pilot, "enter", "a")
        assert "U undoes it" in said(pilot)
        await press(pilot, key)
        assert "accepted by you" in shown(pilot)
        await press(pilot, "U")
        assert "undone: accepted" in said(pilot)


@pytest.mark.parametrize(
    ("size", "theme"), [((80, 24), "night"), ((40, 12), "paper")], ids=["narrow", "smallest"]
)
async def test_the_form(
    browser: Browser, svg_snapshot: SnapshotAssertion, size: tuple[int, int], theme: str
) -> None:
    async with browser(size=size, config=Config(theme=theme)) as pilot:
        await press(pilot, "enter", "r")
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await fill_in(pilot, unit="CNY", value="83500000000")
        assert svg_of(pilot.app) == svg_snapshot
