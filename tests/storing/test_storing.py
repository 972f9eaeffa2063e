"""Documents put into a store: whole, once, sound; alike ones linked; the unknown kept apart."""

import csv
import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from expotui.errors import StoreError
from expotui.export.selection import Selection
from expotui.export.writers import export
from expotui.facts.verdicts import Verdict, judge
from expotui.importing.running import import_table
from expotui.ingest.source import Refused
from expotui.ingest.storing import Stored, shelf
from expotui.search.engine import search
from expotui.store import claims, comparing, conflicts, coverage, queries, series
from expotui.store.opening import open_reading
from expotui.store.writing import writing

from .by_hand import NEWS, figure, news, occasion, put, put_in, read

Sql = Callable[..., list[tuple[Any, ...]]]
Sound = Callable[[Path], bool]

STORY = " ".join(f"word{number} of the story" for number in range(60))


def test_a_store_with_documents_is_sound(copy: Path, sound: Sound) -> None:
    put(copy, [news(), read("Short.", [figure("Short.", "Short", 1)])])
    assert sound(copy)


def test_the_same_content_is_stored_once(copy: Path, sql: Sql, sound: Sound) -> None:
    [first] = put(copy, [news()])
    before = sql(copy, "SELECT * FROM facts ORDER BY key")
    again = put(copy, [news(file_name="other.txt"), news(title="Another title")])
    assert [(one.new, one.document, one.attached) for one in again] == [
        (False, first.document, False)
    ] * 2  # fmt: skip
    assert sql(copy, "SELECT * FROM facts ORDER BY key") == before
    assert sound(copy)


def test_a_shipped_document_gets_its_text_and_no_second_row(copy: Path, sql: Sql) -> None:
    [(sha256,)] = sql(copy, "SELECT sha256 FROM documents WHERE id = 'linyi-mall-conference'")
    facts = sql(copy, "SELECT count(*) FROM facts")
    [stored] = put(copy, [news(sha256=sha256)])
    assert (stored.new, stored.document, stored.attached) == (
        False, "linyi-mall-conference", True
    )  # fmt: skip
    assert sql(copy, "SELECT text FROM documents WHERE sha256 = ?".replace("?", f"'{sha256}'")) == [
        (NEWS,)
    ]
    assert sql(copy, "SELECT count(*) FROM facts") == facts


def test_ids_are_the_same_on_every_store(copy: Path, sql: Sql) -> None:
    put(copy, [read("First, so that keys differ."), news()])
    document = f"the-sixth-china-international-import-exp-{news().article.sha256[:8]}"
    ids = sql(copy, "SELECT id FROM facts WHERE owner = 'user' ORDER BY key")
    starts = [fact.start for fact in news().found.figures]
    assert [row[0] for row in ids] == [
        *(f"{document}-f{start}" for start in starts),
        f"{document}-q{news().found.quotes[0].start}",
    ]


def test_what_others_say_is_compared_at_the_end_of_a_run(
    copy: Path, sql: Sql, sound: Sound
) -> None:
    text = "The sixth CIIE made deals of US$99 billion, which is far off."
    one = occasion(text, "sixth CIIE", "CIIE", 6)
    deals = figure(text, "US$99 billion", 99_000_000_000, unit="USD",
                   measure="intended_turnover_one_year")  # fmt: skip
    of_it = "SELECT contradicted FROM facts WHERE owner = 'user'"
    with shelf(copy) as store:
        store.put([read(text, [deals], occasions=[one], published="2023-12-01")])
        assert sql(copy, of_it) == [(0,)]
        assert sql(copy, "SELECT count(*) FROM unjudged") == [(1,)]
        store.settle()
    assert sql(copy, of_it) == [(1,)]
    assert sound(copy)


def test_a_run_that_was_ended_is_made_up_for_by_the_next_start(
    copy: Path, sql: Sql, sound: Sound
) -> None:
    with shelf(copy) as store:
        store.put([news(published="2023-12-01")])
    assert sql(copy, "SELECT count(*) FROM unjudged") != [(0,)]
    open_reading(copy).close()
    assert sql(copy, "SELECT support FROM facts WHERE text = 'US$78.41 billion'"
                     " AND owner = 'user'") == [("agree",)]  # fmt: skip
    assert sound(copy)


# --- Figures of which nobody knows what they count ---


def unclassified(copy: Path) -> list[str]:
    """Two documents on one event with figures that have no measure; their ids."""
    documents = []
    for number, value in enumerate((4, 400_000)):
        text = f"Page {number}: the sixth CIIE had {value} robots."
        one = occasion(text, "sixth CIIE", "CIIE", 6)
        robots = figure(text, f"{value} robots", value, unit="robot")
        documents.append(read(text, [robots], occasions=[one], published="2023-12-01"))
    return [one.document for one in put(copy, documents)]


