"""A malformed seed is told as file, line and field, and nothing of it reaches a store."""

import shutil
from pathlib import Path

import pytest

from expotui.errors import ExitCode, InputError, SeedError
from expotui.store.seed_rows import seed_rows
from expotui.store.seeds import read_seeds

SERIES = """\
[[series]]
id = "ciie"
name = "China International Import Expo"
short = "CIIE"

[[subjects]]
id = "place"
name = "A place"
"""
MEASURES = """\
[[measures]]
id = "exhibitors"
label = "exhibitors"
unit = "exhibitor"

[[measures]]
id = "turnover"
label = "turnover"
unit = "USD"
"""
SCOPES = """\
[[scopes]]
id = "total"
label = "total"
"""
EVENTS = """\
# Two editions.
[[events]]
id = "ciie-1"
kind = "edition"
edition = 1
name = "1st"
date = "2018-11-05/2018-11-10"
date_basis = "stated"

[[events.claims]]
document = "page"
agrees = true

[[events]]
id = "ciie-2"
kind = "edition"
edition = 2
name = "2nd"
date_basis = "stated"

[[events.claims]]
document = "page"
agrees = true
text = "5 Nov"
span = [10, 15]

[[events.claims]]
document = "page"
agrees = false
date = "2019-11-06"
"""
PAGE = """\
[document]
id = "page"
title = "A page"
publisher = "Somebody"
host_kind = "publisher"
language = "en"
published = "2018-11-11"
published_basis = "shown"
about = "ciie-1"

[[figures]]
id = "f01"
event = "ciie-1"
measure = "exhibitors"
scope = "total"
stage = "closing"
value = 3600
qualifier = "over"
unit = "exhibitor"
text = "3,600"
span = [105, 110]
paragraph = 2
qualified = "over 3,600"
qualified_from = 100

[[figures]]
id = "f02"
event = "ciie-1"
measure = "turnover"
scope = "total"
value = 57.83
qualifier = "exact"
unit = "USD"
text = "57.83"

[[quotes]]
id = "q01"
event = "ciie-1"
speaker = "Somebody"
cue = "said"
text = "It was large."
"""
FILES = {
    "series.toml": SERIES,
    "measures.toml": MEASURES,
    "scopes.toml": SCOPES,
    "events/ciie.toml": EVENTS,
    "documents/page.toml": PAGE,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sound set of seeds."""
    folder = tmp_path / "seed"
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def load(folder: Path) -> None:
    seed_rows(read_seeds(folder))


def test_the_small_set_is_sound(folder: Path) -> None:
    rows = seed_rows(read_seeds(folder))
    assert {name: len(found) for name, found in rows.items()} == {
        "series": 1, "subjects": 1, "measures": 2, "scopes": 1, "events": 2, "documents": 1,
        "date_claims": 3, "facts": 3,
    }  # fmt: skip


PAGE_FILE, EVENTS_FILE = "documents/page.toml", "events/ciie.toml"
F1 = 'id = "f01"'


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "field", "words"),
    [
        # Not TOML at all.
        (PAGE_FILE, 'title = "A page"', "title = A page", 3, "TOML", "Invalid value"),
        (PAGE_FILE, 'text = "It was large."', 'text = "It was', 41, "TOML", "Illegal character"),
        (PAGE_FILE, 'text = "It was large."\n', "text = [", 41, "TOML", "end of document"),
        (PAGE_FILE, 'title = "A page"', 'id = "again"', 3, "TOML", "overwrite"),
        ("series.toml", 'short = "CIIE"', "short", 4, "TOML", "Expected"),
        # Missing and unknown fields.
        (PAGE_FILE, 'publisher = "Somebody"\n', "", 1, "publisher", "is missing"),
        (PAGE_FILE, 'measure = "turnover"\n', "", 26, "measure", "is missing"),
        (PAGE_FILE, 'cue = "said"\n', "", 36, "cue", "is missing"),
        (EVENTS_FILE, 'name = "2nd"\n', "", 14, "name", "is missing"),
        (EVENTS_FILE, 'document = "page"\nagrees = false', "agrees = false", 27, "document",
         "is missing"),
        (PAGE_FILE, "value = 57.83", "valeu = 57.83", 31, "valeu", "is not a field"),
        (PAGE_FILE, 'cue = "said"', 'cue = "said"\nmood = "glad"', 41, "mood", "is not a field"),
        ("measures.toml", 'unit = "USD"', 'unit = "USD"\ncolour = "red"', 10, "colour",
         "is not a field"),
        # Wrong types.
        (PAGE_FILE, 'title = "A page"', "title = 7", 3, "title", "non-empty string"),
        (PAGE_FILE, 'title = "A page"', 'title = " "', 3, "title", "non-empty string"),
        (PAGE_FILE, "value = 3600", 'value = "3600"', 17, "value", "must be a number"),
        (PAGE_FILE, "value = 3600", "value = true", 17, "value", "must be a number"),
        (PAGE_FILE, "value = 3600", "value = nan", 17, "value", "must be a number"),
        (PAGE_FILE, "value = 3600", "value = inf", 17, "value", "must be a number"),
        (PAGE_FILE, "value = 3600", "value = 1e300", 17, "value", "too large"),
        (PAGE_FILE, "value = 3600", "value = 9999999999999999999", 17, "value", "too large"),
        (PAGE_FILE, "value = 57.83", "value = 57.8300000000000001234", 31, "value", None),
        (PAGE_FILE, "value = 57.83", "value = 0.12345678901234567", 31, "value", "15"),
        (PAGE_FILE, "paragraph = 2", "paragraph = 2.0", 22, "paragraph", "whole number"),
        (PAGE_FILE, 'text = "It was large."', 'text = "x"\nanonymous = "no"', 42, "anonymous",
         "true or false"),
        (EVENTS_FILE, "agrees = false", "agrees = 0", 29, "agrees", "true or false"),
        (EVENTS_FILE, "edition = 2", 'edition = "2"', 17, "edition", "whole number"),
        (PAGE_FILE, 'stage = "closing"', 'stage = "later"', 16, "stage", "must be one of"),
        (PAGE_FILE, 'qualifier = "exact"', 'qualifier = "roughly"', 32, "qualifier",
         "must be one of: exact"),
        (PAGE_FILE, "paragraph = 2", 'flags = "one"', 22, "flags", "list of strings"),
        (PAGE_FILE, 'published_basis = "shown"', 'published_basis = "shown"\nsha256 = "ABC"', 9,
         "sha256", "64"),
        (PAGE_FILE, F1, 'id = "F 01"', 12, "id", "lower-case"),
        # Dates.
        (PAGE_FILE, '"2018-11-11"', '"2018-11-31"', 7, "published", "calendar"),
        (PAGE_FILE, '"2018-11-11"', '"11 Nov 2018"', 7, "published", "EDTF"),
        (PAGE_FILE, '"2018-11-11"', "2018-11-11", 7, "published", "quotation marks"),
        (EVENTS_FILE, '"2018-11-05/2018-11-10"', '"2018-11-10/2018-11-05"', 7, "date",
         "ends before"),
        (EVENTS_FILE, 'date = "2019-11-06"', 'date = "2019-00"', 30, "date", "calendar"),
        # Positions.
        (PAGE_FILE, "[105, 110]", "[110, 105]", 21, "span", "start before end"),
        (PAGE_FILE, "[105, 110]", "[105]", 21, "span", "must be [start, end]"),
        (PAGE_FILE, "[105, 110]", "[105, 111]", 21, "span", "6 characters long, the text 5"),
        (PAGE_FILE, "qualified_from = 100", "qualified_from = 101", 24, "qualified_from",
         "its span"),
        (PAGE_FILE, "qualified_from = 100\n", "", 11, "qualified_from", "its span"),
        (EVENTS_FILE, "[10, 15]", "[10, 16]", 25, "span", "6 characters long"),
        # References.
        (PAGE_FILE, 'about = "ciie-1"', 'about = "ciie-9"', 9, "about", "no about 'ciie-9'"),
        (PAGE_FILE, F1 + '\nevent = "ciie-1"', F1 + '\nevent = "x"', 13, "event", "no event 'x'"),
        (PAGE_FILE, 'measure = "turnover"', 'measure = "x"', 29, "measure", "no measure 'x'"),
        (PAGE_FILE, 'scope = "total"\nvalue', 'subject = "x"\nscope = "total"\nvalue', 30,
         "subject", "no subject 'x'"),
        (PAGE_FILE, 'cue = "said"', 'cue = "said"\noccasion = "x"', 41, "occasion", "no occasion"),
        (PAGE_FILE, 'about = "ciie-1"', 'copy_of = "x"', 9, "copy_of", "no copy_of 'x'"),
        (EVENTS_FILE, 'name = "2nd"', 'name = "2nd"\npart_of = "x"', 19, "part_of", "no part_of"),
        (EVENTS_FILE, 'document = "page"\nagrees = false', 'document = "x"\nagrees = false', 28,
         "document", "no document 'x'"),
        # Ids used twice.
        (PAGE_FILE, 'id = "f02"', F1, 27, "id", "used twice"),
        (EVENTS_FILE, 'id = "ciie-2"', 'id = "ciie-1"', 15, "id", "used twice"),
        ("measures.toml", 'id = "turnover"', 'id = "exhibitors"', 7, "id", "used twice"),
        # Units.
        (PAGE_FILE, 'unit = "USD"', 'unit = "CNY"', 33, "unit", "is in USD"),
        (PAGE_FILE, 'unit = "USD"', 'unit = "booth"', 33, "unit", "is in USD"),
        # Tables out of place, and of the wrong form.
        ("series.toml", "[[subjects]]", "[[figures]]", 6, "figures", "this file holds"),
        ("scopes.toml", "[[scopes]]", "[[events]]", 1, "events", "this file holds"),
        (PAGE_FILE, "[[quotes]]", "[[sayings]]", 36, "sayings", "a document holds"),
        (PAGE_FILE, "[document]", "[[document]]", 1, "document", "a document holds"),
        (PAGE_FILE, "[document]", 'figures = "none"\n[document]', 1, "TOML", None),
        (PAGE_FILE, "[[quotes]]", "[quotes]", 36, "quotes", "[[quotes]]"),
        (EVENTS_FILE, "# Two editions.", 'claims = ["x"]', 1, "claims", "this file holds"),
        (EVENTS_FILE, 'name = "2nd"\ndate_basis = "stated"\n\n[[events.claims]]\ndocument = "page"',
         'name = "2nd"\ndate_basis = "stated"\nclaims = ["x"]', 20, "TOML", None),
    ],
)  # fmt: skip
def test_the_error_names_file_line_and_field(
    folder: Path, file: str, old: str, new: str, line: int, field: str, words: str | None
) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    if words is None and field == "value":
        # More digits than a float holds, but not after reading: TOML itself rounds.
        load(folder)
        return
    with pytest.raises(SeedError) as caught:
        load(folder)
    error = caught.value
    assert (error.file, error.field) == (f"seed/{file}", field)
    assert words is None or words in error.problem
    if words is not None:
        assert error.line == line
    assert str(error).startswith(f"seed/{file}:{error.line}: {field}: ")
    assert "\n" not in str(error)
    assert error.exit_code is ExitCode.INPUT


def test_claims_that_are_no_tables(folder: Path) -> None:
    path = folder / EVENTS_FILE
    path.write_text(
        '[[events]]\nid = "ciie-1"\nkind = "edition"\nname = "1st"\ndate_basis = "stated"\n'
        'claims = ["x"]\n',
        encoding="utf-8",
    )
    with pytest.raises(SeedError, match=r"ciie\.toml:6: claims: must be an array of tables"):
        load(folder)


def test_a_file_that_is_not_utf8(folder: Path) -> None:
    path = folder / PAGE_FILE
    path.write_bytes(path.read_bytes().replace(b"A page", b"A p\xe4ge"))
    with pytest.raises(SeedError, match=r"seed/documents/page\.toml:3: TOML: is not UTF-8"):
        load(folder)


@pytest.mark.parametrize("noise", ["\u2028", "\x85", "# [[figures]]\n", "\r\n"])
def test_lines_are_counted_as_editors_count_them(folder: Path, noise: str) -> None:
    path = folder / PAGE_FILE
    text = path.read_text(encoding="utf-8").replace("value = 3600", "value = []")
    if noise == "\r\n":
        text = text.replace("\n", noise)
    elif noise.endswith("\n"):
        text = text.replace('title = "A page"', noise.strip())
        text = text.replace('id = "page"', 'id = "page"\ntitle = "[[figures]]"', 1)
        text = text.replace('publisher = "Somebody"\n', 'publisher = "S"\n', 1)
    else:
        text = text.replace("A page", f"A{noise}page")
    path.write_bytes(text.encode("utf-8"))
    with pytest.raises(SeedError) as caught:
        load(folder)
    expected = text.replace("\r\n", "\n").split("\n").index("value = []") + 1
    assert (caught.value.line, caught.value.field) == (expected, "value")


def test_one_id_in_two_documents(folder: Path) -> None:
    shutil.copy(folder / PAGE_FILE, folder / "documents" / "zcopy.toml")
    with pytest.raises(SeedError, match=r"zcopy\.toml:2: id: 'page' is used twice"):
        load(folder)


def test_a_missing_file_and_an_empty_folder(folder: Path, tmp_path: Path) -> None:
    (folder / PAGE_FILE).unlink()
    with pytest.raises(InputError, match="no seeds in"):
        load(folder)
    (folder / "scopes.toml").unlink()
    with pytest.raises(InputError, match=r"cannot read .*scopes\.toml"):
        load(folder)
