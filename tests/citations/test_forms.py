"""Citations as other programs read them: nothing invented, nothing lost, nothing let out."""

import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.citations.forms import FORMS, Name, alone, bibliography
from expotui.citations.model import Citation, of_document, of_fact
from expotui.citations.naming import key, link, token, tokens
from expotui.facts.model import Document, Fact

from .made import DATES, HOSTILE, document, documents, fact, facts
from .readers import bibtex, ris

TODAY = date(2026, 11, 20)


def written(name: Name, *cited: Citation) -> str:
    return "".join(bibliography(FORMS[name], cited))


def all_forms(cited: Citation) -> tuple[dict[str, str], dict[str, Any], dict[str, str]]:
    """An entry as BibTeX, CSL-JSON and RIS have it."""
    (of_bibtex,) = bibtex(written("bibtex", cited))
    (of_csl,) = json.loads(written("csl-json", cited))
    (of_ris,) = ris(written("ris", cited))
    return of_bibtex, of_csl, of_ris


def test_a_figure_in_five_forms() -> None:
    cited = of_fact(fact(), document())
    digest = "ab" * 32
    assert written("text", cited) == (
        "Xinhua, “A headline”, 10 Nov 2023, ¶3, characters 298–314, “US$78.41 billion” "
        f"(USD 78 410 000 000), https://example.org/a, sha256:{digest} [expotui:page-f1]\n"
    )
    assert alone(FORMS["markdown"], cited) == (
        "Xinhua, [“A headline”](<https://example.org/a>), 10 Nov 2023, ¶3, characters 298–314, "
        "“US\\$78.41 billion” \\(USD 78 410 000 000\\), "
        f"`sha256:{digest}` `expotui:page-f1`\n"
    )
    note = (
        "¶3, characters 298–314, “US$78.41 billion” (USD 78 410 000 000); "
        f"sha256:{digest} [expotui:page-f1]"
    )
    of_bibtex, of_csl, of_ris = all_forms(cited)
    assert of_bibtex == {
        "type": "online", "key": "page-f1", "author": "Xinhua", "title": "A headline",
        "date": "2023-11-10", "year": "2023", "url": "https://example.org/a", "note": note,
    }  # fmt: skip
    assert of_csl == {
        "id": "page-f1", "type": "webpage", "author": [{"literal": "Xinhua"}],
        "title": "A headline", "issued": {"date-parts": [[2023, 11, 10]]},
        "URL": "https://example.org/a", "language": "en", "note": note,
    }  # fmt: skip
    assert of_ris == {
        "TY": "ELEC", "ID": "page-f1", "AU": "Xinhua", "TI": "A headline", "PY": "2023",
        "DA": "2023/11/10/", "UR": "https://example.org/a", "LA": "en", "N1": note,
    }  # fmt: skip


def test_a_quote_names_its_speaker_and_is_no_page_of_theirs() -> None:
    quote = fact(kind="quote", speaker="Zhang Wenxian", text="It is so.", value=None)
    cited = of_fact(quote, document())
    assert written("text", cited).startswith("Zhang Wenxian, quoted in Xinhua, ")
    of_bibtex, of_csl, of_ris = all_forms(cited)
    assert of_bibtex["author"] == "Xinhua"
    for note in (of_bibtex["note"], of_csl["note"], of_ris["N1"]):
        assert note.startswith("words of Zhang Wenxian; ¶3, characters 298–314, “It is so.”; ")


@pytest.mark.parametrize("publisher", ["unattributed", "Unattributed ", ""])
def test_no_author_is_invented(publisher: str) -> None:
    cited = of_document(document(publisher=publisher))
    of_bibtex, of_csl, of_ris = all_forms(cited)
    assert "author" not in of_bibtex
    assert "author" not in of_csl
    assert "AU" not in of_ris
    assert {of_bibtex["note"], of_csl["note"], of_ris["N1"]} == {of_csl["note"]}
    assert of_csl["note"].startswith("unattributed page; ")
    assert written("text", cited).startswith("unattributed, “A headline”")


