"""Running the command line in this process: its streams as text, its exit code as a number."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from expotui.cli.running import run


class Ran(NamedTuple):
    """What a command line did."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Expotui = Callable[..., Ran]


class Stream(io.TextIOWrapper):
    """A standard stream that is kept, and may claim to be a terminal."""

    def __init__(self, *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def text(self) -> str:
        self.flush()
        kept = self.buffer
        assert isinstance(kept, io.BytesIO)
        return kept.getvalue().decode()


@pytest.fixture
def expotui(store: Path, monkeypatch: pytest.MonkeyPatch) -> Expotui:
    """`expotui(*args)` on the shared store; `terminal` is the width of one, `db` another store."""

    def call(*args: str, db: Path | None = None, terminal: int = 0) -> Ran:
        out, err = Stream(terminal=bool(terminal)), Stream()
        monkeypatch.setenv("EXPOTUI_DB", str(db or store))
        monkeypatch.delenv("EXPOTUI_DEBUG", raising=False)
        monkeypatch.setenv("COLUMNS", str(terminal or 80))
        with monkeypatch.context() as streams:
            streams.setattr(sys, "stdout", out)
            streams.setattr(sys, "stderr", err)
            code = run(args)
        return Ran(code, out.text(), err.text())

    return call