def test_figures_without_a_measure_are_shown_found_and_never_compared(
    copy: Path, sql: Sql, sound: Sound
) -> None:
    ids = unclassified(copy)
    assert sql(copy, "SELECT contradicted, support FROM facts WHERE owner = 'user'") == [
        (0, None)
    ] * 2  # fmt: skip
    assert sound(copy)
    with closing(open_reading(copy)) as db:
        keys = search(db, "robots", 10)
        facts = list(queries.facts_page(db, keys).values())
        assert {fact.measure_label for fact in facts} == {"not classified"}
        assert {fact.compact_value for fact in facts} == {"4 robots", "400,000 robots"}
        one, other = facts
        assert judge(one, other).verdict is Verdict.INCOMPARABLE
        assert queries.other_claims(db, one).total == 0
        assert claims.claims_of(db, "ciie-6", "unclassified", None).figures == []
        assert "unclassified" not in {told.id for told in series.measures(db, "ciie")}
        found = coverage.coverage(db, "ciie")
        assert not any(measure == "unclassified" for _, measure in found.cells)
        assert "unclassified" not in {
            line.measure for line in comparing.compare_events(db, "ciie-5", "ciie-6")
        }
        assert list(comparing.compare_documents(db, *ids)) == []
        heads = conflicts.heads(db, conflicts.Asked(measure="unclassified"))
        assert heads == []


def test_a_unit_that_is_inferred_is_marked(copy: Path, sql: Sql) -> None:
    text = "The fair drew 640 exhibitors. Of them 220 were new."
    figures = [
        figure(text, "640 exhibitors", 640, unit="exhibitor", measure="exhibitors", rule="noun"),
        figure(text, "220", 220, unit="exhibitor", rule="context"),
    ]
    put(copy, [read(text, figures)])
    rows = sql(copy, "SELECT text, unit, measure_id, flags FROM facts WHERE owner = 'user'")
    assert sorted(rows) == [
        ("220", "exhibitor", "unclassified", "unit_inferred"),
        ("640 exhibitors", "exhibitor", "exhibitors", None),
    ]


def test_a_figure_that_gets_or_loses_its_measure_is_judged_anew(
    copy: Path, sql: Sql, sound: Sound
) -> None:
    unclassified(copy)
    marks = "SELECT contradicted FROM facts WHERE owner = 'user'"
    sql(copy, "UPDATE facts SET measure_id = 'exhibitors' WHERE owner = 'user'")
    open_reading(copy).close()
    assert sql(copy, marks) == [(1,), (1,)]
    sql(copy, "UPDATE facts SET measure_id = 'unclassified' WHERE value = 4 AND owner = 'user'")
    open_reading(copy).close()
    assert sql(copy, marks) == [(0,), (0,)]
    assert sound(copy)


def test_as_of_a_day_they_are_not_compared_either(copy: Path) -> None:
    unclassified(copy)
    with closing(open_reading(copy, as_of=date(2023, 12, 2))) as db:
        rows = db.execute("SELECT contradicted FROM facts WHERE measure_id = 'unclassified'")
        assert [row[0] for row in rows] == [0, 0]


def exported(path: Path, kind: str) -> str:
    out = io.StringIO(newline="")
    with closing(open_reading(path)) as db:
        export(db, kind, Selection(), "csv", out)
    return out.getvalue()


def test_export_import_export_is_the_same(
    copy: Path, store: Path, tmp_path: Path, sound: Sound
) -> None:
    put(copy, [news(published="2023-12-01"), read("A fair", file_name="é.txt")])
    unclassified(copy)
    other = tmp_path / "other.db"
    other.write_bytes(store.read_bytes())
    tables = {kind: exported(copy, kind) for kind in ("events", "documents", "facts")}
    assert len(list(csv.reader(io.StringIO(tables["facts"])))) > 730
    for kind, text in tables.items():
        with writing(other) as writer:
            import_table(writer, io.BytesIO(text.encode()), f"{kind}.csv")
    assert {kind: exported(other, kind) for kind in tables} == tables
    assert sound(other)


# --- Documents that are alike ---


def changed(text: str, share: float) -> str:
    """`text` with that share of its words, those at its end, replaced by others."""
    words = text.split()
    kept = round(len(words) * (1 - share))
    return " ".join([*words[:kept], *(f"other{at}" for at in range(len(words) - kept))])


def copies(sql: Sql, path: Path) -> dict[str, str | None]:
    rows = sql(
        path, "SELECT d.title, o.title FROM documents d"
        " LEFT JOIN documents o ON o.id = d.copy_of_id WHERE d.owner = 'user' ORDER BY d.key"
    )  # fmt: skip
    return dict(rows)


@pytest.mark.parametrize(
    ("share", "linked"), [(0.05, True), (0.1, True), (0.17, True), (0.25, False), (0.6, False)]
)
def test_texts_are_linked_from_four_fifths_on(
    copy: Path, sql: Sql, share: float, linked: bool
) -> None:
    put(copy, [read(STORY, title="a"), read(changed(STORY, share), title="b")])
    assert copies(sql, copy) == {"a": None, "b": "a" if linked else None}


