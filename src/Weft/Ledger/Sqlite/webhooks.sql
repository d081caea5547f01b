-- name: webhooks
SELECT webhook_id, url, allows_http, kinds, mark, sealed_secret, created_ms, paused, pause_reason, pause_reason_code, pause_reason_args
FROM webhooks ORDER BY webhook_id;

-- name: add-webhook
INSERT OR IGNORE INTO webhooks (url, allows_http, kinds, mark, sealed_secret, created_ms, from_event, derived_ms)
VALUES ($url, $http, $kinds, $mark, $secret, $now, (SELECT COALESCE(MAX(event_id), 0) FROM events), $now)
RETURNING webhook_id;

-- name: remove-webhook
DELETE FROM webhooks WHERE webhook_id = $webhook;

-- name: remove-deliveries
DELETE FROM webhook_deliveries WHERE webhook_id = $webhook;

-- name: pause-webhook
UPDATE webhooks SET paused = 1, pause_reason = $reason, pause_reason_code = $reason_code, pause_reason_args = $reason_args
WHERE webhook_id = $webhook AND paused = 0;

-- name: resume-webhook
UPDATE webhooks SET paused = 0, pause_reason = '', pause_reason_code = '', pause_reason_args = '', derived_ms = $now,
    from_event = (SELECT COALESCE(MAX(event_id), 0) FROM events)
WHERE webhook_id = $webhook AND paused = 1;

-- name: look-webhooks
SELECT w.webhook_id, (SELECT COALESCE(MAX(event_id), 0) FROM events) AS newest,
    EXISTS (
        SELECT 1 FROM webhook_deliveries d
        WHERE d.webhook_id = w.webhook_id AND d.state = 'waiting' AND d.due_ms <= $now AND d.taken_until_ms <= $now
    ) AS due
FROM webhooks w WHERE w.paused = 0 ORDER BY w.webhook_id;

-- name: derive-deliveries
INSERT OR IGNORE INTO webhook_deliveries (webhook_id, event_id, kind, at_ms, state, due_ms)
SELECT w.webhook_id, t.event_id, t.told, t.at_ms, 'waiting', $now
FROM webhooks w
JOIN (
    SELECT e.event_id, e.at_ms,
        CASE
            WHEN e.job_id IS NOT NULL AND e.kind = 'completed' THEN 'finished'
            WHEN e.job_id IS NOT NULL AND e.kind IN ('failed', 'paused') THEN e.kind
            WHEN e.lasting = 1 AND e.kind = 'paused' THEN 'closed'
            ELSE ''
        END AS told
    FROM events e
    WHERE e.at_ms >= (SELECT MIN(derived_ms) FROM webhooks WHERE paused = 0) - $back
) t ON t.event_id > w.from_event AND INSTR(',' || w.kinds || ',', ',' || t.told || ',') > 0
WHERE w.paused = 0 AND t.told <> ''
ORDER BY t.event_id, w.webhook_id;

-- name: note-derived
UPDATE webhooks SET derived_ms = $now WHERE paused = 0;

-- name: prune-deliveries
DELETE FROM webhook_deliveries WHERE delivery_id IN (
    SELECT delivery_id FROM webhook_deliveries WHERE at_ms < $until AND state <> 'waiting' ORDER BY delivery_id LIMIT $most
);

-- name: next-delivery
SELECT d.delivery_id FROM webhook_deliveries d JOIN webhooks w ON w.webhook_id = d.webhook_id
WHERE d.webhook_id = $webhook AND w.paused = 0 AND d.state = 'waiting' AND d.due_ms <= $now AND d.taken_until_ms <= $now
ORDER BY d.due_ms, d.delivery_id LIMIT 1;

-- name: take-delivery
UPDATE webhook_deliveries SET taken_by = $by, taken_until_ms = $until, tried_ms = $now, tries = tries + 1 WHERE delivery_id = $delivery;

-- name: add-test
INSERT INTO webhook_deliveries (webhook_id, kind, at_ms, state, due_ms, taken_by, taken_until_ms, tried_ms, tries)
SELECT webhook_id, 'test', $now, 'waiting', $now, $by, $until, $now, 1 FROM webhooks WHERE webhook_id = $webhook
RETURNING delivery_id;

-- name: delivery
SELECT d.delivery_id, d.webhook_id, d.event_id, d.kind, d.at_ms, d.state, d.tries, d.due_ms, d.tried_ms, d.status, d.answer,
    d.trouble, d.trouble_code, d.trouble_args,
    e.job_id, e.provider, e.reason AS cause, e.reason_code AS cause_code, e.reason_args AS cause_args
FROM webhook_deliveries d LEFT JOIN events e ON e.event_id = d.event_id
WHERE d.delivery_id = $delivery;

-- name: settle-delivery
UPDATE webhook_deliveries SET state = $state, due_ms = COALESCE($due, due_ms), status = $status, answer = $answer,
    trouble = $trouble, trouble_code = $trouble_code, trouble_args = $trouble_args, taken_by = '', taken_until_ms = 0
WHERE delivery_id = $delivery AND taken_by = $by;

-- name: deliveries
SELECT d.delivery_id, d.webhook_id, d.event_id, d.kind, d.at_ms, d.state, d.tries, d.due_ms, d.tried_ms, d.status, d.answer,
    d.trouble, d.trouble_code, d.trouble_args,
    e.job_id, e.provider, e.reason AS cause, e.reason_code AS cause_code, e.reason_args AS cause_args
FROM webhook_deliveries d LEFT JOIN events e ON e.event_id = d.event_id
WHERE $webhook IS NULL OR d.webhook_id = $webhook
ORDER BY d.delivery_id DESC LIMIT $most;
