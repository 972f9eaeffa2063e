"""The browser on a channel: what it may do, what it takes in, what colours it shows."""

import asyncio
import inspect
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.screen import Screen
from textual.widgets import Input

from expotui.store.opening import open_reading
from expotui.tui.actions import EVERY_ACTION
from expotui.tui.paste import END, START, PasteLimit
from expotui.tui.remote import ALLOWED, Reader, RemoteApp, Terminal, action_name
from expotui.tui.session import Session


class Recorder:
    """A channel that keeps what is written."""

    def __init__(self) -> None:
        self.written = b""
        self.held = False

    def write(self, data: bytes) -> None:
        self.written += data

    def hold(self, waiting: bool) -> None:
        self.held = waiting


XTERM = Terminal("xterm-256color", 100, 30, "truecolor")


@asynccontextmanager
async def reading(
    store: Path, terminal: Terminal = XTERM
) -> AsyncIterator[tuple[Reader, Recorder]]:
    channel = Recorder()
    session = Session(store, open_reading(store), read_only=True)
    reader = Reader(session, terminal, channel)
    task = asyncio.create_task(reader.run())
    await shown(channel, b"quit")
    yield reader, channel
    reader.leave()
    await asyncio.wait_for(task, 10)


async def shown(channel: Recorder, text: bytes) -> None:
    for _ in range(500):
        if text in channel.written:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{text!r} was not written")


# Each of these would reach the server, its terminal, its files or its settings.
DANGEROUS = (
    "screenshot", "suspend_process", "simulate_key", "change_theme", "toggle_dark",
    "add_class", "remove_class", "toggle_class", "notify", "bell", "push_screen", "switch_screen",
    "pop_screen", "switch_mode", "focus", "copy_text", "hide_help_panel",
    "show_help_panel", "maximize", "minimize",
)  # fmt: skip


def test_dangerous_actions_are_not_allowed() -> None:
    assert not ALLOWED & set(DANGEROUS)
    assert "mark" not in ALLOWED  # it writes


def test_what_textual_can_do_is_refused_unless_it_is_on_the_list() -> None:
    """A later Textual may bring actions: this tells of each one that would get through."""
    known = {
        name.removeprefix("action_")
        for kind in (App, Screen, Input)
        for name, _ in inspect.getmembers(kind, inspect.isfunction)
        if name.startswith("action_")
    }
    assert known & ALLOWED == {
        "back", "command_palette", "cursor_left", "cursor_left_word", "cursor_right",
        "cursor_right_word", "delete_left", "delete_left_all", "delete_left_word", "delete_right",
        "delete_right_all",
        "delete_right_word", "end", "home", "page_down", "page_up", "quit", "select_all", "submit",
    }  # fmt: skip


async def test_a_refused_action_has_no_effect(store: Path, tmp_path: Path) -> None:
    session = Session(store, open_reading(store), read_only=True)
    app = RemoteApp(session, XTERM, Recorder())
    async with app.run_test() as pilot:
        for action in ("app.screenshot()", "screenshot", "app.suspend_process", "app.bell",
                       "screen.mark", "simulate_key('q')", "app.push_screen('x')"):  # fmt: skip
            assert not await app.run_action(action)
        assert await app.run_action("screen.help")
        await pilot.pause()
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("action", "name"),
    [("quit", "quit"), ("app.zoom(1)", "zoom"), ("screen.move(-1.5)", "move"),
     (("app", "bell", ()), "bell"), (" app.x ", "x")],
)  # fmt: skip
def test_the_name_of_an_action(action: object, name: str) -> None:
    assert action_name(action) == name


@pytest.mark.parametrize(
    ("term", "colorterm", "colours", "theme"),
    [
        ("xterm-256color", "truecolor", "truecolor", "night"),
        ("xterm-256color", "", "256", "night"),
        ("xterm-kitty", "", "truecolor", "night"),
        ("xterm", "", "standard", "ansi-dark"),
        ("screen", "", "standard", "ansi-dark"),
        ("vt100", "", None, "ansi-dark"),
        ("", "", None, "ansi-dark"),
    ],
)
def test_colours_follow_the_terminal(
    term: str, colorterm: str, colours: str | None, theme: str
) -> None:
    terminal = Terminal(term, 80, 24, colorterm)
    assert (terminal.color_system, terminal.theme) == (colours, theme)


async def test_two_readers_of_one_process_have_their_own_colours(store: Path) -> None:
    """Rich keeps a style's escape codes in the style, and equal styles are shared."""
    async with (
        reading(store, Terminal("xterm-256color", 100, 30)) as (_, few),
        reading(store, XTERM) as (_, many),
        reading(store, Terminal("vt100", 100, 30)) as (_, none),
    ):
        assert b"38;2;" not in few.written
        assert b"38;5;" in few.written
        assert b"38;2;" in many.written
        assert b"38;5;" not in many.written
        assert b"38;" not in none.written


async def test_bursts_stray_bytes_and_absurd_sequences_are_lived_through(store: Path) -> None:
    async with reading(store) as (reader, channel):
        reader.feed(b"\xff\xfe\x80j\x1b[<9999999999999999999999;1;1M\x1b[1;99999999999999R")
        reader.feed(b"\x1b[<0;500;500M\x1b[<0;-1;-1Mjk" * 50)
        reader.feed(b"\x1b[200~" + b"x" * 3_000_000)  # a paste without an end
        reader.feed(b"\x1b[201~")
        for width, height in ((0, 0), (1, 1), (100_000, 100_000), (2**32 - 1, 1), (100, 30)):
            reader.resize(width, height)
        channel.written = b""
        reader.feed(b"?")
        await shown(channel, b"next row")


async def test_frames_are_left_out_while_nobody_reads(store: Path) -> None:
    async with reading(store) as (reader, channel):
        reader.block(True)
        await asyncio.sleep(0.1)
        channel.written = b""
        reader.feed(b"kkkkkkkk")
        await asyncio.sleep(0.5)
        assert channel.written == b""
        reader.block(False)
        await shown(channel, b"quit")


CHUNKS = st.lists(
    st.sampled_from([START, END, "a", "bc" * 10, "\x1b", "\x1b[2", "00~", "01~", "\x1b[A"]),
    max_size=12,
)


@given(CHUNKS, st.randoms(use_true_random=False))
def test_pastes_are_cut_alike_however_they_come_in(chunks: list[str], random: object) -> None:
    text = "".join(chunks)
    whole = PasteLimit(5).feed(text)
    piecewise, at = PasteLimit(5), 0
    out = ""
    while at < len(text):
        size = random.randint(1, 4)  # type: ignore[attr-defined]
        out += piecewise.feed(text[at : at + size])
        at += size
    assert out == whole


def test_a_long_paste_is_cut_and_keys_after_it_count() -> None:
    limit = PasteLimit(5)
    assert limit.feed(f"j{START}{'x' * 99}") == f"j{START}xxxxx"
    assert limit.feed(f"{'y' * 99}{END}k") == f"{END}k"
    assert limit.feed("\x1b") == "\x1b"  # the key, at once


def test_readers_decide_nothing() -> None:
    """What writes is absent at the other end of a connection."""
    assert not ALLOWED & {action.method for action in EVERY_ACTION if action.writes}
