"""Each form of document: its text, and what it says of itself."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.ingest.forms import html, markdown, pdf, plain
from expotui.ingest.forms.dating import day_of
from expotui.ingest.forms.lines import paragraphs
from expotui.ingest.source import About, Unreadable

from .files import ARTICLE, page
from .files import pdf as pdf_of


def prose(text: str) -> str:
    """A Markdown text without its markup, its words one space apart."""
    written = markdown.read(text)
    kept, done = "", 0
    for start, end in written.markup:
        kept, done = f"{kept}{text[done:start]} ", end
    return " ".join((kept + text[done:]).split())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Fair draws record crowd\n\n{ARTICLE[0]}\n", "Fair draws record crowd"),
        (f"\ufeff\n  Is it a record?\r\nBy Li Na\r\n{ARTICLE[0]}", "Is it a record?"),
        (f"Date: 2017-03-31\n{ARTICLE[0]}", None),
        (f"{ARTICLE[0]}\n{ARTICLE[1]}\n", None),
        ("2023-11-10\n" + ARTICLE[0], None),
        ("apples\npears\n", None),
        ("one line", None),
        ("", None),
    ],
)
def test_a_headline_of_plain_text(text: str, title: str | None) -> None:
    written = plain.read(text)
    assert (written.text, written.about.title, written.markup) == (text, title, ())


def test_front_matter_is_told_and_no_prose() -> None:
    text = (
        '---\ntitle: "Fair: 3,400 there"\ndate: 2023-11-10T08:00:00Z\nurl: https://example.org/1\n'
        "publisher: The Daily\nlang: en\ntags: [a, 99]\n---\n# Other\n\nOver **5,000** people.\n"
    )
    written = markdown.read(text)
    assert written.text == text
    assert written.about == About(
        "Fair: 3,400 there", "2023-11-10", "its front matter is dated 2023-11-10T08:00:00Z",
        "The Daily", "https://example.org/1", "en",
    )  # fmt: skip
    assert prose(text) == "Other Over 5,000 people."
    assert markdown.read("---\ntitle: never closed\n\n5 people").about.title is None
    assert markdown.read("+++\ntitle = 'A'\ndate = 10/11/2023\n+++\n").about == About("A")
    assert markdown.read("# The _record_ [fair](x) #\n\ntext").about.title == "The record fair"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("3. Over **1,000** visitors", "Over 1,000 visitors"),
        ("> * he *said* ~~5~~", "he said 5"),
        ("see [the 5 fairs](https://x.org/2023/11 \"77\") and [6][7]", "see the 5 fairs and 6"),
        ("![a chart of 99](chart-99.png) 5 people[^2]", "5 people"),
        ("[^2]: see\n[7]: https://x.org/99", ": see"),
        ("a `code` b\n```py\n99 people\n```\n5 people", "a code b 5 people"),
        ("5 people\n~~~\n99 never closed", "5 people"),
        ("| a | 5 |\n|---|---|\n| b | 6 |", "a 5 b 6"),
        ("Title\n=====\n5\n- - -\n<!-- 99 -->2<br/> < 3 people", "Title 5 2 < 3 people"),
        ("snake_case_5 and _5 people_ and \\*6\\*", "snake_case_5 and 5 people and 6"),
        ("US$5 * 3 - 2 + 1", "US$5 3 - 2 + 1"),
        ("- 5 people\n10) 6 people\n2023. A year", "5 people 6 people A year"),
    ],
)  # fmt: skip
def test_markup_is_no_prose(text: str, left: str) -> None:
    assert prose(text) == left


@given(st.text(st.sampled_from("ab1 \n\r\t*_`~[]()!<>-|#\\.^:=+\ufeff"), max_size=200))
def test_markup_is_in_order_and_within_the_text(text: str) -> None:
    at = 0
    for start, end in markdown.read(text).markup:
        assert at <= start < end <= len(text)
        at = end


def test_a_file_of_nothing_but_markup_is_bounded() -> None:
    for text in ("> " * 300_000, "- " * 300_000 + "x", "](" * 300_000, "![" * 300_000):
        assert markdown.read(text).text == text
    with pytest.raises(Unreadable, match="too much markup"):
        markdown.read("*a" * 1_000_001)


def test_a_page_is_its_article_alone() -> None:
    written = html.read(
        page(
            *ARTICLE,
            head="<title>Fair | Daily</title><style>p{width:99px}</style>",
            body="<nav><a href=/>77 pages</a></nav><script>var x='88 people'</script>"
            "<!-- 66 people --><noscript>55 people</noscript>",
        )
    )
    assert written.text.splitlines() == list(ARTICLE)
    assert written.about == About(title="Fair | Daily")


def test_what_a_page_states_of_itself() -> None:
    head = (
        '<title>x</title><meta property="og:title" content="Fair &amp; record">'
        '<meta name="pubdate" content="2023-11-12"><meta property="og:site_name" content="Daily">'
        '<link rel="canonical" href="https://example.org/fair"><script type="application/ld+json">'
        '{"@graph": [{"@type": "Person"}, {"@type": ["NewsArticle"], "headline": "no",'
        '"datePublished": "2023-11-10T23:30:00-05:00", "publisher": {"name": "Group"}}]}</script>'
    )
    about = html.read(page(*ARTICLE, head=head)).about
    assert about == About(
        "Fair & record", "2023-11-10",
        "the page's JSON-LD datePublished says 2023-11-10T23:30:00-05:00",
        "Daily", "https://example.org/fair", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="10/11/2023"><meta name="pubdate" content="yesterday">',
        '<script type="application/ld+json">{"@type":"Article","datePublished":["2023"]}</script>',
        '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
        '<script type="application/ld+json">{"@type": "Article", "headline": {}, "url": 5,'
        ' "publisher": [1]}</script><link rel=canonical href="javascript:alert(1)"><meta name="" '
        'content=""><meta property="og:title">',
    ],
)
def test_what_a_page_does_not_state_is_not_made_up(head: str) -> None:
    assert html.read(page(*ARTICLE, head=head)).about == About()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (page(body="<script>" + "var visitors = 99;" * 10_000 + "</script>"), "no main text"),
        ("<html><nav><a href=/>Home</a></nav></html>", "no main text"),
        ("<!doctype html>", "no main text"),
        ("<html>" + "<div>" * 5000 + ARTICLE[0], "more than 250 tags deep"),
        ("<html><p>" + "<b>x</b>" * 210_000, "too many tags"),
        ("<html><p>" + "x" * 16_000_000, "too large"),
        ("<" * 100_000, "no main text"),
    ],
    ids=["scripts", "navigation", "nothing", "deep", "many", "large", "signs"],
)
def test_a_page_without_an_article_is_refused(content: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        html.read(content)


def test_a_pdf_is_its_paragraphs() -> None:
    written = pdf.read(
        pdf_of(
            ["Fair draws record", "Over 3,400 companies from 128 coun-", "tries came, a well-",
             "known official said on Friday. They", "stayed for twenty-", "five days (5 \\ 6).",
             "1"],
            ["Another paragraph begins here and it goes on", "and on.", "2"],
            info="/Title (Fair Draws Record) /CreationDate (D:20231110080000)",
        )
    )  # fmt: skip
    assert written.text.splitlines() == [
        "Fair draws record",
        "Over 3,400 companies from 128 countries came, a wellknown official said on Friday. They "
        "stayed for twenty-five days (5 \\ 6).",
        "Another paragraph begins here and it goes on and on.",
    ]
    assert written.about == About(title="Fair Draws Record")


@pytest.mark.parametrize("title", ["Microsoft Word - x.docx", "", "x" * 500])
def test_the_name_of_a_pdf_is_no_headline(title: str) -> None:
    assert pdf.read(pdf_of(["5 people came"], info=f"/Title ({title})")).about == About()


def blank(pages: int, password: str | None = None) -> bytes:
    from pypdf import PdfWriter

    writer, stream = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if password is not None:
        writer.encrypt(password, owner_password="owner")
    writer.write(stream)
    return stream.getvalue()


def test_a_pdf_without_a_text_is_refused() -> None:
    for content, why in (
        (blank(2), "no text: is it a scan"),
        (blank(1, "secret"), "locked with a password"),
        (blank(1, ""), "no text"),
        (b"%PDF-1.4\n", "malformed PDF"),
        (b"", "malformed PDF"),
        (pdf_of(["text"])[:200], "malformed PDF"),
    ):
        with pytest.raises(Unreadable, match=why):
            pdf.read(content)


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [[f"The Daily, page {at}", "", f"Text {at} ends.", "", f"- {at} -"] for at in range(5)]
    pages.append(["The Daily, page 5", "A line as long as it gets", "6"])
    told = [*(f"Text {at} ends." for at in range(5)), "A line as long as it gets"]
    assert list(paragraphs(pages)) == told
    # Of a page of numbers, no more than its edges.
    assert list(paragraphs([["1", "2", "3", "4", "5", "6"]])) == ["3", "4"]


def test_hyphens_of_words_stay() -> None:
    lines = ["a well-known name, and a well-", "known one; 5-", "year; over-", "all; no Sino-",
             "French; soft\u00ad", "ened; seventy-", "two"]  # fmt: skip
    (text,) = paragraphs([lines])
    assert text == (
        "a well-known name, and a well-known one; 5-year; overall; no Sino-French; softened; "
        "seventy-two"
    )
    chinese = "第六届中国国际进口博览会按年计意向成交", "金额达784亿美元"
    assert list(paragraphs([list(chinese)])) == ["".join(chinese)]


@given(
    st.lists(st.lists(st.text("ab1 -.\u00ad", max_size=20).map(str.strip), max_size=9), max_size=5)
)
def test_no_word_of_print_is_lost(pages: list[list[str]]) -> None:
    def letters(text: str) -> str:
        return "".join(char for char in text if char in "ab")

    printed = "".join(letters(line) for page in pages for line in page)
    kept = "".join(letters(paragraph) for paragraph in paragraphs(pages))
    if not any(char == "1" for page in pages for line in page for char in line) and len(pages) < 3:
        assert kept == printed
    else:
        assert len(kept) <= len(printed)


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2023-11-10T08:00:00+08:00", "2023-11-10"), ("2023-11-10 08:00", "2023-11-10"),
        ("2023/11/10", "2023-11-10"), ("2023-11", "2023-11"), ("2023", "2023"),
        ("10 November 2023", "2023-11-10"), ("Nov 2023", "2023-11"), ("2023-13-45", None),
        ("10/11/2023", None), ("yesterday", None), ("", None), ("20231110", None),
        ("x" * 10_000, None), ("2023-11-10-12", None),
    ],
)  # fmt: skip
def test_days_are_read_as_precisely_as_they_stand(written: str, edtf: str | None) -> None:
    assert day_of(written) == edtf
