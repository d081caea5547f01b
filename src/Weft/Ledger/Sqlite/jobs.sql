-- name: add-job
INSERT INTO jobs (
    book_id, edition_id, positions, providers, provider_order, priority, recipe, profile_version,
    budget_tokens, budget_micros, purse_id, rules_after_ms, auto_retry_ms, created_ms
)
SELECT
    b.book_id, $edition, $positions, $providers, $order, $priority, $recipe, $profile,
    IIF(f.job_id IS NULL, $tokens, f.budget_tokens), IIF(f.job_id IS NULL, $micros, f.budget_micros), f.job_id, $rules_after, $retry, $now
FROM books b LEFT JOIN jobs f ON f.job_id = $purse
WHERE b.book_id = $book AND b.deleted_ms IS NULL
  AND NOT EXISTS (SELECT 1 FROM json_each($providers) e WHERE e.value NOT IN (SELECT name FROM providers))
RETURNING job_id;

-- name: job-of-request
SELECT q.job_id, q.request_print FROM job_requests q JOIN jobs j ON j.job_id = q.job_id WHERE q.request_key = $key;

-- name: keep-request
INSERT OR REPLACE INTO job_requests (request_key, request_print, job_id, at_ms) VALUES ($key, $print, $job, $now);

-- name: forget-requests
DELETE FROM job_requests WHERE at_ms < $before;

-- name: unknown-providers
SELECT e.value AS provider FROM json_each($providers) e WHERE e.value NOT IN (SELECT name FROM providers) ORDER BY e.key;

-- name: jobs
SELECT
    job_id, book_id, edition_id, positions, providers, provider_order, priority, recipe, profile_version,
    budget_tokens, budget_micros, purse_id, rules_after_ms, auto_retry_ms, state, reopen, floor, reason, reason_code, reason_args, spent_tokens, spent_micros,
    created_ms, started_ms, ended_ms
FROM jobs
WHERE state IN (SELECT value FROM json_each($states))
ORDER BY job_id;

-- name: job
SELECT
    job_id, book_id, edition_id, positions, providers, provider_order, priority, recipe, profile_version,
    budget_tokens, budget_micros, purse_id, rules_after_ms, auto_retry_ms, state, reopen, floor, reason, reason_code, reason_args, spent_tokens, spent_micros,
    created_ms, started_ms, ended_ms
FROM jobs
WHERE job_id = $job;

-- name: job-is-created
SELECT 1 FROM jobs WHERE job_id = $job AND state = 'created';

-- name: add-run
INSERT OR IGNORE INTO chapter_runs (job_id, position, text_hash, occurrence, characters, state, reason, reason_code, reason_args, changed_ms)
VALUES ($job, $position, $hash, $occurrence, $characters, $state, $reason, $reason_code, $reason_args, $now);

-- name: start-job
UPDATE jobs SET state = 'running', started_ms = $now WHERE job_id = $job AND state = 'created';

-- name: pause-job
UPDATE jobs SET state = 'paused', reason = $reason, reason_code = $reason_code, reason_args = $reason_args WHERE job_id = $job AND state = 'running';

-- name: resume-job
UPDATE jobs SET state = 'running', reason = '' WHERE job_id = $job AND state = 'paused';

-- name: raise-budget
UPDATE jobs SET budget_tokens = COALESCE($tokens, budget_tokens), budget_micros = COALESCE($micros, budget_micros)
WHERE job_id = (SELECT COALESCE(purse_id, job_id) FROM jobs WHERE job_id = $job)
   OR purse_id = (SELECT COALESCE(purse_id, job_id) FROM jobs WHERE job_id = $job);

-- name: purses
-- In the air: not answered, not past its deadline, of an open session.
WITH firsts AS (SELECT DISTINCT COALESCE(purse_id, job_id) AS first_id FROM jobs WHERE job_id IN (SELECT value FROM json_each($jobs))),
members AS (
    SELECT first_id, j.job_id FROM firsts JOIN jobs j ON j.job_id = first_id
    UNION ALL
    SELECT first_id, j.job_id FROM firsts JOIN jobs j ON j.purse_id = first_id
),
air AS (
    SELECT c.job_id, SUM(c.tokens) AS tokens, SUM(c.micros) AS micros
    FROM calls c INDEXED BY calls_open_of_session JOIN sessions s ON s.session_id = c.session_id
    WHERE c.state = 0 AND s.ended_ms IS NULL AND c.deadline_ms > $now
    GROUP BY c.job_id
)
SELECT
    m.first_id, m.job_id, j.budget_tokens, j.budget_micros, j.spent_tokens, j.spent_micros,
    COALESCE(a.tokens, 0) AS reserved_tokens, COALESCE(a.micros, 0) AS reserved_micros
FROM members m JOIN jobs j ON j.job_id = m.job_id LEFT JOIN air a ON a.job_id = m.job_id
ORDER BY m.job_id;

-- name: cancel-job
UPDATE jobs SET state = 'cancelled', reason = '', ended_ms = $now
WHERE job_id = $job AND state IN ('created', 'running', 'paused');

