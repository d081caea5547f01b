-- name: claim
-- One packet: a node that is stopped in the middle holds no lock. Fresh rows come from a mark that only moves forward, given-back ones from
-- the job's floor; both walk the primary key.
SET @v_open = NULL, @v_floor = NULL, @v_order = NULL, @v_place = NULL, @v_paused = NULL, @v_until = NULL, @v_air = NULL, @v_ids = NULL;
START TRANSACTION;
SELECT session_id INTO @v_open FROM sessions WHERE session_id = @session AND ended_ms IS NULL LOCK IN SHARE MODE;
SELECT floor, provider_order INTO @v_floor, @v_order FROM jobs
WHERE job_id = IF(@v_open IS NULL, -1, @job) AND state = 'running' LOCK IN SHARE MODE;
SELECT place INTO @v_place FROM job_providers WHERE job_id = @job AND provider = @provider;
SELECT paused, paused_until_ms INTO @v_paused, @v_until FROM providers WHERE name = @provider;
SET @v_paused_now = @v_paused = 1 AND (@v_until IS NULL OR @v_until > @now);
SET @v_probing = @v_paused = 1 AND NOT @v_paused_now AND @provider <> 'rules';
SELECT 1 INTO @v_air
FROM calls c JOIN sessions s ON s.session_id = c.session_id
WHERE c.provider = IF(@v_probing, @provider, NULL) AND c.state = 0 AND c.deadline_ms > @now AND s.ended_ms IS NULL
LIMIT 1;
SET @v_go = @v_floor IS NOT NULL AND @v_place IS NOT NULL AND @v_paused IS NOT NULL AND NOT @v_paused_now AND @v_air IS NULL;
SET @v_in_order = @v_order = 'inorder';
SELECT COALESCE(MAX(jp.place) + 1, 0) INTO @v_lowest
FROM job_providers jp JOIN providers p ON p.name = jp.provider
WHERE jp.job_id = IF(@v_in_order, @job, -1) AND jp.place < @v_place
  AND NOT (p.paused = 1 AND (p.paused_until_ms IS NULL OR p.paused_until_ms > @now))
  AND EXISTS (SELECT 1 FROM session_providers sp WHERE sp.provider = jp.provider);
SET @v_highest = IF(@v_in_order, @v_place, 1000), @v_bit = IF(@v_in_order, 0, 1 << @v_place);
SET @v_from = GREATEST(@mark, COALESCE(@v_floor, 0));
SELECT GROUP_CONCAT(t.position ORDER BY t.position) INTO @v_ids
FROM (
    SELECT position FROM chapter_runs
    WHERE job_id = IF(@v_go, @job, -1) AND position >= @v_from AND state = 0
      AND rung BETWEEN @v_lowest AND @v_highest AND failed_by & @v_bit = 0
    ORDER BY position
    LIMIT @most
    FOR UPDATE SKIP LOCKED
) t;
SELECT GROUP_CONCAT(t.position ORDER BY t.position) INTO @v_behind
FROM (
    SELECT position FROM chapter_runs
    WHERE job_id = IF(@v_go AND @v_ids IS NULL AND @v_from > @v_floor, @job, -1) AND position >= @v_floor AND state = 0
      AND rung BETWEEN @v_lowest AND @v_highest AND failed_by & @v_bit = 0
    ORDER BY position
    LIMIT @most
    FOR UPDATE SKIP LOCKED
) t;
SET @v_ids = COALESCE(@v_ids, @v_behind);
SET @v_ids = IF(@v_probing, SUBSTRING_INDEX(@v_ids, ',', 1), @v_ids);
SET @v_list = CONCAT('[', COALESCE(@v_ids, ''), ']');
UPDATE JSON_TABLE(@v_list, '$[*]' COLUMNS (position INT PATH '$')) c
    STRAIGHT_JOIN chapter_runs r ON r.job_id = @job AND r.position = c.position
SET r.state = 1, r.session_id = @session, r.provider = @provider, r.attempt = r.attempt + 1, r.marked = 0, r.reason = '',
    r.changed_ms = @now;
