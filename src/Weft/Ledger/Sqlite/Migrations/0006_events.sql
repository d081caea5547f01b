-- What happened, each with the change itself: to a session, a job or a provider. Ids never come twice, and rise with time.
CREATE TABLE events (
    event_id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    session_id INTEGER NULL,
    job_id INTEGER NULL,
    provider TEXT NOT NULL DEFAULT '',
    chapters INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    reason_code TEXT NOT NULL DEFAULT '',
    reason_args TEXT NOT NULL DEFAULT ''
);
CREATE INDEX events_at ON events (at_ms);

PRAGMA user_version = 6;
