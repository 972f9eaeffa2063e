"""The forms of a citation, by name: one entry, or a bibliography as a stream of text."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from expotui.citations import bibtex, csl, markdown, ris, text
from expotui.citations.model import Citation

Name = Literal["text", "markdown", "bibtex", "csl-json", "ris"]


class Form(NamedTuple):
    """A form: what people call it, how it writes an entry, and what stands around entries."""

    called: str
    entry: Callable[[Citation], str]
    before: str = ""
    bullet: str = ""
    between: str = "\n"
    after: str = "\n"


FORMS: dict[Name, Form] = {
    "text": Form("text", text.entry),
    "markdown": Form("Markdown", markdown.entry, bullet="- "),
    "bibtex": Form("BibTeX", bibtex.entry, between="\n\n"),
    "csl-json": Form("CSL-JSON", csl.entry, before="[\n", between=",\n", after="\n]\n"),
    "ris": Form("RIS", ris.entry, between=ris.LINE_END * 2, after=ris.LINE_END),
}


def alone(form: Form, cited: Citation) -> str:
    """One citation by itself, its last line ended."""
    return form.before + form.entry(cited) + form.after


def bibliography(form: Form, citations: Iterable[Citation]) -> Iterator[str]:
    """Citations one after the other, as pieces of text; nothing is held but the one at hand."""
    yield form.before
    for at, cited in enumerate(citations):
        yield (form.between if at else "") + form.bullet + form.entry(cited)
    yield form.after
