"""What a filter being typed may become: its name, then the values that the store has for it."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from expotui.facts.search_fields import tag
from expotui.search.filters import IS
from expotui.search.query import FIELDS, LONGEST, split
from expotui.search.vocabulary import StoredTerms, Vocabulary

# So many are offered.
MOST = 8
# Letters of a filter's name before it is offered: any word may begin like one.
FEWEST = 3


class Completion(NamedTuple):
    """The whole query as it would be; what that adds, in short; and how many facts have it."""

    query: str
    label: str
    facts: int | None = None


Value = tuple[str, int | None]


class Completer:
    """Completes queries for one store."""

    def __init__(self, db: sqlite3.Connection, vocabulary: Vocabulary) -> None:
        self._db = db
        self._vocabulary = vocabulary
        self._stored = StoredTerms(db)

    def complete(self, text: str) -> list[Completion]:
        """What the last word of a query may become, the likeliest first; [] where it is no filter.

        A completion begins with the text as it was typed.
        """
        parts = list(split(text[:LONGEST]))
        if not parts or parts[-1].end != len(text) or parts[-1].quoted:
            return []
        last = parts[-1]
        if not last.name:
            return list(_names(text, last.value))
        typed = last.value.casefold()
        return [
            Completion(text + value[len(typed) :], value, facts)
            for value, facts in self._values(last.name, typed)
            if value.casefold().startswith(typed) and value.casefold() != typed
        ][:MOST]

    def _values(self, name: str, typed: str) -> Iterator[Value]:
        if name == "is":
            yield from ((word, self._facts(tag("is", word))) for word in IS)
        elif name in _BY_ID:
            yield from _ids(self._db, name, typed)
        elif name == "speaker":
            yield from _speakers(self._db, typed)
        elif name == "source":
            for word in self._vocabulary.beginning_with(typed)[:MOST]:
                yield word, None
        elif name in ("scope", "stage", "unit", "year", "page"):
            found = self._stored.tags(tag(name, typed), tag(name, typed) + "\U0010ffff")
            likeliest = sorted(found, key=found.__getitem__, reverse=name not in ("year", "page"))
            for each in likeliest[:MOST]:
                yield each.removeprefix(f"{name}_"), found[each]

    def _facts(self, wanted: str) -> int:
        return self._stored.tags(wanted, wanted).get(wanted, 0)


_BY_ID = {
    "event": "SELECT id, figures + quotes FROM events",
    "series": "SELECT id, NULL FROM series",
    "measure": "SELECT id, NULL FROM measures",
}


def _names(text: str, typed: str) -> Iterator[Completion]:
    name = typed.casefold()
    if len(name) >= FEWEST:
        for field in FIELDS:
            if field.startswith(name):
                yield Completion(f"{text}{field[len(name) :]}:", f"{field}:")


def _ids(db: sqlite3.Connection, name: str, typed: str) -> Iterator[Value]:
    rows = db.execute(
        f"{_BY_ID[name]} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
        (typed, typed + "\U0010ffff", MOST),
    )
    return ((row[0], row[1]) for row in rows)


def _speakers(db: sqlite3.Connection, typed: str) -> Iterator[Value]:
    """Names that begin as was typed, from one to the next along their index.

    A name is written with hyphens, which a filter takes for spaces.
    """
    begun = typed.replace("-", " ")
    after: str = begun
    operator = ">="
    for _ in range(MOST):
        found = db.execute(
            f"SELECT speaker FROM facts WHERE speaker COLLATE NOCASE {operator} ?"
            " AND speaker COLLATE NOCASE < ? ORDER BY speaker COLLATE NOCASE LIMIT 1",
            (after, begun + "\U0010ffff"),
        ).fetchone()
        if found is None:
            return
        after, operator = str(found[0]), ">"
        if not set(after) & _UNFIT:
            yield after.casefold().replace(" ", "-"), None


# Names with such characters have to be typed: the language has its own use for them.
_UNFIT = set("\"'-")
