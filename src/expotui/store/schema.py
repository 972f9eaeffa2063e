"""The store's schema, as versioned migrations.

`PRAGMA user_version` repeats the number of migrations, so that the reading path can tell a store's
age without importing sqlite-utils. Every table has an `owner`: 'seed' rows are ours to update,
'user' rows are never touched.
"""

from sqlite_utils import Database, Migrations

from expotui.store.aggregates import AGGREGATES
from expotui.store.behind import BEHIND, SYNONYMS
from expotui.store.decisions import DECISIONS
from expotui.store.disputes import DISPUTES, SUPPORT, UNCLASSIFIED_APART
from expotui.store.identity import APPLICATION_ID
from expotui.store.own_documents import OWN_DOCUMENTS

migrations = Migrations("expotui")

_OWNER = "owner TEXT NOT NULL DEFAULT 'user' CHECK (owner IN ('seed', 'user'))"

_TABLES = (
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    f"""CREATE TABLE series (
        id TEXT PRIMARY KEY, {_OWNER}, name TEXT NOT NULL, short TEXT NOT NULL,
        first_year INTEGER, note TEXT)""",
    f"CREATE TABLE subjects (id TEXT PRIMARY KEY, {_OWNER}, name TEXT NOT NULL, note TEXT)",
    f"""CREATE TABLE measures (
        id TEXT PRIMARY KEY, {_OWNER}, label TEXT NOT NULL, unit TEXT NOT NULL,
        position INTEGER NOT NULL)""",
    f"CREATE TABLE scopes (id TEXT PRIMARY KEY, {_OWNER}, label TEXT NOT NULL, note TEXT)",
    f"""CREATE TABLE events (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, {_OWNER},
        series_id TEXT NOT NULL REFERENCES series(id),
        kind TEXT NOT NULL CHECK (kind IN ('edition', 'occasion', 'sub-event', 'group')),
        edition INTEGER, edition_last INTEGER, name TEXT NOT NULL, short TEXT NOT NULL,
        city TEXT, country TEXT, venue TEXT,
        date TEXT, date_start TEXT, date_end TEXT,
        date_basis TEXT NOT NULL CHECK (date_basis IN ('stated', 'inferred', 'outside')),
        date_reason TEXT, sort_date TEXT,
        part_of_id TEXT REFERENCES events(id), joint_with_id TEXT REFERENCES events(id),
        zoom INTEGER NOT NULL, note TEXT)""",
    f"""CREATE TABLE documents (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, {_OWNER},
        collection TEXT NOT NULL, title TEXT NOT NULL,
        title_basis TEXT NOT NULL DEFAULT 'label' CHECK (title_basis IN ('printed', 'label')),
        publisher TEXT NOT NULL, publisher_basis TEXT, host TEXT, host_kind TEXT NOT NULL,
        origin TEXT, url TEXT, language TEXT NOT NULL,
        published TEXT, published_start TEXT, published_end TEXT,
        published_basis TEXT NOT NULL, published_reason TEXT, sort_date TEXT,
        about_event_id TEXT REFERENCES events(id), edition_claimed INTEGER,
        copy_of_id TEXT REFERENCES documents(id), sha256 TEXT, caution TEXT,
        zoom INTEGER NOT NULL, text TEXT)""",
    f"""CREATE TABLE date_claims (
        key INTEGER PRIMARY KEY, {_OWNER},
        event_id TEXT NOT NULL REFERENCES events(id),
        document_id TEXT NOT NULL REFERENCES documents(id),
        date TEXT, agrees INTEGER NOT NULL, text TEXT, span_start INTEGER, span_end INTEGER,
        note TEXT)""",
    f"""CREATE TABLE facts (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, {_OWNER},
        kind TEXT NOT NULL CHECK (kind IN ('figure', 'quote')),
        document_id TEXT NOT NULL REFERENCES documents(id),
        event_id TEXT REFERENCES events(id), home_event_id TEXT REFERENCES events(id),
        series_id TEXT REFERENCES series(id), subject_id TEXT REFERENCES subjects(id),
        edition_claimed INTEGER,
        measure_id TEXT REFERENCES measures(id), scope TEXT, stage TEXT,
        value NUMERIC CHECK (typeof(value) IN ('integer', 'real', 'null')),
        upper NUMERIC CHECK (typeof(upper) IN ('integer', 'real', 'null')),
        qualifier TEXT CHECK (qualifier IN
            ('exact', 'about', 'over', 'at_least', 'nearly', 'under', 'up_to')),
        low NUMERIC, high NUMERIC, unit TEXT,
        direction TEXT, counts TEXT,
        period TEXT, period_start TEXT, period_end TEXT, period_basis TEXT,
        speaker TEXT, role TEXT, anonymous INTEGER NOT NULL DEFAULT 0, cue TEXT,
        text TEXT NOT NULL, paragraph INTEGER, span_start INTEGER, span_end INTEGER,
        qualified_text TEXT, qualified_start INTEGER,
        flags TEXT, note TEXT,
        CHECK (kind = 'quote' OR measure_id IS NOT NULL))""",
    # What is found: tokens made by facts.tokens, never the text itself. See search/.
    """CREATE VIRTUAL TABLE fact_index USING fts5(
        tokens, content='', detail=full, columnsize=0, tokenize="unicode61 tokenchars '_'")""",
    """CREATE TABLE fact_terms (
        term TEXT PRIMARY KEY, facts INTEGER NOT NULL, is_number INTEGER NOT NULL) WITHOUT ROWID""",
    f"""CREATE TABLE marks (
        fact_id TEXT PRIMARY KEY REFERENCES facts(id), {_OWNER},
        marked_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)""",
)

