"""What is counted as rows come and go, so that nobody counts a million of them to draw one screen.

Kept by triggers, and so exact whoever writes: sqlite-utils, Datasette and the sqlite3 shell too.
But for `INSERT OR REPLACE` over a row that is there: SQLite tells of what it replaces only where
`PRAGMA recursive_triggers` is on.

- `events` and `documents` have `figures` and `quotes`, the facts they hold, and `day`, what they
  are sorted by (YYYYMMDD, 00 for what is not known; `UNDATED` comes after all days).
- `days` has, for each day on the timeline, its events and pages (those that the years show, and
  all), and the facts browsed under its events.
- `totals`, one row, has the figures and quotes of the store.
"""

import sqlite3

from expotui.facts.timeline import UNDATED

_YEAR = "CAST(substr(sort_date, 1, 4) AS INTEGER) * 10000"
_MONTH = "CAST(substr(sort_date, 6, 2) AS INTEGER)"
_DAY = "CAST(substr(sort_date, 9, 2) AS INTEGER)"
_FOUR, _TWO = "[0-9]" * 4, "[0-9]" * 2

# `2023-11-05`, `2023-11`, `2023`, and `2022~`: after all of 2022. Anything else is no date.
_DAY_NUMBER = f"""CASE
    WHEN sort_date GLOB '{_FOUR}-{_TWO}-{_TWO}' AND {_MONTH} BETWEEN 1 AND 12
        AND {_DAY} BETWEEN 1 AND 31 THEN {_YEAR} + {_MONTH} * 100 + {_DAY}
    WHEN sort_date GLOB '{_FOUR}-{_TWO}' AND {_MONTH} BETWEEN 1 AND 12
        THEN {_YEAR} + {_MONTH} * 100
    WHEN sort_date GLOB '{_FOUR}' THEN {_YEAR}
    WHEN sort_date GLOB '{_FOUR}~' THEN {_YEAR} + 9900
    ELSE {UNDATED} END"""

_COLUMNS = (
    "ALTER TABLE events ADD COLUMN figures INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE events ADD COLUMN quotes INTEGER NOT NULL DEFAULT 0",
    # Facts browsed under it, for the ruler: a part's are its whole's, so that none counts twice.
    "ALTER TABLE events ADD COLUMN at_home INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE documents ADD COLUMN figures INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE documents ADD COLUMN quotes INTEGER NOT NULL DEFAULT 0",
    f"ALTER TABLE events ADD COLUMN day INTEGER AS ({_DAY_NUMBER}) VIRTUAL",
    f"ALTER TABLE documents ADD COLUMN day INTEGER AS ({_DAY_NUMBER}) VIRTUAL",
    "DROP INDEX events_by_date",
    "DROP INDEX documents_by_date",
    "CREATE INDEX events_by_day ON events(day, key)",
    "CREATE INDEX documents_by_day ON documents(day, key)",
    "CREATE INDEX events_of_years ON events(day, key) WHERE zoom <= 1",
    "CREATE INDEX documents_of_years ON documents(day, key) WHERE zoom <= 1",
    """CREATE TABLE days (
        day INTEGER PRIMARY KEY, events INTEGER NOT NULL DEFAULT 0,
        pages INTEGER NOT NULL DEFAULT 0, events_of_years INTEGER NOT NULL DEFAULT 0,
        pages_of_years INTEGER NOT NULL DEFAULT 0, facts INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE totals (
        one INTEGER PRIMARY KEY CHECK (one = 1), figures INTEGER NOT NULL DEFAULT 0,
        quotes INTEGER NOT NULL DEFAULT 0)""",
    "INSERT INTO totals(one) VALUES (1)",
)


