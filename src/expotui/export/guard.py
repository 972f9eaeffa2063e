"""Cells that a spreadsheet would run as a formula, made harmless and given back.

Data from the web ends up in spreadsheets, which take `=HYPERLINK(…)` for a formula wherever it
came from. Such a cell gets a leading apostrophe, the spreadsheets' own mark for text; so does a
cell that begins with one already, so that taking off exactly one gives every cell back.
"""

import re

# What programs may skip over before they look for a formula: whitespace, control characters, and
# those that Unicode calls default-ignorable: without width, so nobody would see them.
_SKIPPED = (
    r"\s\x01-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_RUN = r"[=+\-@＝＋－＠\t\r\n]"

_NEEDS_GUARD = re.compile(rf"'|[\0{_SKIPPED}]*{_RUN}")


def guard(text: str) -> str:
    """`text`, behind an apostrophe where a spreadsheet would not take it for text."""
    return f"'{text}" if _NEEDS_GUARD.match(text) else text


def unguard(text: str) -> str:
    """What `guard` was given: `text` without its one leading apostrophe, if it has one."""
    return text.removeprefix("'")
