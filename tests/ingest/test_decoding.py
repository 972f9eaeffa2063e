"""Bytes → text: right, or refused with the byte that stands in the way."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.ingest.decoding import decode
from expotui.ingest.source import Unreadable

ENGLISH = "The fair’s turnover rose 6.7% to US$78.41 billion, he said – “a record”.\r\nIt was.\n"
FRENCH = "Le salon a accueilli près de 3 400 exposants, a déclaré le président, l’année dernière.\n"
CHINESE = (
    "第六届中国国际进口博览会于2023年11月5日至10日在上海举行，按年计意向成交金额达784.1亿美元。\n"
)
TAIWANESE = (
    "第六屆中國國際進口博覽會於2023年11月5日至10日在上海舉行，來自154個國家的來賓齊聚進博會。\n"
)
JAPANESE = (
    "第六回中国国際輸入博覧会は2023年11月5日から10日まで上海で開催され、154の国が参加した。\n"
)
KOREAN = "제6회 중국 국제 수입 박람회가 2023년 11월 5일부터 10일까지 상하이에서 열렸다.\n"
SPANISH = "La feria atrajo a más de 3.400 expositores de 128 países, dijo el señor presidente.\n"
GERMAN = (
    "Die Messe zählte über 3400 Aussteller aus 128 Ländern. „Größer als je zuvor“, so Müller.\n"
)
GREEK = "Η έκθεση προσέλκυσε πάνω από 3400 εκθέτες από 128 χώρες, δήλωσε ο πρόεδρος.\n"
POLISH = "Targi odwiedziło ponad 3400 wystawców z 128 krajów; umowy: 78 miliardów złotych.\n"
CZECH = "Veletrh navštívilo více než 3400 vystavovatelů ze 128 zemí, řekl ředitel.\n"
HUNGARIAN = (
    "A vásáron több mint 3400 kiállító vett részt, mondta az elnök. Őszi vásár, űrhajó, nő.\n"
)
TURKISH = "Fuara 128 ülkeden 3400'den fazla şirket katıldı, başkan açıkladı.\n"
RUSSIAN = "Шестая Китайская международная импортная выставка прошла в Шанхае с 5 по 10 ноября.\n"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_is_the_file_itself(text: str) -> None:
    assert decode(text.encode()).encode() == text.encode()


def test_marks_tell_the_encoding() -> None:
    text = f"{CHINESE}{ENGLISH}"
    assert decode(codecs.BOM_UTF8 + text.encode()) == f"\ufeff{text}"
    for mark, name in (
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ):
        assert decode(mark + text.encode(name)) == text


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_nuls_in_their_places_tell_the_encoding(name: str) -> None:
    assert decode(ENGLISH.encode(name)) == ENGLISH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"), (FRENCH, "cp1252"), (CHINESE, "gb18030"), (CHINESE, "gbk"),
        (TAIWANESE, "big5"), (JAPANESE, "cp932"), (JAPANESE, "euc_jp"), (KOREAN, "cp949"),
        (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (SPANISH, "cp1252"), (GERMAN, "cp1252"),
        (GREEK, "cp1253"), ("£5 million, café\n", "cp1252"),
        ("It’s 5 million – “a record”…\n", "cp1252"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("times", [1, 3000], ids=["once", "long"])
def test_legacy_encodings_are_told_by_their_language(text: str, encoding: str, times: int) -> None:
    assert decode(text.encode(encoding) * times) == text * times


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(POLISH, "cp1250"), (CZECH, "cp1250"), (HUNGARIAN, "cp1250"), (TURKISH, "cp1254")],
)
def test_no_letters_are_made_into_others(text: str, encoding: str) -> None:
    content = text.encode(encoding) * 10
    with pytest.raises(Unreadable, match="name its encoding"):
        decode(content)
    assert decode(content, encoding) == text * 10


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"text\0text", "byte 4 is a NUL"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", "byte 7 is a NUL"),
        (b"\0" * 5000, "is a NUL"),
        (b"a\0" * 50 + b"\0\0", "is a NUL"),
        (codecs.BOM_UTF16_LE + b"a\0\0\xd8", "not UTF-16 at byte 4"),
        (codecs.BOM_UTF16_LE + b"a\0b", "not UTF-16 at byte 4"),
        (bytes(range(1, 32)) * 10, "control characters"),
        (CHINESE.encode()[:-2], "breaks off within a character at byte 125"),
        (CHINESE.encode() + b"\xff" + CHINESE.encode(), r"damaged UTF-8 at byte 129"),
        (b"5 million\xff\xfe\x81\x80\x8f\x9d", "not UTF-8 at byte 9: convert it.*--encoding"),
        (bytes(range(128, 256)) * 3, "not UTF-8 at byte 0"),
    ],
)
def test_what_is_no_text_is_refused_where_it_stops(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        decode(content)


def test_the_user_knows_best() -> None:
    assert decode("naïve".encode("cp1250", "replace"), "cp1250") == "na?ve"
    assert decode(RUSSIAN.encode("iso8859_5"), "iso8859_5") == RUSSIAN
    with pytest.raises(Unreadable, match="not BIG5 at byte 0"):
        decode(b"\xff\xff", "big5")
    for name in ("klingon", "rot13", "a\0b", "utf-7", "unicode_escape"):
        with pytest.raises(Unreadable, match="no encoding"):
            decode(b"text", name)


def test_a_page_declares_its_charset() -> None:
    page = f'<meta charset="gb2312"><p>镕 {CHINESE}</p>'
    assert decode(page.encode("gbk"), declares=True) == page
    page = f'<meta content="text/html; charset=ISO-8859-1">“{FRENCH}”'
    assert decode(page.encode("cp1252"), declares=True) == page
    page = f'<?xml version="1.0" encoding="iso-2022-jp"?><p>{JAPANESE}</p>'
    assert decode(page.encode("iso-2022-jp"), declares=True) == page
    # What is UTF-8 throughout is UTF-8, whatever it says; and no page says that it is UTF-7.
    for charset in ("gb2312", "utf-7", "unicode_escape", "rot13", "utf-16", "x" * 40):
        page = f'<meta charset="{charset}"><p>{CHINESE}+AGE- \\u0041</p>'
        assert decode(page.encode(), declares=True) == page


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        text = decode(content, declares=True)
    except Unreadable:
        return
    assert "\0" not in text
    assert text or not content.strip(b"\xfe\xff\0")  # nothing, or the mark of an encoding alone
    text.encode()  # no halves of characters
