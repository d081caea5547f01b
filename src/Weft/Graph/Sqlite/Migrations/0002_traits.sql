-- What chapters say of names beside their ties, and ties that go both ways although their kind does not say so.
-- Lists are JSON: a mention's traits [[kind, text, quote, start]], an entity's [[kind, text, chapter, quote, start]].

ALTER TABLE mention ADD COLUMN traits TEXT NOT NULL DEFAULT '[]';
ALTER TABLE relation ADD COLUMN mutual INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entity ADD COLUMN traits TEXT NOT NULL DEFAULT '[]';
ALTER TABLE link ADD COLUMN mutual INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 2;
