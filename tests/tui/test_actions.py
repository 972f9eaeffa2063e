"""Keys, remapping, themes, help and palette all come from one table."""

from pathlib import Path

import pytest
from textual.color import Color

from expotui.config import Config, load_config
from expotui.errors import InputError
from expotui.tui.actions import ACTIONS
from expotui.tui.clipboard import osc52
from expotui.tui.screens.browser import BrowserScreen
from expotui.tui.themes import CYCLE

from .conftest import Browser, screen_of, shown

DOCS = Path(__file__).parents[2] / "docs"


def test_every_action_is_documented_with_its_key() -> None:
    text = (DOCS / "browser.md").read_text(encoding="utf-8")
    for action in ACTIONS:
        assert f"`{action.id}`" in text, action.id
        for key in action.label({}).split():
            assert f"`{key}`" in text, (action.id, key)


def test_every_action_has_its_method() -> None:
    for action in ACTIONS:
        name = action.name.split("(")[0]
        if not name.startswith("app."):
            assert hasattr(BrowserScreen, f"action_{name}"), name


def test_no_key_means_two_things() -> None:
    keys = [key for action in ACTIONS for key in action.keys.split(",")]
    assert len(keys) == len(set(keys))


async def test_keys_are_remapped_by_config(browser: Browser) -> None:
    async with browser(config=Config(keys={"zoom-in": "z", "down": "x"})) as pilot:
        await pilot.press("z")
        assert screen_of(pilot).timeline.zoom == 2
        await pilot.press("plus")
        assert screen_of(pilot).timeline.zoom == 2
        await pilot.press("question_mark", "pagedown")
        assert "z        nearer" in shown(pilot)
        await pilot.press("escape")
        assert "z zoom" in shown(pilot)


async def test_help_lists_every_action(browser: Browser) -> None:
    async with browser(size=(100, 60)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        text = shown(pilot)
        for action in ACTIONS:
            assert action.help in text
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, BrowserScreen)


async def test_the_palette_runs_actions(browser: Browser) -> None:
    async with browser() as pilot:
        await pilot.press("colon")
        await pilot.pause()
        await pilot.press(*"zoom")
        await pilot.pause(0.4)
        await pilot.press("space", *"in")
        await pilot.pause(0.4)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert screen_of(pilot).timeline.zoom == 2


async def test_themes_cycle(browser: Browser) -> None:
    async with browser() as pilot:
        seen = [pilot.app.theme]
        for _ in CYCLE:
            await pilot.press("t")
            await pilot.pause()
            seen.append(pilot.app.theme)
        assert seen == [*CYCLE, CYCLE[0]]


async def test_no_color_uses_no_colour_at_all(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with browser(no_color=True) as pilot:
        lines = pilot.app.screen._compositor.render_strips()
        for line_filter in pilot.app._filters:
            if line_filter.enabled:
                lines = [line.apply_filter(line_filter, Color(0, 0, 0)) for line in lines]
        styles = [segment.style for line in lines for segment in line if segment.style]
        assert styles
        colours = {colour for style in styles for colour in (style.color, style.bgcolor)}
        assert all(colour is None or colour.is_default for colour in colours)
        assert any(style.reverse for style in styles)


def test_copying_in_tmux_asks_twice() -> None:
    plain = osc52("US$1", tmux=False)
    assert plain == "\x1b]52;c;VVMkMQ==\x07"
    assert osc52("US$1", tmux=True) == plain + "\x1bPtmux;\x1b" + plain + "\x1b\\"


def test_copying_carries_no_control_characters() -> None:
    assert osc52("a\x1b[31m", tmux=False) == osc52("a␛[31m", tmux=False)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("theme = 3", "theme must be a name"),
        ("colour = 'x'", "'colour' is not a setting"),
        ("[keys]\ndown = 3", "[keys] holds lines like"),
        ("theme = ", "is no TOML"),
    ],
)
def test_a_malformed_config_is_told_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(InputError) as told:
        load_config(path)
    assert says in str(told.value)
    assert str(path) in str(told.value)


def test_no_config_is_the_default(tmp_path: Path) -> None:
    assert load_config(tmp_path / "none.toml") == Config()


@pytest.mark.parametrize("config", [Config(theme="nope"), Config(keys={"nope": "x"})])
async def test_a_config_that_names_nothing_is_told(browser: Browser, config: Config) -> None:
    with pytest.raises(InputError, match="nope"):
        async with browser(config=config):
            pass
