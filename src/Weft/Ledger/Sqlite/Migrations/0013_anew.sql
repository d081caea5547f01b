-- Providers that a session was to work for and whose key it cannot open.
ALTER TABLE sessions ADD COLUMN locked TEXT NOT NULL DEFAULT '[]';

-- From which round a run's answers count: those of earlier rounds, and of other jobs, serve it no more. 0 = all of them.
ALTER TABLE chapter_runs ADD COLUMN asked_from INTEGER NOT NULL DEFAULT 0;

-- A person wanted the answers of this book forgotten: they serve no job of the same chapters that comes later.
ALTER TABLE books ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 13;
