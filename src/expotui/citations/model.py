"""What a citation says, whatever its form: who, which page, when, where in it, which words."""

import re
from datetime import date
from typing import NamedTuple

from expotui.citations.dated import Dated, page_date
from expotui.citations.naming import key, link, token
from expotui.facts.dates import describe
from expotui.facts.model import Document, Fact
from expotui.facts.text import visible

UNATTRIBUTED = "unattributed"

_SHA256 = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Citation(NamedTuple):
    """One fact, or one document as a whole, as it is cited; empty is not known, or not of it.

    All texts are printable and of one line. `publisher` is the authority, empty where nobody is
    named; `headline` is the page's own, else `title` is our label for it; `address` is where the
    page was seen, and `url` the same where it may be linked; `accessed` is only what a user says.
    Of a fact: `locator`, the `words` as printed, their normalised `value`, of a quote its
    `speaker`.
    """

    token: str
    key: str
    publisher: str
    title: str
    headline: bool
    dated: Dated
    host: str
    address: str
    url: str | None
    language: str
    sha256: str
    speaker: str = ""
    locator: str = ""
    words: str = ""
    value: str = ""
    accessed: date | None = None

    @property
    def bracketed(self) -> str:
        """The headline as it is; our label for the page in brackets."""
        return self.title if self.headline else f"[{self.title}]"

    @property
    def who(self) -> str:
        """Who says it: of a quote its speaker, and who reports it."""
        publisher = self.publisher or UNATTRIBUTED
        return f"{self.speaker}, quoted in {publisher}" if self.speaker else publisher

    @property
    def passage(self) -> list[str]:
        """Where the words stand, and the words: what `reading` finds again."""
        if not self.words:
            return []
        value = f" ({self.value})" if self.value else ""
        return [self.locator, f"“{self.words}”{value}"]

    @property
    def mark(self) -> str:
        return f"[{self.token}]"

    @property
    def note(self) -> str:
        """What the fields of a bibliography have no place for, as one line."""
        told = [
            "" if self.publisher else "unattributed page",
            f"words of {self.speaker}" if self.speaker else "",
            self.dated.note,
            f"seen at {self.host}" if self.host else "",
            "" if self.url else self.address,
            ", ".join(self.passage),
            f"sha256:{self.sha256}" if self.sha256 else "",
        ]
        return f"{'; '.join(filter(None, told))} {self.mark}".lstrip()


def of_document(document: Document, accessed: date | None = None) -> Citation:
    """A document as a whole."""
    sha256 = (document.sha256 or "").lower()
    publisher = _tail(document.publisher).strip()
    return Citation(
        token=token(document.id),
        key=key(document.id),
        publisher="" if publisher.casefold() == UNATTRIBUTED else publisher,
        title=visible(document.title).strip() or "untitled",
        headline=document.title_basis == "printed",
        dated=page_date(document),
        host=_tail(document.host or "").strip(),
        address=_tail(document.url or "").strip(),
        url=link(document.url),
        language=document.language if _LANGUAGE.fullmatch(document.language) else "",
        sha256=sha256 if _SHA256.fullmatch(sha256) else "",
        accessed=accessed,
    )


def of_fact(
    fact: Fact, document: Document, accessed: date | None = None, *, namesake: bool = False
) -> Citation:
    """A fact. `namesake` tells that a document has the same id: the entries' keys are to differ."""
    of_page = of_document(document, accessed)
    value = "" if fact.is_quote or fact.value is None else fact.full_value
    return of_page._replace(
        token=token(fact.id),
        key=key(fact.id) + ":fact" * namesake,
        speaker=visible(fact.speaker or "an unnamed speaker").strip() if fact.is_quote else "",
        locator=fact.locator,
        words=visible(fact.printed),
        value=_tail(value) + (", as corrected by a reader" if value and fact.corrected else ""),
    )


def spoken(day: date) -> str:
    """A day for people: `20 Nov 2026`."""
    return describe(day.isoformat())


def _tail(text: str) -> str:
    """What may stand behind the words without being taken for their end, or for others."""
    return visible(text).replace("“", '"').replace("”", '"')
