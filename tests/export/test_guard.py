"""The formula guard: nothing dangerous gets out, and everything can be had back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from expotui.export.guard import guard, unguard

_RUN = "=+-@＝＋－＠\t\r\n"
_AWKWARD = st.text(alphabet=st.sampled_from(f"{_RUN}' \u00a0\u3000\u200b\ufeff\0a1")) | st.text()


def runs(cell: str) -> bool:
    """Whether a spreadsheet might run a cell: stated anew, not by the code under test."""
    return cell[:1] in tuple(_RUN) or cell.lstrip()[:1] in tuple("=+-@＝＋－＠")


@given(_AWKWARD)
@example("'=1")
@example("")
def test_stripping_one_apostrophe_restores_every_cell(text: str) -> None:
    assert unguard(guard(text)) == text


@given(_AWKWARD)
def test_no_dangerous_cell_is_left(text: str) -> None:
    assert not runs(guard(text))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "  =1",
     "\u00a0=1", "\u3000＝1", "\ufeff=1", "\u200b=1", "\0=1", " \n=1"],
)  # fmt: skip
def test_formulas_get_an_apostrophe(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1,500 enterprises", "a=b", "“quoted”", "1 + 1", "3-5"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == text
