-- name: tokens
SELECT name, role, created_ms, until_ms, owner FROM api_tokens ORDER BY name;

-- name: token
SELECT name, role, created_ms, until_ms, owner FROM api_tokens WHERE token_hash = @hash AND (until_ms IS NULL OR until_ms > @now);

-- name: add-token
INSERT IGNORE INTO api_tokens (name, token_hash, role, created_ms, until_ms, owner) VALUES (@name, @hash, @role, @created, @until, @owner);

-- name: revoke-token
DELETE FROM api_tokens WHERE name = @name;

-- name: form-keys
SELECT name, sealed FROM form_keys ORDER BY name;

-- name: add-form-key
INSERT IGNORE INTO form_keys (name, sealed) VALUES (@name, @sealed);
