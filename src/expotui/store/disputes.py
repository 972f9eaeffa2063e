"""What other claims are to each figure (facts/verdicts.py): kept beside each, a key at a time.

`contradicted` says whether another claim excludes it, `support` what those of other origins are to
it where none does: agree, compatible, or nothing where nobody else says any.

A key is what figures have to share to be compared: event or subject, measure and scope. Triggers
note the keys of which a figure came, went or changed, whoever did it; `settle` judges those anew,
within the writer's transaction or, of what others wrote, at the next start.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from expotui.facts.origins import independent, voices_of
from expotui.facts.quantities import Qualifier, printable
from expotui.facts.verdicts import Verdict, contradicted, supported
from expotui.store.compared import compared
from expotui.store.queries import decoded

# Keys that are judged at a time: what bounds the memory of a million.
_KEYS_AT_ONCE = 2_000

_JUDGED = (
    "kind", "event_id", "subject_id", "measure_id", "scope", "stage", "value", "upper",
    "qualifier", "unit", "period", "direction",
)  # fmt: skip

# Of the words a figure was printed in, and of its page: whether it is a reprint.
_VOICED = ("document_id", "text", "qualified_text")
_CHANGING = ", ".join(_JUDGED + _VOICED)


def _changed(columns: Sequence[str]) -> str:
    return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)


_KEY_OF = """ifnull({0}.event_id, ''), iif({0}.event_id IS NULL, {0}.subject_id, ''),
        {0}.measure_id, ifnull({0}.scope, '')"""
_HAS_KEY = (
    "{0}.kind = 'figure' AND coalesce({0}.event_id, {0}.subject_id) IS NOT NULL"
    f" AND {compared('{0}')}"
)


def _noted(row: str) -> str:
    return f"""
        INSERT INTO unjudged(event_id, subject_id, measure_id, scope)
        SELECT {_KEY_OF.format(row)} WHERE {_HAS_KEY.format(row)} ON CONFLICT DO NOTHING;"""


# Notes all keys there are.
EVERY_KEY = f"""
    INSERT INTO unjudged(event_id, subject_id, measure_id, scope)
    SELECT DISTINCT {_KEY_OF.format("f")} FROM facts f WHERE {_HAS_KEY.format("f")}
    ON CONFLICT DO NOTHING"""

_COME = f"CREATE TRIGGER facts_come_unjudged AFTER INSERT ON facts BEGIN{_noted('NEW')} END"
_GO = f"CREATE TRIGGER facts_go_unjudged AFTER DELETE ON facts BEGIN{_noted('OLD')} END"

DISPUTES = (
    "ALTER TABLE facts ADD COLUMN contradicted INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX facts_contradicted ON facts(event_id, measure_id, scope) WHERE contradicted",
    "CREATE INDEX facts_by_subject ON facts(subject_id, measure_id, scope)"
    " WHERE subject_id IS NOT NULL",
    # '' stands for what a key has not (NULLs would all be different): an event, or a subject,
    # which a figure outside of events is of.
    """CREATE TABLE unjudged (
        key INTEGER PRIMARY KEY, event_id TEXT NOT NULL, subject_id TEXT NOT NULL,
        measure_id TEXT NOT NULL, scope TEXT NOT NULL,
        UNIQUE (event_id, subject_id, measure_id, scope))""",
    EVERY_KEY,
    _COME,
    _GO,
    f"CREATE TRIGGER facts_change_unjudged AFTER UPDATE OF {', '.join(_JUDGED)} ON facts"
    f" WHEN {_changed(_JUDGED)} BEGIN{_noted('OLD')}{_noted('NEW')} END",
    "CREATE TRIGGER facts_out_of_dispute AFTER UPDATE OF kind, event_id, subject_id ON facts"
    f" WHEN NEW.contradicted AND NOT ({_HAS_KEY.format('NEW')})"
    " BEGIN UPDATE facts SET contradicted = 0 WHERE key = NEW.key; END",
)

# Whose word it is does not depend on a figure: of which pages' figures it changed is noted, too.
_OF_PAGE = """
    INSERT INTO unjudged(event_id, subject_id, measure_id, scope)
    SELECT {key} FROM facts f WHERE f.document_id IN (
        NEW.id, (SELECT d.id FROM documents d WHERE d.copy_of_id = NEW.id)) AND {has}
    ON CONFLICT DO NOTHING;""".format(key=_KEY_OF.format("f"), has=_HAS_KEY.format("f"))

_OUT_OF_DISPUTE = (
    "CREATE TRIGGER facts_out_of_dispute AFTER UPDATE OF {0} ON facts"
    f" WHEN NOT ({_HAS_KEY.format('NEW')})"
    " BEGIN UPDATE facts SET contradicted = 0, support = NULL WHERE key = NEW.key; END"
)

_CHANGE = (
    f"CREATE TRIGGER facts_change_unjudged AFTER UPDATE OF {_CHANGING} ON facts"
    f" WHEN {_changed(_JUDGED + _VOICED)} BEGIN{_noted('OLD')}{_noted('NEW')} END"
)
_PAGES_CHANGE = (
    "CREATE TRIGGER documents_change_unjudged AFTER UPDATE OF origin, copy_of_id ON documents"
    f" WHEN {_changed(('origin', 'copy_of_id'))} BEGIN{_OF_PAGE} END"
)

SUPPORT = (
    "ALTER TABLE facts ADD COLUMN support TEXT CHECK (support IN ('agree', 'compatible'))",
    "DROP TRIGGER facts_change_unjudged",
    "DROP TRIGGER facts_out_of_dispute",
    _OUT_OF_DISPUTE.format("kind, event_id, subject_id"),
    _CHANGE,
    _PAGES_CHANGE,
    EVERY_KEY,
)

# Made anew, as figures of nobody knows what have no key since there are any.
UNCLASSIFIED_APART = (
    "DROP TRIGGER facts_come_unjudged",
    "DROP TRIGGER facts_go_unjudged",
    "DROP TRIGGER facts_change_unjudged",
    "DROP TRIGGER documents_change_unjudged",
    "DROP TRIGGER facts_out_of_dispute",
    _COME, _GO, _CHANGE, _PAGES_CHANGE,
    _OUT_OF_DISPUTE.format("kind, event_id, subject_id, measure_id"),
)  # fmt: skip

_LOOKED_AT = """f.key, f.contradicted, f.support,
    f.event_id, f.subject_id, f.measure_id, f.scope, f.stage,
    f.value, f.upper, f.qualifier, f.unit, f.period, f.direction,
    (SELECT coalesce(whole.origin, d.origin, whole.id, d.id) FROM documents d
     LEFT JOIN documents whole ON whole.id = d.copy_of_id WHERE d.id = f.document_id),
    substr(coalesce(f.qualified_text, f.text), 1, 200)"""
_OF_KEY = """f.measure_id = u.measure_id AND f.scope IS nullif(u.scope, '')
    WHERE u.key <= :last AND f.kind = 'figure'"""
_FIGURES = f"""
    SELECT u.key, {_LOOKED_AT} FROM unjudged u
    CROSS JOIN facts f ON f.event_id = nullif(u.event_id, '') AND {_OF_KEY}
    UNION ALL
    SELECT u.key, {_LOOKED_AT} FROM unjudged u
    CROSS JOIN facts f INDEXED BY facts_by_subject
        ON f.subject_id = nullif(u.subject_id, '') AND f.event_id IS NULL
        AND {_OF_KEY}
    ORDER BY 1
