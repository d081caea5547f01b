-- The gate's permit of a call, so that a gate that was seeded from the journal knows it again; 0 = a build that did not say.
ALTER TABLE calls ADD COLUMN permit INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 3;
