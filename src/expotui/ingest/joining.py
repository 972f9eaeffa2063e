"""The occasions that a text names → series and events of the store: known ones, or new.

An event is known by the number of its edition, else by its date; never by a guess. Where a text
says neither, the fair as a whole is all that it speaks of.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from expotui.extract.model import Occasion
from expotui.facts.naming import bare, called, short_of, slug
from expotui.facts.reckoned import event_short, event_zoom, first_and_last_day, home, sort_date
from expotui.store.writing import Writer

# A name that holds another one is the same only where that is so many words long.
_TELLING = 3

_EVENTS = """SELECT id, owner, kind, edition, name, short, date, date_start, date_end, part_of_id,
    joint_with_id FROM events WHERE series_id = ? ORDER BY key"""


class Known(NamedTuple):
    """An event of the store, or one about to be: what tells whether an occasion is it."""

    id: str
    series: str
    owner: str
    kind: str
    edition: int | None
    name: str
    short: str
    date: str | None
    first: str | None
    last: str | None
    home: str


class Of(NamedTuple):
    """What an occasion turned out to be: an event of a series, the series alone, or nothing."""

    event: Known | None = None
    series: str | None = None


class Joining:
    """Finds occasions in one store, and makes those that are not there."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._names: dict[str, str] = {}
        self._shorts: dict[str, str] = {}
        self._events: dict[str, list[Known]] = {}
        self.made = 0
        self.joined: set[str] = set()
        self.refresh()

    def refresh(self) -> None:
        """Forget what is known of the store: others may have written to it."""
        self._names.clear()
        self._shorts.clear()
        self._events.clear()
        for series, name, short in self._db.execute(
            "SELECT id, name, short FROM series ORDER BY owner, rowid"
        ):
            self._learn(series, name, short)

    def resolve(self, writer: Writer, occasions: Sequence[Occasion], document: str) -> list[Of]:
        """What each occasion is in the store; missing series and events are made."""
        return [self._one(writer, occasion, document) for occasion in occasions]

    def edition_of(self, series: str, edition: int) -> Known | None:
        """The edition of a fair with this number, where the store has it."""
        return _numbered(self._of_series(series), edition, "")

    def _one(self, writer: Writer, occasion: Occasion, document: str) -> Of:
        series = self._series(occasion)
        first, last = _days(occasion.edtf)
        dated = first is not None and last is not None
        if series is None:
            if occasion.edition is None and not dated:
                # A fair that is named and no more: nothing that a timeline could show.
                return Of()
            series = self._make_series(writer, occasion)
        events = self._of_series(series)
        if occasion.edition is not None:
            event = _numbered(events, occasion.edition, bare(occasion.name))
        elif dated:
            among = _held(events, first, last)
            if len(among) > 1:
                return Of(None, series)
            event = among[0] if among else None
        else:
            return Of(None, series)
        if event is None:
            event = self._make_event(writer, occasion, series, document)
        else:
            event = self._dated(writer, event, occasion, document)
            self.joined.add(event.id)
        return Of(event, series)

    def _series(self, occasion: Occasion) -> str | None:
        for name in filter(None, (occasion.series, occasion.name)):
            if name in self._shorts:
                return name
            for one in called(name):
                if one in self._names:
                    return self._names[one]
        return self._within(bare(occasion.name))

    def _within(self, name: str) -> str | None:
        """The one series whose name holds this one, or is held by it."""
        if len(name.split()) < _TELLING:
            return None
        found = {
            series
            for known, series in self._names.items()
            if len(known.split()) >= _TELLING
            and (f" {known} " in f" {name} " or f" {name} " in f" {known} ")
        }
        return found.pop() if len(found) == 1 else None

    def _learn(self, series: str, name: str, short: str) -> None:
        self._shorts[series] = short
        for one in (series, *called(name), *called(short)):
            self._names.setdefault(one, series)

    def _of_series(self, series: str) -> list[Known]:
        events = self._events.get(series)
        if events is None:
            rows = self._db.execute(_EVENTS, (series,)).fetchall()
            self._events[series] = events = [_known(series, row) for row in rows]
        return events

    def _make_series(self, writer: Writer, occasion: Occasion) -> str:
        name = " ".join(occasion.name.split()) or "occasion"
        series = self._free("series", slug(bare(name), "fair"))
        short = short_of(occasion.series or name)
        writer.insert("series", [{"id": series, "name": name, "short": short}])
        self._learn(series, name, short)
        self._events[series] = []
        return series

    def _make_event(self, writer: Writer, occasion: Occasion, series: str, document: str) -> Known:
        edition, (first, last) = occasion.edition, _days(occasion.edtf)
        date = occasion.edtf or None
        when = "" if edition is not None else f"-{(date or '').replace('/', '-')}"
        event = self._free("events", f"{series}-{edition}" if edition is not None
                           else slug(f"{series}{when}", series))  # fmt: skip
        short = event_short(self._shorts[series], edition)
        if edition is None and first:
            short = f"{short} {first[:4]}"
        row = {
            "id": event, "series_id": series, "kind": "edition", "edition": edition,
            "name": " ".join(occasion.name.split()) or short, "short": short,
            "city": occasion.city, "date": date, "date_start": first, "date_end": last,
            "sort_date": sort_date(date), "zoom": event_zoom("edition", None),
            **_basis(occasion, document),
        }  # fmt: skip
        writer.insert("events", [row])
        known = Known(
            event, series, "user", "edition", edition, str(row["name"]), short, date, first, last,
            event,
        )  # fmt: skip
        self._of_series(series).append(known)
        self.made += 1
        return known

    def _dated(self, writer: Writer, event: Known, occasion: Occasion, document: str) -> Known:
        """Give the reader's own event, of which no date is known, the one that a text has."""
        first, last = _days(occasion.edtf)
        if event.owner != "user" or event.date is not None or first is None:
            return event
        date = occasion.edtf
        changes = {
            "date": date, "date_start": first, "date_end": last, "sort_date": sort_date(date),
            **_basis(occasion, document),
        }  # fmt: skip
        writer.update("events", [event.id], changes)
        known = event._replace(date=date, first=first, last=last)
        events = self._of_series(event.series)
        events[events.index(event)] = known
        return known

    def _free(self, table: str, name: str) -> str:
        """An id that is not taken."""
        at, free = 1, name
        while self._db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (free,)).fetchone():
            at += 1
            free = f"{name}-{at}"
        return free


