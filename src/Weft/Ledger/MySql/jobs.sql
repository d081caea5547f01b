-- name: add-job
SET @v_job = NULL, @v_unknown = NULL, @v_same = NULL, @v_print = NULL, @v_first = NULL, @v_first_tokens = NULL, @v_first_micros = NULL;
START TRANSACTION;
-- Its budget is raised for all jobs of the order or for none.
SELECT job_id, budget_tokens, budget_micros INTO @v_first, @v_first_tokens, @v_first_micros FROM jobs WHERE job_id = @purse FOR UPDATE;
-- Of two that come at once with one key, the second waits here for the first.
INSERT INTO job_requests (request_key, request_print, job_id, at_ms)
SELECT @key, @print, NULL, @now FROM (SELECT 1) one WHERE @key IS NOT NULL
ON DUPLICATE KEY UPDATE at_ms = job_requests.at_ms;
SELECT q.job_id, q.request_print INTO @v_same, @v_print FROM job_requests q JOIN jobs j ON j.job_id = q.job_id WHERE q.request_key = @key;
-- None of its providers is removed before the job is there for all to see.
SELECT JSON_ARRAYAGG(c.provider) INTO @v_unknown
FROM JSON_TABLE(@providers, '$[*]' COLUMNS (provider VARCHAR(255) PATH '$')) c LEFT JOIN providers p ON p.name = c.provider
WHERE p.name IS NULL
LOCK IN SHARE MODE;
INSERT INTO jobs (
    book_id, edition_id, positions, providers, provider_order, priority, recipe, profile_version,
    budget_tokens, budget_micros, purse_id, rules_after_ms, auto_retry_ms, reason, created_ms
)
SELECT
    b.book_id, @edition, @positions, @providers, @order, @priority, @recipe, @profile,
    IF(@v_first IS NULL, @tokens, @v_first_tokens), IF(@v_first IS NULL, @micros, @v_first_micros), @v_first, @rules_after, @retry, '', @now
FROM books b
WHERE b.book_id = @book AND b.deleted_ms IS NULL AND @v_unknown IS NULL AND @v_same IS NULL
LOCK IN SHARE MODE;
SET @v_job = IF(ROW_COUNT() > 0, LAST_INSERT_ID(), NULL);
INSERT INTO job_providers (job_id, place, provider)
SELECT @v_job, c.place - 1, c.provider
FROM JSON_TABLE(@providers, '$[*]' COLUMNS (place FOR ORDINALITY, provider VARCHAR(255) PATH '$')) c
WHERE @v_job IS NOT NULL;
UPDATE wishes SET number = number + 1 WHERE one = IF(@v_job IS NULL, 0, 1);
UPDATE job_requests SET job_id = @v_job, request_print = @print, at_ms = @now WHERE request_key = @key AND @v_job IS NOT NULL;
DELETE FROM job_requests WHERE request_key = @key AND @v_job IS NULL AND @v_same IS NULL;
DELETE FROM job_requests WHERE at_ms < @forget LIMIT 100;
SET @v_noted = IF(@v_job IS NOT NULL, @v_job, -1), @v_event = 'created', @v_chapters = 0;
/* note-job */
COMMIT;
-- An aggregate of JSON comes back as bytes.
SELECT @v_job AS job_id, @v_same AS same_job_id, @v_print AS same_print, CONVERT(@v_unknown USING utf8mb4) AS unknown_providers;

-- name: jobs
SELECT
    job_id, book_id, edition_id, positions, providers, provider_order, priority, recipe, profile_version,
    budget_tokens, budget_micros, purse_id, rules_after_ms, auto_retry_ms, state, reopen, floor, reason, reason_code, reason_args, spent_tokens, spent_micros,
    created_ms, started_ms, ended_ms
FROM jobs
WHERE FIND_IN_SET(state, @states)
ORDER BY job_id;

