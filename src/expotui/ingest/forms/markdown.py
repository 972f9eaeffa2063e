"""Markdown: the text is the file itself, so that offsets lead into it; what is markup is told.

Blanked before facts are looked for are front matter, code, addresses of links, and the signs of
headings, lists, tables and emphasis, so that **1,000** is a number like any other and the "3." of a
list none. This is no parser of all of Markdown: a sign that it does not know stays as it is.
"""

import re
from collections.abc import Iterator

from expotui.ingest.forms.dating import day_of
from expotui.ingest.source import About, Span, Unreadable, Written

# Each costs a hundred bytes of memory; a long book has fifty thousand.
MOST_SIGNS = 1_000_000

_FRONT = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n")
_FIELD = re.compile(r"(\w{1,20})[ \t]*[:=][ \t]*(\S.*)")
_HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*)$", re.MULTILINE)
_LONGEST_FRONT = 20_000
_FIELDS = {
    "title": ("title", "headline"),
    "published": ("date", "published", "pubdate", "publishdate"),
    "publisher": ("publisher", "publication", "site", "outlet"),
    "url": ("url", "canonical", "link", "source"),
    "language": ("lang", "language"),
}

# Each alternative begins with its own sign and is bounded, or ends with the line it is in: no
# text is gone over more than a fixed number of times.
_MARKUP = re.compile(
    r"""
      !\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)             # a picture, with its description
    | (?<=\])\([^()\n]{0,2000}\)                           # where a link leads
    | (?<=\])\[[^\[\]\n]{0,100}\]                          # the same, by its label
    | ^[ ]{0,3}\[(?!\^)[^\[\]\n]{1,100}\]:[^\n]*           # the addresses of labels
    | \[\^[^\[\]\n]{1,50}\]                                # a footnote's number
    | [\[\]]
    | <(?:!--|/?[A-Za-z])[^<>\n]{0,2000}>                  # HTML
    | ^[ ]{0,3}(?:[-=*_|:+][ \t]*){3,999}$                 # rules, underlines, the rows of tables
    | ^[ \t]{0,12}(?:>[ \t]?){1,99}                        # a quotation
    | ^[ \t]{0,12}(?:[-*+]|\d{1,4}[.)])[ \t]+              # a list
    | ^[ ]{0,3}\#{1,6}[ \t]+                               # a heading
    | \\(?=[!-/:-@\[-`{-~])                                # what makes the next sign a plain one
    | \*{1,3} | ~~ | (?<!\w)_{1,3}(?=\S) | (?<=\S)_{1,3}(?!\w) | `+ | \|
    """,
    re.MULTILINE | re.VERBOSE,
)
_FENCE = re.compile(r"^[ ]{0,3}(```|~~~)", re.MULTILINE)


def read(text: str) -> Written:
    """A Markdown file: its text as it is, its front matter as what it says of itself.

    Raises:
        Unreadable: there is too much markup in it.
    """
    front = _front_matter(text)
    about = _about(text[: front[1]]) if front else About()
    body = front[1] if front else 0
    if about.title is None:
        heading = _HEADING.search(text, body, body + 5_000)
        title = _plain(heading[1]) if heading else ""
        about = about._replace(title=title or None)
    return Written(text, about, tuple(_markup(text, front)))


def _front_matter(text: str) -> Span | None:
    """Where the fields at the top of the file stand, with their fences."""
    opening = _FRONT.match(text)
    if opening is None:
        return None
    fence = re.escape(opening[1])
    closing = re.compile(rf"^{fence}[ \t]*\r?$", re.MULTILINE)
    found = closing.search(text, opening.end(), opening.end() + _LONGEST_FRONT)
    return (0, found.end()) if found else None


def _about(front: str) -> About:
    fields: dict[str, str] = {}
    for line in front.splitlines():
        if field := _FIELD.match(line):
            fields.setdefault(field[1].lower(), field[2].strip().strip("\"'"))
    said = {
        name: next((fields[key] for key in keys if fields.get(key)), None)
        for name, keys in _FIELDS.items()
    }
    written = said["published"]
    published = day_of(written) if written else None
    url = said["url"]
    return About(
        title=said["title"],
        published=published,
        published_reason=f"its front matter is dated {written}" if published else None,
        publisher=said["publisher"],
        url=url if url and url.startswith(("http://", "https://")) else None,
        language=said["language"],
    )


def _plain(line: str) -> str:
    return " ".join(_MARKUP.sub("", line).strip("# \t\r").split())


def _markup(text: str, front: Span | None) -> list[Span]:
    """The spans that are no prose, in order, apart from one another."""
    spans: list[Span] = []
    for start, end in _signs(text, front):
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        if len(spans) > MOST_SIGNS:
            raise Unreadable(f"has too much markup to be read: the limit is {MOST_SIGNS:,} signs")
    return spans


def _signs(text: str, front: Span | None) -> Iterator[Span]:
    """Each sign of markup, block of code and front matter, in order."""
    if front:
        yield front
    at = front[1] if front else 0
    for start, end in [*_fenced(text, at), (len(text), len(text))]:
        yield from (match.span() for match in _MARKUP.finditer(text, at, start))
        if end > start:
            yield start, end
        at = end


def _fenced(text: str, at: int) -> list[Span]:
    """Blocks of code between fences; one that is never closed reaches to the end."""
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    for fence in _FENCE.finditer(text, at):
        if opened is None:
            opened = (fence.start(), fence[1])
        elif fence[1] == opened[1]:
            found.append((opened[0], fence.end()))
            opened = None
    return [*found, (opened[0], len(text))] if opened else found
