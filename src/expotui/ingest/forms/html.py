"""HTML: the main text of a page, as trafilatura finds it, and what the page says of itself."""

from typing import TYPE_CHECKING, Any

from expotui.ingest.source import Unreadable, Written

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# No article is near these; what is beyond costs a minute, and gigabytes.
LARGEST = 16_000_000
MOST_ELEMENTS = 200_000
# What nobody wrote for readers of the article, whatever stands in it.
_NO_PROSE = ("script", "style", "noscript", "template", "nav", "svg", "iframe", "button", "select")

MISSING = "needs what reads HTML and PDF: pip install 'expotui[documents]'"


def load() -> None:
    """Import what reads HTML, so that processes made from this one have it.

    Raises:
        Unreadable: it is not installed.
    """
    try:
        import trafilatura  # noqa: F401
    except ImportError as error:
        raise Unreadable(MISSING) from error


def read(text: str) -> Written:
    """The main text of a page, a paragraph a line; scripts, styles and navigation are none of it.

    Raises:
        Unreadable: there is none, the page is too large, or nested too deeply.
    """
    from expotui.ingest.forms.page import about

    tree = parsed(text)
    said = about(tree)  # before scripts are taken out, which hold a part of it
    words = _main_text(tree)
    if not any(char.isalnum() for char in words):
        raise Unreadable("has no main text: a page of navigation, or one that scripts fill in")
    return Written(words, said)


def parsed(text: str) -> "HtmlElement":
    """The tree of a page.

    Raises:
        Unreadable: it is too large, or nested too deeply.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    content = text.encode("utf-8", "replace")
    if len(content) > LARGEST:
        raise Unreadable(f"is too large for a page: the limit is {LARGEST:,} bytes")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("has no main text: nothing in it is HTML") from error
    # The parser stops at its limits, and gives what it has by then: half a page is none.
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise Unreadable("is nested more than 250 tags deep, or has 10 MB of text in one tag")
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise Unreadable(f"has too many tags to be read: the limit is {MOST_ELEMENTS:,}")
    return tree


def _main_text(tree: "HtmlElement") -> str:
    from trafilatura import extract

    # Of a page without an article trafilatura takes what it finds: these it is not to find.
    for element in list(tree.iter(*_NO_PROSE)):
        element.drop_tree()
    options: dict[str, Any] = {"include_comments": False, "include_tables": True}
    found: str | None = extract(tree, output_format="txt", **options)
    return (found or "").strip()
