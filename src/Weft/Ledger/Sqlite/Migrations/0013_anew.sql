-- Providers that a session was to work for and whose key it cannot open.
ALTER TABLE sessions ADD COLUMN locked TEXT NOT NULL DEFAULT '[]';

PRAGMA user_version = 13;
