"""Reading a file: whatever is in it, a source or a reason."""

import os
import pickle
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expotui.ingest.extracting import extract_source
from expotui.ingest.reading import Limits, read_source, source_of
from expotui.ingest.source import Refused, Source, Unreadable

from .files import ARTICLE, page, pdf


def source(path: Path, content: bytes | str) -> Source:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = read_source(str(path))
    assert isinstance(found, Source), found
    assert pickle.loads(pickle.dumps(found)) == found
    return found


def refusal(path: Path, content: bytes | str, limits: Limits | None = None) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = read_source(str(path), None, limits or Limits())
    assert isinstance(found, Refused), found
    assert found.name == str(path)
    return found.reason


def test_plain_text_is_the_file(tmp_path: Path) -> None:
    content = f"\ufeffFair draws a record\r\n\r\n{ARTICLE[0]}\r{ARTICLE[1]}\x0b\n".encode()
    found = source(tmp_path / "a.txt", content)
    assert found.text.encode() == content
    assert found.sha256 == sha256(content).hexdigest()
    assert (found.form, found.title, found.title_basis) == ("txt", "Fair draws a record", "printed")
    assert (found.published, found.published_basis) == (None, None)
    assert source(tmp_path / "b-2.txt", ARTICLE[0])[4:6] == ("b-2", "label")


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.txt", page(*ARTICLE), "html"), ("a", page(*ARTICLE), "html"), ("a.log", "5", "txt"),
        ("a.xhtml", f'<?xml version="1.0"?>\n{page(*ARTICLE)}', "html"), ("a", "5 people", "txt"),
        ("a.HTM", f"<p>{ARTICLE[0]}</p><p>{ARTICLE[1]}</p>", "html"), ("a.MD", "# 5", "markdown"),
        ("a.txt", pdf(ARTICLE[:1]), "pdf"), ("a.html", b"junk\n" + pdf(ARTICLE[:1]), "pdf"),
        ("a.md", "<b>5</b> people", "markdown"),
    ],
)  # fmt: skip
def test_forms_are_told_by_content_and_name(
    tmp_path: Path, name: str, content: str | bytes, form: str
) -> None:
    assert source(tmp_path / name, content).form == form


def test_a_page_in_a_legacy_charset(tmp_path: Path) -> None:
    head = '<meta charset="gb2312"><meta name="pubdate" content="2023-11-10"><title>进博会</title>'
    prose = "第六届中国国际进口博览会在上海举行，按年计意向成交金额达784.1亿美元，比上届增长6.7%。"
    found = source(tmp_path / "a.html", page(prose, prose * 2, head=head).encode("gb18030"))
    assert prose in found.text
    assert (found.title, found.published, found.published_basis) == (
        "进博会", "2023-11-10", "stated"
    )  # fmt: skip


def test_facts_of_markdown_stand_in_the_file(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Fair\ndate: 2023-11-10\nrooms: 99 rooms\n---\n\n# Fair\n\n"
        "1. Over **3,400** companies and [128 countries](https://x.org/55-people) came.\n"
    )
    found = source(tmp_path / "a.md", text)
    assert len(found.prose) == len(text)
    assert [len(line) for line in found.prose.split("\n")] == [
        len(line) for line in text.split("\n")
    ]
    figures = extract_source(found).figures
    assert [(one.text, one.value, one.paragraph) for one in figures] == [
        ("3,400** companies", 3400, 7), ("128 countries", 128, 7)
    ]  # fmt: skip
    assert all(text[one.start : one.end] == one.text for one in figures)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b"", "is empty"), ("a.txt", b" \n\t\r\n", "is empty"),
        ("a.txt", b"\xff\xfe \0\n\0", "is empty"), ("a.txt", b"5\0", "byte 1 is a NUL"),
        ("a.docx", b"PK\x03\x04....", "office document"), ("a.txt", b"{\\rtf1 5}", "RTF"),
        ("a.gz", b"\x1f\x8b\x08\x00", "compressed"), ("a.pdf", b"5 people", "malformed PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0", "is a NUL"), ("a.pdf", pdf([]), "a scan?"),
        ("a.pdf", b"%PDF-1.7\n" + b"\xff" * 1000, "malformed"),
        ("a.html", "<html><script>99 people</script></html>", "no main text"),
        ("a.txt", "第六届".encode()[:-1], "not UTF-8 at byte 6"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line(tmp_path: Path, name: str, content: bytes | str, why: str) -> None:
    reason = refusal(tmp_path / name, content)
    assert why in reason
    assert reason.isprintable()


def test_limits_hold(tmp_path: Path) -> None:
    assert "too large" in refusal(tmp_path / "a.txt", "5 people", Limits(size=7))
    big = tmp_path / "b.html"
    reason = refusal(big, page("x " * 3_000_000), Limits(seconds=0.01))
    assert "took longer than 0.01 seconds" in reason


def test_a_long_line_is_read(tmp_path: Path) -> None:
    line = "the fair drew 5 people and " * 40_000
    assert source(tmp_path / "a.txt", line).text == line


def test_links_are_followed_and_loops_refused(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("5 people")
    link, loop = tmp_path / "link.txt", tmp_path / "loop.txt"
    link.symlink_to("real.txt")
    loop.symlink_to("loop.txt")
    found = read_source(str(link))
    assert isinstance(found, Source)
    assert isinstance(read_source(str(loop)), Refused)


_START = st.sampled_from(
    [
        b"",
        b"%PDF-1.4\n",
        b"<!doctype html><p>",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"---\n",
        b"PK\x03\x04",
    ]
)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(str.encode)
_NAME = st.sampled_from(["a", "a.txt", "a.md", "a.html", "a.pdf", "\udcff.txt", "-"])


@settings(max_examples=60)
@given(_NAME, _START, st.binary(max_size=300) | _TEXT)
def test_any_bytes_are_a_source_or_refused(name: str, start: bytes, content: bytes) -> None:
    try:
        found = source_of(name, start + content)
    except Unreadable:
        return
    assert found.text.encode()
    assert found.title.isprintable()
    assert len(found.prose) == len(found.text)
    assert source_of(name, start + content) == found


def test_a_broken_pdf_is_refused_or_read(tmp_path: Path) -> None:
    whole = pdf(ARTICLE[:1])
    for at in range(0, len(whole), 40):
        for content in (whole[:at], whole[:at] + b"\xff<<" + whole[at + 3 :]):
            (tmp_path / "a.pdf").write_bytes(content)
            assert isinstance(read_source(str(tmp_path / "a.pdf")), Source | Refused)


def test_what_reads_documents_is_loaded_when_there_is_one() -> None:
    script = (
        "import sys, expotui.ingest.reading, expotui.ingest.finding, expotui.ingest.extracting\n"
        "print(sorted({'lxml', 'trafilatura', 'pypdf', 'charset_normalizer', 'dateparser', 'click',"
        " 'sqlite3', 'textual', 'expotui.store'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    """As after a plain `pip install expotui`: what the extra brings is not to be found."""
    for name in ("trafilatura", "pypdf"):
        (tmp_path / f"{name}.py").write_text("raise ImportError\n")
    (tmp_path / "a.html").write_text(page(*ARTICLE))
    (tmp_path / "a.pdf").write_bytes(pdf(ARTICLE))
    for name in ("a.html", "a.pdf"):
        ran = subprocess.run(
            [sys.executable, "-m", "expotui", "extract", str(tmp_path / name)],
            capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
        )  # fmt: skip
        assert (ran.returncode, ran.stdout) == (3, "")
        assert ran.stderr.endswith("pip install 'expotui[documents]'\n")
        assert ran.stderr.count("\n") == 1
