"""Lines as csv.writer would write them, whatever stands in the cells and however often."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.export.delimited import Cells, blocks
from expotui.export.guard import guard
from expotui.facts.quantities import plain

_CELLS: st.SearchStrategy[Any] = st.one_of(
    st.text(alphabet=st.sampled_from("=,;\t\"'\r\n ab\0")),
    st.text(),
    st.none(),
    st.binary(max_size=5),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.sampled_from([2**60, float(2**60), 1, 1.0, -0.0, 0]),
)
_ROWS = st.lists(st.tuples(_CELLS, _CELLS, _CELLS), max_size=30)


def shown(cell: Any) -> Any:
    """A cell as it is told to csv.writer, stated anew."""
    if isinstance(cell, float):
        return plain(cell)
    if isinstance(cell, bytes):
        cell = cell.decode("utf-8", "replace")
    return guard(cell) if isinstance(cell, str) else cell


@pytest.mark.parametrize("delimiter", [",", "\t"])
@given(rows=_ROWS)
def test_lines_are_those_of_the_csv_module(delimiter: str, rows: list[tuple[Any, ...]]) -> None:
    expected = io.StringIO(newline="")
    csv.writer(expected, delimiter=delimiter, lineterminator="\r\n").writerows(
        [shown(cell) for cell in row] for row in rows
    )
    written = [*blocks(rows * 8, delimiter, Cells(delimiter))]
    assert "".join(block for block, _ in written) == expected.getvalue() * 8
    assert sum(lines for _, lines in written) == len(rows) * 8


def test_what_is_remembered_stays_small() -> None:
    cells = Cells(",")
    for number in range(100_000):
        assert cells[f"{number}"] == f"{number}"
        assert cells["x" * 10_000] == "x" * 10_000
    assert len(cells) < 25_000
    assert cells[None] == ""