def _row_counts(table: str, column: str, facts: str) -> tuple[str, ...]:
    """Triggers that count the rows of `events` or `documents` in `days`."""

    def change(row: str, sign: str) -> str:
        moved = facts.format(row=row)
        return f"""
            INSERT INTO days(day, {column}, {column}_of_years, facts)
            VALUES ({row}.day, {sign}1, {sign}({row}.zoom <= 1), {sign}{moved})
            ON CONFLICT (day) DO UPDATE SET {column} = {column} + excluded.{column},
                {column}_of_years = {column}_of_years + excluded.{column}_of_years,
                facts = facts + excluded.facts;"""

    gone = """
            DELETE FROM days WHERE day = OLD.day AND events = 0 AND pages = 0 AND facts = 0;"""
    return (
        f"CREATE TRIGGER {table}_come AFTER INSERT ON {table} WHEN NEW.key > 0"
        f" BEGIN{change('NEW', '')} END",
        f"CREATE TRIGGER {table}_go AFTER DELETE ON {table} WHEN OLD.key > 0"
        f" BEGIN{change('OLD', '-')}{gone} END",
        f"CREATE TRIGGER {table}_move AFTER UPDATE OF sort_date, zoom ON {table}"
        " WHEN OLD.key > 0 AND (OLD.day IS NOT NEW.day OR OLD.zoom IS NOT NEW.zoom)"
        f" BEGIN{change('OLD', '-')}{change('NEW', '')}{gone} END",
    )


def _fact_counts(row: str, sign: str) -> str:
    """Statements that count one fact in, or out."""
    figure, quote = f"({row}.kind = 'figure')", f"({row}.kind = 'quote')"
    return f"""
        UPDATE totals SET figures = figures {sign} {figure}, quotes = quotes {sign} {quote};
        UPDATE documents SET figures = figures {sign} {figure}, quotes = quotes {sign} {quote}
        WHERE id = {row}.document_id;
        UPDATE events SET figures = figures {sign} {figure}, quotes = quotes {sign} {quote},
            at_home = at_home {sign} (id IS {row}.home_event_id)
        WHERE id IN ({row}.event_id, {row}.home_event_id);
        UPDATE days SET facts = facts {sign} 1
        WHERE day = (SELECT day FROM events WHERE id = {row}.home_event_id AND key > 0);"""


_FACT_TRIGGERS = (
    "CREATE TRIGGER facts_come AFTER INSERT ON facts"
    " WHEN NOT EXISTS (SELECT 1 FROM settings WHERE name = 'counting')"
    f" BEGIN{_fact_counts('NEW', '+')} END",
    f"CREATE TRIGGER facts_go AFTER DELETE ON facts BEGIN{_fact_counts('OLD', '-')} END",
    "CREATE TRIGGER facts_move AFTER UPDATE OF kind, document_id, event_id, home_event_id ON facts"
    " WHEN OLD.kind IS NOT NEW.kind OR OLD.document_id IS NOT NEW.document_id"
    " OR OLD.event_id IS NOT NEW.event_id OR OLD.home_event_id IS NOT NEW.home_event_id"
    f" BEGIN{_fact_counts('OLD', '-')}{_fact_counts('NEW', '+')} END",
)

# Many new facts are counted at once by who adds them, at a tenth of the cost: `counting` in the
# settings, which only that transaction sees, keeps the trigger still.
COUNTING = "INSERT OR REPLACE INTO settings VALUES ('counting', 'yes')"
COUNTED = (
    """UPDATE totals SET figures = totals.figures + n.figures,
        quotes = totals.quotes + n.quotes FROM (
        SELECT coalesce(sum(kind = 'figure'), 0) AS figures,
               coalesce(sum(kind = 'quote'), 0) AS quotes FROM facts WHERE key > :last) n""",
    """UPDATE documents SET figures = documents.figures + n.figures,
        quotes = documents.quotes + n.quotes FROM (
        SELECT document_id, sum(kind = 'figure') AS figures, sum(kind = 'quote') AS quotes
        FROM facts WHERE key > :last GROUP BY document_id) n WHERE documents.id = n.document_id""",
    """UPDATE days SET facts = days.facts + n.facts FROM (
        SELECT e.day, count(*) AS facts FROM facts f JOIN events e ON e.id = f.home_event_id
        WHERE f.key > :last AND e.key > 0 GROUP BY e.day) n WHERE days.day = n.day""",
    """UPDATE events SET figures = events.figures + n.figures, quotes = events.quotes + n.quotes,
        at_home = events.at_home + n.at_home FROM (
        SELECT of_event, sum(kind = 'figure') AS figures, sum(kind = 'quote') AS quotes,
               sum(home_event_id IS of_event) AS at_home
        FROM (SELECT kind, home_event_id, home_event_id AS of_event FROM facts WHERE key > :last
              UNION ALL SELECT kind, home_event_id, event_id FROM facts
              WHERE key > :last AND event_id IS NOT home_event_id)
        GROUP BY of_event) n WHERE events.id = n.of_event""",
    "DELETE FROM settings WHERE name = 'counting'",
)

