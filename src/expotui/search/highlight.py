"""Where in a text the words of a query stand."""

from collections.abc import Iterator, Mapping

from expotui.facts.tokens import tokens
from expotui.search.query import is_run

# Characters looked at: no row shows more of a text.
LONGEST = 2_000


def highlights(text: str, matched: Mapping[str, int]) -> list[tuple[int, int]]:
    """The (start, end) character spans of `text` to highlight, in order, none overlapping.

    Args:
        text: the text as stored.
        matched: `Results.matched`: indexed words, each with how many letters to mark (0: all).
    """
    spans: list[tuple[int, int]] = []
    for start, end in sorted([*_runs(text[:LONGEST], matched), *_words(text[:LONGEST], matched)]):
        # A scaled number ("1.84 trillion") contains its mantissa: the longer span stays.
        while spans and spans[-1][1] > start and spans[-1][1] <= end:
            spans.pop()
        if not spans or spans[-1][1] <= start:
            spans.append((start, end))
    return spans


def _words(text: str, matched: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    for token in tokens(text):
        letters = matched.get(token.text)
        if letters is None:
            continue
        end = token.end if not letters or token.is_number else token.start + letters
        yield token.start, min(end, token.end)


def _runs(text: str, matched: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Characters in a row, of scripts without word breaks: no token of the text is as long."""
    for run in matched:
        if len(run) > 1 and is_run(run):
            start = text.find(run)
            while start >= 0:
                yield start, start + len(run)
                start = text.find(run, start + len(run))
