"""The pure parts of the widgets: grouping, columns, wrapping, cards."""

import sqlite3
from collections import Counter
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from expotui.cells import fit, fit_right, wrap
from expotui.facts.timeline import DAYS, MONTHS, YEARS
from expotui.store.timeline import Timeline
from expotui.tui.drawing import Row
from expotui.tui.pages import PAGE, Pages
from expotui.tui.widgets.timeline import Grouping

DAY = st.dates().map(lambda day: day.year * 10_000 + day.month * 100 + day.day)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(
    "ab 国会é\u0301\u3000\x1b\u202e", max_size=60
)


def timeline_of(days: list[int], zoom: int) -> Timeline:
    """A timeline of events on these days."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE days (day, events, pages, events_of_years, pages_of_years)")
        counted = Counter(days).items()
        db.executemany("INSERT INTO days VALUES (?1, ?2, 0, ?2, 0)", counted)
        return Timeline(db, zoom)


@given(st.lists(DAY, max_size=60).map(sorted), st.sampled_from([YEARS, MONTHS, DAYS]))
def test_grouping_gives_every_item_one_row_under_its_heading(days: list[int], zoom: int) -> None:
    grouping = Grouping(timeline_of(days, zoom))
    rows = [grouping.row(item) for item in range(len(days))]
    assert [grouping.item(row) for row in rows] == list(range(len(days)))
    assert all(grouping.heading(row) is None for row in rows)
    headings = [row for row in range(grouping.rows) if row not in set(rows)]
    assert all(grouping.heading(row) for row in headings)
    divisor = {YEARS: 10_000, MONTHS: 100, DAYS: 1}[zoom]
    assert len(headings) == len({day // divisor for day in days})
    assert grouping.rows == len(days) + len(headings)


@given(TEXT, st.integers(0, 30))
def test_fit_is_exact(text: str, width: int) -> None:
    from expotui.facts.text import visible

    safe = visible(text)
    assert cell_len(fit(safe, width)) == width
    if width:
        assert cell_len(fit_right(safe, width)) == width


@given(st.lists(st.tuples(TEXT, st.integers(0, 20)), max_size=6), st.integers(1, 50))
def test_a_row_is_as_wide_as_it_was_made(columns: list[tuple[str, int]], width: int) -> None:
    row = Row(width)
    for text, column in columns:
        row.put(text, width=column)
    strip = row.strip()
    assert strip.cell_length == width
    assert all(char.isprintable() or char == "\u3000" for char in strip.text)


@given(
    TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=3), st.integers(1, 40)
)
def test_marked_columns_are_exact_too(text: str, marks: list[tuple[int, int]], width: int) -> None:
    from rich.style import Style

    spans, position = [], 0
    for start, length in sorted(marks):
        if start >= position and start + length <= len(text):
            spans.append((start, start + length))
            position = start + length
    row = Row(width)
    row.put_marked(text, Style(), spans, Style(bold=True), width)
    assert row.strip().cell_length == width


@given(TEXT, st.integers(4, 40))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    from expotui.facts.text import visible

    safe = visible(text)
    lines = wrap(safe, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == safe.replace(" ", "")


def test_pages_fetch_what_is_looked_at_and_no_more() -> None:
    fetched: list[int] = []

    def fetch(start: int, stop: int) -> list[str | None]:
        fetched.append(stop - start)
        return [str(at) for at in range(start, min(stop, 10_000))]

    pages = Pages(fetch, kept=2)
    assert [pages[0], pages[1], pages[5000]] == ["0", "1", "5000"]
    assert fetched == [PAGE, PAGE]
    assert pages[9_999] == "9999"
    assert pages[0] == "0"
    assert len(fetched) == 4
    assert pages[10_001] is None
