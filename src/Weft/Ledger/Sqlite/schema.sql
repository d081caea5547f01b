-- name: schema-strangers
-- VersionInfo was kept by builds before.
SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name <> 'VersionInfo';
