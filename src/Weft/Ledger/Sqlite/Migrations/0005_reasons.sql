-- Why something is as it is, as a code with arguments beside the sentence, so that it is said in the language of whoever looks; empty = a build
-- that knew but sentences, or words from outside.
ALTER TABLE jobs ADD COLUMN reason_code TEXT NOT NULL DEFAULT '';
ALTER TABLE jobs ADD COLUMN reason_args TEXT NOT NULL DEFAULT '';
ALTER TABLE chapter_runs ADD COLUMN reason_code TEXT NOT NULL DEFAULT '';
ALTER TABLE chapter_runs ADD COLUMN reason_args TEXT NOT NULL DEFAULT '';
ALTER TABLE rejections ADD COLUMN reason_code TEXT NOT NULL DEFAULT '';
ALTER TABLE rejections ADD COLUMN reason_args TEXT NOT NULL DEFAULT '';
ALTER TABLE calls ADD COLUMN reason_code TEXT NOT NULL DEFAULT '';
ALTER TABLE calls ADD COLUMN reason_args TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN end_reason_code TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN end_reason_args TEXT NOT NULL DEFAULT '';
ALTER TABLE providers ADD COLUMN pause_reason_code TEXT NOT NULL DEFAULT '';
ALTER TABLE providers ADD COLUMN pause_reason_args TEXT NOT NULL DEFAULT '';

PRAGMA user_version = 5;
