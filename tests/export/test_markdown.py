"""Markdown tables: readable, and nothing in a cell is more than text."""

import io
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from expotui.export.markdown import escaped
from expotui.export.selection import Selection
from expotui.export.tables import TABLES
from expotui.export.writers import export
from expotui.facts.text import visible
from expotui.store.opening import open_reading

# A delimiter of cells: a pipe that no backslash makes a character.
PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")


def exported(db: sqlite3.Connection, kind: str, selection: Selection) -> list[str]:
    stream = io.StringIO(newline="")
    export(db, kind, selection, "markdown", stream)
    return stream.getvalue().splitlines()


def cells_of(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


@pytest.mark.parametrize("kind", TABLES)
def test_every_row_has_every_cell(db: sqlite3.Connection, kind: str) -> None:
    header, rule, *rows = exported(db, kind, Selection())
    table = "facts" if kind in ("figures", "quotes") else kind
    where = f" WHERE kind = '{kind[:-1]}'" if kind in ("figures", "quotes") else ""
    assert len(rows) == db.execute(f"SELECT count(*) FROM {table}{where}").fetchone()[0]
    assert set(rule) <= set("|-: ")
    assert {len(PIPE.findall(line)) for line in (header, rule, *rows)} == {header.count("|")}


def test_a_figure_reads_as_people_write_it(db: sqlite3.Connection) -> None:
    header, _, *rows = exported(db, "facts", Selection(document="shine23"))
    assert cells_of(header) == [
        "event", "measure or speaker", "scope", "as printed", "value", "stage", "source",
        "published", "where", "id",
    ]  # fmt: skip
    figure = next(row for row in rows if "78.41 billion" in row)
    assert r"| US\$78.41 bn |" in figure
    assert "intended one-year turnover" in figure


def test_what_is_not_there_is_empty(db: sqlite3.Connection) -> None:
    (_, _, *quotes) = exported(db, "facts", Selection(document="jinjiang-preview"))
    quote = cells_of(next(row for row in quotes if "-q0" in row))
    assert (quote[2], quote[4], quote[5]) == ("", "", "")


HOSTILE = (
    "a|b\nc`d`<b>*e*_f_[g](h)\\|~~i~~ &lt; $x$ \u202eabc\x1b[31m ![](x) https://evil www.evil.org"
)


def test_hostile_text_stays_text() -> None:
    shown = escaped(HOSTILE)
    assert "\n" not in shown
    assert "␊" in shown
    assert "‹U+202E›" in shown
    assert not re.search(r"(?<!\\)[`*_<\[&$~]", shown)
    assert r"https\://evil www\.evil.org" in shown
    assert r"\\\|" in shown


@given(st.text())
def test_no_text_ends_its_cell(text: str) -> None:
    shown = escaped(text)
    assert len(shown.splitlines()) <= 1
    assert not PIPE.search(shown)
    # Whatever is behind a backslash is a character that a backslash may stand before.
    assert re.fullmatch(r"(?:[^\\]|\\[!-/:-@\[-`{-~])*", shown)


hostile = st.text(st.sampled_from("|\\`*_[]<>()!~&$#:/ w.a1\n\t\u202e-=+'\"")) | st.text()


@given(st.lists(hostile, min_size=2, max_size=2))
def test_a_reader_of_markdown_sees_the_text(texts: list[str]) -> None:
    cells = [escaped(text).strip() for text in texts]
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(f"| a | b |\n| --- | --- |\n| {' | '.join(cells)} |\n")
    assert tokens[0].type == "table_open"
    inlines = [token for token in tokens if token.type == "inline"][2:]
    assert all(child.type == "text" for inline in inlines for child in inline.children or ())
    seen = ["".join(child.content for child in inline.children or ()) for inline in inlines]
    assert seen == [visible(text).strip() for text in texts]


def test_rows_of_a_store_that_holds_anything(awkward_store: Path) -> None:
    with closing(open_reading(awkward_store, prepare=False)) as db:
        lines = exported(db, "facts", Selection(collection="user"))
    assert len(lines) == 6
    assert {len(PIPE.findall(line)) for line in lines} == {11}
