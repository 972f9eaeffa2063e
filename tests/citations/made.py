"""Documents and facts made up for tests, from plain fields or from hostile ones."""

from typing import Any

from hypothesis import strategies as st

from expotui.facts.model import Document, Fact

# What ends or opens something in one of the forms, and what nobody sees.
SIGNS = "\\{}$&%#_~^<>[]()*`|\"'“”¶–@!,;:=/-\n\r\t\x1b\x9b\u202e\u2028\u200b\u3000 a1é中"
HOSTILE = st.one_of(
    st.text(st.sampled_from(SIGNS), max_size=40),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.sampled_from([
        "ER  - \r\nTY  - BOOK", "}}, title = {{evil", "”, x [expotui:other]", "\\input{x}",
        "¶1, characters 2–3, “x”", "sha256:" + "0" * 64, "</script>", "](http://x) [y", "%00",
    ]),
)  # fmt: skip
URLS = st.one_of(
    st.none(),
    HOSTILE,
    HOSTILE.map("https://example.org/{}".format),
    st.just("javascript:alert(1)"),
)
DATES = st.sampled_from([
    None, "2023", "2023-11", "2023-11-10", "2024?-10-17/2024?-10-19", "XXXX-05-22", "201X",
    "../2017-03-31", "2018-05-25/", "2023-11/2024-01", "2023~", "not a date\n", "",
])  # fmt: skip
BASES = st.sampled_from(["shown", "inferred_from_url", "outside", "unknown", "stated"])


def document(**fields: Any) -> Document:
    """A document with a headline, an authority, a date and an address, but for `fields`."""
    base = dict.fromkeys(Document._fields)
    usual = {
        "key": 1, "id": "page", "collection": "user", "title": "A headline",
        "title_basis": "printed", "publisher": "Xinhua", "host_kind": "publisher",
        "url": "https://example.org/a", "language": "en", "published": "2023-11-10",
        "published_basis": "shown", "sha256": "ab" * 32, "figures": 0, "quotes": 0,
    }  # fmt: skip
    return Document(**{**base, **usual, **fields})


def fact(**fields: Any) -> Fact:
    """A figure with a locator, but for `fields`."""
    base = dict.fromkeys(Fact._fields)
    usual = {
        "key": 1, "id": "page-f1", "kind": "figure", "document": "page", "publisher": "Xinhua",
        "value": 78_410_000_000, "qualifier": "exact", "unit": "USD", "anonymous": 0,
        "text": "US$78.41 billion", "paragraph": 3, "span_start": 298, "span_end": 314,
    }  # fmt: skip
    return Fact(**{**base, **usual, **fields})


def documents() -> st.SearchStrategy[Document]:
    """Documents that hold what nobody would type."""
    return st.builds(
        document, id=HOSTILE, title=HOSTILE, title_basis=st.sampled_from(["printed", "label"]),
        publisher=HOSTILE | st.just("unattributed"), host=HOSTILE | st.none(), url=URLS,
        language=HOSTILE | st.just("zh-Hans"), published=DATES, published_basis=BASES,
        sha256=st.none() | HOSTILE | st.just("CD" * 32),
    )  # fmt: skip


def facts() -> st.SearchStrategy[Fact]:
    """Facts that do."""
    return st.builds(
        fact, id=HOSTILE, kind=st.sampled_from(["figure", "quote"]), text=HOSTILE.filter(bool),
        qualified_text=HOSTILE | st.none(), speaker=HOSTILE | st.none(), unit=HOSTILE,
        paragraph=st.integers(1, 99) | st.none(), value=st.integers() | st.none(),
    )  # fmt: skip
