"""Plain text: the text is the file itself."""

import re

from expotui.ingest.source import About, Written

LONGEST_TITLE = 150
# No headline ends like a sentence that goes on, and none is a field of a form ("Date: …").
_NO_END = tuple(".,;:…。，；：、-–—")
_FIELD = re.compile(r"\w{1,20}\s?[:：=]")


def read(text: str) -> Written:
    """A text with its headline: a short first line above longer ones."""
    first, *below = _first_lines(text) or [""]
    # Above prose: of a list of short lines, the first is one of them.
    if not is_title(first) or not any(len(line) > len(first) for line in below):
        return Written(text)
    return Written(text, About(title=first))


def is_title(line: str) -> bool:
    """Whether a line may be a headline: one of words, short, and no sentence."""
    return (
        len(line) <= LONGEST_TITLE
        and not line.endswith(_NO_END)
        and not _FIELD.match(line)
        and any(char.isalpha() for char in line)
    )


def _first_lines(text: str) -> list[str]:
    """The first lines that are not blank: a headline, a dateline, an author, prose."""
    lines = text[: 20 * LONGEST_TITLE].removeprefix("\ufeff").splitlines()
    return [line.strip() for line in lines if line.strip()][:6]
