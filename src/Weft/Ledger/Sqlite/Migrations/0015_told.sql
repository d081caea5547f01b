-- What a person said of the edition's file, as JSON; null = all was found out.
ALTER TABLE editions ADD COLUMN told TEXT NULL;

PRAGMA user_version = 15;
