-- What of an answer's tokens and money went on thinking.
ALTER TABLE answers ADD COLUMN thinking_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE answers ADD COLUMN thinking_micros INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN thinking_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN thinking_micros INTEGER NOT NULL DEFAULT 0;

-- The first job of the order that a job belongs to, whose budget it shares; null = it is the first, or alone.
ALTER TABLE jobs ADD COLUMN purse_id INTEGER NULL;
CREATE INDEX jobs_purse ON jobs (purse_id) WHERE purse_id IS NOT NULL;

-- How long its models have to be paused or away until rules stand in for them; null = never.
ALTER TABLE jobs ADD COLUMN rules_after_ms INTEGER NULL;

-- Since when it is paused without having been well meanwhile; null = an older build paused it.
ALTER TABLE providers ADD COLUMN paused_since_ms INTEGER NULL;

PRAGMA user_version = 14;
