"""`expotui` alone: the browser on terminals, text everywhere else."""

import csv
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from expotui.store.queries import find_document, find_event

from .conftest import Expotui, Stream


@pytest.fixture
def browsed(monkeypatch: pytest.MonkeyPatch, store: Path) -> list[tuple[Path, dict[str, Any]]]:
    """What the browser was started with; its place is taken, and stdin and stdout are terminals."""
    import expotui.tui.local

    calls: list[tuple[Path, dict[str, Any]]] = []
    monkeypatch.setattr(expotui.tui.local, "browse", lambda path, **how: calls.append((path, how)))
    monkeypatch.setenv("EXPOTUI_DB", str(store))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stdin", Stream(terminal=True))
    return calls


def test_a_terminal_gets_the_browser(
    expotui: Expotui, browsed: list[tuple[Path, dict[str, Any]]], store: Path
) -> None:
    assert expotui("--read-only", terminal=80) == (0, "", "")
    [(path, how)] = browsed
    assert (path, how["read_only"]) == (store, True)


def test_everything_else_gets_text(
    expotui: Expotui, browsed: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "CIIE 6" in expotui().out
    monkeypatch.setenv("TERM", "dumb")
    assert "CIIE 6" in expotui(terminal=80).out
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdin", Stream())
    assert "CIIE 6" in expotui(terminal=80).out
    assert not browsed


def test_what_the_browser_exports(
    expotui: Expotui,
    browsed: list[tuple[Path, dict[str, Any]]],
    db: sqlite3.Connection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    expotui(terminal=80)
    write_facts = browsed[0][1]["exporter"]
    event, page = find_event(db, "linyi-2"), find_document(db, "jinjiang-preview")
    assert event is not None
    assert page is not None
    assert write_facts(event) == f"{event.figures} facts → expotui-linyi-2.csv"
    assert write_facts(event) == f"{event.figures} facts → expotui-linyi-2-2.csv"
    assert write_facts(page) == "12 facts → expotui-jinjiang-preview.csv"
    with (tmp_path / "expotui-jinjiang-preview.csv").open(newline="", encoding="utf-8") as file:
        assert {row["document"] for row in csv.DictReader(file)} == {"jinjiang-preview"}
