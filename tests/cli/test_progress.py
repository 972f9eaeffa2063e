"""Work that lasts is shown on a terminal's stderr, and nowhere else."""

import os
import pty
import shutil
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from expotui.cli import progress
from expotui.cli.browsing import browse_or_print
from expotui.cli.progress import watched
from expotui.cli.store_choice import Store

from .conftest import Expotui, Stream


@contextmanager
def a_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Stderr as a terminal; what was written to it is there at the end."""
    leader, follower = pty.openpty()
    written: list[str] = []

    def read() -> None:
        # Until there is nobody at the other end.
        try:
            while data := os.read(leader, 10_000):
                written.append(data.decode())
        except OSError:
            pass

    reader = threading.Thread(target=read)
    reader.start()
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(follower, "w") as terminal, monkeypatch.context() as streams:
        streams.setattr(sys, "stderr", terminal)
        yield written
    reader.join(10)
    os.close(leader)


def test_what_lasts_is_shown_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    with a_terminal(monkeypatch) as written, watched("digging [b]deep") as tell:
        assert tell is not None
        tell(10, 2000)
        deadline = time.monotonic() + 10
        while "2,000" not in "".join(written) and time.monotonic() < deadline:
            time.sleep(0.02)
        tell(2000, 2000)
    text = "".join(written)
    assert "digging [b]deep" in text
    assert "10 of 2,000 facts" in text
    assert text.endswith("\x1b[2K")


def test_what_is_soon_done_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_terminal(monkeypatch) as written, watched("blinking") as tell:
        assert tell is not None
        tell(1, 1)
    assert "".join(written) == ""


def test_an_error_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt), a_terminal(monkeypatch), watched("failing"):
        raise KeyboardInterrupt
    deadline = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.02)
    assert threading.active_count() == before


@pytest.fixture
def behind(store: Path, tmp_path: Path) -> Path:
    """A store whose index is of an older version."""
    path = Path(shutil.copy(store, tmp_path / "behind.db"))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE settings SET value = '1' WHERE name = 'tokenizer'")
    return path


def test_an_upgrade_is_shown(behind: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr("expotui.store.indexing._STEP", 1)
    with a_terminal(monkeypatch) as written, Store(behind).reading():
        pass
    assert "bringing the store up to date" in "".join(written)


def test_an_upgrade_says_nothing_to_a_pipe(
    expotui: Expotui, behind: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    assert expotui("timeline", db=behind).err == ""
    ran = expotui("doctor", "--rebuild", db=behind)
    assert len(ran.err.splitlines()) == 1
    assert "\x1b" not in ran.err


def test_the_browser_starts_with_a_store_that_is_up_to_date(
    behind: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import expotui.tui.local
    from expotui.store.connection import is_current

    current: list[bool] = []
    monkeypatch.setattr(
        expotui.tui.local, "browse", lambda path, **_: current.append(is_current(path))
    )
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdin", Stream(terminal=True))
    monkeypatch.setattr(sys, "stdout", Stream(terminal=True))
    browse_or_print(Store(behind, read_only=True))
    browse_or_print(Store(behind))
    assert current == [False, True]
