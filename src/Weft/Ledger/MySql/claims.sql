-- name: claim
-- One packet: a node that is stopped in the middle holds no lock. Fresh rows come from a mark that only moves forward, given-back ones from
-- the job's floor; both walk the primary key. What is long is read without locks first: a walk from the floor may pass a million finished rows.
-- Few statements and rows that do not change their size: these two were most of a claim's cost.
SET @v_open = NULL, @v_floor = NULL, @v_place = NULL, @v_paused = NULL, @v_until = NULL, @v_probing = NULL, @v_lowest = NULL, @v_air = NULL,
    @v_start = NULL, @v_most = NULL, @v_after = NULL, @v_started = NULL, @v_away = 0, @v_stand = NULL;
START TRANSACTION;
SELECT session_id INTO @v_open FROM sessions WHERE session_id = @session AND ended_ms IS NULL LOCK IN SHARE MODE;
SELECT floor, provider_order = 'inorder', IF(@provider = 'rules', rules_after_ms, NULL), started_ms
INTO @v_floor, @v_in_order, @v_after, @v_started FROM jobs
WHERE job_id = IF(@v_open IS NULL, -1, @job) AND state = 'running' LOCK IN SHARE MODE;
SELECT
    jp.place,
    p.paused = 1 AND (p.paused_until_ms IS NULL OR p.paused_until_ms > @now),
    p.paused_until_ms,
    p.paused = 1 AND p.paused_until_ms <= @now AND p.name <> 'rules',
    (SELECT COUNT(*) FROM job_providers a WHERE a.job_id = jp.job_id),
    -- Rules stand in for those alone that are away.
    IF(@v_in_order AND jp.place > 0, IF(jp.provider = 'rules', jp.place, (
        SELECT COALESCE(MAX(b.place) + 1, 0)
        FROM job_providers b JOIN providers bp ON bp.name = b.provider
        WHERE b.job_id = jp.job_id AND b.place < jp.place
          AND NOT (bp.paused = 1 AND (bp.paused_until_ms IS NULL OR bp.paused_until_ms > @now))
          AND EXISTS (SELECT 1 FROM session_providers sp WHERE sp.provider = b.provider)
    )), 0)
INTO @v_place, @v_paused, @v_until, @v_probing, @v_most, @v_lowest
FROM job_providers jp JOIN providers p ON p.name = jp.provider
WHERE jp.job_id = @job AND jp.provider = @provider;
-- Away: paused, or served by no open session, for as long as the job says.
SELECT BIT_OR(IF(b.is_away, 1 << b.place, 0)), COALESCE(MAX(IF(b.place < @v_place AND NOT b.is_away, b.place + 1, NULL)), 0)
INTO @v_away, @v_stand
FROM (
    SELECT
        jp.place,
        (
            p.paused = 1 AND (p.paused_until_ms IS NULL OR p.paused_until_ms > @now)
            AND COALESCE(p.paused_since_ms, @v_started) <= @now - @v_after
        ) OR (
            NOT EXISTS (SELECT 1 FROM session_providers sp WHERE sp.provider = jp.provider)
            AND COALESCE(
                (SELECT MAX(s.ended_ms) FROM sessions s WHERE JSON_CONTAINS(s.providers, JSON_QUOTE(jp.provider))), @v_started
            ) <= @now - @v_after
        ) AS is_away
    FROM job_providers jp JOIN providers p ON p.name = jp.provider
    WHERE jp.job_id = IF(@v_after IS NULL, -1, @job) AND jp.place <> @v_place
) b;
SET @v_lowest = IF(@v_after IS NOT NULL AND @v_in_order, @v_stand, @v_lowest);
SELECT 1 INTO @v_air
FROM calls c JOIN sessions s ON s.session_id = c.session_id
WHERE c.provider = IF(@v_probing, @provider, NULL) AND c.state = 0 AND c.deadline_ms > @now AND s.ended_ms IS NULL
LIMIT 1;
-- The variables of one SET do not see each other.
SET @v_concerns = @v_floor IS NOT NULL AND @v_place IS NOT NULL,
    @v_highest = IF(@v_in_order, @v_place, 1000),
    @v_bit = IF(@v_in_order, 0, 1 << @v_place),
    @v_needs = IF(@v_in_order OR @provider <> 'rules', 0, ((1 << @v_most) - 1) & ~(1 << @v_place) & ~@v_away),
    @v_from = GREATEST(@mark, @v_floor);