def _known(series: str, row: Mapping[str, Any]) -> Known:
    return Known(
        row["id"], series, row["owner"], row["kind"], row["edition"], row["name"], row["short"],
        row["date"], row["date_start"], row["date_end"],
        home(row["id"], row["part_of_id"], row["joint_with_id"]),
    )  # fmt: skip


def _numbered(events: Sequence[Known], edition: int, name: str) -> Known | None:
    """The edition of this number; one held within another only where its own name is printed."""
    found = [one for one in events if one.edition == edition and one.kind == "edition"]
    return next(
        (one for one in found if one.home == one.id),
        next((one for one in found if name and bare(one.name) == name), None),
    )


def _held(events: Sequence[Known], first: str | None, last: str | None) -> list[Known]:
    """The editions that a time can mean: those held within it, or it within them."""
    return [
        one
        for one in events
        if one.kind == "edition" and one.home == one.id and one.first and one.last
        and first is not None and last is not None
        and ((first <= one.first and one.last <= last) or (one.first <= first and last <= one.last))
    ]  # fmt: skip


def _days(edtf: str | None) -> tuple[str | None, str | None]:
    """The first and last day of a date; none of one that is not EDTF, or has no year."""
    try:
        return first_and_last_day(edtf or None)
    except ValueError:
        return None, None


def _basis(occasion: Occasion, document: str) -> dict[str, str]:
    """How the date of a new event is known: what its text says, or what follows from it."""
    stated = occasion.basis in ("explicit", "stated")
    said = "stated by" if stated else "inferred from what is said in"
    if not occasion.edtf:
        return {"date_basis": "inferred", "date_reason": f"no date is said in {document}"}
    return {
        "date_basis": "stated" if stated else "inferred",
        "date_reason": f"{said} {document}",
    }
