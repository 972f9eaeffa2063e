"""Citations of a fact: enough to find the words again without this program."""

from expotui.facts.dates import describe
from expotui.facts.model import Document, Fact
from expotui.facts.wording import basis


def citation(fact: Fact, document: Document) -> str:
    """One line: who, what page, when, where in it, the words, and this fact's id.

    An authority nobody names is "unattributed"; a repost is named as the place where it was seen.
    """
    who = f"{fact.speaker}, quoted in {document.publisher}" if fact.is_quote else document.publisher
    parts = [who, document.cited_title, published(document)]
    if fact.paragraph is not None:
        parts.append(fact.locator)
    parts.append(f"“{fact.printed}”")
    if document.url:
        seen = f"seen at {document.host}: " if document.host else ""
        parts.append(seen + document.url)
    elif document.sha256:
        parts.append(f"sha256:{document.sha256}")
    return ", ".join(parts) + f" [expotui:{fact.id}]"


def published(document: Document) -> str:
    """The publication date for people, with how it is known where the page does not show it."""
    if document.published is None:
        return "undated page"
    date = describe(document.published)
    known = document.published_basis
    return date if known in ("shown", "stated") else f"{date} ({basis(known)})"
