"""Prose in cells: nothing is lost, nothing is too wide, and what is marked stays marked."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from expotui.tui.wrapping import lines_of, prose, shown, wrapped

HOSTILE = st.text(
    st.sampled_from("ab, .\t\r国，。」会\u202e\x1b\u200b\u0301é🎪\u3000\ufeff12"), max_size=120
)
TEXTS = HOSTILE | st.text(max_size=120).map(lambda text: text.replace("\n", " "))
WIDTHS = st.integers(4, 40)
GAPS = " \t\r"


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrapped(text, 0, len(text), width)]


@given(TEXTS, WIDTHS)
def test_nothing_but_spaces_lies_between_lines(text: str, width: int) -> None:
    at = 0
    for start, end in wrapped(text, 0, len(text), width):
        assert start >= at
        assert not text[at:start].strip(GAPS)
        assert text[start:end] == text[start:end].strip(GAPS)
        at = end
    assert not text[at:].strip(GAPS)


@given(TEXTS, WIDTHS)
def test_no_line_is_too_wide(text: str, width: int) -> None:
    for line in lines(text, width):
        # One character may be spelled out in more cells than there are.
        assert len(line) == 1 or sum(cell_len(shown(char)) for char in line) <= width


def test_lines_break_at_spaces_and_between_characters_that_have_none() -> None:
    assert lines("the  harbour fair", 12) == ["the  harbour", "fair"]
    assert lines("一二三四五六", 6) == ["一二三", "四五六"]
    # What closes does not begin a line.
    assert lines("一二三。四五六」", 6) == ["一二", "三。四", "五六」"]
    assert lines("internationalisation of it", 8) == ["internat", "ionalisa", "tion of", "it"]
    assert lines("   ", 8) == [""]
    assert lines("", 8) == [""]


def test_lines_of_a_text_end_as_they_do() -> None:
    assert [*lines_of("a\n\nb")] == [(0, 1), (2, 2), (3, 4)]
    assert [*lines_of("a\n")] == [(0, 1)]
    assert [*lines_of("")] == []


@given(st.text(st.sampled_from("ab 国\n"), max_size=80), WIDTHS, st.data())
def test_what_is_marked_stays_so(text: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    drawn = [*prose(text, ((start, end, "match"),), width)]
    marked = "".join(piece for line in drawn for piece, style in line if style == "match")
    kept = "".join(piece for line in drawn for piece, _ in line)
    assert marked.replace(" ", "") == text[start:end].replace(" ", "").replace("\n", "")
    assert kept.replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_hostile_characters_are_spelled_out() -> None:
    drawn = [*prose("a\x1b[31m\u202eb\tc\r", (), 60)]
    assert drawn == [[("a␛[31m‹U+202E›b c", "")]]