"""
_ALL = f"""
    SELECT 0, {_LOOKED_AT} FROM facts f WHERE {_HAS_KEY.format("f")} AND {{where}}
    ORDER BY f.event_id, f.measure_id, f.scope, f.subject_id
"""
_LOST = f"""SELECT count(*) FROM facts f
    WHERE (f.contradicted OR f.support IS NOT NULL) AND NOT ({_HAS_KEY.format("f")})"""


class _Figure(NamedTuple):
    """What a verdict looks at."""

    of_key: int
    key: int
    contradicted: int
    support: str | None
    event: str | None
    subject: str | None
    measure: str | None
    scope: str | None
    stage: str | None
    value: int | float | None
    upper: int | float | None
    qualifier: str | None
    unit: str | None
    period: str | None
    direction: str | None
    origin: str | None
    words: str | None

    @property
    def hedge(self) -> Qualifier:
        return Qualifier.stored(self.qualifier)

    @property
    def compact_value(self) -> str:
        return str(self.value)


def settle(db: sqlite3.Connection) -> int:
    """Judge the figures of all keys that are noted; returns of how many facts that changed."""
    changed = 0
    while (last := _last_of_some(db)) is not None:
        changes = [*_changes(_figures(db, last))]
        db.executemany("UPDATE facts SET contradicted = ?, support = ? WHERE key = ?", changes)
        db.execute("DELETE FROM unjudged WHERE key <= ?", (last,))
        changed += len(changes)
    return changed


def judged_anew(
    db: sqlite3.Connection, where: str = "1"
) -> Iterator[tuple[bool, Verdict | None, int]]:
    """What is to be kept of which facts, where it is not what is kept, of all that can be read.

    `where` is an SQL condition on the facts `f` which holds for all of a key, or for none.
    """
    cursor = db.cursor()
    cursor.row_factory = None
    yield from _changes(map(_figure, cursor.execute(_ALL.format(where=where))))


def judged_wrongly(db: sqlite3.Connection) -> int:
    """How many facts are not marked as judging them would; judges all of the store."""
    cursor = db.cursor()
    cursor.row_factory = None
    wrong = sum(1 for _ in judged_anew(db))
    lost: int = cursor.execute(_LOST).fetchone()[0]
    return wrong + lost


def _last_of_some(db: sqlite3.Connection) -> int | None:
    last: int | None = db.execute(
        "SELECT max(key) FROM (SELECT key FROM unjudged ORDER BY key LIMIT ?)", (_KEYS_AT_ONCE,)
    ).fetchone()[0]
    return last


def _figures(db: sqlite3.Connection, last: int) -> list[_Figure]:
    cursor = db.cursor()
    cursor.row_factory = None
    return [*map(_figure, cursor.execute(_FIGURES, {"last": last}))]


def _figure(row: Sequence[object]) -> _Figure:
    found = _Figure(*decoded(row))  # the columns stand in its order
    return found._replace(value=printable(found.value), upper=printable(found.upper))


def _changes(figures: Iterable[_Figure]) -> Iterator[tuple[bool, Verdict | None, int]]:
    """Where what is kept is not what is so."""
    for _, of_key in groupby(figures, _key):
        together = list(of_key)
        for figure, (excluded, support) in zip(together, _weighed(together), strict=True):
            now = excluded, None if excluded else support
            if (bool(figure.contradicted), figure.support) != now:
                yield *now, figure.key


def _weighed(together: Sequence[_Figure]) -> Iterable[tuple[bool, Verdict | None]]:
    """Of each figure of a key, whether another excludes it, and what others are to it."""
    if len(together) == 1:
        # Most have no other beside them.
        return [(False, None)]
    origins = independent(voices_of((figure.origin, figure.words) for figure in together))
    return zip(contradicted(together), supported(together, origins), strict=True)


def _key(figure: _Figure) -> tuple[object, ...]:
    subject = None if figure.event else figure.subject
    return figure.of_key, figure.event, subject, figure.measure, figure.scope