@pytest.mark.parametrize(
    ("dates", "links"),
    [
        # The first published is the original, whichever came first.
        (("2024-01-02", "2024-01-05", "2024-01-03"), (None, "a", "a")),
        (("2024-01-02", "2024-01-01", "2024-01-03"), ("b", None, "b")),
        (("2024-01-03", "2024-01-02", "2024-01-01"), ("c", "c", None)),
        # Without a date, the first that was stored.
        ((None, "2024-01-01", "2024-01-02"), (None, "a", "a")),
        (("2024-01-02", None, "2024-01-01"), ("c", "c", None)),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_all_are_copies_of_the_first_published(
    copy: Path, sql: Sql, sound: Sound, dates: Any, links: Any, together: bool
) -> None:
    documents = [
        read(f"{STORY} {name}", [figure(f"{STORY} {name}", "word1", 1)], title=name, published=day)
        for name, day in zip("abc", dates, strict=True)
    ]
    for some in [documents] if together else [[one] for one in documents]:
        put(copy, some)
    assert tuple(copies(sql, copy).values()) == links
    assert sound(copy)


def test_a_copy_is_no_other_source(copy: Path, sql: Sql) -> None:
    text = f"{STORY} The sixth CIIE had deals of US$99 billion."
    documents = []
    for name in "ab":
        whole = f"{text} {name}"
        one = occasion(whole, "sixth CIIE", "CIIE", 6)
        deals = figure(whole, "US$99 billion", 99_000_000_000, unit="USD",
                       measure="contract_value")  # fmt: skip
        documents.append(read(whole, [deals], occasions=[one], title=name, published="2023-12"))
    put(copy, documents)
    assert sql(copy, "SELECT support FROM facts WHERE owner = 'user'") == [(None,), (None,)]


def test_short_texts_are_not_taken_for_copies(copy: Path, sql: Sql) -> None:
    put(copy, [read("Figures at a glance.", title="a"), read("Figures at a glance", title="b")])
    assert copies(sql, copy) == {"a": None, "b": None}


def test_a_document_that_goes_takes_its_sketch_along(copy: Path, sql: Sql, sound: Sound) -> None:
    [stored] = put(copy, [read(STORY)])
    assert sql(copy, "SELECT count(*) FROM bands") == [(20,)]
    with writing(copy) as writer:
        writer.delete("documents", [stored.document])
    assert sql(copy, "SELECT (SELECT count(*) FROM bands), (SELECT count(*) FROM sketches)") == [
        (0, 0)
    ]
    assert sound(copy)


# --- When it cannot be stored ---


def test_a_full_store_leaves_whole_documents_only(copy: Path, sql: Sql, sound: Sound) -> None:
    stored: list[Stored] = []
    with pytest.raises(StoreError, match="the disk is full"):
        fill(copy, stored)
    assert stored
    assert sql(copy, "SELECT id FROM documents WHERE owner = 'user' ORDER BY key") == [
        (one.document,) for one in stored
    ]
    assert sql(copy, "SELECT count(*) FROM facts WHERE owner = 'user'") == [(len(stored),)]
    assert sound(copy)


def fill(path: Path, stored: list[Stored]) -> None:
    """Store documents until there is no room for another."""
    with shelf(path) as store:
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages + 60}")
        for number in range(100):
            text = " ".join(f"n{number}w{at}" for at in range(2000))
            stored += put_in(store, [read(text, [figure(text, f"n{number}w1", 1)])])


def test_what_fails_in_the_middle_is_not_there_at_all(copy: Path, sql: Sql, sound: Sound) -> None:
    before = sql(copy, "SELECT count(*) FROM events")
    text = "Fair of Fairs: 51 ministers \ud800."
    one = occasion(text, "Fair of Fairs", "Fair of Fairs", 3)
    broken = read("x", occasions=[])._replace(article=news().article._replace(text=text))
    broken = broken._replace(found=broken.found._replace(occasions=(one,)))
    broken = broken._replace(mentions=broken.mentions._replace(counts=(1,)))
    undated = read("A page of some day.", published="the other day")
    with shelf(copy) as store:
        found = store.put([broken, undated, news()])
        store.settle()
    assert [isinstance(one, Refused) for one in found] == [True, True, False]
    assert "cannot be stored: " in str(found[0])
    assert sql(copy, "SELECT count(*) FROM events") == before
    assert sql(copy, "SELECT count(*) FROM documents WHERE owner = 'user'") == [(1,)]
    assert sound(copy)


def test_a_trial_keeps_nothing(copy: Path) -> None:
    before = copy.read_bytes()
    with shelf(copy, keep=False) as store:
        assert [one.new for one in put_in(store, [news()])] == [True]
        assert [one.new for one in put_in(store, [news()])] == [False]
        store.settle()
    assert copy.read_bytes() == before


def test_others_may_write_meanwhile(copy: Path, sql: Sql) -> None:
    with shelf(copy) as store:
        store.put([read("The first.")])
        with closing(sqlite3.connect(copy)) as db, db:
            db.execute("INSERT INTO series(id, name, short) VALUES ('mine', 'My Own Fair', 'MOF')")
        text = "My Own Fair drew 51 ministers."
        one = occasion(text, "My Own Fair", "My Own Fair", 3)
        store.put([read(text, [figure(text, "51 ministers", 51)], occasions=[one])])
    assert sql(copy, "SELECT id FROM events WHERE series_id = 'mine'") == [("mine-3",)]
