"""A document that was read and looked through: all that storing it needs, made without a store."""

from typing import NamedTuple

from expotui.extract.model import Extraction
from expotui.ingest.likeness import Sketch
from expotui.ingest.mentions import Mentions


class Article(NamedTuple):
    """What is known of a document, and its text.

    `published` is EDTF. `title_basis`: `printed`, or `label` where the file's name had to do. Empty
    `publisher` and `published` are not known.
    """

    file_name: str
    sha256: str
    form: str
    text: str
    title: str
    title_basis: str
    publisher: str | None
    publisher_basis: str | None
    url: str | None
    language: str
    published: str | None
    published_basis: str
    published_reason: str | None


class Read(NamedTuple):
    """An article with what was found in it.

    `mentions` are beside its figures, then its quotes; `sketch` is None of a text too short for
    one.
    """

    article: Article
    found: Extraction
    mentions: Mentions
    sketch: Sketch | None
