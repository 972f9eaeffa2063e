"""A key is answered, and another size, with one frame that shows all of what is new."""

from typing import Any

import pytest
from textual.app import App

from .conftest import Browser, shown


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was drawn."""
    drawn: list[object] = []
    display = App._display

    def noted(self: App[Any], screen: Any, renderable: Any) -> None:
        drawn.extend(filter(None, [renderable]))
        display(self, screen, renderable)

    monkeypatch.setattr(App, "_display", noted)
    return drawn


@pytest.mark.parametrize("key", ["k", "ctrl+u", "g", "plus", "enter"])
async def test_a_key_is_one_frame(browser: Browser, frames: list[object], key: str) -> None:
    async with browser() as pilot:
        await pilot.pause(0.1)
        frames.clear()
        await pilot.press(key)
        await pilot.pause(0.1)
        assert len(frames) == 1


async def test_another_size_is_one_frame(browser: Browser, frames: list[object]) -> None:
    async with browser() as pilot:
        await pilot.pause(0.1)
        frames.clear()
        await pilot.resize_terminal(110, 30)
        await pilot.pause(0.1)
        assert len(frames) == 1
        assert "8th China International Import Expo" in shown(pilot)