def test_a_label_of_ours_is_told_from_a_headline() -> None:
    cited = of_document(document(title_basis="label", title="About it"))
    assert [entry.get("title", entry.get("TI")) for entry in all_forms(cited)] == ["[About it]"] * 3
    assert "[About it]" in written("text", cited)


def test_a_document_is_cited_without_a_locator() -> None:
    cited = of_document(document(id="shine23"))
    for name in FORMS:
        assert "characters" not in written(name, cited)
        assert "expotui:shine23" in written(name, cited)


def test_a_repost_says_where_it_was_seen() -> None:
    cited = of_document(document(host="Reposts Daily"))
    of_bibtex, of_csl, of_ris = all_forms(cited)
    assert of_bibtex["organization"] == of_csl["container-title"] == of_ris["T2"] == "Reposts Daily"
    assert "seen at Reposts Daily: https://example.org/a" in written("text", cited)
    assert "seen at Reposts Daily" in written("markdown", cited)


def test_an_access_date_is_only_the_users() -> None:
    for name in FORMS:
        assert not re.search("access|urldate|Y2", written(name, of_document(document())))
    cited = of_document(document(), TODAY)
    of_bibtex, of_csl, of_ris = all_forms(cited)
    assert of_bibtex["urldate"] == "2026-11-20"
    assert of_csl["accessed"] == {"date-parts": [[2026, 11, 20]]}
    assert of_ris["Y2"] == "2026/11/20/"
    assert "accessed 20 Nov 2026" in written("text", cited)
    assert "accessed 20 Nov 2026" in written("markdown", cited)


@pytest.mark.parametrize(
    ("published", "basis", "of_bibtex", "issued", "of_ris"),
    [
        ("2023-11", "shown", "2023-11", {"date-parts": [[2023, 11]]}, ("2023", "2023/11//")),
        ("2023", "shown", "2023", {"date-parts": [[2023]]}, ("2023", "2023///")),
        (
            "2024-10-23?", "outside",
            "2024-10-23~", {"date-parts": [[2024, 10, 23]], "circa": True}, ("2024", "2024/10/23/"),
        ),
        (
            "2023-11-10", "inferred_from_url",
            "2023-11-10~", {"date-parts": [[2023, 11, 10]], "circa": True}, ("2023", "2023/11/10/"),
        ),
        (
            "2025?-05-22/2025?-05-31", "shown", "2025-05-22~/2025-05-31~",
            {"date-parts": [[2025, 5, 22], [2025, 5, 31]], "circa": True}, ("2025", "2025/05//"),
        ),
        (
            "2023-12/2024-01", "shown",
            "2023-12/2024-01", {"date-parts": [[2023, 12], [2024, 1]]}, (None, None),
        ),
        (None, "unknown", None, None, (None, None)),
        ("XXXX-05-22", "shown", None, None, (None, None)),
        ("201X", "shown", None, None, (None, None)),
        ("../2017-03-31", "shown", None, None, (None, None)),
        ("no date", "shown", None, None, (None, None)),
    ],
)  # fmt: skip
def test_dates_are_no_surer_than_they_are_known(
    published: str | None, basis: str, of_bibtex: str | None, issued: Any, of_ris: tuple[Any, Any]
) -> None:
    cited = of_document(document(published=published, published_basis=basis))
    entry, item, record = all_forms(cited)
    assert entry.get("date") == of_bibtex
    assert item.get("issued") == issued
    assert (record.get("PY"), record.get("DA")) == of_ris
    assert entry.get("year") == record.get("PY")
    plain = bool(issued) and "circa" not in issued
    told = "undated page" if published is None else "published: "
    for note in (entry["note"], item["note"], record["N1"]):
        assert note.startswith(told) is not plain


