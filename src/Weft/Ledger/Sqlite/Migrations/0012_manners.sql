-- How a provider is to be asked, as people said it (JSON; empty = as usual), and how its model wants to be, found out at which address.
ALTER TABLE providers ADD COLUMN settings TEXT NOT NULL DEFAULT '';
ALTER TABLE formats ADD COLUMN url TEXT NOT NULL DEFAULT '';
ALTER TABLE formats ADD COLUMN manners TEXT NOT NULL DEFAULT '';
UPDATE formats SET url = COALESCE((SELECT p.url FROM providers p WHERE p.name = formats.provider AND p.model = formats.model), '');

PRAGMA user_version = 12;
