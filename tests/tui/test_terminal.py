"""The installed program in a real PTY: what is on screen, how it ends, and how it leaves things."""

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

EXPOTUI = str(Path(sys.executable).with_name("expotui"))
ALTERNATE_ON, ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"


class Terminal:
    """One end of a PTY, and the program at the other."""

    def __init__(self, process: subprocess.Popen[bytes], end: int) -> None:
        self.process, self._end = process, end
        self.output = b""

    def wait_for(self, text: bytes, seconds: float = 15) -> None:
        limit = time.monotonic() + seconds
        while text not in self.output:
            assert time.monotonic() < limit, f"{text!r} never came: {self.output[-400:]!r}"
            self._read()

    def press(self, keys: bytes) -> None:
        os.write(self._end, keys)

    def end(self) -> int:
        """The exit code, once the program has ended by itself."""
        limit = time.monotonic() + 15
        while self.process.poll() is None and time.monotonic() < limit:
            self._read()
        while select.select([self._end], [], [], 0.1)[0] and self._read():
            pass
        return self.process.wait(timeout=1)

    def _read(self) -> bool:
        if not select.select([self._end], [], [], 0.1)[0]:
            return False
        try:
            chunk = os.read(self._end, 65536)
        except OSError:
            return False
        self.output += chunk
        return bool(chunk)


@contextmanager
def terminal(
    store: Path,
    *args: str,
    size: tuple[int, int] = (120, 36),
    config: Path = Path("no-config.toml"),
    term: str = "xterm-256color",
    stderr: int | None = None,
    closed_stderr: bool = False,
) -> Iterator[Terminal]:
    """`expotui ARGS` in a PTY of `size`, stderr elsewhere where it is given."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    environment = {**os.environ, "TERM": term, "EXPOTUI_DB": str(store)}
    environment["EXPOTUI_CONFIG"] = str(config)
    for name in ("COLUMNS", "LINES"):  # set by pytest-xdist; they would outrank the PTY's own size
        environment.pop(name, None)
    before = termios.tcgetattr(theirs)
    command = [EXPOTUI, *args]
    process = subprocess.Popen(
        ["sh", "-c", 'exec "$@" 2>&-', "sh", *command] if closed_stderr else command,
        env=environment,
        start_new_session=True,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs if stderr is None else stderr,
    )
    try:
        yield Terminal(process, ours)
        assert termios.tcgetattr(theirs) == before, "the terminal was left in another mode"
    finally:
        process.kill()
        process.wait()
        os.close(ours)
        os.close(theirs)


def test_it_shows_the_timeline_and_leaves_the_terminal_as_it_was(store: Path) -> None:
    with terminal(store) as tty:
        tty.wait_for(b"CIIE 8")
        tty.wait_for(b"years")
        assert ALTERNATE_ON in tty.output
        tty.press(b"q")
        assert tty.end() == 0
        assert ALTERNATE_OFF in tty.output


def test_a_redirected_stderr_does_not_take_the_screen_along(store: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("wb") as stream, terminal(store, stderr=stream.fileno()) as tty:
        tty.wait_for(b"CIIE 8")
        tty.press(b"q")
        assert tty.end() == 0
    assert log.read_bytes() == b""


def test_twenty_by_five_says_so_and_quits(store: Path) -> None:
    with terminal(store, size=(20, 5)) as tty:
        tty.wait_for(b"too small")
        tty.press(b"q")
        assert tty.end() == 0


def test_a_store_that_cannot_be_opened_never_touches_the_screen(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database, and long enough to be told from an empty file" * 9)
    with terminal(broken) as tty:
        assert tty.end() == 4
        assert ALTERNATE_ON not in tty.output
        assert tty.output.count(b"\n") == 1
        assert b"Traceback" not in tty.output
    assert broken.read_bytes().startswith(b"this is no database")


def test_a_malformed_config_never_touches_the_screen(store: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("theme = ")
    with terminal(store, config=config) as tty:
        assert tty.end() == 3
        assert b"config.toml is no TOML" in tty.output
        assert ALTERNATE_ON not in tty.output


def test_a_store_destroyed_meanwhile_is_told_and_nothing_is_left_behind(
    store: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.db"))
    with terminal(mine) as tty:
        tty.wait_for(b"CIIE 8")
        mine.write_bytes(b"x" * 50_000)
        tty.press(b"kkkgG")
        tty.wait_for(b"mine.db")
        tty.press(b"q")
        assert tty.end() == 0
        assert b"Traceback" not in tty.output


def test_an_export_on_a_terminal_shows_no_escape_sequence(store: Path) -> None:
    with terminal(store, "export", "--csv", "--kind", "quotes") as tty:
        assert tty.end() == 0
        assert b"Zhang Wenxian" in tty.output
        assert b"\x1b" not in tty.output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_the_terminal_as_it_was(store: Path, number: int) -> None:
    with terminal(store) as tty:
        tty.wait_for(b"CIIE 8")
        tty.process.send_signal(number)
        assert tty.end() == 128 + number
        assert ALTERNATE_OFF in tty.output


def test_a_closed_stderr_is_no_obstacle(store: Path) -> None:
    with terminal(store, closed_stderr=True) as tty:
        tty.wait_for(b"CIIE 8")
        tty.press(b"q")
        assert tty.end() == 0


@pytest.mark.parametrize(
    "typed",
    [
        b"\xff",
        b"\x1b[999999999999999999999999A",
        b"?q?q?",
        b"/booths\r\r\r",
        b"\x1b[200~" + b"x" * 9999,
    ],
    ids=["latin-1", "absurd", "burst", "enters", "unfinished-paste"],
)
def test_whatever_is_typed_the_browser_lives_on(store: Path, typed: bytes) -> None:
    with terminal(store) as tty:
        tty.wait_for(b"CIIE 8")
        tty.press(typed)
        time.sleep(0.6)
        tty.process.send_signal(signal.SIGTERM)
        assert tty.end() == 128 + signal.SIGTERM
        assert b"Traceback" not in tty.output
        assert b"Error" not in tty.output


def test_no_color_sends_no_colour(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with terminal(store) as tty:
        tty.wait_for(b"CIIE 8")
        tty.press(b"q")
        assert tty.end() == 0
        assert b"[38;" not in tty.output
        assert b"[48;" not in tty.output


def test_a_dumb_terminal_gets_the_timeline_as_text(store: Path) -> None:
    with terminal(store, term="dumb") as tty:
        assert tty.end() == 0
        assert "2017-04-18/2017-04-21" in tty.output.decode()
        assert b"\x1b" not in tty.output


# Makes its standard input the controlling terminal: what hangs up sends signals then.
CONTROLLED = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.parametrize("controlling", [True, False], ids=["with signals", "without"])
def test_a_terminal_that_goes_away_ends_the_browser(store: Path, controlling: bool) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    command = [sys.executable, "-c", CONTROLLED, EXPOTUI] if controlling else [EXPOTUI]
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color", "EXPOTUI_DB": str(store)},
    )  # fmt: skip
    os.close(theirs)
    try:
        opened = Terminal(process, ours)
        opened.wait_for(b"quit")
        os.close(ours)
        assert process.wait(timeout=15) != 0
    finally:
        process.kill()
        process.wait()
