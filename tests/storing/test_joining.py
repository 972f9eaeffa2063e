"""What a text names, in the store: known events, new ones, and which fact is of which."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from expotui.facts.naming import bare, called, short_of, slug

from .by_hand import NEWS, figure, news, occasion, put, read

Sql = Callable[..., list[tuple[Any, ...]]]


def of_facts(sql: Sql, path: Path) -> dict[str, tuple[Any, ...]]:
    rows = sql(
        path, "SELECT text, event_id, series_id, stage, scope, measure_id, note FROM facts"
        " WHERE owner = 'user' ORDER BY key"
    )  # fmt: skip
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize(
    ("name", "is_bare"),
    [
        ("sixth China International Import Expo (CIIE)", "china international import expo"),
        ("the 137th Canton Fair", "canton fair"),
        ("Watches and Wonders 2025", "watches and wonders"),
        ("2025", ""),
        ("第八届进博会", "第八届进博会"),
    ],
)
def test_a_name_without_what_it_is_not(name: str, is_bare: str) -> None:
    assert bare(name) == is_bare


def test_what_a_fair_goes_by() -> None:
    assert "ciie" in called("China International Import Expo")
    assert "canton fair" in called("China Import and Export Fair (Canton Fair)")
    assert short_of("China Import and Export Fair (Canton Fair)") == "Canton Fair"
    assert slug("Élan: 6th  Fair!", "x") == "elan-6th-fair"
    assert slug("展会", "document") == "document"
    assert len(slug("a" * 99, "x")) == 40


def test_facts_go_to_the_events_that_their_sentences_name(copy: Path, sql: Sql) -> None:
    [stored] = put(copy, [news(published="2023-11-11")])
    facts = of_facts(sql, copy)
    assert stored == (
        "news.txt", stored.document, True, 5, 1, None, False
    )  # fmt: skip
    assert facts["3,400 exhibitors"][:2] == ("ciie-6", None)
    assert facts["3,400 exhibitors"][-1] is None  # its own sentence says so
    assert facts["172 countries"][0] == "ciie-1"
    # The one population that the vocabulary has of it; of exhibitors there are several.
    assert facts["US$78.41 billion"][2:5] == ("closing", "total", "intended_turnover_one_year")
    assert facts["3,400 exhibitors"][3] is None
    assert facts["US$78.41 billion"][0] == "ciie-6"
    assert "named before it in the paragraph" in facts["US$78.41 billion"][-1]
    # "The CIIE": the fair of the edition that the text is about.
    assert facts["442 new products"][0] == "ciie-6"
    assert "mainly about" in facts["442 new products"][-1]
    assert facts["442 new products"][4] == "unclassified"
    assert facts["172 countries"][2] == "retrospective"


def test_a_document_knows_what_it_is_about(copy: Path, sql: Sql) -> None:
    [stored] = put(copy, [news(published="2023-11-11", publisher="Daily")])
    assert sql(
        copy, "SELECT about_event_id, edition_claimed, publisher, published_start, figures, quotes,"
        f" owner, collection FROM documents WHERE id = '{stored.document}'"
    ) == [("ciie-6", 6, "Daily", "2023-11-11", 5, 1, "user", "user")]  # fmt: skip
    assert sql(
        copy, "SELECT speaker, role, cue, event_id FROM facts WHERE kind = 'quote'"
        " AND owner = 'user'"
    ) == [("Sun Wei", "a buyer", "said", "ciie-6")]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "edition", "edtf", "event"),
    [
        ("CIIE", 6, "", "ciie-6"),
        ("International Procurement Conference for Linyi Mall", 2, "", "linyi-2"),
        ("China (Jinjiang) International Footwear Expo", 19, "", "jinjiang-19"),
        ("Western China International Fair for Investment and Trade", None, "2025-05", "wcifit-7"),
        ("China International Import Expo", None, "2018", "ciie-1"),
        # No edition, no date: the fair alone, and never the nearest.
        ("China International Import Expo", None, "", None),
        ("China International Import Expo", None, "XXXX-11-05", None),
        # There is no second footwear expo in the store; the sports expo of that number is not it.
        ("China (Jinjiang) International Footwear Expo", 2, "", "jinjiang-2"),
    ],
)
def test_known_events_are_known_by_number_or_date(
    copy: Path, sql: Sql, name: str, edition: int | None, edtf: str, event: str | None
) -> None:
    text = f"{name} drew 51 ministers."
    one = occasion(text, name, name, edition, edtf)
    put(copy, [read(text, [figure(text, "51 ministers", 51)], occasions=[one])])
    [(of, series, *_)] = of_facts(sql, copy).values()
    assert of == event
    assert of or series


def test_new_fairs_and_editions_are_made_once(copy: Path, sql: Sql) -> None:
    documents = []
    for number, (name, edition, edtf) in enumerate(
        [
            ("China Import and Export Fair (Canton Fair)", 137, ""),
            ("Canton Fair", 137, "2025-04-15/2025-05-05"),
            ("Canton Fair", 138, ""),
            ("Watches and Wonders", None, "2025-04-01/2025-04-07"),
            ("Watches and Wonders", None, "2025-04"),
            ("Watches and Wonders", None, ""),
            ("Some Fair That Is Named and No More", None, ""),
        ]
    ):
        text = f"{name} drew 51 ministers and {number} kings."
        one = occasion(text, name, name, edition, edtf)
        documents.append(read(text, [figure(text, "51 ministers", 51)], occasions=[one]))
    put(copy, documents)
    assert sql(copy, "SELECT id, name, short FROM series WHERE owner = 'user' ORDER BY rowid") == [
        ("china-import-and-export-fair", "China Import and Export Fair (Canton Fair)",
         "Canton Fair"),
        ("watches-and-wonders", "Watches and Wonders", "Watches and Wonders"),
    ]  # fmt: skip
    assert sql(
        copy, "SELECT id, edition, short, date, date_start, date_basis FROM events"
        " WHERE owner = 'user' ORDER BY key"
    ) == [
        ("china-import-and-export-fair-137", 137, "Canton Fair 137", "2025-04-15/2025-05-05",
         "2025-04-15", "stated"),
        ("china-import-and-export-fair-138", 138, "Canton Fair 138", None, None, "inferred"),
        ("watches-and-wonders-2025-04-01-2025-04-0", None, "Watches and Wonders 2025",
         "2025-04-01/2025-04-07", "2025-04-01", "stated"),
    ]  # fmt: skip
    events = [row[0] for row in sql(copy, "SELECT event_id FROM facts WHERE owner = 'user'")]
    assert [event and event.rsplit("-", 1)[-1] for event in events] == [
        "137", "137", "138", "0", "0", None, None
    ]  # fmt: skip


def test_an_ordinal_is_of_the_edition_that_it_says(copy: Path, sql: Sql) -> None:
    text = "After the fifth expo the sixth China International Import Expo was larger."
    one = occasion(text, "sixth China International Import Expo", "CIIE", 6)
    figures = [
        figure(text, "fifth", 5, unit="edition", measure="edition_number"),
        figure(text, "sixth", 6, unit="edition", measure="edition_number"),
    ]
    put(copy, [read(text, figures, occasions=[one])])
    assert [of[0] for of in of_facts(sql, copy).values()] == ["ciie-5", "ciie-6"]


def test_stages_follow_from_dates_alone(copy: Path, sql: Sql) -> None:
    days = ("2023-10", "2023-11-06", "2023-11-10", "2024-01", "2026", None)
    for number, day in enumerate(days):
        # Each a text of its own.
        text = f"Page {number}. The sixth CIIE drew 51 ministers."
        one = occasion(text, "sixth CIIE", "CIIE", 6)
        figures = [figure(text, "51 ministers", 51)]
        put(copy, [read(text, figures, occasions=[one], published=day)])
    stages = sql(copy, "SELECT stage FROM facts WHERE owner = 'user' ORDER BY key")
    assert [row[0] for row in stages] == [
        "forecast", None, "closing", "closing", "retrospective", None
    ]  # fmt: skip


def test_a_measure_in_another_unit_is_none(copy: Path, sql: Sql) -> None:
    text = "The sixth CIIE drew 51 yuan and 10**30 people."
    one = occasion(text, "sixth CIIE", "CIIE", 6)
    figures = [
        figure(text, "51 yuan", 51, unit="CNY", measure="exhibition_area"),
        figure(text, "10**30 people", 10**30, unit="person", measure="visitors"),
        figure(text, "10", 0.1 + 0.2, unit=None, measure="no_such_measure"),
    ]
    put(copy, [read(text, figures, occasions=[one])])
    rows = sql(copy, "SELECT measure_id, value FROM facts WHERE owner = 'user' ORDER BY key")
    assert rows == [("unclassified", 51), ("visitors", None), ("unclassified", 0.3)]


def test_what_names_nothing_stands_for_itself(copy: Path, sql: Sql) -> None:
    text = "Nothing is named, and 51 ministers came."
    put(copy, [read(text, [figure(text, "51 ministers", 51)])])
    assert sql(copy, "SELECT event_id, home_event_id, series_id FROM facts WHERE owner = 'user'"
               ) == [(None, None, None)]  # fmt: skip
    assert sql(copy, "SELECT zoom FROM documents WHERE owner = 'user'") == [(1,)]


def test_locators_lead_to_the_words(copy: Path) -> None:
    put(copy, [news()])
    db = sqlite3.connect(copy)
    for text, start, end, qualified, at in db.execute(
        "SELECT text, span_start, span_end, qualified_text, qualified_start FROM facts"
        " WHERE owner = 'user'"
    ):
        assert NEWS[start:end] == text
        assert qualified is None or NEWS[at : at + len(qualified)] == qualified
    db.close()
