-- What the edition's file says of its book, as JSON; null = nothing.
ALTER TABLE editions ADD COLUMN metadata TEXT NULL;

PRAGMA user_version = 16;
