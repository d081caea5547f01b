-- Who decided it and when; null = it is older. Of an undo, the number of what is taken back.
ALTER TABLE words ADD COLUMN said_by TEXT NULL;
ALTER TABLE words ADD COLUMN said_ms INTEGER NULL;
ALTER TABLE words ADD COLUMN undoes INTEGER NULL;

PRAGMA user_version = 17;
