"""Draw screenshots/: the screens README shows, from the app itself over the shipped seeds.

    make screenshots

SVG needs nothing; PNG is drawn in DejaVu Sans Mono, with Noto Sans CJK for Chinese.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from textual.widgets import Input

from expotui.config import Config
from expotui.store.opening import open_reading
from expotui.tui.app import ExpotuiApp
from expotui.tui.session import Session
from picture import png_of, svg_of

FOLDER = Path(__file__).resolve().parent.parent / "screenshots"


class Shot(NamedTuple):
    """One picture: how large, in which theme, after which keys; `typed` goes into the search."""

    name: str
    size: tuple[int, int]
    keys: Sequence[str] = ()
    typed: str = ""
    theme: str = "night"


SHOTS = (
    Shot("main", (120, 36), ["g", *"jjjjjjjjjjjjjjjjjjjjjj", "enter", *"jjj"]),
    Shot("search", (120, 36), ["slash"], "belt road exhibitrs"),
    Shot("conflicts", (120, 36), ["c", "G", *"kkkk"]),
    Shot("series", (120, 36), ["s", *"kkkk"]),
    Shot("compare", (120, 36), ["d"]),
    Shot("coverage", (120, 36), ["C"]),
    Shot("quote", (120, 36), ["slash"], "Zhang Wenxain"),
    Shot("mismatch", (120, 36), ["k"]),
    Shot("light", (120, 36), ["left_curly_bracket", "enter", *"jjjjjjj"], theme="paper"),
    Shot("months", (120, 36), ["plus"]),
    Shot("narrow", (80, 24), ["left_curly_bracket", "enter", "j"]),
    Shot("smallest", (40, 12), ["left_curly_bracket"]),
    Shot("help", (120, 40), ["question_mark"]),
)


async def take(shot: Shot, store: Path) -> str:
    """The SVG of one shot."""
    app = ExpotuiApp(Session(store, open_reading(store)), Config(theme=shot.theme))
    async with app.run_test(size=shot.size) as pilot:
        for key in shot.keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        if shot.typed:
            app.screen.query_one(Input).cursor_blink = False
            app.screen.query_one(Input).value = shot.typed
            await pilot.pause(0.5)
        await pilot.pause()
        return svg_of(app)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for shot in SHOTS:
            svg = asyncio.run(take(shot, Path(folder, "expotui.db")))
            (FOLDER / f"{shot.name}.svg").write_text(svg, encoding="utf-8")
            (FOLDER / f"{shot.name}.png").write_bytes(png_of(svg))
            print(f"screenshots/{shot.name}.svg, .png")


if __name__ == "__main__":
    main()
