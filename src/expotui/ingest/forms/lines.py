"""Lines of print → paragraphs: what a page broke to its width, and across its end, is joined."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_SENTENCE_ENDS = tuple('.!?:”"’»。！？…')
# What stands alone at the edge of a page, and is its number: "3", "- 3 -", "Page 3 of 12", "3/12".
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:page |p\. ?|第)?\d{1,4}(?: ?(?:of|/) ?\d{1,4}|页|頁)?\W{0,3}", re.I
)
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LAST = re.compile(r"[^\W_]+(?:-[^\W_]+)*-$")
_FIRST = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SOFT_HYPHEN = "\u00ad"
# Their compounds are printed with a hyphen ("twenty-five"): one at the end of a line is its own.
_TENS = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
# A line is full from this part of a full one on; where the full ones are shorter, it is a list.
_NARROW, _PROSE = 0.8, 16


def paragraphs(pages: list[list[str]]) -> Iterator[str]:
    """The paragraphs of pages of lines, in order: no furniture, no hyphens that print put in."""
    lines = [line for page in _without_furniture(pages) for line in page]
    width = _width(lines)
    words = Counter(word.lower() for line in lines for word in _WORDS.findall(line))
    held: list[str] = []  # the lines of the paragraph at hand
    for line in lines:
        if held and (not line or not _runs_on(held[-1], line, width)):
            yield _joined(held, words)
            held = []
        if line:
            held.append(line)
    if held:
        yield _joined(held, words)


def _width(lines: list[str]) -> int:
    """How long a full line is: as long as nine in ten at most are."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _runs_on(last: str, line: str, width: int) -> bool:
    """Whether a line goes on with the sentence of the one before it, or with its paragraph."""
    if last.endswith(("-", _SOFT_HYPHEN)) or line[0].islower():
        return True
    full = width >= _PROSE and len(last) >= _NARROW * width
    # A line that is full goes on, whatever it ends with; a heading is not, and ends with no stop.
    return full and (not last.endswith(_SENTENCE_ENDS) or len(last) >= 0.9 * width)


def _joined(lines: list[str], words: "Counter[str]") -> str:
    pieces: list[str] = []
    for line in lines:
        last = pieces[-1] if pieces else ""
        if last.endswith(_SOFT_HYPHEN) or _is_broken(last, line, words):
            pieces[-1] = last[:-1]
        elif last and not last.endswith("-") and not (_wide(last[-1]) and _wide(line[0])):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces).replace(_SOFT_HYPHEN, "")


def _is_broken(last: str, line: str, words: "Counter[str]") -> bool:
    """Whether the hyphen at the end of a line is print's, and not the word's own."""
    end = _LAST.search(last[-60:])
    begin = _FIRST.match(line[:60])
    if end is None or begin is None or not line[0].islower():
        return False
    left, right = end[0][:-1].lower(), begin[0].lower()
    own = left[-1].isdigit() or left in _TENS or words[f"{left}-{right}"] > words[left + right]
    return not own


def _wide(char: str) -> bool:
    """Whether a character is of a script that puts no spaces between its words."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\uff00"


def _without_furniture(pages: list[list[str]]) -> Iterable[list[str]]:
    """Pages without the numbers and the running heads at their edges."""
    edges = Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})
    running = {shape for shape, seen in edges.items() if seen >= max(3, len(pages) // 2)}
    for page in pages:
        start = _edge(page, running)
        end = len(page) - _edge(page[:start:-1], running)
        yield page[start:end]


def _edges(page: list[str]) -> list[str]:
    """The first and the last line of a page that are not blank."""
    first = next((line for line in page if line), None)
    last = next((line for line in reversed(page) if line), None)
    return [line for line in (first, last) if line]


def _edge(lines: list[str], running: set[str]) -> int:
    """How many lines, from the first on, are furniture: blank ones, and at most two others."""
    seen = at = 0
    for line in lines:
        if line:
            seen += 1
            if seen > 2 or not (_PAGE_NUMBER.fullmatch(line) or _shape(line) in running):
                break
        at += 1
    return at


def _shape(line: str) -> str:
    """A line but for its numbers: running heads count the pages."""
    return re.sub(r"\d+", "0", line)