SET @v_go = @v_concerns AND NOT @v_paused AND @v_air IS NULL;
SET @v_look = @v_go AND (@v_probing OR @v_from = @v_floor);
-- A probe is another run than the one whose call failed last, where there is one.
SELECT position INTO @v_start FROM chapter_runs
WHERE job_id = IF(@v_go AND @v_probing, @job, -1) AND position >= @v_floor AND state = 0
  AND rung BETWEEN @v_lowest AND @v_highest AND failed_by & @v_bit = 0 AND failed_by & @v_needs = @v_needs
  AND NOT (reason <> '' AND reason_code = 'provider_failed_it')
ORDER BY position
LIMIT 1;
SELECT position INTO @v_start FROM chapter_runs
WHERE job_id = IF(@v_look AND @v_start IS NULL, @job, -1) AND position >= @v_from AND state = 0
  AND rung BETWEEN @v_lowest AND @v_highest AND failed_by & @v_bit = 0 AND failed_by & @v_needs = @v_needs
ORDER BY position
LIMIT 1;
SELECT
    GROUP_CONCAT(
        CONCAT_WS(' ', t.position, t.occurrence, t.attempt + 1, t.rung, t.failed_by, t.round, t.asked_from, t.failures, t.suspect, t.text_hash) SEPARATOR ';'
    ),
    GROUP_CONCAT(t.position), MIN(t.position), MAX(t.position), COUNT(*)
INTO @v_rows, @v_ids, @v_first, @v_last, @v_count
FROM (
    SELECT position, occurrence, attempt, rung, failed_by, round, asked_from, failures, suspect, text_hash
    FROM chapter_runs
    WHERE job_id = IF(@v_go AND (NOT @v_look OR @v_start IS NOT NULL), @job, -1)
      AND position >= COALESCE(@v_start, @v_from) AND (NOT @v_probing OR position = @v_start) AND state = 0
      AND rung BETWEEN @v_lowest AND @v_highest AND failed_by & @v_bit = 0 AND failed_by & @v_needs = @v_needs
    ORDER BY position
    LIMIT @most
    FOR UPDATE SKIP LOCKED
) t;
SET @v_dense = @v_last - @v_first + 1 = @v_count;
UPDATE chapter_runs SET
    state = 1, session_id = @session, place = @v_place, attempt = attempt + 1, marked = 0, reason = IF(failed_by = 0, '', reason), changed_ms = @now
WHERE job_id = IF(@v_dense, @job, -1) AND position BETWEEN @v_first AND @v_last;
-- Runs that were given back may lie a million apart: by a list of numbers, which the server has just made itself.
SET @v_job = @job, @v_session = @session, @v_now = @now;
SET @v_sql = CONCAT(
    'UPDATE chapter_runs SET state = 1, session_id = ?, place = ?, attempt = attempt + 1, marked = 0, reason = IF(failed_by = 0, '''', reason), changed_ms = ? ',
    'WHERE job_id = ? AND position IN (', IF(@v_dense OR @v_ids IS NULL, 'NULL', @v_ids), ')'
);
PREPARE weft_claim FROM @v_sql;
EXECUTE weft_claim USING @v_session, @v_place, @v_now, @v_job;
INSERT INTO session_jobs (session_id, job_id)
SELECT @session, @job FROM (SELECT 1 AS one) o
WHERE @v_count > 0 AND NOT EXISTS (SELECT 1 FROM session_jobs WHERE session_id = @session AND job_id = @job)
ON DUPLICATE KEY UPDATE session_jobs.job_id = session_jobs.job_id;
COMMIT;
SELECT
    @v_open IS NOT NULL AS session_is_open, COALESCE(@v_concerns, 0) AS concerns, @v_go AS go, @v_paused AS is_paused, @v_until AS paused_until_ms,
    @v_rows AS claimed,
    EXISTS (
        SELECT 1 FROM chapter_runs
        WHERE job_id = IF(@v_go AND @v_count = 0 AND NOT (@v_look AND @v_start IS NULL), @job, -1) AND position >= @v_floor AND state = 0
          AND rung BETWEEN @v_lowest AND @v_highest AND failed_by & @v_bit = 0 AND failed_by & @v_needs = @v_needs
    ) AS is_behind;
