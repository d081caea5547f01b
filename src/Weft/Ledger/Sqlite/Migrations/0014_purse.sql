-- What of an answer's tokens and money went on thinking.
ALTER TABLE answers ADD COLUMN thinking_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE answers ADD COLUMN thinking_micros INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN thinking_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN thinking_micros INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 14;
