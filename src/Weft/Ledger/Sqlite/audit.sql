-- name: audit
SELECT entry_id, at_ms, kind, by_kind, by_name, by_owner, by_address, what, what_code, what_args
FROM audit
WHERE entry_id < $before AND at_ms >= $since
    AND ($kinds = '' OR INSTR(',' || $kinds || ',', ',' || kind || ',') > 0)
    AND ($by IS NULL OR by_name = $by OR by_owner = $by)
ORDER BY entry_id DESC
LIMIT $most;

-- name: add-audit
INSERT INTO audit (at_ms, kind, by_kind, by_name, by_owner, by_address, what, what_code, what_args)
VALUES ($now, $kind, $by_kind, $by_name, $by_owner, $by_address, $what, $what_code, $what_args);

-- name: prune-audit
DELETE FROM audit WHERE entry_id IN (SELECT entry_id FROM audit WHERE at_ms < $until ORDER BY at_ms LIMIT $most);
