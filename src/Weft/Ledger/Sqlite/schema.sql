-- name: schema-version
SELECT user_version FROM pragma_user_version;

-- name: schema-application
SELECT application_id FROM pragma_application_id;

-- name: schema-strangers
SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name <> 'VersionInfo';