INSERT INTO session_jobs (session_id, job_id)
SELECT @session, @job FROM (SELECT 1 AS one) o WHERE @v_ids IS NOT NULL
ON DUPLICATE KEY UPDATE session_jobs.job_id = session_jobs.job_id;
COMMIT;
SELECT
    @v_open IS NOT NULL, @v_go, @v_floor IS NOT NULL AND @v_place IS NOT NULL AND @v_paused IS NOT NULL, @v_paused_now, @v_until,
    @v_ids IS NULL AND EXISTS (
        SELECT 1 FROM chapter_runs
        WHERE job_id = IF(@v_go AND @v_ids IS NULL, @job, -1) AND position >= @v_floor AND state = 0
          AND rung BETWEEN @v_lowest AND @v_highest AND failed_by & @v_bit = 0
    );
SELECT
    r.job_id, r.position, r.text_hash, r.occurrence, r.session_id, r.attempt, r.provider, r.rung, r.failed_by, r.round, r.failures,
    r.suspect
FROM JSON_TABLE(@v_list, '$[*]' COLUMNS (position INT PATH '$')) c
    STRAIGHT_JOIN chapter_runs r ON r.job_id = @job AND r.position = c.position
WHERE r.state = 1 AND r.session_id = @session
ORDER BY r.position;

-- name: complete
START TRANSACTION;
UPDATE JSON_TABLE(@batch, '$[*]' COLUMNS (
        job_id BIGINT PATH '$[0]', position INT PATH '$[1]', session_id BIGINT PATH '$[2]', attempt INT PATH '$[3]',
        superseded INT PATH '$[4]', rejected INT PATH '$[5]'
    )) c
    STRAIGHT_JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
SET r.state = 2, r.marked = 0, r.reason = IF(c.superseded = 1, @superseded, ''), r.rejected = c.rejected, r.changed_ms = @now
WHERE r.state = 1 AND r.session_id = c.session_id AND r.attempt = c.attempt;
SET @v_done = ROW_COUNT();
/* woven */
/* rejections */
COMMIT;
SELECT @v_done;

-- name: complete-woven
INSERT INTO woven (job_id, position, woven_keys)
SELECT c.job_id, c.position, c.woven_keys
FROM JSON_TABLE(@woven, '$[*]' COLUMNS (
        job_id BIGINT PATH '$[0]', position INT PATH '$[1]', session_id BIGINT PATH '$[2]', attempt INT PATH '$[3]',
        woven_keys LONGTEXT PATH '$[4]'
    )) c
    STRAIGHT_JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
WHERE r.state = 2 AND r.session_id = c.session_id AND r.attempt = c.attempt
ON DUPLICATE KEY UPDATE woven_keys = VALUES(woven_keys);

-- name: complete-rejections
INSERT INTO rejections (job_id, position, number, kind, text, reason)
SELECT c.job_id, c.position, c.number, c.kind, c.text, c.reason
FROM JSON_TABLE(@rejections, '$[*]' COLUMNS (
        job_id BIGINT PATH '$[0]', position INT PATH '$[1]', session_id BIGINT PATH '$[2]', attempt INT PATH '$[3]',
        number INT PATH '$[4]', kind VARCHAR(100) PATH '$[5]', text LONGTEXT PATH '$[6]', reason TEXT PATH '$[7]'
    )) c
    STRAIGHT_JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
WHERE r.state = 2 AND r.session_id = c.session_id AND r.attempt = c.attempt
ON DUPLICATE KEY UPDATE kind = VALUES(kind), text = VALUES(text), reason = VALUES(reason);

-- name: completed-among
-- Which of a batch are completed by just those claims, where not all were.
SELECT c.number
FROM JSON_TABLE(@batch, '$[*]' COLUMNS (
        number FOR ORDINALITY, job_id BIGINT PATH '$[0]', position INT PATH '$[1]', session_id BIGINT PATH '$[2]', attempt INT PATH '$[3]'
    )) c
    STRAIGHT_JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
WHERE r.state = 2 AND r.session_id = c.session_id AND r.attempt = c.attempt;