-- name: jobs-in
-- For the states that few jobs are in: by the index.
SELECT
    job_id, book_id, edition_id, positions, providers, provider_order, priority, recipe, profile_version,
    budget_tokens, budget_micros, purse_id, rules_after_ms, auto_retry_ms, state, reopen, floor, reason, reason_code, reason_args, spent_tokens, spent_micros,
    created_ms, started_ms, ended_ms
FROM jobs
WHERE state IN (@one, @two, @three)
ORDER BY job_id;

-- name: job
SELECT
    job_id, book_id, edition_id, positions, providers, provider_order, priority, recipe, profile_version,
    budget_tokens, budget_micros, purse_id, rules_after_ms, auto_retry_ms, state, reopen, floor, reason, reason_code, reason_args, spent_tokens, spent_micros,
    created_ms, started_ms, ended_ms
FROM jobs
WHERE job_id = @job;

-- name: add-runs
SET @v_created = NULL;
START TRANSACTION;
SELECT 1 INTO @v_created FROM jobs WHERE job_id = @job AND state = 'created' LOCK IN SHARE MODE;
INSERT INTO chapter_runs (job_id, position, text_hash, occurrence, characters, state, reason, reason_code, reason_args, changed_ms)
SELECT @job, c.position, c.text_hash, c.occurrence, c.characters, c.state, c.reason, c.reason_code, '', @now
FROM JSON_TABLE(@runs, '$[*]' COLUMNS (
        position INT PATH '$[0]', text_hash CHAR(64) PATH '$[1]', occurrence INT PATH '$[2]', characters INT PATH '$[3]',
        state INT PATH '$[4]', reason TEXT PATH '$[5]', reason_code VARCHAR(50) PATH '$[6]'
    )) c
WHERE @v_created IS NOT NULL
ON DUPLICATE KEY UPDATE position = chapter_runs.position;
COMMIT;

-- name: start-job
START TRANSACTION;
UPDATE jobs SET state = 'running', started_ms = @now WHERE job_id = @job AND state = 'created';
SET @v_done = ROW_COUNT();
UPDATE wishes SET number = number + 1 WHERE one = IF(@v_done > 0, 1, 0);
SET @v_noted = IF(@v_done > 0, @job, -1), @v_event = 'started', @v_chapters = 0;
/* note-job */
COMMIT;
SELECT @v_done;

-- name: pause-job
START TRANSACTION;
UPDATE jobs SET state = 'paused', reason = @reason, reason_code = @reason_code, reason_args = @reason_args WHERE job_id = @job AND state = 'running';
SET @v_done = ROW_COUNT();
UPDATE wishes SET number = number + 1 WHERE one = IF(@v_done > 0, 1, 0);
SET @v_noted = IF(@v_done > 0, @job, -1), @v_event = 'paused', @v_chapters = 0;
/* note-job */
COMMIT;
SELECT @v_done;

-- name: resume-job
-- The order's first job is locked before the others, by whoever locks several.
SET @v_first = NULL, @v_lock = NULL;
START TRANSACTION;
SELECT COALESCE(purse_id, job_id) INTO @v_first FROM jobs WHERE job_id = @job;
SELECT job_id INTO @v_lock FROM jobs WHERE job_id = @v_first FOR UPDATE;
UPDATE jobs SET state = 'running', reason = '' WHERE job_id = @job AND state = 'paused';
SET @v_done = ROW_COUNT();
UPDATE jobs SET budget_tokens = COALESCE(@tokens, budget_tokens), budget_micros = COALESCE(@micros, budget_micros)
WHERE job_id = IF(@v_done > 0, @v_first, -1);
UPDATE jobs SET budget_tokens = COALESCE(@tokens, budget_tokens), budget_micros = COALESCE(@micros, budget_micros)
WHERE purse_id = IF(@v_done > 0, @v_first, -1);
UPDATE wishes SET number = number + 1 WHERE one = IF(@v_done > 0, 1, 0);
SET @v_noted = IF(@v_done > 0, @job, -1), @v_event = 'resumed', @v_chapters = 0;
/* note-job */
COMMIT;
SELECT @v_done;

