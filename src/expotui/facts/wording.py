"""What is said of doubts and provenance: the same words in browser, commands and citations."""

from expotui.facts.decisions import ACCEPTED, CORRECTED
from expotui.facts.model import UNIT_INFERRED, Document, Fact
from expotui.facts.quantities import plural

_BASIS = {
    "stated": "stated",
    "shown": "shown on the page",
    "inferred": "inferred",
    "outside": "inferred, known only from outside the text",
    "inferred_from_url": "inferred from the address",
    "inferred_from_text": "inferred from the text",
    "unknown": "not known",
}

_FLAGS = {
    "derived": "a number given only by reference",
    "repeat": "a second mention in the same document",
    "record": "called a record",
    "weak_source": "a weak source",
    "dropped_qualifier": "a qualifier dropped",
    "context_not_edition": "about the place, not the event",
    UNIT_INFERRED: "what it counts is inferred from another number",
    ACCEPTED: "accepted by a reader",
    CORRECTED: "corrected by a reader: not as its source has it",
}


def basis(name: str | None) -> str:
    """How a date or period is known."""
    return _BASIS.get(name or "", (name or "").replace("_", " "))


def because(name: str | None, reason: str | None) -> str:
    """How a date or period is known, and why."""
    return ": ".join(filter(None, (basis(name), reason)))


def held(figures: int, quotes: int, sources: int = 0) -> list[str]:
    """How much something holds: `78 figures`, `4 quotes`, `20 sources`; nothing of what is none."""
    counted = ((figures, "figure"), (quotes, "quote"), (sources, "source"))
    return [f"{count} {plural(name, count)}" for count, name in counted if count]


def flags(fact: Fact) -> str:
    """The flags of a fact as words."""
    names = (fact.flags or "").split()
    return ", ".join(_FLAGS.get(name, name.replace("_", " ")) for name in names)


def editions(claimed: int | None, resolved: int | None) -> str:
    """Edition as claimed and as resolved: two things, even where they are the same."""
    known = "none" if resolved is None else str(resolved)
    if claimed is None:
        return "" if resolved is None else known
    return f"{claimed} as claimed, {known} as resolved"


def copy_note(document: Document) -> str:
    """What to mind about a page that only repeats another."""
    if not document.copy_of:
        return ""
    return f"the same text as {document.copy_of}: not an independent source"


def who(publisher: str) -> str:
    """Who published a page, within a sentence."""
    return "a page without a publisher" if publisher == "unattributed" else publisher
