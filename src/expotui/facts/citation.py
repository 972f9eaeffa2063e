"""How citations and cards tell when a page was published."""

from expotui.facts.dates import describe
from expotui.facts.model import Document
from expotui.facts.wording import basis

UNDATED = "undated page"


def published(document: Document) -> str:
    """The publication date for people, with how it is known where the page does not show it."""
    if document.published is None:
        return UNDATED
    date = describe(document.published)
    known = document.published_basis
    return date if known in ("shown", "stated") else f"{date} ({basis(known)})"
