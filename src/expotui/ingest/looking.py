"""One file → all that storing it needs: read, dated, looked through. Writes to no store."""

from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

from expotui.extract.model import Extraction, Figure, Quote
from expotui.facts.text import visible
from expotui.ingest.article import Article, Read
from expotui.ingest.content import content_of
from expotui.ingest.extracting import extract_source
from expotui.ingest.likeness import sketch
from expotui.ingest.mentions import mentions
from expotui.ingest.reading import Limits, shown, source_of
from expotui.ingest.source import Refused, Source, Unreadable

# The language of a text that does not say which it is in (ISO 639).
_UNDETERMINED = "und"

# By the sha256 of a file, the id of the document in the store that has this content.
Known = Callable[[str], str | None]


class Told(NamedTuple):
    """What the user says of the documents that are read; it comes before what they say."""

    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    encoding: str | None = None
    limits: Limits = Limits()


class Again(NamedTuple):
    """A file whose content is that of a document of the store."""

    name: str
    document: str


def look(path: str, content: bytes | None, told: Told, known: Known) -> Read | Again | Refused:
    """Read a file, or take its `content`, and find what it says. Nothing is raised, whatever is
    in it.
    """
    name = shown(path)
    try:
        content = content_of(path, told.limits.size) if content is None else content
        if (document := known(sha256(content).hexdigest())) is not None:
            return Again(name, document)
        return found_in(source_of(path, content, told.encoding, told.limits), told)
    except Unreadable as refused:
        return Refused(name, visible(str(refused)))
    except MemoryError:
        return Refused(name, "takes more memory than there is")
    except Exception as error:
        # The grammar is ours, and the next document is not to wait for it to be mended.
        said = visible(" ".join(f"{type(error).__name__}: {error}".split())[:200])
        return Refused(name, f"unexpected error: {said}")


def found_in(source: Source, told: Told) -> Read:
    """What a document says, beside what is told of it."""
    found = extract_source(source, told.published)
    facts: list[Figure | Quote] = [*found.figures, *found.quotes]
    spans = [(one.start, one.end) for one in facts]
    return Read(
        _article(source, told, found),
        found,
        mentions(source.text, found.occasions, spans),
        sketch(source.text),
    )


def _article(source: Source, told: Told, found: Extraction) -> Article:
    published, basis, reason = _published(source, told, found)
    publisher = told.publisher or source.publisher
    by = "given with --publisher" if told.publisher else "named by the document itself"
    return Article(
        source.name, source.sha256, source.form, source.text, source.title, source.title_basis,
        publisher, by if publisher else "not named in the document", told.url or source.url,
        source.language or _UNDETERMINED, published, basis, reason,
    )  # fmt: skip


def _published(source: Source, told: Told, found: Extraction) -> tuple[str | None, str, str | None]:
    """When a document was published, how that is known, and why."""
    if told.published is not None:
        return told.published, "outside", "given with --published"
    if source.published is not None:
        return source.published, source.published_basis or "stated", source.published_reason
    if found.page_date is not None and found.page_date.edtf:
        basis = "inferred_from_text" if found.page_date.basis == "inferred" else "shown"
        return found.page_date.edtf, basis, found.page_date.reason
    return None, "unknown", None
