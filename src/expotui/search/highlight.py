"""Where in a text the words of a query stand."""

from collections.abc import Mapping

from expotui.facts.tokens import tokens

# Characters looked at: no row shows more of a text.
LONGEST = 2_000


def highlights(text: str, matched: Mapping[str, int]) -> list[tuple[int, int]]:
    """The (start, end) character spans of `text` to highlight, in order, none overlapping.

    Args:
        text: the text as stored.
        matched: `Results.matched`: indexed words, each with how many letters to mark (0: all).
    """
    spans: list[tuple[int, int]] = []
    for token in tokens(text[:LONGEST]):
        letters = matched.get(token.text)
        if letters is None:
            continue
        end = token.end if not letters or token.is_number else token.start + letters
        # A scaled number ("1.84 trillion") contains its mantissa, which may be marked already.
        while spans and spans[-1][1] > token.start:
            spans.pop()
        spans.append((token.start, min(end, token.end)))
    return spans
