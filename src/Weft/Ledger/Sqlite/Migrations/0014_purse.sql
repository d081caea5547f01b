-- What of an answer's tokens and money went on thinking.
ALTER TABLE answers ADD COLUMN thinking_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE answers ADD COLUMN thinking_micros INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN thinking_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN thinking_micros INTEGER NOT NULL DEFAULT 0;

-- The first job of the order that a job belongs to, whose budget it shares; null = it is the first, or alone.
ALTER TABLE jobs ADD COLUMN purse_id INTEGER NULL;
CREATE INDEX jobs_purse ON jobs (purse_id) WHERE purse_id IS NOT NULL;

PRAGMA user_version = 14;
