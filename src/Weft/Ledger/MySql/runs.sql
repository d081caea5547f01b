-- name: runs
SELECT
    r.job_id, r.position, r.text_hash, r.occurrence, r.characters, r.state, NULLIF(r.session_id, 0) AS session_id, r.attempt, r.losses, r.failures, r.rung,
    r.failed_by, r.round, r.asked_from, r.suspect, r.marked, COALESCE(jp.provider, '') AS provider, r.reason, r.reason_code, r.reason_args, r.rejected, r.retry_ms, r.changed_ms
FROM chapter_runs r LEFT JOIN job_providers jp ON jp.job_id = r.job_id AND jp.place = r.place
WHERE r.job_id = @job AND r.position >= @from
ORDER BY r.position
LIMIT @most;

-- name: run
SELECT
    r.job_id, r.position, r.text_hash, r.occurrence, r.characters, r.state, NULLIF(r.session_id, 0) AS session_id, r.attempt, r.losses, r.failures, r.rung,
    r.failed_by, r.round, r.asked_from, r.suspect, r.marked, COALESCE(jp.provider, '') AS provider, r.reason, r.reason_code, r.reason_args, r.rejected, r.retry_ms, r.changed_ms
FROM chapter_runs r LEFT JOIN job_providers jp ON jp.job_id = r.job_id AND jp.place = r.place
WHERE r.job_id = @job AND r.position = @position;

-- name: woven
SELECT w.woven_keys
FROM chapter_runs r JOIN woven w ON w.job_id = r.job_id AND w.position = r.position AND w.attempt = r.attempt AND w.session_id = r.session_id
WHERE r.job_id = @job AND r.position = @position AND r.state = 2;

-- name: rejections
SELECT position, kind, text, reason, reason_code, reason_args FROM rejections
WHERE job_id = @job AND position >= @from ORDER BY position, number LIMIT @most;

-- name: count-rejections
SELECT reason, reason_code, reason_args, COUNT(*) AS times FROM rejections WHERE job_id = @job
GROUP BY reason, reason_code, reason_args
ORDER BY COUNT(*) DESC, MIN(position * 1000000 + number);

-- name: count-readers
SELECT jp.provider, t.reason, t.reason_code, t.reason_args, COUNT(*) AS chapters
FROM (
    SELECT
        r.job_id, r.place, r.position, IF(r.failed_by = 0, '', r.reason) AS reason, IF(r.failed_by = 0, '', r.reason_code) AS reason_code,
        IF(r.failed_by = 0, '', r.reason_args) AS reason_args
    FROM chapter_runs r
    WHERE r.job_id = @job AND r.state = 2
) t JOIN job_providers jp ON jp.job_id = t.job_id AND jp.place = t.place
GROUP BY jp.provider, t.reason, t.reason_code, t.reason_args
ORDER BY COUNT(*) DESC, MIN(t.position);

-- name: count-skipped
SELECT u.kind, r.reason, r.reason_code, r.reason_args, COUNT(*) AS units, CAST(SUM(r.characters) AS SIGNED) AS characters
FROM jobs j
    JOIN chapter_runs r ON r.job_id = j.job_id
    LEFT JOIN edition_units u ON u.edition_id = j.edition_id AND u.position = r.position
WHERE j.job_id = @job AND r.state = 4
GROUP BY u.kind, r.reason, r.reason_code, r.reason_args
ORDER BY MIN(r.position);

-- name: failed
SELECT
    r.job_id, r.position, r.text_hash, r.occurrence, r.characters, r.state, NULLIF(r.session_id, 0) AS session_id, r.attempt, r.losses, r.failures, r.rung,
    r.failed_by, r.round, r.asked_from, r.suspect, r.marked, COALESCE(jp.provider, '') AS provider, r.reason, r.reason_code, r.reason_args, r.rejected, r.retry_ms, r.changed_ms
FROM chapter_runs r LEFT JOIN job_providers jp ON jp.job_id = r.job_id AND jp.place = r.place
WHERE r.job_id = @job AND r.state = 3
ORDER BY r.position;

-- name: run-for-failure
SELECT r.failures, r.rung, r.failed_by, j.provider_order, j.providers, j.auto_retry_ms
FROM chapter_runs r JOIN jobs j ON j.job_id = r.job_id
WHERE r.job_id = @job AND r.position = @position AND r.state = 1 AND r.session_id = @session AND r.attempt = @attempt;

