"""How large a file may grow before it is two things."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST = 350


@pytest.mark.parametrize("folder", ["src", "tools", "benchmarks"])
def test_no_file_is_too_long(folder: str) -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sorted((ROOT / folder).rglob("*.py"))
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
