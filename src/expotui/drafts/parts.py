"""Whether a figure counts a part of something: "500 of them", "exhibitors from Japan".

What is known of the whole contradicts no part of it.
"""

import re

from expotui.extract.model import Figure

NEAR = 60
_BEFORE = re.compile(
    r"\b(?:including|among (?:them|which|these|those)|of (?:them|which|these|those|whom)"
    r"|another|additional|new|only|alone)\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s?(?:\w+\s){0,3}?"
    r"(?:from (?!(?:across|around|all|the world|over|more|about)\b)(?:the )?(?-i:[A-Z])"
    r"|of (?:them|which|these|those|whom)\b|each\b|per\b|apiece\b|a day\b|daily\b|alone\b)",
    re.IGNORECASE,
)
# A name within the words of a figure: "500 Japanese exhibitors".
_NAMED = re.compile(r"\s(?:[A-Z][a-z]{2,})")


def part_of(before: str, behind: str, figure: Figure) -> bool:
    """Whether the words around a figure say that it counts a part; `before` and `behind` are the
    rest of its sentence.
    """
    return bool(
        _BEFORE.search(before[-NEAR:])
        or _BEHIND.match(behind[:NEAR])
        or (figure.kind == "count" and _NAMED.search(figure.text))
    )
