"""What the store keeps of the reader's own documents, beside what it keeps of any.

- `documents`: `form` (what kind of file the text was read from), `file_name` (what it was called),
  `ingested` (when, UTC).
- `sketches`, a row for each document whose text is held: what a near-duplicate is estimated by.
- `bands`, some rows for each sketch: documents that have one in common may be alike.

A near-duplicate is a copy of the first published (`documents.copy_of_id`): what it says is no
other source's word.
"""

from expotui.store.compared import COMPARED

OWN_DOCUMENTS = (
    "ALTER TABLE documents ADD COLUMN form TEXT",
    "ALTER TABLE documents ADD COLUMN file_name TEXT",
    "ALTER TABLE documents ADD COLUMN ingested TEXT",
    "CREATE INDEX documents_by_sha256 ON documents(sha256) WHERE sha256 IS NOT NULL",
    "CREATE INDEX documents_by_original ON documents(copy_of_id) WHERE copy_of_id IS NOT NULL",
    """CREATE TABLE sketches (
        document_key INTEGER PRIMARY KEY REFERENCES documents(key), pairs INTEGER NOT NULL,
        sketch BLOB NOT NULL)""",
    """CREATE TABLE bands (
        band INTEGER NOT NULL, document_key INTEGER NOT NULL REFERENCES documents(key),
        PRIMARY KEY (band, document_key)) WITHOUT ROWID""",
    "CREATE INDEX bands_by_document ON bands(document_key)",
    """CREATE TRIGGER documents_go_unlike BEFORE DELETE ON documents BEGIN
        DELETE FROM bands WHERE document_key = OLD.key;
        DELETE FROM sketches WHERE document_key = OLD.key; END""",
    "DROP VIEW claims",
    f"""CREATE VIEW claims AS
        SELECT f.event_id, m.label AS measure, f.scope, f.stage, count(*) AS claims,
               count(DISTINCT f.value) AS distinct_values, min(f.value) AS lowest,
               max(f.value) AS highest, count(DISTINCT d.origin) AS origins
        FROM facts f
        JOIN measures m ON m.id = f.measure_id
        JOIN documents d ON d.id = f.document_id
        WHERE f.event_id IS NOT NULL AND {COMPARED}
        GROUP BY f.event_id, f.measure_id, f.scope, f.stage""",
)
