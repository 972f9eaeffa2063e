"""What reading gives: a document as clean text, what it says of itself, or why there is none."""

from typing import Literal, NamedTuple

Form = Literal["txt", "markdown", "html", "pdf"]
Span = tuple[int, int]


class Unreadable(Exception):
    """Why a file is no document that can be read: the end of a line that begins with its name."""


class About(NamedTuple):
    """What a document says of itself, beside its text; None where it says nothing.

    `title` is a headline that is printed. `published` is EDTF, and `published_reason` tells where
    it stands ("the page's article:published_time says …").
    """

    title: str | None = None
    published: str | None = None
    published_reason: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


class Written(NamedTuple):
    """A text and what it says of itself. `markup` are the spans of it that are no prose."""

    text: str
    about: About = About()
    markup: tuple[Span, ...] = ()


class Source(NamedTuple):
    """A document that was read.

    `name` is the file's, safe to show. `sha256` is of its bytes as they are, `text` what offsets
    count: of a text or Markdown file the file itself, decoded; of HTML and PDF the main text.
    `title_basis` is `printed`, or `label` where the title is only the file's name.
    `published_basis` is `stated` where the document's own metadata dates it, else None.
    """

    name: str
    text: str
    sha256: str
    form: Form
    title: str
    title_basis: Literal["printed", "label"]
    published: str | None = None
    published_basis: Literal["stated"] | None = None
    published_reason: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    markup: tuple[Span, ...] = ()

    @property
    def prose(self) -> str:
        """The text with its markup blanked: as long, the same words in the same places."""
        if not self.markup:
            return self.text
        pieces: list[str] = []
        done = 0
        for start, end in self.markup:
            pieces += (self.text[done:start], _blank(self.text[start:end]))
            done = end
        return "".join([*pieces, self.text[done:]])


class Refused(NamedTuple):
    """A file that should have been read and could not be: `name: reason` is a line to show."""

    name: str
    reason: str


class Skipped(NamedTuple):
    """What a folder holds besides documents, and why it was left out: no error."""

    name: str
    reason: str


def _blank(markup: str) -> str:
    """Spaces in place of markup; its line ends stay, for paragraphs are counted by them."""
    return "\n".join(" " * len(line) for line in markup.split("\n"))
