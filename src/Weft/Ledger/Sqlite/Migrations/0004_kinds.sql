-- What a provider is; a build that does not say it knows but one kind that is added.
ALTER TABLE providers ADD COLUMN kind TEXT NOT NULL DEFAULT 'openai';
UPDATE providers SET kind = 'rules' WHERE name = 'rules';

PRAGMA user_version = 4;
