-- name: runs
SELECT
    job_id, position, text_hash, occurrence, characters, state, session_id, attempt, losses, failures, rung, failed_by, round,
    asked_from, suspect, marked, provider, reason, reason_code, reason_args, rejected, retry_ms, changed_ms
FROM chapter_runs
WHERE job_id = $job AND position >= $from
ORDER BY position
LIMIT $most;

-- name: run
SELECT
    job_id, position, text_hash, occurrence, characters, state, session_id, attempt, losses, failures, rung, failed_by, round,
    asked_from, suspect, marked, provider, reason, reason_code, reason_args, rejected, retry_ms, changed_ms
FROM chapter_runs
WHERE job_id = $job AND position = $position;

-- name: woven
SELECT keys FROM woven WHERE job_id = $job AND position = $position;

-- name: rejections
SELECT position, kind, text, reason, reason_code, reason_args FROM rejections
WHERE job_id = $job AND position >= $from ORDER BY position, number LIMIT $most;

-- name: count-rejections
SELECT reason, reason_code, reason_args, COUNT(*) AS times FROM rejections WHERE job_id = $job
GROUP BY reason, reason_code, reason_args
ORDER BY COUNT(*) DESC, MIN(position * 1000000 + number);

-- name: count-readers
SELECT
    provider, IIF(failed_by = 0, '', reason) AS reason, IIF(failed_by = 0, '', reason_code) AS reason_code,
    IIF(failed_by = 0, '', reason_args) AS reason_args, COUNT(*) AS chapters
FROM chapter_runs
WHERE job_id = $job AND state = 2
GROUP BY 1, 2, 3, 4
ORDER BY COUNT(*) DESC, MIN(position);

-- name: count-skipped
SELECT u.kind, r.reason, r.reason_code, r.reason_args, COUNT(*) AS units, SUM(r.characters) AS characters
FROM jobs j
    JOIN chapter_runs r ON r.job_id = j.job_id
    LEFT JOIN edition_units u ON u.edition_id = j.edition_id AND u.position = r.position
WHERE j.job_id = $job AND r.state = 4
GROUP BY u.kind, r.reason, r.reason_code, r.reason_args
ORDER BY MIN(r.position);

-- name: failed
SELECT
    job_id, position, text_hash, occurrence, characters, state, session_id, attempt, losses, failures, rung, failed_by, round,
    asked_from, suspect, marked, provider, reason, reason_code, reason_args, rejected, retry_ms, changed_ms
FROM chapter_runs
WHERE job_id = $job AND state = 3
ORDER BY position;

-- name: complete
-- A ledger that lost a claim may have given the run to its session once more, for another provider: the row says who has read it.
UPDATE chapter_runs SET state = 2, marked = 0, provider = $provider, rejected = $rejected, changed_ms = $now,
    reason = IIF($reason = '' AND failed_by <> 0, reason, $reason), reason_code = IIF($reason = '' AND failed_by <> 0, reason_code, $reason_code),
    reason_args = IIF($reason = '' AND failed_by <> 0, reason_args, $reason_args)
WHERE job_id = $job AND position = $position AND state = 1 AND session_id = $session AND attempt = $attempt;

-- name: add-woven
INSERT INTO woven (job_id, position, keys) VALUES ($job, $position, $keys)
ON CONFLICT (job_id, position) DO UPDATE SET keys = excluded.keys;

-- name: add-rejection
INSERT INTO rejections (job_id, position, number, kind, text, reason, reason_code, reason_args)
VALUES ($job, $position, $number, $kind, $text, $reason, $reason_code, $reason_args)
ON CONFLICT (job_id, position, number) DO UPDATE SET
    kind = excluded.kind, text = excluded.text,
    reason = excluded.reason, reason_code = excluded.reason_code, reason_args = excluded.reason_args;

-- name: run-for-failure
SELECT r.failures, r.rung, r.failed_by, j.provider_order, j.providers, j.auto_retry_ms
FROM chapter_runs r JOIN jobs j ON j.job_id = r.job_id
WHERE r.job_id = $job AND r.position = $position AND r.state = 1 AND r.session_id = $session AND r.attempt = $attempt;

-- name: fail
UPDATE chapter_runs SET
    state = $state, session_id = CASE $state WHEN 0 THEN NULL ELSE session_id END, marked = 0, failures = $failures,
    rung = $rung, failed_by = $failed_by, retry_ms = $retry, reason = $reason, reason_code = $reason_code, reason_args = $reason_args, changed_ms = $now
WHERE job_id = $job AND position = $position;

-- name: skip
UPDATE chapter_runs SET state = 4, marked = 0, reason = $reason, reason_code = $reason_code, reason_args = $reason_args, changed_ms = $now
WHERE job_id = $job AND position = $position AND state = 1 AND session_id = $session AND attempt = $attempt;

-- name: give-back
UPDATE chapter_runs SET
    state = 0, session_id = NULL, marked = 0, changed_ms = $now, reason = IIF(failed_by = 0 OR $reason_code = 'provider_failed_it', $reason, reason),
    reason_code = IIF(failed_by = 0 OR $reason_code = 'provider_failed_it', $reason_code, reason_code), reason_args = IIF(failed_by = 0 OR $reason_code = 'provider_failed_it', $reason_args, reason_args)
WHERE job_id = $job AND position = $position AND state = 1 AND session_id = $session AND attempt = $attempt;

-- name: raise-attempt
UPDATE chapter_runs SET attempt = MAX(attempt, $above + 1), changed_ms = $now
WHERE job_id = $job AND position = $position AND state = 1 AND session_id = $session AND attempt = $attempt
RETURNING job_id, position, text_hash, occurrence, session_id, attempt, provider, rung, failed_by, round, asked_from, failures, suspect;

-- name: mark
UPDATE chapter_runs SET marked = $marked
WHERE job_id = $job AND position = $position AND state = 1 AND session_id = $session AND attempt = $attempt;

-- name: processing
SELECT
    r.job_id, r.position, r.text_hash, r.occurrence, r.session_id, r.attempt, r.provider, r.rung, r.failed_by, r.round,
    r.asked_from, r.failures, r.suspect
FROM session_jobs sj
JOIN jobs j ON j.job_id = sj.job_id
JOIN chapter_runs r ON r.job_id = j.job_id AND r.position >= j.floor
WHERE sj.session_id = $session AND r.state = 1 AND r.session_id = $session
ORDER BY r.job_id, r.position;
