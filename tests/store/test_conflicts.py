"""Every kind of conflict: those the corpus is known to hold, and those it is made to hold."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from expotui.cli.conflicts import KINDS
from expotui.store.conflict_id import CONFLICT_ID
from expotui.store.conflicts import Asked, Conflict, Head, Kind, Severity, heads, opened
from expotui.store.conflicts.growths import sentence
from expotui.store.opening import open_reading
from expotui.store.series import changes, points

Sql = Callable[..., list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def db(store: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_reading(store)) as connection:
        yield connection


def of(db: sqlite3.Connection, kind: Kind) -> dict[str, Head]:
    return {head.id: head for head in heads(db, Asked(kind=kind))}


def claimed(db: sqlite3.Connection, name: str) -> Conflict:
    return opened(db, of(db, Kind.CLAIMS)[name])


def test_the_worst_comes_first(db: sqlite3.Connection) -> None:
    found = heads(db, Asked())
    ranks = [head.severity.rank for head in found]
    assert ranks == sorted(ranks)
    assert {head.kind for head in found} >= set(Kind) - {Kind.CONVERSION}
    assert len({head.id for head in found}) == len(found)


def test_growths_tell_which_of_two_totals_they_go_with(db: sqlite3.Connection) -> None:
    conflict = claimed(db, "ciie-4.intended_turnover_one_year.total")
    assert conflict.head.severity is Severity.SLIGHT
    fall, rise = conflict.evidence
    for found in (fall, rise):
        assert {fact.value for fact in found.misfits} == {70_620_000_000}
        assert 70_720_000_000 in {fact.value for fact in found.fits}
    assert (fall.base.event, rise.base.event) == ("ciie-3", "ciie-5")
    assert not fall.backwards
    assert rise.backwards
    assert sentence(fall) == (
        "“down 2.6% from last year” (Reuters) from US$72.62 bn of CIIE 3 makes"
        " US$70.69 bn–70.77 bn: US$70.7 bn, US$70.72 bn fit, US$70.62 bn does not"
    )


def test_ten_times_too_much_is_told_as_that(db: sqlite3.Connection) -> None:
    conflict = claimed(db, "ciie-8.intended_turnover_one_year.total")
    assert conflict.head.severity is Severity.SEVERE
    assert {pair.tens for pair in conflict.pairs} == {1}
    (growth,) = conflict.evidence
    assert {fact.value for fact in growth.misfits} == {834_000_000_000}


def test_a_change_that_goes_with_nothing(db: sqlite3.Connection) -> None:
    found = of(db, Kind.GROWTH)
    assert {head.event for head in found.values()} == {"ciie-3"}
    assert {head.measure for head in found.values()} == {"exhibition_area_change"}
    conflict = opened(db, found["ciie-3.exhibition_area_change.total.60000"])
    assert {fact.measure for fact in conflict.figures} == {
        "exhibition_area", "exhibition_area_change"
    }  # fmt: skip


def test_sums_that_their_editions_exceed(db: sqlite3.Connection) -> None:
    found = of(db, Kind.SUM)
    assert {head.event for head in found.values()} == {"ciie-1-5", "ciie-1-6"}
    assert {head.measure for head in found.values()} == {"new_items_debuted"}
    assert "make ≥2,232" in found["ciie-1-5.new_items_debuted.cumulative editions 1-5.sum"].reason


def test_a_part_of_a_smaller_whole(db: sqlite3.Connection) -> None:
    (head,) = of(db, Kind.PART).values()
    assert head.event == "ciie-1"
    assert "172" in head.reason
    assert "151" in head.reason


def test_the_page_of_2025_on_the_sixth(db: sqlite3.Connection) -> None:
    found = of(db, Kind.EDITION)
    page = found["ciie-belt-and-road.edition"]
    assert page.severity is Severity.SEVERE
    assert "edition 6, which was held 5–10 Nov 2023" in page.reason
    assert (
        page.title == "CIIE 8 · a page without a publisher, 4 Nov 2025 says edition 6 · 7 figures"
    )
    assert "CIIE 8, 5–10 Nov 2025" in page.reason
    assert page.documents == ("ciie-belt-and-road",)
    mixed_in = opened(db, found["ciie-belt-and-road.ciie-8.edition-6"])
    assert [fact.value for fact in mixed_in.figures] == [123]
    assert not any("goods25" in name for name in found), "a copy is the same page"


def test_years_that_nobody_states(db: sqlite3.Connection) -> None:
    found = of(db, Kind.DATE)
    assert found["linyi-2.date"].severity is Severity.SLIGHT
    assert "17–19 Oct 2024?" in found["linyi-2.date"].reason
    assert "16 Aug 2019, not 16–19 May 2019" in found["wcifit-2.date.wcifit2"].reason


def test_the_columns_of_an_export_name_the_same_conflict(db: sqlite3.Connection) -> None:
    named = {
        row[0]
        for row in db.execute(f"SELECT DISTINCT {CONFLICT_ID} FROM facts f WHERE contradicted")
    }
    assert named == set(of(db, Kind.CLAIMS))


def test_the_command_line_knows_every_kind() -> None:
    assert tuple(Kind) == KINDS


def test_filters_all_hold(db: sqlite3.Connection) -> None:
    for head in heads(db, Asked(series="wcifit")):
        assert head.series == "wcifit"
    for head in heads(db, Asked(measure="exhibitors")):
        assert head.measure in ("exhibitors", None)
    assert {head.event for head in heads(db, Asked(event="linyi-2"))} == {"linyi-2"}


def test_conversions_and_malformed_lists(copy: Path, sql: Sql) -> None:
    add = (
        "INSERT INTO facts(id, kind, document_id, event_id, measure_id, scope, value, unit, text)"
        " VALUES ({!r}, 'figure', 'shine23', 'wcifit-7', 'contract_value', {!r}, 2e11, 'CNY', {!r})"
    )
    sql(
        copy,
        add.format("good", "one", "RMB200 billion (US$27.8 billion)"),
        add.format("bad", "two", "RMB200 billion (US$278 billion)"),
        "UPDATE scopes SET part_of = '[' WHERE id = 'business_exhibition'",
    )
    with closing(open_reading(copy, prepare=False)) as db:
        (head,) = heads(db, Asked(kind=Kind.CONVERSION))
        assert "0.72 yuan a dollar" in head.reason
        assert [fact.id for fact in opened(db, head).figures] == ["bad"]
        assert [*heads(db, Asked(kind=Kind.PART))]


FAIR = (
    "INSERT INTO series(id, name, short) VALUES ('zz', 'A fair', 'ZZ')",
    *(
        "INSERT INTO events(id, series_id, kind, edition, name, short, date, date_start, date_end,"
        f" date_basis, sort_date, zoom) VALUES ('zz-{n}', 'zz', 'edition', {n}, 'ZZ {n}',"
        f" 'ZZ {n}', '200{n}', '200{n}-01-01', '200{n}-12-31', 'stated', '200{n}', 1)"
        for n in range(1, 4)
    ),
    "INSERT INTO measures(id, label, unit, position, growth_of_id)"
    " VALUES ('turnover_growth', 'growth', 'percent', 99, 'intended_turnover')",
)


def told(event: str, measure: str, value: float, unit: str, **more: str) -> str:
    said = {"scope": "total", "stage": "closing", "qualifier": "exact", **more}
    number = f"{event}-{measure}-{value}-{said['scope']}-{said['stage']}"
    return (
        "INSERT INTO facts(id, kind, document_id, event_id, home_event_id, measure_id, scope,"
        f" stage, qualifier, value, unit, text) VALUES ('{number}', 'figure', 'shine23', '{event}',"
        f" '{event}', '{measure}', '{said['scope']}', '{said['stage']}', '{said['qualifier']}',"
        f" {value}, '{unit}', '{value}')"
    )


TURNOVER = "intended_turnover"
GROWTHS = {
    "goes with the two": ([told("zz-1", TURNOVER, 100, "CNY"), told("zz-2", TURNOVER, 110, "CNY"),
        told("zz-2", "turnover_growth", 10, "percent")], 0),
    "goes with neither": ([told("zz-1", TURNOVER, 100, "CNY"), told("zz-2", TURNOVER, 150, "CNY"),
        told("zz-2", "turnover_growth", 10, "percent")], 1),
    "of two currencies": ([told("zz-1", TURNOVER, 100, "USD"), told("zz-2", TURNOVER, 750, "CNY"),
        told("zz-2", "turnover_growth", 10, "percent")], 0),
    "of a forecast base": ([told("zz-1", TURNOVER, 100, "CNY", stage="forecast"),
        told("zz-2", TURNOVER, 150, "CNY"), told("zz-2", "turnover_growth", 10, "percent")], 0),
    "itself a forecast": ([told("zz-1", TURNOVER, 100, "CNY"), told("zz-2", TURNOVER, 150, "CNY"),
        told("zz-2", "turnover_growth", 10, "percent", stage="forecast")], 0),
    "of two populations": ([told("zz-1", TURNOVER, 100, "CNY"),
        told("zz-2", TURNOVER, 50, "CNY", scope="business_exhibition"),
        told("zz-2", "turnover_growth", 10, "percent", scope="business_exhibition")], 0),
    "goes with a rival base": ([told("zz-1", TURNOVER, 100, "CNY"),
        told("zz-1", TURNOVER, 80, "CNY", stage="opening"), told("zz-2", TURNOVER, 88, "CNY"),
        told("zz-2", "turnover_growth", 10, "percent")], 0),
}  # fmt: skip


@pytest.mark.parametrize("name", GROWTHS)
def test_a_growth_is_in_conflict_with_what_it_can_be_compared_with(
    copy: Path, sql: Sql, name: str
) -> None:
    facts, conflicts = GROWTHS[name]
    sql(copy, *FAIR, *facts)
    with closing(open_reading(copy, prepare=False)) as db:
        assert len([*heads(db, Asked(series="zz", kind=Kind.GROWTH))]) == conflicts


def test_a_sum_is_of_one_currency_and_of_what_came_true(copy: Path, sql: Sql) -> None:
    group = (
        "INSERT INTO events(id, series_id, kind, edition, edition_last, name, short, date_basis,"
        " zoom) VALUES ('zz-1-2', 'zz', 'group', 1, 2, 'ZZ 1-2', 'ZZ 1-2', 'stated', 1)"
    )
    both = {"scope": "cumulative editions 1-2", "stage": "retrospective"}
    sql(
        copy, *FAIR, group, told("zz-1", TURNOVER, 100, "USD"), told("zz-2", TURNOVER, 110, "CNY"),
        told("zz-1-2", TURNOVER, 999, "CNY", **both),
        told("zz-1-2", TURNOVER, 5, "CNY", **{**both, "stage": "forecast"}),
    )  # fmt: skip
    with closing(open_reading(copy, prepare=False)) as db:
        assert not [*heads(db, Asked(series="zz", kind=Kind.SUM))]
    sql(copy, "UPDATE facts SET unit = 'CNY' WHERE event_id = 'zz-1'")
    with closing(open_reading(copy, prepare=False)) as db:
        (head,) = heads(db, Asked(series="zz", kind=Kind.SUM))
        assert "999" in head.reason


def test_a_growth_between_editions_is_of_like_numbers(copy: Path, sql: Sql) -> None:
    sql(
        copy, *FAIR, told("zz-1", "exhibition_area", 36, "ha"),
        told("zz-2", "exhibition_area", 396_000, "m2"),
        told("zz-3", "exhibition_area", 500_000, "m2", qualifier="over"),
    )  # fmt: skip
    with closing(open_reading(copy, prepare=False)) as db:
        found = [*points(db, "zz", "exhibition_area", "total")]
        assert [None if grown is None else round(grown, 3) for grown in changes(found)] == [
            None, 0.1, None
        ]  # fmt: skip
        assert found[0].told is not None
        assert found[0].told.compact_value == "36 ha"


def test_what_is_told_in_hectares_is_weighed_in_square_metres(copy: Path, sql: Sql) -> None:
    area = "exhibition_area"
    sql(
        copy, *FAIR, told("zz-1", area, 10, "ha"), told("zz-2", area, 15, "ha"),
        "UPDATE measures SET growth_of_id = NULL, change_of_id = 'exhibition_area', unit = 'm2'"
        " WHERE id = 'turnover_growth'",
        told("zz-2", "turnover_growth", 20_000, "m2"), told("zz-3", area, 30, "ha"),
        told("zz-3", area, 360_000, "m2"), told("zz-3", area, 40, "ha", scope="country_exhibition"),
    )  # fmt: skip
    with closing(open_reading(copy)) as db:
        found = {head.kind: head for head in heads(db, Asked(series="zz"))}
    assert "114,500–125,500 m²" in found[Kind.GROWTH].reason
    assert found[Kind.GROWTH].spread == pytest.approx(1.25)
    assert found[Kind.CLAIMS].spread == pytest.approx(1.2)
    assert found[Kind.PART].spread == pytest.approx(4 / 3)


def test_growths_of_two_populations_are_two_conflicts(copy: Path, sql: Sql) -> None:
    both = [
        told(event, measure, value, unit, scope=scope)
        for scope in ("total", "business_exhibition")
        for event, measure, value, unit in (
            ("zz-1", TURNOVER, 100, "CNY"), ("zz-2", TURNOVER, 150, "CNY"),
            ("zz-2", "turnover_growth", 10, "percent"),
        )
    ]  # fmt: skip
    sql(copy, *FAIR, *both)
    with closing(open_reading(copy, prepare=False)) as db:
        assert len([*heads(db, Asked(series="zz", kind=Kind.GROWTH))]) == 2


def test_what_is_part_of_its_own_part_says_nothing(copy: Path, sql: Sql) -> None:
    sql(
        copy, *FAIR, "INSERT INTO scopes(id, label, part_of) VALUES ('sa', 'sa', '[\"sa\"]'),"
        " ('sb', 'sb', '[\"sc\"]'), ('sc', 'sc', '[\"sb\"]')",
        *(told("zz-1", TURNOVER, value, "CNY", scope=scope)
          for scope in ("sa", "sb", "sc") for value in (51, 82)),
    )  # fmt: skip
    with closing(open_reading(copy, prepare=False)) as db:
        assert not [*heads(db, Asked(series="zz", kind=Kind.PART))]


def test_editions_that_are_missing_are_not_grown_across(copy: Path, sql: Sql) -> None:
    sql(
        copy, *FAIR, "UPDATE events SET edition = 7 WHERE id = 'zz-3'",
        told("zz-2", TURNOVER, 100, "CNY"), told("zz-3", TURNOVER, 150, "CNY"),
        told("zz-3", "turnover_growth", 10, "percent"),
    )  # fmt: skip
    with closing(open_reading(copy, prepare=False)) as db:
        assert not [*heads(db, Asked(series="zz", kind=Kind.GROWTH))]
        assert changes([*points(db, "zz", TURNOVER, "total")]) == [None, None, None]
