-- name: answers
SELECT
    passage_hash, recipe_hash, model, step, round, provider, body, finish,
    prompt_tokens, cached_tokens, answer_tokens, micros, context, at_ms
FROM answers
WHERE key IN (SELECT value FROM json_each($keys))
ORDER BY at_ms, key;

-- name: keys-asked-for-run
SELECT DISTINCT key FROM calls WHERE job_id = $job AND position = $position;

-- name: call-stands
SELECT 1 FROM calls WHERE call_id = $id;

-- name: other-asks
SELECT c.session_id
FROM calls c JOIN sessions s ON s.session_id = c.session_id
WHERE c.key = $key AND c.state = 0 AND c.session_id <> $session AND s.ended_ms IS NULL AND c.deadline_ms > $waited
ORDER BY c.session_id
LIMIT 1;

-- name: over-budget
SELECT 1 FROM jobs
WHERE job_id = $job AND (spent_tokens + $tokens > budget_tokens OR spent_micros + $micros > budget_micros);

-- name: budget-use
-- In the air: not answered, not past its deadline, of an open session.
SELECT
    j.budget_tokens, j.budget_micros, j.spent_tokens, j.spent_micros,
    COALESCE(SUM(a.tokens), 0) AS reserved_tokens, COALESCE(SUM(a.micros), 0) AS reserved_micros
FROM jobs j
LEFT JOIN (
    SELECT c.job_id, c.tokens, c.micros
    FROM calls c INDEXED BY calls_open_of_session JOIN sessions s ON s.session_id = c.session_id
    WHERE c.state = 0 AND c.job_id = $job AND c.deadline_ms > $now AND s.ended_ms IS NULL
) a ON a.job_id = j.job_id
WHERE j.job_id = $job
GROUP BY j.job_id;

-- name: add-call
-- Counts nothing yet: what it reserves is set by the next statement.
INSERT OR IGNORE INTO calls (call_id, key, job_id, position, session_id, provider, state, tokens, micros, permit, at_ms, deadline_ms)
VALUES ($id, $key, $job, $position, $session, $provider, $state, 0, 0, $permit, $at, $deadline);

-- name: call
SELECT state, job_id, tokens, micros FROM calls WHERE call_id = $id;

-- name: settle-call
UPDATE calls SET state = $state, tokens = $tokens, micros = $micros, reason = $reason, reason_code = $reason_code, reason_args = $reason_args WHERE call_id = $id;

-- name: note-usage
UPDATE calls SET prompt_tokens = $prompt, cached_tokens = $cached, answer_tokens = $answer WHERE call_id = $id;

-- name: spend
UPDATE jobs SET spent_tokens = spent_tokens + $tokens, spent_micros = spent_micros + $micros WHERE job_id = $job;

-- name: add-answer
INSERT OR IGNORE INTO answers (
    key, passage_hash, recipe_hash, model, step, round, provider, body, finish,
    prompt_tokens, cached_tokens, answer_tokens, micros, context, at_ms
)
VALUES ($key, $passage, $recipe, $model, $step, $round, $provider, $body, $finish, $prompt, $cached, $answer, $micros, $context, $at);

-- name: faults-of-run
SELECT at_ms, reason, reason_code, reason_args FROM calls
WHERE job_id = $job AND position = $position AND provider = $provider AND reason_code = 'provider_fault'
ORDER BY at_ms;

-- name: latest-usages
SELECT a.model, a.prompt_tokens, a.cached_tokens, a.answer_tokens, a.context, a.at_ms - c.at_ms AS took_ms
FROM calls c INDEXED BY calls_window JOIN answers a ON a.key = c.key
WHERE c.provider = $provider AND c.state = 1 AND a.provider = c.provider AND a.prompt_tokens > 0
ORDER BY c.at_ms DESC
LIMIT $most;

-- name: answered-since
SELECT 1 FROM calls INDEXED BY calls_window WHERE provider = $provider AND at_ms > $since AND state = 1 LIMIT 1;

-- name: traces
SELECT c.session_id, c.job_id, c.at_ms, c.deadline_ms, c.tokens, c.state = 0 AND s.ended_ms IS NULL AS is_open, c.permit
FROM calls c LEFT JOIN sessions s ON s.session_id = c.session_id
WHERE c.call_id IN (
    SELECT call_id FROM calls INDEXED BY calls_window WHERE provider = $provider AND at_ms >= $since
    UNION
    SELECT o.call_id FROM calls o INDEXED BY calls_open_of_provider JOIN sessions os ON os.session_id = o.session_id
    WHERE o.provider = $provider AND o.state = 0 AND os.ended_ms IS NULL
)
ORDER BY c.at_ms, c.call_id;

-- name: spending
-- What a call without an end has reserved is not spent: shown as such, it would fall again.
SELECT
    job_id, COUNT(*) AS calls, COALESCE(SUM(state = 1), 0) AS answered,
    COALESCE(SUM(prompt_tokens), 0) AS prompt_tokens, COALESCE(SUM(cached_tokens), 0) AS cached_tokens,
    COALESCE(SUM(answer_tokens), 0) AS answer_tokens, COALESCE(SUM(CASE WHEN state = 0 THEN 0 ELSE micros END), 0) AS micros
FROM calls
WHERE job_id IN (SELECT value FROM json_each($jobs))
GROUP BY job_id;
