"""The search index and its vocabulary, kept in step with the facts inside the writer's transaction.

The index holds tokens alone (a contentless FTS5 table), so a fact leaves it by the very tokens it
came with: whoever changes a fact, or what it refers to, takes it out before and puts it in after
(`store.writing` does). They are made by one version of the tokenizer; the store's settings say
which, and where that is another, everything is indexed anew.

The latest fact comes first in it: FTS5 reads its lists forwards in half the time that it takes to
read them backwards, and a search that finds too many facts looks at the latest.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from expotui.facts.search_fields import COLUMNS, field_tokens
from expotui.store.queries import keys_json

# The row of a fact in the index, and its tokens in each column.
Entry = tuple[int, *tuple[str, ...]]
# Told how many facts are done, of how many.
Progress = Callable[[int, int], None]

# A fact's row in the index is this less its key; and its key this less its row.
LATEST_FIRST = 2**31

# Different texts whose terms are counted together: what bounds the memory of a build.
_COUNTED_TOGETHER = 50_000
_STEP = 10_000

SEARCHED = """
    SELECT f.key, f.kind, f.value, f.upper, f.unit, f.text, f.qualified_text, f.counts, f.speaker,
           f.role, f.scope, f.stage, f.flags, f.anonymous, f.span_start, f.edition_claimed,
           f.measure_id, f.event_id, f.home_event_id,
           coalesce(e.series_id, f.series_id) AS series_id,
           coalesce(m.label, f.measure_id) AS measure, m.synonyms,
           e.name AS event, e.short AS event_short, e.city,
           iif(e.kind = 'group', NULL, e.edition) AS edition,
           s.name AS series, s.short AS series_short, sub.name AS subject,
           d.publisher, d.title, d.copy_of_id,
           coalesce(e.date_start, e.date_end, f.period_start, f.period_end,
                    iif(f.event_id IS NULL, d.published_start, NULL)) AS since,
           coalesce(e.date_end, e.date_start, f.period_end, f.period_start,
                    iif(f.event_id IS NULL, d.published_end, NULL)) AS until,
           d.published_start AS page_since, d.published_end AS page_until
    FROM facts f
    JOIN documents d ON d.id = f.document_id
    LEFT JOIN events e ON e.id = f.event_id
    LEFT JOIN measures m ON m.id = f.measure_id
    LEFT JOIN series s ON s.id = coalesce(e.series_id, f.series_id)
    LEFT JOIN subjects sub ON sub.id = f.subject_id
"""
_OF_KEYS = f"{SEARCHED} WHERE f.key IN (SELECT value FROM json_each(?))"
_AFTER = f"{SEARCHED} WHERE f.key > ?"
# In the order of the index: FTS5 writes out what it has gathered where a row goes backwards.
_ORDER = " ORDER BY f.key DESC"

_NAMES = ", ".join(COLUMNS)
_PUT = f"INSERT INTO fact_index(rowid, {_NAMES}) VALUES (?{', ?' * len(COLUMNS)})"
_TAKE = (
    f"INSERT INTO fact_index(fact_index, rowid, {_NAMES})"
    f" VALUES ('delete', ?{', ?' * len(COLUMNS)})"
)


def searched_rows(db: sqlite3.Connection, keys: Sequence[int]) -> dict[int, sqlite3.Row]:
    """What of some facts is searched, by key."""
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    return {row["key"]: row for row in cursor.execute(_OF_KEYS, (keys_json(keys),))}


class Index:
    """Puts facts into the index of one store and takes them out; `flush` ends what was begun."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._texts: Counter[str] = Counter()

    def put(self, keys: Sequence[int]) -> None:
        """Index the facts with these keys, as they are now."""
        self._db.executemany(_PUT, self._rows(_OF_KEYS, keys_json(keys), 1))

    def put_after(self, key: int) -> None:
        """Index the facts whose key is greater."""
        self._db.executemany(_PUT, self._rows(_AFTER, key, 1))

    def take(self, keys: Sequence[int]) -> None:
        """Take out the facts with these keys, which are as they were when they were put in."""
        self._db.executemany(_TAKE, self._rows(_OF_KEYS, keys_json(keys), -1))

    def flush(self) -> None:
        """Bring the vocabulary up to date with what was put in and taken out."""
        terms: Counter[str] = Counter()
        for text, fields in self._texts.items():
            if fields == 1:
                terms.update(set(text.split()))
            elif fields:
                terms.update(dict.fromkeys(text.split(), fields))
        self._texts.clear()
        changes = sorted((*_entry(term), fields) for term, fields in terms.items() if fields)
        self._db.executemany(
            "INSERT INTO fact_terms(kind, length, term, facts) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (kind, length, term) DO UPDATE SET facts = facts + excluded.facts",
            changes,
        )
        self._db.executemany(
            "DELETE FROM fact_terms WHERE kind = ? AND length = ? AND term = ? AND facts <= 0",
            [change[:3] for change in changes if change[3] < 0],
        )

    def clear(self) -> None:
        """Forget all that is indexed."""
        self._texts.clear()
        self._db.execute("INSERT INTO fact_index(fact_index) VALUES ('delete-all')")
        self._db.execute("DELETE FROM fact_terms")

    def rebuild(self, progress: Progress | None = None) -> None:
        """Index all facts anew."""
        facts: int = self._db.execute("SELECT count(*) FROM facts").fetchone()[0]
        self.clear()
        rows = self._rows(_AFTER, -(2**63), 1)
        self._db.executemany(_PUT, _told(rows, facts, progress) if progress else rows)
        self.flush()
        self.tidy()

    def tidy(self) -> None:
        """Merge what many insertions have left in pieces: each piece costs every query."""
        self._db.execute("INSERT INTO fact_index(fact_index) VALUES ('optimize')")

    def _rows(self, sql: str, value: object, sign: int) -> Iterator[Entry]:
        """Some facts as they are indexed; their terms are counted on the way."""
        cursor = self._db.cursor()
        cursor.row_factory = sqlite3.Row
        count = self._texts.update if sign > 0 else self._texts.subtract
        for row in cursor.execute(sql + _ORDER, (value,)):
            found = field_tokens(row)
            count(found)
            yield LATEST_FIRST - row["key"], *found
            if len(self._texts) > _COUNTED_TOGETHER:
                self.flush()


def _entry(term: str) -> tuple[str, int, str]:
    """The kind, length and name of a term, as `fact_terms` has them."""
    if term[0].isdigit():
        return "number", len(term), term
    tagged = "_" in term
    return "tag" if tagged else "word", 0, term


def _told(rows: Iterable[Entry], total: int, tell: Progress) -> Iterator[Entry]:
    for done, row in enumerate(rows):
        if done % _STEP == 0:
            tell(done, total)
        yield row
    tell(total, total)