_INDEXES = (
    "CREATE INDEX facts_by_home ON facts(home_event_id, measure_id, scope, stage)",
    "CREATE INDEX facts_by_event ON facts(event_id, measure_id, scope)",
    "CREATE INDEX facts_by_document ON facts(document_id, span_start)",
    "CREATE INDEX facts_by_measure ON facts(measure_id, event_id)",
    "CREATE INDEX events_by_date ON events(zoom, sort_date)",
    "CREATE INDEX documents_by_date ON documents(zoom, sort_date)",
    "CREATE INDEX documents_by_event ON documents(about_event_id)",
    "CREATE INDEX date_claims_by_event ON date_claims(event_id)",
)

_VIEWS = {
    "timeline": """
        SELECT 'event' AS type, id, sort_date, date, date_basis, name AS title, series_id,
               edition, NULL AS edition_claimed, city AS place, zoom, key
        FROM events
        UNION ALL
        SELECT 'page', d.id, d.sort_date, d.published, d.published_basis, d.title, e.series_id,
               e.edition, d.edition_claimed, d.publisher, d.zoom, d.key
        FROM documents d LEFT JOIN events e ON e.id = d.about_event_id""",
    "figures": """
        SELECT f.id, s.short AS series, e.name AS event, e.edition, f.edition_claimed,
               sub.name AS subject, m.label AS measure, f.scope, f.stage, f.qualifier, f.value,
               f.upper, f.low, f.high, f.unit, f.text, f.period, d.publisher, d.published,
               d.title AS document, f.paragraph, f.span_start, f.span_end, f.note
        FROM facts f
        JOIN documents d ON d.id = f.document_id
        JOIN measures m ON m.id = f.measure_id
        LEFT JOIN events e ON e.id = f.event_id
        LEFT JOIN series s ON s.id = coalesce(e.series_id, f.series_id)
        LEFT JOIN subjects sub ON sub.id = f.subject_id
        WHERE f.kind = 'figure'""",
    "quotes": """
        SELECT f.id, f.speaker, f.role, f.cue, f.text, e.name AS event, d.publisher,
               d.published, d.title AS document, f.paragraph, f.span_start, f.span_end, f.note
        FROM facts f
        JOIN documents d ON d.id = f.document_id
        LEFT JOIN events e ON e.id = f.event_id
        WHERE f.kind = 'quote'""",
    "claims": """
        SELECT f.event_id, m.label AS measure, f.scope, f.stage, count(*) AS claims,
               count(DISTINCT f.value) AS distinct_values, min(f.value) AS lowest,
               max(f.value) AS highest, count(DISTINCT d.origin) AS origins
        FROM facts f
        JOIN measures m ON m.id = f.measure_id
        JOIN documents d ON d.id = f.document_id
        WHERE f.event_id IS NOT NULL
        GROUP BY f.event_id, f.measure_id, f.scope, f.stage""",
}


