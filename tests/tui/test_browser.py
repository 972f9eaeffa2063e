"""The main screen, driven as a user would."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from expotui.facts.model import Document, Event
from expotui.facts.timeline import MONTHS, YEARS
from expotui.store.queries import find_fact
from expotui.tui.widgets.bars import Ruler

from .conftest import Browser, screen_of, shown


def selected(pilot: object) -> str:
    row = screen_of(pilot).timeline.selected  # type: ignore[arg-type]
    assert row is not None
    return row.id


async def test_the_first_screen_shows_the_latest_event_and_its_facts(browser: Browser) -> None:
    async with browser() as pilot:
        text = shown(pilot)
        assert selected(pilot) == "ciie-8"
        assert "8th China International Import Expo" in text
        assert "US$83.49 bn" in text
        assert "5–10 Nov 2025   2025-11-05/2025-11-10" in text


async def test_event_dates_and_page_dates_stand_side_by_side(browser: Browser) -> None:
    async with browser() as pilot:
        text = shown(pilot)
        assert "◌ 4 Nov       on CIIE 6 !" in text
        assert "● 5–10 Nov    CIIE 6" in text
        assert "◐ 17–19 Oct?  Linyi 2" in text
        assert "◐ 22–25 May?  WCIFIT 7" in text


async def test_moving_in_the_timeline_changes_the_facts(browser: Browser) -> None:
    async with browser() as pilot:
        await pilot.press("k")
        assert selected(pilot) == "ciie-belt-and-road"
        assert "calls its expo the" in shown(pilot)
        await pilot.press("g")
        assert selected(pilot) == "jinjiang-17"
        await pilot.press("G")
        assert selected(pilot) == "yuqiahui-20"


async def test_enter_and_escape_walk_timeline_facts_and_detail(browser: Browser) -> None:
    async with browser() as pilot:
        screen = screen_of(pilot)
        await pilot.press("enter", "j")
        assert screen.facts.has_focus
        fact = screen.facts.selected
        assert fact is not None
        assert fact.printed in shown(pilot)
        await pilot.press("enter")
        assert screen.detail.has_focus
        await pilot.press("escape", "escape")
        assert screen.timeline.has_focus


async def test_zoom_keeps_the_row_and_shows_more(browser: Browser) -> None:
    async with browser() as pilot:
        screen = screen_of(pilot)
        years = screen.timeline.row_count
        await pilot.press("plus")
        assert screen.timeline.zoom == MONTHS
        assert selected(pilot) == "ciie-8"
        assert screen.timeline.row_count > 3 * years
        await pilot.press("plus", "plus")
        assert "Wed 5 Nov 2025" in shown(pilot)
        await pilot.press("minus", "minus", "minus")
        assert (screen.timeline.zoom, screen.timeline.row_count) == (YEARS, years)


async def test_braces_walk_the_editions_of_a_fair(browser: Browser) -> None:
    async with browser() as pilot:
        await pilot.press("left_curly_bracket", "left_curly_bracket")
        assert selected(pilot) == "ciie-6"
        await pilot.press("right_curly_bracket")
        assert selected(pilot) == "ciie-7"


async def test_a_click_on_a_year_of_the_ruler_goes_there(browser: Browser) -> None:
    async with browser() as pilot:
        await pilot.click(Ruler, offset=(24, 0))
        row = screen_of(pilot).timeline.selected
        assert isinstance(row, Document)
        assert row.published == "2017-03-31"


async def test_the_mouse_selects_and_a_double_click_opens(browser: Browser) -> None:
    async with browser() as pilot:
        await pilot.click("#timeline", offset=(10, 2), times=2)
        screen = screen_of(pilot)
        assert isinstance(screen.timeline.selected, Event)
        assert screen.facts.has_focus


async def test_the_scrollbar_takes_the_mouse(browser: Browser) -> None:
    async with browser() as pilot:
        timeline = screen_of(pilot).timeline
        await pilot.press("g")
        await pilot.mouse_down("#timeline", offset=(40, 31))
        await pilot.pause(0.5)
        assert timeline.scroll_offset.y > 0
        await pilot.press("g")
        await pilot.mouse_down("#timeline", offset=(40, 3))
        await pilot.hover("#timeline", offset=(40, 13))
        await pilot.mouse_up("#timeline", offset=(40, 13))
        await pilot.pause(0.5)
        assert timeline.scroll_offset.y > 0


async def test_copy_gives_the_words_as_printed_and_a_citation(browser: Browser) -> None:
    async with browser() as pilot:
        await pilot.press("y")
        assert pilot.app.clipboard == ""
        await pilot.press("enter", "y")
        fact = screen_of(pilot).facts.selected
        assert fact is not None
        assert pilot.app.clipboard == fact.printed
        await pilot.press("Y")
        assert fact.printed in pilot.app.clipboard
        assert f"[expotui:{fact.id}]" in pilot.app.clipboard


async def test_what_is_taken_is_what_is_on_the_card(browser: Browser) -> None:
    async with browser() as pilot:
        await pilot.press("i")
        assert screen_of(pilot).place == "detail"
        assert "who dates it" in shown(pilot)
        assert "y copy" not in shown(pilot)
        await pilot.press("y", "m")
        assert pilot.app.clipboard == ""
        assert "★" not in shown(pilot)
        await pilot.press("escape")
        assert screen_of(pilot).place == "timeline"


async def test_narrow_terminals_tell_the_date_and_its_reason_too(browser: Browser) -> None:
    async with browser(size=(80, 24)) as pilot:
        screen_of(pilot)._go_to_event("linyi-2")
        await pilot.pause()
        assert "only from outside the text" in shown(pilot)


async def test_marks_are_kept(browser: Browser, store: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.db"))
    async with browser(path=mine) as pilot:
        await pilot.press("enter", "m")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "★" in shown(pilot)
    async with browser(path=mine) as pilot:
        assert "★" in shown(pilot)
        await pilot.press("enter", "m")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "★" not in shown(pilot)


async def test_read_only_marks_nothing_and_says_so(
    browser: Browser, store: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.db"))
    before = mine.read_bytes()
    async with browser(path=mine, read_only=True) as pilot:
        await pilot.press("enter", "m")
        assert "★" not in shown(pilot)
        assert "read-only" in shown(pilot).splitlines()[0]
        assert "m mark" not in shown(pilot)
        assert "nothing can be marked" in shown(pilot)
    assert mine.read_bytes() == before


async def test_export_says_where_it_wrote(browser: Browser) -> None:
    exported: list[str] = []

    def exporter(row: Event | Document) -> str:
        exported.append(row.id)
        return "65 rows → expotui-ciie-8.csv"

    async with browser(exporter=exporter) as pilot:
        await pilot.press("e")
        await pilot.pause(0.2)
        assert exported == ["ciie-8"]
        assert "65 rows → expotui-ciie-8.csv" in shown(pilot)


async def test_narrow_terminals_show_one_pane_at_a_time(browser: Browser) -> None:
    async with browser(size=(80, 24)) as pilot:
        assert "Timeline" in shown(pilot)
        assert "intended one-year turnover" not in shown(pilot)
        await pilot.press("enter")
        assert "Timeline" not in shown(pilot)
        assert "intended one-year turnover" in shown(pilot)
        assert "Detail" in shown(pilot)
        await pilot.press("enter")
        assert "participating countries" not in shown(pilot)
        await pilot.press("escape", "escape")
        assert "Timeline" in shown(pilot)


async def test_the_smallest_terminal_still_walks_all_three(browser: Browser) -> None:
    async with browser(size=(40, 12)) as pilot:
        assert "CIIE 8" in shown(pilot)
        await pilot.press("enter")
        assert "US$83.49 bn" in shown(pilot)
        await pilot.press("enter")
        assert "83 490 000 000" in shown(pilot)


async def test_a_terminal_too_small_is_told_in_one_line(browser: Browser) -> None:
    async with browser(size=(20, 5)) as pilot:
        assert "too small: 20×5" in shown(pilot)
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert "8th China International Import Expo" in shown(pilot)


async def test_hostile_text_stays_text(browser: Browser, store: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(store, tmp_path / "hostile.db"))
    evil = "[red]x[/] \x1b[31m\x9b2J \u202eevil\u202c [@click=app.quit]q[/]\n"
    with sqlite3.connect(mine) as db:
        db.execute("UPDATE events SET name = ?, short = ?, city = ?", (evil, evil, evil))
        db.execute("UPDATE documents SET publisher = ?, title = ?, caution = ?", (evil,) * 3)
        db.execute("UPDATE facts SET text = ?, note = ?, speaker = ?, counts = ?", (evil,) * 4)
        db.execute("UPDATE measures SET label = ?", (evil,))
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("UPDATE facts SET value = ?, upper = 9e999, qualifier = ?", (evil, evil))
        db.execute("UPDATE facts SET scope = x'ff00', stage = x'1b5b', counts = zeroblob(9)")
        db.execute("UPDATE facts SET note = ? WHERE key % 2", ("\u3000" * 99 + evil + "x" * 10**6,))
        db.execute(
            "INSERT OR REPLACE INTO fact_terms VALUES ('word', 0, '\"', 1), ('tag', 0, '', 1)"
        )
        db.execute(
            "UPDATE events SET date = ?, sort_date = '2025-99-99', date_basis = ?", (evil,) * 2
        )
        db.execute("UPDATE documents SET published = ?, published_basis = ?", (evil, evil))
    db.close()
    async with browser(path=mine) as pilot:
        for keys in ((), ("k",), ("enter",), ("j",), ("enter",), ("y",), ("Y",)):
            await pilot.press(*keys)
            await pilot.pause()
            text = shown(pilot)
            assert "[red]x[/]" in text
            assert all(char.isprintable() for char in text.replace("\n", ""))
        assert pilot.app.clipboard.isprintable()


async def test_a_search_hit_of_a_place_is_shown_where_it_was_told(browser: Browser) -> None:
    async with browser() as pilot:
        screen = screen_of(pilot)
        fact = find_fact(screen._db, "wcifit-attraction-f06")
        assert fact is not None
        screen.go_to_fact(fact)
        await pilot.pause()
        assert selected(pilot) == "wcifit-7"
        assert screen.facts.selected == fact
        assert "Central and western China · imports and exports" in shown(pilot)


async def test_a_fact_without_event_is_shown_under_its_page(browser: Browser) -> None:
    async with browser() as pilot:
        screen = screen_of(pilot)
        fact = find_fact(screen._db, "linyi-all-004")
        assert fact is not None
        screen.go_to_fact(fact)
        await pilot.pause()
        assert selected(pilot) == "people2601"
        assert screen.facts.selected == fact


async def test_looking_writes_nothing(browser: Browser, store: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.db"))
    before = mine.read_bytes(), mine.stat().st_mtime_ns
    async with browser(path=mine) as pilot:
        await pilot.press("g", "j", "enter", "j", "plus", "slash", "1", "escape")
    assert (mine.read_bytes(), mine.stat().st_mtime_ns) == before
    assert [path.name for path in tmp_path.iterdir()] == ["mine.db"]


async def test_a_locked_store_is_told_and_the_browser_lives_on(
    browser: Browser, store: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copy(store, tmp_path / "mine.db"))
    async with browser(path=mine) as pilot:
        await pilot.press("enter")
        writer = sqlite3.connect(mine)
        writer.execute("BEGIN EXCLUSIVE")
        await pilot.press("m", "j")
        await pilot.pause(0.3)
        assert "is locked by another program" in " ".join(shown(pilot).split())
        writer.rollback()
        writer.close()
        await pilot.press("m", "j")
        assert "★" in shown(pilot)


async def test_the_focus_comes_back_when_there_is_room_again(browser: Browser) -> None:
    async with browser() as pilot:
        screen = screen_of(pilot)
        await pilot.press("enter")
        for size in ((25, 6), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.1)
        assert screen.facts.has_focus
        before = screen.facts.cursor
        await pilot.press("j")
        assert screen.facts.cursor == before + 1


async def test_an_error_of_ours_ends_in_one_line(browser: Browser) -> None:
    async def run() -> BaseException | None:
        async with browser() as pilot:
            pilot.app.call_later(lambda: 1 / 0)
            await pilot.pause(0.2)
            return pilot.app._exception

    with pytest.raises(ZeroDivisionError):
        await run()


async def test_citing_again_copies_the_next_form(browser: Browser) -> None:
    begins = {
        "text": "", "Markdown": "", "BibTeX": "@", "CSL-JSON": "[\n{", "RIS": "TY  - ",
    }  # fmt: skip
    async with browser() as pilot:
        await pilot.press("enter")
        fact = screen_of(pilot).facts.selected
        assert fact is not None
        copied = []
        for form, beginning in begins.items():
            await pilot.press("Y")
            await pilot.pause()
            assert f"citation copied as {form}" in shown(pilot)
            assert f"expotui:{fact.id}" in pilot.app.clipboard
            assert pilot.app.clipboard.startswith(beginning)
            copied.append(pilot.app.clipboard)
        assert len(set(copied)) == len(begins)
        assert "`expotui:" in copied[1]
        assert copied[2].splitlines()[1].startswith("  author = ")
        await pilot.press("Y")
        assert pilot.app.clipboard == copied[0]
        await pilot.press("Y", "j", "Y")
        assert pilot.app.clipboard.endswith("]")
        assert f"[expotui:{fact.id}]" not in pilot.app.clipboard