-- name: skip-open-runs
UPDATE chapter_runs SET state = 4, reason = $reason, reason_code = $reason_code, reason_args = $reason_args, marked = 0, changed_ms = $now
WHERE job_id = $job AND position >= (SELECT floor FROM jobs WHERE job_id = $job) AND state IN (0, 1);

-- name: drop-retries
UPDATE chapter_runs SET retry_ms = NULL WHERE job_id = $job AND state = 3 AND retry_ms IS NOT NULL;

-- name: failed-runs
SELECT r.job_id, r.position
FROM chapter_runs r JOIN jobs j ON j.job_id = r.job_id
WHERE r.job_id = $job AND r.state = 3 AND j.state <> 'cancelled' AND ($position IS NULL OR r.position = $position)
ORDER BY r.position;

-- name: runs-read-by
SELECT r.job_id, r.position
FROM chapter_runs r JOIN jobs j ON j.job_id = r.job_id
WHERE r.job_id = $job AND r.state = 2 AND r.provider = $provider AND j.state <> 'cancelled' AND ($position IS NULL OR r.position = $position)
ORDER BY r.position;

-- name: runs-to-ask-again
SELECT r.job_id, r.position
FROM chapter_runs r JOIN jobs j ON j.job_id = r.job_id
WHERE r.job_id = $job AND r.state IN (2, 3) AND ($provider IS NULL OR (r.state = 2 AND r.provider = $provider)) AND j.state <> 'cancelled'
  AND ($position IS NULL OR r.position = $position)
ORDER BY r.position;

-- name: drop-rejections
DELETE FROM rejections WHERE job_id = $job AND position = $position;

-- name: due-runs
SELECT r.job_id, r.position
FROM chapter_runs r INDEXED BY chapter_runs_retry JOIN jobs j ON j.job_id = r.job_id
WHERE r.retry_ms IS NOT NULL AND r.retry_ms <= $now AND r.state = 3 AND j.state IN ('running', 'paused')
ORDER BY r.job_id, r.position;

-- name: reopen-run
UPDATE chapter_runs SET
    state = 0, session_id = NULL, rung = 0, failed_by = 0, round = round + 1, asked_from = IIF($again, round + 1, asked_from), retry_ms = NULL, reason = '', changed_ms = $now,
    failures = CASE WHEN $person THEN 0 ELSE failures END,
    losses = CASE WHEN $person THEN 0 ELSE losses END
WHERE job_id = $job AND position = $position AND state IN (2, 3);

-- name: reopen-job
-- Whatever opens a run below the floor lowers it.
UPDATE jobs SET
    reopen = reopen + 1,
    floor = MIN(floor, $position),
    reason = IIF(state IN ('failed', 'completed'), '', reason),
    ended_ms = IIF(state IN ('failed', 'completed'), NULL, ended_ms),
    state = IIF(state IN ('failed', 'completed'), 'running', state)
WHERE job_id = $job;

-- name: finish-view
SELECT
    j.job_id, j.state, j.book_id, j.reopen,
    EXISTS (SELECT 1 FROM chapter_runs r WHERE r.job_id = j.job_id AND r.position >= j.floor AND r.state IN (0, 1)) AS is_open,
    EXISTS (SELECT 1 FROM chapter_runs r WHERE r.job_id = j.job_id AND r.state = 3 AND r.retry_ms IS NOT NULL) AS retry_ahead
FROM jobs j
WHERE j.job_id = $job;

-- name: count-failed
SELECT COUNT(*) FROM chapter_runs WHERE job_id = $job AND state = 3;

-- name: finish-job
UPDATE jobs SET state = $state, reason = $reason, reason_code = $reason_code, reason_args = $reason_args, ended_ms = $now WHERE job_id = $job;

-- name: count-runs
-- Summed, not grouped by state, which would sort all rows.
SELECT
    j.job_id, TOTAL(r.state = 0) AS pending, TOTAL(r.state = 1) AS processing, TOTAL(r.state = 2) AS completed,
    TOTAL(r.state = 3) AS failed, TOTAL(r.state = 4) AS skipped
FROM jobs j LEFT JOIN chapter_runs r ON r.job_id = j.job_id
WHERE j.job_id IN (SELECT value FROM json_each($jobs))
GROUP BY j.job_id;

-- name: count-rejected
SELECT j.job_id, TOTAL(r.rejected) AS rejected
FROM jobs j LEFT JOIN chapter_runs r ON r.job_id = j.job_id AND r.state = 2
WHERE j.job_id IN (SELECT value FROM json_each($jobs))
GROUP BY j.job_id;

-- name: lowest-open
-- Where nothing is open: behind the last run.
SELECT COALESCE(
    (
        SELECT r.position FROM chapter_runs r
        WHERE r.job_id = j.job_id AND r.position >= j.floor AND r.state IN (0, 1)
        ORDER BY r.position LIMIT 1
    ),
    (SELECT MAX(r.position) + 1 FROM chapter_runs r WHERE r.job_id = j.job_id)
)
FROM jobs j
WHERE j.job_id = $job AND j.state IN ('running', 'paused');

-- name: raise-floor
UPDATE jobs SET floor = $floor WHERE job_id = $job AND floor < $floor;
