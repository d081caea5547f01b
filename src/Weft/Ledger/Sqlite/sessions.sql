-- name: add-session
INSERT INTO sessions (node, role, process_id, providers, workers, started_ms)
VALUES ($node, $role, $process, $providers, $workers, $now)
RETURNING session_id;

-- name: serve
UPDATE sessions SET providers = $providers, locked = $locked WHERE session_id = $session;

-- name: open-sessions
SELECT session_id, node, role, process_id, providers, started_ms, ended_ms, end_reason, end_reason_code, end_reason_args, workers, locked
FROM sessions
WHERE ended_ms IS NULL
ORDER BY session_id;

-- name: session
SELECT session_id, node, role, process_id, providers, started_ms, ended_ms, end_reason, end_reason_code, end_reason_args, workers, locked
FROM sessions
WHERE session_id = $session;

-- name: end-session
UPDATE sessions SET ended_ms = $now, end_reason = $reason, end_reason_code = $reason_code, end_reason_args = $reason_args WHERE session_id = $session AND ended_ms IS NULL;

-- name: close-calls-of-session
UPDATE calls SET state = 3, reason = $reason, reason_code = $reason_code, reason_args = $reason_args WHERE session_id = $session AND state = 0;

-- name: jobs-of-session
SELECT job_id FROM session_jobs WHERE session_id = $session ORDER BY job_id;

-- name: take-back
-- Each expression sees the row as it was before. Only a death while marked counts, and the second one sets the run apart.
UPDATE chapter_runs SET
    state = CASE
        WHEN $death AND marked AND losses >= 1 THEN 3
        WHEN (SELECT state FROM jobs WHERE job_id = $job) = 'cancelled' THEN 4
        ELSE 0
    END,
    session_id = CASE
        WHEN $death AND marked AND losses >= 1 THEN session_id
        WHEN (SELECT state FROM jobs WHERE job_id = $job) = 'cancelled' THEN session_id
        ELSE NULL
    END,
    reason = CASE WHEN $death AND marked AND losses >= 1 THEN $killed WHEN failed_by = 0 OR (SELECT state FROM jobs WHERE job_id = $job) = 'cancelled' THEN $reason ELSE reason END,
    reason_code = CASE WHEN $death AND marked AND losses >= 1 THEN $killed_code WHEN failed_by = 0 OR (SELECT state FROM jobs WHERE job_id = $job) = 'cancelled' THEN $reason_code ELSE reason_code END,
    reason_args = CASE WHEN failed_by = 0 OR ($death AND marked AND losses >= 1) OR (SELECT state FROM jobs WHERE job_id = $job) = 'cancelled' THEN '' ELSE reason_args END,
    losses = losses + ($death AND marked),
    suspect = suspect OR $death,
    marked = 0,
    changed_ms = $now
WHERE job_id = $job AND position >= (SELECT floor FROM jobs WHERE job_id = $job) AND state = 1 AND session_id = $session
RETURNING job_id, position, state;

-- name: forget-jobs-of-session
DELETE FROM session_jobs WHERE session_id = $session;

-- name: ended-sessions-with-jobs
SELECT DISTINCT sj.session_id
FROM session_jobs sj LEFT JOIN sessions s ON s.session_id = sj.session_id
WHERE s.session_id IS NULL OR s.ended_ms IS NOT NULL
ORDER BY sj.session_id;

-- name: session-is-open
SELECT 1 FROM sessions WHERE session_id = $session AND ended_ms IS NULL;
