-- name: answers
SELECT
    a.passage_hash, a.recipe_hash, a.model, a.step, a.round, a.provider, a.body, a.finish,
    a.prompt_tokens, a.cached_tokens, a.answer_tokens, a.thinking_tokens, a.thinking_micros, a.micros, a.context, a.at_ms
FROM JSON_TABLE(@keys, '$[*]' COLUMNS (answer_key CHAR(64) CHARACTER SET ascii PATH '$')) c
STRAIGHT_JOIN answers a ON a.answer_key = c.answer_key
GROUP BY a.answer_key
ORDER BY a.at_ms, a.answer_key;

-- name: keys-asked-for-run
SELECT DISTINCT answer_key FROM calls WHERE job_id = @job AND position = @position;

-- name: open-call
-- One at a time under a key: what is read below the lock stays so until the row stands.
SET @v_open = NULL, @v_answer = NULL, @v_stands = NULL, @v_other = NULL, @v_paused = NULL, @v_until = NULL, @v_air = NULL, @v_lock = NULL,
    @v_purse = NULL, @v_covered = 0, @v_held_tokens = 0, @v_held_micros = 0, @v_most_tokens = NULL,
    @v_most_micros = NULL, @v_spent_tokens = 0, @v_spent_micros = 0;
START TRANSACTION;
SELECT session_id INTO @v_open FROM sessions WHERE session_id = @session AND ended_ms IS NULL LOCK IN SHARE MODE;
SELECT turn INTO @v_lock FROM turns WHERE turn = @turn FOR UPDATE;
SELECT 1 INTO @v_answer FROM answers WHERE answer_key = @key;
SELECT 1 INTO @v_stands FROM calls WHERE call_id = @id;
SELECT c.session_id INTO @v_other
FROM calls c JOIN sessions s ON s.session_id = c.session_id
WHERE c.answer_key = @key AND c.state = 0 AND c.session_id <> @session AND s.ended_ms IS NULL AND c.deadline_ms > @waited
ORDER BY c.session_id
LIMIT 1;
SELECT paused, paused_until_ms INTO @v_paused, @v_until FROM providers WHERE name = @provider;
SET @v_paused_now = @v_paused IS NULL OR (@v_paused = 1 AND (@v_until IS NULL OR @v_until > @now));
SET @v_probing = @v_paused = 1 AND NOT @v_paused_now AND @provider <> 'rules';
-- One probe goes before all: they look one after another.
SELECT name INTO @v_lock FROM providers WHERE name = IF(@v_probing, @provider, NULL) FOR UPDATE;
SELECT 1 INTO @v_air
FROM calls c JOIN sessions s ON s.session_id = c.session_id
WHERE c.provider = IF(@v_probing, @provider, NULL) AND c.state = 0 AND c.deadline_ms > @now AND s.ended_ms IS NULL
LIMIT 1;
SET @v_paused_now = @v_paused_now OR @v_air IS NOT NULL;
SET @v_go = @v_open IS NOT NULL AND @v_answer IS NULL AND @v_stands IS NULL AND @v_other IS NULL AND NOT @v_paused_now;
-- Jobs of one order reserve one after another: the row of the first of them is the lock, and what all of them have spent and reserved counts.
SELECT COALESCE(purse_id, job_id) INTO @v_purse FROM jobs WHERE job_id = IF(@v_go, @job, -1);
SELECT budget_tokens, budget_micros INTO @v_most_tokens, @v_most_micros FROM jobs WHERE job_id = @v_purse FOR UPDATE;
SELECT CAST(COALESCE(SUM(p.spent_tokens), 0) AS SIGNED), CAST(COALESCE(SUM(p.spent_micros), 0) AS SIGNED) INTO @v_spent_tokens, @v_spent_micros
FROM (
    SELECT spent_tokens, spent_micros FROM jobs WHERE job_id = @v_purse
    UNION ALL
    SELECT spent_tokens, spent_micros FROM jobs WHERE purse_id = @v_purse
) p;
UPDATE jobs SET spent_tokens = spent_tokens + @tokens, spent_micros = spent_micros + @micros
WHERE job_id = IF(@v_purse IS NULL, -1, @job)
  AND (@v_most_tokens IS NULL OR @v_spent_tokens + @tokens <= @v_most_tokens)
  AND (@v_most_micros IS NULL OR @v_spent_micros + @micros <= @v_most_micros);
