-- name: complete
SET @v_done = 0;
START TRANSACTION;
/* runs */
/* woven */
/* rejections */
COMMIT;
SELECT @v_done;

-- name: complete-runs
-- Of one session, in one job, by one provider, with one attempt. A ledger that lost a claim may have given the run to its session once more, for
-- another provider: the row says who has read it.
UPDATE chapter_runs SET
    place = COALESCE((SELECT p.place FROM job_providers p WHERE p.job_id = /* job */ AND p.provider = /* provider */), place), state = 2, marked = 0, reason = /* reason */, rejected = /* rejected */, changed_ms = @now
WHERE job_id = /* job */ AND position IN (/* positions */) AND state = 1 AND session_id = /* session */ AND attempt = /* attempt */;
SET @v_done = @v_done + ROW_COUNT();

-- name: complete-woven
-- Who lost its run writes its list too, under its own attempt and session, where nobody reads it: to look first would cost as much again.
INSERT INTO woven (job_id, position, attempt, session_id, woven_keys) VALUES /* rows */
ON DUPLICATE KEY UPDATE woven_keys = VALUES(woven_keys);

-- name: complete-rejections
INSERT INTO rejections (job_id, position, number, kind, text, reason, reason_code, reason_args)
SELECT c.job_id, c.position, c.number, c.kind, c.text, c.reason, c.reason_code, c.reason_args
FROM JSON_TABLE(@rejections, '$[*]' COLUMNS (
        job_id BIGINT PATH '$[0]', position INT PATH '$[1]', session_id BIGINT PATH '$[2]', attempt INT PATH '$[3]',
        number INT PATH '$[4]', kind VARCHAR(100) PATH '$[5]', text LONGTEXT PATH '$[6]', reason TEXT PATH '$[7]', reason_code VARCHAR(50) PATH '$[8]', reason_args TEXT PATH '$[9]'
    )) c
    STRAIGHT_JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
WHERE r.state = 2 AND r.session_id = c.session_id AND r.attempt = c.attempt
ON DUPLICATE KEY UPDATE kind = VALUES(kind), text = VALUES(text), reason = VALUES(reason), reason_code = VALUES(reason_code), reason_args = VALUES(reason_args);

-- name: completed-among
-- Which of a batch are completed by just those claims, where not all were.
SELECT c.number
FROM JSON_TABLE(@batch, '$[*]' COLUMNS (
        number FOR ORDINALITY, job_id BIGINT PATH '$[0]', position INT PATH '$[1]', session_id BIGINT PATH '$[2]', attempt INT PATH '$[3]'
    )) c
    STRAIGHT_JOIN chapter_runs r ON r.job_id = c.job_id AND r.position = c.position
WHERE r.state = 2 AND r.session_id = c.session_id AND r.attempt = c.attempt;
