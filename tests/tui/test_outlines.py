"""Events with very many facts: put in order beside the event loop, and never shown late."""

import sqlite3
from pathlib import Path
from threading import Event as Gate
from threading import Thread, current_thread, main_thread
from typing import Any

import pytest

from expotui.facts.model import Document, Event
from expotui.store.opening import open_reading
from expotui.store.queries import Outline, find_fact
from expotui.tui.aside import Aside
from expotui.tui.screens import outlines

from .conftest import Browser, screen_of, shown

ORDERING = outlines._outline


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """What any row's facts wait for in their thread: there are very many of all."""
    gate = Gate()

    def ordered(row: Event | Document, db: sqlite3.Connection) -> Outline:
        assert current_thread() is not main_thread()
        assert gate.wait(10)
        return ORDERING(row, db)

    monkeypatch.setattr(outlines, "AT_ONCE", 0)
    monkeypatch.setattr(outlines, "_outline", ordered)
    return gate


async def settled(pilot: Any) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_the_pane_says_that_it_reads_and_then_shows(browser: Browser, gate: Gate) -> None:
    async with browser() as pilot:
        assert "Reading 66 facts …" in shown(pilot)
        assert "8th China International Import Expo" in shown(pilot)
        await pilot.press("enter")
        assert screen_of(pilot).facts.has_focus
        gate.set()
        await settled(pilot)
        assert "Reading" not in shown(pilot)
        assert "66 figures · 11 sources" in shown(pilot)
        assert "US$83.49 bn" in shown(pilot)
        fact = screen_of(pilot).facts.selected
        assert fact is not None
        assert screen_of(pilot)._on_card == fact


async def test_what_comes_late_is_never_shown(browser: Browser, gate: Gate) -> None:
    async with browser() as pilot:
        await pilot.press("k", "k", "k", "j", "j", "j")
        await pilot.press("k")
        gate.set()
        await settled(pilot)
        assert screen_of(pilot).facts.of == ("Document", "ciie-belt-and-road")
        assert "calls its expo the" in shown(pilot)
        assert "US$83.49 bn" not in shown(pilot)


async def test_a_hit_is_gone_to_once_its_event_is_read(browser: Browser, gate: Gate) -> None:
    async with browser() as pilot:
        screen = screen_of(pilot)
        fact = find_fact(screen._db, "wcifit-attraction-f06")
        assert fact is not None
        screen.go_to_fact(fact)
        gate.set()
        await settled(pilot)
        assert screen.facts.selected == fact


async def test_facts_that_cannot_be_read_are_told_and_tried_again(
    browser: Browser, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Outline:
        raise sqlite3.OperationalError("disk I/O error")

    async with browser() as pilot:
        gate.set()
        await settled(pilot)
        with monkeypatch.context() as while_broken:
            while_broken.setattr(outlines, "_outline", broken)
            await pilot.press("k")
            await settled(pilot)
        assert "disk I/O error" in " ".join(shown(pilot).split())
        assert "Reading" not in shown(pilot)
        await pilot.press("j", "k")
        await settled(pilot)
        assert "calls its expo the" in shown(pilot)


def test_a_newer_number_interrupts_what_is_read(store: Path) -> None:
    aside = Aside(lambda: open_reading(store, prepare=False))
    begun = Gate()
    found: list[object] = []

    def endless(db: sqlite3.Connection) -> object:
        begun.set()
        sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        return db.execute(sql).fetchone()

    number = aside.supersede()
    reading = Thread(target=lambda: found.append(aside.read(number, endless)))
    reading.start()
    assert begun.wait(5)
    while reading.is_alive():
        newest = aside.supersede()
        reading.join(0.05)
    assert found == [None]
    assert aside.read(number, lambda _: "stale") is None
    assert aside.read(newest, lambda _: "fresh") == "fresh"
    aside.close()
