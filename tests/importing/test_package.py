"""Data packages back in: all of one or nothing, and byte for byte what they were."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expotui.errors import InputError
from expotui.export.closure import PACKAGED
from expotui.export.package import FILES, write_package
from expotui.export.selection import Selection
from expotui.export.writers import Form
from expotui.importing.columns import DERIVED
from expotui.importing.outcome import DIFFERS
from expotui.importing.packages import PackageOutcome, import_package, package_folder
from expotui.store.opening import open_reading
from expotui.store.writing import writing
from tests.importing.conftest import (
    Importing,
    asked,
    copied,
    execute,
    exported,
    figure,
    import_text,
    table,
)
from tests.importing.test_round_trip import (
    Content,
    check_counts,
    contents,
    insertion,
    maybe,
    words,
    write_rows,
)

VOCABULARY = st.fixed_dictionaries(
    {
        "series": st.fixed_dictionaries(
            {"name": words, "short": words, "note": maybe, "first_year": st.none() | st.just(1999)}
        ),
        "measures": st.fixed_dictionaries(
            {
                "label": words,
                "unit": st.just("") | words,
                "position": st.integers(0, 99),
                "decimals": st.integers(0, 3),
                "adds_up": st.integers(0, 1),
                "growth_of_id": st.sampled_from([None, "exhibitors"]),
                "synonyms": st.none() | st.lists(words, max_size=2).map(json.dumps),
            }
        ),
        "scopes": st.fixed_dictionaries(
            {"label": words, "note": maybe, "part_of": st.sampled_from([None, '["total"]'])}
        ),
    }
)


def packed(store: Path, to: Path, selection: Selection | None = None) -> dict[str, bytes]:
    """The files of a package of a store, by name; they are in `to`."""
    to.mkdir(exist_ok=True)
    for old in to.iterdir():
        old.unlink()
    with closing(open_reading(store, prepare=False)) as db:
        write_package(db, selection or Selection(), to)
    return {file.name: file.read_bytes() for file in to.iterdir()}


def unpacked(folder: Path, store: Path) -> PackageOutcome:
    with writing(store) as writer:
        return import_package(
            writer, folder, lambda file: Path(file).open("rb"), lambda *_: None, fill=False
        )


@given(contents(5), VOCABULARY)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=8)
def test_a_package_comes_back(
    store: Path, scratch: Path, content: Content, vocabulary: dict[str, dict[str, Any]]
) -> None:
    source, target = (copied(store, scratch / f"{name}.db") for name in ("source3", "target3"))
    write_rows(source, content)
    execute(source, *(insertion(t, {"id": f"own-{t}", **row}) for t, row in vocabulary.items()))
    files = packed(source, scratch / "first")
    assert set(files) == set(FILES)
    outcome = unpacked(scratch / "first", target)
    assert not outcome.edited
    assert not any(table.minded.get(DIFFERS) for table in outcome.tables.values())
    assert packed(target, scratch / "second") == files
    forms: tuple[Form, ...] = ("csv", "tsv", "json", "jsonl", "markdown")
    for form in forms:
        assert exported(target, "facts", form) == exported(source, "facts", form), form
    check_counts(target)
    # A second time, nothing changes.
    again = unpacked(scratch / "first", target)
    assert all((table.new, table.changed) == (0, 0) for table in again.tables.values())


@given(contents(4))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=5)
def test_a_part_of_a_store_comes_back(store: Path, scratch: Path, content: Content) -> None:
    source, target = (copied(store, scratch / f"{name}.db") for name in ("source4", "target4"))
    write_rows(source, content)
    mine = Selection(collection="user")
    files = packed(source, scratch / "part", mine)
    unpacked(scratch / "part", target)
    assert packed(target, scratch / "part-again", mine) == files


@pytest.mark.parametrize("number", [1e22, -0.0, 3486.0, 3486, 0.1 + 0.2, 5e-324])
def test_numbers(store: Path, tmp_path: Path, number: float) -> None:
    source, target = (copied(store, tmp_path / name) for name in ("source.db", "target.db"))
    import_text(source, table("facts", figure()))
    execute(source, ("UPDATE facts SET value = :n WHERE id = 'f1'", {"n": number}))
    files = packed(source, tmp_path / "a")
    assert b"3486.0" not in files["facts.csv"]
    unpacked(tmp_path / "a", target)
    assert packed(target, tmp_path / "b") == files


def test_new_words_are_the_users_own_and_known_ones_stay(mine: Path, tmp_path: Path) -> None:
    packed(mine, tmp_path / "a")
    measures = tmp_path / "a" / "measures.csv"
    changed = measures.read_bytes().replace(b",contract value,", b",value of contracts,")
    measures.write_bytes(changed + b"ships,ships that called,ship,99,,,contract_value,,,,\r\n")
    outcome = unpacked(tmp_path / "a", mine)
    assert outcome.tables["measures.csv"].new == 1
    assert outcome.tables["measures.csv"].minded == {DIFFERS: 1}
    assert outcome.edited == ["measures.csv"]
    assert asked(mine, "SELECT * FROM measures WHERE owner = 'user'") == [
        ("ships", "user", "ships that called", "ship", 99, 0, 0, "contract_value", *[None] * 4)
    ]
    assert asked(mine, "SELECT label FROM measures WHERE id = 'contract_value'") == [
        ("contract value",)
    ]
    lines = outcome.lines()
    assert any(line.startswith("measures.csv: 1 measure new, 86 shipped") for line in lines)
    assert (
        lines[-1] == "measures.csv: is not as datapackage.json says: edited, or damaged on its way"
    )


def test_words_that_facts_made_up_give_way(mine: Path, store: Path, tmp_path: Path) -> None:
    source = copied(store, tmp_path / "source.db")
    execute(
        source,
        "INSERT INTO measures (id, label, unit, position) VALUES ('new_thing', 'Thing', 'x', 7)",
        "INSERT INTO series (id, name, short) VALUES ('s', 'A fair', 'Fair')",
    )
    fact = figure(measure="new_thing", unit="x", series="s")
    import_text(source, table("facts", fact))
    import_text(mine, table("facts", fact))
    files = packed(source, tmp_path / "a")
    outcome = unpacked(tmp_path / "a", mine)
    assert [outcome.tables[f"{kind}.csv"].changed for kind in ("series", "measures")] == [1, 1]
    assert packed(mine, tmp_path / "b") == files


def test_a_malformed_line_leaves_nothing(mine: Path, tmp_path: Path) -> None:
    import_text(mine, table("facts", figure()))
    packed(mine, tmp_path / "a", Selection(collection="user"))
    facts = tmp_path / "a" / "facts.csv"
    measures = tmp_path / "a" / "measures.csv"
    measures.write_bytes(measures.read_bytes() + b"ships,ships,ship,99,,,,,,,\r\n")
    facts.write_bytes(facts.read_bytes().replace(b",12,,12,12,", b",x,,12,12,"))
    before = mine.read_bytes()
    with pytest.raises(InputError) as caught:
        unpacked(tmp_path / "a", mine)
    assert str(caught.value).startswith(f"{facts}:2: value: must be a number")
    assert mine.read_bytes() == before


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ("{}", "no data package of expotui"),
        ("[", "no data package of expotui"),
        ("[" * 100_000, "no data package of expotui"),
        ('{"expotui": {"format": 99}}', "of a newer expotui"),
        ('{"expotui": {"format": 1}, "resources": [7, {}]}', "facts.csv: no such file"),
    ],
)
def test_what_is_no_package(mine: Path, tmp_path: Path, manifest: str, said: str) -> None:
    folder = tmp_path / "a"
    packed(mine, folder)
    (folder / "datapackage.json").write_text(manifest)
    (folder / "facts.csv").unlink()

    def opened(file: str) -> Any:
        try:
            return Path(file).open("rb")
        except OSError:
            raise InputError(f"{file}: no such file") from None

    with pytest.raises(InputError) as caught, writing(mine) as writer:
        import_package(writer, folder, opened, lambda *_: None, fill=False)
    assert said in str(caught.value)


def test_a_folder_is_named_by_itself_or_its_manifest(tmp_path: Path) -> None:
    assert package_folder(str(tmp_path)) is None
    assert package_folder("-") is None
    assert package_folder("a\0b") is None
    (tmp_path / "datapackage.json").write_text("{}")
    assert package_folder(str(tmp_path)) == tmp_path
    assert package_folder(str(tmp_path / "datapackage.json")) == tmp_path


def test_what_follows_from_the_store_is_not_taken(imported: Importing) -> None:
    header, row = table("facts", figure()).split("\r\n")[:2]
    extra = sorted(DERIVED - set(header.split(",")))
    more = "\r\n".join([",".join([header, *extra]), ",".join([row, *("x" for _ in extra)]), ""])
    assert imported(more).new == 1
    fewer = "\r\n".join(
        ",".join(
            cell
            for name, cell in zip(header.split(","), line.split(","), strict=True)
            if name not in DERIVED
        )
        for line in (header, row)
    )
    assert imported(fewer).unchanged == 1


@pytest.mark.parametrize("kind", PACKAGED)
def test_a_table_of_a_package_comes_back_alone(
    imported: Importing, mine: Path, tmp_path: Path, kind: str
) -> None:
    files = packed(mine, tmp_path / "a", Selection(since=date(2023, 1, 1)))
    outcome = imported(files[f"{kind}.csv"], raw=True)
    assert outcome.kind == kind
    assert (outcome.new, outcome.changed, dict(outcome.minded)) == (0, 0, {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,label,note\r\n,x,\r\n", "t.csv:2: id: must not be empty"),
        ("id,label,note\r\na,,\r\n", "t.csv:2: label: must not be empty"),
        ("id,label,note\r\na,x,\r\na,y,\r\n", "t.csv:3: id: 'a' is in an earlier line"),
        ("id,label,unit,position\r\na,x,,y\r\n", "t.csv:2: position: must be a whole number"),
    ],
)
def test_malformed_words(imported: Importing, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        imported(text)
    assert str(caught.value).startswith(said)
