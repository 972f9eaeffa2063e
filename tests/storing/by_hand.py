"""Documents as reading and extraction hand them over, made by hand: facts by their words."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from expotui.extract.model import Extraction, Figure, Occasion, PageDate, Quote
from expotui.ingest.article import Article, Read
from expotui.ingest.likeness import sketch
from expotui.ingest.mentions import mentions
from expotui.ingest.storing import Shelf, Stored, shelf

NEWS = """The sixth China International Import Expo

SHANGHAI. The sixth China International Import Expo drew 3,400 exhibitors. The deals came to \
US$78.41 billion, over 6.7% more than at the fifth edition.

The CIIE also showed 442 new products. Back in 2018, at the first CIIE, 172 countries took part.

"We come back each year," said Sun Wei, a buyer.
"""


def figure(text: str, words: str, value: float, **more: Any) -> Figure:
    """A figure at the first place of `words`; those of `qualified` are its words with the hedge."""
    start = text.index(words)
    hedged = more.pop("qualified", words)
    at = text.index(hedged)
    given = {
        "upper": None, "qualifier": "exact", "unit": None, "kind": "count", "measure": None,
        "direction": None, "rule": "test",
    } | more  # fmt: skip
    return Figure(
        start=start, end=start + len(words), text=words, value=value,
        paragraph=paragraph(text, start), qualified_start=at, qualified_end=at + len(hedged),
        **given,
    )  # fmt: skip


def quote(text: str, words: str, speaker: str, role: str | None = None) -> Quote:
    start = text.index(words)
    end = start + len(words)
    return Quote(start, end, words, speaker, role, "said", paragraph(text, start), "test")


def occasion(
    text: str, words: str, name: str, edition: int | None = None, edtf: str = "", **more: Any
) -> Occasion:
    start = text.index(words)
    given = {"series": None, "city": None, "basis": "explicit"} | more
    return Occasion(start, start + len(words), name, edition=edition, edtf=edtf, **given)


def paragraph(text: str, at: int) -> int:
    return sum(1 for line in text[:at].split("\n")[:-1] if line.strip()) + 1


def read(
    text: str,
    figures: Sequence[Figure] = (),
    quotes: Sequence[Quote] = (),
    occasions: Sequence[Occasion] = (),
    **more: Any,
) -> Read:
    """A document that was read and looked through; `more` is what is known of it."""
    given: dict[str, Any] = {
        "file_name": "news.txt", "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "form": "txt", "title": text.split("\n", maxsplit=1)[0][:60] or "news",
        "title_basis": "printed", "publisher": None, "publisher_basis": None, "url": None,
        "language": "en", "published": None, "published_basis": "unknown",
        "published_reason": None,
    } | more  # fmt: skip
    found = Extraction(tuple(figures), tuple(quotes), (), tuple(occasions), _page_date())
    facts: list[Figure | Quote] = [*figures, *quotes]
    spans = [(one.start, one.end) for one in facts]
    return Read(
        Article(text=text, **given), found, mentions(text, found.occasions, spans), sketch(text)
    )


def _page_date() -> PageDate | None:
    return None


def news(**more: Any) -> Read:
    """`NEWS`, with some of what it says."""
    figures = [
        figure(NEWS, "3,400 exhibitors", 3400, unit="exhibitor", measure="exhibitors"),
        figure(NEWS, "US$78.41 billion", 78_410_000_000, unit="USD", kind="money",
               measure="intended_turnover_one_year"),
        figure(NEWS, "6.7%", 6.7, unit="percent", kind="change", qualifier="over",
               qualified="over 6.7%", direction="up"),
        figure(NEWS, "442 new products", 442, unit="product"),
        figure(NEWS, "172 countries", 172, unit="country", measure="participating_countries"),
    ]  # fmt: skip
    occasions = [
        occasion(NEWS, "sixth China International Import Expo", "China International Import Expo",
                 6),
        occasion(NEWS, "CIIE", "China International Import Expo", series="CIIE"),
        occasion(NEWS, "first CIIE", "China International Import Expo", 1, "2018"),
    ]  # fmt: skip
    quotes = [quote(NEWS, "We come back each year,", "Sun Wei", "a buyer")]
    return read(NEWS, figures, quotes, occasions, **more)


def put(path: Path, documents: Iterable[Read]) -> list[Stored]:
    """Store documents in one transaction, and compare what they say with what others do."""
    with shelf(path) as store:
        stored = put_in(store, documents)
        store.settle()
    return stored


def put_in(store: Shelf, documents: Iterable[Read]) -> list[Stored]:
    """Store documents, none of which is refused."""
    found = store.put([*documents])
    stored = [one for one in found if isinstance(one, Stored)]
    assert stored == found
    return stored
