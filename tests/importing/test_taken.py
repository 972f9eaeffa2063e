"""What rows bring, change, leave alone, and have to be told about."""

from io import BytesIO
from pathlib import Path

from expotui.importing.outcome import CROSSED, DIFFERS, SHIPPED_DIFFERS, UNFILLED
from expotui.importing.running import import_table
from expotui.importing.seen import Seen
from expotui.store.writing import writing
from tests.importing.conftest import Importing, asked, exported, figure, table

EVENT = {
    "series": "s", "event": "e1", "event_name": "First fair", "event_date": "2024-05",
    "event_start": "2024-05-01", "event_end": "2024-05-31", "event_date_basis": "inferred",
    "edition": 3, "home_event": "e1",
}  # fmt: skip


def test_facts_make_what_they_name(imported: Importing, mine: Path) -> None:
    said = {**EVENT, "measure": "new_thing", "unit": "ship", "subject": "Łódź & port"}
    outcome = imported(table("facts", figure(**said), figure(**{**said, "id": "f2"})))
    assert outcome.lines() == [
        "2 facts new; made from what they say: 1 series, 1 event, 1 document, 1 measure, 1 subject"
    ]
    assert asked(mine, "SELECT owner, kind, name, short, date, date_basis, sort_date, zoom"
                 " FROM events WHERE id = 'e1'") == [
        ("user", "edition", "First fair", "s 3", "2024-05", "inferred", "2024-05", 1)
    ]  # fmt: skip
    # Of what no column tells, nothing is invented.
    assert asked(mine, "SELECT owner, collection, published, published_basis, host_kind, language"
                 " FROM documents WHERE id = 'p1'") == [
        ("user", "user", None, "unknown", "unknown", "und")
    ]  # fmt: skip
    assert asked(mine, "SELECT unit, owner FROM measures WHERE id = 'new_thing'") == [
        ("ship", "user")
    ]
    assert asked(mine, "SELECT s.name FROM facts f JOIN subjects s ON s.id = f.subject_id"
                 " WHERE f.id = 'f1'") == [("Łódź & port",)]  # fmt: skip


def test_names_that_give_the_same_id_are_numbered(imported: Importing, mine: Path) -> None:
    for names in ("展会", "博览"):
        imported(table("facts", *(figure(id=name, subject=name) for name in names)))
    assert asked(mine, "SELECT name, id FROM subjects WHERE owner = 'user' ORDER BY rowid") == [
        ("展", "subject"), ("会", "subject-2"), ("博", "subject-3"), ("览", "subject-4"),
    ]  # fmt: skip


def test_new_names_ask_the_store_as_often_as_there_are_names(mine: Path) -> None:
    names = [chr(0x4E00 + number) for number in range(200)]
    asked_for: list[str] = []
    with writing(mine) as writer:
        writer.db.set_trace_callback(asked_for.append)
        text = table("facts", *(figure(id=name, subject=name) for name in names))
        import_table(writer, BytesIO(text.encode()), "t.csv")
    assert sum("FROM subjects WHERE id" in sql for sql in asked_for) < 3 * len(names)


def test_a_measure_without_a_unit_gets_none(imported: Importing, mine: Path) -> None:
    imported(table("facts", figure(measure="new_thing", unit="")))
    assert asked(mine, "SELECT unit FROM measures WHERE id = 'new_thing'") == [("",)]


def test_a_page_of_facts_without_an_event_stands_for_itself(
    imported: Importing, mine: Path
) -> None:
    imported(table("facts", figure(), figure(id="f2", document="p2", **EVENT)))
    assert asked(mine, "SELECT id, zoom FROM documents WHERE owner = 'user' ORDER BY id") == [
        ("p1", 1), ("p2", 2),
    ]  # fmt: skip


def test_own_rows_change_and_shipped_ones_do_not(imported: Importing, mine: Path) -> None:
    imported(table("facts", figure(), figure(id="f2")))
    text = exported(mine, "facts")
    changed = text.replace("f2,figure", "f2,figure", 1).replace("12,,12,12", "13,,13,13", 1)
    changed = changed.replace("RMB1.84 trillion", "RMB1.85 trillion", 1)
    outcome = imported(changed)
    assert (outcome.new, outcome.changed, outcome.unchanged, outcome.shipped) == (0, 1, 1, 725)
    assert outcome.minded == {SHIPPED_DIFFERS: 1}
    assert "text" in outcome.examples[SHIPPED_DIFFERS]
    assert asked(mine, "SELECT value FROM facts WHERE owner = 'user' ORDER BY 1") == [(12,), (13,)]


