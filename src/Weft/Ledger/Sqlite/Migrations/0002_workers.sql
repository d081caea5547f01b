-- How many workers a session has for each of its providers; 0 = a build that did not say.
ALTER TABLE sessions ADD COLUMN workers INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 2;
