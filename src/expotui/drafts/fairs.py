"""The fairs that the store knows, found in a text by any of their names, and their editions."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from expotui.extract.figures.ordinals import EVENT_NOUNS
from expotui.facts.naming import called
from expotui.facts.text import fold

_WORD = re.compile(r"[^\W_]+")
_EVENTS = """
    SELECT id, edition, short, date, date_start, date_end FROM events
    WHERE series_id = ? AND kind = 'edition' AND joint_with_id IS NULL AND part_of_id IS NULL
    ORDER BY sort_date IS NULL, sort_date, edition, key
"""
# Beside an acronym, a name of one word is a place too ("Linyi"): what follows has to tell.
_ACRONYM = 3


class Edition(NamedTuple):
    """One holding of a fair; its days are None where no year is known."""

    id: str
    series: str
    number: int | None
    short: str
    date: str | None
    first: str | None
    last: str | None


class Name(NamedTuple):
    """Where a text names a fair. `place`: by a word that may be only the name of a place."""

    start: int
    end: int
    series: str
    place: bool = False


class Fairs:
    """The fairs of one store. Their names are read once, the editions of one when it is named."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._editions: dict[str, list[Edition]] = {}
        self._shorts: dict[str, str] = {}
        self._names: dict[str, str | None] = {}
        for series, name, short in db.execute("SELECT id, name, short FROM series ORDER BY rowid"):
            self._shorts[series] = short
            for one in {*called(name), *called(short)}:
                # What two fairs are called tells neither.
                known = self._names.setdefault(one, series)
                if known != series:
                    self._names[one] = None
        self._beginnings = {
            " ".join(words[:size])
            for words in (name.split() for name in self._names)
            for size in range(1, len(words) + 1)
        }

    def short(self, series: str) -> str:
        """The name of a fair for narrow columns."""
        return self._shorts.get(series, series)

    def knows(self, name: str) -> bool:
        """Whether a name is one that a fair of the store goes by."""
        return any(self._names.get(one) for one in called(name))

    def find(self, text: str) -> Iterator[Name]:
        """Where `text` names known fairs, in order; of names within names, the longest."""
        found = [match.span() for match in _WORD.finditer(text)]
        at = 0
        while at < len(found):
            name, size = self._longest(text, found, at)
            if name is not None:
                yield name
            at += size

    def editions(self, series: str) -> Sequence[Edition]:
        """All editions of a fair, in order."""
        if series not in self._editions:
            rows = self._db.execute(_EVENTS, (series,)).fetchall()
            self._editions[series] = [Edition(row[0], series, *row[1:]) for row in rows]
        return self._editions[series]

    def numbered(self, series: str, number: int) -> Edition | None:
        """The edition with a number."""
        return next((one for one in self.editions(series) if one.number == number), None)

    def of_year(self, series: str, year: str) -> Edition | None:
        """The one edition held in a year; None where there is none, or more."""
        found = [one for one in self.editions(series) if (one.first or "")[:4] == year]
        return found[0] if len(found) == 1 else None

    def before(self, edition: Edition) -> Edition | None:
        """The edition before one."""
        if edition.number is not None:
            return self.numbered(edition.series, edition.number - 1)
        editions = list(self.editions(edition.series))
        at = editions.index(edition)
        return editions[at - 1] if at else None

    def event(self, event: str) -> Edition | None:
        """An event by its id, whatever kind it is of."""
        row = self._db.execute(
            "SELECT id, series_id, edition, short, date, date_start, date_end FROM events"
            " WHERE id = ?", (event,)
        ).fetchone()  # fmt: skip
        return Edition(*row) if row else None

    def _longest(
        self, text: str, found: Sequence[tuple[int, int]], at: int
    ) -> tuple[Name | None, int]:
        """The longest name that begins at a word, and how many words to go on by."""
        name, size, words = None, 1, ""
        for last in range(at, len(found)):
            words = f"{words} {fold(text[slice(*found[last])])}".lstrip()
            if words not in self._beginnings:
                break
            series = self._names.get(words)
            if series is not None:
                first, end = found[at][0], found[last][1]
                made = _name(text[first:end], first, end, series, single=last == at)
                if made is not None:
                    name, size = made, last - at + 1
        return name, size


def _name(printed: str, start: int, end: int, series: str, *, single: bool) -> Name | None:
    """A name as it stands there; None of a common word in small letters."""
    if not single:
        return Name(start, end, series)
    if printed.islower() or printed.lower() in EVENT_NOUNS:
        return None
    letters = printed.rstrip("s")
    acronym = len(letters) >= _ACRONYM and letters.isupper()
    return Name(start, end, series, place=not acronym)