def test_disagreement_with_the_store_is_told(imported: Importing, mine: Path) -> None:
    outcome = imported(
        table(
            "facts",
            figure(event="ciie-6", event_name="Sixth expo", home_event="ciie-6"),
            figure(id="f2", publisher="Somebody else"),
        )
    )
    assert outcome.minded == {DIFFERS: 2}
    assert outcome.examples[DIFFERS].startswith("line 2: event_name: 'Sixth expo', in the store")
    assert asked(mine, "SELECT owner FROM events WHERE name = 'Sixth expo'") == []


def test_what_follows_is_filled_in_when_asked(imported: Importing, mine: Path) -> None:
    row = figure(event="ciie-6", home_event="", qualifier="over", low="", high="", period="2023")
    outcome = imported(table("facts", row))
    assert outcome.minded == {UNFILLED: 1}
    sql = "SELECT home_event_id, low, high, period_start, period_end FROM facts WHERE id = 'f1'"
    assert asked(mine, sql) == [(None, None, None, None, None)]
    outcome = imported(table("facts", row), fill=True)
    assert (outcome.changed, dict(outcome.minded)) == (1, {})
    assert asked(mine, sql) == [("ciie-6", 12, None, "2023-01-01", "2023-12-31")]


def test_a_crossed_interval_is_told(imported: Importing) -> None:
    assert imported(table("facts", figure(low=9, high=4))).minded == {CROSSED: 1}


def test_facts_are_found_by_their_new_words(imported: Importing, mine: Path) -> None:
    from contextlib import closing

    from expotui.search.engine import search
    from expotui.store.opening import open_reading

    imported(table("facts", figure(text="zeppelins")))
    imported(table("facts", figure(text="gondolas")))
    with closing(open_reading(mine, prepare=False)) as db:
        assert search(db, "gondolas", 5)
        assert not search(db, "zeppelins", 5)


def test_forms_that_programs_save(imported: Importing) -> None:
    text = table("facts", figure(note="a;b\tc"))
    columns = text.splitlines()[0].split(",")
    turned = "\r\n".join(
        ",".join(reversed(line.split(","))) for line in table("facts", figure(id="f9")).splitlines()
    )
    assert imported("\ufeff" + text).new == 1
    assert imported(text.replace("\r\n", "\n") + "\n\n").unchanged == 1
    assert imported(turned).new == 1
    assert imported(table("facts", figure(id="f3"), delimiter="\t")).new == 1
    assert imported(",".join(columns)).lines() == ["no facts in it"]
    # As a spreadsheet writes large numbers.
    assert imported(table("facts", figure(id="f4", value="1.84E+12", low="", high=""))).new == 1


def test_partial_files_leave_the_rest(imported: Importing, mine: Path) -> None:
    imported(table("facts", figure(cue="said", anonymous=1, speaker="X", text="words")))
    text = exported(mine, "figures").replace(",words,", ",other words,")
    assert imported(text).changed == 1
    assert asked(mine, "SELECT cue, anonymous, text FROM facts WHERE id = 'f1'") == [
        ("said", 1, "other words")
    ]


def test_where_the_words_stand_is_worked_out_only_where_it_follows(
    imported: Importing, mine: Path
) -> None:
    place = {"span_start": 105, "span_end": 107}
    imported(
        table(
            "facts",
            figure(text_with_qualifier="over 12", **place),
            figure(id="f2", text_with_qualifier="12 of 12", **place),
        )
    )
    assert asked(mine, "SELECT qualified_start FROM facts WHERE owner = 'user' ORDER BY id") == [
        (100,), (None,),
    ]  # fmt: skip


def test_raw_cells_keep_their_apostrophe(imported: Importing, mine: Path) -> None:
    imported(table("facts", figure(text="'tis", note="'=1")), raw=True)
    imported(table("facts", figure(id="f2", text="''tis", note="'=1")))
    assert asked(mine, "SELECT text, note FROM facts WHERE owner = 'user' ORDER BY id") == [
        ("'tis", "'=1"), ("'tis", "=1"),
    ]  # fmt: skip


def test_keys_are_seen_once() -> None:
    seen = Seen()
    keys = [1, 2, 65_535, 65_536, 10**15, -7]
    assert [seen.add(key) for key in keys] == [False] * len(keys)
    assert [seen.add(key) for key in keys] == [True] * len(keys)
    assert not seen.add(3)
