-- Who is told what happens, and what they were told.
CREATE TABLE IF NOT EXISTS webhooks (
    webhook_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    url VARCHAR(500) NOT NULL,
    allows_http TINYINT(1) NOT NULL,
    kinds VARCHAR(100) NOT NULL,
    mark VARCHAR(40) NOT NULL,
    sealed_secret TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    paused TINYINT(1) NOT NULL DEFAULT 0,
    pause_reason TEXT NOT NULL,
    pause_reason_code VARCHAR(50) NOT NULL DEFAULT '',
    pause_reason_args TEXT NULL,
    from_event BIGINT NOT NULL,
    derived_ms BIGINT NOT NULL,
    UNIQUE KEY webhooks_url (url)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_deliveries (
    delivery_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    webhook_id BIGINT NOT NULL,
    event_id BIGINT NULL,
    kind VARCHAR(20) NOT NULL,
    at_ms BIGINT NOT NULL,
    state VARCHAR(20) NOT NULL,
    tries INT NOT NULL DEFAULT 0,
    due_ms BIGINT NOT NULL,
    taken_by VARCHAR(64) NOT NULL DEFAULT '',
    taken_until_ms BIGINT NOT NULL DEFAULT 0,
    tried_ms BIGINT NULL,
    status INT NULL,
    answer TEXT NOT NULL,
    trouble TEXT NOT NULL,
    trouble_code VARCHAR(50) NOT NULL DEFAULT '',
    trouble_args TEXT NULL,
    UNIQUE KEY webhook_deliveries_event (webhook_id, event_id),
    KEY webhook_deliveries_due (webhook_id, state, due_ms)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A pause of a provider that somebody must end.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE events ADD COLUMN lasting TINYINT(1) NOT NULL DEFAULT 0', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'events' AND column_name = 'lasting'
);
PREPARE add_lasting FROM @v_add;
EXECUTE add_lasting;
DEALLOCATE PREPARE add_lasting;