-- name: cancel-job
SET @v_floor = NULL;
START TRANSACTION;
SELECT floor INTO @v_floor FROM jobs WHERE job_id = @job AND state IN ('created', 'running', 'paused') FOR UPDATE;
UPDATE jobs SET state = 'cancelled', reason = '', ended_ms = @now WHERE job_id = IF(@v_floor IS NULL, -1, @job);
UPDATE chapter_runs SET state = 4, reason = @reason, reason_code = @reason_code, reason_args = @reason_args, marked = 0, changed_ms = @now
WHERE job_id = IF(@v_floor IS NULL, -1, @job) AND position >= @v_floor AND state IN (0, 1);
UPDATE chapter_runs SET retry_ms = NULL WHERE job_id = IF(@v_floor IS NULL, -1, @job) AND state = 3 AND retry_ms IS NOT NULL;
UPDATE wishes SET number = number + 1 WHERE one = IF(@v_floor IS NULL, 0, 1);
SET @v_noted = IF(@v_floor IS NOT NULL, @job, -1), @v_event = 'cancelled', @v_chapters = 0;
/* note-job */
COMMIT;
SELECT IF(@v_floor IS NULL, 0, 1);

-- name: retry
-- A person's retry: failures and losses start anew. Whatever opens a run below the floor lowers it. Of failed runs, of completed ones that one
-- provider read, or of both where all is to be asked again: then answers count from the new round on.
SET @v_state = NULL, @v_place = NULL, @v_completed = @again OR @read_by IS NOT NULL;
START TRANSACTION;
SELECT place INTO @v_place FROM job_providers WHERE job_id = @job AND provider = @read_by;
SELECT state INTO @v_state FROM jobs WHERE job_id = @job AND state <> 'cancelled' FOR UPDATE;
SELECT COUNT(*), MIN(position) INTO @v_count, @v_lowest FROM chapter_runs
WHERE job_id = IF(@v_state IS NULL, -1, @job)
  AND ((state = 3 AND @read_by IS NULL) OR (state = 2 AND @v_completed AND (@read_by IS NULL OR place = @v_place)))
  AND (@position IS NULL OR position = @position);
DELETE j FROM rejections j JOIN chapter_runs r ON r.job_id = j.job_id AND r.position = j.position
WHERE j.job_id = IF(@v_count > 0 AND @v_completed, @job, -1) AND r.state = 2 AND (@read_by IS NULL OR r.place = @v_place)
  AND (@position IS NULL OR r.position = @position);
-- The assignments of one table are carried out in their order.
UPDATE chapter_runs SET
    session_id = 0, rung = 0, failed_by = 0, asked_from = IF(@again, round + 1, asked_from), round = round + 1, retry_ms = NULL, reason = '',
    changed_ms = @now, failures = 0, losses = 0, state = 0
WHERE job_id = IF(@v_count > 0, @job, -1)
  AND ((state = 3 AND @read_by IS NULL) OR (state = 2 AND @v_completed AND (@read_by IS NULL OR place = @v_place)))
  AND (@position IS NULL OR position = @position);
UPDATE jobs SET
    reopen = reopen + 1,
    floor = LEAST(floor, @v_lowest),
    reason = IF(@v_state IN ('failed', 'completed'), '', reason),
    ended_ms = IF(@v_state IN ('failed', 'completed'), NULL, ended_ms),
    state = IF(@v_state IN ('failed', 'completed'), 'running', state)
WHERE job_id = IF(@v_count > 0, @job, -1);
UPDATE wishes SET number = number + 1 WHERE one = IF(@v_count > 0, 1, 0);
SET @v_noted = IF(@v_count > 0, @job, -1), @v_event = 'retried', @v_chapters = @v_count;
/* note-job */
COMMIT;
SELECT @v_count;

