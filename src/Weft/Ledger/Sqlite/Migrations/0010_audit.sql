-- Who did what, and who made a token. Ids never come twice, and rise with time.
CREATE TABLE audit (
    entry_id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    by_kind TEXT NOT NULL,
    by_name TEXT NOT NULL,
    by_owner TEXT NOT NULL DEFAULT '',
    by_address TEXT NOT NULL DEFAULT '',
    what TEXT NOT NULL,
    what_code TEXT NOT NULL DEFAULT '',
    what_args TEXT NOT NULL DEFAULT ''
);
CREATE INDEX audit_at ON audit (at_ms);

ALTER TABLE api_tokens ADD COLUMN owner TEXT NOT NULL DEFAULT '';

PRAGMA user_version = 10;
