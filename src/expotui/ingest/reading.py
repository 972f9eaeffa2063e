"""From what a user points at to clean text. Whatever a file holds, it is read or refused."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from os.path import basename, splitext
from typing import Literal, NamedTuple

from expotui.facts.text import visible
from expotui.ingest.confined import SECONDS, confined
from expotui.ingest.content import LIMIT, STDIN, content_of
from expotui.ingest.decoding import decode
from expotui.ingest.source import About, Form, Refused, Source, Unreadable, Written

# The forms by the ends of file names: what a folder is searched for.
FORMS: dict[str, Form] = {
    ".txt": "txt", ".text": "txt", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf",
}  # fmt: skip

# By their first bytes, what is taken for text or a broken file otherwise.
_OTHERS = (
    (b"PK\x03\x04", "is a ZIP archive or an office document: save it as text, HTML or PDF"),
    (b"{\\rtf", "is an RTF document: save it as text, HTML or PDF"),
    (b"\xd0\xcf\x11\xe0", "is an old office document: save it as text, HTML or PDF"),
    (b"\x1f\x8b", "is compressed: unpack it first"),
)
_PDF_WITHIN = 1024
_PAGE = ("<!doctype html", "<html", "<head", "<body")


class Limits(NamedTuple):
    """What reading one file may take: bytes of it, and seconds to make text of HTML and PDF."""

    size: int = LIMIT
    seconds: float = SECONDS


DEFAULT = Limits()


def read_source(
    path: str, encoding: str | None = None, limits: Limits = DEFAULT
) -> Source | Refused:
    """Read the file at `path`; `-` is standard input. Nothing is raised, whatever is in it.

    Its form is what its content shows, else what its name says, else text. `encoding` is what the
    user says it is in. Names that are not UTF-8 come as `os.fsdecode` gives them.
    """
    name = shown(path)
    try:
        content = content_of(path, limits.size)
        return source_of(path, content, encoding, limits)
    except Unreadable as refused:
        return Refused(name, visible(str(refused)))
    except MemoryError:
        return Refused(name, "takes more memory to read than there is")


def source_of(
    path: str, content: bytes, encoding: str | None = None, limits: Limits = DEFAULT
) -> Source:
    """The document that a file's bytes are; `path` gives it a name, and the form by its end.

    Raises:
        Unreadable: it is none.
    """
    if not content or content.isspace():
        raise Unreadable("is empty")
    form, written = _written(path, content, encoding, limits)
    if not written.text or written.text.isspace():
        raise Unreadable("is empty")
    said = written.about
    title, basis = _title(path, said)
    return Source(
        name=shown(path), text=written.text, sha256=sha256(content).hexdigest(), form=form,
        title=title, title_basis=basis,
        published=said.published, published_basis="stated" if said.published else None,
        published_reason=said.published_reason, publisher=said.publisher, url=said.url,
        language=said.language, markup=written.markup,
    )  # fmt: skip


def shown(path: str) -> str:
    """A path as it is told to people."""
    return "standard input" if path == STDIN else visible(path)


def _written(
    path: str, content: bytes, encoding: str | None, limits: Limits
) -> tuple[Form, Written]:
    """The text of a file in the form that it has."""
    named = FORMS.get(splitext(path)[1].lower())
    if b"%PDF-" in content[:_PDF_WITHIN] or (named == "pdf"):
        from expotui.ingest.forms import pdf

        return "pdf", _apart(pdf.load, partial(pdf.read, content), limits)
    for mark, what in _OTHERS:
        if content.startswith(mark):
            raise Unreadable(what)
    text = decode(content, encoding, declares=named == "html" or _is_page(content))
    if named == "html" or _is_page(text[:_PDF_WITHIN].encode("utf-8", "replace")):
        from expotui.ingest.forms import html

        return "html", _apart(html.load, partial(html.read, text), limits)
    if named == "markdown":
        from expotui.ingest.forms import markdown

        return "markdown", markdown.read(text)
    from expotui.ingest.forms import plain

    return "txt", plain.read(text)


def _apart(load: Callable[[], None], read: Callable[[], Written], limits: Limits) -> Written:
    """What `read` makes of a file, in a process apart that has all it needs from this one."""
    load()
    return confined(read, seconds=limits.seconds)


def _is_page(content: bytes) -> bool:
    """Whether a file begins as pages of HTML do, whatever its name."""
    beginning = content[:_PDF_WITHIN].decode("ascii", "ignore").lstrip().lower()
    if beginning.startswith("<?xml"):
        beginning = beginning.partition("?>")[2].lstrip()
    return beginning.startswith(_PAGE)


def _title(path: str, said: About) -> tuple[str, Literal["printed", "label"]]:
    """The headline a document has, else the name of its file."""
    printed = visible(said.title).strip() if said.title else ""
    if printed:
        return printed, "printed"
    stem = "" if path == STDIN else splitext(basename(path))[0]
    return visible(stem) or shown(path), "label"
