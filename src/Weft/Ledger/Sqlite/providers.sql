-- name: providers
SELECT
    p.name, p.url, p.model, p.sealed_key, p.limit_calls, p.limit_requests, p.limit_tokens,
    p.price_input, p.price_cached, p.price_output, p.currency,
    p.settings, f.format, f.manners, p.paused, p.paused_until_ms, p.pause_reason, p.pause_reason_code, p.pause_reason_args, p.failures_in_row, p.kind
FROM providers p LEFT JOIN formats f ON f.provider = p.name AND f.model = p.model AND COALESCE(f.url, '') IN ('', p.url)
ORDER BY p.name;

-- name: save-provider
-- Pause and health stay as they are.
INSERT INTO providers (
    name, url, model, sealed_key, limit_calls, limit_requests, limit_tokens, price_input, price_cached, price_output, currency, kind,
    settings
)
VALUES ($name, $url, $model, $key, $calls, $requests, $tokens, $input, $cached, $output, $currency, $kind, $settings)
ON CONFLICT (name) DO UPDATE SET
    url = excluded.url, model = excluded.model, sealed_key = excluded.sealed_key,
    limit_calls = excluded.limit_calls, limit_requests = excluded.limit_requests, limit_tokens = excluded.limit_tokens,
    price_input = excluded.price_input, price_cached = excluded.price_cached, price_output = excluded.price_output,
    currency = excluded.currency, kind = excluded.kind, settings = excluded.settings;

-- name: jobs-that-need
SELECT j.job_id FROM providers p JOIN jobs j ON j.state IN ('created', 'running', 'paused')
WHERE p.name = $name AND p.name <> 'rules' AND EXISTS (SELECT 1 FROM json_each(j.providers) e WHERE e.value = $name)
ORDER BY j.job_id
LIMIT 20;

-- name: remove-provider
DELETE FROM providers WHERE name = $name AND name <> 'rules';

-- name: provider-pause
SELECT name, paused, paused_until_ms FROM providers WHERE name = $name;

-- name: forget-failures
UPDATE providers SET failures_in_row = 0 WHERE name = $name AND failures_in_row <> 0;

-- name: end-lapsed-pause
UPDATE providers SET paused = 0, paused_until_ms = NULL, pause_reason = ''
WHERE name = $name AND paused = 1 AND paused_until_ms <= $now;

-- name: note-failure
UPDATE providers SET failures_in_row = failures_in_row + 1 WHERE name = $name RETURNING failures_in_row;

-- name: pause-provider
-- A longer pause that stands is kept; without an end it is the longest.
UPDATE providers SET paused = 1, paused_since_ms = IIF(paused = 1, paused_since_ms, $now), paused_until_ms = $until, pause_reason = $reason, pause_reason_code = $reason_code, pause_reason_args = $reason_args
WHERE name = $name
  AND (paused = 0 OR (paused_until_ms IS NOT NULL AND ($until IS NULL OR $until > paused_until_ms)));

-- name: resume-provider
UPDATE providers SET paused = 0, paused_until_ms = NULL, pause_reason = '' WHERE name = $name AND paused = 1;

-- name: forget-manners
DELETE FROM formats WHERE provider = $name;

-- name: save-manners
-- The format once more for builds that know nothing else.
INSERT INTO formats (provider, model, url, format, manners) VALUES ($name, $model, $url, $format, $manners)
ON CONFLICT (provider, model) DO UPDATE SET url = excluded.url, format = excluded.format, manners = excluded.manners;

-- name: call-in-the-air
SELECT 1
FROM calls c JOIN sessions s ON s.session_id = c.session_id
WHERE c.provider = $name AND c.state = 0 AND c.deadline_ms > $now AND s.ended_ms IS NULL
LIMIT 1;

-- name: serves
SELECT 1 FROM sessions s, json_each(s.providers) p WHERE s.ended_ms IS NULL AND p.value = $provider LIMIT 1;

-- name: away
-- Paused, or served by no open session, for so long.
SELECT 1 FROM providers p
WHERE p.name = $provider AND (
    (p.paused = 1 AND (p.paused_until_ms IS NULL OR p.paused_until_ms > $now) AND COALESCE(p.paused_since_ms, $started) <= $since)
    OR (
        NOT EXISTS (SELECT 1 FROM sessions s, json_each(s.providers) e WHERE s.ended_ms IS NULL AND e.value = p.name)
        AND COALESCE((SELECT MAX(s.ended_ms) FROM sessions s, json_each(s.providers) e WHERE e.value = p.name), $started) <= $since
    )
);
