"""Each check of a store by itself: what is not sound, and what to do about it. Nothing is mended.

See also store/soundness.py, which compares the index with the facts.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from expotui.errors import StoreError
from expotui.store.aggregates import kept_wrongly
from expotui.store.connection import seed_digest
from expotui.store.disputes import judged_wrongly
from expotui.store.explaining import interrupted, is_busy
from expotui.store.identity import SCHEMA_VERSION, TOKENIZER
from expotui.store.soundness import index_problems

State = Literal["sound", "wrong", "not looked at"]

_MOST = 10  # lines of one check: a file may be damaged in thousands of places

_START = "run expotui once without --read-only"
_REBUILD = "run expotui doctor --rebuild"
_RESTORE = (
    "restore a backup, or export what can be read, move the store away and import it into a new one"
)
_REINDEX = "run REINDEX on it with sqlite3, or restore a backup"
_REFERENCE = "add what is missing or delete that row with sqlite3, or restore a backup"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is not sound, and what to do about it. Both may hold text of the store."""

    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Check:
    """What came of one check; `after` names those that have to be sound before it is made."""

    name: str
    problems: tuple[Problem, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        if self.after:
            return "not looked at"
        return "wrong" if self.problems else "sound"


class Checkup:
    """The checks of one store, to be made in the order of `names`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._failed: set[str] = set()
        self.names = tuple(_CHECKS)

    def check(self, name: str) -> Check:
        """Make one check; the store is read as it is at one moment.

        Raises:
            sqlite3.OperationalError: another program holds the store.
        """
        look, needed, remedy = _CHECKS[name]
        missing = tuple(other for other in needed if other in self._failed)
        problems = () if missing else tuple(self._problems(look, remedy))
        if missing or problems:
            self._failed.add(name)
        return Check(name, problems, missing)

    def _problems(self, look: "_Look", remedy: str) -> Iterator[Problem]:
        try:
            with _at_one_moment(self._db):
                yield from look(self._db)
        except sqlite3.DatabaseError as error:
            if is_busy(error) or interrupted(error):
                raise
            yield Problem(f"it cannot be read: {error}", remedy)


@contextmanager
def _at_one_moment(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.rollback()


_Look = Callable[[sqlite3.Connection], Iterable[Problem]]


def _file(db: sqlite3.Connection) -> Iterator[Problem]:
    # But for CHECK constraints, which SQLite does not read where a file may not be written.
    for (said,) in db.execute(f"PRAGMA integrity_check({_MOST})"):
        if "FTS5 table" in said:
            # Of SQLite since 3.44; what it says of a store that may not be written means nothing.
            if said.startswith("malformed"):
                yield Problem(said, _REBUILD)
        elif said != "ok":
            yield Problem(said, _REINDEX if " index " in said else _RESTORE)


def _schema(db: sqlite3.Connection) -> Iterator[Problem]:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version != SCHEMA_VERSION:
        yield Problem(
            f"it is of an older expotui ({version}, this one has {SCHEMA_VERSION})", _START
        )


def _structure(db: sqlite3.Connection) -> Iterator[Problem]:
    there = set(_objects(db))
    for kind, name in _expected():
        if (kind, name) not in there:
            yield Problem(f"the {kind} {name} is not there", _RESTORE)


def _objects(db: sqlite3.Connection) -> list[tuple[str, str]]:
    # What SQLite makes by itself goes by names that it may choose anew; what FTS5 makes is the
    # index's.
    return [
        (row[0], row[1])
        for row in db.execute(
            "SELECT type, name FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*'"
            " AND name NOT GLOB 'fact_index_*' ORDER BY type, name"
        )
    ]


def _expected() -> list[tuple[str, str]]:
    """The kind and name of all that a new store of today's schema is made of."""
    from sqlite_utils import Database

    from expotui.store.schema import migrations

    with closing(sqlite3.connect(":memory:")) as empty:
        migrations.apply(Database(empty))
        return _objects(empty)


def _references(db: sqlite3.Connection) -> Iterator[Problem]:
    with closing(db.execute("PRAGMA foreign_key_check")) as broken:
        for table, row, parent, at in islice(broken, _MOST):
            which = f"row {row} of {table}" if row is not None else f"a row of {table}"
            yield Problem(
                f"{which} refers to a row of {parent} that is not there{_by(db, table, at)}",
                _REFERENCE,
            )
        if broken.fetchone():
            yield Problem("and more rows do", _REFERENCE)


def _by(db: sqlite3.Connection, table: str, at: int) -> str:
    """The column that holds a table's foreign key of this number."""
    keys = db.execute('SELECT id, "from" FROM pragma_foreign_key_list(?)', (table,)).fetchall()
    return next((f" ({key[1]})" for key in keys if key[0] == at), "")


def _settings(db: sqlite3.Connection) -> dict[str, str]:
    return dict(db.execute("SELECT name, value FROM settings").fetchall())


def _seeds(db: sqlite3.Connection) -> Iterator[Problem]:
    try:
        shipped = seed_digest()
    except StoreError:
        yield Problem("the shipped seeds cannot be read", "reinstall expotui")
        return
    if _settings(db).get("seed") != shipped:
        yield Problem("it has the seeds of another version of expotui", _START)


def _tokens(db: sqlite3.Connection) -> Iterator[Problem]:
    if _settings(db).get("tokenizer") != TOKENIZER:
        yield Problem("the search index was made by another version of expotui", _START)


def _unindexed(db: sqlite3.Connection) -> Iterator[Problem]:
    if {"indexing", "counting"} & _settings(db).keys():
        # A transaction's own, which nobody else is ever to see: the triggers keep still for it.
        yield Problem("what other programs write is not noted", _REBUILD)
    for table, told in (("unindexed", "indexed"), ("unjudged", "compared with other claims")):
        written = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        if written:
            yield Problem(f"not {told} yet, written by other programs: {written:,}", _START)


def _index(db: sqlite3.Connection) -> Iterator[Problem]:
    for problem in index_problems(db):
        yield Problem(problem, _REBUILD)


def _counts(db: sqlite3.Connection) -> Iterator[Problem]:
    for table in kept_wrongly(db):
        yield Problem(f"those kept in {table} are not what counting gives", _REBUILD)


def _verdicts(db: sqlite3.Connection) -> Iterator[Problem]:
    if wrong := judged_wrongly(db):
        told = f"facts marked as contradicted, or not, against what judging gives: {wrong:,}"
        yield Problem(told, _REBUILD)


# By name: the check, those that have to be sound before it says anything, and what to do where
# it cannot be made to the end.
_CHECKS: dict[str, tuple[_Look, tuple[str, ...], str]] = {
    "file": (_file, (), _RESTORE),
    "schema": (_schema, (), _RESTORE),
    "structure": (_structure, ("schema",), _RESTORE),
    "references": (_references, (), _RESTORE),
    "seeds": (_seeds, ("schema",), _RESTORE),
    "tokens": (_tokens, ("schema",), _RESTORE),
    "unindexed": (_unindexed, ("schema",), _RESTORE),
    # A fact whose document is gone can't be indexed at all.
    "index": (_index, ("schema", "references", "tokens", "unindexed"), _REBUILD),
    "counts": (_counts, ("schema",), _RESTORE),
    "verdicts": (_verdicts, ("schema", "unindexed"), _RESTORE),
}
