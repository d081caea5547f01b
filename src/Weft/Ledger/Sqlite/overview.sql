-- name: watch-active
-- Only of jobs that some session has claimed of, and only what is not below their floors.
SELECT
    r.job_id, r.position, r.session_id, r.provider, r.attempt, r.changed_ms, COALESCE(u.number, 0) AS chapter,
    COALESCE(u.title, '') AS title
FROM jobs j
JOIN chapter_runs r ON r.job_id = j.job_id AND r.position >= j.floor
LEFT JOIN edition_units u ON u.edition_id = j.edition_id AND u.position = r.position
WHERE j.state IN ('running', 'paused') AND j.job_id IN (SELECT sj.job_id FROM session_jobs sj) AND r.state = 1
ORDER BY r.job_id, r.position;

-- name: watch-waiting
SELECT r.job_id, r.rung, r.failed_by, COUNT(*) AS waiting
FROM jobs j JOIN chapter_runs r ON r.job_id = j.job_id AND r.position >= j.floor
WHERE j.state = 'running' AND r.state = 0
GROUP BY r.job_id, r.rung, r.failed_by
ORDER BY r.job_id, r.rung, r.failed_by;

-- name: watch-ended
SELECT session_id, node, role, process_id, providers, started_ms, ended_ms, end_reason, end_reason_code, end_reason_args, workers, locked
FROM sessions
WHERE session_id > (SELECT MAX(session_id) FROM sessions) - $most AND ended_ms >= $since
ORDER BY ended_ms, session_id;

-- name: watch-completed
SELECT r.provider, (r.changed_ms - $since) / 60000 AS minute, COUNT(*) AS completed
FROM jobs j JOIN chapter_runs r ON r.job_id = j.job_id
WHERE (j.state IN ('running', 'paused') OR j.ended_ms >= $since) AND r.state = 2 AND r.changed_ms >= $since
GROUP BY r.provider, (r.changed_ms - $since) / 60000
ORDER BY r.provider, (r.changed_ms - $since) / 60000;
