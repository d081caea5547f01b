-- name: watch-active
-- Only of jobs that some session has claimed of, and only what is not below their floors.
SELECT COALESCE(GROUP_CONCAT('(r.job_id = ', j.job_id, ' AND r.position >= ', j.floor, ')' SEPARATOR ' OR '), 'FALSE') INTO @v_ranges
FROM (SELECT DISTINCT job_id FROM session_jobs) sj STRAIGHT_JOIN jobs j ON j.job_id = sj.job_id
WHERE j.state IN ('running', 'paused');
SET @v_sql = CONCAT(
    'SELECT r.job_id, r.position, r.session_id, jp.provider, r.attempt, r.changed_ms, COALESCE(u.number, 0) AS chapter, ',
    'COALESCE(u.title, '''') AS title ',
    'FROM chapter_runs r FORCE INDEX (PRIMARY) STRAIGHT_JOIN jobs j ON j.job_id = r.job_id ',
    'STRAIGHT_JOIN job_providers jp ON jp.job_id = r.job_id AND jp.place = r.place ',
    'LEFT JOIN edition_units u ON u.edition_id = j.edition_id AND u.position = r.position ',
    'WHERE (', @v_ranges, ') AND r.state = 1 ORDER BY r.job_id, r.position'
);
PREPARE weft_active FROM @v_sql;
EXECUTE weft_active;

-- name: watch-waiting
SELECT COALESCE(GROUP_CONCAT('(r.job_id = ', j.job_id, ' AND r.position >= ', j.floor, ')' SEPARATOR ' OR '), 'FALSE') INTO @v_ranges
FROM jobs j
WHERE j.state = 'running';
SET @v_sql = CONCAT(
    'SELECT r.job_id, r.rung, r.failed_by, COUNT(*) AS waiting FROM chapter_runs r FORCE INDEX (PRIMARY) ',
    'WHERE (', @v_ranges, ') AND r.state = 0 GROUP BY r.job_id, r.rung, r.failed_by ORDER BY r.job_id, r.rung, r.failed_by'
);
PREPARE weft_waiting FROM @v_sql;
EXECUTE weft_waiting;

-- name: watch-ended
SELECT session_id, node, role, process_id, providers, started_ms, ended_ms, end_reason, end_reason_code, end_reason_args, workers, COALESCE(locked, '[]') AS locked
FROM sessions
WHERE session_id > (SELECT MAX(session_id) FROM sessions) - @most AND ended_ms >= @since
ORDER BY ended_ms, session_id;

-- name: watch-completed
-- The providers' names come last: a join for each run would cost as much as the walk.
SELECT COALESCE(jp.provider, '') AS provider, c.minute, CAST(SUM(c.completed) AS SIGNED) AS completed
FROM (
    SELECT r.job_id, r.place, (r.changed_ms - @since) DIV 60000 AS minute, COUNT(*) AS completed
    FROM jobs j STRAIGHT_JOIN chapter_runs r FORCE INDEX (PRIMARY) ON r.job_id = j.job_id
    WHERE (j.state IN ('running', 'paused') OR j.ended_ms >= @since) AND r.state = 2 AND r.changed_ms >= @since
    GROUP BY r.job_id, r.place, (r.changed_ms - @since) DIV 60000
) c LEFT JOIN job_providers jp ON jp.job_id = c.job_id AND jp.place = c.place
GROUP BY COALESCE(jp.provider, ''), c.minute
ORDER BY COALESCE(jp.provider, ''), c.minute;
