-- name: events
SELECT event_id, at_ms, kind, session_id, job_id, provider, chapters, reason, reason_code, reason_args
FROM events
WHERE event_id < $before AND at_ms >= $from AND at_ms < $until
    AND ($kinds = '' OR INSTR(',' || $kinds || ',', ',' || kind || ',') > 0)
    AND ($job IS NULL OR job_id = $job)
    AND ($provider IS NULL OR provider = $provider)
    AND ($session IS NULL OR session_id = $session)
    AND ($node IS NULL OR session_id IN (SELECT s.session_id FROM sessions s WHERE s.node = $node))
ORDER BY event_id DESC
LIMIT $most;

-- name: note-job
-- A code that an emptied reason left behind tells nothing.
INSERT INTO events (at_ms, kind, job_id, chapters, reason, reason_code, reason_args)
SELECT $now, $kind, job_id, $chapters, reason, IIF(reason = '', '', reason_code), IIF(reason = '', '', reason_args)
FROM jobs WHERE job_id = $job;

-- name: note-session
INSERT INTO events (at_ms, kind, session_id, chapters, reason, reason_code, reason_args)
SELECT $now, $kind, session_id, $chapters, COALESCE(end_reason, ''), end_reason_code, end_reason_args
FROM sessions WHERE session_id = $session;

-- name: note-provider
-- Lasting: what it said itself closed it, until somebody resumes it. What a person ordered is theirs.
INSERT INTO events (at_ms, kind, provider, lasting, reason, reason_code, reason_args)
SELECT $now, $kind, name, paused = 1 AND paused_until_ms IS NULL AND pause_reason_code NOT IN ('paused_by_person', 'paused_by_person_for'), COALESCE(pause_reason, ''), IIF(COALESCE(pause_reason, '') = '', '', pause_reason_code), IIF(COALESCE(pause_reason, '') = '', '', pause_reason_args)
FROM providers WHERE name = $name;

-- name: prune-events
DELETE FROM events WHERE event_id IN (SELECT event_id FROM events WHERE at_ms < $until ORDER BY event_id LIMIT $most);