# From the rows alone: how a store starts to count, and what store/soundness.py compares.
RECOUNTED = {
    "events": """
        SELECT e.key, coalesce(sum(f.kind = 'figure'), 0), coalesce(sum(f.kind = 'quote'), 0),
               coalesce(sum(f.home_event_id IS e.id), 0)
        FROM events e LEFT JOIN (
            SELECT key, kind, home_event_id, home_event_id AS of_event FROM facts
            UNION SELECT key, kind, home_event_id, event_id FROM facts
        ) f ON f.of_event = e.id GROUP BY e.key""",
    "documents": """
        SELECT d.key, coalesce(sum(f.kind = 'figure'), 0), coalesce(sum(f.kind = 'quote'), 0)
        FROM documents d LEFT JOIN facts f ON f.document_id = d.id GROUP BY d.key""",
    "days": """
        SELECT day, sum(events), sum(pages), sum(events_of_years), sum(pages_of_years), sum(facts)
        FROM (
            SELECT day, 1 AS events, 0 AS pages, zoom <= 1 AS events_of_years,
                   0 AS pages_of_years, at_home AS facts FROM events WHERE key > 0
            UNION ALL SELECT day, 0, 1, 0, zoom <= 1, 0 FROM documents WHERE key > 0
        ) GROUP BY day""",
    "totals": """
        SELECT 1, coalesce(sum(kind = 'figure'), 0), coalesce(sum(kind = 'quote'), 0) FROM facts""",
}

RECOUNT = (
    f"""WITH counted(key, figures, quotes, at_home) AS ({RECOUNTED["events"]})
        UPDATE events SET figures = c.figures, quotes = c.quotes, at_home = c.at_home
        FROM counted c WHERE c.key = events.key""",
    f"""WITH counted(key, figures, quotes) AS ({RECOUNTED["documents"]})
        UPDATE documents SET figures = c.figures, quotes = c.quotes
        FROM counted c WHERE c.key = documents.key""",
    "DELETE FROM days",
    f"""INSERT INTO days(day, events, pages, events_of_years, pages_of_years, facts)
        {RECOUNTED["days"]}""",
    "DELETE FROM totals",
    f"INSERT INTO totals(one, figures, quotes) {RECOUNTED['totals']}",
)

AGGREGATES = (
    *_COLUMNS,
    *RECOUNT,
    *_row_counts("events", "events", "{row}.at_home"),
    *_row_counts("documents", "pages", "0"),
    *_FACT_TRIGGERS,
)


_KEPT = {
    "events": "SELECT key, figures, quotes, at_home FROM events",
    "documents": "SELECT key, figures, quotes FROM documents",
    "days": "SELECT day, events, pages, events_of_years, pages_of_years, facts FROM days",
    "totals": "SELECT one, figures, quotes FROM totals",
}


def kept_wrongly(db: sqlite3.Connection) -> list[str]:
    """The tables whose counts are not what counting gives; counts all rows of the store."""
    return sorted(
        table
        for table, counted in RECOUNTED.items()
        if db.execute(
            f"SELECT * FROM ({counted} EXCEPT {_KEPT[table]}) UNION ALL"
            f" SELECT * FROM ({_KEPT[table]} EXCEPT {counted}) LIMIT 1"
        ).fetchone()
    )
