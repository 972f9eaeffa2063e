"""Which table a file is: told by the columns that it names."""

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

from expotui.export.tables import TABLES
from expotui.export.tables import Table as Exported
from expotui.export.vocabulary import VOCABULARY
from expotui.importing.reading import Table

# What follows from the facts of the store that a file goes into: such columns may be missing, and
# what they say is not taken.
DERIVED = frozenset({"verdict", "conflict"})

# What a table may leave out: nothing is said of it then.
OPTIONAL: dict[str, frozenset[str]] = {
    "measures": frozenset(
        {"decimals", "adds_up", "part_of", "growth_of", "change_of", "scopes", "synonyms"}
    ),
    "scopes": frozenset({"part_of"}),
}

KINDS: dict[str, Exported] = {**TABLES, **VOCABULARY}


def kept(columns: Iterable[str]) -> list[str]:
    """Those that do not follow from the store."""
    return [name for name in columns if name not in DERIVED]


def kind_of(table: Table) -> str:
    """The kind of export that has the columns of a file.

    Raises:
        LineError: none has; names the column that is too many or too few of the closest.
    """
    header = table.header
    if len(set(header)) < len(header):
        twice = Counter(header).most_common(1)[0][0]
        raise table.error(1, twice, "two columns go by this name")
    named = set(kept(header))
    kind = min(KINDS, key=lambda kind: _distance(named, set(kept(KINDS[kind].columns))))
    columns = kept(KINDS[kind].columns)
    if not named & set(columns):
        kinds = ", ".join(KINDS)
        raise table.error(1, "", f"the columns are none of those of an export ({kinds})")
    for name in header:
        if name in named and name not in columns:
            raise table.error(1, name, _unknown(name, kind, columns))
    for name in columns:
        if name not in named and name not in OPTIONAL.get(kind, ()):
            raise table.error(1, name, f"this column of {kind} is missing")
    return kind


def _distance(named: set[str], columns: set[str]) -> tuple[int, int]:
    # A file of facts with few columns is not to be taken for a small table.
    return -len(named & columns), len(named ^ columns)


def _unknown(name: str, kind: str, columns: list[str]) -> str:
    close = get_close_matches(name, columns, 1)
    return f"{kind} have no such column" + (f": is it {close[0]}?" if close else "")