-- name: fail
-- The pair (session, attempt) guards what was read before.
UPDATE chapter_runs SET
    session_id = CASE @state WHEN 0 THEN 0 ELSE session_id END, state = @state, marked = 0, failures = @failures,
    rung = @rung, failed_by = @failed_by, retry_ms = @retry, reason = @reason, reason_code = @reason_code, reason_args = @reason_args, changed_ms = @now
WHERE job_id = @job AND position = @position AND state = 1 AND session_id = @session AND attempt = @attempt;

-- name: skip
UPDATE chapter_runs SET state = 4, marked = 0, reason = @reason, reason_code = @reason_code, reason_args = @reason_args, changed_ms = @now
WHERE job_id = @job AND position = @position AND state = 1 AND session_id = @session AND attempt = @attempt;

-- name: give-back
START TRANSACTION;
SELECT CONCAT('[', COALESCE(GROUP_CONCAT(JSON_ARRAY(t.job_id, t.position) ORDER BY t.job_id, t.position), ''), ']') INTO @v_runs
FROM (
    SELECT r.job_id, r.position
    FROM JSON_TABLE(@batch, '$[*]' COLUMNS (
            job_id BIGINT PATH '$[0]', position INT PATH '$[1]', session_id BIGINT PATH '$[2]', attempt INT PATH '$[3]'
        )) c
        STRAIGHT_JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
    WHERE r.state = 1 AND r.session_id = c.session_id AND r.attempt = c.attempt
    FOR UPDATE
) t;
UPDATE JSON_TABLE(@v_runs, '$[*]' COLUMNS (job_id BIGINT PATH '$[0]', position INT PATH '$[1]')) c
    STRAIGHT_JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
SET r.state = 0, r.session_id = 0, r.marked = 0, r.changed_ms = @now,
    r.reason_args = IF(r.failed_by = 0 OR @reason_code = 'provider_failed_it', @reason_args, r.reason_args), r.reason_code = IF(r.failed_by = 0 OR @reason_code = 'provider_failed_it', @reason_code, r.reason_code),
    r.reason = IF(r.failed_by = 0 OR @reason_code = 'provider_failed_it', @reason, r.reason);
COMMIT;
SELECT DISTINCT c.job_id FROM JSON_TABLE(@v_runs, '$[*]' COLUMNS (job_id BIGINT PATH '$[0]')) c ORDER BY c.job_id;

-- name: raise-attempt
START TRANSACTION;
SET @v_new = NULL;
SELECT GREATEST(attempt, @above + 1) INTO @v_new FROM chapter_runs
WHERE job_id = @job AND position = @position AND state = 1 AND session_id = @session AND attempt = @attempt
FOR UPDATE;
UPDATE chapter_runs SET attempt = @v_new, changed_ms = @now
WHERE job_id = IF(@v_new IS NULL, -1, @job) AND position = @position;
COMMIT;
SELECT
    r.job_id, r.position, r.text_hash, r.occurrence, r.session_id, r.attempt, jp.provider, r.rung, r.failed_by, r.round, r.asked_from, r.failures, r.suspect
FROM chapter_runs r JOIN job_providers jp ON jp.job_id = r.job_id AND jp.place = r.place
WHERE r.job_id = @job AND r.position = @position AND r.state = 1 AND r.session_id = @session AND r.attempt = @v_new;

-- name: mark
UPDATE chapter_runs SET marked = @marked
WHERE job_id = @job AND position = @position AND state = 1 AND session_id = @session AND attempt = @attempt;

-- name: processing
-- From each job's floor on, as in take-back.
SELECT COALESCE(GROUP_CONCAT('(r.job_id = ', j.job_id, ' AND r.position >= ', j.floor, ')' SEPARATOR ' OR '), 'FALSE') INTO @v_ranges
FROM session_jobs sj STRAIGHT_JOIN jobs j ON j.job_id = sj.job_id
WHERE sj.session_id = @session;
SET @v_session = @session, @v_sql = CONCAT(
    'SELECT r.job_id, r.position, r.text_hash, r.occurrence, r.session_id, r.attempt, jp.provider, r.rung, r.failed_by, r.round, ',
    'r.asked_from, r.failures, r.suspect ',
    'FROM chapter_runs r FORCE INDEX (PRIMARY) STRAIGHT_JOIN job_providers jp ON jp.job_id = r.job_id AND jp.place = r.place ',
    'WHERE (', @v_ranges, ') AND r.state = 1 AND r.session_id = ? ORDER BY r.job_id, r.position'
);
PREPARE weft_processing FROM @v_sql;
EXECUTE weft_processing USING @v_session;
