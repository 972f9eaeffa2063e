"""The words around a fact: its paragraph, or as much of it as can be looked at."""

import sqlite3
from typing import NamedTuple

from expotui.facts.locating import Place, covering
from expotui.facts.model import Fact
from expotui.store.texts import leaves, opened

# Characters before and behind a fact's words; those of the words themselves.
AROUND = 600
WORDS = 5_000


class Passage(NamedTuple):
    """A fact's words where they stand, and what stands before and behind them.

    `start` and `end` are the fact's own, in characters of the text. `before` begins with the
    paragraph and `after` ends with it, where `cut_before` and `cut_after` do not say otherwise.
    Where the fact's words do not stand there (`holds`), `text` is what does.
    """

    paragraph: int | None
    start: int
    end: int
    text: str
    before: str
    after: str
    holds: bool
    cut_before: bool = False
    cut_after: bool = False


def passage_of(db: sqlite3.Connection, fact: Fact) -> Passage | None:
    """The passage of a fact; None where it has no position, or the store has not the text.

    The text is passed over up to the passage, and what is held of it is bounded.

    Raises:
        sqlite3.Error: the store can't be read just now.
    """
    start, end = fact.span_start, fact.span_end
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    with opened(db, fact.document) as blob:
        if blob is None:
            return None
        first, window = _window(blob, start, min(end, start + WORDS))
    passage = Passage(fact.paragraph, start, end, "", "", "", holds=False)
    if not 0 <= start - first <= end - first or start - first >= len(window):
        return passage
    return _cut_out(passage, fact, window, first)


def _window(blob: sqlite3.Blob, start: int, end: int) -> tuple[int, str]:
    """As much of a text as may belong to a passage, and where it begins."""
    first, window = 0, ""
    for leaf in leaves(blob):
        # Of what lies before, only what has to do with it.
        kept = min(len(window), max(0, AROUND - max(0, start - leaf.start)) + 1)
        if start >= leaf.start:
            window = window[len(window) - kept :]
            first = leaf.start - len(window)
        window += leaf.text
        if leaf.start + len(leaf.text) > end + AROUND:
            break
    return first, window


def _cut_out(passage: Passage, fact: Fact, window: str, first: int) -> Passage:
    start = passage.start - first
    end = min(passage.end - first, start + WORDS, len(window))
    begin = window.rfind("\n", max(0, start - AROUND), start) + 1
    cut_before = not begin and start > AROUND
    if cut_before:
        begin = _after_a_space(window, start - AROUND, start)
    close = window.find("\n", end, end + AROUND)
    cut_after = close < 0 and len(window) > end + AROUND
    if close < 0:
        close = _before_a_space(window, end, end + AROUND) if cut_after else len(window)
    words = fact.text[:WORDS]
    return passage._replace(
        text=window[start:end],
        before=window[begin:start],
        after=window[end:close],
        holds=bool(words) and covering(window, words, Place(1, start, end)) is not None,
        cut_before=cut_before,
        cut_after=cut_after,
    )


def _after_a_space(text: str, at: int, end: int) -> int:
    """The beginning of the first whole word from `at` on; `at` where there is none."""
    return text.find(" ", at, min(end, at + AROUND // 4)) + 1 or at


def _before_a_space(text: str, start: int, at: int) -> int:
    """The end of the last whole word before `at`; `at` where there is none."""
    found = text.rfind(" ", max(start, at - AROUND // 4), at)
    return at if found < 0 else found
