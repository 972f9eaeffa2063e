"""Citations found again, in whatever they were put."""

import json
import textwrap

import pytest
from hypothesis import assume, given

from expotui.citations.forms import FORMS, Name, alone
from expotui.citations.model import of_document, of_fact
from expotui.citations.reading import Record, records, same_words
from expotui.facts.locating import Place
from expotui.facts.model import Document, Fact
from expotui.facts.text import visible

from .made import document, documents, fact, facts

PLACE = Place(3, 298, 314)
DIGEST = "ab" * 32


@pytest.mark.parametrize("name", FORMS)
def test_each_form_is_read_back(name: Name) -> None:
    cited = of_fact(fact(id="a_b%c d", text="“so”, 100% of C:\\dir & {x}_y"), document())
    around = f"Notes\n\n{alone(FORMS[name], cited)}\n\nand expotui:other, bare."
    text = alone(FORMS[name], cited) if name == "csl-json" else around
    found = list(records(text))
    assert (found[0].id, found[0].place, found[0].sha256) == ("a_b%c d", PLACE, DIGEST)
    assert same_words(found[0].words or "", "“so”, 100% of C:\\dir & {x}_y")
    assert found[1:] == ([] if name == "csl-json" else [Record("other")])


@given(facts(), documents())
@pytest.mark.parametrize("name", FORMS)
def test_hostile_text_is_read_back(name: Name, figure: Fact, page: Document) -> None:
    cited = of_fact(figure, page)
    text = alone(FORMS[name], cited)
    # What says itself that it is a citation may be taken for one.
    assume(figure.id)
    assume(text.count("expotui:") == 1)
    assume("characters" not in cited.words)
    (found,) = records(text)
    assert found.id == figure.id
    assert same_words(found.words or "", visible(figure.printed))


def test_a_document_is_read_back_without_words() -> None:
    for name in FORMS:
        (found,) = records(alone(FORMS[name], of_document(document())))
        assert found == Record("page", None, None, DIGEST)


def test_words_without_a_position_are_read_back() -> None:
    cited = of_fact(fact(paragraph=None, span_start=None, span_end=None), document())
    for name in FORMS:
        (found,) = records(alone(FORMS[name], cited))
        assert found == Record("page-f1", "US$78.41 billion", None, DIGEST)


def test_broken_lines_are_mended() -> None:
    cited = of_fact(fact(text="words that go on and on beyond the end of a line"), document())
    line = alone(FORMS["text"], cited)
    for prefix in ("", "> "):
        broken = textwrap.indent("\n".join(textwrap.wrap(line, 60, break_on_hyphens=False)), prefix)
        (found,) = records(broken)
        assert found.words == "words that go on and on beyond the end of a line"
        assert found.id == "page-f1"


def test_what_stands_before_belongs_to_others() -> None:
    line = alone(FORMS["text"], of_fact(fact(), document()))
    first, second, third = records(f"{line} then expotui:two.\n\n{line}\n\nexpotui:three...")
    assert first.words == "US$78.41 billion"
    assert (second, third) == (Record("two"), Record("three"))


def test_json_of_any_shape_is_read_and_what_is_none_is_text() -> None:
    line = alone(FORMS["text"], of_fact(fact(), document())).strip()
    nested = json.dumps({"a": [{"b": line}, 1, None]}, ensure_ascii=True)
    assert next(records(nested)).words == "US$78.41 billion"
    assert next(records(f"[1] {line}")).words == "US$78.41 billion"
    assert list(records("[" * 100_000 + "expotui:deep")) == [Record("deep")]


def test_nothing_is_found_where_nothing_is() -> None:
    assert list(records("an expotui: a tool; ssh://expotui:22 and myexpotui:x")) == []
