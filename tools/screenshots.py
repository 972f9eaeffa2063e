"""Draw screenshots/: the screens README shows, from the app itself over the shipped seeds.

    make screenshots

SVG needs nothing; PNG is drawn in DejaVu Sans Mono, with Noto Sans CJK for Chinese.
"""

import asyncio
import subprocess
import sys
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


ARTICLES = FOLDER.parent / "tests" / "extract" / "articles"
OWN = tuple(str(ARTICLES / f"{number}.txt") for number in (401, 406, 408))


class Shot(NamedTuple):
    """One picture: how large, in which theme, after which keys; `typed` goes into the search."""

    name: str
    size: tuple[int, int]
    keys: Sequence[str] = ()
    typed: str = ""
    theme: str = "night"
    # Keys after what is typed; and whether the store has a document of the user's own.
    then: Sequence[str] = ()
    own: bool = False


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
    Shot("passage", (120, 36), ["slash"], "last year samples", then=["enter"], own=True),
    Shot("document", (120, 36), ["slash"], "last year samples", then=["enter", "v"], own=True),
    Shot("correct", (80, 24), ["slash"], "4,300 enterprises", then=["enter", "r"], own=True),
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
        for key in shot.then:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause(0.5)
        await pilot.pause()
        return svg_of(app)


def ingest(store: Path) -> None:
    """A store with articles that were written for expotui's tests."""
    command = [sys.executable, "-m", "expotui", "--db", str(store), "ingest", *OWN]
    subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder, "own.db")
        ingest(own)
        for shot in SHOTS:
            svg = asyncio.run(take(shot, own if shot.own else Path(folder, "expotui.db")))
            (FOLDER / f"{shot.name}.svg").write_text(svg, encoding="utf-8")
            (FOLDER / f"{shot.name}.png").write_bytes(png_of(svg))
            print(f"screenshots/{shot.name}.svg, .png")


if __name__ == "__main__":
    main()