@given(facts(), documents(), st.none() | st.just(TODAY))
def test_hostile_text_comes_through_whole_and_harmless(
    figure: Fact, page: Document, accessed: date | None
) -> None:
    cited = of_fact(figure, page, accessed)
    of_bibtex, of_csl, of_ris = all_forms(cited)
    for name in FORMS:
        text = alone(FORMS[name], cited)
        assert all(char.isprintable() or char in "\u3000\r\n" for char in text)
        text.encode()
    assert len(alone(FORMS["text"], cited).splitlines()) == 1
    assert len(alone(FORMS["markdown"], cited).splitlines()) == 1
    names = of_bibtex.get("author"), of_ris.get("AU")
    assert set(names) == {cited.publisher or None}
    assert of_csl.get("author") == ([{"literal": cited.publisher}] if cited.publisher else None)
    assert of_bibtex["title"] == of_csl["title"] == of_ris["TI"] == cited.bracketed
    assert of_bibtex.get("url") == of_csl.get("URL") == of_ris.get("UR") == cited.url
    assert of_bibtex["note"] == of_csl["note"] == of_ris["N1"] == cited.note
    assert of_bibtex["key"] == of_csl["id"] == of_ris["ID"] == cited.key
    assert of_bibtex.get("organization") == of_csl.get("container-title") == of_ris.get("T2")
    assert f"“{cited.words}”" in cited.note


@given(documents())
def test_markdown_opens_nothing_it_was_not_told_to(page: Document) -> None:
    text = alone(FORMS["markdown"], of_document(page))
    # Without what is escaped, code spans and our own link, no sign of markup is left.
    left = re.sub(r"`[^`]*`", "", re.sub(r"\\[!-/:-@\[-`{-~]", "", text))
    left = re.sub(r"\[(?P<title>[^\[\]]*)\]\(<https?://[^<>\s]*>\)", r"\g<title>", left, count=1)
    assert not re.search(r"[\[\]()*_<>|`#\\$]", left), text
    assert not re.match(r"[-+=:]|\d+[.)]", text), text


@given(st.lists(HOSTILE, unique=True))
def test_keys_are_valid_and_tell_ids_apart(ids: list[str]) -> None:
    keys = [key(name) for name in ids]
    assert len(set(keys)) == len(ids)
    assert keys == [key(name) for name in ids]
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.:+-]*", name) for name in keys)


def test_a_key_is_the_id_where_it_can_be() -> None:
    assert key("ciie-belt-and-road-f04") == "ciie-belt-and-road-f04"
    assert key("my page {1}").startswith("my-page-1-")
    assert key("第六届").startswith("id-")


@given(HOSTILE.filter(bool), HOSTILE)
def test_a_token_names_its_id_wherever_it_stands(name: str, after: str) -> None:
    (found,) = tokens(f"see [{token(name)}], {after}".split("],")[0] + "].")
    assert found[2] == name
    assert not re.search(r"[\s\[\]`]", token(name))


@given(HOSTILE.map("http://example.org/{}".format))
def test_links_hold_nothing_that_ends_them(address: str) -> None:
    found = link(address)
    assert found is not None
    assert not re.search(r"[\s<>{}\\|`\"“”]", found)


def test_only_http_is_linked() -> None:
    assert link("javascript:alert(1)") is None
    assert link("file:///etc/passwd") is None
    assert link("HTTPS://example.org") == "HTTPS://example.org"
    cited = of_document(document(url="javascript:alert(1)"))
    assert "](<" not in written("markdown", cited)
    assert all_forms(cited)[0]["type"] == "misc"
    assert "javascript:alert(1)" in cited.note


def test_a_bibliography_is_one_array_even_when_empty() -> None:
    assert json.loads(written("csl-json")) == []
    assert len(json.loads(written("csl-json", *[of_document(document())] * 3))) == 3
    assert written("bibtex").strip() == ""


@given(DATES)
def test_every_date_can_be_told(published: str | None) -> None:
    assert of_document(document(published=published)).dated.told


def test_braces_are_balanced_or_words() -> None:
    for title, raw in (
        ("a {b} c", r"a \{b\} c"),
        ("a }b{", r"a \textbraceright{}b\textbraceleft{}"),
    ):
        text = written("bibtex", of_document(document(title=title)))
        assert f"title = {{{{{raw}}}}}," in text
        assert bibtex(text)[0]["title"] == title
