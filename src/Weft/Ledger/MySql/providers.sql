-- name: providers
SELECT
    p.name, p.url, p.model, p.sealed_key, p.limit_calls, p.limit_requests, p.limit_tokens,
    p.price_input, p.price_cached, p.price_output, p.currency,
    p.settings, f.format, f.manners, p.paused, p.paused_until_ms, p.pause_reason, p.pause_reason_code, p.pause_reason_args, p.failures_in_row, p.kind
FROM providers p LEFT JOIN formats f ON f.provider = p.name AND f.model = p.model AND COALESCE(f.url, '') IN ('', p.url)
ORDER BY p.name;

-- name: save-provider
-- Pause and health stay as they are.
START TRANSACTION;
INSERT INTO providers (
    name, url, model, sealed_key, limit_calls, limit_requests, limit_tokens, price_input, price_cached, price_output, currency, kind,
    settings, pause_reason
)
VALUES (@name, @url, @model, @key, @calls, @requests, @tokens, @input, @cached, @output, @currency, @kind, @settings, '')
ON DUPLICATE KEY UPDATE
    url = VALUES(url), model = VALUES(model), sealed_key = VALUES(sealed_key),
    limit_calls = VALUES(limit_calls), limit_requests = VALUES(limit_requests), limit_tokens = VALUES(limit_tokens),
    price_input = VALUES(price_input), price_cached = VALUES(price_cached), price_output = VALUES(price_output),
    currency = VALUES(currency), kind = VALUES(kind), settings = VALUES(settings);
UPDATE wishes SET number = number + 1 WHERE one = 1;
COMMIT;

-- name: remove-provider
-- Whoever writes a job share-locks the rows of its providers: what is read below the lock stays so until the row is gone.
SET @v_lock = NULL, @v_users = NULL;
START TRANSACTION;
SELECT 1 INTO @v_lock FROM providers WHERE name = @name AND name <> 'rules' FOR UPDATE;
SELECT GROUP_CONCAT(u.job_id ORDER BY u.job_id) INTO @v_users
FROM (
    SELECT j.job_id FROM jobs j JOIN job_providers jp ON jp.job_id = j.job_id
    WHERE @v_lock IS NOT NULL AND jp.provider = @name AND j.state IN ('created', 'running', 'paused')
    ORDER BY j.job_id
    LIMIT 20
) u;
DELETE FROM providers WHERE name = IF(@v_lock IS NOT NULL AND @v_users IS NULL, @name, NULL);
SET @v_done = ROW_COUNT();
DELETE FROM formats WHERE provider = IF(@v_done > 0, @name, NULL);
UPDATE wishes SET number = number + 1 WHERE one = IF(@v_done > 0, 1, 0);
COMMIT;
SELECT @v_done AS removed, COALESCE(@v_users, '') AS users;

-- name: provider-health
SELECT paused, failures_in_row FROM providers WHERE name = @name;

-- name: note-success
START TRANSACTION;
UPDATE providers SET failures_in_row = 0 WHERE name = @name AND failures_in_row <> 0;
UPDATE providers SET paused = 0, paused_until_ms = NULL, pause_reason = ''
WHERE name = @name AND paused = 1 AND paused_until_ms <= @now;
SET @v_done = ROW_COUNT();
UPDATE wishes SET number = number + 1 WHERE one = IF(@v_done > 0, 1, 0);
SET @v_noted = IF(@v_done > 0, @name, NULL), @v_event = 'resumed';
/* note-provider */
COMMIT;

-- name: note-failure
SET @v_failures = 0;
START TRANSACTION;
UPDATE providers SET failures_in_row = failures_in_row + 1 WHERE name = @name;
SELECT failures_in_row INTO @v_failures FROM providers WHERE name = @name;
COMMIT;
SELECT @v_failures;

-- name: pause-provider
-- A longer pause that stands is kept; without an end it is the longest. The reason goes first: assignments see those before them.
START TRANSACTION;
UPDATE providers SET
    pause_reason = @reason, pause_reason_code = @reason_code, pause_reason_args = @reason_args, paused_until_ms = @until,
    paused_since_ms = IF(paused = 1, paused_since_ms, @now), paused = 1
WHERE name = @name
  AND (paused = 0 OR (paused_until_ms IS NOT NULL AND (@until IS NULL OR @until > paused_until_ms)));
SET @v_done = ROW_COUNT();
UPDATE wishes SET number = number + 1 WHERE one = IF(@v_done > 0, 1, 0);
SET @v_noted = IF(@v_done > 0, @name, NULL), @v_event = 'paused';
/* note-provider */
COMMIT;

-- name: resume-provider
START TRANSACTION;
UPDATE providers SET failures_in_row = 0 WHERE name = @name AND failures_in_row <> 0;
UPDATE providers SET paused = 0, paused_until_ms = NULL, pause_reason = '' WHERE name = @name AND paused = 1;
SET @v_done = ROW_COUNT();
UPDATE wishes SET number = number + 1 WHERE one = IF(@v_done > 0, 1, 0);
SET @v_noted = IF(@v_done > 0, @name, NULL), @v_event = 'resumed';
/* note-provider */
COMMIT;
SELECT @v_done;

-- name: save-manners
-- The format once more for builds that know nothing else.
START TRANSACTION;
INSERT INTO formats (provider, model, url, format, manners) VALUES (@name, @model, @url, @format, @manners)
ON DUPLICATE KEY UPDATE url = VALUES(url), format = VALUES(format), manners = VALUES(manners);
UPDATE wishes SET number = number + 1 WHERE one = 1;
COMMIT;