-- name: jobs-with-due-runs
SELECT DISTINCT r.job_id
FROM chapter_runs r JOIN jobs j ON j.job_id = r.job_id
WHERE r.retry_ms IS NOT NULL AND r.retry_ms <= @now AND r.state = 3 AND j.state IN ('running', 'paused')
ORDER BY r.job_id;

-- name: retry-due
-- Of one job, under the lock of its row.
SET @v_state = NULL;
START TRANSACTION;
SELECT state INTO @v_state FROM jobs WHERE job_id = @job AND state IN ('running', 'paused') FOR UPDATE;
SELECT COUNT(*), MIN(position) INTO @v_count, @v_lowest FROM chapter_runs
WHERE job_id = IF(@v_state IS NULL, -1, @job) AND state = 3 AND retry_ms IS NOT NULL AND retry_ms <= @now;
UPDATE chapter_runs SET
    state = 0, session_id = 0, rung = 0, failed_by = 0, round = round + 1, retry_ms = NULL, reason = '', changed_ms = @now
WHERE job_id = IF(@v_count > 0, @job, -1) AND state = 3 AND retry_ms IS NOT NULL AND retry_ms <= @now;
UPDATE jobs SET reopen = reopen + 1, floor = LEAST(floor, @v_lowest) WHERE job_id = IF(@v_count > 0, @job, -1);
UPDATE wishes SET number = number + 1 WHERE one = IF(@v_count > 0, 1, 0);
SET @v_noted = IF(@v_count > 0, @job, -1), @v_event = 'retried', @v_chapters = @v_count;
/* note-job */
COMMIT;
SELECT @v_count;

-- name: finish-view
SELECT
    j.job_id, j.state, j.book_id, j.reopen,
    EXISTS (SELECT 1 FROM chapter_runs r WHERE r.job_id = j.job_id AND r.position >= j.floor AND r.state IN (0, 1)) AS is_open,
    EXISTS (SELECT 1 FROM chapter_runs r WHERE r.retry_ms IS NOT NULL AND r.job_id = j.job_id AND r.state = 3) AS retry_ahead
FROM jobs j
WHERE j.job_id = @job;

-- name: finish-job
-- Claims share-lock the job's row: what is read under its lock stays so.
SET @v_state = NULL, @v_reopen = NULL, @v_floor = 0, @v_failed = 0;
START TRANSACTION;
SELECT state, reopen, floor INTO @v_state, @v_reopen, @v_floor FROM jobs WHERE job_id = @job AND state IN ('running', 'paused') FOR UPDATE;
SELECT
    EXISTS (SELECT 1 FROM chapter_runs r WHERE r.job_id = @job AND r.position >= @v_floor AND r.state IN (0, 1))
    OR EXISTS (SELECT 1 FROM chapter_runs r WHERE r.retry_ms IS NOT NULL AND r.job_id = @job AND r.state = 3)
INTO @v_open;
SET @v_go = @v_state IS NOT NULL AND @v_reopen = @reopen AND NOT @v_open;
SELECT COUNT(*) INTO @v_failed FROM chapter_runs WHERE job_id = IF(@v_go, @job, -1) AND state = 3;
UPDATE jobs SET
    state = IF(@v_failed > 0, 'failed', 'completed'), ended_ms = @now,
    reason = CASE @v_failed WHEN 0 THEN '' WHEN 1 THEN '1 chapter failed' ELSE CONCAT(@v_failed, ' chapters failed') END,
    reason_code = IF(@v_failed = 0, '', 'chapters_failed'),
    reason_args = IF(@v_failed = 0, '', CONCAT('{"count":"', @v_failed, '"}'))
WHERE job_id = IF(@v_go, @job, -1);
SET @v_done = ROW_COUNT();
SET @v_noted = IF(@v_done > 0, @job, -1), @v_event = IF(@v_failed > 0, 'failed', 'completed'), @v_chapters = 0;
/* note-job */
COMMIT;
SELECT @v_done;