SET @v_covered = ROW_COUNT();
-- Of a book that is deleted: nobody is to keep its answer.
INSERT INTO calls (call_id, answer_key, job_id, position, session_id, provider, state, tokens, micros, permit, at_ms, deadline_ms, reason, reason_code)
SELECT @id, @key, @job, @position, @session, @provider, 0, @tokens, @micros, @permit, @at, @deadline, '', COALESCE(
    (SELECT 'book_deleted' FROM jobs j JOIN books b ON b.book_id = j.book_id WHERE j.job_id = @job AND b.deleted_ms IS NOT NULL), ''
)
FROM (SELECT 1 AS one) o WHERE @v_go AND @v_covered > 0;
-- Not covered: how much of the budget calls in the air hold.
SELECT CAST(COALESCE(SUM(c.tokens), 0) AS SIGNED), CAST(COALESCE(SUM(c.micros), 0) AS SIGNED) INTO @v_held_tokens, @v_held_micros
FROM calls c JOIN sessions s ON s.session_id = c.session_id
WHERE c.job_id IN (
    SELECT job_id FROM jobs WHERE job_id = IF(@v_covered = 0, @v_purse, -1)
    UNION ALL
    SELECT job_id FROM jobs WHERE purse_id = IF(@v_covered = 0, @v_purse, -1)
) AND c.state = 0 AND c.deadline_ms > @now AND s.ended_ms IS NULL;
COMMIT;
SELECT
    @v_most_tokens AS budget_tokens, @v_most_micros AS budget_micros, @v_spent_tokens AS spent_tokens, @v_spent_micros AS spent_micros,
    @v_held_tokens AS reserved_tokens, @v_held_micros AS reserved_micros,
    @v_answer IS NOT NULL AS is_answered, @v_open IS NOT NULL AS session_is_open, @v_stands IS NOT NULL AS is_there,
    @v_other AS other_session_id, @v_paused_now AS provider_is_paused, @v_covered AS covered;

-- name: answer
-- Write-once: the first answer under a key stands. A ledger that came back without its last commits may lack the call's row: the answer was
-- paid for all the same.
SET @v_lock = NULL, @v_state = NULL, @v_job = NULL, @v_tokens = 0, @v_micros = 0, @v_forgotten = 0;
START TRANSACTION;
SELECT turn INTO @v_lock FROM turns WHERE turn = @turn FOR UPDATE;
INSERT INTO calls (call_id, answer_key, job_id, position, session_id, provider, state, tokens, micros, permit, at_ms, deadline_ms, reason, reason_code)
VALUES (@id, @asked, @job, @position, @session, @provider, 2, 0, 0, @permit, @at, @deadline, '', COALESCE(
    (SELECT 'book_deleted' FROM jobs j JOIN books b ON b.book_id = j.book_id WHERE j.job_id = @job AND b.deleted_ms IS NOT NULL), ''
))
ON DUPLICATE KEY UPDATE call_id = call_id;
SELECT state, job_id, tokens, micros, reason_code = 'book_deleted' INTO @v_state, @v_job, @v_tokens, @v_micros, @v_forgotten FROM calls WHERE call_id = @id FOR UPDATE;
-- Its book was deleted while it was under way: then it is not kept.
INSERT INTO answers (
    answer_key, passage_hash, recipe_hash, model, step, round, provider, body, finish,
    prompt_tokens, cached_tokens, answer_tokens, thinking_tokens, thinking_micros, micros, context, at_ms
)
SELECT
    @key, @passage, @recipe, @model, @step, @round, @by, @body, @finish,
    @prompt, @cached, @answer, @thinking, @thinking_cost, @cost, @context, @answered
