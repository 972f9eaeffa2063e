"""Quotation marks in pairs: straight, curly, single, guillemets, corner brackets, mixed and nested.

Only the outermost pairs are given: a quotation within a quotation is part of it. What looks like a
mark and is an apostrophe ("buyers’", "’90s", "49’000") or a sign for inches pairs with nothing.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

_DOUBLE, _SINGLE, _GUILLEMET, _ANGLE, _CORNER, _WHITE_CORNER = range(6)
_FAMILY = {
    **dict.fromkeys(["“", "”", "„", "‟", '"', "＂", "''", "``"], _DOUBLE),
    **dict.fromkeys(["‘", "’", "‚", "‛", "'"], _SINGLE),
    **dict.fromkeys(["«", "»"], _GUILLEMET),
    **dict.fromkeys(["‹", "›"], _ANGLE),
    **dict.fromkeys(["「", "」"], _CORNER),
    **dict.fromkeys(["『", "』"], _WHITE_CORNER),
}
_MARK = re.compile(r"''|``|[“”„‟\"＂‘’‚‛'«»‹›「」『』]")
_OPENS, _CLOSES, _EITHER = "opens", "closes", "either"
# By their shape; what one is in its place depends on its neighbours, as printers differ.
_SHAPE = {
    **dict.fromkeys(["“", "„", "‟", "``", "«", "‹", "「", "『", "‘", "‚", "‛"], _OPENS),
    **dict.fromkeys(["”", "»", "›", "」", "』", "’"], _CLOSES),
}
_BEFORE_OPENING = set("([{<:;,/|—–-―…*•·>") | set(_FAMILY)
_AFTER_CLOSING = set(".,;:!?)]}—–-…、，。；：！？/|") | set(_FAMILY)
_STOPS = set(".,!?…。，！？")
_BULLETS = " \t\u00a0\u3000*•·▪-–—>"
_DECADE = re.compile(r"\d{2,4}s\b")


class Marked(NamedTuple):
    """What stands between two marks: `start` to `end`, marks and white space left out.

    `open` is where the opening mark begins, `close` where the closing one ends. Where `closed` is
    false there is no closing mark, and the words go on to the end of the text.
    """

    open: int
    start: int
    end: int
    close: int
    closed: bool


class _Mark(NamedTuple):
    at: int
    end: int
    text: str
    family: int
    left: str  # the characters on either side; empty at the text's ends
    right: str


def marked(text: str, runs_on: bool = False) -> list[Marked]:
    """The quotations of a paragraph, in order and apart from one another; linear in its length.

    `runs_on` says that the next paragraph begins with an opening mark: then one that is open at
    the end of this one belongs to a quotation of several paragraphs.
    """
    marks = [_mark(text, found) for found in _MARK.finditer(text)]
    if not marks:
        return []
    pairs, left_open = _pairs([mark for mark in marks if mark.family != _SINGLE])
    if left_open is not None and ((runs_on and starts_open(text)) or not _inside(pairs, left_open)):
        pairs.append((left_open, None))
    whole = _outermost(text, pairs)
    singles = _outside(whole, [mark for mark in marks if mark.family == _SINGLE])
    found, open_single = _single_pairs(text, singles, whole)
    if open_single is not None and runs_on and starts_open(text) and not whole:
        found.append((open_single, None))
    return _outermost(text, [*pairs, *found])


def starts_open(text: str) -> bool:
    """Whether a paragraph begins with an opening mark."""
    begin = len(text) - len(text.lstrip(_BULLETS + "\n"))
    found = _MARK.match(text, begin)
    return found is not None and found[0] not in "’”」』" and _can_open(_mark(text, found))


def first_closes(text: str) -> bool:
    """Whether the first double mark of a paragraph closes what another paragraph opened."""
    for found in _MARK.finditer(text):
        mark = _mark(text, found)
        if mark.family != _SINGLE:
            return _looks_closed(mark) and _SHAPE.get(mark.text) != _OPENS
    return False


def _mark(text: str, found: re.Match[str]) -> _Mark:
    at, end = found.span()
    return _Mark(
        at, end, found[0], _FAMILY[found[0]], text[at - 1 : at] if at else "", text[end : end + 1]
    )


def _looks_open(mark: _Mark) -> bool:
    before = not mark.left or mark.left.isspace() or mark.left in _BEFORE_OPENING
    return before and bool(mark.right) and not mark.right.isspace()


def _looks_closed(mark: _Mark) -> bool:
    after = not mark.right or mark.right.isspace() or mark.right in _AFTER_CLOSING
    return after and bool(mark.left) and not mark.left.isspace()


def _role(mark: _Mark, is_open: bool, opener: str) -> str | None:
    """Whether a mark opens or closes, or None where it does neither."""
    if not is_open:
        return _OPENS if _can_open(mark) else None
    shape = _SHAPE.get(mark.text, _EITHER)
    looks_open, looks_closed = _looks_open(mark), _looks_closed(mark)
    if shape == _CLOSES or (shape == _EITHER and mark.left and mark.left in _STOPS):
        return _CLOSES
    if shape == _OPENS:  # „so“, »so«, “so“
        turned = opener in "»›„" and not looks_open
        return _CLOSES if turned or (looks_closed and not looks_open) else _OPENS
    return _OPENS if looks_open and not looks_closed else _CLOSES


def _can_open(mark: _Mark) -> bool:
    """Whether a mark opens where none of its family is open."""
    shape = _SHAPE.get(mark.text, _EITHER)
    if shape == _CLOSES:  # »so«, ”så”
        return _looks_open(mark) and mark.text not in "」』"
    spaced = mark.left.isspace() and mark.right.isspace()
    return shape == _OPENS or _looks_open(mark) or spaced or not mark.left


_Pair = tuple[_Mark, _Mark | None]


def _pairs(marks: list[_Mark]) -> tuple[list[_Pair], _Mark | None]:
    """Every pair of double marks, nested ones too; and the first that stays open."""
    stack: list[_Mark] = []
    held = [0] * 6  # how many of each family are open
    pairs: list[_Pair] = []
    for mark in marks:
        opener = stack[-1].text if stack else ""
        role = _role(mark, held[mark.family] > 0, opener)
        if role == _OPENS:
            stack.append(mark)
            held[mark.family] += 1
        elif role == _CLOSES:
            while stack:
                begun = stack.pop()
                held[begun.family] -= 1
                if begun.family == mark.family:
                    pairs.append((begun, mark))
                    break
    return pairs, (stack[0] if stack else None)


def _inside(pairs: list[_Pair], opener: _Mark) -> bool:
    return any(begun.at > opener.at for begun, _ in pairs)


def _outermost(text: str, pairs: list[_Pair]) -> list[Marked]:
    """The pairs that lie in no other, with the words between them."""
    kept: list[Marked] = []
    for begun, ended in sorted(pairs, key=lambda pair: pair[0].at):
        if kept and begun.at < kept[-1].close:
            continue
        start, end = begun.end, len(text) if ended is None else ended.at
        close = len(text) if ended is None else ended.end
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        kept.append(Marked(begun.at, min(start, end), max(start, end), close, ended is not None))
    return kept


def _outside(whole: list[Marked], marks: list[_Mark]) -> list[_Mark]:
    """The marks that lie in none of the quotations; both in order."""
    kept, at = [], 0
    for mark in marks:
        while at < len(whole) and whole[at].close <= mark.at:
            at += 1
        if at == len(whole) or mark.at < whole[at].open:
            kept.append(mark)
    return kept


def _single_pairs(
    text: str, marks: list[_Mark], whole: list[Marked]
) -> tuple[list[_Pair], _Mark | None]:
    """Pairs of single marks; and one at the start of the text that stays open."""
    opens = [one.open for one in whole]
    pairs: list[_Pair] = []
    first_open: _Mark | None = None
    at = 0
    while at < len(marks):
        opener = marks[at]
        at += 1
        if not _opens_single(text, opener):
            continue
        closing, after = _closing(text, marks, at, opener, opens)
        if closing is not None:
            pairs.append((opener, marks[closing]))
            at = closing + 1
            continue
        at = after
        if first_open is None and not text[: opener.at].strip(_BULLETS + "\n"):
            first_open = opener
    return pairs, first_open


def _closing(
    text: str, marks: list[_Mark], at: int, opener: _Mark, opens: list[int]
) -> tuple[int | None, int]:
    """Which mark closes an open one, if any; and where the next opening one is.

    A mark after an s may be an apostrophe: "the buyers’ money". The first that can only close is
    taken, then the first that might, unless a quotation in double marks lies between.
    """
    doubtful: int | None = None
    while at < len(marks) and not _opens_single(text, marks[at]):
        sure = _closes_single(marks[at])
        if sure:
            return at, at
        if sure is not None and doubtful is None:
            apart = bisect_left(opens, opener.at) == bisect_left(opens, marks[at].at)
            doubtful = at if apart else None
        at += 1
    return doubtful, at


def _opens_single(text: str, mark: _Mark) -> bool:
    if mark.text == "’" or not _looks_open(mark) or mark.right in _AFTER_CLOSING - {'"', "“"}:
        return False
    return _DECADE.match(text, mark.end) is None


def _closes_single(mark: _Mark) -> bool | None:
    """Whether a mark closes; False where it may as well be an apostrophe, None where it cannot."""
    if mark.text in "‘‚‛" or not mark.left or mark.left.isspace() or mark.right.isalnum():
        return None
    if mark.left in _STOPS or not mark.right or mark.right in _AFTER_CLOSING:
        return True
    return mark.left not in "sS"