@migrations()
def first_store(db: Database) -> None:
    """The tables, indexes and views of the first release."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in (*_TABLES, *_INDEXES):
        db.execute(statement)
    for name, sql in _VIEWS.items():
        db.create_view(name, sql)


# The search index: tokens made by facts.tokens, which its own tokenizer only tells apart, in the
# columns a query may name; `tags` holds what filters ask for. Beside it all terms, with how many
# fields of facts hold each; numbers by their length, so that what a few more digits make of one
# lies together.
_SEARCH = (
    "DROP TABLE IF EXISTS fact_index",
    "DROP TABLE IF EXISTS fact_terms",
    """CREATE VIRTUAL TABLE fact_index USING fts5(
        words, speaker, measure, event, source, tags, content='', detail=full, columnsize=0,
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co' tokenchars '_'")""",
    """CREATE TABLE fact_terms (
        kind TEXT NOT NULL CHECK (kind IN ('word', 'number', 'tag')),
        length INTEGER NOT NULL DEFAULT 0, term TEXT NOT NULL, facts INTEGER NOT NULL,
        PRIMARY KEY (kind, length, term)) WITHOUT ROWID""",
    "CREATE INDEX facts_by_speaker ON facts(speaker COLLATE NOCASE) WHERE speaker IS NOT NULL",
)


@migrations()
def grow(db: Database) -> None:
    """What a store of a million facts needs: counts that are kept, rows in order, search fields."""
    for statement in (*AGGREGATES, *_SEARCH, *BEHIND):
        db.execute(statement)


@migrations()
def judge(db: Database) -> None:
    """Which figures another claim contradicts."""
    for statement in DISPUTES:
        db.execute(statement)


# What is known of measures and scopes beside their names: seed/measures.toml says what each means.
# Lists are JSON, for json_each.
_VOCABULARY = (
    "ALTER TABLE measures ADD COLUMN decimals INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE measures ADD COLUMN adds_up INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE measures ADD COLUMN part_of_id TEXT REFERENCES measures(id)",
    "ALTER TABLE measures ADD COLUMN growth_of_id TEXT REFERENCES measures(id)",
    "ALTER TABLE measures ADD COLUMN change_of_id TEXT REFERENCES measures(id)",
    "ALTER TABLE measures ADD COLUMN scopes TEXT",
    "ALTER TABLE measures ADD COLUMN synonyms TEXT",
    "ALTER TABLE scopes ADD COLUMN part_of TEXT",
)


@migrations()
def weigh(db: Database) -> None:
    """Who else says so, independently; what measures have to do with one another."""
    for statement in (*_VOCABULARY, *SYNONYMS, *SUPPORT):
        db.execute(statement)


@migrations()
def decide(db: Database) -> None:
    """What people decide about facts, and the rows as they were before."""
    for statement in DECISIONS:
        db.execute(statement)


@migrations()
def own(db: Database) -> None:
    """The reader's own documents; figures of which nobody knows what they count."""
    for statement in (*OWN_DOCUMENTS, *UNCLASSIFIED_APART):
        db.execute(statement)
