"""Runs: processes that read and one that stores, killed, stuck and interrupted."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from expotui.ingest import workers
from expotui.ingest.article import Read
from expotui.ingest.finding import Found
from expotui.ingest.looking import Known, Told
from expotui.ingest.running import Options, Summary, Watcher, ingest
from expotui.ingest.source import Refused, Skipped
from expotui.ingest.workers import Setup, Workers
from invented_articles import write_articles
from store_rows import digests

Sql = Callable[..., list[tuple[Any, ...]]]
Sound = Callable[[Path], bool]


class Kept(Watcher):
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.told: list[Refused] = []

    def refused(self, one: Refused) -> None:
        self.told.append(one)

    def stored(self, some: Any, so_far: Summary) -> None:
        pass

    def settling(self) -> None:
        pass


def run(path: Path, *given: Path | str, jobs: int = 1, **more: Any) -> tuple[Summary, list[str]]:
    watcher = Kept()
    summary = ingest(path, map(str, given), Options(jobs=jobs, **more), watcher)
    return summary, [f"{Path(one.name).name}: {one.reason}" for one in watcher.told]


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    write_articles(folder, 120)
    return folder


def test_any_number_of_processes_makes_the_same_rows(
    copy: Path, articles: Path, store: Path, tmp_path: Path, sound: Sound
) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(store.read_bytes())
    one, _ = run(copy, articles, jobs=1)
    two, _ = run(other, articles, jobs=2)
    assert one == two
    assert (one.stored, one.copies) == (120, 6)
    assert digests(copy) == digests(other)
    assert sound(copy)


def test_a_second_run_finds_all_of_it_there(copy: Path, articles: Path) -> None:
    run(copy, articles)
    before = digests(copy)
    summary, refused = run(copy, articles)
    assert (summary.stored, summary.again, refused) == (0, 120, [])
    assert len(summary.again_named) == 20
    assert digests(copy) == before


def test_what_cannot_be_read_is_told_and_the_rest_is_stored(
    copy: Path, tmp_path: Path, sound: Sound
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a.txt").write_text("The sixth CIIE drew 3,400 exhibitors.")
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.txt").write_bytes(b"\x00\x01\x02" * 999)
    (folder / "d.docx").write_bytes(b"PK")
    (folder / "e.txt").write_text("The sixth CIIE drew 3,400 exhibitors.")
    (folder / "f.md").write_text("# Seen\n\nThe *sixth* CIIE drew **3,400** exhibitors.")
    summary, refused = run(copy, folder, folder / "gone.txt", jobs=2)
    assert (summary.stored, summary.again, summary.left_out) == (2, 1, 1)
    assert [line.partition(":")[0] for line in refused] == ["b.txt", "c.txt", "gone.txt"]
    assert sound(copy)


def test_options_come_before_what_a_document_says(copy: Path, tmp_path: Path, sql: Sql) -> None:
    page = tmp_path / "a.md"
    page.write_text("---\ndate: 2020-01-01\n---\nAn article of 51 ministers.")
    told = Told(published="2023-11-10", publisher="Daily", url="https://example.org/a")
    run(copy, page, told=told)
    assert sql(
        copy, "SELECT publisher, published, published_basis, published_reason, url, form,"
        " file_name, language FROM documents WHERE owner = 'user'"
    ) == [("Daily", "2023-11-10", "outside", "given with --published", "https://example.org/a",
           "markdown", str(page), "und")]  # fmt: skip


def nothing_known() -> Known:
    return lambda _sha256: None


def killing() -> Known:
    """As an OOM killer does, at each second document."""
    seen = iter(range(1000))

    def known(_sha256: str) -> str | None:
        if next(seen) % 2 == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return None

    return known


def stuck() -> Known:
    """At the second document, for ever."""
    seen = iter(range(1000))

    def known(_sha256: str) -> str | None:
        while next(seen) == 1:
            time.sleep(600)
        return None

    return known


def outcomes(setup: Setup, files: list[Path], jobs: int) -> list[Any]:
    pool = Workers(jobs, setup)
    items: Iterator[Found | Refused | Skipped] = iter([Found(str(file)) for file in files])
    try:
        return [one for some in pool.results(items) for one in some]
    finally:
        pool.close()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_process_that_is_killed_costs_its_document_alone(articles: Path, jobs: int) -> None:
    files = sorted(articles.rglob("*.txt"))[:7]
    found = outcomes(Setup(Told(), killing), files, jobs)
    assert len(found) == 7
    assert [one.name for one in found if isinstance(one, Refused)] != []
    for file, one in zip(files, found, strict=True):
        if isinstance(one, Read):
            assert one.article.file_name == str(file)
        else:
            assert (one.name, "was killed" in one.reason) == (str(file), True)


def test_a_document_that_takes_too_long_is_refused(articles: Path) -> None:
    files = sorted(articles.rglob("*.txt"))[:4]
    found = outcomes(Setup(Told(), stuck, seconds=2.0), files, 1)
    assert [isinstance(one, Read) for one in found] == [True, False, True, False]
    assert found[1].reason == "took too long to look through"


def test_few_documents_are_held_at_a_time(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_HELD", 5)
    taken = 0

    def endless() -> Iterator[Found | Refused | Skipped]:
        nonlocal taken
        for file in sorted(articles.rglob("*.txt")):
            taken += 1
            yield Found(str(file))

    pool = Workers(1, Setup(Told(), nothing_known))
    handed_on = 0
    try:
        for some in pool.results(endless()):
            assert taken <= handed_on + 5
            handed_on += len(some)
    finally:
        pool.close()
    assert handed_on == 120


def command(store: Path, articles: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "expotui", "--db", str(store), "ingest", *more, str(articles)]


def test_killed_at_any_moment_and_run_again_it_is_as_if_nothing_had_been(
    copy: Path, articles: Path, store: Path, tmp_path: Path, sound: Sound
) -> None:
    whole = tmp_path / "whole.db"
    whole.write_bytes(store.read_bytes())
    run(whole, articles)
    for delay in (0.8, 1.0, 1.2):
        process = subprocess.Popen(command(copy, articles, "-j", "1"), stderr=subprocess.DEVNULL)
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    done = subprocess.run(command(copy, articles), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    # As a start does for a run that was killed after its last document.
    subprocess.run([sys.executable, "-m", "expotui", "--db", copy, "timeline"], check=True,
                   capture_output=True)  # fmt: skip
    assert digests(copy) == digests(whole)
    assert sound(copy)


def test_ctrl_c_ends_it_with_a_summary(copy: Path, tmp_path: Path, sound: Sound) -> None:
    folder = tmp_path / "many"
    write_articles(folder, 1500)
    shipped = digests(copy)["documents"][0]
    process = subprocess.Popen(command(copy, folder, "-j", "1"), stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and digests(copy)["documents"][0] == shipped:
        time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert said.startswith("interrupted: what was stored stays; run it again to finish the rest\n")
    stored = digests(copy)["documents"][0] - shipped
    assert f"{stored:,} document" in said
    subprocess.run([sys.executable, "-m", "expotui", "--db", copy, "timeline"], check=True,
                   capture_output=True)  # fmt: skip
    assert sound(copy)


def test_readers_may_read_while_it_stores(copy: Path, articles: Path) -> None:
    done: list[Summary] = []
    thread = threading.Thread(target=lambda: done.append(run(copy, articles)[0]))
    thread.start()
    codes = []
    while thread.is_alive():
        asked = [sys.executable, "-m", "expotui", "--db", str(copy), "search", "CIIE"]
        codes.append(subprocess.run(asked, capture_output=True, check=False).returncode)
    thread.join()
    assert set(codes) == {0}
    assert done[0].stored == 120