FROM (SELECT 1 AS one) o WHERE NOT @v_forgotten
ON DUPLICATE KEY UPDATE answers.answer_key = answers.answer_key;
UPDATE calls SET state = 1, tokens = @used, micros = @cost, reason = '', prompt_tokens = @prompt, cached_tokens = @cached, answer_tokens = @answer,
    thinking_tokens = @thinking, thinking_micros = @thinking_cost
WHERE call_id = @id AND @v_state <> 1;
UPDATE jobs SET spent_tokens = spent_tokens + @used - @v_tokens, spent_micros = spent_micros + @cost - @v_micros
WHERE job_id = IF(@v_state <> 1, @v_job, -1);
COMMIT;
SELECT
    passage_hash, recipe_hash, model, step, round, provider, body, finish,
    prompt_tokens, cached_tokens, answer_tokens, thinking_tokens, thinking_micros, micros, context, at_ms
FROM answers
WHERE answer_key = @key;

-- name: close-call
-- Not taken: what was reserved is given back; else it counts as spent.
SET @v_state = NULL, @v_job = NULL, @v_tokens = 0, @v_micros = 0;
START TRANSACTION;
SELECT state, job_id, tokens, micros INTO @v_state, @v_job, @v_tokens, @v_micros FROM calls WHERE call_id = @id AND state IN (0, 3) FOR UPDATE;
UPDATE calls SET state = IF(@taken, 3, 2), tokens = IF(@taken, tokens, 0), micros = IF(@taken, micros, 0), reason = @reason,
    reason_code = IF(reason_code = 'book_deleted', reason_code, @reason_code), reason_args = @reason_args
WHERE call_id = IF(@v_state IS NULL, '', @id);
UPDATE jobs SET spent_tokens = spent_tokens - @v_tokens, spent_micros = spent_micros - @v_micros
WHERE job_id = IF(@v_state IS NULL OR @taken, -1, @v_job);
COMMIT;

-- name: faults-of-run
SELECT at_ms, reason, reason_code, reason_args FROM calls
WHERE job_id = @job AND position = @position AND provider = @provider AND reason_code = 'provider_fault'
ORDER BY at_ms;

-- name: latest-usages
SELECT a.model, a.prompt_tokens, a.cached_tokens, a.answer_tokens, a.context, a.at_ms - c.at_ms AS took_ms
FROM calls c FORCE INDEX (calls_window) JOIN answers a ON a.answer_key = c.answer_key
WHERE c.provider = @provider AND c.state = 1 AND a.provider = c.provider AND a.prompt_tokens > 0
ORDER BY c.at_ms DESC
LIMIT @most;

-- name: answered-since
SELECT 1 FROM calls WHERE provider = @provider AND at_ms > @since AND state = 1 LIMIT 1;

-- name: traces
SELECT c.session_id, c.job_id, c.at_ms, c.deadline_ms, c.tokens, c.state = 0 AND s.ended_ms IS NULL AS is_open, c.permit
FROM (
    SELECT call_id FROM calls WHERE provider = @provider AND at_ms >= @since
    UNION
    SELECT o.call_id FROM calls o JOIN sessions os ON os.session_id = o.session_id
    WHERE o.provider = @provider AND o.state = 0 AND os.ended_ms IS NULL
) t
JOIN calls c ON c.call_id = t.call_id
LEFT JOIN sessions s ON s.session_id = c.session_id
ORDER BY c.at_ms, c.call_id;

