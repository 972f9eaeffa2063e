"""The reference set: all of its figures and sources, as it has them, and the stamp of it all."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert_reference import main as convert
from seed_toml import dump
from stamp_seed import digest

Record = dict[str, Any]
Read = Callable[[Path], Record]
Records = Callable[[Path], list[Record]]

SERIES = ("ciie", "wcifit", "jinjiang", "linyi")
ELSEWHERE = {"mirror", "repost", "proxy"}


@pytest.fixture(scope="module")
def figures(shared: Path, records: Records) -> list[Record]:
    return [row for name in SERIES for row in records(shared / "reference" / f"{name}.jsonl")]


@pytest.fixture(scope="module")
def pages(shared: Path, records: Records) -> dict[str, Record]:
    return {row["source"]: row for row in records(shared / "reference" / "sources.jsonl")}


@pytest.fixture(scope="module")
def seeded(seed: Path, read: Read) -> dict[str, Record]:
    return {path.stem: read(path) for path in sorted((seed / "reference").glob("*.toml"))}


def test_all_644_figures_are_there(figures: list[Record], seeded: dict[str, Record]) -> None:
    found = {
        row["id"]: (name, row) for name, page in seeded.items() for row in page.get("figures", [])
    }
    assert len(found) == len(figures) == 644
    for row in figures:
        source, figure = found[row["id"]]
        assert source == row["source"]
        for field in ("value", "upper", "qualifier", "unit", "text", "stage", "scope", "measure"):
            assert figure.get(field) == row[field], (row["id"], field)
        if row["event"]:
            assert figure["event"] == row["event"]
        assert figure.get("flags", []) == row["flags"]
        claimed = figure.get("edition_claimed", row["edition"])
        assert claimed == row["edition_claimed"] or row["edition_claimed"] is None


def test_all_139_sources_are_there(pages: dict[str, Record], seeded: dict[str, Record]) -> None:
    assert seeded.keys() == pages.keys()
    assert len(pages) == 139
    for name, row in pages.items():
        document = seeded[name]["document"]
        assert document["id"] == name
        for field in ("url", "title", "published", "published_basis", "origin", "host_kind"):
            assert document.get(field) == row[field], (name, field)
        assert document["language"] == row["lang"]


def test_all_24_editions_are_there(shared: Path, records: Records, seed: Path, read: Read) -> None:
    editions = records(shared / "reference" / "events.jsonl")
    assert len(editions) == 24
    for row in editions:
        found = read(seed / "events" / f"{row['series']}.toml")["events"]
        (event,) = (event for event in found if event["id"] == row["event"])
        assert event.get("edition") == row["edition"]
        if row["start"]:
            assert event["date"].replace("?", "").startswith(row["start"])


def test_no_mirror_is_shown_as_the_publisher(
    pages: dict[str, Record], seeded: dict[str, Record]
) -> None:
    hosts = {row["publisher"] for row in pages.values() if row["host_kind"] in ELSEWHERE}
    proper = {row["publisher"] for row in pages.values() if row["host_kind"] not in ELSEWHERE}
    assert len(hosts) > 5
    for name, page in seeded.items():
        document = page["document"]
        if document["host_kind"] in ELSEWHERE:
            assert document["publisher"] != pages[name]["publisher"]
            assert document["host"] == pages[name]["publisher"]
        assert document["publisher"] not in hosts - proper
        assert "://" not in document["publisher"]


def test_the_converter_makes_these_files(shared: Path, seed: Path, tmp_path: Path) -> None:
    for folder in ("reference", "events"):
        (tmp_path / folder).mkdir()
    convert(shared / "reference", tmp_path)
    made = {path.name: path.read_bytes() for path in (tmp_path / "reference").iterdir()}
    kept = {path.name: path.read_bytes() for path in (seed / "reference").iterdir()}
    assert made.keys() == kept.keys()
    assert [name for name in kept if made[name] != kept[name]] == []
    assert {path.stem for path in (tmp_path / "events").iterdir()} == set(SERIES)


# --- tools --------------------------------------------------------------------------------------


def test_the_stamp_is_current(seed: Path) -> None:
    stamped = (seed / "DIGEST").read_text(encoding="ascii").strip()
    assert stamped == digest(seed), "seed/ was edited: run `make seed`"


def test_the_stamp_sees_every_change(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x = 1")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.toml").write_text("y = 1")
    before = digest(tmp_path)
    (tmp_path / "README.md").write_text("no seed")
    assert digest(tmp_path) == before
    (tmp_path / "sub" / "b.toml").write_text("y = 2")
    changed = digest(tmp_path)
    (tmp_path / "sub" / "b.toml").rename(tmp_path / "sub" / "c.toml")
    assert len({before, changed, digest(tmp_path)}) == 3


VALUES = (
    st.text(st.characters(exclude_categories=["Cs"]))
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=3)
)


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), VALUES, max_size=5))
def test_what_is_written_is_read_back(table: Record) -> None:
    read = tomllib.loads(dump([("document", table), ("[figures]", table)]))
    assert read == {"document": table, "figures": [table]}