-- name: count-runs
SELECT
    j.job_id,
    CAST(COALESCE(SUM(r.state = 0), 0) AS SIGNED) AS pending,
    CAST(COALESCE(SUM(r.state = 1), 0) AS SIGNED) AS processing,
    CAST(COALESCE(SUM(r.state = 2), 0) AS SIGNED) AS completed,
    CAST(COALESCE(SUM(r.state = 3), 0) AS SIGNED) AS failed,
    CAST(COALESCE(SUM(r.state = 4), 0) AS SIGNED) AS skipped
FROM JSON_TABLE(@jobs, '$[*]' COLUMNS (job_id BIGINT PATH '$')) c
STRAIGHT_JOIN jobs j ON j.job_id = c.job_id
LEFT JOIN chapter_runs r ON r.job_id = j.job_id
GROUP BY j.job_id;

-- name: count-rejected
SELECT j.job_id, CAST(COALESCE(SUM(r.rejected), 0) AS SIGNED) AS rejected
FROM JSON_TABLE(@jobs, '$[*]' COLUMNS (job_id BIGINT PATH '$')) c
STRAIGHT_JOIN jobs j ON j.job_id = c.job_id
LEFT JOIN chapter_runs r ON r.job_id = j.job_id AND r.state = 2
GROUP BY j.job_id;

-- name: raise-floor
SET @v_floor = NULL, @v_lowest = NULL;
START TRANSACTION;
SELECT floor INTO @v_floor FROM jobs WHERE job_id = @job AND state IN ('running', 'paused') FOR UPDATE;
SELECT position INTO @v_lowest FROM chapter_runs
WHERE job_id = IF(@v_floor IS NULL, -1, @job) AND position >= @v_floor AND state IN (0, 1)
ORDER BY position LIMIT 1;
-- Where nothing is open: behind the last run.
SELECT MAX(position) + 1 INTO @v_behind FROM chapter_runs WHERE job_id = IF(@v_floor IS NULL OR @v_lowest IS NOT NULL, -1, @job);
SET @v_lowest = COALESCE(@v_lowest, @v_behind);
UPDATE jobs SET floor = @v_lowest WHERE job_id = IF(@v_lowest IS NULL, -1, @job) AND floor < @v_lowest;
COMMIT;

-- name: purses
-- In the air: not answered, not past its deadline, of an open session.
SELECT
    m.first_id, j.job_id, j.budget_tokens, j.budget_micros, j.spent_tokens, j.spent_micros,
    CAST(COALESCE(SUM(IF(s.session_id IS NULL, 0, c.tokens)), 0) AS SIGNED) AS reserved_tokens,
    CAST(COALESCE(SUM(IF(s.session_id IS NULL, 0, c.micros)), 0) AS SIGNED) AS reserved_micros
FROM (
    SELECT COALESCE(w.purse_id, w.job_id) AS first_id, COALESCE(w.purse_id, w.job_id) AS job_id
    FROM JSON_TABLE(@jobs, '$[*]' COLUMNS (job_id BIGINT PATH '$')) a STRAIGHT_JOIN jobs w ON w.job_id = a.job_id
    UNION
    SELECT o.purse_id, o.job_id
    FROM JSON_TABLE(@jobs, '$[*]' COLUMNS (job_id BIGINT PATH '$')) a
    STRAIGHT_JOIN jobs w ON w.job_id = a.job_id
    STRAIGHT_JOIN jobs o ON o.purse_id = COALESCE(w.purse_id, w.job_id)
) m
STRAIGHT_JOIN jobs j ON j.job_id = m.job_id
LEFT JOIN calls c ON c.job_id = j.job_id AND c.state = 0 AND c.deadline_ms > @now
LEFT JOIN sessions s ON s.session_id = c.session_id AND s.ended_ms IS NULL
GROUP BY m.first_id, j.job_id
ORDER BY j.job_id;
