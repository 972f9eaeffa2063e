"""PDF: the text of its pages, its lines joined to paragraphs again.

When a PDF was made is no date of publication: none is taken from it.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from expotui.ingest.forms.html import MISSING
from expotui.ingest.forms.lines import paragraphs
from expotui.ingest.forms.plain import is_title
from expotui.ingest.source import About, Unreadable, Written

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 3_000
# Characters of all pages: a page of print has three thousand.
LONGEST = 20_000_000


def load() -> None:
    """Import what reads PDF, so that processes made from this one have it.

    Raises:
        Unreadable: it is not installed.
    """
    try:
        import pypdf  # noqa: F401
    except ImportError as error:
        raise Unreadable(MISSING) from error


def read(content: bytes) -> Written:
    """The text of a PDF, a paragraph a line; without the numbers and heads of its pages.

    Raises:
        Unreadable: it has no text, is locked, too large or malformed.
    """
    reader = _opened(content)
    text = "\n".join(paragraphs(_pages(reader)))
    if not text:
        raise Unreadable("has no text: is it a scan? (recognise its text first)")
    return Written(text, About(title=_title(reader, text)))


def _opened(content: bytes) -> "PdfReader":
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        # Many are locked without a password, only so that they are not changed.
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise Unreadable("is locked with a password: save a copy without one")
        pages = len(reader.pages)
    except PyPdfError as error:
        raise Unreadable(f"is a malformed PDF: {str(error)[:120]}") from error
    if pages > MOST_PAGES:
        raise Unreadable(f"is too long: {pages:,} pages, the limit is {MOST_PAGES:,}")
    return reader


def _pages(reader: "PdfReader") -> list[list[str]]:
    """The lines of each page."""
    pages, size = [], 0
    for number, page in enumerate(reader.pages, 1):
        try:
            text = _clean(page.extract_text())
        except MemoryError:
            raise
        except Exception as error:
            # Whatever a broken page makes of its reader: half a document is none.
            why = str(error)[:120] or type(error).__name__
            raise Unreadable(f"page {number:,} cannot be read: {why}") from error
        size += len(text)
        if size > LONGEST:
            raise Unreadable(f"is too long: more than {LONGEST:,} characters by page {number:,}")
        pages.append([line.strip() for line in text.splitlines()])
    return pages


def _clean(text: str) -> str:
    """Text without what no text has: NULs, halves of characters, characters without a meaning."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "").replace("\x0c", "\n")


def _title(reader: "PdfReader", text: str) -> str | None:
    """The title that the file names, if it is printed on it too: else it is a mere file name."""
    try:
        title = reader.metadata.title if reader.metadata else None
    except Exception:
        return None  # a malformed note beside the text is no reason to refuse it
    title = " ".join(title.split()) if isinstance(title, str) else ""
    printed = " ".join(text[:5_000].split())
    return title if title and is_title(title) and title.lower() in printed.lower() else None
