-- name: job-for-claim
SELECT floor, provider_order, providers, rules_after_ms, started_ms FROM jobs WHERE job_id = $job AND state = 'running';

-- name: claim
-- Why another provider failed it stays with a run that was passed on.
-- Fresh rows come from a mark that only moves forward, given-back ones from the job's floor; both walk the primary key.
UPDATE chapter_runs SET
    state = 1, session_id = $session, provider = $provider, attempt = attempt + 1, marked = 0, reason = IIF(failed_by = 0, '', reason), changed_ms = $now
WHERE job_id = $job AND position IN (
    SELECT position FROM chapter_runs
    WHERE job_id = $job AND position >= $from AND state = 0
      AND rung BETWEEN $lowest AND $highest AND failed_by & $bit = 0 AND failed_by & $needs = $needs
    ORDER BY position
    LIMIT $most
)
RETURNING job_id, position, text_hash, occurrence, session_id, attempt, provider, rung, failed_by, round, asked_from, failures, suspect;

-- name: probe-run
-- Another run than the one whose call failed last, where there is one.
SELECT position FROM chapter_runs
WHERE job_id = $job AND position >= $from AND state = 0 AND rung BETWEEN $lowest AND $highest AND failed_by & $bit = 0
  AND failed_by & $needs = $needs AND NOT (reason <> '' AND reason_code = 'provider_failed_it')
ORDER BY position
LIMIT 1;

-- name: note-session-job
INSERT OR IGNORE INTO session_jobs (session_id, job_id) VALUES ($session, $job);
