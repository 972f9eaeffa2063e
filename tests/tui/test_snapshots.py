"""Pictures of the screens that matter. `make snapshots` accepts them; look at the diff first."""

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from expotui.config import Config
from picture import svg_of

from .conftest import Browser

CASES = {
    "main": ((120, 36), [], "night"),
    "fact": ((120, 36), ["left_curly_bracket", "left_curly_bracket", "enter", "j", "j"], "night"),
    "mismatch": ((120, 36), ["k"], "night"),
    "light": ((120, 36), ["enter", "j"], "paper"),
    "terminal": ((120, 36), ["enter"], "ansi-dark"),
    "days": ((120, 36), ["plus", "plus"], "night"),
    "narrow": ((80, 24), ["enter"], "night"),
    "narrow-timeline": ((80, 24), [], "paper"),
    "smallest": ((40, 12), [], "night"),
    "help": ((120, 40), ["question_mark"], "night"),
}


@pytest.mark.parametrize("name", CASES)
async def test_screen(browser: Browser, svg_snapshot: SnapshotAssertion, name: str) -> None:
    size, keys, theme = CASES[name]
    async with browser(size=size, config=Config(theme=theme)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert svg_of(pilot.app) == svg_snapshot


@pytest.mark.parametrize("size", [(120, 36), (60, 20)], ids=["wide", "narrow"])
async def test_search(
    browser: Browser, svg_snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with browser(size=size) as pilot:
        await pilot.press("slash")
        field = pilot.app.screen.query_one(Input)
        field.cursor_blink = False
        field.value = "belt road exhibitrs"
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert svg_of(pilot.app) == svg_snapshot
