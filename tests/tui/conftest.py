"""The browser for tests: over the shared store, at a size, driven by Pilot."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot

from expotui.config import Config
from expotui.errors import InputError
from expotui.store.opening import open_reading
from expotui.tui.app import ExpotuiApp
from expotui.tui.screens.browser import BrowserScreen
from expotui.tui.session import Session

Browser = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]


class SvgExtension(SingleFileSnapshotExtension):
    """One SVG file a snapshot, to be looked at in any web browser."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def svg_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SvgExtension)


@pytest.fixture
def browser(store: Path, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """`async with browser(size=(120, 36)) as pilot`: the app, mounted and settled."""
    for name in ("NO_COLOR", "TMUX", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (120, 36),
        path: Path = store,
        read_only: bool = False,
        config: Config | None = None,
        exporter: Any = None,
        no_color: bool = False,
    ) -> AsyncIterator[Pilot[Any]]:
        keys = dict(config.keys) if config else {}
        session = Session(path, open_reading(path), read_only, exporter, keys)
        try:
            app = ExpotuiApp(session, config, no_color=no_color)
        except InputError:
            session.close()
            raise
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield pilot

    return run


def screen_of(pilot: Pilot[Any]) -> BrowserScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, BrowserScreen)
    return screen


def shown(pilot: Pilot[Any]) -> str:
    """The text on the screen, a line each."""
    screen = pilot.app.screen
    width, height = pilot.app.size
    lines = screen._compositor.render_strips()
    return "\n".join(strip.text[:width].rstrip() for strip in lines[:height])
