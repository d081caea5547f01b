-- name: events
SELECT event_id, at_ms, kind, session_id, job_id, provider, chapters, reason, reason_code, reason_args
FROM events
WHERE event_id < @before AND at_ms >= @from AND at_ms < @until
    AND (@kinds = '' OR FIND_IN_SET(kind, @kinds) > 0)
    AND (@job IS NULL OR job_id = @job)
    AND (@provider IS NULL OR provider = @provider)
    AND (@session IS NULL OR session_id = @session)
    AND (@node IS NULL OR session_id IN (SELECT s.session_id FROM sessions s WHERE s.node = @node))
ORDER BY event_id DESC
LIMIT @most;

-- name: note-job
-- Inside the transaction of a change of job @v_noted (none: -1), with the reason that its row has by then. A code that an emptied reason left behind tells nothing.
INSERT INTO events (at_ms, kind, job_id, provider, chapters, reason, reason_code, reason_args)
SELECT @now, @v_event, job_id, '', @v_chapters, reason, IF(reason = '', '', reason_code), IF(reason = '', NULL, reason_args)
FROM jobs WHERE job_id = @v_noted;

-- name: note-session
INSERT INTO events (at_ms, kind, session_id, provider, chapters, reason, reason_code, reason_args)
SELECT @now, @v_event, session_id, '', @v_chapters, end_reason, end_reason_code, end_reason_args
FROM sessions WHERE session_id = @v_noted;

-- name: note-provider
-- Lasting: what it said itself closed it, until somebody resumes it. What a person ordered is theirs.
INSERT INTO events (at_ms, kind, provider, chapters, lasting, reason, reason_code, reason_args)
SELECT @now, @v_event, name, 0, paused = 1 AND paused_until_ms IS NULL AND pause_reason_code NOT IN ('paused_by_person', 'paused_by_person_for'), pause_reason, IF(pause_reason = '', '', pause_reason_code), IF(pause_reason = '', NULL, pause_reason_args)
FROM providers WHERE name = @v_noted;

-- name: prune-events
DELETE FROM events WHERE at_ms < @until ORDER BY at_ms LIMIT 10000;
