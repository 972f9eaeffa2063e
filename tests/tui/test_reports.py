"""Conflicts, series, comparison and coverage: opened from what is selected, and left to a fact."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from expotui.config import Config
from expotui.tui.screens.browser import BrowserScreen
from expotui.tui.screens.report import ReportScreen
from picture import svg_of

from .conftest import Browser, screen_of, shown


async def press(pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


CASES = {
    "conflicts": ((120, 36), ["c", "G", *"kkkk"], "night"),
    "series": ((120, 36), ["s", "k", "k", "k", "k"], "night"),
    "series-gaps": ((80, 24), ["s", *["right_square_bracket"] * 7], "paper"),
    "compare": ((120, 36), ["d"], "night"),
    "coverage": ((120, 36), ["C"], "paper"),
    "conflicts-smallest": ((40, 12), ["c"], "night"),
    "series-smallest": ((40, 12), ["s"], "night"),
}


@pytest.mark.parametrize("name", CASES)
async def test_screen(browser: Browser, svg_snapshot: SnapshotAssertion, name: str) -> None:
    size, keys, theme = CASES[name]
    async with browser(size=size, config=Config(theme=theme)) as pilot:
        await press(pilot, *keys)
        assert svg_of(pilot.app) == svg_snapshot


async def test_a_conflict_leads_to_its_figure(browser: Browser) -> None:
    async with browser() as pilot:
        await press(pilot, "c", "G", *"kkkk")
        assert "CIIE 4 · intended one-year turnover" in shown(pilot)
        assert "makes US$70.69 bn–70.77 bn" in shown(pilot).replace("\n", " ")
        await press(pilot, "enter")
        screen = screen_of(pilot)
        assert pilot.app.screen is screen
        assert screen.facts.selected is not None
        assert screen.facts.selected.event == "ciie-4"
        assert screen.facts.selected.measure == "intended_turnover_one_year"
        # From there, back to the same conflict.
        await press(pilot, "c")
        assert "┃ · slight" in shown(pilot)


async def test_a_series_is_of_the_figure_one_is_at(browser: Browser) -> None:
    async with browser() as pilot:
        await press(pilot, "enter", "j", "j")
        fact = screen_of(pilot).facts.selected
        assert fact is not None
        await press(pilot, "s")
        assert f"{fact.measure_label} · " in shown(pilot)
        await press(pilot, "f")
        assert "WCIFIT 1" in shown(pilot)


async def test_measures_populations_and_sides_change(browser: Browser) -> None:
    async with browser() as pilot:
        await press(pilot, "s")
        assert "measure 1 of 41" in shown(pilot)
        await press(pilot, "left_square_bracket")
        assert "measure 41 of 41" in shown(pilot)
        await press(pilot, "right_square_bracket", *["right_square_bracket"] * 3)
        assert "population 1 of" in shown(pilot)
        await press(pilot, "p")
        assert "population 2 of" in shown(pilot)
        await press(pilot, "o")
        assert "there is no other side here" in shown(pilot)
        await press(pilot, "escape", "d")
        before = shown(pilot)
        await press(pilot, "o")
        assert shown(pilot) != before


async def test_coverage_leads_to_a_series_and_back(browser: Browser) -> None:
    async with browser() as pilot:
        await press(pilot, "C", "enter")
        assert "measure 1 of 41" in shown(pilot)
        await press(pilot, "escape")
        assert "figures by edition" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, BrowserScreen)


async def test_the_card_takes_the_screen_where_there_is_room_for_one(browser: Browser) -> None:
    async with browser(size=(40, 12)) as pilot:
        await press(pilot, "c")
        assert "exclude each other" not in shown(pilot)
        await press(pilot, "i")
        assert "exclude each other" in shown(pilot)
        await press(pilot, "j", "escape")
        assert isinstance(pilot.app.screen, ReportScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, BrowserScreen)


async def test_pages_are_compared_with_pages(browser: Browser) -> None:
    async with browser() as pilot:
        await press(pilot, "k")
        await press(pilot, "d")
        text = shown(pilot)
        assert "Pages side by side" in text or "no other page on this" in text


async def test_two_keys_in_one_burst_leave_once(browser: Browser) -> None:
    async with browser() as pilot:
        await press(pilot, "c")
        await pilot.press("escape", "escape", "q")
        await pilot.pause()


async def test_help_lists_what_a_report_can_do(browser: Browser) -> None:
    async with browser(size=(100, 60)) as pilot:
        await press(pilot, "s", "question_mark")
        assert "next population of the measure" in shown(pilot)
