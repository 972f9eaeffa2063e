"""Fixtures of all tests: stores that are built once and only read."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from expotui.store.opening import open_reading

SHARED = Path(__file__).parents[2] / "shared"

# (text, note) of facts that nobody would type: formulas, controls, bidi overrides.
AWKWARD = (
    ("=HYPERLINK(1)", 'quotes " and, commas; a\ttab\nand lines\r\n'),
    ("'already", "-12"),
    ("  ＋1", "replaced by bytes"),
    ("plain", "\u202eright to left\x1b[31m"),
)


# Property tests look at other examples each time, but in CI, where a run is to be repeatable.
# `--hypothesis-profile thorough` looks at many.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: a fifth of the suite's time is waiting (servers,
    terminals, locks), which another test fills.
    """
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the checkout; a test that needs it skips where it is missing."""
    if not SHARED.is_dir():
        missing = "the folder `shared` is not beside the checkout"
        if os.environ.get("EXPOTUI_REQUIRE_SHARED"):
            pytest.fail(f"{missing}, and EXPOTUI_REQUIRE_SHARED is set")
        pytest.skip(missing)
    return SHARED


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A store built from seed/. Tests only read it; whoever writes takes a copy.

    Workers of pytest-xdist share one file: the first to come builds it, the others find it built.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    path = shared / "shared-store" / "expotui.db"
    open_reading(path).close()
    return path


@pytest.fixture(scope="session")
def db(store: Path) -> Iterator[sqlite3.Connection]:
    """A reading connection to `store`."""
    connection = open_reading(store, prepare=False)
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def awkward_store(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the store with three facts of a user document that nobody would type."""
    path = tmp_path_factory.mktemp("awkward") / "expotui.db"
    shutil.copy(store, path)
    db = sqlite3.connect(path)
    db.execute(
        "INSERT INTO documents"
        " (id, collection, title, publisher, host_kind, language, published_basis, zoom)"
        " VALUES ('mine', 'user', '@title', '+me', 'own', 'en', 'unknown', 2)"
    )
    db.executemany(
        "INSERT INTO facts (id, kind, document_id, measure_id, scope, value, low, high, qualifier,"
        " unit, text, note) VALUES (?, 'figure', 'mine', 'exhibitors', 'total', -5, 1e21, 67.8,"
        " 'exact', 'company', ?, ?)",
        [(f"mine-{at}", text, note) for at, (text, note) in enumerate(AWKWARD)],
    )
    db.execute("UPDATE facts SET note = CAST(X'ff41' AS TEXT), role = X'4243' WHERE id = 'mine-2'")
    db.commit()
    db.close()
    return path
