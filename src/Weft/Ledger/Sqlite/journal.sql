-- name: answers
SELECT
    passage_hash, recipe_hash, model, step, round, provider, body, finish,
    prompt_tokens, cached_tokens, answer_tokens, thinking_tokens, thinking_micros, micros, context, at_ms
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
-- What all jobs of the order have spent and reserved counts.
SELECT 1 FROM (
    SELECT j.budget_tokens, j.budget_micros, SUM(o.spent_tokens) AS spent_tokens, SUM(o.spent_micros) AS spent_micros
    FROM jobs j JOIN jobs o ON o.job_id = COALESCE(j.purse_id, j.job_id) OR o.purse_id = COALESCE(j.purse_id, j.job_id)
    WHERE j.job_id = $job AND (j.budget_tokens IS NOT NULL OR j.budget_micros IS NOT NULL)
)
WHERE spent_tokens + $tokens > budget_tokens OR spent_micros + $micros > budget_micros;

-- name: add-call
-- Counts nothing yet: what it reserves is set by the next statement.
-- Of a book that is deleted: nobody is to keep its answer.
INSERT OR IGNORE INTO calls (call_id, key, job_id, position, session_id, provider, state, tokens, micros, permit, at_ms, deadline_ms, reason_code)
VALUES ($id, $key, $job, $position, $session, $provider, $state, 0, 0, $permit, $at, $deadline, COALESCE(
    (SELECT 'book_deleted' FROM jobs j JOIN books b ON b.book_id = j.book_id WHERE j.job_id = $job AND b.deleted_ms IS NOT NULL), ''
));

-- name: call
SELECT state, job_id, tokens, micros, reason_code = 'book_deleted' AS is_forgotten FROM calls WHERE call_id = $id;

-- name: settle-call
UPDATE calls SET state = $state, tokens = $tokens, micros = $micros, reason = $reason, reason_code = $reason_code, reason_args = $reason_args WHERE call_id = $id;

-- name: note-usage
UPDATE calls SET prompt_tokens = $prompt, cached_tokens = $cached, answer_tokens = $answer,
    thinking_tokens = $thinking, thinking_micros = $thinking_micros
WHERE call_id = $id;

-- name: spend
UPDATE jobs SET spent_tokens = spent_tokens + $tokens, spent_micros = spent_micros + $micros WHERE job_id = $job;

-- name: add-answer
INSERT OR IGNORE INTO answers (
    key, passage_hash, recipe_hash, model, step, round, provider, body, finish,
    prompt_tokens, cached_tokens, answer_tokens, thinking_tokens, thinking_micros, micros, context, at_ms
)
VALUES (
    $key, $passage, $recipe, $model, $step, $round, $provider, $body, $finish,
    $prompt, $cached, $answer, $thinking, $thinking_micros, $micros, $context, $at
);

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

-- name: own-answers
-- Of a book's jobs, without those whose passage another book holds.
WITH mine AS MATERIALIZED (
    SELECT c.key, r.text_hash
    FROM books b JOIN jobs j ON j.book_id = b.book_id JOIN calls c ON c.job_id = j.job_id
        LEFT JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
    WHERE b.book_id = $book AND b.deleted_ms IS NULL
    UNION
    SELECT k.value, r.text_hash
    FROM books b JOIN jobs j ON j.book_id = b.book_id JOIN woven w ON w.job_id = j.job_id
        JOIN chapter_runs r ON r.job_id = w.job_id AND r.position = w.position JOIN json_each(w.keys) k
    WHERE b.book_id = $book AND b.deleted_ms IS NULL
),
others AS MATERIALIZED (SELECT book_id, edition_id FROM books WHERE deleted_ms IS NULL AND book_id <> $book),
held AS MATERIALIZED (
    SELECT m.key FROM mine m WHERE m.text_hash IN (SELECT u.text_hash FROM others o JOIN edition_units u ON u.edition_id = o.edition_id)
    UNION
    SELECT c.key FROM others o JOIN jobs j ON j.book_id = o.book_id JOIN calls c ON c.job_id = j.job_id WHERE c.key IN (SELECT key FROM mine)
    UNION
    SELECT k.value FROM others o JOIN jobs j ON j.book_id = o.book_id JOIN woven w ON w.job_id = j.job_id JOIN json_each(w.keys) k
    WHERE k.value IN (SELECT key FROM mine)
)
SELECT DISTINCT a.key FROM mine m JOIN answers a ON a.key = m.key WHERE a.key NOT IN (SELECT key FROM held);

-- name: delete-answers
DELETE FROM answers WHERE key IN (SELECT value FROM json_each($keys));

-- name: spending
-- What a call without an end has reserved is not spent: shown as such, it would fall again.
SELECT
    job_id, COUNT(*) AS calls, COALESCE(SUM(state = 1), 0) AS answered,
    COALESCE(SUM(prompt_tokens), 0) AS prompt_tokens, COALESCE(SUM(cached_tokens), 0) AS cached_tokens,
    COALESCE(SUM(answer_tokens), 0) AS answer_tokens, COALESCE(SUM(thinking_tokens), 0) AS thinking_tokens,
    COALESCE(SUM(thinking_micros), 0) AS thinking_micros, COALESCE(SUM(CASE WHEN state = 0 THEN 0 ELSE micros END), 0) AS micros
FROM calls
WHERE job_id IN (SELECT value FROM json_each($jobs))
GROUP BY job_id;

-- name: forget-unanswered-calls
-- What comes to them later is not kept, but for those whose passage another book holds.
UPDATE calls SET reason_code = 'book_deleted'
WHERE call_id IN (
    WITH mine AS MATERIALIZED (
        SELECT c.call_id, c.key, r.text_hash
        FROM books b JOIN jobs j ON j.book_id = b.book_id JOIN calls c ON c.job_id = j.job_id
            LEFT JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
        WHERE b.book_id = $book AND b.deleted_ms IS NULL AND c.state <> 1
    ),
    others AS MATERIALIZED (SELECT book_id, edition_id FROM books WHERE deleted_ms IS NULL AND book_id <> $book),
    held AS MATERIALIZED (
        SELECT m.call_id FROM mine m WHERE m.text_hash IN (SELECT u.text_hash FROM others o JOIN edition_units u ON u.edition_id = o.edition_id)
        UNION
        SELECT m.call_id FROM mine m
        WHERE m.key IN (SELECT c.key FROM others o JOIN jobs j ON j.book_id = o.book_id JOIN calls c ON c.job_id = j.job_id)
    )
    SELECT call_id FROM mine WHERE call_id NOT IN (SELECT call_id FROM held)
);
