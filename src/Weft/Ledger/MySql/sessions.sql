-- name: add-session
START TRANSACTION;
INSERT INTO sessions (node, role, process_id, providers, started_ms, workers, end_reason)
VALUES (@node, @role, @process, @providers, @now, @workers, '');
SET @v_session = LAST_INSERT_ID();
INSERT INTO session_providers (provider, session_id)
SELECT DISTINCT c.provider, @v_session FROM JSON_TABLE(@providers, '$[*]' COLUMNS (provider VARCHAR(255) PATH '$')) c;
SET @v_noted = @v_session, @v_event = 'opened', @v_chapters = 0;
/* note-session */
COMMIT;
SELECT @v_session;

-- name: serve
SET @v_open = NULL;
START TRANSACTION;
UPDATE sessions SET providers = @providers, locked = @locked WHERE session_id = @session;
SELECT session_id INTO @v_open FROM sessions WHERE session_id = @session AND ended_ms IS NULL;
DELETE FROM session_providers WHERE session_id = @session;
INSERT INTO session_providers (provider, session_id)
SELECT DISTINCT c.provider, @session FROM JSON_TABLE(@providers, '$[*]' COLUMNS (provider VARCHAR(255) PATH '$')) c
WHERE @v_open IS NOT NULL;
COMMIT;

-- name: open-sessions
SELECT session_id, node, role, process_id, providers, started_ms, ended_ms, end_reason, end_reason_code, end_reason_args, workers, COALESCE(locked, '[]') AS locked
FROM sessions
WHERE ended_ms IS NULL
ORDER BY session_id;

-- name: session
SELECT session_id, node, role, process_id, providers, started_ms, ended_ms, end_reason, end_reason_code, end_reason_args, workers, COALESCE(locked, '[]') AS locked
FROM sessions
WHERE session_id = @session;

-- name: end-session
-- Claims share-lock the session's row: after this lock none of them can add to its rows. Only a death while marked counts as a loss, and the
-- second one sets the run apart.
START TRANSACTION;
UPDATE sessions SET ended_ms = @now, end_reason = @reason, end_reason_code = @reason_code, end_reason_args = @reason_args WHERE session_id = @session AND ended_ms IS NULL;
SET @v_ended = ROW_COUNT();
SET @v_session = IF(@v_ended > 0, @session, -1);
UPDATE calls SET state = 3, reason = @over, reason_code = @over_code, reason_args = '' WHERE session_id = @v_session AND state = 0;
DELETE FROM session_providers WHERE session_id = @v_session;
/* take-back */
SET @v_noted = @v_session, @v_event = IF(@death, 'takenover', 'left'), @v_chapters = JSON_LENGTH(@v_runs);
/* note-session */
COMMIT;
SELECT @v_ended AS ended, @v_runs AS runs;

-- name: sweep-session
START TRANSACTION;
SET @v_session = @session;
/* take-back */
COMMIT;
SELECT 1 AS ended, @v_runs AS runs;

-- name: take-back
-- A join cannot begin at each job's floor: without the numbers in the statement it would walk, and lock, all that is finished below.
SELECT COALESCE(GROUP_CONCAT('(r.job_id = ', l.job_id, ' AND r.position >= ', l.floor, ')' SEPARATOR ' OR '), 'FALSE') INTO @v_ranges
FROM (
    SELECT j.job_id, j.floor FROM session_jobs sj STRAIGHT_JOIN jobs j ON j.job_id = sj.job_id WHERE sj.session_id = @v_session FOR UPDATE
) l;
SET @v_mine = NULL, @v_sql = CONCAT(
    'SELECT JSON_ARRAYAGG(JSON_ARRAY(t.job_id, t.position)) INTO @v_mine FROM (SELECT r.job_id, r.position ',
    'FROM chapter_runs r FORCE INDEX (PRIMARY) WHERE (', @v_ranges, ') AND r.state = 1 AND r.session_id = ? FOR UPDATE) t'
);
PREPARE weft_mine FROM @v_sql;
EXECUTE weft_mine USING @v_session;
SELECT CONCAT('[', COALESCE(GROUP_CONCAT(JSON_ARRAY(t.job_id, t.position, t.next, t.loss) ORDER BY t.job_id, t.position), ''), ']') INTO @v_runs
FROM (
    SELECT
        r.job_id, r.position,
        CASE WHEN @death AND r.marked AND r.losses >= 1 THEN 3 WHEN j.state = 'cancelled' THEN 4 ELSE 0 END AS next,
        IF(@death AND r.marked, 1, 0) AS loss
    FROM JSON_TABLE(COALESCE(@v_mine, '[]'), '$[*]' COLUMNS (job_id BIGINT PATH '$[0]', position INT PATH '$[1]')) c
    STRAIGHT_JOIN jobs j ON j.job_id = c.job_id
    STRAIGHT_JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
) t;
UPDATE JSON_TABLE(@v_runs, '$[*]' COLUMNS (job_id BIGINT PATH '$[0]', position INT PATH '$[1]', next INT PATH '$[2]', loss INT PATH '$[3]')) c
    STRAIGHT_JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
SET r.state = c.next, r.session_id = IF(c.next = 0, 0, r.session_id), 
    r.reason_args = IF(c.next <> 0 OR r.failed_by = 0, '', r.reason_args),
    r.reason_code = IF(c.next = 3, @killed_code, IF(r.failed_by = 0 OR c.next <> 0, @over_code, r.reason_code)),
    r.reason = IF(c.next = 3, @killed, IF(r.failed_by = 0 OR c.next <> 0, @over, r.reason)),
    r.losses = r.losses + c.loss, r.suspect = IF(@death, 1, r.suspect), r.marked = 0, r.changed_ms = @now;
DELETE FROM session_jobs WHERE session_id = @v_session;

-- name: ended-sessions-with-jobs
SELECT DISTINCT sj.session_id
FROM session_jobs sj LEFT JOIN sessions s ON s.session_id = sj.session_id
WHERE s.session_id IS NULL OR s.ended_ms IS NOT NULL
ORDER BY sj.session_id;
