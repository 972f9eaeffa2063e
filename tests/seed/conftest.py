"""The material the seeds were made from; it lies beside the checkout and is not part of it."""

import json
import sys
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

Record = dict[str, Any]

ROOT = Path(__file__).parents[2]

# tools/ holds scripts that import one another by name.
sys.path.insert(0, str(ROOT / "tools"))


@pytest.fixture(scope="session")
def read() -> Callable[[Path], Record]:
    """Reads a TOML file, once."""
    return cache(lambda path: tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def records() -> Callable[[Path], list[Record]]:
    """Reads a file of JSON lines, once."""
    return cache(
        lambda path: [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    )


@pytest.fixture(scope="session")
def seed() -> Path:
    return ROOT / "seed"
