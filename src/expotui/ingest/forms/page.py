"""What a page of HTML says of itself: in its meta tags, its JSON-LD, its links.

Only what it states. Dates that are merely shown somewhere, or stand in an address, are for
extraction to find, with their reason.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from expotui.ingest.forms.dating import day_of
from expotui.ingest.source import About

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# By field, the meta tags that state it: the surest first.
_TITLES = ("og:title", "citation_title", "dc.title", "twitter:title")
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "citation_date",
    "citation_publication_date", "dc.date.issued", "dcterms.issued", "dc.date", "pubdate",
    "publishdate", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_PUBLISHERS = ("og:site_name", "citation_publisher", "dc.publisher", "application-name")
_ARTICLES = ("Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "Report", "WebPage")
_LONGEST = 300
_LONGEST_JSON = 500_000


def about(tree: "HtmlElement") -> About:
    """What the page states: each field by its surest source, None where there is none."""
    meta, linked = _meta(tree), _linked(tree)
    published, why = _published(meta, linked)
    publisher = linked.get("publisher")
    named = publisher.get("name") if isinstance(publisher, dict) else publisher
    return About(
        title=_first(meta, _TITLES) or _words(linked.get("headline")) or _title(tree),
        published=published,
        published_reason=why,
        publisher=_first(meta, _PUBLISHERS) or _words(named),
        url=_canonical(tree) or _address(meta.get("og:url")) or _address(linked.get("url")),
        language=_words(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
    )


def _meta(tree: "HtmlElement") -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = _words(tag.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked(tree: "HtmlElement") -> dict[str, Any]:
    """The first article that JSON-LD on the page describes."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        content = script.text or ""
        try:
            described = json.loads(content) if len(content) <= _LONGEST_JSON else None
        except (ValueError, RecursionError):
            continue
        for thing in _things(described):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(kind in _ARTICLES for kind in kinds):
                return thing
    return {}


def _things(described: Any) -> Iterator[dict[str, Any]]:
    listed = described if isinstance(described, list) else [described]
    for thing in listed:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (one for one in graph or () if isinstance(one, dict))


def _published(meta: dict[str, str], linked: dict[str, Any]) -> tuple[str | None, str | None]:
    stated = [("JSON-LD datePublished", _words(linked.get("datePublished")))]
    stated += [(f"meta tag {name}", meta.get(name)) for name in _DATES]
    for where, written in stated:
        edtf = day_of(written) if written else None
        if edtf:
            return edtf, f"the page's {where} says {written}"
    return None, None


def _title(tree: "HtmlElement") -> str | None:
    """The one headline of the page, or its title."""
    for tag in ("h1", "title"):
        found = [_words(one.text_content()) for one in tree.iter(tag)]
        if len(found) == 1 and found[0]:
            return found[0]
    return None


def _canonical(tree: "HtmlElement") -> str | None:
    links = (link for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((_address(link.get("href")) for link in links), None)


def _address(value: object) -> str | None:
    word = _words(value)
    return word if word and word.startswith(("http://", "https://")) else None


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _words(value: object) -> str | None:
    """A value as one short line; None where it is no text, or says nothing."""
    if not isinstance(value, str):
        return None
    return " ".join(value[: 4 * _LONGEST].split())[:_LONGEST] or None
