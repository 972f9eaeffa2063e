"""Paths, folders and patterns → files: hostile trees end, and each thing left out has a reason."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from expotui.ingest.confined import confined
from expotui.ingest.finding import Found, find
from expotui.ingest.reading import read_source
from expotui.ingest.source import Refused, Skipped, Source


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of a test, so that names are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("5 people\n")


def found(*given: str) -> list[str]:
    return [item.path for item in find(given) if isinstance(item, Found)]


def reasons(*given: str) -> dict[str, str]:
    return {item.name: item.reason for item in find(given) if not isinstance(item, Found)}


def test_a_folder_is_its_documents_in_order(folder: Path) -> None:
    make(folder, "in/b.txt", "in/a/2.md", "in/a/10.html", "in/c.PDF", "in/.git/x.txt", "in/.h.txt")
    make(folder, "in/pic.png", "in/README")
    assert found("in") == ["in/a/10.html", "in/a/2.md", "in/b.txt", "in/c.PDF"]
    assert list(find(["in"])).index(Found("in/b.txt")) > 1
    assert reasons("in") == {
        "in/pic.png": "skipped: .png is no document",
        "in/README": "skipped: its name does not say what it is",
    }
    assert all(isinstance(item, Found | Skipped) for item in find(["in"]))


def test_what_is_named_is_read_whatever_its_name(folder: Path) -> None:
    make(folder, "notes", "a.log", "-")
    assert found("notes", "a.log", "-", "./-") == ["notes", "a.log", "-", "./-"]


def test_loops_of_links_end(folder: Path) -> None:
    make(folder, "in/a.txt", "in/deep/b.txt")
    for number in range(8):
        (folder / "in" / "deep" / f"loop{number}").symlink_to("..")
    (folder / "in" / "self").symlink_to(".")
    (folder / "in" / "round.txt").symlink_to("round.txt")
    assert found("in") == ["in/a.txt", "in/deep/b.txt"]
    told = reasons("in")
    assert told["in/self"] == "skipped: the same folder as one before"
    assert "symbolic links" in told["in/round.txt"]
    assert sorted(found("in/**/*.txt")) == ["in/a.txt", "in/deep/b.txt"]
    assert found("in/**") == found("in/**/*")


def test_a_folder_given_twice_is_read_once(folder: Path) -> None:
    make(folder, "in/a.txt")
    assert found("in", "in/", "./in") == ["in/a.txt"]
    assert reasons("in", "in/")["in/"].startswith("skipped")


def test_patterns(folder: Path) -> None:
    make(folder, "a1.txt", "a2.txt", "b.log", "x/y/z/deep.txt", "x/.h/no.txt", "we[ird].txt")
    assert found("a?.txt", "*.log") == ["a1.txt", "a2.txt", "b.log"]
    assert found("**/deep.txt") == found("x/**/d*.txt") == ["x/y/z/deep.txt"]
    assert found("x/**/y/**/*.txt") == ["x/y/z/deep.txt"]
    assert found("we[ird].txt") == ["we[ird].txt"]
    assert list(find(["*.pdf", "none/**/x"])) == [
        Refused("*.pdf", "matches no file"), Refused("none/**/x", "matches no file")
    ]  # fmt: skip


def test_what_is_no_file_is_refused_and_nothing_waits_for_it(folder: Path) -> None:
    make(folder, "in/a.txt")
    os.mkfifo(folder / "in" / "pipe.txt")
    (folder / "in" / "gone.txt").symlink_to("nowhere")
    (folder / "in" / "gone.png").symlink_to("nowhere")
    told = reasons("in", "in/pipe.txt", "missing.txt", "in/gone.txt", os.devnull)
    assert told["in/pipe.txt"].startswith("is a pipe")
    assert told["in/gone.txt"] == "is a link to a file that is not there"
    assert told["in/gone.png"].startswith("skipped")
    assert told["missing.txt"] == "no such file or directory"
    assert told[os.devnull] == "is a device, no document"
    assert reasons("a\0b") == {"a␀b": "embedded null byte"}


def test_a_folder_without_documents_is_told(folder: Path) -> None:
    make(folder, "in/a.png", "in/sub/.hidden.txt")
    assert reasons("in")["in"].startswith("holds no document (.txt, ")


def test_what_may_not_be_read_is_refused(folder: Path) -> None:
    make(folder, "in/a.txt", "in/shut/b.txt")
    folder.chmod(0o755)  # who is nobody gets in, by names that begin here
    (folder / "in" / "a.txt").chmod(0)
    (folder / "in" / "shut").chmod(0)

    def look() -> list[object]:
        if os.geteuid() == 0:  # may read everything
            os.setuid(65534)
        return [*find(["in"]), read_source("in/a.txt")]

    try:
        assert confined(look) == [
            Found("in/a.txt"),
            Refused("in/shut", "permission denied"),
            Refused("in/a.txt", "permission denied"),
        ]
    finally:
        (folder / "in" / "shut").chmod(0o700)


@pytest.mark.skipif(sys.platform == "darwin", reason="names are UTF-8 there")
def test_names_that_are_not_utf_8_work_and_are_shown(folder: Path) -> None:
    (folder / "in").mkdir()
    with open(b"in/caf\xe9\x1b[31m.txt", "w") as file:
        file.write("5 people\n")
    (path,) = found("in")
    source = read_source(path)
    assert source.name == "in/caf‹U+DCE9›␛[31m.txt"
    assert not isinstance(source, Refused)
    assert source.title == "caf‹U+DCE9›␛[31m"


def test_a_file_that_vanishes_is_one_refusal(folder: Path) -> None:
    make(folder, "in/a.txt", "in/b.txt", "in/c.txt")
    told = []
    for item in find(["in", "in/a.txt"]):
        (folder / "in" / "b.txt").unlink(missing_ok=True)  # listed, and not yet looked at
        told.append(read_source(item.path) if isinstance(item, Found) else item)
        (folder / "in" / "c.txt").unlink(missing_ok=True)
    gone = "no such file or directory"
    assert [item.name for item in told] == ["in/a.txt", "in/b.txt", "in/c.txt", "in/a.txt"]
    assert told[1:3] == [Refused("in/b.txt", gone), Refused("in/c.txt", gone)]
    assert isinstance(told[0], Source)
    # Found, and then gone before it is read.
    (found_one,) = (item for item in find(["in/a.txt"]))
    (folder / "in" / "a.txt").unlink()
    assert isinstance(found_one, Found)
    assert read_source(found_one.path) == Refused("in/a.txt", gone)


def test_a_folder_that_vanishes_is_one_refusal(folder: Path) -> None:
    make(folder, "in/a.txt", "in/b/c.txt", "in/d.txt")
    items = find(["in"])
    assert next(items) == Found("in/a.txt")
    shutil.rmtree(folder / "in")
    assert list(items) == [
        Skipped("in/b", "skipped: its name does not say what it is"),
        Refused("in/d.txt", "no such file or directory"),
    ]


def test_folders_may_be_deeper_than_calls(folder: Path) -> None:
    make(folder, "in/z.txt")
    deep = ["in" + "/d" * depth for depth in range(1, 1200)]
    try:
        for path in deep:
            os.mkdir(path)
        assert found("in") == ["in/z.txt"]
    finally:
        for path in reversed(deep):  # what cleans up after tests calls itself for each
            os.rmdir(path)