-- name: own-answers
-- Of a book's jobs, without those whose passage another book holds.
WITH mine AS (
    SELECT c.answer_key, r.text_hash
    FROM books b JOIN jobs j ON j.book_id = b.book_id JOIN calls c ON c.job_id = j.job_id
        LEFT JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
    WHERE b.book_id = @book AND b.deleted_ms IS NULL
    UNION
    SELECT CONVERT(SHA2(k.answer_key, 256) USING ascii) COLLATE ascii_bin, r.text_hash
    FROM books b JOIN jobs j ON j.book_id = b.book_id JOIN woven w ON w.job_id = j.job_id
        JOIN chapter_runs r ON r.job_id = w.job_id AND r.position = w.position
        JOIN JSON_TABLE(w.woven_keys, '$[*]' COLUMNS (answer_key VARCHAR(2000) CHARACTER SET utf8mb4 PATH '$')) k
    WHERE b.book_id = @book AND b.deleted_ms IS NULL
)
SELECT DISTINCT a.answer_key
FROM mine m JOIN answers a ON a.answer_key = m.answer_key
WHERE NOT EXISTS (
    SELECT 1 FROM calls c JOIN jobs j ON j.job_id = c.job_id JOIN books b ON b.book_id = j.book_id
    WHERE c.answer_key = a.answer_key AND b.book_id <> @book AND b.deleted_ms IS NULL
)
AND a.answer_key NOT IN (
    SELECT n.answer_key FROM mine n JOIN edition_units u ON u.text_hash = n.text_hash JOIN books b ON b.edition_id = u.edition_id
    WHERE b.book_id <> @book AND b.deleted_ms IS NULL
)
AND a.answer_key NOT IN (
    SELECT CONVERT(SHA2(k.answer_key, 256) USING ascii) COLLATE ascii_bin
    FROM books b JOIN jobs j ON j.book_id = b.book_id JOIN woven w ON w.job_id = j.job_id
        JOIN JSON_TABLE(w.woven_keys, '$[*]' COLUMNS (answer_key VARCHAR(2000) CHARACTER SET utf8mb4 PATH '$')) k
    WHERE b.book_id <> @book AND b.deleted_ms IS NULL
);

-- name: delete-answers
DELETE a
FROM JSON_TABLE(@keys, '$[*]' COLUMNS (answer_key CHAR(64) CHARACTER SET ascii PATH '$')) c
STRAIGHT_JOIN answers a ON a.answer_key = c.answer_key;

-- name: spending
-- What a call without an end has reserved is not spent: shown as such, it would fall again.
SELECT
    k.job_id,
    COUNT(*) AS calls,
    CAST(COALESCE(SUM(k.state = 1), 0) AS SIGNED) AS answered,
    CAST(COALESCE(SUM(k.prompt_tokens), 0) AS SIGNED) AS prompt_tokens,
    CAST(COALESCE(SUM(k.cached_tokens), 0) AS SIGNED) AS cached_tokens,
    CAST(COALESCE(SUM(k.answer_tokens), 0) AS SIGNED) AS answer_tokens,
    CAST(COALESCE(SUM(k.thinking_tokens), 0) AS SIGNED) AS thinking_tokens,
    CAST(COALESCE(SUM(k.thinking_micros), 0) AS SIGNED) AS thinking_micros,
    CAST(COALESCE(SUM(CASE WHEN k.state = 0 THEN 0 ELSE k.micros END), 0) AS SIGNED) AS micros
FROM JSON_TABLE(@jobs, '$[*]' COLUMNS (job_id BIGINT PATH '$')) c
STRAIGHT_JOIN calls k ON k.job_id = c.job_id
GROUP BY k.job_id;

-- name: forget-unanswered-calls
-- What comes to them later is not kept, but for those whose passage another book holds.
UPDATE calls k JOIN (
    SELECT c.call_id
    FROM books b JOIN jobs j ON j.book_id = b.book_id JOIN calls c ON c.job_id = j.job_id
        LEFT JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
    WHERE b.book_id = @book AND b.deleted_ms IS NULL AND c.state <> 1
    AND NOT EXISTS (
        SELECT 1 FROM edition_units u JOIN books o ON o.edition_id = u.edition_id
        WHERE u.text_hash = r.text_hash AND o.book_id <> @book AND o.deleted_ms IS NULL
    )
    AND NOT EXISTS (
        SELECT 1 FROM calls n JOIN jobs i ON i.job_id = n.job_id JOIN books o ON o.book_id = i.book_id
        WHERE n.answer_key = c.answer_key AND o.book_id <> @book AND o.deleted_ms IS NULL
    )
) m ON m.call_id = k.call_id
SET k.reason_code = 'book_deleted';
