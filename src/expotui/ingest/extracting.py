"""Extraction on a document that was read: markup is no prose, and spans lead into its text."""

from collections.abc import Iterable
from typing import TypeVar

from expotui.extract.model import Dated, Extraction, Figure, Quote
from expotui.extract.running import extract
from expotui.facts.locating import Text
from expotui.ingest.source import Source

_Found = TypeVar("_Found", Figure, Quote, Dated)


def extract_source(source: Source, published: str | None = None) -> Extraction:
    """What a document says; `published` (EDTF) comes before the date that it states itself.

    Facts are looked for in its prose; their words are those of its text, at the same place: of
    `**1,000** visitors` the file's own `1,000** visitors`.
    """
    found = extract(source.prose, published or source.published)
    if not source.markup:
        return found
    text = Text(source.text)
    return found._replace(
        figures=_as_printed(found.figures, source.text, text),
        quotes=_as_printed(found.quotes, source.text, text),
        dates=_as_printed(found.dates, source.text, text),
    )


def _as_printed(found: Iterable[_Found], text: str, places: Text) -> tuple[_Found, ...]:
    """Facts with the words of the text itself; its paragraphs count lines of markup too."""
    return tuple(
        one._replace(text=text[one.start : one.end], paragraph=places.paragraph(one.start))
        for one in found
    )
